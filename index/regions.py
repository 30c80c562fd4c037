"""Chinese places: their levels, their names, and which lies within which.

The gazetteer is regions.json: provinces, prefectures, the county-level places and areas that policy
texts name often, the words that look like places, and the codes that agencies put in document numbers.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Literal

from index.dates import fold

_COUNTY = re.compile("(?![全各本我该])[\u4e00-\u9fff]{2,8}[县市区旗]")
Level = Literal["country", "area", "province", "city", "district"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place. `name` is short and unique (广东, 吉林市), `full` official; `province` is a short name.

    `district` is anything below a prefecture, and new areas; `area` is several provinces or cities.
    `province` is empty for areas and the country.
    """

    name: str
    level: Level
    province: str
    full: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place and the characters `at` (half-open) that name it."""

    at: tuple[int, int]
    region: Region


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: Mapping[str, Region]  # every name that a text may use
    short: Mapping[str, Region]  # 粤: a name only where it stands alone
    first: re.Pattern[str]  # the characters that names begin with
    by_two: Mapping[str, tuple[str, ...]]  # names by their first two characters, the longest first
    parent: Mapping[str, str]  # district → its city, or its province
    members: Mapping[str, frozenset[str]]  # area → provinces and cities
    words: frozenset[str]  # names that are everyday words too
    not_after: Mapping[str, str]
    not_before: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]


def find(text: str) -> tuple[Mention, ...]:
    """The places named in a text, in order, the longest name at each point, never overlapping.

    A name that is an everyday word as well (白银, 朝阳, 大理) counts with its suffix (白银市), in a list
    of places, after a place that it lies in, or as the whole text. 我省, 全市 and the like are not
    places here: see `resolve_self`.
    """
    book = _gazetteer()
    plain = fold(text)
    found = list(_candidates(plain, book))
    sure = [name not in book.words or name == plain.strip() for _, name in found]
    # Forwards, then backwards, so that one sure name in a list carries all of it.
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        for i in order:
            sure[i] = sure[i] or any(
                _vouches(plain, found[j], found[i], sure[j], book)
                for j in (i - 1, i + 1)
                if 0 <= j < len(found)
            )
    return tuple(
        Mention((start, start + len(name)), book.names[name])
        for (start, name), ok in zip(found, sure, strict=True)
        if ok
    )


def leading(text: str) -> Mention | None:
    """The place that a text begins with."""
    return next((mention for mention in find(text)[:1] if mention.at[0] == 0), None)


def get(name: str) -> Region | None:
    """The place of exactly this name: 广东, 广东省, 粤; None where there is none."""
    book = _gazetteer()
    name = fold(name).strip()
    return book.names.get(name) or book.short.get(name)


@lru_cache(maxsize=1024)  # each question asks it of every place that the library's documents are of
def county(name: str) -> Region | None:
    """The place below a prefecture that a full name (南溪县) is of where the gazetteer has none; None for any other."""
    plain = fold(name).strip()
    return Region(plain, "district", "", plain) if _COUNTY.fullmatch(plain) and not find(plain) else None


def within(inner: Region, outer: Region) -> bool:
    """Whether all of `inner` is known to lie in `outer`; a place lies within itself.

    An area lies within another place when all its members do.
    """
    if inner == outer or outer.level == "country":
        return True
    book = _gazetteer()
    if inner.level == "area":
        return all(within(book.names[name], outer) for name in book.members[inner.name])
    chain = {inner.name, inner.province, book.parent.get(inner.name, "")}
    return outer.name in chain or not chain.isdisjoint(book.members.get(outer.name, ()))


def resolve_self(word: str, region: Region | None) -> Region | None:
    """The place that 我省, 全省, 省政府, 我市, 全区 … mean in a document of `region`; None if none.

    A fact about a city is not its province's, nor the other way round: 我市 in a province's document
    and 我省 in a municipality's mean nothing that is known.
    """
    if region is None or region.level in ("country", "area"):
        return None
    book = _gazetteer()
    province = book.names[region.province]
    if "自治区" in word or ("区" in word and region.level != "district"):
        return province if province.full.endswith("自治区") else None
    if "省" in word:
        return None if province.full.endswith("市") else province
    if "市" in word:
        above = book.names[book.parent.get(region.name, region.name)]
        is_city = above.level == "city" or above.full.endswith("市")
        return above if is_city else None
    if "县" in word or "区" in word:
        return region if region.level == "district" else None
    return None


def codes() -> Mapping[str, tuple[str, ...]]:
    """How agency codes of document numbers begin → the places that begin so (宁 → 南京, 宁夏)."""
    return _gazetteer().codes


def _candidates(text: str, book: _Gazetteer) -> Iterator[tuple[int, str]]:
    end = 0
    for match in book.first.finditer(text):
        start = match.start()
        if start < end:
            continue
        # Right after a place no word can begin before this one: 江西南昌 is not 西南.
        before = text[start - 1 : start] if start > end else ""
        for name in book.by_two.get(text[start : start + 2], ()):
            if text.startswith(name, start) and _stands(name, before, text, start + len(name), book):
                yield start, name
                end = start + len(name)
                break


def _stands(name: str, before: str, text: str, end: int, book: _Gazetteer) -> bool:
    """Whether the characters around a name leave it a name, and don't make another word of it."""
    if before and before in book.not_after.get(name, ""):
        return False
    if name.endswith("市") and text.startswith(("场", "值", "占", "盈"), end):
        return False  # 上海市场 is the market of 上海
    return not text.startswith(book.not_before.get(name, ()), end)


