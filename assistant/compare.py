"""One question asked of several places or documents: a table in which every filled cell has its citation.

A cell is the first supported claim of an ordinary answer; where the library has none, the cell is
empty (材料未载). Nothing is carried over from one row to another, and a city never answers for its province.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import governed
from assistant.answer import ask, search
from assistant.candidates import candidates
from assistant.check import check
from assistant.each_year import without_each, written_out
from assistant.errors import RequestError
from assistant.extractive import Extractive
from assistant.leads import LEADS
from assistant.local import local, mentions
from assistant.spoken_years import dated
from assistant.types import Claim, Trace
from assistant.understand import understand
from index import Filter, Library, dates, regions
from index.regions import Region
from index.store import Listing
from index.tokens import content_pairs

BY = ("地区", "文件")
MOST_ROWS = 20
_LEVELS = ("province", "city", "district")
_SPLIT = re.compile("[，,、；;]|以及|(?<=.)[和与及](?=.)")
_LEADING = re.compile(
    "^(?:请|比较|对比|对照|列表|列出|一下|各地|各省|各市|不同|地区(?!生产总值)|各|在)+(?:的)?"
)
_LABEL = re.compile("([^，。；：]+)：")
_MUNICIPAL = re.compile("市领导|全市(?!场)|市级|市委|市长|市政府")
_ASKED = re.compile("多少|几|哪|谁|什么|何时|怎|如何|是否")
_FIGURE = re.compile(
    "(?:增[长速幅]|[率额值量]|收入|支出|[进出]口|投资|就业|比重|占比|强度|指数|面积|里程|人口)(?:的?(?:预期)?目标)?$"
)
_WHEN, _COUNT, _WHO = (
    re.compile("时间$|日期$"),
    re.compile("数量?$|规模$"),
    re.compile("链长$|负责人$|部门$|机关$"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place or document; a cell is None where the library has nothing."""

    key: str
    cells: tuple[Claim | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`columns` are what is asked of each row."""

    topic: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    trace: Trace


def compare(question: str, library: Library, by: str = "地区") -> Comparison:
    """Compare what the library says of several places, of several years of one place, or in several documents.

    The places and years are those that the question names, else the places of the material found. RequestError
    when there are fewer than two rows to compare, or `by` is unknown.
    """
    *_, table = compare_stream(question, library, by)
    assert isinstance(table, Comparison)
    return table


def compare_stream(question: str, library: Library, by: str = "地区") -> Iterator[Row | Comparison]:
    """Each row as soon as it is filled, and at last the whole table."""
    if by not in BY:
        raise RequestError(f"不能按“{by}”对照，可选：{'、'.join(BY)}。")
    question = written_out(dated(question, library.documents()))
    named = _named(question, library)
    spans = [m for m in dates.find(question) if m.precision in ("year", "range")]
    years = tuple(dict.fromkeys(f"{year}年" for m in spans for year in m.years))
    by_year = by == "地区" and len(named) < 2 <= len(years)
    spoken = [question[slice(*m.at)] for m in spans] if by_year else []
    subject, columns = _aspects(without_each(question) if by_year else question, (*named, *spoken))
    if by_year:
        keys: tuple[str | Listing, ...] = tuple(f"{''.join(named)}{year}" for year in years)
    else:
        keys = _documents(subject, library) if by == "文件" else named or _places(subject, library)
    if len(keys) < 2:
        raise RequestError(
            f"要对照的{by}不足两个。请在问题里写明，例如：浙江、江西、广东链长制的出台时间和链长。"
        )
    rows: list[Row] = []
    for key in keys[:MOST_ROWS]:
        cells = [_cell(key, subject, column, library) for column in columns]
        rows.append(Row(key if isinstance(key, str) else key.title, tuple(cells)))
        yield rows[-1]
    yield Comparison(subject, columns, tuple(rows), Trace(Extractive.name, library.digest))


def _named(question: str, library: Library) -> tuple[str, ...]:
    """The places that a question names, in order, also those that only the library knows."""
    found = (*regions.find(question), *mentions(question, local(library.documents())))
    return tuple(dict.fromkeys(question[slice(*at)] for at in sorted(m.at for m in found)))


def _aspects(question: str, keys: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The subject without what the rows are of, and what is asked of it: 链长制的出台时间和链长 → 链长制; 出台时间, 链长.

    Without 的, figures that are listed are each asked, of the time before the first.
    """
    text = re.sub(r"[？?。！\s]+", "", question)
    for key in keys:
        text = text.replace(key, "、")
    text = _LEADING.sub(
        "", re.sub(r"^(?:[、和与及，]|省|市)+", "", re.sub("、[和与及、]+", "、", text)).lstrip("、")
    )
    subject, of, rest = text.partition("的")
    parts = tuple(part for part in _SPLIT.split(rest) if part) if of else ()
    listed = [part for part in _SPLIT.split(text) if part]
    if not parts and len(listed) > 1 and all(map(_FIGURE.search, listed)):
        begins = next((m.at[1] for m in dates.find(text) if m.at[0] == 0), 0)
        return text[:begins], (listed[0][begins:], *listed[1:])
    return (subject.strip("、"), parts) if parts else (text, (text,))


def _places(subject: str, library: Library) -> tuple[str, ...]:
    """The provinces and cities that the material on a subject names, the most named first."""
    found = candidates(search(understand(subject), library), library, without=LEADS)
    counts = Counter(
        m.region.name for c in found for m in regions.find(c.text) if m.region.level in ("province", "city")
    )
    return tuple(name for name, _ in counts.most_common(MOST_ROWS))


def _documents(subject: str, library: Library) -> tuple[Listing, ...]:
    """The documents with material on a subject, in the order of their best passage."""
    listings = {listing.id: listing for listing in library.documents()}
    found = dict.fromkeys(hit.passage.span.doc_id for hit in search(understand(subject), library))
    return tuple(listings[doc_id] for doc_id in found if _genre(listings[doc_id]) not in LEADS)


def _cell(key: str | Listing, subject: str, column: str, library: Library) -> Claim | None:
    inside = Filter(documents=(key.id,)) if isinstance(key, Listing) else None
    about = column if column == subject else f"{subject}的{column}" if subject else column
    answer = ask(
        f"{key if isinstance(key, str) else ''}{about}{_asking(column)}？",
        library,
        Extractive(),
        filter=inside,
    )
    if isinstance(key, Listing):
        return next(iter(answer.claims), None)
    told = (own for claim in answer.claims if (own := _own(claim, key, library)))
    return next((claim for claim in told if not _of_another(claim, key, about, library)), None)


def _own(claim: Claim, key: str, library: Library) -> Claim | None:
    """What a claim tells of a place: more than its name (广州), and from its name on where a row's label is another
    place (江苏：文件 南京市……); None where that is nothing."""
    if not content_pairs(claim.text) - content_pairs(key):
        return None
    label, place = _LABEL.match(claim.text), regions.get(key)
    if label is None or place is None or regions.get(label[1]) in (None, place):
        return claim
    named = (m.at[0] for m in regions.find(claim.text) if m.region == place)
    checked = check([Claim(claim.text[at:], claim.citations) for at in named], library)
    return next((one for one in checked if one.verdict == "supported"), None)


def _asking(column: str) -> str:
    if _ASKED.search(column):
        return ""
    if _WHEN.search(column):
        return "是什么时候"
    if _FIGURE.search(column):
        return "是多少"
    return "有多少" if _COUNT.search(column) else "是谁" if _WHO.search(column) else "是什么"


def _of_another(claim: Claim, key: str, about: str, library: Library) -> bool:
    """Whether what a claim, or what it cites, tells of something is of other places, or of a place within this one
    (湖南长沙, 江苏…南京市)."""
    begins = regions.leading(key)
    place = regions.get(key) or (begins.region if begins else None)
    if place is None:
        return False
    if place.level == "province" and not place.full.endswith("市") and _MUNICIPAL.search(claim.text):
        return True
    words = [claim.text, *(library.quote(citation.span) for citation in claim.citations)]
    spoken = [region for text in words for region in _spoken_of(text, about)]
    part = any(one != place and regions.within(one, place) for one in spoken)
    return bool(spoken) and (part or not any(one == place or regions.within(place, one) for one in spoken))


def _spoken_of(text: str, about: str) -> Iterator[Region]:
    """The places that a text speaks of where it tells of something."""
    places = [m for m in regions.find(text) if m.region.level in _LEVELS]
    for clause in governed.told(about, text):
        for place in governed.governing(text, places, clause):
            if not governed.is_example(text, place):
                yield place.region


def _genre(listing: Listing) -> str:
    return listing.meta.genre.text if listing.meta.genre else ""
