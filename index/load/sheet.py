"""Spreadsheets (.xlsx) → Document: every sheet that is shown, its values as they are shown, places as cells."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from index import regions
from index.catalog import CatalogEntry
from index.errors import DamagedFileError, LimitError
from index.load import package
from index.load.compose import Composer, Hint
from index.load.grid import Cell, Grid
from index.load.numberformat import shown
from index.types import Document, Place

Foreign = Any  # openpyxl comes without types

VERSION = "sheet-2"
MOST_CELLS = 300_000
_GIVEN = re.compile(r"(?i)sheet\s*\d*|工作表\s*\d*")


def load_sheet(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Hidden sheets, rows and columns are left out. A formula counts for the value that was last saved with it."""
    package.check(data, name)
    # Takes a third of a second to load, which plain text need not wait for.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except (
        InvalidFileException,
        ParseError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
    ) as error:
        raise DamagedFileError(
            f"“{name}”已损坏，无法打开。请用 Excel 或 WPS 打开检查，另存后再试。"
        ) from error
    out = Composer()
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sum(len(sheet._cells) for sheet in sheets) > MOST_CELLS:
        raise LimitError(f"“{name}”的单元格超过 {MOST_CELLS:,} 个，超出限制。请拆分后再试。")
    for sheet in sheets:
        if len(sheets) > 1:
            out.write(" ".join(sheet.title.split()), Place(0, 0, None, cell=sheet.title))
            out.paragraph(Hint("heading", 2))
        for block in _blocks(_filled(sheet)):
            _write(out, sheet, block)
    return out.document(name, VERSION, entry, title=_title(sheets, name))


def _title(sheets: list[Foreign], name: str) -> str:
    """The name of the only sheet, unless a program gave it (Sheet1) or the file's own says of which place it is."""
    if len(sheets) != 1 or _GIVEN.fullmatch(sheets[0].title):
        return ""
    title = str(sheets[0].title)
    return "" if regions.find(name) and not regions.find(title) else title


def _filled(sheet: Foreign) -> list[list[Foreign]]:
    """The rows that are shown and hold something, each with its cells that do."""
    gone = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    rows: dict[int, list[Foreign]] = {}
    for row, column in sorted(sheet._cells):
        cell = sheet._cells[row, column]
        if cell.value is None or sheet.row_dimensions[row].hidden or cell.column_letter in gone:
            continue
        if _text(cell).strip():
            rows.setdefault(row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _blocks(rows: list[list[Foreign]]) -> Iterator[list[list[Foreign]]]:
    """Rows that follow one another without an empty row between them."""
    block: list[list[Foreign]] = []
    for row in rows:
        if block and row[0].row > block[-1][0].row + 1:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _write(out: Composer, sheet: Foreign, block: list[list[Foreign]]) -> None:
    """A block as a table; rows of one cell at its top are lines of their own: its title, its unit."""
    n = 0
    while n < len(block) and len(block[n]) == 1 and not _starts_column(block, n):
        _line(out, sheet, block[n])
        n += 1
    last = len(block)
    while last > n and len(block[last - 1]) == 1 and len(_text(block[last - 1][0])) > 12:
        last -= 1
    table = block[n:last]
    if len(table) == 1:
        _line(out, sheet, table[0])
    elif table:
        _table(out, sheet, table)
    for row in block[last:]:
        _line(out, sheet, row)


def _starts_column(block: list[list[Foreign]], n: int) -> bool:
    """Whether a row of one cell is the first of a list in one column."""
    return all(len(row) == 1 for row in block[n:]) and len(block) - n > 2


def _line(out: Composer, sheet: Foreign, row: list[Foreign]) -> None:
    for k, cell in enumerate(row):
        out.write("　" if k else "")
        out.write(_text(cell), _place(sheet, cell))
    out.paragraph()


def _table(out: Composer, sheet: Foreign, rows: list[list[Foreign]]) -> None:
    top, bottom = rows[0][0].row, rows[-1][0].row
    merged = {
        (area.min_row, area.min_col): area
        for area in sheet.merged_cells.ranges
        if area.min_row >= top and area.max_row <= bottom
    }
    spots = sorted(
        {cell.column for row in rows for cell in row}
        | {c for a in merged.values() for c in range(a.min_col, a.max_col + 1)}
    )
    column = {spot: n for n, spot in enumerate(spots)}
    row_at = {row[0].row: n for n, row in enumerate(rows)}
    cells: list[Cell] = []
    for row in rows:
        for cell in row:
            area = merged.get((cell.row, cell.column))
            down = sum(top_ in row_at for top_ in range(area.min_row, area.max_row + 1)) if area else 1
            across = area.max_col - area.min_col + 1 if area else 1
            out.write(_text(cell), _place(sheet, cell))
            cells.append(Cell(row_at[cell.row], column[cell.column], out.cell(), max(down, 1), across))
    out.grid(Grid(tuple(cells)))


def _place(sheet: Foreign, cell: Foreign) -> Place:
    return Place(0, 0, None, cell=f"{sheet.title}!{cell.coordinate}")


def _text(cell: Foreign) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | datetime | date | time | timedelta):
        return shown(value, cell.number_format or "General")
    return " ".join(str(value).split())
