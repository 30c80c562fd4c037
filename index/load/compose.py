"""The pieces of a structured file, written in reading order, → Document: what all loaders but the plain one share.

A loader writes each piece of text with where it stood, closes paragraphs and tables, and says what
the format knows of them (a heading's level, a note). What it does not know is read off the words, as in plain text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import blocks
from index import lines as form
from index.canon import Draft, Range, assemble
from index.catalog import CatalogEntry
from index.describe import describe
from index.errors import EmptyDocumentError
from index.lines import BREAK, Line
from index.load import grid as tabular
from index.load.grid import Grid
from index.tables import Table
from index.types import BlockKind, Document, Place

_SPACES = " \t\u3000\u00a0"
_CAPTION = re.compile(r"附?表\s*[\d一二三四五六七八九十]+")
_UNIT = re.compile(r"[（(]?\s*(?:计量|金额)?单位\s*[：:]")
_NOTE = re.compile(r"(?:备?注|说明|数据来源|资料来源|来源)\s*[：:]")
_LONGEST_CAPTION = 60
_TOP = 5
_UNSTYLED = 9
NOWHERE = Place(0, 0, None)


@dataclass(frozen=True, slots=True)
class Hint:
    """What a format says of a paragraph: its kind, and a heading's level. Empty when it says nothing."""

    kind: BlockKind | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    lines: tuple[Line, ...]
    hint: Hint
    grid: Grid | None = None


class Composer:
    """A raw text that grows. `size` is where the next piece will stand."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[str] = []
        self._runs: list[Place] = []
        self._items: list[_Item] = []
        self._open = 0

    def write(self, text: str, where: Place = NOWHERE) -> None:
        """A piece of text; `where` is its place, of which start and end are set here."""
        if text:
            if where is not NOWHERE:
                self._runs.append(replace(where, start=self.size, end=self.size + len(text)))
            self._parts.append(text)
            self.size += len(text)

    def paragraph(self, hint: Hint = Hint()) -> None:
        """Close the paragraph that was written since the last one was closed."""
        if lines := self._close():
            self._items.append(_Item(lines, hint))

    def cell(self) -> tuple[Range, ...]:
        """Close a table's cell, written as a paragraph is; its raw ranges, none when it is blank."""
        return tuple(r for line in self._close() for r in form.without(line.start, line.end, line.marks))

    def grid(self, grid: Grid) -> None:
        """A table of the cells closed since the last paragraph. What stands right above may be its caption."""
        captions: list[tuple[Range, ...]] = []
        named = False
        while len(self._items) > 1 and not named and _captions(self._items[-1]):
            lines = self._items.pop().lines
            captions.insert(0, _ranges(lines))
            named = not _UNIT.match(blocks.text_of(lines))
        grid = replace(grid, captions=(*captions, *grid.captions))
        self._items.append(_Item((), Hint(), grid))

    def document(
        self, name: str, version: str, entry: CatalogEntry | None = None, title: str = ""
    ) -> Document:
        """All that was written. `title` is the format's own, used when the text shows none. EmptyDocumentError."""
        self.paragraph()
        raw = "".join(self._parts)
        canon = assemble(raw, self._drafts(raw), version)
        if not canon.blocks:
            raise EmptyDocumentError(f"“{name}”里没有可用的文字。请确认文件内容后再试。")
        places = tuple(self._places(canon.places))
        described = describe(Document(canon.doc_id, "", canon.text, name, canon.blocks, places), entry)
        untitled = described.title == name.rsplit(".", 1)[0] and not (entry and entry.title)
        if untitled and title:
            return describe(described, replace(entry or CatalogEntry(name), title=title))
        return described

    def raw(self) -> str:
        return "".join(self._parts)

    # How it is done

    def _close(self) -> tuple[Line, ...]:
        start, text = self._open, "".join(self._pieces())
        self._parts.append("\n")
        self.size += 1
        self._open = self.size
        return tuple(_lines(text, start))

    def _pieces(self) -> Iterator[str]:
        """The parts of the paragraph that is open."""
        size, n = self.size, len(self._parts)
        while size > self._open:
            n -= 1
            size -= len(self._parts[n])
        return iter(self._parts[n:])

    def _drafts(self, raw: str) -> list[Draft]:
        items = list(_with_notes(self._items))
        hints = _with_title([item.hint for item in items])
        context: list[tuple[Line, ...] | Table] = [
            Table(frozenset(), 0, (), (), (), drafts=tuple(tabular.drafts(raw, i.grid)))
            if i.grid
            else i.lines
            for i in items
        ]
        found = blocks.drafts(raw, blocks.Context(context, frozenset(), None, False))
        starts = [(i.lines[0].start, n) for n, i in enumerate(items) if i.lines]
        styled = any(hint.kind == "heading" for hint in hints)
        return [self._hinted(draft, starts, hints, styled) for draft in found]

    def _hinted(
        self, draft: Draft, starts: Sequence[tuple[int, int]], hints: Sequence[Hint], styled: bool
    ) -> Draft:
        """A paragraph's draft as its format knows it better than its words."""
        if draft.table is not None:
            return draft
        hint = hints[starts[bisect_right(starts, draft.ranges[0][0], key=lambda s: s[0]) - 1][1]]
        if hint.kind == "paragraph":
            return replace(draft, kind="paragraph", level=0) if draft.kind == "heading" else draft
        if hint.kind is not None:
            return replace(draft, kind=hint.kind, level=hint.level)
        if styled and draft.kind == "heading":
            if draft.level >= form.UNMARKED_PARENT:
                return replace(draft, kind="paragraph", level=0)
            return replace(draft, level=draft.level + _UNSTYLED)
        return draft

    def _places(self, places: Sequence[Place]) -> Iterator[Place]:
        """Places in what was written here, as places in the original file."""
        starts = [run.start for run in self._runs]
        for place in places:
            begin = place.raw_start or 0
            stop = begin + place.end - place.start
            n = max(bisect_right(starts, begin) - 1, 0)
            while n < len(self._runs) and self._runs[n].start < stop:
                run = self._runs[n]
                first, last = max(run.start, begin), min(run.end, stop)
                if first < last:
                    yield _part(run, first, last, place.start - begin)
                n += 1


