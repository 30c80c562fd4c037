"""数据核对表: every figure, date, 文号, title and quotation of a checked sentence with the source sentence behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant import quantities
from assistant.details import Detail, details
from assistant.quantities import ANY_YEAR
from assistant.support import Cited, Support, gather
from assistant.types import Claim
from assistant.verbatim import occurrences
from index import dates, docnumbers
from index.errors import NotFoundError
from index.library import Library
from index.sentences import sentences
from index.types import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One detail of a sentence. `source` is the sentence or table row that has it, or that says otherwise.

    It is None where none does: the detail is worked out from cited figures, or was not found.
    """

    detail: Detail
    source: Span | None


def entries(claim: Claim, library: Library) -> tuple[Entry, ...]:
    """Everything in a checked sentence that a reader would look up, in its order.

    NotFoundError when a citation does not belong to the library.
    """
    support = gather(claim, library)
    return tuple(_entry(detail, support, library) for detail in details(claim))


def _entry(detail: Detail, support: Support, library: Library) -> Entry:
    against = detail.finding.source if detail.finding else None
    source = against or _held(detail, support, library)
    return Entry(detail, _whole(source, library) if source else None)


def _held(detail: Detail, support: Support, library: Library) -> Span | None:
    """Where a cited text has it, else what stands around that text: its sentence, a heading, a table's header, the title."""
    for cited in support.cited:
        if at := next(_same(detail, cited), None):
            return at
    said = _bare(detail.text)
    for cited in support.cited:
        doc_id = cited.span.doc_id
        for start, end in occurrences(said, cited.beside):
            return Span(doc_id, cited.whole_at + start, cited.whole_at + end)
        if any(any(occurrences(said, scope)) for scope in cited.scopes):
            for start, end in occurrences(said, library.document(doc_id).text):
                return Span(doc_id, start, end)
    return None


def _same(detail: Detail, cited: Cited) -> Iterator[Span]:
    """Where a cited text says the same, in whatever form."""
    said = detail.text
    if detail.kind == "figure":
        for mine in quantities.find(said):
            yield from (f.span for f in cited.figures if quantities.equal(mine, f.quantity))
    elif detail.kind == "date":
        base = cited.date or ANY_YEAR
        for day in dates.find(said, base):
            found = dates.find(cited.text, base)
            yield from (cited.part(*m.at) for m in found if day.start <= m.start and m.end <= day.end)
    elif detail.kind == "doc-number":
        for number in docnumbers.find(said, loose=True):
            numbers = docnumbers.find(cited.text)
            yield from (cited.part(*m.at) for m in numbers if number.number.key in {*m.number.keys()})
    yield from (cited.part(*at) for at in occurrences(_bare(said), cited.text))


def _bare(text: str) -> str:
    return text.strip("“”「」『』《》")


def _whole(span: Span, library: Library) -> Span:
    """The sentence around a figure; in a table the row."""
    try:
        passage = library.passage(span)
    except NotFoundError:
        return span
    if passage.kind == "row":
        return passage.span
    text = library.document(span.doc_id).text
    for start, end in sentences(text, passage.span.start, passage.span.end):
        if start <= span.start and span.end <= end:
            return Span(span.doc_id, start, end)
    return span
