"""An item of 问题点 in the making: what a statement of a problem asks, and the facts that it grows from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.facets import states_shortcoming
from assistant.facts import Fact
from assistant.form.items import faults
from assistant.issues import proposed, questions
from assistant.relevance import FIELD, HEADLINE, Matter
from assistant.shortcomings import of_its_own
from assistant.sides import sides
from assistant.speaker import voice_of
from assistant.statements import Statement, is_work_report
from assistant.traits import subject
from assistant.wording import Telling, place_above
from index import regions
from index.regions import Region
from index.sentences import sentences
from index.tokens import content_pairs, normalise
from index.types import Span

TOUCHES = 0.2
"""How near a question, or a fact, touches the topic; a problem told by name of the place asked for does at least."""
_PROPOSED = 0.6  # what a question is worth that grows from a proposal, and not from a problem
_HEADED, _SPOKEN = 0.8, 2
"""And from what the paragraph of a report is to bring about; pairs that what is told below must have of that."""
_HINTED, _TOLD, _VERBATIM = 0.25, 0.5, 0.8
"""What share of the first aim of an item, which says the contrary of its problem, and of the next ones is told; and
of each, where it asks for what was proposed in so many words."""
_HERE, _OF_HERE = 0.6, 0.45
"""How near a question is whose problem is admitted of the place asked for, as a share of that, and how near that must be."""
TRACE = 0.1  # how near the topic a question is by its own words that has hardly one of them
_AT_HOME = re.compile("[省市区][内外]|本[地省市区]|[全强][省市区]")
"""Words that in the mouth of another place speak of that."""
_ROOTED, _BESIDE = 0.4, 5
"""What share of an item its own sentence must have in common with it, and how many pairs another of the paragraph."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item of 问题点 in the making: where the source says it, and how far it is of the topic.

    `roots` are the facts told of the same paragraph that speak of it, the fittest first; a question that
    the source itself asks has none, and may grow from any. `elsewhere` says that it was told of another place,
    `measure` that it grows from what somebody proposes, and not from a problem, `heads` that its `basis` says what
    a paragraph is about in which its roots are told, `aside` that it is asked only where there are no others,
    `here` that its problem is told of the place asked for.
    """

    text: str
    basis: Span
    near: float
    roots: tuple[Fact, ...] = ()
    elsewhere: bool = False
    measure: bool = False
    aside: bool = False
    here: bool = False
    heads: bool = False

    def tells(self, root: Fact) -> bool:
        """Whether a fact is told of the sentence that the question grows from, or of the paragraph that it heads."""
        if root.telling is None:
            return False
        said = root.telling.statement
        return said.span == self.basis or (self.heads and said.field.covers(self.basis))

    def of(self, root: Fact) -> "Question":
        """The question without the aims that a root told of its own sentence does not speak of, where one is left."""
        if root.telling is None or root.telling.statement.span != self.basis:
            return self
        told, (first, *rest) = content_pairs(root.body), self.text.removeprefix("如何").split("，")
        hinted, said = (_VERBATIM, _VERBATIM) if self.measure else (_HINTED, _TOLD)
        parts = [first] if _share(first, told) >= hinted else []
        parts += [part for part in rest if _share(part, told) >= said]
        text = f"如何{'，'.join(parts)}"
        return self if any(faults(text)) else replace(self, text=text)


def _share(part: str, told: frozenset[str]) -> float:
    """What share of a part of an item is told."""
    pairs = content_pairs(part)
    return len(pairs & told) / max(len(pairs), 1)


def asked_by(
    statement: Statement, told: list[Fact], matter: Matter, place: Region | None
) -> Iterator[Question]:
    """What a statement of a problem, or a question of the source, asks; each with the facts it can grow from."""
    text = statement.text.rstrip("？?")
    own = text != statement.text and text.startswith(("如何", "怎样"))
    found = [(asked, False) for asked in questions(text)] if own or _states_problem(statement) else []
    for fact in told:
        if fact.telling and _proposes(fact.telling) and fact.source.overlaps(statement.span):
            asked = proposed(fact.body)
            found += [(asked, True)] if asked and (asked, True) not in found else []
    for asked, measure in found:
        item = _free(asked, statement, place)
        if not item or any(faults(item)) or (statement.admitted and of_its_own(item)):
            continue
        pairs = content_pairs(aim(item))
        roots = [] if own else sorted((r for f in told if (r := _root(f, pairs, statement))), key=_fitness)
        if own or roots:
            grown = tuple(f for *_, f in roots)
            elsewhere = _of_elsewhere(statement, place)
            about = normalise(subject(item) if elsewhere else item)
            near = _PROPOSED * matter.asks(about, FIELD) if measure else matter.asks(about)
            here = not measure and _of_here(near, statement, place)
            beside = max((_near_here(f, statement) for f in grown), default=0.0) if here else 0.0
            floor = _HERE * beside if statement.admitted else TOUCHES
            near = max(near, floor if beside >= _OF_HERE else 0.0)
            yield Question(item, statement.span, near, grown, elsewhere, measure, here=beside >= _OF_HERE)
    yield from _headed(statement, told, matter, place)


def _headed(
    statement: Statement, told: list[Fact], matter: Matter, place: Region | None
) -> Iterator[Question]:
    """What the paragraph of a report is to bring about here, where its first sentence says so and no more: 提升粮食生产能力。"""
    first = next((f.telling.statement.span for f in told if f.telling), None)
    roots = [f for f in told if f.local and f.telling and _proposes(f.telling)]
    if first != statement.span or not roots or not 0 < len(statement.opening) <= HEADLINE:
        return
    start, end = next(sentences(statement.document.text, statement.field.start, statement.field.end))
    item = _free(proposed(statement.document.text[start:end].rstrip("。")) or "", statement, place)
    roots = [f for f in roots if len(content_pairs(f.body) & content_pairs(item)) >= _SPOKEN]
    if roots and not faults(item) and _narrows(item, matter):
        near = _HEADED * matter.asks(normalise(item), FIELD)
        roots.sort(key=lambda f: (-round(f.near, 1), -f.worth))
        basis = Span(statement.document.id, start, end)
        yield Question(item, basis, near, tuple(roots), measure=True, heads=True)


def _narrows(item: str, matter: Matter) -> bool:
    """Whether an item names something that the topic does not name."""
    named = {word.forms[0] for side in sides(aim(item)) for word in side.words}
    return bool(named - {word.own.forms[0] for word in matter.words})


def aim(item: str) -> str:
    """What an item asks for, without how."""
    return item.removeprefix("如何").removeprefix("进一步")


def _proposes(telling: Telling) -> bool:
    """Whether a telling says what somebody wants done, or a report what its place is to do."""
    return telling.proposes or (is_work_report(telling.statement.genre) and telling.voice.kind == "文件")


def _of_here(near: float, statement: Statement, place: Region | None) -> bool:
    """Whether a statement names the place asked for, or a report admits it of its own place, where one sentence says
    of many matters what is wrong: the item, `near` the topic by its own words, has at least a trace of it."""
    if not statement.admitted:
        return place in _places(statement.text)
    home = place_above(statement) if near >= TRACE else None
    return home is not None and place is not None and regions.within(home, place)


def _near_here(fact: Fact, statement: Statement) -> float:
    """How near the topic a fact is that is told of a statement, and of the place asked for."""
    told = fact.telling is not None and fact.telling.statement.span == statement.span
    return fact.near if fact.local and fact.own and told else 0.0


_Root = tuple[bool, float, Fact]


def _root(fact: Fact, pairs: frozenset[str], statement: Statement) -> _Root | None:
    """How much of an item a fact of the same paragraph speaks of; None when it is too little to grow from."""
    shared = len(pairs & content_pairs(fact.body))
    own = fact.telling is not None and fact.telling.statement.span == statement.span
    enough = shared >= _ROOTED * len(pairs) if own else shared >= _BESIDE
    return (not own, -shared / max(len(pairs), 1), fact) if enough else None


def _fitness(root: _Root) -> tuple[bool, float, int]:
    return root[0], root[1], root[2].size


def _states_problem(statement: Statement) -> bool:
    if statement.admitted:
        return True
    voice = voice_of(statement)
    if voice is None or voice.kind in ("文件", "会议", "署名"):
        return False
    if voice.kind in ("委员", "专家"):
        return True
    return states_shortcoming(statement.text)


def _free(item: str, statement: Statement, place: Region | None) -> str:
    """An item speaks of the place asked for or of none; empty where it cannot. 我省 goes where no place is asked for."""
    if place is None or (home := place_above(statement)) is None or not regions.within(home, place):
        item = re.sub(r"我[省市](?:的|各条)?", "", item)
    if place is None:
        return "" if _places(item) else item
    if _of_elsewhere(statement, place) and _AT_HOME.search(item):
        return ""
    return "" if any(not regions.within(r, place) for r in _places(item)) else item


def _of_elsewhere(statement: Statement, place: Region | None) -> bool:
    """Whether a statement names places, or speaks of its own as reports do, and none of them was asked for."""
    named = _places(statement.text)
    own = is_work_report(statement.genre) or re.search("我[省市]", statement.text)
    home = place_above(statement) if own else None
    named += [home] if home is not None else []
    return bool(named) and place is not None and not any(regions.within(r, place) for r in named)


def _places(text: str) -> list[Region]:
    return [m.region for m in regions.find(text) if m.region.level in ("province", "city", "district")]
