"""What a text counts off: the numbered headings below a heading, or paragraphs that begin 第一, 第二 …, each by its first sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index import dates
from index.sentences import sentences
from index.types import Block, Document, Span

_STYLES = (
    re.compile("第([一二三四五六七八九十]{1,2})[，,、：:]"),
    re.compile("([一二三四五六七八九十]{1,2})是(?!否)"),
    re.compile("[（(]([一二三四五六七八九十]{1,2})[)）]"),
    re.compile(r"[（(](\d{1,2})[)）]"),
    re.compile("([一二三四五六七八九十]{1,2})、"),
    re.compile(r"(?:\d{1,2}[.．])*(\d{1,2})(?:[、)）]|[.．](?!\d))"),
    re.compile("([①-⑳])"),
    re.compile("(首先|其次|再次)[，,]"),
)
_SPOKEN = {"首先": 1, "其次": 2, "再次": 3}
_SPACE = re.compile(r"[\s　]*")
_STATED = re.compile(r"([一二三四五六七八九十]|\d{1,2})(?:个|大|种|类|条|项)")
_ANNOUNCED = re.compile(r"[：:]$|以下|如下|[几多一二三四五六七八九十\d]+个?方面")
_FEWEST, _LONG, _SAID = 2, 80, 2


@dataclass(frozen=True, slots=True)
class Points:
    """`title` says what is counted: a heading, the sentences that announce it. `points` are the words counted, without
    their numbers. `scope` reaches from the first of the title to the end of the last point's section or block.
    """

    title: tuple[Span, ...]
    points: tuple[Span, ...]
    scope: Span


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A block with its number, the style of that, and the span behind it."""

    block: Block
    number: int
    style: int
    words: Span


def points(document: Document) -> tuple[Points, ...]:
    """Every series of at least two, in the order of the text."""
    numbered = {block.span: own for block in document.blocks if (own := _numbered(document, block))}
    found = (*_headings(document, numbered), *_paragraphs(document, numbered))
    return tuple(sorted(found, key=lambda one: one.scope))


def _numbered(document: Document, block: Block) -> _Numbered | None:
    if block.kind not in ("heading", "paragraph", "list"):
        return None
    text, start = document.text, block.span.start
    for style, pattern in enumerate(_STYLES):
        match = pattern.match(text, start, block.span.end)
        if match and (end := _SPACE.match(text, match.end()).end()) < block.span.end:  # type: ignore[union-attr]
            return _Numbered(block, _value(match[1]), style, Span(document.id, end, block.span.end))
    return None


def _value(number: str) -> int:
    if number in _SPOKEN:
        return _SPOKEN[number]
    return ord(number) - ord("①") + 1 if "①" <= number <= "⑳" else dates.number(number)


def _headings(document: Document, numbered: dict[Span, _Numbered]) -> Iterator[Points]:
    """The headings right below each heading: those that are numbered from one on, or as many as it states."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    for at, heading in enumerate(headings):
        after = headings[at + 1 :]
        same = document.at(heading.span)  # said again on the next page
        ends = (n for n, b in enumerate(after) if b.level <= heading.level and document.at(b.span) != same)
        end = next(ends, len(after))
        direct = [block for block in after[:end] if block.level == after[0].level]
        stated = _STATED.search(document.at(heading.span))
        most = dates.number(stated[1]) if stated else 0
        # Counted from one again, they are of a heading that the text has lost.
        again = (n for n, b in enumerate(direct) if n and b.span in numbered and numbered[b.span].number == 1)
        direct = direct[: next(again, None)]
        counted = [numbered[b.span] for b in direct if b.span in numbered]
        whole = [one.number for one in counted] == list(range(1, len(direct) + 1))
        if len(direct) >= max(most, _FEWEST) and (whole or most):
            spans = [one.words for one in counted] if whole else [block.span for block in direct]
            scope = Span(document.id, heading.span.start, after[end - 1].span.end)
            yield Points((heading.span,), tuple(spans[: most or None]), scope)


def _paragraphs(document: Document, numbered: dict[Span, _Numbered]) -> Iterator[Points]:
    """The paragraphs of a section that count on from one in one style, whatever stands between them."""
    heading: Block | None = None
    before: Block | None = None
    open_series: dict[int, tuple[tuple[Span, ...], list[_Numbered]]] = {}
    for block in document.blocks:
        own = numbered.get(block.span)
        if block.kind == "heading":
            yield from _closed(document, open_series)
            heading, before, open_series = block, None, {}
        elif own is None:
            before = block if block.kind == "paragraph" else before
        elif own.number == 1:
            yield from _closed(document, {0: open_series.pop(own.style, ((), []))})
            open_series[own.style] = (tuple(_title(document, heading, before)), [own])
        elif own.style in open_series and own.number == len(open_series[own.style][1]) + 1:
            open_series[own.style][1].append(own)
    yield from _closed(document, open_series)


def _closed(
    document: Document, series: dict[int, tuple[tuple[Span, ...], list[_Numbered]]]
) -> Iterator[Points]:
    for title, counted in series.values():
        if not title or len(counted) < _FEWEST:
            continue
        leads = tuple(_lead(document, one.words) for one in counted)
        if all(lead.end - lead.start <= _LONG for lead in leads):
            yield Points(title, leads, Span(document.id, title[0].start, counted[-1].block.span.end))


def _title(document: Document, heading: Block | None, before: Block | None) -> Iterator[Span]:
    if heading:
        yield heading.span
    if before and _ANNOUNCED.search(document.at(before.span)[-_LONG:]):
        told = list(sentences(document.text, before.span.start, before.span.end))[-_SAID:]
        yield Span(document.id, told[0][0], told[-1][1])


def _lead(document: Document, words: Span) -> Span:
    """The first sentence of what is counted."""
    return Span(document.id, *next(sentences(document.text, words.start, words.end)))
