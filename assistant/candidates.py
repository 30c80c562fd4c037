"""What could be shown as evidence: sentences, list items, table cells, policy entries, each with its spans.

A candidate's words are the source's own. Where a cell or an entry is put into words (“东部地区：容积率
0.99”), every part of them stands in a cited span.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from assistant import cells
from assistant.ahead import ahead, stands_ahead, turns
from assistant.cells import Parts, year_of
from assistant.entries import entry, masthead, named_only
from assistant.leads import genre_at
from assistant.plain import shown, unnumbered
from assistant.points import Points, points
from assistant.signature import signature
from assistant.years_told import ends_told, years_told
from index import Library
from index.reports import called
from index.sentences import sentences
from index.tokens import normalise
from index.types import Block, Document, Hit, Passage, Policy, Span

Form = Literal["sentence", "item", "cell", "row", "points", "policy"]

_DROPPED = re.compile(r"(?:简介|摘[\s　]*要)\s*】?\s*[：:]\s*|【摘[\s　]*要】\s*[：:]\s*")
_LONG_CELL, _ITEM, _ENTRY, _BEFORE = 48, 160, 4000, 400
_FEWEST, _MOST = 4, 60  # rows of a table that are listed
_OPENS = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]\s*1[.．、]\D")
_OF_BOTH = re.compile("城乡(?=居民[^,，。；;]{0,16}分别)")
_SOWN = re.compile(
    "([\u4e00-\u9fff]{2})((?:播种|种植)?面积[^，。；、,;]*\\d[^，。；、,;]*[、,，])(?=总?产量)"
)
_NUMBERING = re.compile(r"(?:序号|编号|号)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of evidence. `spans` are cited, `text` is shown.

    `near` is what stands around it and says what it is about: heading path, title, header, other cells,
    the entry's title (normalised). `before` is the text of the same block before it. `label`, `column` and
    `value` are those of a cell. `group` is the list or row that it belongs to, `size` the number of items in that list.
    `aside` are the heads of the other columns of its table, which `near` has as well (normalised).
    `ahead` says whether its document tells there what is still to be done, or was; None where no heading says.
    `told` are the first and the last year that a work report tells of there, which may be one; none of another document.
    """

    spans: tuple[Span, ...]
    text: str
    form: Form
    hit: Hit
    near: str = ""
    before: str = ""
    value: str = ""
    column: str = ""
    label: str = ""
    group: Span | None = None
    size: int = 0
    policy: Policy | None = None
    ahead: bool | None = None
    told: frozenset[int] = frozenset()
    aside: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return self.spans[0]

    @property
    def words(self) -> str:
        """The text as it is compared: normalised, with both of what is told of each (城乡居民收入分别增长), and what is
        sown as what is harvested (粮食播种面积100万亩、[粮食]产量50万吨)."""
        return _SOWN.sub(r"\1\2\1", _OF_BOTH.sub("城镇农村", normalise(self.text)))


