"""Of which run of years a work report speaks at a place: the term that it looks back on, or the one it plans for."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index import dates
from index.reports import year_of
from index.sentences import sentences
from index.types import Document, Span

_BEFORE = (
    "(?:各位代表|回顾|回望|透过|经过|综合|到|在|从|这是|[—！，、：的刚]|[（(][一二三四五六七八九十]+[)）])*"
)
_PAST, _COMING = "(?:过去|这|前)的?[五5]年|[五5]年来", "(?:今后|未来|今后的|未来的)[五5]年"
_PLAN = "“?十[一二三四五六]五”?"
_ONE = re.compile(f"{_BEFORE}(?:过去)?(?:的?(?P<year>20\\d\\d)年(?!\\d*月|[底末])|今年|全年|这?一年|去年)")
_SEVERAL = re.compile(f"{_BEFORE}(?P<words>{_PAST}|{_COMING}|{_PLAN}|到20\\d\\d年)")
_NAMED = re.compile(f"{_PAST}|{_COMING}|{_PLAN}|(?<!第)20\\d\\d年")
_RUN = re.compile("这是.{2,40}的[五5]年(?=。|，|$)")
_SAID = re.compile("[今去明]年|上一?年")
_LENGTH = 5


@dataclass(frozen=True, slots=True)
class Period:
    """The years from `first` to `last`, and the `words` of the report that name them."""

    words: Span
    first: int
    last: int


Turns = tuple[tuple[int, Period | None], ...]
"""From where on a report speaks of a run of years, or of none, by offset."""


def periods(document: Document) -> Turns:
    """The turns of a work report; none for any other document.

    A heading of one time holds for all below it, and what opens a sentence (五年来, 刚刚过去的2025年) from there on.
    """
    year = year_of(document.title, document.meta)
    return tuple(_turns(document, year)) if year else ()


def period(found: Turns, at: int) -> Period | None:
    """The run of years that is spoken of at a place."""
    before = [one for start, one in found if start <= at]
    return before[-1] if before else None


def one_year(text: str, years: Collection[int]) -> str:
    """The one year that a question is for, in words; empty where it is for none, or for several."""
    said = _SAID.search(text)
    return f"{next(iter(years))}年" if len(years) == 1 else said[0] if said and not years else ""


def _turns(document: Document, year: int) -> Iterator[tuple[int, Period | None]]:
    for block in document.blocks:
        if block.kind == "heading":
            yield from _headed(document, block.span, year)
            continue
        for start, end in sentences(document.text, block.span.start, block.span.end):
            text = document.text[start:end]
            one, several = _ONE.match(text), _SEVERAL.match(text)
            if run := _RUN.search(text):
                yield start, _named(Span(document.id, start + run.start(), start + run.end()), "", year)
            elif several:
                at = Span(document.id, start + several.start("words"), start + several.end("words"))
                yield start, _named(at, several["words"], year)
            elif one and abs(int(one["year"] or year) - year) <= 1:
                yield start, None


def _headed(document: Document, heading: Span, year: int) -> Iterator[tuple[int, Period | None]]:
    """What a heading of one time turns to; one that names several times, or none, turns to nothing yet."""
    named = list(_NAMED.finditer(document.at(heading)))
    if len(named) == 1:
        (found,) = named
        words = Span(heading.doc_id, heading.start + found.start(), heading.start + found.end())
        yield heading.start, None if found[0][:2] == "20" else _named(words, found[0], year)
    elif named:
        yield heading.start, None


def _named(at: Span, words: str, year: int) -> Period:
    """The years that words name in the report of a year."""
    told = [y for mention in dates.find(words) for y in mention.years]
    if words.startswith("到"):
        return Period(at, year, max(told))
    if told:
        return Period(at, min(told), max(told))
    first = year if re.match(_COMING, words) else year - _LENGTH
    return Period(at, first, first + _LENGTH - 1)