def _captions(item: _Item) -> bool:
    """Whether a paragraph right above a table is its caption, or the line that names its unit."""
    text = blocks.text_of(item.lines)
    if item.grid is not None or item.hint.kind not in (None, "caption") or len(text) > _LONGEST_CAPTION:
        return False
    if item.hint.kind == "caption" or _CAPTION.match(text) or _UNIT.match(text):
        return True
    return form.plain_heading(text) and not form.marker(text)[0] and not form.ends_sentence(text)


def _part(run: Place, first: int, last: int, shift: int) -> Place:
    """The part [first, last) of a run, moved to where the canonical text has it."""
    box = run.box
    if box:
        box = (*box[:2], *box[2 + first - run.start : 3 + last - run.start])
    raw_start = run.raw_start
    if raw_start is not None and run.raw_end is None:
        raw_start += first - run.start
    return replace(run, start=first + shift, end=last + shift, raw_start=raw_start, box=box)


def _lines(text: str, start: int) -> Iterator[Line]:
    """The lines of a paragraph without the spaces around them; tags and stars are words here, not marks."""
    at = 0
    for stop, after in [*((m.start(), m.end()) for m in BREAK.finditer(text)), (len(text), len(text))]:
        content = text[at:stop]
        head = len(content) - len(content.lstrip(_SPACES))
        body = content.strip(_SPACES)
        if body:
            first = start + at + head
            marks = tuple(
                (a + first, b + first) for a, b in form.find_marks(body, 0, len(body)) if body[a] not in "<*&"
            )
            bare = "".join(
                body[a - first : b - first] for a, b in form.without(first, first + len(body), marks)
            )
            if bare.strip(_SPACES):
                yield Line(first, first + len(body), 0, 0, False, body, bare.strip(_SPACES), marks)
        at = after


def _ranges(lines: Sequence[Line]) -> tuple[Range, ...]:
    return tuple(r for line in lines for r in form.without(line.start, line.end, line.marks))


def _with_notes(items: Sequence[_Item]) -> Iterator[_Item]:
    """The same items, the notes and sources under a table put into it."""
    table: _Item | None = None
    for item in items:
        if table is not None and table.grid is not None and item.lines and _NOTE.match(item.lines[0].bare):
            table = replace(table, grid=replace(table.grid, notes=(*table.grid.notes, _ranges(item.lines))))
            continue
        if table is not None:
            yield table
        table = item if item.grid is not None else None
        if table is None:
            yield item
    if table is not None:
        yield table


def _with_title(hints: Sequence[Hint]) -> list[Hint]:
    """A single heading of the highest level at the very top is the document's title, and no heading above everything."""
    tops = [n for n, hint in enumerate(hints) if hint.kind == "heading" and hint.level == 1]
    found = list(hints)
    if len(tops) == 1 and tops[0] < _TOP and len(hints) > tops[0] + 1:
        found[tops[0]] = Hint("furniture")
    return found
