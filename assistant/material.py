"""The material of a draft: what the library states on a topic, and what it gives to ask."""

import weakref
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.asking import Question, asked_by
from assistant.columns import columns
from assistant.facts import Fact, fact_of, fact_of_column
from assistant.relevance import Matter
from assistant.request import Request
from assistant.series import outdated
from assistant.statements import Statement, is_work_report, statements
from assistant.traits import Traits, traits_of
from assistant.wording import place_above, worded
from assistant.words import names
from index import Filter, Library, regions
from index.regions import Region
from index.tokens import normalise
from index.types import Hit, Span

_SEARCHES = (
    "",
    "问题 不足 滞后 难 缺乏",
    "通知 意见 方案 规划 纲要 会议 提出",
    "做法 机制 建立 推行",
    "年 占 增长 亿元 万",
    "影响 风险 冲击 制约",
)
_HITS, _TOGETHER = 40, 3
_FAR = 100  # statements of reports of other places that are looked at
_PROPOSED = (
    0.3  # of the words of the topic the share that a proposal must have: more than one word of its field
)
_EXAMPLE = 0.2  # and the share that what is told of another place has, unless only what is around it has any
_YEARS = 2  # of the yearly reports of one government how many are material, the newest
_TOUCHED = 0.1  # how near a statement must be to be of any use
_ALMOST = 0.85  # of the words of the topic that a sentence has, the share that a way to tell it must keep


@dataclass(frozen=True, slots=True)
class Material:
    """All facts and questions on a topic, those of most worth first; `longer` are facts for a text that has room."""

    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    matter: Matter
    longer: tuple[Fact, ...] = ()


def gather(
    request: Request,
    library: Library,
    filter: Filter | None = None,
    most: int | None = None,
    long: bool = False,
) -> Material:
    """Every way to tell what the library states on the topic, of the `most` sentences nearest to it; all by default.

    `long` gathers what only a text tells that has room, too. Text of genre 提案 or 提案线索 is never material, nor is,
    without a filter, what a government reported two years ago and before.
    """
    return _gathered(
        _Sought(request.topic, request.region, filter, most, long, library.digest, weakref.ref(library))
    )


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is gathered, and where: a library of which `digest` names what it held."""

    topic: str
    region: str
    filter: Filter | None
    most: int | None
    long: bool
    digest: str
    within: weakref.ref[Library]


@lru_cache(maxsize=16)  # a draft is made again with each wish, and its problems are looked for at each length
def _gathered(sought: _Sought) -> Material:
    library, most = sought.within(), sought.most
    assert library is not None
    filter = sought.filter or _current(library)
    matter = Matter.of(sought.topic, library)
    hits = _hits(sought, matter, library, filter)
    place = regions.get(sought.region)
    stated = statements(hits, library)
    found = _nearest_of(stated, matter, place, most)
    told = {s.span: _told(_ways(s, place), matter) for s in found}
    longer = [f for s in found if sought.long for f in _told(_ways(s, place), matter, long=True)]
    known = {s.span for s in stated}
    here = [s for s in statements(_here(sought, library, filter), library) if s.span not in known]
    longer += [f for s in _nearest_of(here, matter, place, most) for f in _told(_ways(s, place), matter)]
    facts = [f for some in told.values() for f in some]
    facts += [fact_of_column(c, matter) for c in columns(hits, library, place)]
    fields: dict[Span, list[Fact]] = {}
    for statement in found:
        fields.setdefault(statement.field, []).extend(told[statement.span])
    asked = _general([q for s in found for q in asked_by(s, fields[s.field], matter, place)], stated)
    return Material(
        best_first(facts),
        tuple(sorted(asked, key=lambda q: (-q.near, q.text))),
        matter,
        best_first(longer),
    )


def _current(library: Library) -> Filter | None:
    """All but what a government reported in earlier years, where it has reported since; None where that is all."""
    listed = library.documents()
    old = outdated(listed, _YEARS)
    return Filter(documents=tuple(one.id for one in listed if one.id not in old)) if old else None


def _general(questions: Sequence[Question], found: Iterable[Statement]) -> list[Question]:
    """Without what another place proposes of something by a name that no other document has: 青铜峡."""
    said = defaultdict(list)
    for statement in found:
        said[statement.span.doc_id].append(normalise(statement.text))
    texts = {doc_id: "\n".join(told) for doc_id, told in said.items()}

    def known(question: Question) -> bool:
        others = [text for doc_id, text in texts.items() if doc_id != question.basis.doc_id]
        return all(any(name in text for text in others) for name in names(question.text))

    return [q for q in questions if not (q.measure and q.elsewhere) or known(q)]


def best_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those of most worth first; of equal ones what stands first in its source."""
    return tuple(sorted(facts, key=lambda f: (-f.worth, f.source)))


