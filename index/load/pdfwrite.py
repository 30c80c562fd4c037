"""Lines of PDF pages, in reading order, → paragraphs, notes and tables with a box for every character."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index import lines as form
from index.lines import ends_full, ends_sentence, heading_like, marker, squeezed
from index.load import pdfrows, pdftable
from index.load.compose import Composer, Hint
from index.load.grid import Cell, Grid
from index.load.pdfflow import Set
from index.load.pdfpage import Glyph, Line, spaced
from index.load.pdftable import Box, Ruled
from index.types import Place

_EVEN, _UNEVEN = 0.12, 0.35
_LONGEST_TITLE = 80
_NOTE = re.compile(r"[①-⑳*＊]|\[\d{1,2}\]")


@dataclass(slots=True)
class Writer:
    """The paragraph that is open, and what waits until it ends: notes and tables that stand inside its sentence."""

    body: float
    out: Composer = field(default_factory=Composer)
    open: list[Set] = field(default_factory=list)
    notes: list[list[Set]] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    rows: list[Set] = field(default_factory=list)
    count: int = 0
    largest: tuple[float, str] = (0.0, "")

    def line(self, line: Set) -> None:
        """The next line; rows of a table without rules are gathered first."""
        if line.wide and (not self.rows or self.rows[-1].page == line.page):
            self.rows.append(line)
            return
        self._end_rows()
        self._line(line)

    def _end_rows(self) -> None:
        rows, self.rows = self.rows, []
        found = pdfrows.table(rows)
        if found is not None:
            self.table(found)
            return
        for row in rows:
            self._line(row)

    def _line(self, line: Set) -> None:
        small = line.line.size < 0.9 * self.body
        if small and _NOTE.match(line.text):
            self.notes.append([line])
        elif small and self.notes and self.notes[-1][-1].page == line.page and not self.tables:
            self.notes[-1].append(line)
        elif self.open and goes_on(self.open[-1], line, self.open):
            self.open.append(line)
        else:
            self._close()
            self.open = [line]

    def table(self, table: Ruled) -> None:
        self._end_rows()
        if self.tables and pdftable.continued(self.tables[-1], table):
            self.tables[-1] = _appended(self.tables[-1], table)
            return
        unfinished = bool(self.open) and _filled(self.open[-1], "") and not ends_sentence(self.open[-1].text)
        if not unfinished:
            self._close()
        self.tables.append(table)

    def finish(self) -> None:
        self._end_rows()
        self._close()

    def _close(self) -> None:
        if self.open:
            size = max(s.line.size for s in self.open)
            text = "".join(s.text for s in self.open)
            self._write(self.open)
            self.out.paragraph(Hint() if _read_off(self.open[0]) else _hint(text, size, self.body))
            first = self.open[0].page == 1 and not _read_off(self.open[0]) and size > (1 + _EVEN) * self.body
            if (
                first
                and 3 < len(text) <= _LONGEST_TITLE
                and not ends_full(text)
                and size > self.largest[0] * 1.05
            ):
                self.largest = size, text
        for table in self.tables:
            self._write_table(table)
        for note in self.notes:
            self._write(note)
            self.out.paragraph(Hint("note"))
        self.open, self.tables, self.notes = [], [], []

    def _write(self, lines: Sequence[Set]) -> None:
        for n, line in enumerate(lines):
            if n:
                self.out.write("\n")
            write_line(self.out, line.line, Place(0, 0, None, page=line.page), line.wide)

    def _write_table(self, table: Ruled) -> None:
        self.count += 1
        cells = [self._cell(box, table.page) for box in table.boxes]
        self.out.grid(Grid(tuple(cells)))

    def _cell(self, box: Box, page: int) -> Cell:
        label = f"表{self.count}第{box.row + 1}行第{box.column + 1}列"
        for n, line in enumerate(box.lines):
            if n:
                self.out.write("\n")
            write_line(self.out, line, Place(0, 0, None, page=page, cell=label))
        return Cell(box.row, box.column, self.out.cell(), box.rows, box.columns)


def write_line(out: Composer, line: Line, where: Place, wide: Sequence[int] = ()) -> None:
    """A line's characters with their boxes; a space where one is seen."""
    glyphs, start = line.glyphs, 0
    for n in range(1, len(glyphs) + 1):
        if n == len(glyphs) or n in wide or spaced(glyphs, n):
            run = glyphs[start:n]
            out.write("".join(g.char for g in run), replace(where, box=_box(run), sure=_sure(run)))
            if n < len(glyphs):
                out.write(" ")
            start = n


