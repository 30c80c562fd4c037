"""How a text stands today, as far as the library says: what later texts say of it, and what it says of earlier ones.

Nothing is inferred from silence. A word on another text counts where the 文号 are the same, or the titles
are while the 文号 do not differ, the places agree, and the one who says it is not the older of the two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from index import docnumbers, regions
from index.lookup import normal_title
from index.store import Listing
from index.types import Effect, EffectKind, Meta, Policy, Span

UNKNOWN = "材料未载"
DRAFTS = frozenset({"征求意见稿", "公开征求意见稿", "草案", "修订草案"})
WORDS: Mapping[EffectKind | Literal["新版"], str] = MappingProxyType({
    "废止": "已废止",
    "失效": "已失效",
    "停止执行": "已停止执行",
    "代替": "已被代替",
    "部分废止": "部分废止",
    "修订": "已修订",
    "新版": "有较新的版本",
})  # fmt: skip
_WRAPPED = re.compile(r"^(?:关于)?(?:印发|转发|发布|公布)(.+?)的(?:通知|通告|公告|决定|函)$")
_ISSUED = re.compile(
    r"^[\u4e00-\u9fff、]{2,40}?(?:政府|办公厅|办公室|委员会|[厅局部委院署会行组])(?=关于|印发|转发)"
)
_VERSION = re.compile(
    r"[（(](?:\d{4}年?)?(?:第[一二三四五六七八九十]+次)?(?:修[订正改](?:版|本)?|新修订)[）)]$"
)
_YEARLY = re.compile(r"(?:工作报告|统计公报|纪要|工作要点|工作总结)$")
"""Of these each year or meeting has its own, and none is a newer version of another."""
_NOT = "非"


@dataclass(frozen=True, slots=True)
class Word:
    """`later` says of `earlier` (ids; the latter empty where the library only names it) what `kind` names, at `span`.

    新版 is said by no words: it is a document of the same title and a later date.
    """

    kind: EffectKind | Literal["新版"]
    earlier: str
    later: str
    span: Span | None = None


class Standing:
    """What the documents of a library say of each other.

    `superseded` are the ids of those of which it holds a newer one of the same title; without dates, none is newer.
    """

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.listings = tuple(listings)
        self._listings = {listing.id: listing for listing in self.listings}
        self._said: dict[str, list[tuple[Listing, Effect]]] = {}
        for listing in self._listings.values():
            for effect in listing.meta.effects:
                for key in {*_titles(effect.title), effect.doc_number} - {""}:
                    self._said.setdefault(key, []).append((listing, effect))
        self._newest = _newest(self._listings.values())
        self._of = {one.id: tuple(self._words(one)) for one in self._listings.values()}
        self.superseded = frozenset(
            i for i, words in self._of.items() if any(word.kind == "新版" for word in words)
        )

    def of(self, doc_id: str) -> tuple[Word, ...]:
        """What others say of a document, the weightiest first."""
        return self._of.get(doc_id, ())

    def by(self, doc_id: str) -> tuple[Word, ...]:
        """What a document says of others that the library holds."""
        return tuple(word for words in self._of.values() for word in words if word.later == doc_id)

    def named(self, policy: Policy) -> tuple[Word, ...]:
        """What is said of a policy that a document of the library only reports."""
        date = policy.date.end if policy.date else ""
        return tuple(self._told("", policy.title, policy.doc_number, date, policy.region))

    def called(self, title: str) -> tuple[Word, ...]:
        """What is said of a text of that title, which the library need not hold."""
        return tuple(self._told("", title, "", "", ""))

    def states(self, doc_id: str) -> tuple[str, ...]:
        """The status of a document in words: its own, then what others say of it; 材料未载 when there is none."""
        own = self._listings[doc_id].meta.status
        words = [own.text] if own else []
        words += (WORDS[word.kind] for word in self.of(doc_id))
        return tuple(dict.fromkeys(words)) or (UNKNOWN,)

    def has(self, doc_id: str, wanted: str) -> bool:
        """Whether a status asked for is a document's; 非 before it asks for all others."""
        asked = wanted.removeprefix(_NOT)
        return any(asked in state for state in self.states(doc_id)) is not wanted.startswith(_NOT)

    def _words(self, one: Listing) -> Iterator[Word]:
        number = one.meta.doc_number.text if one.meta.doc_number else ""
        region = one.meta.region.text if one.meta.region else ""
        yield from self._told(one.id, one.title, number, _date(one.meta), region)
        newest = self._newest[_named(one)]
        if not _YEARLY.search(one.title) and _date(one.meta) and _date(newest.meta) > _date(one.meta):
            yield Word("新版", one.id, newest.id)

    def _told(self, doc_id: str, title: str, number: str, date: str, region: str) -> Iterator[Word]:
        found: dict[tuple[str, str], Word] = {}
        for key in [number, *_titles(title)] if self._said else ():
            for sayer, effect in self._said.get(key, ()):
                said = _date(sayer.meta)
                if sayer.id == doc_id or (date and said and said < date):
                    continue
                if _agree(effect, number, title) and (key == number or _near(sayer, region, effect, title)):
                    word = Word(effect.kind, doc_id, sayer.id, effect.span)
                    found.setdefault((effect.kind, sayer.id), word)
        order = list(WORDS)
        yield from sorted(found.values(), key=lambda word: order.index(word.kind))


def _titles(title: str) -> tuple[str, ...]:
    """The spellings that a title goes by: as it is, without its issuer, and without 关于印发…的通知 around it."""
    plain = _VERSION.sub("", normal_title(title)).translate(_QUOTES)
    bare = _ISSUED.sub("", plain)
    inner = _WRAPPED.match(bare)
    return tuple(dict.fromkeys(filter(None, (plain, bare, inner[1] if inner else ""))))


_QUOTES = {ord(mark): None for mark in "《》〈〉<>“”\"‘’'"}


def _agree(effect: Effect, number: str, title: str) -> bool:
    """Whether it may be the same text: neither number nor title speaks against it."""
    if effect.doc_number and number:
        return effect.doc_number == number
    return not effect.title or bool({*_titles(effect.title)} & {*_titles(title)})


def _near(sayer: Listing, region: str, effect: Effect, title: str) -> bool:
    """A title without its place may be anybody's: then the one who says it must be of the same place."""
    here = regions.get(region)
    if here is None or (normal_title(effect.title) == normal_title(title) and regions.find(title)):
        return True
    told = sayer.meta.region.text if sayer.meta.region else ""
    if not told and sayer.meta.doc_number:
        told = docnumbers.issuing_place(sayer.meta.doc_number.text.split("〔")[0])
    there = regions.get(told)
    return there is None or regions.within(here, there) or regions.within(there, here)


def _newest(listings: Iterable[Listing]) -> dict[tuple[str, str], Listing]:
    newest: dict[tuple[str, str], Listing] = {}
    for one in listings:
        known = newest.setdefault(_named(one), one)
        if _date(one.meta) > _date(known.meta):
            newest[_named(one)] = one
    return newest


def _named(one: Listing) -> tuple[str, str]:
    """What versions of one text share: its title, and its place, for every province has its 政府工作报告."""
    return normal_title(one.title), one.meta.region.text if one.meta.region else ""


def _date(meta: Meta) -> str:
    """The latest day it was made or published on, as ISO; when it comes into force says nothing of its version."""
    return max((dated.end for dated in meta.dates if dated.kind != "施行"), default="")
