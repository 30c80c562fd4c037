"""Joined lines and tables → drafts: which block is a heading, a field, a list item, a row, a note."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import lines as form
from index import regions
from index.canon import Draft, Range
from index.lines import Line
from index.tables import Table

Paragraph = tuple[Line, ...]

_SIGN = re.compile(r"(?:◆\s*|[➤►▶]\s*|#{1,6}\s+|[-*•●○◇■□▪·‧]\s+|[•●]\s*)+")
_COLOPHON = re.compile(r"(?:送|发|主送|抄送)\s*[：:]")
_NOTES = re.compile(r"(?:注释|参考文献|尾注|脚注)$")
_FRONT_LINES, _FRONT_WIDTH = 14, 45
_ITEM, _ENTRY = -1, -2


@dataclass(frozen=True, slots=True)
class Context:
    """What one block's kind depends on besides itself: the blocks around it and the contents list."""

    items: Sequence[Paragraph | Table]
    listed: frozenset[str]
    contents_at: int | None
    fragments: bool

    def text(self, i: int) -> str:
        """The words of a paragraph; nothing for a table or beyond the ends."""
        item = self.items[i] if 0 <= i < len(self.items) else ()
        return "" if isinstance(item, Table) else text_of(item)


def text_of(lines: Sequence[Line]) -> str:
    return "".join(line.bare for line in lines)


def drafts(raw: str, context: Context) -> list[Draft]:
    """A draft for every block, in order; tables give one for caption, header, row and note each."""
    front = _front(context)
    found: list[Draft] = []
    notes = False
    for i, item in enumerate(context.items):
        if isinstance(item, Table):
            found += _table(raw, item, i)
            continue
        draft = _paragraph(context, i)
        if i < front:
            draft = replace(draft, kind="furniture", level=0, ranges=_ranges(item))
        elif draft.kind == "heading":
            notes = bool(_NOTES.match(context.text(i)))
        elif notes and draft.lang == "zh":
            draft = replace(draft, kind="note")
        found.append(draft)
    return [d for d in found if d.ranges or any(d.cells)]


def _front(context: Context) -> int:
    """How many blocks at the top are masthead: short unmarked lines above the first text or contents list."""
    for i, item in enumerate(context.items[:_FRONT_LINES]):
        if isinstance(item, Table):
            return 0
        text = text_of(item)
        label = form.LABEL.match(text) and not text.startswith("承担单位")
        if context.contents_at is not None and item[0].start > context.contents_at:
            return i
        if label or form.marker(text)[0] or form.BULLET.match(text) or form.ABSTRACT.match(text):
            return i
        if form.ends_full(text) or sum(line.width for line in item) > _FRONT_WIDTH:
            return i
    return 0


def _ranges(lines: Sequence[Line], skip: int = 0) -> tuple[Range, ...]:
    """The raw ranges of lines without their marks, the first `skip` characters left out."""
    found: list[Range] = []
    for line in lines:
        found += form.without(line.start, line.end, line.marks)
    while found and skip:
        start, end = found[0]
        taken = min(skip, end - start)
        found[0] = (start + taken, end)
        skip -= taken
        if found[0][0] == found[0][1]:
            found.pop(0)
    return tuple(found)


def _paragraph(context: Context, i: int) -> Draft:
    lines = context.items[i]
    assert not isinstance(lines, Table)
    text = text_of(lines)
    sign = _SIGN.match(text)
    unsigned = _ranges(lines, sign.end() if sign else 0)
    plain = Draft("paragraph", _ranges(lines), lang=form.language(text))
    if form.SOURCE.match(text):
        return replace(plain, kind="note")
    if _COLOPHON.match(text) and i >= len(context.items) - 6:
        return replace(plain, kind="furniture")
    if form.LABEL.match(text):
        return replace(plain, kind="field")
    if form.BULLET.match(text):
        return replace(plain, kind="list", ranges=unsigned)
    if form.FIGURE.match(text):
        return replace(plain, kind="caption")
    level = _heading_level(context, i)
    if level < 0:
        return replace(plain, kind="list" if level == _ITEM else "field")
    if level == 0:
        fragment = context.fragments and form.plain_heading(lines[0].bare)
        return replace(plain, glue=" " if fragment else "")
    if text.startswith("【") and text.endswith("】"):
        unsigned = ((unsigned[0][0] + 1, unsigned[-1][1] - 1),)
    return replace(plain, kind="heading", level=level, ranges=unsigned)


