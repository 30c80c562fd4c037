"""Raw ranges in reading order → the canonical text, its blocks, and the map back to the raw file."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.lines import BREAK
from index.types import Block, BlockKind, Place, Span

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it has offsets: raw ranges in reading order, and what to put between two of them.

    `cells` replace `ranges` for a table row; a cell may be empty. `fill` lists the columns in which
    an empty cell means the one above it, `left` those in which it means the one to its left.
    """

    kind: BlockKind
    ranges: tuple[Range, ...] = ()
    level: int = 0
    lang: str = "zh"
    table: int | None = None
    header: bool = False
    cells: tuple[tuple[Range, ...], ...] = ()
    fill: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    genre: str = ""
    glue: str = ""


@dataclass(frozen=True, slots=True)
class Canon:
    """The canonical text of a file and its id. `dropped` are raw ranges that joining took out (line-end hyphens)."""

    doc_id: str
    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    dropped: tuple[Range, ...]


class _Writer:
    def __init__(self, raw: str, line_starts: Sequence[int]) -> None:
        self.raw = raw
        self.line_starts = line_starts
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.dropped: list[Range] = []
        self.at = 0

    def blank(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def write(self, ranges: Sequence[Range], glue: str) -> Range:
        """Write ranges one after the other; the canonical range that they fill."""
        begin = self.at
        for i, (start, end) in enumerate(ranges):
            if i and self.at > begin:
                start, end = self._join(start, end, glue)
            if start < end:
                line = bisect_right(self.line_starts, start)
                self.places.append(Place(self.at, self.at + end - start, start, line))
                self.blank(self.raw[start:end])
        return begin, self.at

    def _join(self, start: int, end: int, glue: str) -> Range:
        """Put what belongs between the last character written and raw[start]; drop a line-end hyphen."""
        begin = self.places[-1].raw_start or 0
        last, first = self.raw[begin + self._length(-1) - 1], self.raw[start]
        if not BREAK.search(self.raw, begin, start) or last.isspace() or first.isspace():
            return start, end
        if last == "-" and _latin(self.parts[-1][-2:-1]) and _latin(first):
            self._drop_hyphen()
        elif glue:
            self.blank(glue)
        elif last.isascii() and first.isascii() and not (last.isdigit() and first.isdigit()):
            self.blank(" ")
        return start, end

    def _length(self, i: int) -> int:
        return self.places[i].end - self.places[i].start

    def _drop_hyphen(self) -> None:
        place = self.places[-1]
        hyphen = (place.raw_start or 0) + self._length(-1) - 1
        self.dropped.append((hyphen, hyphen + 1))
        self.places[-1] = replace(place, end=place.end - 1)
        self.parts[-1] = self.parts[-1][:-1]
        self.at -= 1


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def assemble(raw: str, drafts: Iterable[Draft], version: str) -> Canon:
    """Lay drafts end to end, a line break between two of them and a tab between two cells.

    Offsets are final here and nowhere else: everything later points into this text. The id is a digest
    of the text and of `version`, so that equal texts are one document.
    """
    out = _Writer(raw, [0, *(m.end() for m in BREAK.finditer(raw))])
    laid: list[tuple[Draft, Range, tuple[Range | None, ...]]] = []
    above: tuple[Range | None, ...] = ()
    last: Draft | None = None
    for draft in drafts:
        if out.at:
            out.blank("\n")
        if draft.cells:
            same = last is not None and (last.table, last.header) == (draft.table, draft.header)
            cells = _row(out, draft, above if same and draft.fill else ())
            own = [cell for cell, ranges in zip(cells, draft.cells, strict=True) if cell and ranges]
            laid.append((draft, (own[0][0], out.at), cells))
            above, last = cells, draft
        else:
            laid.append((draft, out.write(draft.ranges, draft.glue), ()))
    text = "".join(out.parts)
    doc_id = hashlib.sha256(f"{version}\n{text}".encode()).hexdigest()[:16]
    blocks = tuple(_block(doc_id, *item) for item in laid)
    return Canon(doc_id, text, blocks, tuple(out.places), tuple(out.dropped))


def _row(out: _Writer, draft: Draft, above: Sequence[Range | None]) -> tuple[Range | None, ...]:
    cells: list[Range | None] = []
    started = False
    for column, ranges in enumerate(draft.cells):
        if column and started:
            out.blank("\t")
        if ranges:
            cells.append(out.write(ranges, draft.glue))
            started = True
        elif column in draft.left and cells:
            cells.append(cells[-1])
        else:
            cells.append(above[column] if column in draft.fill and column < len(above) else None)
    return tuple(cells)


def _block(doc_id: str, draft: Draft, at: Range, cells: tuple[Range | None, ...]) -> Block:
    spans = tuple(Span(doc_id, *cell) if cell else None for cell in cells)
    return Block(
        Span(doc_id, *at), draft.kind, draft.level, draft.lang, draft.table, draft.header, spans, draft.genre
    )
