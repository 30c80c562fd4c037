"""The chosen facts in the order of a lead: policy, local facts, problems and voices, examples from elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cite import DraftClaim
from assistant.clauses import clauses
from assistant.facets import Facet
from assistant.facts import Fact, size_of
from assistant.form import Profile
from assistant.of_topic import strays
from assistant.relevance import Matter
from assistant.sameness import same_sentence
from assistant.traits import length
from assistant.voices import REPRINTED, Heard
from index.tokens import content_pairs, normalise

_PARTS: tuple[tuple[Facet, ...], ...] = (
    ("政策", "背景"),
    ("本地",),
    ("问题", "影响", "反映", "主张"),
    ("外地",),
)
_LEVELS = {"country": 0, "province": 1, "area": 1, "city": 2, "district": 3}
_VOICES = ("", "统计", "署名", "会议", "文件", "承前", "报道", "委员", "论文", "专家")
_JOINED = frozenset({"委员", "论文", "专家", "统计"})
"""Voices that may go on in the same sentence, beside documents that say no more than where they go on."""
_GOES_ON = re.compile("(?:该文件|报告)还(?:提出|指出|明确|要求)，")
_OF_TOPIC, _SAID = (
    0.3,
    0.7,
)  # how near a clause of the topic is, and the share of it that another sentence has
_OFTEN = 4  # sentences in which one paper or person may speak
_APART = 40  # characters that a paragraph may grow by where the check takes a sentence apart
_LONGEST = 150  # characters of a sentence that tells two facts


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fact for a reader who has heard its voice or not, with what the same people tell behind it.

    `told_when` says that the reader knows from a sentence before when the press was reprinted.
    """

    fact: Fact
    heard: Heard = ""
    more: tuple[Fact, ...] = ()
    told_when: bool = False

    def drafts(self) -> Iterator[DraftClaim]:
        """What may be said, the best first."""
        for draft in self.fact.drafts(self.heard):
            first = REPRINTED.sub("", draft.text, count=1) if self.told_when else draft.text
            text = "；".join([first.removesuffix("。"), *(fact.body for fact in self.more)])
            spans = (span for fact in self.more for span in fact.spans)
            yield DraftClaim(f"{text}。" if self.more else first, (*draft.spans, *spans))

    @property
    def text(self) -> str:
        return next(self.drafts()).text

    def alone(self) -> Iterator["Sentence"]:
        """The same facts in a sentence each."""
        yield replace(self, more=())
        yield from (Sentence(fact, "just") for fact in self.more)

    def goes_on(self, fact: Fact) -> bool:
        """Whether a fact may stand behind it in the same sentence."""
        alike = fact.voice == self.fact.voice and same_sentence(fact, self.fact)
        if (
            not (alike or fact.voice.kind in _JOINED or _GOES_ON.fullmatch(fact.voice.again))
            or (fact.advises, fact.when) != (self.fact.advises, self.fact.when)
            or "；" in self.fact.body + fact.body
            or (fact.advises and not _beside((self.more or (self.fact,))[-1], fact))
            or (_GOES_ON.fullmatch(fact.voice.again) and not _in_one_block(self.fact, fact))
        ):
            return False
        return length(self.text) + len(fact.body) < _LONGEST


def _beside(fact: Fact, other: Fact) -> bool:
    """Whether a fact stands beside another in their source, under the same headings."""
    return bool(
        fact.telling and other.telling and fact.telling.statement.near == other.telling.statement.near
    )


def _in_one_block(fact: Fact, other: Fact) -> bool:
    """Whether two facts are told of one paragraph of their source."""
    return bool(
        fact.telling and other.telling and fact.telling.statement.block is other.telling.statement.block
    )


def sentences(parts: Iterable[Sequence[Fact]]) -> list[list[Sentence]]:
    """Paragraphs of facts as sentences: who has spoken before is named shortly, or goes on in the same sentence."""
    spoken: set[object] = {None}
    reprints: set[str] = set()
    told: list[list[Sentence]] = []
    for part in parts:
        told.append([])
        for fact in part:
            last = told[-1][-1] if told[-1] else None
            just = last is not None and fact.speaker is not None and fact.speaker == last.fact.speaker
            if last is not None and just and last.goes_on(fact):
                told[-1][-1] = replace(last, more=(*last.more, fact))
                continue
            # Three in a row do not begin alike.
            heard: Heard = "before"
            if just and last is not None:
                heard = "still" if last.heard == "just" else "just"
            when = set(REPRINTED.findall(fact.voice.first))
            known = heard if fact.speaker in spoken - {None} else ""
            told[-1].append(Sentence(fact, known, told_when=bool(when & reprints)))
            reprints |= when
            spoken.add(fact.speaker)
    return told


def told_size(facts: Sequence[Fact], rules: Profile) -> int:
    """Characters of 事由 that tells the facts."""
    return sum(length(s.text) for part in sentences(paragraphs(facts, rules)) for s in part) if facts else 0


