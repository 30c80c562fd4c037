"""A Comparison as text for people and as JSON for programs."""

from collections.abc import Iterator
from typing import TypedDict

from assistant import shapes
from assistant.compare import Comparison
from assistant.references import on_one_line, reference
from assistant.render import escape
from assistant.shapes import ClaimShape
from assistant.types import Citation, Claim
from index.library import Library

EMPTY = "材料未载"


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
    """For a terminal: each row with its cells below it, then what each mark points to."""
    marks = _marks(given)
    lines = []
    for row in given.rows:
        cells = zip(given.columns, row.cells, strict=True)
        lines += [f"{row.key}", *(f"    {column}：{_cell(cell, marks)}" for column, cell in cells)]
    sources = [
        f"{mark} {reference(cited, library)}：“{on_one_line(library.quote(cited.span))}”\n    查看原文：yanju show {cited.span}"
        for cited, mark in marks.items()
    ]
    return "\n".join([*lines, "", "依据：", *sources] if sources else lines)


def markdown(given: Comparison, library: Library) -> str:
    """A Markdown table, and the sources below it."""
    return "\n".join(_markdown(given, library))


def _markdown(given: Comparison, library: Library) -> Iterator[str]:
    marks = _marks(given)
    columns = ("", *given.columns)
    yield _row(columns)
    yield "|" + " --- |" * len(columns)
    for row in given.rows:
        yield _row((row.key, *(_cell(cell, marks) for cell in row.cells)))
    yield from ("", "## 依据", "")
    for cited, mark in marks.items():
        yield f"- {escape(mark)} {escape(reference(cited, library))}：“{escape(on_one_line(library.quote(cited.span)))}”"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(on_one_line(cell)) for cell in cells) + " |"


def _marks(given: Comparison) -> dict[Citation, str]:
    cited = dict.fromkeys(c for row in given.rows for cell in row.cells if cell for c in cell.citations)
    return {citation: f"[{number}]" for number, citation in enumerate(cited, 1)}


def _cell(cell: Claim | None, marks: dict[Citation, str]) -> str:
    if cell is None:
        return EMPTY
    warnings = "".join(f"（注意：{finding.message}）" for finding in cell.findings)
    return cell.text + "".join(marks[citation] for citation in cell.citations) + warnings
