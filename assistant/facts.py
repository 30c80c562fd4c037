"""A sentence of 事由 in the making, and what it is worth: how near the topic it is, and how much it tells."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant import quantities
from assistant.cite import DraftClaim
from assistant.clauses import clauses
from assistant.columns import Column
from assistant.facets import SPEAKER, Facet, day_of, facet_of, region_of
from assistant.relevance import Matter
from assistant.voices import Heard, Voice
from assistant.wording import Telling
from index import dates, docnumbers, regions
from index.regions import Region
from index.tokens import content_pairs, normalise
from index.types import Document, Policy, Span

_PLANNED = re.compile(r"可能|预计|或将|有望|拟(?!合)|势必|如果|假如")
_DONE = re.compile(
    r"建立|设立|成立|实施|推行|出台|印发|制定|挂帅|担任|任\d|任\s\d|联系|组建|搭建|形成|启动|完成|建成|引进|培育"
)
_DEFINITION = re.compile("是指|指的是|立足于|是由|是一种|的定义|^“[^”]{1,8}”是")
_OF_ALL = re.compile(r"工作报告|纲要|会议|领导小组")
# One of many things named is no subject.
_LISTED = re.compile(
    r"(?:[\u4e00-\u9fff]{2}、){2,}[\u4e00-\u9fff]{2}(?=[、“]|[\u4e00-\u9fff]{2,6}[和与])|(?:[^，。；：、“”]{2,14}、){4,}[^，。；：、“”]{2,14}|(?:[^，。；：、“”]{2,10}、){3,}[^，。；：、“”]{2,10}(?=等)|(?<=[与和在将把对以])(?:[^，。；：、“”与和]{2,5}、){2,}[^，。；：、“”]{2,5}(?:[与和][^，。；：、“”与和]{2,8})?(?=等)|在[^，。；：、“”]{2,6}、[^，。；：、“”]{2,6}等(?:方面|领域)"
)
# What only leads up to what is said: 随着……, 与……不同; and words that stand in another one: 非金融类, 线上线下.
_LEADING = re.compile(
    r"(?:^|(?<=[，；]))(?:随着|除了|相比|相对于|鉴于|[与同和][^，]+(?:不同|相比))[^，；]*，|非(?![常但遗法])[\u4e00-\u9fff]{2}(?=类)|线上线下|大中小企业|利用(?=地)|协调(?=解决|推进)"
)
_EXAMPLE = re.compile("[例比]?如")
_TITLE = re.compile(r"《[^《》]*》")
_NAMED = re.compile(r"“([^”]{2,16})”")
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
_DEFINES = 0.3  # says what a word means
_NOBODY = 0.3  # a paper that nobody signs
_OTHER_MATTER = 0.6  # a policy whose title, or whose words, speak of something else
_ENDING = 16  # characters at the end of a title
_TITLED, _NAMED_ONLY = 0.3, 0.15  # below this share of the topic's words they do
_SERIAL, _SERIES = (
    0.5,
    4,
)  # one of so many policies of one kind, each for a trade that the topic does not name
_HOLLOW = re.compile("(?:更加?|越来越|十分|至关|尤为|非常|日益)(?:重要|关键)|意义重大|势在必行|刻不容缓")
_SAYS_NOTHING = 0.3  # only that something matters
_PASSED = 0.3  # what is told for an emergency that a topic does not speak of
_EMERGENCY = re.compile("复工复产|疫情|抗疫")


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of 事由 in the making: what it says, what it rests on, and how much it is worth.

    `near` is how far it is of the topic (0 to 1), `worth` adds what it tells: figures, names, dates, the place
    asked for. `region` is the place it speaks of, `day` an ISO date for ordering, `pairs` its content beyond
    the topic, `side` the clause of the topic that it serves, `own` the share of the topic's words in its own.
    `size` is its length without white space, `brief` the same when its voice has spoken before.
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
    telling: Telling | None = None
    column: Column | None = None

    @property
    def voice(self) -> Voice:
        return self.telling.voice if self.telling else self.column.voice if self.column else Voice()

    @property
    def advises(self) -> bool:
        return self.telling is not None and self.telling.advises

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

    @property
    def speaker(self) -> tuple[str, tuple[Span, ...]] | None:
        """Who tells it, where that is somebody."""
        return (self.voice.kind, self.voice.spans) if self.voice.kind else None


def size_of(facts: Iterable[Fact]) -> int:
    """Characters that the facts take together: who has spoken is named shortly after that."""
    total, heard = 0, set[object]()
    for fact in facts:
        total += fact.brief if fact.speaker in heard else fact.size
        heard |= {fact.speaker} - {None}
    return total


def fact_of(telling: Telling, matter: Matter, place: Region | None) -> Fact:
    """What a telling is for a lead on a matter in a place."""
    statement, text, body = telling.statement, telling.text(), telling.body
    plain = normalise(_subject(body))
    whole = normalise(_subject(text))
    own = matter.asks(plain)
    # What was left out says what an example is of, and what is told that itself says something of the topic.
    first = telling.parts[0].start - statement.span.start
    led = own >= _OF_IT or statement.admitted or _EXAMPLE.match(statement.text, first)
    beside = normalise(_beside(telling)) if led else ""
    near = matter.near(plain, whole, beside, statement.near, statement.before, statement.opening)
    region = region_of(telling)
    pairs = content_pairs(SPEAKER.sub("", body)) - matter.pairs
    facet: Facet = "主张" if telling.advises else facet_of(telling, region, place)
    local = place is None or (region is not None and regions.within(region, place))
    worth = near**_NEARNESS * _info(text, body, facet, matter, telling.voice.kind)
    worth *= min(1.0, len(pairs) / _SAYS) ** 0.5
    worth *= _LOCAL if local and place is not None else 1.0
    worth *= _AHEAD if _PLANNED.search(body) else 1.0
    worth *= _FAR if _ABROAD.search(body) and not _HOME.search(body) else 1.0
    worth *= _NATIONAL if facet == "政策" and (region is None or region.level == "country") else 1.0
    worth *= _NOBODY if telling.voice.kind == "论文" and not telling.voice.spans else 1.0
    worth *= _STRAY ** _strays(body, matter)
    worth *= _SAYS_NOTHING if _HOLLOW.search(body) and not re.search(r"\d", body) else 1.0
    worth *= _DEFINES if _DEFINITION.search(body) else 1.0
    worth *= _of_document(telling, text, own, matter)
    return Fact(
        body=body,
        facet=facet,
        near=min(1.0, near * _HERE) if local and place is not None else near,
        worth=worth,
        local=local,
        region=region,
        day=day_of(telling),
        pairs=pairs,
        source=telling.parts[0],
        size=length(text),
        brief=length(telling.text("just" if telling.voice.kind in ("文件", "承前") else "before")),
        side=matter.side(normalise(text)),
        own=own if own >= _TRACE else 0.0,
        telling=telling,
    )


def _of_document(telling: Telling, text: str, own: float, matter: Matter) -> float:
    """What a telling is worth for the document it is told of: one of a passed emergency, of another matter, of a series."""
    emergency, policy = _EMERGENCY.search(text), telling.voice.policy
    share = _PASSED if emergency and not matter.asks(emergency[0]) else 1.0
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
        worth=near**_NEARNESS * _info(text, column.body, "背景", matter),
        local=False,
        region=None,
        day=dated[0].start if dated else "",
        pairs=content_pairs(column.body) - matter.pairs,
        source=column.spans[0],
        size=length(text),
        brief=length(text),
        column=column,
    )


def length(text: str) -> int:
    """Characters without white space."""
    return len("".join(text.split()))


def _subject(text: str) -> str:
    """A text without what does not say what it is about: who says it, long lists, and what only leads up to it."""
    return _LISTED.sub("", _LEADING.sub("", SPEAKER.sub("", text)))


def _strays(body: str, matter: Matter) -> int:
    """How many clauses before and behind what a sentence says of the topic say nothing of it, and tell no figure."""
    parts = [part.text for part in clauses(body)]
    on = [n for n, p in enumerate(parts) if matter.asks(normalise(p)) >= _OF_IT or re.search(r"\d", p)]
    return len(parts) - 1 - (on[-1] - on[0]) if on else len(parts) - 1


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


def _beside(telling: Telling) -> str:
    """What stands before a telling in the same part of its sentence."""
    start = telling.statement.span.start
    before = telling.statement.text[: telling.parts[0].start - start]
    return before[max(before.rfind("；"), before.rfind(";")) + 1 :]


def _info(text: str, body: str, facet: Facet, matter: Matter, voice: str = "") -> float:
    """How much a sentence tells: figures, names, arrangements, a 文号, places; a problem tells something without them."""
    plain = _TITLE.sub("", SPEAKER.sub("", body))
    names = [n for n in _NAMED.findall(plain) if not matter.names(normalise(n))]
    bare = _NAMED.sub("", plain)
    found = (q for q in quantities.find(bare) if q.unit != "年")
    figures = sum(bool(re.search(r"\d", bare[slice(*q.at)])) for q in found)
    told = _FIGURES * min(figures, _COUNTED) + _NAMES * min(len(names), _COUNTED)
    told += _DAY * bool(dates.find(plain)) + _PLACE * bool(regions.find(plain))
    told += _ARRANGED * bool(facet != "政策" and _DONE.search(plain))
    told += _NUMBER * bool(docnumbers.find(text))
    told *= _BARE if facet == "背景" and not figures else 1.0
    told += _HEARD if facet == "问题" and voice == "委员" else 0.0
    nothing = _NOTHING if not told and facet not in ("问题", "政策") else 1.0
    return (_TELLS[facet] + told) * nothing * (_SEVERAL if "；" in body else 1.0)
