"""A column of a table of figures as one sentence: the rows of the place asked for, else the highest and the lowest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.cite import DraftClaim
from assistant.leads import is_lead
from assistant.plain import shown
from assistant.voices import Heard, Voice, source_of
from index import Library, regions
from index.regions import Region
from index.tokens import normalise
from index.types import Block, Document, Hit, Span

_UNIT = re.compile(r"[（(]([^（）()]{1,10})[)）]\s*$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_ROWS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """`body` says the figures of a column in the voice of their source; `near` is what the table is about.

    `head` and `near` are normalised.
    """

    document: Document
    voice: Voice
    body: str
    spans: tuple[Span, ...]
    head: str
    near: str

    def drafts(self, heard: Heard = "") -> Iterator[DraftClaim]:
        spans = (*self.spans, *self.voice.spans)
        if heard == "just":
            yield DraftClaim(f"{self.voice.again}{self.body}。", spans)
        yield DraftClaim(f"{self.voice.first}{self.body}。", spans)


def columns(hits: Sequence[Hit], library: Library, asked: Region | None) -> list[Column]:
    """Every column of figures in the tables found whose source is named."""
    tables: dict[tuple[str, int], Document] = {}
    for hit in hits:
        document = library.document(hit.passage.span.doc_id)
        for block in document.blocks:
            if (
                block.table is not None
                and block.span.overlaps(hit.passage.span)
                and not is_lead(document, block.genre)
            ):
                tables[document.id, block.table] = document
    return [c for (_, table), document in tables.items() for c in _columns(document, table, asked)]


def _columns(document: Document, table: int, asked: Region | None) -> Iterator[Column]:
    blocks = [b for b in document.blocks if b.table == table]
    header = next((b for b in blocks if b.header), None)
    source = source_of(document, table)
    rows = [b for b in blocks if b.cells and not b.header]
    if header is None or source is None or len(rows) < _ROWS:
        return
    caption = next((document.at(b.span) for b in blocks if b.kind == "caption"), "")
    near = normalise("　".join([caption, *document.heading_path(header.span.start), document.title]))
    for n, cell in enumerate(header.cells):
        figures = [(row, figure) for row in rows if (figure := _figure(document, row, n)) is not None]
        if n == 0 or cell is None or len(figures) < _ROWS:
            continue
        head = shown(document.at(cell))
        told = _told(document, figures, asked)
        spans = (*(row.span for row, _ in told), cell)
        yield Column(document, source, _sentence(document, told, head), spans, normalise(head), near)


def _figure(document: Document, row: Block, n: int) -> str | None:
    cell = row.cells[n] if n < len(row.cells) else None
    text = shown(document.at(cell)) if cell else ""
    return text if _NUMBER.fullmatch(text) and row.cells[0] else None


def _told(
    document: Document, figures: Sequence[tuple[Block, str]], asked: Region | None
) -> list[tuple[Block, str]]:
    if asked is not None:
        own = [f for f in figures if any(m.region == asked for m in regions.find(_label(document, f[0])))]
        if own:
            return own[:1]
    ranked = sorted(figures, key=lambda f: -float(f[1]))
    return [ranked[0], ranked[-1]]


def _sentence(document: Document, told: Sequence[tuple[Block, str]], head: str) -> str:
    unit = _UNIT.search(head)
    name = head[: unit.start()] if unit else head
    suffix = unit[1] if unit else ""
    parts = [
        f"{_label(document, row)}{name if not n else ''}为{figure}{suffix}"
        for n, (row, figure) in enumerate(told)
    ]
    return "，".join(parts)


def _label(document: Document, row: Block) -> str:
    return shown(document.at(row.cells[0])) if row.cells[0] else ""
