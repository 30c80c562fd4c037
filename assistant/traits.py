"""What a sentence is whatever the lead that tells it is about: its words without what leads up to them, what it counts
and names, its place, its day, its length."""

import re
from dataclasses import dataclass

from assistant import quantities
from assistant.clauses import clauses
from assistant.facets import SPEAKER, Facet, day_of, facet_of, region_of
from assistant.wording import Telling
from index import dates, docnumbers, regions
from index.regions import Region
from index.tokens import content_pairs, normalise

_DONE = re.compile(
    r"建立|设立|成立|实施|推行|出台|印发|制定|挂帅|担任|任\d|任\s\d|联系|组建|搭建|形成|启动|完成|建成|引进|培育"
)
# One of many things named is no subject.
_LISTED = re.compile(
    r"(?:[\u4e00-\u9fff]{2}、){2,}[\u4e00-\u9fff]{2}(?=[、“]|[\u4e00-\u9fff]{2,6}[和与])|(?:[^，。；：、“”]{2,14}、){4,}[^，。；：、“”]{2,14}|(?:[^，。；：、“”]{2,10}、){3,}[^，。；：、“”]{2,10}(?=等)|(?<=[与和在将把对以])(?:[^，。；：、“”与和]{2,5}、){2,}[^，。；：、“”]{2,5}(?:[与和][^，。；：、“”与和]{2,8})?(?=等)|在[^，。；：、“”]{2,6}、[^，。；：、“”]{2,6}等(?:方面|领域)"
)
# What only leads up to what is said: 随着……, 与……不同; and words that stand in another one: 非金融类, 线上线下.
_LEADING = re.compile(
    r"(?:^|(?<=[，；]))(?:随着|除了|相比|相对于|鉴于|[与同和][^，]+(?:不同|相比))[^，；]*，|非(?![常但遗法])[\u4e00-\u9fff]{2}(?=类)|线上线下|大中小企业|利用(?=地)|协调(?=解决|推进)"
)
_TITLE = re.compile(r"《[^《》]*》")
_NAMED = re.compile(r"“([^”]{2,16})”")


@dataclass(frozen=True, slots=True)
class Tells:
    """What a sentence tells: how many figures, the names that it quotes (normalised), and whether it has a day, a
    place, something done and a 文号."""

    figures: int
    names: tuple[str, ...]
    dated: bool
    placed: bool
    done: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class Traits:
    """A telling in a lead for a place, and what can be said of it before the matter of the lead is known.

    `text` is its sentence; `plain` and `whole` are its body and that sentence without what does not say what they are
    about, `beside` stands before it in the same part of the source's sentence: all three are normalised. `pairs` is its
    content, `clauses` are its clauses, normalised, and whether each tells a figure. It is `here` where it speaks of
    the place that the lead is for, `local` there and wherever the lead is for none. `size` is its length without white
    space, `brief` the same when its voice has spoken before.
    """

    telling: Telling
    text: str
    plain: str
    whole: str
    beside: str
    pairs: frozenset[str]
    clauses: tuple[tuple[str, bool], ...]
    region: Region | None
    here: bool
    local: bool
    facet: Facet
    day: str
    size: int
    brief: int
    tells: Tells


def traits_of(telling: Telling, place: Region | None) -> Traits:
    """What a telling is in a lead for a place, or for none."""
    text, body = telling.text(), telling.body
    region = region_of(telling)
    here = place is not None and region is not None and regions.within(region, place)
    return Traits(
        telling,
        text,
        plain=normalise(subject(body)),
        whole=normalise(subject(text)),
        beside=normalise(_beside(telling)),
        pairs=content_pairs(SPEAKER.sub("", body)),
        clauses=tuple((normalise(c.text), re.search(r"\d", c.text) is not None) for c in clauses(body)),
        region=region,
        here=here,
        local=here or place is None,
        facet="主张" if telling.advises else facet_of(telling, region, place),
        day=day_of(telling),
        size=length(text),
        brief=length(telling.text("just" if telling.voice.kind in ("文件", "承前") else "before")),
        tells=tells(text, body),
    )


def tells(text: str, body: str) -> Tells:
    """What a sentence tells of which `body` is what it says, apart from who says it."""
    plain = _TITLE.sub("", SPEAKER.sub("", body))
    bare = _NAMED.sub("", plain)
    found = (q for q in quantities.find(bare) if q.unit != "年")
    return Tells(
        figures=sum(bool(re.search(r"\d", bare[slice(*q.at)])) for q in found),
        names=tuple(normalise(name) for name in _NAMED.findall(plain)),
        dated=bool(dates.find(plain)),
        placed=bool(regions.find(plain)),
        done=_DONE.search(plain) is not None,
        numbered=bool(docnumbers.find(text)),
    )


def length(text: str) -> int:
    """Characters without white space."""
    return len("".join(text.split()))


def subject(text: str) -> str:
    """A text without what does not say what it is about: who says it, long lists, and what only leads up to it."""
    return _LISTED.sub("", _LEADING.sub("", SPEAKER.sub("", text)))


def _beside(telling: Telling) -> str:
    """What stands before a telling in the same part of its sentence."""
    start = telling.statement.span.start
    before = telling.statement.text[: telling.parts[0].start - start]
    return before[max(before.rfind("；"), before.rfind(";")) + 1 :]
