"""The values that flow out of the index.

Three layers of text, never confused. The *raw* text is the file, decoded once. `Document.text` is
the canonical text: furniture out, lines joined, table rows rebuilt; it is fixed by the loader, and
is the only thing that is ever quoted. *Index terms* (`index.tokens`) serve finding and nothing else.

Every offset counts code points, every range is half-open. Spans count characters of
`Document.text`; only `Place` and `Location.raw` speak of the raw file.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from index.place import Box as Box
from index.place import Location as Location
from index.place import Place as Place
from index.place import merge

BlockKind = Literal["heading", "paragraph", "row", "list", "field", "caption", "note", "furniture"]
DatePrecision = Literal["day", "month", "year", "range", "period"]
DateKind = Literal["成文", "发布", "施行", "会议", "时间"]
EffectKind = Literal["废止", "失效", "停止执行", "部分废止", "修订", "代替"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one document's canonical text."""

    doc_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or inverted span {self.start}:{self.end} in {self.doc_id!r}")

    def __str__(self) -> str:
        return f"{self.doc_id}:{self.start}-{self.end}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read back what `str(span)` wrote; ValueError for anything else."""
        doc_id, _, bounds = text.strip().rpartition(":")
        start, dash, end = bounds.partition("-")
        if not (doc_id and dash and start.isdecimal() and end.isdecimal()):
            raise ValueError(f"not a span: {text!r}")
        return cls(doc_id, int(start), int(end))

    def covers(self, other: "Span") -> bool:
        return self.doc_id == other.doc_id and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.doc_id == other.doc_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table row, labelled field, caption or note.

    `level` is a heading's depth (1 = top), else 0; `lang` is "zh" or "en"; `table` numbers the table
    that a caption, a row or a table note belongs to, `header` marks a table's header row, and
    `cells` are the cells of a row in column order, `None` where a cell is empty. A cell that is
    merged with the one above it holds that one's span, so it may lie outside the row's own span.
    `genre` is what kind of speech it is (规范性文件, 新闻, 论文, 专家观点, 提案线索 …), empty for the document's own.
    """

    span: Span
    kind: BlockKind
    level: int = 0
    lang: str = "zh"
    table: int | None = None
    header: bool = False
    cells: tuple[Span | None, ...] = ()
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One piece of metadata and the characters it was read from; `span` is None when a catalogue says so."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a document. `start` and `end` are ISO dates, both included; equal for a single day."""

    start: str
    end: str
    precision: DatePrecision
    kind: DateKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a text says of another one's validity, and the words that say so.

    `title` and `doc_number` (canonical) name the other one; one of them may be empty.
    """

    kind: EffectKind
    title: str
    doc_number: str
    span: Span


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy document that a text reports or is: what the basis of a proposal names.

    `span` is where it is named, `scope` the stretch of text that reports it (an entry of a bulletin,
    a table row, the whole document). `doc_number` is canonical, or empty.
    """

    title: str
    span: Span
    scope: Span
    doc_number: str = ""
    issuers: tuple[str, ...] = ()
    date: Dated | None = None
    region: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known of a document. Empty means that neither the text nor a catalogue says it.

    `state` says how well the file could be read (可用, 扫描页未识别 …), `notice` what a reader should know of that.
    `effects` are what it says of other texts' validity, `validity` how long it is itself valid (有效期5年);
    `titled` is where the title was read; `filled` names what a person filled in, which the text need not say;
    `catalogued` are the words of the catalogues beside its files.
    """

    doc_number: Value | None = None
    issuers: tuple[Value, ...] = ()
    authors: tuple[Value, ...] = ()
    dates: tuple[Dated, ...] = ()
    region: Value | None = None
    genre: Value | None = None
    status: Value | None = None
    rights: str = ""
    state: str = "可用"
    notice: str = ""
    validity: Value | None = None
    effects: tuple[Effect, ...] = ()
    titled: Span | None = None
    filled: tuple[str, ...] = ()
    catalogued: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text. `id` is a digest of canonical text and loader version: equal texts are one document.

    `furniture` are raw ranges that are no part of the text (running heads, page numbers, a table of
    contents, reference marks, tags), so that text and furniture account for the whole file.
    """

    id: str
    title: str
    text: str = field(repr=False)
    source: str
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    furniture: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    meta: Meta = field(default_factory=Meta, repr=False)
    policies: tuple[Policy, ...] = field(default=(), repr=False)

    def at(self, span: Span) -> str:
        """The characters a span points to: the only way anything is ever quoted."""
        if span.doc_id != self.id or span.end > len(self.text):
            raise ValueError(f"span {span} does not belong to document {self.id!r}")
        return self.text[span.start : span.end]

    def locate(self, span: Span) -> Location:
        """Where a span stood in the original file. ValueError for another document's span."""
        self.at(span)
        first = bisect_right(self.places, span.start, key=lambda p: p.start) - 1
        touched = [
            p
            for p in self.places[max(first, 0) : bisect_left(self.places, span.end, key=lambda p: p.start)]
            if p.end > span.start
        ]
        raw = tuple(piece for p in touched if (piece := p.raw(span.start, span.end)))
        boxes = tuple(box for p in touched if (box := p.boxed(span.start, span.end)))
        place = touched[0] if touched else Place(0, 0, None)
        return Location(
            page=place.page,
            line=place.line,
            heading=self.heading_path(span.start),
            raw=merge(raw),
            paragraph=place.paragraph,
            cell=place.cell,
            boxes=boxes,
            sure=min((p.sure for p in touched if p.sure is not None), default=None),
        )

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """The headings above a character, outermost first; a heading is not above itself."""
        path: list[tuple[int, str]] = []
        for block in self.blocks:
            if block.span.end > offset:
                break
            if block.kind == "heading":
                path = [p for p in path if p[0] < block.level]
                path.append((block.level, self.at(block.span)))
        return tuple(text for _, text in path)


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece of a document; its words are `document.at(passage.span)`.

    `context` are spans that belong to it but stand elsewhere: for a table row its caption, header and
    the cells inherited from above; for a paragraph its source line or signature; for a policy entry
    cut in several passages its title.
    """

    span: Span
    heading: tuple[str, ...] = ()
    kind: BlockKind = "paragraph"
    context: tuple[Span, ...] = ()
    lang: str = "zh"
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it matched. `score` ranks the hits of one search and nothing else.

    `parts` holds what each arm gave: bm25 (or, explained, chars and words), dense, exact.
    """

    passage: Passage
    score: float
    parts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents may answer. Empty fields do not restrict. Dates are ISO, both ends included.

    `status` is a word of `index.standing`: 试行, 已废止 …, or one of them after 非, for all others.
    """

    documents: tuple[str, ...] = ()
    issuer: str = ""
    region: str = ""
    genre: str = ""
    date_from: str = ""
    date_to: str = ""
    status: str = ""
