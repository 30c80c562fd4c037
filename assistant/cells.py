"""A cell of a table in words: what its row and its column are, with the year and the unit that they give."""

import re
from dataclasses import dataclass

from assistant.plain import shown
from index.types import Block, Document, Span

_UNIT = re.compile(
    r"[（(]((?:[万亿百千]*(?:元|公顷|亩|人|吨|户|家|个|条|项|件|辆|千瓦|平方米|立方米|公里|倍|年))(?:/\S{1,4})?|[%％‰])[)）]$"
)
_ONLY_CHANGE = re.compile(
    r"(?:比上[年月]|较上[年月]|同比|环比|名义|实际|年均)*(?:增长|增减|增幅|增速|增长率|增减率|变化|升降|涨幅|占比|比重|份额|排名|位次)(?:率|情况|幅度)?"
    r"\s*(?:[（(][^（()）]*[)）])?"
)
"""A head that says how a figure changed, or its share or rank, and not of what."""
_YEAR, _OF_YEARS = re.compile(r"(?:19|20)\d\d"), re.compile(r"年|年份|年度|时间")


@dataclass(frozen=True, slots=True)
class Year:
    """The bare year in a cell of a row, and the head of its column, which says that it is one."""

    cell: Span
    head: Span


@dataclass(frozen=True, slots=True)
class Parts:
    """Where a cell stands: its row's label, the cell itself, its column's head, and the year that the row is of.

    `of` is the head of the figure whose change, share or rank the column tells.
    """

    label: Span
    cell: Span
    head: Span | None
    year: Year | None
    of: Span | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """`label` is what the figure is of, `column` which figure it is; `year` is empty where no column of years says it."""

    text: str
    label: str
    column: str
    value: str
    year: str = ""


def year_of(document: Document, row: Block, header: Block | None) -> Year | None:
    """The year that a row is of, where a column of bare years says it."""
    for cell, head in zip(row.cells, header.cells if header else (), strict=False):
        if cell and head and _OF_YEARS.fullmatch(document.at(head)) and _YEAR.fullmatch(document.at(cell)):
            return Year(cell, head)
    return None


def changed(document: Document, header: Block, column: int) -> Span | None:
    """The head to the left of one that says only 同比增长, whose figures it goes on about; None for any other."""
    head = header.cells[column] if column < len(header.cells) else None
    if head is None or not _ONLY_CHANGE.fullmatch(shown(document.at(head))):
        return None
    left = (one for one in reversed(header.cells[1:column]) if one)
    own = (one for one in left if not _ONLY_CHANGE.fullmatch(shown(document.at(one))))
    of = next(own, None)
    return None if of is None or _OF_YEARS.fullmatch(document.at(of)) else of


def told(document: Document, parts: Parts) -> Told:
    """The words of a cell.

    Where the row's label has the unit, the rows are figures, and the columns what they are of.
    """
    name, value = shown(document.at(parts.label)), shown(document.at(parts.cell))
    column = shown(document.at(parts.head)) if parts.head else ""
    if parts.of:
        column = f"{_UNIT.sub('', shown(document.at(parts.of)))}{column}"
    if column and _UNIT.search(name) and not _UNIT.search(column):
        name, column = column, name
    unit = _UNIT.search(column)
    title = column[: unit.start()] if unit else column
    amount = value if not unit else f"{value}{unit[1]}" if unit[1] in "%％" else f"{value} {unit[1]}"
    what, dated = name, ""
    if year := parts.year:
        dated, years = shown(document.at(year.cell)), shown(document.at(year.head))
        what = f"{years} {dated}" if year.cell == parts.label else f"{name}（{years} {dated}）"
    return Told(f"{what}：{title} {amount}" if title else f"{what}：{amount}", name, column, value, dated)
