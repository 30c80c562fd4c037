"""Tables in plain text, found and put back into rows: tab-separated, piped, numbered, column by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.canon import Draft
from index.lines import Line, ends_sentence, plain_heading, squeezed

Cell = tuple[tuple[int, int], ...]  # raw ranges, in reading order; empty for an empty cell

_CAPTION = re.compile(r"(?:表|附表)\s*\d+(?:[-.—]\d+)?\s*[：:.]?\s*(?=\S)")
_UNIT = re.compile(r"[（(]?\s*(?:计量|金额)?单位\s*[：:]\s*\S{1,20}$")
_NOTE = re.compile(r"(?:注|说明|数据来源|资料来源|来源)\s*[：:]")
_NUMERIC = re.compile(r"[-+−]?\d[\d,，]*(?:\.\d+)?\s*[%％]?$|—$|-$")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: indices of its lines, and raw ranges of captions (and its unit), header cells, row cells and notes.

    A table whose cells the format itself gives comes with `drafts` instead.
    """

    lines: frozenset[int]
    at: int
    captions: tuple[Cell, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Cell, ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    drafts: tuple[Draft, ...] = ()


def find_tables(raw: str, lines: Sequence[Line]) -> list[Table]:
    """Every table among the lines, in order, none sharing a line with another."""
    tables: list[Table] = []
    taken: set[int] = set()
    for i in range(len(lines)):
        if i in taken:
            continue
        for reader in (_tabbed, _piped, _numbered, _columnar):
            table = reader(raw, lines, i)
            if table is not None and not (table.lines & taken):
                tables.append(table)
                taken |= table.lines
                break
    return sorted(tables, key=lambda t: t.at)


def _range(line: Line) -> tuple[int, int]:
    return line.start, line.end


def _captions_above(lines: Sequence[Line], i: int) -> tuple[tuple[Cell, ...], frozenset[int]]:
    """The caption right above a table and the line that names its unit, with the indices of their lines."""
    first = i - 1 if i and _UNIT.match(lines[i - 1].text) else i
    if first and _CAPTION.match(lines[first - 1].text) and len(lines[first - 1].text) <= 60:
        first -= 1
    return tuple((_range(line),) for line in lines[first:i]), frozenset(range(first, i))


def _cells(line: Line, separator: str) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    at = line.start
    for part in line.text.split(separator):
        head, tail = len(part) - len(part.lstrip()), len(part.rstrip())
        cells.append(((at + head, at + tail),) if part.strip() else ())
        at += len(part) + len(separator)
    return tuple(cells)


def _is_header(raw: str, cells: Sequence[Cell]) -> bool:
    texts = ["".join(raw[a:b] for a, b in cell) for cell in cells]
    return all(t and len(t) <= 20 and not _NUMERIC.match(t) and not re.search(r"[。；<]", t) for t in texts)


def _tabbed(raw: str, lines: Sequence[Line], i: int) -> Table | None:
    """Rows of tab-separated cells. A repeated header marks a page break: what it cut is put together."""
    j = i
    while j < len(lines) and "\t" in lines[j].text:
        j += 1
    if j - i < 2:
        return None
    first = _cells(lines[i], "\t")
    header = first if _is_header(raw, first) else ()
    rows: list[tuple[Cell, ...]] = []
    dropped: list[tuple[int, int]] = []
    broken = False
    for line in lines[i + bool(header) : j]:
        cells = _cells(line, "\t")
        if header and squeezed(line.text) == squeezed(lines[i].text):
            dropped.append(_range(line))
            broken = True
            continue
        if header:
            cells = (*cells, *((),) * (len(header) - len(cells)))
        if broken and rows and not any(cells[: max(len(cells) // 2, 1)]):
            rows[-1] = tuple(a + b for a, b in zip(rows[-1], cells, strict=False))
        else:
            rows.append(cells)
        broken = False
    captions, above = _captions_above(lines, i)
    return Table(frozenset(range(i, j)) | above, i, captions, header, tuple(rows), (), tuple(dropped))


def _piped(raw: str, lines: Sequence[Line], i: int) -> Table | None:
    """A Markdown table: a header row, a rule of dashes, then rows."""
    if i + 1 >= len(lines) or "|" not in lines[i].text or not _PIPE_RULE.match(lines[i + 1].text):
        return None
    j = i + 2
    while j < len(lines) and "|" in lines[j].text and lines[j].gap == 0:
        j += 1

    def cells(line: Line) -> tuple[Cell, ...]:
        found = _cells(line, "|")
        outer = slice(line.text.startswith("|"), len(found) - line.text.endswith("|"))
        return found[outer]

    captions, above = _captions_above(lines, i)
    rows = tuple(cells(line) for line in lines[i + 2 : j])
    rule = (_range(lines[i + 1]),)
    return Table(frozenset(range(i, j)) | above, i, captions, cells(lines[i]), rows, (), rule)


def _numbered(raw: str, lines: Sequence[Line], i: int) -> Table | None:
    """Space-separated cells under a caption and a header; every row begins with the next number.

    A row may be broken over several lines: its second cell then ends like those of the whole rows.
    """
    if not _CAPTION.match(lines[i].text) or i + 2 >= len(lines):
        return None
    header = _spaced(lines[i + 1], 9)
    if len(header) < 3 or not _is_header(raw, header) or not re.match(r"1(?:\s|$)", lines[i + 2].text):
        return None
    starts = _row_starts(lines, i + 2)
    if len(starts) < 3:
        return None
    whole = [_spaced(lines[k], len(header)) for k in starts]
    names = ["".join(raw[a:b] for a, b in cells[1]) for cells in whole if len(cells) == len(header)]
    suffix = _common_suffix(names)
    rows = []
    stop = starts[-1] + 1
    for n, k in enumerate(starts):
        limit = starts[n + 1] if n + 1 < len(starts) else len(lines)
        cells, used = _row(raw, lines, k, limit, len(header), suffix)
        if n + 1 < len(starts) and used != limit:
            return None
        rows.append(cells)
        stop = used
    return Table(frozenset(range(i, stop)), i, ((_range(lines[i]),),), header, tuple(rows))


def _spaced(line: Line, limit: int) -> tuple[Cell, ...]:
    found = re.finditer(r"\S+", line.text)
    cells = [(line.start + m.start(), line.start + m.end()) for m in found]
    if len(cells) > limit:
        cells = [*cells[: limit - 1], (cells[limit - 1][0], line.end)]
    return tuple((cell,) for cell in cells)


def _row_starts(lines: Sequence[Line], first: int) -> list[int]:
    """Indices of the lines that begin with 1, 2, 3 …, at most five lines apart."""
    starts = [first]
    k = first + 1
    while k < len(lines) and k - starts[-1] <= 6:
        if re.match(rf"{len(starts) + 1}(?:\s|$)", lines[k].text):
            starts.append(k)
        k += 1
    return starts


def _row(
    raw: str, lines: Sequence[Line], k: int, limit: int, columns: int, suffix: str
) -> tuple[tuple[Cell, ...], int]:
    """The cells of the row that starts at line k, and the index after its last line."""
    cells: list[Cell] = list(_spaced(lines[k], columns))
    j = k + 1
    while j < limit and not (len(cells) == columns and _complete(raw, cells)):
        part = (_range(lines[j]),)
        named = len(cells) > 1 and suffix and "".join(raw[a:b] for a, b in cells[1]).endswith(suffix)
        if len(cells) == columns or (len(cells) == 2 and not named and suffix):
            cells[-1] = cells[-1] + part
        else:
            cells.append(part)
        j += 1
    return (*cells, *((),) * (columns - len(cells))), j


def _complete(raw: str, cells: Sequence[Cell]) -> bool:
    return not re.search(r"[，,、（(]$", raw[cells[-1][-1][0] : cells[-1][-1][1]])


def _common_suffix(names: Sequence[str]) -> str:
    if len(names) < 2:
        return ""
    shortest = min(names, key=len)
    for n in range(len(shortest), 1, -1):
        if all(name.endswith(shortest[-n:]) for name in names):
            return shortest[-n:]
    return ""


def _columnar(raw: str, lines: Sequence[Line], i: int) -> Table | None:
    """A table that came out column by column above its caption, often in the middle of a sentence.

    The first column is its head and the row labels; each further one is a head of one or more lines
    and as many numbers as there are rows.
    """
    if not _CAPTION.match(lines[i].text):
        return None
    first = i
    while first and _is_cell(lines[first - 1]):
        first -= 1
    runs = _numeric_runs(lines, first, i)
    if len(runs) < 2 or len({b - a for a, b in runs}) != 1:
        return None
    count = runs[0][1] - runs[0][0]
    labels = first + 1
    if count < 2 or runs[0][0] - labels <= count:
        return None
    heads = [(labels + count, runs[0][0]), *((a[1], b[0]) for a, b in pairwise(runs))]
    if any(a >= b for a, b in heads) or runs[-1][1] != i:
        return None
    columns = [tuple(_range(lines[k]) for k in range(a, b)) for a, b in heads]
    header: tuple[Cell, ...] = ((_range(lines[first]),), *columns)
    rows = tuple(
        ((_range(lines[labels + r]),), *((_range(lines[a + r]),) for a, _ in runs)) for r in range(count)
    )
    stop, notes = _notes_below(lines, i + 1)
    return Table(frozenset(range(first, stop)), first, ((_range(lines[i]),),), header, rows, notes)


def _is_cell(line: Line) -> bool:
    if _NUMERIC.match(line.text):
        return True
    return len(line.text) <= 14 and not re.search(r"[，。、；：,]", line.text)


def _numeric_runs(lines: Sequence[Line], first: int, stop: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for k in range(first, stop):
        if not _NUMERIC.match(lines[k].text):
            continue
        if runs and runs[-1][1] == k:
            runs[-1] = (runs[-1][0], k + 1)
        else:
            runs.append((k, k + 1))
    return runs


def _notes_below(lines: Sequence[Line], j: int) -> tuple[int, tuple[Cell, ...]]:
    """Notes and sources under a table; a note that does not end its sentence goes on in the next line."""
    notes: list[Cell] = []
    while j < len(lines):
        if _NOTE.match(lines[j].text):
            notes.append((_range(lines[j]),))
        elif notes and not ends_sentence(lines[j - 1].text) and not plain_heading(lines[j].text):
            notes[-1] = notes[-1] + (_range(lines[j]),)
        else:
            break
        j += 1
    return j, tuple(notes)
