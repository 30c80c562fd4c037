"""A sentence of 事由 in the making, and what it is worth: how near the topic it is, and how much it tells."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.cite import DraftClaim
from assistant.columns import Column
from assistant.facets import Facet
from assistant.predicates import goes_on
from assistant.relevance import Matter
from assistant.statements import is_work_report
from assistant.traits import Tells, Traits, length, tells
from assistant.voices import Heard, Voice
from assistant.wording import Telling
from index.regions import Region
from index.tokens import content_pairs, normalise
from index.types import Document, Policy, Span

_PLANNED = re.compile(r"可能|预计|或将|有望|拟(?!合)|势必|如果|假如")
_DEFINITION = re.compile("是指|指的是|立足于|是由|是一种|的定义|^“[^”]{1,8}”是")
_OF_ALL = re.compile(r"工作报告|纲要|会议|领导小组")
_EXAMPLE = re.compile("[例比]?如")
_ABROAD = re.compile(r"美国|日本|欧盟|德国|英国|法国|韩国|欧美|发达国家|各国")
_HOME = re.compile("我[国省市]|国内")

# What a sentence is worth by its facet alone, and by what it tells.
_TELLS: Mapping[Facet, float] = {
    "问题": 0.5,
    "反映": 0.45,
    "主张": 0.35,
    "政策": 0.45,
    "外地": 0.35,
    "影响": 0.18,
    "本地": 0.3,
    "背景": 0.25,
}
_FIGURES, _NAMES, _DAY, _ARRANGED, _PLACE, _NUMBER, _HEARD = 0.3, 0.21, 0.1, 0.25, 0.12, 0.24, 0.3
_SAYS = 14  # pairs beyond the topic's own below which a sentence says little
_COUNTED = 3  # figures, and names, beyond which more add nothing
# Factors: background without a figure, a sentence that tells nothing else, one of several parts.
_BARE, _NOTHING, _SEVERAL = 0.5, 0.8, 0.9
_NEARNESS = 1.3  # how much more a sentence near the topic is worth than one that only touches it
# Factors: of the place asked for, of the whole country, not done yet, about other countries.
_LOCAL, _NATIONAL, _AHEAD, _FAR = 1.8, 1.7, 0.7, 0.3
_HERE = 1.1  # how much nearer the matter a fact is that speaks of the place asked for
_STRAY, _OF_IT = (
    0.65,
    0.15,
)  # each clause at either end that is not of the topic, of which it has less than this
_TRACE = 0.1  # less than this of the topic's words is none
_UNMEANT, _MEANS = 0.4, 3.0
"""What an example in another place's report is worth that only has words of the topic, and how much what it means adds."""
_DEFINES = 0.3  # says what a word means
_NOBODY = 0.3  # a paper that nobody signs
_OTHER_MATTER = 0.6  # a policy whose title, or whose words, speak of something else
_ENDING = 16  # characters at the end of a title
_TITLED, _NAMED_ONLY = 0.3, 0.15  # below this share of the topic's words they do
_RULE = 0.5
"""What is told by the title of a law or another document on the matter, beside what is reported; of one on another
matter nothing is told."""
_SERIAL, _SERIES = (
    0.5,
    4,
)  # one of so many policies of one kind, each for a trade that the topic does not name
_HOLLOW = re.compile("(?:更加?|越来越|十分|至关|尤为|非常|日益)(?:重要|关键)|意义重大|势在必行|刻不容缓")
_SAYS_NOTHING = 0.3  # only that something matters
_PASSED = 0.3  # what is told for an emergency that a topic does not speak of
_EMERGENCY = re.compile("复工复产|疫情|抗疫")
Speaker = tuple[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of 事由 in the making: what it says, what it rests on, and how much it is worth.

    `near` is how far it is of the topic (0 to 1), `worth` adds what it tells: figures, names, dates, the place
    asked for. `region` is the place it speaks of, `day` an ISO date for ordering, `pairs` its content beyond
    the topic, `side` the clause of the topic that it serves, `own` the share of the topic's words in its own,
    `speaker` who tells it, where that is somebody, `meant` by how much its meaning is nearer the topic than most of
    the library. `size` is its length without white space, `brief` the same when its voice has spoken before.
    """

    body: str
    facet: Facet
    near: float
    worth: float
    local: bool
    region: Region | None
    day: str
    pairs: frozenset[str]
    source: Span
    size: int
    brief: int
    side: int = 0
    own: float = 0.0
    meant: float = 0.0
    telling: Telling | None = None
    column: Column | None = None
    voice: Voice = field(init=False, repr=False, compare=False)
    speaker: Speaker | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Facts are set beside each other by who tells them all the time that a lead is put together.
        told = self.telling or self.column
        voice = told.voice if told else Voice()
        object.__setattr__(self, "voice", voice)
        object.__setattr__(self, "speaker", (voice.kind, voice.spans) if voice.kind else None)

    @property
    def advises(self) -> bool:
        return self.telling is not None and self.telling.advises

    @property
    def when(self) -> str:
        """The words before its body that say of which years it tells."""
        return self.telling.when if self.telling is not None else ""

    @property
    def long(self) -> bool:
        return self.telling is not None and self.telling.long

    @property
    def policy(self) -> Policy | None:
        return self.voice.policy

    def drafts(self, heard: Heard = "") -> Iterator[DraftClaim]:
        """What may be said of it, the best first."""
        if self.telling is not None:
            yield from self.telling.drafts(heard)
        if self.column is not None:
            yield from self.column.drafts(heard)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters that its words stand in."""
        return self.telling.parts if self.telling is not None else (self.source,)

    @property
    def text(self) -> str:
        return next(self.drafts()).text

    def size_after(self, heard: Container[Speaker | None]) -> int:
        """Its length without white space for a reader who has heard these speak."""
        return self.brief if self.speaker in heard else self.size


def size_of(facts: Iterable[Fact]) -> int:
    """Characters that the facts take together: who has spoken is named shortly after that."""
    total, heard = 0, set[Speaker | None]()
    for fact in facts:
        total += fact.size_after(heard)
        heard |= {fact.speaker} - {None}
    return total


def fact_of(traits: Traits, matter: Matter) -> Fact:
    """What a telling is for a lead on a matter."""
    telling, body, facet = traits.telling, traits.telling.body, traits.facet
    statement, region = telling.statement, traits.region
    report = is_work_report(statement.genre)
    own = matter.asks(traits.plain)
    # What was left out says what an example is of, and what is told that itself says something of the topic.
    first = telling.parts[0].start - statement.span.start
    led = own >= _OF_IT or statement.admitted or _EXAMPLE.match(statement.text, first)
    beside = traits.beside if led else ""
    # A paragraph of a report strings many matters together: the sentence before says nothing of this one.
    before = "" if report else statement.before
    around = (statement.near, before, statement.opening)
    near = matter.near(traits.plain, traits.whole, beside, *around)
    pairs = traits.pairs - matter.pairs
    told, said = _told_on(traits, matter)
    worth = near**_NEARNESS * _info(told, body, facet, matter, telling.voice.kind)
    worth *= min(1.0, len(said - matter.pairs) / _SAYS) ** 0.5
    worth *= _LOCAL if traits.here else 1.0
    worth *= _AHEAD if _PLANNED.search(body) else 1.0
    worth *= _FAR if _ABROAD.search(body) and not _HOME.search(body) else 1.0
    worth *= _NATIONAL if facet == "政策" and (region is None or region.level == "country") else 1.0
    worth *= _NOBODY if telling.voice.kind == "论文" and not telling.voice.spans else 1.0
    worth *= _STRAY ** _strays(traits, matter)
    worth *= _SAYS_NOTHING if _HOLLOW.search(body) and not re.search(r"\d", body) else 1.0
    worth *= _DEFINES if _DEFINITION.search(body) else 1.0
    worth *= _of_document(telling, traits.text, own, matter)
    meant = matter.sense(traits.plain)
    worth *= min(1.0, _UNMEANT + _MEANS * meant) if facet == "外地" and report else 1.0
    near = min(1.0, near * _HERE) if traits.here else near
    return Fact(
        body=body,
        facet=facet,
        near=near,
        worth=worth,
        local=traits.local,
        region=region,
        day=traits.day,
        pairs=pairs,
        source=telling.parts[0],
        size=traits.size,
        brief=traits.brief,
        side=matter.side(normalise(traits.text)),
        own=own if own >= _TRACE else 0.0,
        meant=meant,
        telling=telling,
    )


def _of_document(telling: Telling, text: str, own: float, matter: Matter) -> float:
    """What a telling is worth for the document it is told of: one of a passed emergency, of another matter, of a series."""
    emergency, policy = _EMERGENCY.search(text), telling.voice.policy
    share = _PASSED if emergency and not matter.asks(emergency[0]) else 1.0
    if telling.voice.titled:
        titled = matter.asks(normalise(telling.statement.document.title)) >= _TITLED
        return share * _RULE if titled else 0.0
    if policy is None:
        return share
    share *= _OTHER_MATTER if own < _NAMED_ONLY else 1.0
    share *= _OTHER_MATTER if _titled_otherwise(policy, matter) else 1.0
    return share * (_SERIAL if _of_series(policy, telling.statement.document) else 1.0)


def fact_of_column(column: Column, matter: Matter) -> Fact:
    """A table's figures are background, whatever place they name."""
    text = f"{column.voice.first}{column.body}"
    near = matter.near(column.head, normalise(text), above=column.near)
    dated = column.document.meta.dates
    return Fact(
        body=column.body,
        facet="背景",
        near=near,
        worth=near**_NEARNESS * _info(tells(text, column.body), column.body, "背景", matter),
        local=False,
        region=None,
        day=dated[0].start if dated else "",
        pairs=content_pairs(column.body) - matter.pairs,
        source=column.spans[0],
        size=length(text),
        brief=length(text),
        column=column,
    )


def _strays(traits: Traits, matter: Matter) -> int:
    """How many clauses before and behind what a sentence says of the topic say nothing of it, and tell no figure."""
    parts = traits.clauses
    on = [n for n, (text, counts) in enumerate(parts) if matter.asks(text) >= _OF_IT or counts]
    return len(parts) - 1 - (on[-1] - on[0]) if on else len(parts) - 1


def _told_on(traits: Traits, matter: Matter) -> tuple[Tells, frozenset[str]]:
    """What a sentence tells, and its content. A report strings many matters together: of it without the clauses that
    say nothing of the topic. A figure right behind one that does is of it too, unless it begins with what else was done."""
    parts = traits.clauses
    said = [matter.asks(text) >= _OF_IT for text, _ in parts]
    if not (any(said) and is_work_report(traits.telling.statement.genre)):
        return traits.tells, traits.pairs
    kept = [
        (text, counts)
        for n, (text, counts) in enumerate(parts)
        if said[n] or (counts and n and said[n - 1] and not goes_on(text))
    ]
    others = sum(counts for _, counts in parts) - sum(counts for _, counts in kept)
    pairs = content_pairs("，".join(text for text, _ in kept))
    return replace(traits.tells, figures=max(0, traits.tells.figures - others)), pairs & traits.pairs


def _titled_otherwise(policy: Policy, matter: Matter) -> bool:
    """Whether a policy is about some other matter by its title; reports and plans of everything are about none."""
    return not _OF_ALL.search(policy.title) and matter.asks(normalise(policy.title)) < _TITLED


def _of_series(policy: Policy, document: Document) -> bool:
    """Whether a document lists many policies whose titles end alike: 广东省培育某某战略性新兴产业集群行动计划（…）的通知."""
    end = _ending(policy.title)
    return sum(_ending(other.title) == end for other in document.policies) >= _SERIES


@lru_cache(maxsize=4096)  # every telling of every policy is held against all of its document's
def _ending(title: str) -> str:
    return normalise(title)[-_ENDING:]


def _info(found: Tells, body: str, facet: Facet, matter: Matter, voice: str = "") -> float:
    """How much a sentence tells: figures, names, arrangements, a 文号, places; a problem tells something without them."""
    names = sum(not matter.names(name) for name in found.names)
    told = _FIGURES * min(found.figures, _COUNTED) + _NAMES * min(names, _COUNTED)
    told += _DAY * found.dated + _PLACE * found.placed
    told += _ARRANGED * (facet != "政策" and found.done)
    told += _NUMBER * found.numbered
    told *= _BARE if facet == "背景" and not found.figures else 1.0
    told += _HEARD if facet == "问题" and voice == "委员" else 0.0
    nothing = _NOTHING if not told and facet not in ("问题", "政策") else 1.0
    return (_TELLS[facet] + told) * nothing * (_SEVERAL if "；" in body else 1.0)
