"""A table whose cells the format itself gives → caption, header rows and rows, merged cells in every place they cover."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.canon import Draft, Range

_NUMERIC = re.compile(r"[-+−(（]?\s*[\d.,，]+\s*(?:[%％‰]|[\u4e00-\u9fff/]{0,4})\s*[)）]?$|[-—–/]+$")
_HEAD_WORDS = re.compile(
    r"(?:序号|编号|名称|项目|内容|数量|单位|时间|日期|年份|年度|地区|省份|城市|指标|类别|类型|金额|备注|说明|"
    r"标准|比例|占比|合计|责任|专业|学校|姓名|部门|任务|措施|依据|文号|来源)"
)
_MOST_HEADS = 4
_HEAD_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and the rows and columns it covers, counted from 0; `ranges` are raw, empty for an empty cell."""

    row: int
    column: int
    ranges: tuple[Range, ...] = ()
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its format gives it. `heads` is how many rows the format itself calls header, 0 for unknown."""

    cells: tuple[Cell, ...]
    heads: int = 0
    glue: str = ""
    captions: tuple[tuple[Range, ...], ...] = ()
    notes: tuple[tuple[Range, ...], ...] = ()

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((cell.column + cell.columns for cell in self.cells), default=0)


def is_table(cells: Sequence[tuple[int, int, str]]) -> bool:
    """Whether cells (row, column, words) are more than a frame around text: one row or one column is a frame.

    One column of short entries under the name of what they are is a table too.
    """
    filled = [cell for cell in cells if cell[2].strip()]
    rows, columns = {row for row, _, _ in filled}, {column for _, column, _ in filled}
    if len(rows) < 2 or len(columns) > 1:
        return len(rows) > 1
    short = all(len(text.strip()) <= 2 * _HEAD_LENGTH for _, _, text in filled)
    return short and len(filled[0][2].strip()) <= 12 and bool(_HEAD_WORDS.search(filled[0][2]))


def between(above: str, below: str) -> str:
    """What stands between two paragraphs of a cell: nothing where a narrow column broke a word, else a space."""
    above, below = above.strip(), below.strip()
    if above[-1:].isascii() and below[:1].isascii():
        return " "
    return " " if min(len(above), len(below)) >= 4 or above[-1:] in "。；！？：" else ""


def drafts(raw: str, grid: Grid) -> list[Draft]:
    """Caption, header rows, rows and notes of a table. Rows that span the whole width at its top are captions."""
    rows = list(_rows(grid))
    captions = [Draft("caption", ranges, glue=grid.glue) for ranges in grid.captions]
    first = 0
    while first < len(rows) and _spans(rows[first]):
        captions += [Draft("caption", cell, glue=grid.glue) for cell in rows[first].cells if cell]
        first += 1
    last = len(rows)
    while last > first and _spans(rows[last - 1]) and _NOTE.match(_text(raw, rows[last - 1])):
        last -= 1
    body = rows[first:last]
    heads = max(grid.heads - first, 0) or _heads(raw, grid, body, first)
    found = [replace(row, header=n < heads) for n, row in enumerate(body)]
    below = [Draft("note", cell) for row in rows[last:] for cell in row.cells if cell]
    notes = [Draft("note", ranges) for ranges in grid.notes]
    return [*captions, *(row for row in found if any(row.cells)), *below, *notes]


_YEAR = re.compile(r"(?:19|20)\d\d年?")
_NOTE = re.compile(r"(?:备?注|说明|数据来源|资料来源|来源)\s*[：:]")


def _rows(grid: Grid) -> Iterator[Draft]:
    owner = {
        (r, c): cell
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rows)
        for c in range(cell.column, cell.column + cell.columns)
    }
    for r in range(grid.height):
        own: list[tuple[Range, ...]] = []
        fill, left = set(), set()
        for c in range(grid.width):
            cell = owner.get((r, c))
            begins = cell is not None and (cell.row, cell.column) == (r, c)
            own.append(cell.ranges if cell is not None and begins else ())
            if cell is not None and cell.row < r:
                fill.add(c)
            elif cell is not None and cell.column < c and cell.ranges:
                left.add(c)
        yield Draft("row", cells=tuple(own), fill=frozenset(fill), left=frozenset(left), glue=grid.glue)


def _spans(row: Draft) -> bool:
    """Whether a row is one cell over the whole width of several columns."""
    return len(row.cells) > 1 and sum(map(bool, row.cells)) == 1 and len(row.left) == len(row.cells) - 1


def _text(raw: str, row: Draft) -> str:
    return "".join(raw[a:b] for cell in row.cells for a, b in cell)


def _heads(raw: str, grid: Grid, body: Sequence[Draft], first: int) -> int:
    """How many rows at the top look like header rows: short, no figures, different from what stands below."""
    marked = {cell.row for cell in grid.cells if cell.head}
    heads = 0
    while heads < len(body) and first + heads in marked:
        heads += 1
    if 0 < heads < len(body):
        return heads
    if len(body) < 2 or not _could_head(raw, body[0]):
        return 0
    if not _differs(raw, body):
        return 0
    heads = 1
    while heads < min(_MOST_HEADS, len(body) - 1) and (body[heads].fill or body[heads - 1].left):
        if not (body[heads].fill or _could_head(raw, body[heads])) or not _short(raw, body[heads]):
            break
        heads += 1
    return heads


def _short(raw: str, row: Draft) -> bool:
    texts = ["".join(raw[a:b] for a, b in cell) for cell in row.cells if cell]
    figures = (_NUMERIC.match(text.strip()) and not _YEAR.fullmatch(text.strip()) for text in texts)
    return all(len(text) <= _HEAD_LENGTH for text in texts) and not any(figures)


def _could_head(raw: str, row: Draft) -> bool:
    covered = [bool(cell) or c in row.left or c in row.fill for c, cell in enumerate(row.cells)]
    text = _text(raw, row)
    # The corner above the row labels is often empty.
    return sum(covered) >= 0.6 * len(covered) and _short(raw, row) and not re.search(r"[。；]", text)


def _differs(raw: str, body: Sequence[Draft]) -> bool:
    """Whether the first row names columns: it uses words of headers, or stands over columns of figures."""
    if len(body[0].cells) > 2 or any(row.left or row.fill for row in body[:1]):
        return True
    texts = ["".join(raw[a:b] for a, b in cell).strip() for cell in body[0].cells]
    if sum(bool(_HEAD_WORDS.search(text)) for text in texts) >= len(texts) / 2:
        return True
    below = [
        ["".join(raw[a:b] for a, b in row.cells[c]).strip() for row in body[1:]] for c in range(len(texts))
    ]
    return any(
        column and all(_NUMERIC.match(text) for text in column if text) for column in below if any(column)
    )