def candidates(
    hits: Sequence[Hit], library: Library, without: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Every candidate of the passages found, in the order of the hits; each span set once.

    Passages of the genres `without`, or of documents of them, give none.
    """
    found: dict[tuple[tuple[Span, ...], str], Candidate] = {}
    readers: dict[str, _Reader] = {}
    for hit in hits:
        doc_id = hit.passage.span.doc_id
        if doc_id not in readers:
            readers[doc_id] = _Reader(library.document(doc_id), library.made(points, doc_id))
            for candidate in readers[doc_id].whole(hit):
                found.setdefault((candidate.spans, candidate.text), candidate)
        document, known = readers[doc_id].document, library.made(turns, doc_id)
        if genre_at(document, hit.passage.genre) in without:
            continue
        above, parts = None if known else ahead(hit.passage.heading), library.made(years_told, doc_id)
        for candidate in readers[doc_id].passage(hit):
            stands = stands_ahead(document, candidate.span, known) if known else above
            told = ends_told(document, candidate.span.start, parts, stands)
            placed = replace(candidate, ahead=stands, told=told)
            found.setdefault((candidate.spans, candidate.text), placed)
    return list(found.values())


def table(cell: Candidate, library: Library) -> list[Candidate]:
    """Every cell of the table that a cell stands in, in order; none for what is no cell."""
    if cell.form != "cell" or cell.group is None:
        return []
    reader = _Reader(library.document(cell.span.doc_id))
    blocks = reader.document.blocks
    own = next(block.table for block in blocks if block.span == cell.group)
    rows = [b for b in blocks if b.table == own and b.kind == "row" and not b.header]
    return [c for row in rows for c in reader.row(row, cell.hit, cell.near) if c.form == "cell"]


class _List(TypedDict, total=False):
    group: Span
    size: int


class _Reader:
    """One document, read passage by passage."""

    def __init__(self, document: Document, counted: Sequence[Points] = ()) -> None:
        self.document = document
        self.at = document.at
        self.starts = [b.span.start for b in document.blocks]
        self.headers = {b.table: b for b in document.blocks if b.header}
        self.listed: set[int] = set()
        self.counted = list(counted)
        self.entries = [p for p in document.policies if p.scope.end - p.scope.start < _ENTRY]

    def passage(self, hit: Hit) -> Iterator[Candidate]:
        """Policies that the passage names, then its cells or sentences."""
        passage = hit.passage
        policies = [p for p in self.entries if p.scope.overlaps(passage.span)]
        for policy in policies:
            yield self._policy(policy, hit)
        around = self._around(passage, policies[0] if policies else None)
        if signed := "".join(map(self.at, signature(self.document, passage.span))):
            around = f"{around}　{normalise(signed)}"
        yield from self._column(hit, around)
        yield from self._points(hit, around)
        first = max(bisect_right(self.starts, passage.span.start) - 1, 0)
        for i in range(first, bisect_left(self.starts, passage.span.end)):
            block = self.document.blocks[i]
            if block.kind == "row" and not block.header:
                yield from self.row(block, hit, around)
            elif self._tells(block) and not named_only(policies, block):
                yield from self._block(i, hit, around)

    def whole(self, hit: Hit) -> Iterator[Candidate]:
        """The document itself in one line, as far as its masthead says it."""
        for text, spans in masthead(self.document):
            yield Candidate(spans, text, "policy", hit, normalise(self.document.title), group=spans[0])

    def _tells(self, block: Block) -> bool:
        signature = block.kind == "note" and block.table is None
        return block.kind not in ("heading", "furniture", "caption", "row") and not signature

    def _around(self, passage: Passage, entry: Policy | None) -> str:
        context = [self.at(span) for span in passage.context]
        named = [entry.title, *entry.issuers, entry.doc_number, entry.region] if entry else []
        return normalise(
            "　".join([called(self.document.title, self.document.meta), *passage.heading, *context, *named])
        )

    def _block(self, i: int, hit: Hit, around: str) -> Iterator[Candidate]:
        """The sentences of a block, or the block whole when it is a list item or a fragment."""
        block = self.document.blocks[i]
        text = self.at(block.span)
        dropped = _DROPPED.match(text)
        start = block.span.start + (dropped.end() if dropped else 0)
        if block.kind == "list" and len(text) <= _ITEM:
            span = unnumbered(self.document, block)
            yield Candidate((span,), shown(self.at(span)), "item", hit, around, **self._list(i))
            return
        fragment = len(text) < 60 and not text.endswith(("。", "！", "？"))
        group = self._list(i) if fragment else {}
        for a, b in sentences(self.document.text, start, block.span.end):
            span = Span(self.document.id, a, b)
            before = normalise(self.document.text[max(block.span.start, a - _BEFORE) : a])
            form: Form = "item" if fragment else "sentence"
            yield Candidate((span,), shown(self.at(span)), form, hit, around, before, **group)

    def _list(self, i: int) -> "_List":
        """The run of neighbouring items that a list item or fragment stands in; empty when it stands alone."""
        blocks = self.document.blocks
        listed = blocks[i].kind == "list" or self._opens(blocks[i])
        numbered = self._opens(blocks[i]) or self.at(blocks[i].span)[0].isdigit()

        def member(other: Block) -> bool:
            short = other.kind in ("list", "paragraph") and other.span.end - other.span.start < _ITEM
            alike = other.kind == "list" and self.at(other.span)[0].isdigit() == numbered
            return other.table is None and (alike if listed else short)

        first = last = i
        while first and member(blocks[first - 1]):
            first -= 1
        while last + 1 < len(blocks) and member(blocks[last + 1]):
            last += 1
        if first and listed and self._opens(blocks[first - 1]):
            first -= 1
        if first == last:
            return {}
        span = Span(self.document.id, blocks[first].span.start, blocks[last].span.end)
        return {"group": span, "size": last - first + 1}

    def _opens(self, block: Block) -> bool:
        """Whether a block has the first item of a list behind what the list is called (附件：1．…)."""
        return block.kind == "paragraph" and bool(_OPENS.match(self.at(block.span)))

    def row(self, block: Block, hit: Hit, around: str) -> Iterator[Candidate]:
        """The cells of a row with the row's label and its column's head; long cells by sentence."""
        header = self.headers.get(block.table)
        label = self._label(block)
        if label is None:
            return
        everything = normalise("　".join(self.at(c) for c in block.cells if c))
        around = f"{around}　{everything}"
        if header is None:
            rest = "；".join(shown(self.at(c)) for c in block.cells if c and c != label)
            text = f"{shown(self.at(label))}：{rest}" if rest else shown(self.at(label))
            yield Candidate((block.span,), text, "row", hit, around, label=self.at(label), group=block.span)
            return
        year = year_of(self.document, block, header)
        for column, cell in enumerate(block.cells):
            head = header.cells[column] if header and column < len(header.cells) else None
            if (
                cell is None
                or cell in (label, year and year.cell)
                or (head and _NUMBERING.match(self.at(head)))
            ):
                continue
            listed = cell.end - cell.start <= _ITEM and "。" not in self.at(cell)
            if listed or cell.end - cell.start <= _LONG_CELL:
                of = cells.changed(self.document, header, column)
                others = tuple(normalise(self.at(c)) for c in header.cells if c and c not in (head, of))
                told = self._cell(hit, Parts(label, cell, head, year, of), around, block)
                yield replace(told, aside=others)
                continue
            for a, b in sentences(self.document.text, cell.start, cell.end):
                span = Span(self.document.id, a, b)
                before = normalise(self.document.text[max(cell.start, a - _BEFORE) : a])
                yield Candidate((span, label), shown(self.at(span)), "sentence", hit, around, before)

    def _column(self, hit: Hit, around: str) -> Iterator[Candidate]:
        """What the rows of the passage's table are of, all of them, once; `near` has the caption and the head of that column."""
        table = self.document.blocks[max(bisect_right(self.starts, hit.passage.span.start) - 1, 0)].table
        header = self.headers.get(table)
        if table is None or header is None or table in self.listed:
            return
        self.listed.add(table)
        blocks = [b for b in self.document.blocks if b.table == table]
        rows = [b for b in blocks if b.kind == "row" and not b.header]
        labels = [label for row in rows if (label := self._label(row))]
        if len(rows) > _MOST or len(set(map(self.at, labels))) < max(len(rows), _FEWEST):
            return
        column = next(n for n, cell in enumerate(rows[0].cells) if cell == labels[0])
        heads = [self.at(b.span) for b in blocks if b.kind == "caption"]
        heads += [self.at(c) for c in header.cells[column : column + 1] if c]
        text = "、".join(shown(self.at(label)) for label in labels)
        title = normalise("　".join(heads))
        yield Candidate(
            tuple(labels), text, "points", hit, f"{around}　{title}", label=title, size=len(labels)
        )

    def _points(self, hit: Hit, around: str) -> Iterator[Candidate]:
        """What the text counts off around the passage, each series once; `label` is what is counted."""
        for one in [p for p in self.counted if p.scope.overlaps(hit.passage.span)]:
            self.counted.remove(one)
            text = "；".join(shown(self.at(point)).rstrip("。；") for point in one.points)
            title = normalise("　".join(map(self.at, one.title)))
            near = f"{around}　{title}"
            above, size = one.title[-1], len(one.points)
            yield Candidate(one.points, text, "points", hit, near, label=title, group=above, size=size)

    def _label(self, row: Block) -> Span | None:
        """What a row is of: its first cell in words, or its year where that comes first."""
        year = year_of(self.document, row, self.headers.get(row.table))
        own = year.cell if year else None
        return next((c for c in row.cells if c and (c == own or not self.at(c).isdecimal())), None)

    def _cell(self, hit: Hit, parts: Parts, around: str, block: Block) -> Candidate:
        told = cells.told(self.document, parts)
        outside = [c for c in (parts.cell, parts.label) if not block.span.covers(c)]
        heads = (parts.head, parts.of, parts.year.head if parts.year else None)
        spans = (block.span, *outside, *(head for head in heads if head))
        before = f"{told.year}年" if told.year else ""
        return Candidate(
            spans, told.text, "cell", hit, around, before, told.value, told.column, told.label, block.span
        )

    def _policy(self, policy: Policy, hit: Hit) -> Candidate:
        text, spans = entry(policy, self.document)
        around = self._around(hit.passage, policy)
        return Candidate(spans, text, "policy", hit, around, policy=policy, group=policy.scope)
