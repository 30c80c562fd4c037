"""Comma-separated values (.csv) → Document: cells as ranges of the file itself."""

from collections.abc import Iterator

from index.catalog import CatalogEntry
from index.errors import LimitError
from index.load.compose import Composer
from index.load.decode import decode
from index.load.grid import Cell, Grid
from index.types import Document, Place

VERSION = "comma-1"
MOST_CELLS = 300_000
_Field = tuple[int, int, int]  # start, end, line


def load_comma(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Commas, semicolons or tabs, whichever parts the first lines most evenly; quoted cells may hold line breaks."""
    raw, _ = decode(data, name)
    rows = list(_rows(raw, _separator(raw), name))
    out = Composer()
    table: list[tuple[int, list[_Field]]] = []
    for number, row in enumerate(rows, 1):
        filled = [cell for cell in row if raw[cell[0] : cell[1]].strip()]
        if len(filled) == 1 and not table and len(row) >= 1 and number < len(rows):
            _say(out, raw, filled[0], _name(number, row.index(filled[0])))
            out.paragraph()
        elif filled:
            table.append((number, row))
    cells: list[Cell] = []
    for r, (number, row) in enumerate(table):
        for c, cell in enumerate(row):
            _say(out, raw, cell, _name(number, c))
            cells.append(Cell(r, c, out.cell()))
    if cells:
        out.grid(Grid(tuple(cells)))
    return out.document(name, VERSION, entry)


def _say(out: Composer, raw: str, cell: _Field, label: str) -> None:
    """Write a cell; of two quotation marks that stand for one, the first."""
    start, end, line = cell
    at = start
    quoted = start > 0 and raw[start - 1] == '"'
    while at < end:
        stop = raw.find('""', at, end) if quoted else -1
        stop = end if stop < 0 else stop + 1
        text = raw[at:stop].replace("\t", " ").replace("\n", " ").replace("\r", " ")
        out.write(text, Place(0, 0, at, line=line, cell=label))
        at = stop + (stop < end)


def _name(row: int, column: int) -> str:
    """B3 as spreadsheets name it."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _separator(raw: str) -> str:
    lines = [line for line in raw[:20_000].split("\n")[:50] if line.strip()]
    return max(",\t;", key=lambda mark: (sum(mark in line for line in lines), -",\t;".index(mark)))


def _rows(raw: str, separator: str, name: str) -> Iterator[list[_Field]]:
    """The cells of each row as ranges of the text, without their quotation marks."""
    row: list[_Field] = []
    at, line, count = 0, 1, 0
    while at < len(raw):
        start, first = at, line
        if raw[at] == '"':
            end = _closing(raw, at + 1)
            line += raw.count("\n", at, end)
            start, at = at + 1, min(end + 1, len(raw))
            rest = at
        else:
            end, rest = -1, at
        while at < len(raw) and raw[at] != separator and raw[at] not in "\r\n":
            at += 1
        if end < 0 or raw[rest:at].strip():
            end = at
        row.append((start, end, first))
        count += 1
        if count > MOST_CELLS:
            raise LimitError(f"“{name}”的单元格超过 {MOST_CELLS:,} 个，超出限制。请拆分后再试。")
        if at >= len(raw) or raw[at] in "\r\n":
            yield row
            row = []
            line += at < len(raw)
            at += 2 if raw[at : at + 2] == "\r\n" else 1
        else:
            at += 1
    if row:
        yield row


def _closing(raw: str, at: int) -> int:
    """Where the quotation mark stands that closes a cell; the end of the text when none does."""
    while (end := raw.find('"', at)) >= 0:
        if raw[end : end + 2] != '""':
            return end
        at = end + 2
    return len(raw)
