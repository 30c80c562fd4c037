"""What a claim rests on: the cited words, and what stands around them in their documents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant import quantities
from assistant.ahead import stands_ahead, turns
from assistant.context import Context, around, pairs
from assistant.contrasts import qualifiers
from assistant.lists import apart, beside, head
from assistant.quantities import Quantity
from assistant.signature import signature
from assistant.types import Claim
from assistant.verbatim import Folded, folded
from assistant.years_told import Years, years_at, years_told
from index import articles, dates
from index.articles import Address
from index.dates import DateMention
from index.errors import NotFoundError
from index.library import Library
from index.reports import year_of
from index.sentences import sentences
from index.types import Block, Document, Passage, Policy, Span

_HEADER_UNIT = re.compile(r"[（(]\s*(?:单位\s*[:：])?([^（）()]+)[)）]\s*$")
_UNITS = re.compile("(?:计量)?单位")
_RATE = re.compile(
    r"\s*(?:(?:比上年|较上年|同比|环比|年均)?(?:增长|增减)(?:率|速度|幅度)?|增速|增幅|涨幅|升降幅度?)\s*"
)
"""The head of a column of what is always told in per cent."""
_CAPTION_UNIT = re.compile(r"单位\s*[:：]\s*([^\s，。；）)]+)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of the source; `context` is what says of what it is, `kinds` which kind of thing (省级, 出口)."""

    quantity: Quantity
    text: str
    span: Span
    context: Context
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation. `whole` is the sentence, or sentences, that the cited characters lie in, from offset `whole_at`.

    `beside` is the same as written, empty when all of it is cited. `context` are words that belong to it but stand elsewhere: a row's header, its merged cells, its caption, what stands over the items of an article.
    `region` and `date` (ISO) are the document's, or empty: they say what 我省 and 今年 mean. `year` is that of the work
    report that looks back there, or whose title is cited; 0 for what is of no other year than what stands around it. `policy` is the one whose entry or row they are of. `ahead` is whether it
    stands where the document plans, None where its headings do not tell; `planned` whether a work report does so there;
    `years` are those that one tells of there, where it says so. `address` is its place in a law.
    """

    span: Span
    text: str
    whole: Folded
    whole_at: int
    beside: str
    context: tuple[str, ...]
    heading: tuple[str, ...]
    title: str
    region: str
    date: str
    year: int
    policy: Policy | None
    figures: tuple[Figure, ...]
    ahead: bool | None
    planned: bool
    years: Years | None
    address: Address | None

    @property
    def several(self) -> bool:
        """Whether it looks back on several years."""
        return self.years is not None and self.years.several and not self.years.ahead

    def dates(self, text: str) -> tuple[DateMention, ...]:
        """The dates of a text that is read as this one is: 今年 is that of the document, 上年 the year before the one told of."""
        back = self.years.last if self.years and not self.years.ahead else max(self.year - 1, 0)
        return dates.find(text, self.date or quantities.ANY_YEAR, back)

    def part(self, start: int, end: int) -> Span:
        """The span of text[start:end]."""
        return Span(self.span.doc_id, self.span.start + start, self.span.start + end)

    def at(self, span: Span) -> tuple[int, int]:
        """Where a span stands in the text."""
        return span.start - self.span.start, span.end - self.span.start

    @property
    def scopes(self) -> tuple[str, ...]:
        """Everything that may name the place, date or document spoken of, the nearest first."""
        return (self.text, self.beside, *self._above, *reversed(self.heading), self.title, self.region)

    @property
    def told(self) -> tuple[str, ...]:
        """Of these what tells of something itself: no heading, and not the title where that is what is cited."""
        titled = folded(self.text).text in folded(self.title).text
        return self._above if titled else (self.text, self.beside, *self._above)

    @property
    def _above(self) -> tuple[str, ...]:
        return tuple(reversed(self.context))


@dataclass(frozen=True, slots=True)
class Support:
    """All that a claim cites. `words` are the cited sentences as they are compared, one a line."""

    cited: tuple[Cited, ...]
    words: str
    around: str

    def holds(self, words: str) -> bool:
        """Whether the words stand in a cited text or around it, whatever the white space."""
        return folded(words).text in self.around

    def part(self, start: int, end: int) -> Span:
        """The span behind words[start:end], which must not reach over a line break."""
        for cited in self.cited:
            size = len(cited.whole.text)
            if start < size:
                first, last = cited.whole.original(start, min(end, size))
                return Span(cited.span.doc_id, cited.whole_at + first, cited.whole_at + last)
            start, end = start - size - 1, end - size - 1
        raise IndexError(f"no cited words at {start}:{end}")

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for cited in self.cited for figure in cited.figures)

    def giving(self, quantity: Quantity) -> Iterator[tuple[Cited, Quantity]]:
        """Where a figure of a claim stands in the cited words, each with its citation."""
        for cited in self.cited:
            yield from (
                (cited, one) for one in quantities.find(cited.text) if quantities.equal(quantity, one)
            )

    def told_in(self, unit: str) -> "Support":
        """The same with the figures in another unit of what they measure."""
        if all(quantities.in_unit(figure.quantity, unit) is figure.quantity for figure in self.figures):
            return self
        return replace(
            self,
            cited=tuple(
                replace(
                    cited,
                    figures=tuple(
                        replace(figure, quantity=quantities.in_unit(figure.quantity, unit))
                        for figure in cited.figures
                    ),
                )
                for cited in self.cited
            ),
        )


def gather(claim: Claim, library: Library) -> Support:
    """Read what a claim cites. NotFoundError for a citation that is not of this library."""
    cited = tuple(_cited(citation.span, library) for citation in claim.citations)
    return Support(
        cited,
        words="\n".join(c.whole.text for c in cited),
        around="\n".join(apart(folded(scope).text) for c in cited for scope in c.scopes),
    )


def _cited(span: Span, library: Library) -> Cited:
    document = library.document(span.doc_id)
    text = library.quote(span)
    passage = _passage(span, library, document)
    start, end = _sentences_around(document.text, span)
    dated = {d.kind: d.start for d in reversed(document.meta.dates)}
    known = library.made(turns, span.doc_id)
    ahead = stands_ahead(document, span, known)
    address = articles.standing(document, library.made(articles.articles, span.doc_id), span.start)
    above = articles.lead(document, address, span.start) if address else None
    lead = (above,) if above else ()
    return Cited(
        span=span,
        text=text,
        whole=folded(document.text[start:end]),
        whole_at=start,
        beside="" if (start, end) == (span.start, span.end) else document.text[start:end],
        context=tuple(map(library.quote, (*signature(document, span), *passage.context, *lead))),
        heading=passage.heading,
        title=document.title,
        region=document.meta.region.text if document.meta.region else "",
        date=next((dated[kind] for kind in ("成文", "发布", "会议", "施行") if kind in dated), ""),
        year=_reported(document, span, library),
        policy=_reporting(document, span),
        figures=tuple(_figures(document, span, text)),
        ahead=ahead,
        planned=bool(known and ahead),
        years=years_at(library.made(years_told, span.doc_id), span.start),
        address=address,
    )


def _reporting(document: Document, span: Span) -> Policy | None:
    """The policy in whose entry or row a span lies: of those around it the nearest."""
    around = (policy for policy in document.policies if policy.scope.covers(span))
    return min(around, key=lambda policy: policy.scope.end - policy.scope.start, default=None)


def _reported(document: Document, span: Span, library: Library) -> int:
    """The year of a report, for its title and for the part in which it tells of the years before."""
    year = year_of(document.title, document.meta)
    if not year:
        return 0
    known = library.made(turns, span.doc_id)
    titled = folded(document.at(span)).text in folded(document.title).text
    return year if titled or stands_ahead(document, span, known) is False else 0


def _passage(span: Span, library: Library, document: Document) -> Passage:
    """The passage of a span; a title, or a stretch of several passages, lies in none and stands for itself."""
    try:
        return library.passage(span)
    except NotFoundError:
        return Passage(span, document.heading_path(span.start))


def _sentences_around(text: str, span: Span) -> tuple[int, int]:
    """The sentences that a span lies in: what stands right beside a quote may deny it."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    inside = [
        (start, end)
        for start, end in sentences(text, first, len(text) if last < 0 else last)
        if start < span.end and span.start < end
    ]
    return min([span.start, *(s for s, _ in inside)]), max([span.end, *(e for _, e in inside)])