def paragraphs(chosen: Sequence[Fact], rules: Profile) -> list[list[Fact]]:
    """The paragraphs of 事由, as many and as long as the form asks for; the last one ends on a fact.

    Without examples from elsewhere the local facts, or else the background, or the policies, come last:
    no draft ends on a complaint.
    """
    facet = {id(fact): _facet(fact, chosen) for fact in chosen}
    order, held = list(_PARTS), set(facet.values())
    if "外地" not in held and "本地" in held:
        order = [order[0], order[2], order[1]]
    elif "外地" not in held:
        order = [("政策",), order[2], ("背景",)] if {"政策", "背景"} <= held else [order[2], order[0]]
    parts = [sorted((f for f in chosen if facet[id(f)] in facets), key=_place) for facets in order]
    least, most = rules.paragraph
    parts = _long_enough([part for part in parts if part], least)
    parts = [half for part in parts for half in (_halves(part) if _written(part) > most - _APART else [part])]
    while len(parts) > rules.paragraphs[1]:
        shortest = min(range(len(parts) - 1), key=lambda n: size_of(parts[n]) + size_of(parts[n + 1]))
        parts = _joined(parts, shortest)
    return _halves(parts[0]) if len(parts) == 1 and not rules.short else parts


def spoken_often(facts: Sequence[Fact], rules: Profile, room: float = 1.0) -> list[Fact]:
    """What is told by a paper, a person or the press that speaks in more sentences than a reader bears.

    Of the place asked for whoever knows it may say more. `room` is how many times as long as usual the text may be.
    """
    spoken = Counter(s.fact.speaker for part in sentences(paragraphs(facts, rules)) for s in part)
    here = {f.speaker for f in facts if f.local and f.facet == "本地"}
    return [
        f
        for f in facts
        if f.voice.kind in ("论文", "专家", "报道")
        and spoken[f.speaker] > _OFTEN * room
        and f.speaker not in here
    ]


def told_twice(facts: Sequence[Fact], matter: Matter) -> list[Fact]:
    """Facts without figures of which another sentence of the same people says all that is of the topic.

    What another place does is an example of its own."""
    return [
        fact
        for fact in facts
        if fact.speaker
        and fact.facet != "外地"
        and not re.search(r"\d", fact.body)
        and _said(fact, facts, matter)
    ]


def _said(fact: Fact, facts: Sequence[Fact], matter: Matter) -> bool:
    on = [content_pairs(c.text) for c in clauses(fact.body) if matter.asks(normalise(c.text)) >= _OF_TOPIC]
    others = [f for f in facts if f.speaker == fact.speaker and not same_sentence(fact, f)]
    said = [content_pairs(other.body) for other in others]
    return bool(on) and all(any(len(c & pairs) >= _SAID * len(c) for pairs in said) for c in on)


def _facet(fact: Fact, chosen: Sequence[Fact]) -> Facet:
    """A fact's facet; what members report, and what a paper gives as background, stands with the problems."""
    if fact.voice.kind == "委员":
        return "问题"
    aside = fact.facet == "背景" and fact.voice.kind == "论文"
    together = aside and any(f.speaker == fact.speaker and f.facet in _PARTS[2] for f in chosen)
    return "问题" if together else fact.facet


def _written(part: Sequence[Fact]) -> int:
    """Characters of a paragraph, as if nobody in it had spoken before."""
    return sum(length(sentence.text) for told in sentences([part]) for sentence in told)


def _place(fact: Fact) -> tuple[object, ...]:
    """Where a fact stands in its paragraph: by level and date, what one voice says together, and what strays last."""
    if fact.facet in _PARTS[2] or fact.voice.kind in ("论文", "委员"):
        return (_VOICES.index(fact.voice.kind), str(fact.voice.spans), fact.source)
    level = _LEVELS.get(fact.region.level, 1) if fact.region else 1
    level = -1 if fact.voice.kind == "署名" else level
    return (level, fact.day or "9", str(fact.voice.spans), strays(fact), fact.source)


def _long_enough(parts: list[list[Fact]], least: int) -> list[list[Fact]]:
    """A paragraph that is too short joins the one before it."""
    while len(parts) > 1:
        written = [sum(length(s.text) for s in told) for told in sentences(parts)]
        short = next((n for n, size in enumerate(written) if size < least), None)
        if short is None:
            break
        parts = _joined(parts, max(short - 1, 0))
    return parts


def _joined(parts: list[list[Fact]], n: int) -> list[list[Fact]]:
    """The paragraphs with the nth and the one behind it as one."""
    return [*parts[:n], [*parts[n], *parts[n + 1]], *parts[n + 2 :]]


def _halves(part: list[Fact]) -> list[list[Fact]]:
    """A paragraph as two of like length."""
    if len(part) < 2:
        return [part]
    half = min(range(1, len(part)), key=lambda n: abs(size_of(part[:n]) - size_of(part[n:])))
    return [part[:half], part[half:]]