def _told(ways: Iterable[Traits], matter: Matter, *, long: bool = False) -> list[Fact]:
    return _nearest([fact_of(traits, matter) for traits in ways if traits.telling.long is long])


@lru_cache(maxsize=4096)  # the same sentences are told of a topic and of each of its problems
def _ways(statement: Statement, place: Region | None) -> tuple[Traits, ...]:
    return tuple(traits_of(telling, place) for telling in worded(statement, place))


def _nearest_of(
    found: list[Statement], matter: Matter, place: Region | None, most: int | None
) -> list[Statement]:
    """What touches the topic, the `most` that do so most; of what the reports of other places tell of their own
    doings, which only serves for an example, the nearest."""
    near = {s.span: _near(s, matter) for s in found}
    far = [s for s in found if place and not s.admitted and _reports_of_elsewhere(s, place)]
    left_out = {s.span for s in sorted(far, key=lambda s: -near[s.span])[_FAR:]}
    touching = [s for s in found if near[s.span] >= _TOUCHED and s.span not in left_out]
    nearest = {s.span for s in sorted(touching, key=lambda s: -near[s.span])[:most]}
    return [s for s in touching if s.span in nearest]


def _reports_of_elsewhere(statement: Statement, place: Region) -> bool:
    home = place_above(statement) if is_work_report(statement.genre) else None
    return home is not None and not regions.within(home, place)


def _near(statement: Statement, matter: Matter) -> float:
    """How near the topic the whole of a statement is: no way to tell it is much nearer."""
    text = normalise(statement.text)
    return matter.near(text, text, "", statement.near, statement.before, statement.opening)


def _hits(sought: _Sought, matter: Matter, library: Library, filter: Filter | None) -> list[Hit]:
    found: dict[Span, Hit] = {}
    places = dict.fromkeys((sought.region, ""))
    asked = [f"{place}{sought.topic} {words}".strip() for words in _SEARCHES for place in places]
    field = [" ".join(matter.field[n : n + _TOGETHER]) for n in range(0, len(matter.field), _TOGETHER)]
    for n, text in enumerate([*asked, *field]):
        for hit in library.search(text, _HITS if n < len(asked) else _HITS // 2, filter):
            found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _here(sought: _Sought, library: Library, filter: Filter | None) -> list[Hit]:
    """What the documents of the place asked for have on the topic, however much others have on it: for a text that has
    room, since much of it is less near than what a lead tells."""
    if not (sought.long and sought.region) or (filter and filter.region):
        return []
    own = replace(filter or Filter(), region=sought.region)
    return [
        hit for words in _SEARCHES for hit in library.search(f"{sought.topic} {words}".strip(), _HITS, own)
    ]


def _nearest(facts: list[Fact]) -> list[Fact]:
    """Of the ways to tell a sentence those that tell what it says of the topic, and all that states a problem."""
    best = max((f.own for f in facts), default=0.0)
    facts = [f for f in facts if f.facet != "外地" or _is_example(f)]
    facts = [f for f in facts if f.facet != "主张" or (f.own >= _PROPOSED and _of_here(f))]
    return [f for f in facts if f.own >= _ALMOST * best or f.facet == "问题"]


def _is_example(fact: Fact) -> bool:
    """Whether what is told of another place is of the topic; of a document more of it must be."""
    return fact.own >= _PROPOSED if fact.policy else fact.own >= _EXAMPLE or not fact.own


def _of_here(fact: Fact) -> bool:
    """Whether a fact speaks of the place asked for, or of the whole country."""
    return fact.local or fact.region is None or fact.region.level == "country"
