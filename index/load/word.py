"""Word (.docx) → Document: what stands on paper, in reading order."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from index.canon import Range
from index.catalog import CatalogEntry
from index.errors import DamagedFileError
from index.lines import ends_sentence
from index.load import package, wordtext
from index.load.compose import Composer, Hint
from index.load.grid import Cell, Grid, between, is_table
from index.load.numbering import Numbering
from index.load.wordtext import Look, W, integer, on, value
from index.types import Document, Place

Element = Any  # lxml comes without types

VERSION = "word-1"
_THROUGH = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_LONG_HEADING = 60
_MOST_COLUMNS = 200


def load_word(data: bytes, name: str, entry: CatalogEntry | None = None) -> Document:
    """Tracked changes as accepted, automatic numbers written out, hidden text, headers and contents lists left out.

    Places are paragraphs (counted from 1) and cells; pages where Word left marks of its last layout.
    """
    package.check(data, name)
    body, reader = _open(data, name)
    reader.paged = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
    reader.flow(body)
    return reader.out.document(name, VERSION, entry)


def _open(data: bytes, name: str) -> "tuple[Element, _Reader]":
    # Takes a fifth of a second to load, which plain text need not wait for.
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        part = docx.Document(io.BytesIO(data)).part
        roots = {
            kind: etree.fromstring(
                rel.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
            )
            for rel in part.rels.values()
            for kind in ("styles", "numbering", "footnotes", "endnotes")
            if not rel.is_external and rel.reltype == getattr(RELATIONSHIP_TYPE, kind.upper())
        }
        body = part.element.body
    except (
        OpcError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise DamagedFileError(
            f"“{name}”已损坏，无法打开。请用 Word 或 WPS 打开检查，另存后再试。"
        ) from error
    if body is None:
        raise DamagedFileError(f"“{name}”里没有正文部分。请用 Word 或 WPS 打开检查，另存后再试。")
    notes = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        for note in roots.get(f"{kind}s", ())
        if note.get(f"{W}type") in (None, "normal")
    }
    return body, _Reader(wordtext.styles(roots.get("styles")), Numbering.read(roots.get("numbering")), notes)


@dataclass(slots=True)
class _Reader:
    """Where reading stands: paragraphs, tables and pages passed so far."""

    looks: Mapping[str, Look]
    numbering: Numbering
    notes: Mapping[tuple[str, str], Element]
    out: Composer = field(default_factory=Composer)
    paged: bool = False
    page: int = 1
    count: int = 0
    tables: int = 0
    waiting: list[Element] = field(default_factory=list)
    joins: bool = False

    def flow(self, parent: Element) -> None:
        """Paragraphs and tables, one after the other."""
        for child in _content(parent):
            if child.tag == f"{W}p":
                self.paragraph(child)
            else:
                self.table(child)
            self.waiting_out()

    def waiting_out(self) -> None:
        """Notes and text boxes of what was just read."""
        waiting, self.waiting = self.waiting, []
        for element in waiting:
            if element.tag == f"{W}txbxContent":
                self.flow(element)
                continue
            for paragraph in element.iter(f"{W}p"):
                self.say(paragraph, self.place())
            self.out.paragraph(Hint("note"))

    def place(self, cell: str = "") -> Place:
        return Place(0, 0, None, page=self.page if self.paged else None, paragraph=self.count or 1, cell=cell)

    def paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        look = self.looks.get(value(properties, "pStyle"), Look())
        self.count += 1
        if look.name.startswith("toc ") or look.name in ("toc heading", "table of figures"):
            return
        text, bullet = self.say(paragraph, self.place())
        deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if not deleted:
            self.out.paragraph(_hint(properties, look, text, bullet))
        self.joins = deleted

    def say(self, paragraph: Element, place: Place, cell: bool = False) -> tuple[str, bool]:
        """Write the words of a paragraph with its number; the words, and whether a bullet stands before them."""
        words = wordtext.read(paragraph, self.looks, cell)
        self.waiting += [*words.boxes, *(self.notes[n] for n in words.notes if n in self.notes)]
        label, bullet = ("", False) if self.joins or not words.text.strip() else self.label(paragraph)
        centred = value(paragraph.find(f"{W}pPr"), "jc") == "center"
        if label:
            self.out.write(label, place)
        first = self.page
        for text, breaks in words.parts:
            page = first + breaks if self.paged else None
            for n, line in enumerate(text.split("\n")):
                if n and not centred and not cell and ends_sentence(words.text[: words.text.find("\n")]):
                    self.out.paragraph()
                elif n:
                    self.out.write("\n")
                self.out.write(line, Place(0, 0, None, page=page, paragraph=place.paragraph, cell=place.cell))
        self.page = first + words.breaks
        return label + words.text, bullet

    def label(self, paragraph: Element) -> tuple[str, bool]:
        """The number or bullet that Word sets before a paragraph, with the gap behind it."""
        properties = paragraph.find(f"{W}pPr")
        look = self.looks.get(value(properties, "pStyle"), Look())
        own = None if properties is None else properties.find(f"{W}numPr")
        number = value(own, "numId") or look.number
        level = integer(value(own, "ilvl"), look.level)
        found = self.numbering.next(number, level) if number not in ("", "0") else None
        if found is None:
            return "", False
        text, known = found
        gap = "" if not text or known.suffix == "nothing" or text[-1] in "、）】．，" else " "
        return text + ("\u3000" if gap and "\u4e00" <= text[-1] <= "\u9fff" else gap), known.form == "bullet"

    def table(self, table: Element) -> None:
        rows = [row for row in _rows(table)]
        placed = list(_placed(rows))
        if not is_table(
            [(c.row, c.column, "".join(t.text or "" for t in c.element.iter(f"{W}t"))) for c in placed]
        ):
            for cell in placed:
                self.flow(cell.element)
            return
        self.tables += 1
        number = self.tables
        cells = [
            Cell(
                c.row,
                c.column,
                self.cell(c.element, f"表{number}第{c.row + 1}行第{c.column + 1}列"),
                c.rows,
                c.columns,
            )
            for c in placed
        ]
        heads = 0
        while heads < len(rows) and on(rows[heads].find(f"{W}trPr"), "tblHeader"):
            heads += 1
        self.out.grid(Grid(tuple(cells), heads if heads < len(rows) else 0))

    def cell(self, element: Element, label: str) -> tuple[Range, ...]:
        """The words of a cell; those of a table inside it one after the other."""
        above = ""
        for paragraph in element.iter(f"{W}p"):
            self.count += 1
            words = wordtext.read(paragraph, self.looks, in_table=True).text
            if above and words.strip():
                self.out.write(between(above, words))
            self.say(paragraph, self.place(label), cell=True)
            above = words if words.strip() else above
        return self.out.cell()


def _content(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables in an element, through content controls and insertions; contents lists left out."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _THROUGH:
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            if gallery is None or gallery.get(f"{W}val") != "Table of Contents":
                yield from _content(child)


def _hint(properties: Element | None, look: Look, text: str, bullet: bool) -> Hint:
    own = value(properties, "outlineLvl")
    outline = integer(own, 9) if own else look.outline
    text = text.strip()
    if look.name in ("title", "subtitle"):
        return Hint("furniture")
    if outline < 9:
        long = len(text) > _LONG_HEADING or re.search(r"。.", text)
        return Hint("paragraph") if long else Hint("heading", outline + 1)
    if look.name == "caption":
        return Hint("caption")
    return Hint("list") if bullet else Hint()


@dataclass(frozen=True, slots=True)
class _Placed:
    row: int
    column: int
    rows: int
    columns: int
    element: Element


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table that were not deleted."""
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in _THROUGH:
            yield from _rows(child)


def _placed(rows: list[Element]) -> Iterator[_Placed]:
    """Every cell with the rows and columns that it covers."""
    open_: dict[int, _Placed] = {}
    done: list[_Placed] = []
    for r, row in enumerate(rows):
        column = integer(value(row.find(f"{W}trPr"), "gridBefore"), 0)
        for tc in _cells(row):
            properties = tc.find(f"{W}tcPr")
            columns = min(max(integer(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
            merge = None if properties is None else properties.find(f"{W}vMerge")
            begins = merge is None or merge.get(f"{W}val") == "restart"
            if not begins and column in open_:
                old = open_[column]
                open_[column] = _Placed(old.row, old.column, r + 1 - old.row, old.columns, old.element)
            else:
                if column in open_:
                    done.append(open_.pop(column))
                open_[column] = _Placed(r, column, 1, columns, tc)
            column += columns
    yield from sorted([*done, *open_.values()], key=lambda cell: (cell.row, cell.column))


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)
