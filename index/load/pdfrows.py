"""Tables without upright rules: lines with wide gaps at the same places, one under the other, are rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.load.pdfflow import Set
from index.load.pdfpage import Glyph, Line
from index.load.pdftable import Box, Ruled

_LEAST = 3


@dataclass(slots=True)
class _Band:
    left: float
    right: float


def table(rows: Sequence[Set]) -> Ruled | None:
    """Consecutive lines of one page as a table; None when they are too few or their gaps do not line up."""
    if len(rows) < _LEAST or sum(bool(row.wide) for row in rows) < len(rows):
        return None
    pieces = [_pieces(row) for row in rows]
    bands: list[_Band] = []
    for piece in sorted((p for row in pieces for p in row), key=lambda p: p.left):
        if bands and piece.left < bands[-1].right:
            bands[-1].right = max(bands[-1].right, piece.right)
        else:
            bands.append(_Band(piece.left, piece.right))
    fullest = max(map(len, pieces))
    if (
        len(bands) < 2
        or len(bands) < fullest
        or sum(len(row) == len(bands) for row in pieces) < 0.6 * len(rows)
    ):
        return None
    boxes = [
        Box(r, next(c for c, band in enumerate(bands) if piece.left < band.right), 1, 1, (piece,))
        for r, row in enumerate(pieces)
        for piece in row
    ]
    xs = (*(band.left for band in bands), bands[-1].right)
    ys = (*(row.line.top for row in rows), rows[-1].line.bottom)
    return Ruled(rows[0].page, xs, ys, tuple(boxes))


def _pieces(row: Set) -> list[Line]:
    starts = [0, *row.wide, len(row.line.glyphs)]
    cut: list[tuple[Glyph, ...]] = [row.line.glyphs[a:b] for a, b in pairwise(starts)]
    return [Line(glyphs) for glyphs in cut if glyphs]