def _figures(document: Document, span: Span, text: str) -> Iterator[Figure]:
    """Figures of running text from their clause, figures of a table from column, unit and row."""
    rows = [b for b in document.blocks if b.cells and not b.header and b.span.overlaps(span)]
    found = quantities.find(text)
    taken = [quantity.at for quantity in found]
    for quantity in found:
        at = Span(span.doc_id, span.start + quantity.at[0], span.start + quantity.at[1])
        if not any(row.span.overlaps(at) for row in rows):
            context, kinds = beside(text, quantity, taken), qualifiers(text, head(text, quantity))
            yield Figure(quantity, text[slice(*quantity.at)], at, context, kinds)
    for row in rows:
        yield from _row_figures(document, row, span)


def _row_figures(document: Document, row: Block, span: Span) -> Iterator[Figure]:
    table = [b for b in document.blocks if b.table == row.table and b is not row]
    headers = [b.cells for b in table if b.header]
    caption = " ".join(document.at(b.span) for b in table if b.kind == "caption")
    label = next((document.at(cell) for cell in row.cells if cell is not None), "")
    own = _own_unit(document, row, headers)
    for column, cell in enumerate(row.cells):
        if cell is None or not (cell.overlaps(span) or not row.span.covers(cell)):
            continue
        above = (cells[column] for cells in headers if column < len(cells))
        header = " ".join(document.at(c) for c in above if c is not None)
        written_out = _HEADER_UNIT.search(header) or _HEADER_UNIT.search(label)
        unit = written_out[1] if written_out else "%" if _RATE.fullmatch(header) else own
        if not unit and (named := _CAPTION_UNIT.search(caption)):
            unit = named[1]
        text = document.at(cell)
        found = quantities.find(text)
        for quantity in found:
            start, end = quantity.at
            at = Span(cell.doc_id, cell.start + start, cell.start + end)
            near = around(text, quantity.at, [other.at for other in found])
            context = Context(near.before | pairs(header) | pairs(label), near.behind, near.clause)
            written = text[start:end] + (unit if not quantity.unit else "")
            if unit:
                yield Figure(quantities.with_unit(quantity, unit), written, at, context)
            yield Figure(quantity, written, at, context)


def _own_unit(document: Document, row: Block, headers: Sequence[Sequence[Span | None]]) -> str:
    """The unit that a row gives its figures in a column for it; empty where there is none."""
    for cells in headers:
        for above, cell in zip(cells, row.cells, strict=False):
            if above and cell and _UNITS.fullmatch("".join(document.at(above).split())):
                return document.at(cell).strip()
    return ""
