"""Web pages (.html) → Document: the text that a reader sees, without menus, with its tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from index import dates
from index.canon import Range
from index.catalog import CatalogEntry
from index.load.compose import Composer, Hint
from index.load.decode import declared, decode
from index.load.grid import Cell, Grid, between, is_table
from index.load.markup import BLOCKS, Node, Text, parse
from index.types import Document, Place

VERSION = "web-1"
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "svg",
        "noscript",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "select",
        "button",
        "textarea",
        "datalist",
        "nav",
        "head",
        "menu",
        "map",
    }
)
_MARGINS = frozenset({"header", "footer", "aside"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I
)
_SITE = re.compile(r"\s*(?:[_|｜]|-{1,2}|—{1,2}|–)\s*")
_MOST_CELLS = 200_000
_MENU, _MENU_ITEM = 3, 40


def load_web(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Places are offsets and lines of the decoded source, and cells. Hidden elements, scripts and link lists are out."""
    raw, _ = decode(data, name, declared(data))
    root = parse(raw)
    reader = _Reader()
    reader.flow(root)
    reader.menu_out()
    entry = _known(root, entry or CatalogEntry(name))
    return reader.out.document(name, VERSION, entry)


def _known(root: Node, entry: CatalogEntry) -> CatalogEntry:
    """What the page's head says of it, where the catalogue is silent."""
    meta = {n.attributes.get("name", "").lower(): n.attributes.get("content", "") for n in root.all("meta")}
    heads = [" ".join(h.text().split()) for h in root.all("h1")]
    heads = [head for head in heads if head]
    title = meta.get("articletitle", "").strip() or (heads[0] if len(heads) == 1 else "") or _title(root)
    published = meta.get("pubdate", "")[:10]
    if not entry.title and title:
        entry = replace(entry, title=title)
    if not entry.date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", published) and dates.iso(published):
        entry = replace(entry, date=published, date_kind="发布")
    return entry


def _title(root: Node) -> str:
    """The longest part of the window's title: the others name the site."""
    title = next((" ".join(node.text().split()) for node in root.all("title")), "")
    return max(_SITE.split(title), key=len)


@dataclass(slots=True)
class _Reader:
    """Where reading stands. Paragraphs that are links and nothing else wait: three or more of them are a menu."""

    out: Composer = field(default_factory=Composer)
    tables: int = 0
    words: int = 0
    linked: int = 0
    links: int = 0
    waiting: list[list[Text]] = field(default_factory=list)
    open: list[Text] = field(default_factory=list)
    hint: Hint = field(default_factory=Hint)

    def flow(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Text):
                self.say(child)
            elif _is_unseen(child):
                continue
            elif child.tag == "table":
                self.paragraph()
                self.table(child)
            elif child.tag == "br":
                self.line_break()
            elif child.tag in BLOCKS or child.tag in ("tr", "td", "th", "caption"):
                self.block(child)
            else:
                self.links += child.tag == "a"
                self.flow(child)
                self.links -= child.tag == "a"

    def block(self, node: Node) -> None:
        self.paragraph()
        before = self.hint
        if re.fullmatch(r"h[1-6]", node.tag):
            self.hint = Hint("heading", int(node.tag[1]))
        elif node.tag == "li" and not any(True for _ in node.all("p", "div", "table")):
            self.hint = Hint("list")
        self.flow(node)
        self.paragraph()
        self.hint = before

    def say(self, text: Text) -> None:
        self.open.append(text)
        length = len(text.text.strip())
        self.words += length
        if self.links:
            self.linked += length

    def line_break(self) -> None:
        if self.hint.kind == "heading":
            last = self.open[-1].end if self.open else 0
            self.open.append(Text("\n", last, last, 0))
        else:
            self.paragraph()

    def paragraph(self) -> None:
        """Close the paragraph that is open; a short one that is all link waits."""
        words, linked, pieces = self.words, self.linked, self.open
        self.words, self.linked, self.open = 0, 0, []
        if not words:
            return
        if linked == words and words <= _MENU_ITEM and self.hint.kind != "heading":
            self.waiting.append(pieces)
            return
        self.menu_out()
        self.write(pieces)
        self.out.paragraph(self.hint)

    def menu_out(self) -> None:
        """Write the links that wait when they are too few for a menu."""
        waiting, self.waiting = self.waiting, []
        for pieces in waiting if len(waiting) < _MENU else ():
            self.write(pieces)
            self.out.paragraph()

    def write(self, pieces: list[Text]) -> None:
        for piece in pieces:
            raw_end = piece.end if piece.reference else None
            place = Place(0, 0, piece.start, line=piece.line, raw_end=raw_end)
            self.out.write(piece.text.replace("\t", " "), place)

    def table(self, table: Node) -> None:
        rows = list(_rows(table))
        cells = list(_placed(rows))
        nested = any(True for cell in cells for _ in cell.node.all("table"))
        if nested or not is_table([(c.row, c.column, c.node.text()) for c in cells]):
            for cell in cells:
                self.block(cell.node)
            return
        self.menu_out()
        self.tables += 1
        captions = tuple(self._cell(node, "") for node in table.all("caption"))
        found = [
            Cell(
                c.row,
                c.column,
                self._cell(c.node, f"表{self.tables}第{c.row + 1}行第{c.column + 1}列"),
                c.rows,
                c.columns,
                c.head,
            )
            for c in cells
        ]
        heads = sum(row.in_head for row in rows)
        self.out.grid(Grid(tuple(found), heads if heads < len(rows) else 0, captions=captions))

    def _cell(self, node: Node, label: str) -> tuple[Range, ...]:
        """Write a cell; paragraphs inside it are lines."""
        above = ""
        for part in _paragraphs(node, []):
            words = "".join(piece.text for piece in part)
            if not words.strip():
                continue
            if above:
                self.out.write(between(above, words))
            for piece in part:
                raw_end = piece.end if piece.reference else None
                place = Place(0, 0, piece.start, line=piece.line, raw_end=raw_end, cell=label)
                self.out.write(piece.text.replace("\t", " ").replace("\n", " "), place)
            above = words
        return self.out.cell()


