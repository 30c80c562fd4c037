"""One page of a PDF as glyphs and rules, in points from its top left corner as it is seen."""

import ctypes
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

Foreign = Any  # pypdfium2 comes without types

_HYPHENS = {0x2, 0xFFFE}  # what PDFium makes of a hyphen that breaks a word at a line's end
_THIN = 2.5
_MOST_OBJECTS = 20_000
_SCALE = 1_000
_HALF_TURN, _ASLANT = 3.14159, 0.09


class Glyph(NamedTuple):
    """One character as drawn; `space` says what stands before it: 1 a gap that PDFium takes for a space, 2 a space."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    space: int
    sure: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line along an axis, as tables are ruled with."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def flat(self) -> bool:
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """`pictures` is the share of the page that pictures cover, `turned` how many letters stand on their side."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline, from left to right; `gaps` are the indices before which there is a wide gap."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def top(self) -> float:
        return min(g.top for g in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(g.bottom for g in self.glyphs)

    @property
    def size(self) -> float:
        """The height of its letters, in points."""
        return median(g.bottom - g.top for g in self.glyphs)

    @property
    def text(self) -> str:
        return "".join(
            f" {g.char}" if n and spaced(self.glyphs, n) else g.char for n, g in enumerate(self.glyphs)
        )


def spaced(glyphs: Sequence[Glyph], n: int) -> bool:
    """Whether a space is seen before the n-th glyph: one that the text has, between Latin letters any, else a wide one."""
    last, glyph = glyphs[n - 1], glyphs[n]
    gap, size = glyph.left - last.right, glyph.bottom - glyph.top
    if last.char.isascii() and glyph.char.isascii():
        return gap > 0.25 * size or (glyph.space > 0 and gap > 0.1 * size)
    return gap > 0.7 * size or (glyph.space > 1 and gap > 0.2 * size)


def read(page: Foreign, number: int) -> Page:
    """A pypdfium2 page. Text that stands aslant, as watermarks do, or on its side is left out."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    to_view = _view(page, raw, width, height)
    textpage = page.get_textpage()
    try:
        glyphs, turned = _glyphs(textpage, raw, to_view)
    finally:
        textpage.close()
    rules: list[Rule] = []
    pictures = 0.0
    for n, thing in enumerate(page.get_objects(max_depth=3)):
        if n >= _MOST_OBJECTS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules(thing, raw, to_view)
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            pictures += abs((right - left) * (top - bottom)) / max(width * height, 1)
    return Page(number, width, height, tuple(glyphs), tuple(rules), min(pictures, 1.0), turned)


class _View(NamedTuple):
    """The affine map from a page's own space to the page as seen."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """left, top, right, bottom as seen."""
        x1, y1 = self(left, bottom)
        x2, y2 = self(right, top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _view(page: Foreign, raw: Foreign, width: float, height: float) -> _View:
    def seen(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = int(width * _SCALE), int(height * _SCALE)
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
        return across.value / _SCALE, down.value / _SCALE

    (e, f), (x1, y1), (x2, y2) = seen(0, 0), seen(100, 0), seen(0, 100)
    return _View((x1 - e) / 100, (y1 - f) / 100, (x2 - e) / 100, (y2 - f) / 100, e, f)


def _glyphs(textpage: Foreign, raw: Foreign, to_view: _View) -> tuple[list[Glyph], int]:
    """The letters that stand upright, and how many lie on their side."""
    handle = textpage.raw
    rectangle = raw.FS_RECTF()
    glyphs: list[Glyph] = []
    space, turned = 0, 0
    for n in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, n)
        char = "-" if code in _HYPHENS else chr(code) if code < 0x110000 else "\ufffd"
        if char.isspace() or code == 0:
            space = max(space, 1 if raw.FPDFText_IsGenerated(handle, n) else 2)
            continue
        if 0xD800 <= code < 0xE000 or not raw.FPDFText_GetLooseCharBox(handle, n, rectangle):
            continue
        angle = raw.FPDFText_GetCharAngle(handle, n) % _HALF_TURN
        if _ASLANT < angle < _HALF_TURN - _ASLANT:
            turned += 1.48 < angle < 1.66
            continue
        left, top, right, bottom = to_view.box(
            rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        )
        if right - left > 0 and bottom - top > 0:
            glyphs.append(Glyph(_plain(char), left, top, right, bottom, space))
            space = 0
    return glyphs, turned


def _plain(char: str) -> str:
    """A radical or compatibility form as the Han character that it shows; fonts often name the wrong one."""
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return char


def _rules(path: Foreign, raw: Foreign, to_view: _View) -> Iterator[Rule]:
    """The lines along the axes that a path draws: thin boxes, and the sides of stroked outlines."""
    box = to_view.box(*path.get_bounds())
    left, top, right, bottom = box
    if min(right - left, bottom - top) <= _THIN:
        if max(right - left, bottom - top) > _THIN:
            yield Rule(*box)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    if not stroke.value:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path.raw, matrix)
    for outline in _outlines(path.raw, raw, matrix):
        for (x1, y1), (x2, y2) in pairwise(outline):
            (ax, ay), (bx, by) = to_view(x1, y1), to_view(x2, y2)
            if abs(ax - bx) <= 0.5 or abs(ay - by) <= 0.5:
                yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _outlines(path: Foreign, raw: Foreign, matrix: Foreign) -> Iterator[list[tuple[float, float]]]:
    """The corners of a path's parts in the page's space, up to the first curve."""
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[tuple[float, float]] = []
    for n in range(min(raw.FPDFPath_CountSegments(path), 200)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO and found:
            yield found
            found = []
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        found.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(found) > 1:
            found.append(found[0])
    yield found


def lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Glyphs put together to lines, each unbroken: what stands far to the right is a line of its own."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    runs.sort(key=lambda run: (run[0].top, run[0].left))
    merged: list[list[Glyph]] = []
    for run in runs:
        near = merged[-40:]
        if held := [m for m in near if _fits(m, run)]:
            merged = [m for m in merged if not any(m is one for one in held)]
            run = sorted((g for part in (run, *held) for g in part), key=lambda g: g.left)
        home = next((m for m in reversed(merged[-40:]) if _joins(m, run)), None)
        if home is None:
            merged.append(run)
        else:
            home.extend(run)
            home.sort(key=lambda g: g.left)
    return [Line(tuple(run)) for run in merged]


def _joins(line: list[Glyph], run: list[Glyph]) -> bool:
    return _goes_on(line[-1], run[0]) or _goes_on(run[-1], line[0]) or _fits(run, line)


def _fits(run: list[Glyph], line: list[Glyph]) -> bool:
    """Whether a run stands in a gap of a line: what is set in another font, as quotation marks are, is drawn later."""
    after = bisect_left(line, run[0].left, key=lambda g: g.left)
    if not 0 < after < len(line):
        return False
    last, following = line[after - 1], line[after]
    between = last.right < run[0].middle[0] and run[-1].middle[0] < following.left
    return between and _level(last, run[0])


def _level(one: Glyph, other: Glyph) -> bool:
    size = min(one.bottom - one.top, other.bottom - other.top)
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * size


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    size = min(last.bottom - last.top, glyph.bottom - glyph.top)
    return _level(last, glyph) and -0.5 * size < glyph.left - last.right < 1.2 * max(
        last.bottom - last.top, size
    )
