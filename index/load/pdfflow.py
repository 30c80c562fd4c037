"""The lines of all pages in reading order: columns one after the other, running heads and page numbers out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from index.lines import squeezed
from index.load.pdfpage import Glyph, Line
from index.load.pdftable import Ruled

_NUMBER = re.compile(
    r"(?:[-—–－·•]\s*)?(?:第|Page)?\s*\d{1,4}\s*(?:页)?(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?(?:\s*[-—–－·•])?$"
)
_EDGE = 0.13
_WIDE, _TALL = 8.0, 3
_GAP = 0.8


@dataclass(frozen=True, slots=True)
class Set:
    """A line as it stands: on its page, between the sides of its column (left, right)."""

    page: int
    line: Line
    left: float
    right: float
    wide: tuple[int, ...] = ()  # indices of glyphs before which a gap parts two cells

    @property
    def text(self) -> str:
        return self.line.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is left of a page to be ordered: its lines outside tables, and its tables."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[Ruled, ...]


def ordered(sheets: Sequence[Sheet]) -> Iterator[Set | Ruled]:
    """Lines and tables of a document as a reader meets them."""
    furniture = _furniture(sheets)
    for sheet in sheets:
        lines = [line for line in sheet.lines if (sheet.number, line) not in furniture]
        bands: list[tuple[float, Ruled | None]] = [(t.top, t) for t in sheet.tables]
        top = float("-inf")
        for start, table in [*bands, (float("inf"), None)]:
            between = [line for line in lines if top <= _middle(line) < start]
            yield from _columns(between, sheet.number)
            if table is not None:
                yield table
                top = start


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _furniture(sheets: Sequence[Sheet]) -> set[tuple[int, Line]]:
    """Lines at the head or foot of pages that come again on others, and page numbers there."""
    edges: list[tuple[int, Line, str]] = []
    for sheet in sheets:
        for line in sheet.lines:
            if _middle(line) < _EDGE * sheet.height or _middle(line) > (1 - _EDGE) * sheet.height:
                edges.append((sheet.number, line, re.sub(r"\d+", "#", squeezed(line.text))))
    count = Counter((mask, round(line.top / 12)) for _, line, mask in edges)
    least = max(2, len(sheets) * 0.3)
    found = {
        (n, line)
        for n, line, mask in edges
        if max(count[mask, round(line.top / 12) + d] for d in (-1, 0, 1)) >= least and mask != ""
    }
    outer = _outer(sheets)
    numbers = {
        (n, line) for n, line, _ in edges if _NUMBER.fullmatch(line.text.strip()) and (n, line) in outer
    }
    return (found & outer) | numbers


def _outer(sheets: Sequence[Sheet]) -> set[tuple[int, Line]]:
    """The three outermost lines at either end of each page: what lies deeper is text."""
    found: set[tuple[int, Line]] = set()
    for sheet in sheets:
        tops = sorted({round(line.top) for line in sheet.lines})
        kept = {*tops[:3], *tops[-3:]}
        found |= {(sheet.number, line) for line in sheet.lines if round(line.top) in kept}
    return found


def _columns(lines: Sequence[Line], page: int) -> Iterator[Set]:
    """Lines of one band in reading order. Where a gap runs down through three rows or more, columns stand beside it."""
    gutter = _gutter(lines)
    if gutter is not None:
        yield from _beside(lines, gutter, page)
        return
    rows = _rows(lines)
    n = 0
    while n < len(rows):
        stop, gap = _column_region(rows, n)
        if gap is None:
            single = n
            while n < len(rows) and (n == single or _column_region(rows, n)[1] is None):
                n += 1
            yield from _set([line for row in rows[single:n] for line in _merged(row)], page)
            continue
        middle = sum(gap) / 2
        region = [line for row in rows[n:stop] for line in row]
        yield from _columns([line for line in region if (line.left + line.right) / 2 < middle], page)
        yield from _columns([line for line in region if (line.left + line.right) / 2 >= middle], page)
        n = stop


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where a strip runs down that few lines cross, with running text on both sides; None when there is none."""
    if len(lines) < 4 * _TALL:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    steps = [left + (right - left) * (0.35 + 0.005 * n) for n in range(61)]
    crossing = [sum(line.left < x < line.right for line in lines) for x in steps]
    least = min(crossing)
    free = [x for x, count in zip(steps, crossing, strict=True) if count <= least + 1]
    x = free[len(free) // 2]
    beside = [line for line in lines if not line.left < x < line.right]
    sides = [line for line in beside if line.right <= x], [line for line in beside if line.left >= x]
    if len(beside) < 0.7 * len(lines) or min(map(len, sides)) < max(_TALL, 0.2 * len(beside)):
        return None
    apart = median(line.left for line in sides[1]) - median(line.right for line in sides[0])
    size = median(line.size for line in lines)
    return x if apart > _GAP * size and _texts(beside, (x, x), size) else None


def _beside(lines: Sequence[Line], gutter: float, page: int) -> Iterator[Set]:
    """Two columns; what crosses the strip between them parts what stands above it from what stands below."""
    across = sorted((line for line in lines if line.left < gutter < line.right), key=_middle)
    # Sides are those of the whole page, even where a band holds a line or two.
    halves = [line for line in lines if line.right <= gutter], [line for line in lines if line.left >= gutter]
    top = float("-inf")
    for below in [*across, None]:
        bottom = _middle(below) if below else float("inf")
        for half in halves:
            band = sorted((line for line in half if top <= _middle(line) < bottom), key=_middle)
            yield from _set([line for row in _rows(band) for line in _merged(row)], page, half)
        if below is not None:
            yield from _set([below], page, lines)
        top = bottom


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside one another, from the top."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=_middle):
        if rows and any(
            min(o.bottom, line.bottom) - max(o.top, line.top) > 0.5 * min(o.size, line.size) for o in rows[-1]
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _column_region(rows: Sequence[Sequence[Line]], first: int) -> tuple[int, tuple[float, float] | None]:
    """How far rows share an empty strip with lines on both sides of it, from one row on; the strip."""
    size = median(line.size for line in rows[first])
    gap: tuple[float, float] | None = None
    n, sides = first, [0, 0]
    last = first
    while n < len(rows):
        row = rows[n]
        found = gap
        if len(row) > 1:
            holes = [(max(a.right for a in row[: i + 1]), row[i + 1].left) for i in range(len(row) - 1)]
            fitting = [(max(a, gap[0]), min(b, gap[1])) if gap else (a, b) for a, b in holes]
            found = max(fitting, key=lambda h: h[1] - h[0])
        if found is None:
            break
        if (
            found[1] - found[0] < _GAP * size
            or any(line.left < found[0] - 1 and line.right > found[1] + 1 for line in row)
            or any(line.right > found[0] + 1 and line.left < found[1] - 1 for line in row)
        ):
            break
        gap = found
        left = [line for line in row if line.right <= gap[0] + 1]
        right = [line for line in row if line.left >= gap[1] - 1]
        sides[0] += bool(left)
        sides[1] += bool(right)
        n += 1
        last = n
    region = [line for row in rows[first:last] for line in row]
    if gap is None or min(sides) < _TALL or not _texts(region, gap, size):
        return first, None
    return last, gap


def _texts(region: Sequence[Line], gap: tuple[float, float], size: float) -> bool:
    """Whether running text stands on both sides of a gap: lines that mostly fill their column, not cells."""
    for side in (
        [line for line in region if line.right <= gap[0] + 1],
        [line for line in region if line.left >= gap[1] - 1],
    ):
        width = max(line.right for line in side) - min(line.left for line in side)
        letters = sum(len(line.glyphs) for line in side)
        filled = sum(len(line.glyphs) for line in side if line.right - line.left > 0.6 * width)
        if width < _WIDE * size or filled < 0.6 * letters:
            return False
    return True


def _merged(row: Sequence[Line]) -> list[Line]:
    """What stands on one baseline outside columns is one line."""
    return [Line(tuple(g for line in row for g in line.glyphs))]


def _set(lines: Sequence[Line], page: int, column: Sequence[Line] = ()) -> Iterator[Set]:
    """Lines with the sides of their column: where nine in ten of its lines begin, and end."""
    if not lines:
        return
    column = column or lines
    left = sorted(line.left for line in column)[len(column) // 10]
    right = sorted(line.right for line in column)[-1 - len(column) // 10]
    for n, line in enumerate(lines):
        beside = [lines[i] for i in (n - 1, n + 1) if 0 <= i < len(lines)]
        yield Set(page, line, left, right, tuple(_wide(line, beside)))


def _wide(line: Line, beside: Sequence[Line]) -> Iterator[int]:
    """Glyphs that begin a cell: a wide gap stands before them, and in a line next to this one too."""
    for n in _gaps(line.glyphs):
        start = line.glyphs[n].left
        if any(abs(o.glyphs[k].left - start) < 2 * line.size for o in beside for k in _gaps(o.glyphs)):
            yield n


def _gaps(glyphs: Sequence[Glyph]) -> list[int]:
    return [
        n
        for n in range(1, len(glyphs))
        if glyphs[n].left - glyphs[n - 1].right > 1.5 * (glyphs[n].bottom - glyphs[n].top)
    ]