def _paragraphs(node: Node, before: list[Text]) -> Iterator[list[Text]]:
    """The pieces of a cell, paragraph by paragraph; `before` is what stands before it in its paragraph."""
    open_ = before
    for child in node.children:
        if isinstance(child, Text):
            open_.append(child)
        elif _is_unseen(child):
            continue
        elif child.tag == "br" or child.tag in BLOCKS:
            yield open_
            yield from _paragraphs(child, [])
            open_ = []
        else:
            *whole, open_ = _paragraphs(child, open_)
            yield from whole
    yield open_


def _is_unseen(node: Node) -> bool:
    a: Mapping[str, str] = node.attributes
    return node.tag in _UNSEEN | _MARGINS or "hidden" in a or bool(_HIDDEN.search(a.get("style", "")))


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[Node, ...]
    in_head: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    row: int
    column: int
    rows: int
    columns: int
    node: Node
    head: bool


def _rows(table: Node, in_head: bool = False) -> Iterator[_Row]:
    """The rows of a table, not those of tables inside it."""
    for child in table.children:
        if not isinstance(child, Node) or _is_unseen(child):
            continue
        if child.tag == "tr":
            cells = tuple(
                c
                for c in child.children
                if isinstance(c, Node) and c.tag in ("td", "th") and not _is_unseen(c)
            )
            yield _Row(cells, in_head)
        elif child.tag not in ("table", "td", "th", "caption"):
            yield from _rows(child, in_head or child.tag == "thead")


def _placed(rows: list[_Row]) -> Iterator[_Placed]:
    """Every cell with the rows and columns that it covers."""
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        column = 0
        head = bool(row.cells) and all(cell.tag == "th" for cell in row.cells)
        for node in row.cells:
            while (r, column) in taken:
                column += 1
            height = min(_number(node.attributes.get("rowspan", "")), len(rows) - r)
            width = _number(node.attributes.get("colspan", ""))
            yield _Placed(r, column, height, width, node, head)
            if len(taken) < _MOST_CELLS:
                taken |= {(y, x) for y in range(r, r + height) for x in range(column, column + width)}
            column += width


def _number(text: str) -> int:
    found = re.match(r"\s*(\d{1,4})", text)
    return max(min(int(found[1]), 1000), 1) if found else 1
