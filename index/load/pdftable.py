"""Ruled tables of a page: rules that cross make a grid, a cell is what no rule parts, glyphs fall into cells."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.load.pdfpage import Glyph, Line, Page, Rule, lines

_NEAR = 3.0
_SMALLEST = 5.0
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: the rows and columns that it covers, and its lines from top to bottom."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """One table on one page; `xs` and `ys` are where its columns and rows begin and end."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def find(page: Page) -> tuple[list[Ruled], list[Glyph]]:
    """The tables of a page from top to bottom, and the glyphs that stand in none of them."""
    tables: list[Ruled] = []
    rest = list(page.glyphs)
    if len(page.rules) > _MOST_RULES:
        return [], rest
    for xs, ys, flat, upright in _lattices(page.rules):
        inside = [g for g in rest if xs[0] < g.middle[0] < xs[-1] and ys[0] < g.middle[1] < ys[-1]]
        table = Ruled(page.number, xs, ys, tuple(_boxes(xs, ys, flat, upright, inside)))
        if (
            len({b.row for b in table.boxes if b.lines}) > 1
            and len({b.column for b in table.boxes if b.lines}) > 1
        ):
            tables.append(table)
            taken = set(map(id, inside))
            rest = [g for g in rest if id(g) not in taken]
    return sorted(tables, key=lambda t: t.top), rest


def _lattices(
    rules: Sequence[Rule],
) -> Iterator[tuple[tuple[float, ...], tuple[float, ...], list[Rule], list[Rule]]]:
    """Column and row positions of each set of rules that touch one another."""
    flat = _joined([r for r in rules if r.flat and r.right - r.left > _SMALLEST])
    upright = [
        _turned(r)
        for r in _joined([_turned(r) for r in rules if not r.flat and r.bottom - r.top > _SMALLEST])
    ]
    for group in _touching([*flat, *upright]):
        across = [r for r in group if r.flat]
        down = [r for r in group if not r.flat]
        if len(across) < 2 or len(down) < 1:
            continue
        left, right = min(r.left for r in across), max(r.right for r in across)
        # The outer sides are often left open.
        xs = _spots([left, right, *(r.left for r in down)])
        ys = _spots([r.top for r in across])
        if len(xs) > 2 and len(ys) > 2:
            yield xs, ys, across, down


def _turned(rule: Rule) -> Rule:
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Flat rules; those that go on from one another on one line are one."""
    done: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.top / _NEAR), r.left)):
        last = done[-1] if done else None
        if last and abs(last.top - rule.top) <= _NEAR and rule.left <= last.right + _NEAR:
            done[-1] = Rule(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            done.append(rule)
    return done


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together."""
    groups: list[list[Rule]] = []
    for rule in rules:
        near = [g for g in groups if any(_touch(rule, other) for other in g)]
        merged = [rule, *(other for g in near for other in g)]
        groups = [g for g in groups if g not in near] + [merged]
    return groups


def _touch(a: Rule, b: Rule) -> bool:
    return (
        a.left <= b.right + _NEAR
        and b.left <= a.right + _NEAR
        and a.top <= b.bottom + _NEAR
        and b.top <= a.bottom + _NEAR
    )


def _spots(values: Sequence[float]) -> tuple[float, ...]:
    """Positions in order; those that lie next to each other are one."""
    spots: list[float] = []
    for value in sorted(values):
        if not spots or value - spots[-1] > _SMALLEST:
            spots.append(value)
    return tuple(spots)


def _boxes(
    xs: Sequence[float],
    ys: Sequence[float],
    across: Sequence[Rule],
    down: Sequence[Rule],
    glyphs: Sequence[Glyph],
) -> Iterator[Box]:
    """The cells of a lattice. Fields that no rule parts are one cell."""
    home = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while home[at] != at:
            at = home[at]
        return at

    for r, c in list(home):
        if c + 2 < len(xs) and not _parts(down, xs[c + 1], ys[r], ys[r + 1], upright=True):
            home[root((r, c + 1))] = root((r, c))
        if r + 2 < len(ys) and not _parts(across, ys[r + 1], xs[c], xs[c + 1], upright=False):
            home[root((r + 1, c))] = root((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for at in home:
        members.setdefault(root(at), []).append(at)
    inside: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        x, y = glyph.middle
        field = (min(bisect_right(ys, y), len(ys) - 1) - 1, min(bisect_right(xs, x), len(xs) - 1) - 1)
        inside.setdefault(root((max(field[0], 0), max(field[1], 0))), []).append(glyph)
    for key, fields in sorted(members.items(), key=lambda item: min(item[1])):
        rows, columns = [r for r, _ in fields], [c for _, c in fields]
        found = sorted(_rows(lines(inside.get(key, []))), key=lambda line: (line.top, line.left))
        yield Box(
            min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1, tuple(found)
        )


def _parts(rules: Sequence[Rule], at: float, start: float, end: float, upright: bool) -> bool:
    """Whether rules at a position cover more than half of the side between two fields."""
    covered = 0.0
    for rule in rules:
        place, first, last = (
            (rule.left, rule.top, rule.bottom) if upright else (rule.top, rule.left, rule.right)
        )
        if abs(place - at) <= _SMALLEST:
            covered += max(min(last, end) - max(first, start), 0)
    return covered > 0.5 * (end - start)


def _rows(found: Sequence[Line]) -> Iterator[Line]:
    """Lines of one cell; what stands on one baseline is one line, whatever the gap."""
    rows: list[list[Glyph]] = []
    for line in sorted(found, key=lambda each: (each.top + each.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].top < middle < rows[-1][0].bottom:
            rows[-1] = sorted([*rows[-1], *line.glyphs], key=lambda g: g.left)
        else:
            rows.append(list(line.glyphs))
    yield from (Line(tuple(row)) for row in rows)


def continued(above: Ruled, below: Ruled) -> bool:
    """Whether a table goes on from the foot of one page at the head of the next: the same columns."""
    same = len(above.xs) == len(below.xs) and below.page == above.page + 1
    return same and all(abs(a - b) < 2 * _NEAR for a, b in pairwise_spots(above.xs, below.xs))


def pairwise_spots(a: Sequence[float], b: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Distances between neighbours in two lists: pages may be shifted against each other."""
    for (a1, a2), (b1, b2) in zip(pairwise(a), pairwise(b), strict=True):
        yield a2 - a1, b2 - b1
