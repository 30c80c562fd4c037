"""Where text stood in the original file: offsets, lines, pages, paragraphs, cells, and boxes on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A run of canonical characters [start, end) that stands unbroken in the original file.

    For files that are text it stands there from `raw_start` on, up to `raw_end` where that is not as long
    (a character reference in HTML); `raw_start` is None for files that are no text. `line`, `page`
    and `paragraph` are 1-based. `cell` names a table's cell (汇总!B3, 表2第3行第1列). `box`
    is (top, bottom, x₀ … xₙ) in tenths of a point from the page's top left corner, with an edge before,
    between and after the n characters. `sure` is OCR's confidence from 0 to 1, None for text that is not read off
    a picture. Canonical characters in no place are white space that the loader put between joined pieces.
    Runs are sorted by `start`; in a rebuilt table `raw_start` may go backwards.
    """

    start: int
    end: int
    raw_start: int | None
    line: int | None = None
    page: int | None = None
    raw_end: int | None = None
    paragraph: int | None = None
    cell: str = ""
    box: tuple[int, ...] = ()
    sure: float | None = None

    def raw(self, start: int, end: int) -> tuple[int, int] | None:
        """The raw range of the run's part in [start, end); None in a file that is no text."""
        if self.raw_start is None or self.raw_end is not None:
            return None if self.raw_start is None or self.raw_end is None else (self.raw_start, self.raw_end)
        first, last = max(start, self.start), min(end, self.end)
        return self.raw_start + first - self.start, self.raw_start + last - self.start

    def boxed(self, start: int, end: int) -> "Box | None":
        """Where the run's part in [start, end) is drawn; None when the format has no fixed pages."""
        if not self.box or self.page is None:
            return None
        top, bottom, *edges = (value / 10 for value in self.box)
        part = edges[max(start, self.start) - self.start : min(end, self.end) - self.start + 1]
        return Box(self.page, min(part), top, max(part), bottom)


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in points from the page's top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Location:
    """Where a span stood in the original file, in the order of the canonical text.

    `raw` are the pieces of the decoded file: joined without white space they give the quote
    without white space, HTML's character references aside. A file that is no text has page and
    `boxes`, `paragraph` or `cell` instead. `sure` is the least confidence of text that was read off a picture.
    """

    page: int | None
    line: int | None
    heading: tuple[str, ...]
    raw: tuple[tuple[int, int], ...]
    paragraph: int | None = None
    cell: str = ""
    boxes: tuple[Box, ...] = ()
    sure: float | None = None


def merge(pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Join pieces that touch, so that an unbroken quote is one piece."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