def _box(run: Sequence[Glyph]) -> tuple[int, ...]:
    edges = [
        run[0].left,
        *((a.right + b.left) / 2 for a, b in pairwise(run)),
        run[-1].right,
    ]
    values = (min(g.top for g in run), max(g.bottom for g in run), *edges)
    return tuple(round(value * 10) for value in values)


def _sure(run: Sequence[Glyph]) -> float | None:
    return min((g.sure for g in run if g.sure is not None), default=None)


def _read_off(line: Set) -> bool:
    """Whether a line was read off a picture: its letters' heights are only about right."""
    return line.line.glyphs[0].sure is not None


def _hint(text: str, size: float, body: float) -> Hint:
    """Larger letters head what stands below them; how much larger says how deep."""
    if size < 1.12 * body or len(text) > 60 or ends_full(text):
        return Hint()
    return Hint("heading", 1 if size > 1.5 * body else 2 if size > 1.3 * body else 3)


def _filled(line: Set, after: str) -> bool:
    """Whether a line reaches its column's right side, as far as the first word of the next could not fit."""
    word = re.match(r"[A-Za-z0-9.,%]*", after)
    room = max(2.0, 0.6 * (word.end() if word else 0)) * line.line.size
    return line.right - line.line.right < room


def _ragged(last: Set, line: Set) -> bool:
    """Whether an unfinished line ends early only because lines are not set to the same length."""
    reach = (last.line.right - last.left) / max(last.right - last.left, 1)
    return reach > 0.7 and not ends_sentence(last.text) and line.line.left - line.left < line.line.size


def goes_on(last: Set, line: Set, open_: Sequence[Set]) -> bool:
    """Whether a line goes on with the paragraph above it, by how both stand."""
    size = last.line.size
    if abs(line.line.size - size) > (_UNEVEN if _read_off(line) else _EVEN) * size:
        return False
    centred, was_centred = _centred(line), _centred(last)
    below = line.page == last.page and line.line.top > last.line.top
    if below and line.line.top - last.line.bottom > 1.6 * size:
        return False
    if centred or was_centred:
        big = size > 0 and centred and was_centred and below and not ends_sentence(last.text)
        return big and not marker(line.text)[0] and size > 1.12 * _median_size(open_)
    if not _filled(last, line.text) and not _ragged(last, line):
        return False
    indent, was = line.line.left - line.left, last.line.left - last.left
    if indent > 1.2 * size and (was < 1.2 * size or len(open_) > 1 or ends_sentence(last.text)):
        # A hanging paragraph stands further in than its first line.
        return was > 0.8 * indent and not ends_sentence(last.text) and not marker(line.text)[0]
    starts = marker(line.text)[0] or form.LABEL.match(line.text) or form.ARTICLE.match(line.text)
    if starts and (ends_sentence(last.text) or heading_like(last.text)):
        return False
    heading = len(open_) == 1 and marker(last.text)[0] in range(1, 6) and heading_like(last.text)
    return not (heading and last.right - last.line.right > 1.0 * size)


def _median_size(open_: Sequence[Set]) -> float:
    return 0.0 if len(open_) < 4 else sorted(s.line.size for s in open_)[len(open_) // 2]


def _centred(line: Set) -> bool:
    before, behind = line.line.left - line.left, line.right - line.line.right
    return before > 2.5 * line.line.size and abs(before - behind) < 1.5 * line.line.size


def _appended(above: Ruled, below: Ruled) -> Ruled:
    """A table and what goes on from it on the next page; a header that is repeated there is dropped."""
    boxes = list(below.boxes)
    first = [squeezed("".join(line.text for line in b.lines)) for b in above.boxes if b.row == 0]
    again = [squeezed("".join(line.text for line in b.lines)) for b in boxes if b.row == 0]
    skip = 1 if first == again else 0
    shift = len(above.ys) - 1 - skip
    moved = [replace(b, row=b.row + shift) for b in boxes if b.row >= skip]
    ys = (*above.ys, *(above.ys[-1] + y - below.ys[0] for y in below.ys[1 + skip :]))
    return Ruled(below.page, below.xs, ys, (*above.boxes, *moved))
