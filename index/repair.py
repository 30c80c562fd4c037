"""Canonical text out of damaged extraction: what is a heading, what a paragraph, where a sentence goes on.

The order matters: contents lists out, then tables (their cells may be bare numbers), then running
heads and page numbers, then the lines of the sentences around them are joined.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import blocks
from index import lines as form
from index.blocks import Paragraph, text_of
from index.canon import Draft, Range
from index.furniture import contents_lists, running_heads
from index.lines import Line
from index.tables import Table, find_tables

_SHOWS = 8
_MASTHEAD = 14  # lines
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text was broken into lines. `wrap` is 0 for whole paragraphs; widths are in Han characters."""

    wrap: float
    tails: bool  # a space at a line's end marks the end of a paragraph
    spaced: bool  # a blank line stands between any two blocks
    fragments: bool  # slides: lines do not end in full stops


@dataclass(frozen=True, slots=True)
class Repaired:
    """The drafts of the canonical text, and the raw ranges that are no part of it."""

    drafts: tuple[Draft, ...]
    furniture: tuple[Range, ...]


def repair(raw: str) -> Repaired:
    """Find the structure of a raw text. Nothing is changed here; drafts only point into `raw`."""
    lines = form.read_lines(raw)
    contents, listed = contents_lists(lines)
    body = [line for i, line in enumerate(lines) if i not in contents]
    tables = find_tables(raw, body)
    in_table = {i for table in tables for i in table.lines}
    prose = [i for i in range(len(body)) if i not in in_table]
    heads = {prose[i] for i in running_heads([body[i] for i in prose])}
    flow = _flow(body, tables, in_table | heads)
    layout = _layout([body[i] for i in prose])
    paragraphs = _paragraphs(flow, layout)
    first_listed = min((lines[i].start for i in contents), default=None)
    drafts = blocks.drafts(raw, blocks.Context(paragraphs, listed, first_listed, layout.fragments))
    contents_lines = [(lines[i].start, lines[i].end) for i in sorted(contents)]
    return Repaired(tuple(drafts), tuple(sorted(contents_lines + _left_out(raw, drafts, body))))


def _left_out(raw: str, drafts: Sequence[Draft], body: Sequence[Line]) -> list[Range]:
    """What no draft points to: running heads, page numbers, marks, tags, bullets, heading signs, cell rules."""
    kept = sorted(r for d in drafts for r in (*d.ranges, *(r for c in d.cells for r in c)))
    out: list[Range] = []
    n = 0
    for line in body:
        at = line.start
        while n < len(kept) and kept[n][0] < line.end:
            if raw[at : kept[n][0]].strip():
                out.append((at, kept[n][0]))
            at = kept[n][1]
            n += 1
        if raw[at : line.end].strip():
            out.append((at, line.end))
    return out


def _flow(body: Sequence[Line], tables: Sequence[Table], skip: set[int]) -> list[Line | Table]:
    starts = {min(table.lines): table for table in tables}
    flow: list[Line | Table] = []
    for i, line in enumerate(body):
        if i in starts:
            flow.append(starts[i])
        if i not in skip:
            flow.append(line)
    return flow


def _layout(lines: Sequence[Line]) -> Layout:
    long = [line for line in lines if len(line.bare) > 10]
    unended = sum(not form.ends_sentence(line.bare) for line in long)
    wrap = form.wrap_width(lines)
    return Layout(
        wrap=wrap,
        tails=0 < sum(line.tail for line in lines) < 0.4 * len(lines),
        spaced=sum(line.gap > 0 for line in lines) > 0.6 * len(lines),
        fragments=not wrap and unended > 0.6 * max(len(long), 1),
    )


def _paragraphs(flow: Sequence[Line | Table], layout: Layout) -> list[Paragraph | Table]:
    """Lines that belong together. A table inside an unfinished paragraph is set behind it."""
    done: list[Paragraph | Table] = []
    open_: list[Line] = []
    waiting: list[Table] = []
    for item in flow:
        if isinstance(item, Table):
            if open_ and layout.wrap and not _paragraph_ends(open_[-1], layout) and not _is_heading(open_):
                waiting.append(item)
                continue
        elif open_ and _continues(open_, item, layout):
            open_.append(item)
            continue
        done += [*([tuple(open_)] if open_ else []), *waiting]
        open_, waiting = [], []
        if isinstance(item, Table):
            done.append(item)
        else:
            open_ = [item]
    return [*done, *([tuple(open_)] if open_ else []), *waiting]


def _is_heading(lines: Sequence[Line]) -> bool:
    text = text_of(lines)
    return bool(form.marker(text)[0]) and form.heading_like(text) and not form.ends_sentence(text)


def _paragraph_ends(line: Line, layout: Layout) -> bool:
    if form.ends_full(line.bare):
        return line.width < 0.9 * layout.wrap or (layout.tails and line.tail)
    return form.ends_sentence(line.bare) and line.width < 0.75 * layout.wrap


def _continues(open_: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether a line goes on with the paragraph above it (DOMAIN: unless that one is complete or this one starts)."""
    # What a block is shows in its first lines; a paragraph may have thousands.
    last = next((above.bare for above in reversed(open_) if above.bare), "")
    text, short = text_of(open_[:_SHOWS]), len(open_) <= _SHOWS
    if not line.bare or not last:
        return True
    # What closes a bracket of a page's tools (【字号：大中小】) is no word of the title below it.
    if form.ENACTED.match(last) or (open_[0].number <= _MASTHEAD and not _WORD.search(last)):
        return False
    # In a masthead the 文号 has a line of its own; further down it may be what a page cut off its title.
    if open_[0].number <= _MASTHEAD and (form.NUMBER.match(line.bare) or form.NUMBER.match(last)):
        return False
    complete = _paragraph_ends(open_[-1], layout) if layout.wrap else form.ends_sentence(last)
    if complete or _starts(text, last, line, layout):
        return False
    if short and (form.SOURCE.match(text) or form.FIGURE.match(text)):
        return False
    if form.language(text) != form.language(line.bare) and form.ends_full(last):
        return False
    fragment = form.plain_heading(line.bare) and not form.ends_sentence(line.bare)
    if (short and _is_heading(open_)) or (form.ABSTRACT.match(text) and not layout.wrap):
        narrow = not layout.wrap or line.width < 0.5 * layout.wrap
        return fragment and narrow and (layout.wrap > 0 or (line.gap == 0 and layout.spaced))
    if layout.wrap:
        return not (short and form.plain_heading(text) and open_[-1].width < 0.6 * layout.wrap)
    if layout.fragments:
        return fragment and line.gap == 0 and form.plain_heading(last) and not form.BULLET.match(text)
    return not (short and form.plain_heading(text))


def _starts(above: str, last: str, line: Line, layout: Layout) -> bool:
    """Whether a line begins a block by its own look. A number alone does not, in an unfinished sentence.

    `above` are the first words of the block above it, `last` its last line.
    """
    text = line.bare
    if form.BULLET.match(text) or form.LABEL.match(text) or form.ABSTRACT.match(text):
        return True
    if form.ENACTED.match(text):
        return True
    if form.OPENING.match(text) and form.ends_full(last):
        return True
    if form.ARTICLE.match(text) or form.SOURCE.match(text):
        return form.ends_sentence(last) or not layout.wrap
    level, _ = form.marker(text)
    if not level:
        return False
    if level <= 5:
        return form.heading_like(text) or form.ends_sentence(last)
    above_complete = form.ends_sentence(last) or bool(form.marker(above)[0]) or form.plain_heading(above)
    return above_complete or bool(form.LABEL.match(above))