def _heading_level(context: Context, i: int) -> int:
    """A heading's level; 0 for a paragraph, _ITEM for a numbered list item, _ENTRY for the title of an entry."""
    text, follows = context.text(i), context.text(i + 1)
    level, _ = form.marker(text)
    if form.ENTRY_LABEL.match(follows) and not form.LABEL.match(text) and not form.ends_full(text):
        return _ENTRY
    if form.ABSTRACT.match(text):
        return 1
    if level:
        if not form.heading_like(text) or form.ends_sentence(text):
            return 0
        siblings = (form.marker(follows)[0], form.marker(context.text(i - 1))[0])
        return _ITEM if level in (6, 8) and level in siblings else level
    if not form.plain_heading(text) or i + 1 >= len(context.items):
        return 0
    if form.squeezed(text) in context.listed:
        return 1
    place = regions.get(text)
    if place is not None and place.level in ("province", "city"):
        return form.UNMARKED_PARENT
    if _carries(context, i + 1):
        return form.UNMARKED
    parent = form.plain_heading(follows) and not form.marker(follows)[0] and _carries(context, i + 2)
    return form.UNMARKED_PARENT if parent else 0


def _carries(context: Context, i: int) -> bool:
    """Whether a block is what stands under a heading: a table, a list or a whole sentence."""
    if i < len(context.items) and isinstance(context.items[i], Table):
        return True
    text = context.text(i)
    return bool(form.BULLET.match(text)) or len(text) > 40 or (form.ends_full(text) and len(text) > 12)


def _table(raw: str, table: Table, number: int) -> list[Draft]:
    if table.drafts:
        return [replace(draft, table=number) for draft in table.drafts]
    drafts = [Draft("caption", caption, table=number) for caption in table.captions]
    if table.header:
        drafts.append(Draft("row", cells=table.header, table=number, header=True))
    numeric = _numeric_columns(raw, table)
    rows = list(table.rows)
    spanning = rows[-1:] if table.header and rows and _spans(raw, rows) else []
    for cells in rows[: len(rows) - len(spanning)]:
        fill = frozenset(range(len(table.header))) - numeric if table.header else frozenset[int]()
        if any(cells):
            drafts.append(Draft("row", cells=_clean(raw, cells), table=number, fill=fill))
    drafts += [Draft("note", row[0], table=number) for row in spanning]
    return [*drafts, *(Draft("note", note, table=number) for note in table.notes)]


def _numeric_columns(raw: str, table: Table) -> frozenset[int]:
    """Columns with a figure in them: an empty cell there is unknown, never the one above it."""
    width = max((len(row) for row in table.rows), default=0)
    return frozenset(
        c
        for c in range(width)
        if any(
            len(row) > c and row[c] and re.match(r"[\d.,%+-]+$", "".join(raw[a:b] for a, b in row[c]))
            for row in table.rows
        )
    )


def _spans(raw: str, rows: Sequence[tuple[tuple[Range, ...], ...]]) -> bool:
    """Whether the last row is one long cell under the whole table."""
    last = rows[-1]
    if len(rows) < 3 or not last[0] or any(last[1:]):
        return False
    sizes = [row[0][-1][1] - row[0][0][0] for row in rows[:-1] if row and row[0]]
    return bool(sizes) and last[0][-1][1] - last[0][0][0] > 2 * max(sizes)


def _clean(raw: str, cells: tuple[tuple[Range, ...], ...]) -> tuple[tuple[Range, ...], ...]:
    return tuple(tuple(r for part in cell for r in _without_breaks(raw, part)) for cell in cells)


def _without_breaks(raw: str, part: Range) -> list[Range]:
    """A cell without tags, nor the spaces that a narrow column broke its words with."""
    start, end = part
    ranges: list[Range] = []
    for a, b in form.without(start, end, form.find_marks(raw, start, end)):
        pieces = [(a + m.start(), a + m.end()) for m in re.finditer(r"\S+", raw[a:b])]
        narrow = any(e - s == 1 and "\u4e00" <= raw[s] <= "\u9fff" for s, e in pieces[1:])
        depth = 0
        for n, (s, e) in enumerate(pieces):
            if n and not narrow and depth == 0:
                ranges[-1] = (ranges[-1][0], e)
            else:
                ranges.append((s, e))
            depth += sum(raw[k] in "（(" for k in range(s, e)) - sum(raw[k] in "）)" for k in range(s, e))
    return ranges