def _vouches(
    text: str, other: tuple[int, str], word: tuple[int, str], is_sure: bool, book: _Gazetteer
) -> bool:
    """Whether a neighbouring name shows that a word is meant as a place."""
    first, second = sorted((other, word))
    between = text[first[0] + len(first[1]) : second[0]]
    there, here = book.names[other[1]], book.names[word[1]]
    related = there.name == here.province or (there.province == here.province and there.level != "area")
    if between == "":
        return is_sure and other < word and there.name in (here.province, book.parent.get(here.name))
    if between == "、":
        return related or (is_sure and there.level != "country")
    return is_sure and related and between in ("和", "及", "与", "以及", "，", ",", "/", " ", "\t")


@cache
def _gazetteer() -> _Gazetteer:
    # importlib.resources takes longer to import than all else here, and not every command needs places.
    from importlib.resources import files

    data = json.loads(files("index").joinpath("regions.json").read_text(encoding="utf-8"))
    names: dict[str, Region] = {}
    parent: dict[str, str] = {}
    _add(names, Region("全国", "country", "", "中华人民共和国"))
    for name, row in data["provinces"].items():
        _add(names, Region(name, "province", name, row["full"]))
        for city, full in _pairs(row["cities"], "市"):
            _add(names, Region(city, "city", name, full))
    for above, row in data["districts"].items():
        for name, full in _pairs(row, ""):
            _add(names, Region(name, "district", names[above].province, full))
            parent[name] = above
    for name, row in data["areas"].items():
        _add(names, Region(name, "area", "", row["full"]))
    for name, more in data["aliases"].items():
        names.update(dict.fromkeys(more.split(), names[name]))
    in_order = sorted(names, key=lambda name: (name[:2], -len(name), name))
    return _Gazetteer(
        names=names,
        short={s: names[name] for name, row in data["provinces"].items() for s in row["short"].split()},
        first=re.compile(f"[{''.join(sorted({name[0] for name in names}))}]"),
        by_two={two: tuple(group) for two, group in groupby(in_order, key=lambda name: name[:2])},
        parent=parent,
        members={name: frozenset(row["members"].split()) for name, row in data["areas"].items()},
        words=frozenset(data["words"].split()),
        not_after=data["not_after"],
        not_before={name: tuple(row.split()) for name, row in data["not_before"].items()},
        codes={code: tuple(places.split()) for places, row in data["codes"].items() for code in row.split()},
    )


def _pairs(row: str, suffix: str) -> Iterator[tuple[str, str]]:
    """`深圳 延边/延边朝鲜族自治州` → short and full names."""
    for entry in row.split():
        name, _, full = entry.partition("/")
        yield name, full or name + suffix


def _add(names: dict[str, Region], region: Region) -> None:
    """Under its short and full names, and as 湘西州, 阿里地区, 兴安盟 where that is its kind."""
    names[region.name] = names[region.full] = region
    for kind in ("州", "盟", "地区"):
        if region.level in ("city", "area") and region.full.endswith(kind):
            names.setdefault(region.name.removesuffix(kind) + kind, region)
