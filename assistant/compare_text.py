"""A Comparison as lines for a terminal, as CSV for a spreadsheet, and as JSON for programs."""

from typing import TypedDict

from assistant import shapes, sheet
from assistant.cited import cited
from assistant.compare import Comparison
from assistant.marks import Marks
from assistant.references import on_one_line
from assistant.shapes import ClaimShape
from assistant.types import Claim
from index.library import Library

EMPTY = "材料未载"
KEY = "对照对象"


class RowShape(TypedDict):
    key: str
    cells: list[ClaimShape | None]


class ComparisonShape(TypedDict):
    columns: list[str]
    rows: list[RowShape]


def shape(given: Comparison, library: Library) -> ComparisonShape:
    return {
        "columns": list(given.columns),
        "rows": [
            {"key": row.key, "cells": [shapes.claim(cell, library) if cell else None for cell in row.cells]}
            for row in given.rows
        ],
    }


def text(given: Comparison, library: Library) -> str:
    """Each row with its cells below it, then what each mark points to."""
    marks = Marks.of(cell for row in given.rows for cell in row.cells if cell)
    lines = []
    for row in given.rows:
        cells = zip(given.columns, row.cells, strict=True)
        lines += [row.key, *(f"    {column}：{words(cell, marks)}" for column, cell in cells)]
    sources = [
        f"{mark} {cited(citation, library)}\n    查看原文：yanju show {citation.span}"
        for mark, citation in marks.numbered()
    ]
    return "\n".join([*lines, "", "依据：", *sources] if sources else lines)


def comma_separated(given: Comparison, library: Library) -> str:
    """Beside each column another with the sources of its cells."""
    head = [KEY, *(name for column in given.columns for name in (column, f"{column}·出处"))]
    rows = ([row.key, *(told for cell in row.cells for told in _beside(cell, library))] for row in given.rows)
    return sheet.comma_separated(head, rows)


def _beside(cell: Claim | None, library: Library) -> tuple[str, str]:
    citations = cell.citations if cell else ()
    return words(cell), "；".join(str(cited(citation, library)) for citation in citations)


def words(cell: Claim | None, marks: Marks | None = None) -> str:
    """What stands in a cell, on one line: its words with their marks, and what was found in them."""
    if cell is None:
        return EMPTY
    numbers = "".join(mark for mark, _ in marks.of_claim(cell)) if marks else ""
    warnings = "".join(f"（注意：{finding.message}）" for finding in cell.findings)
    return on_one_line(f"{cell.text}{numbers}{warnings}")
