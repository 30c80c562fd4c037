"""What a table says beside a cell: the other rows where the question names none, both columns where it compares them."""

import re
from collections.abc import Sequence

from assistant.candidates import Candidate, table
from assistant.headed import HEADED, column, is_said
from assistant.held import held
from assistant.understand import Ask
from index import Library, dates
from index.tokens import normalise

_MOST = 12
"""Rows that are shown side by side."""
_EXTREME = re.compile("(?P<least>最[低小少弱差]|垫底|倒数)|最[高大多强好]|领先|第一")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def beside(best: Candidate, ask: Ask, library: Library) -> Sequence[Candidate]:
    """The cells to show for this one, in order, itself among them; only itself where nothing is to be set beside it."""
    cells = [cell for cell in table(best, library) if _of_year(cell, ask)]
    if ask.kind == "comparison":
        return _compared(best, cells, ask) or [best]
    if alike := _alike(best, cells, ask):
        return alike
    named = any(labelled(cell, ask) for cell in cells) and not _EXTREME.search(ask.text)
    named = named or is_said(best, ask)
    rows = [cell for cell in cells if cell.column == best.column]
    if named or ask.kind in ("list", "who") or not 1 < len(rows) <= _MOST:
        return [best]
    return _ordered(rows, ask)


def _of_year(cell: Candidate, ask: Ask) -> bool:
    """Whether a cell names no other year than those asked for, in its row or in its head."""
    told = dates.years(f"{cell.before}，{cell.label}，{cell.column}")
    return not (told and ask.years) or bool(told & set(ask.years))


def _alike(best: Candidate, cells: Sequence[Candidate], ask: Ask) -> Sequence[Candidate]:
    """The cells of a named row whose heads hold as much of the question, where it names none; none for one alone."""
    if ask.kind != "number" or not labelled(best, ask) or column(best, ask) >= HEADED:
        return []
    said = _said(best, ask)
    alike = [cell for cell in cells if said and cell.label == best.label and _said(cell, ask) >= said]
    return alike if len(alike) > 1 else []


def _said(cell: Candidate, ask: Ask) -> frozenset[str]:
    """The words of a question that stand in a cell's head."""
    head = normalise(cell.column)
    return frozenset(term.forms[0] for term in ask.terms if held(term, head))


def labelled(candidate: Candidate, ask: Ask) -> bool:
    """Whether the row of a cell is named in the question."""
    label = normalise(candidate.label)
    return (label.removesuffix("地区") or label) in normalise(ask.about)


def _compared(best: Candidate, cells: Sequence[Candidate], ask: Ask) -> Sequence[Candidate]:
    """The rows compared, in the column that was found; or the columns compared, in the rows named, or in all."""
    rows = [cell for cell in cells if labelled(cell, ask)]
    if len({cell.label for cell in rows}) > 1:
        return [cell for cell in rows if cell.column == best.column]
    columns = [
        cell for cell in rows or cells if cell.column and normalise(cell.column) in normalise(ask.about)
    ]
    return columns if len({cell.column for cell in columns}) > 1 else rows


def _ordered(column: Sequence[Candidate], ask: Ask) -> Sequence[Candidate]:
    """In the order of the table; where the most or the least is asked for, that first."""
    found = _EXTREME.search(ask.text)
    amounts = [_NUMBER.fullmatch(cell.value.replace(",", "")) for cell in column]
    if found is None or not all(amounts):
        return column
    sign = 1 if found["least"] else -1
    return sorted(column, key=lambda cell: sign * float(cell.value.replace(",", "")))
