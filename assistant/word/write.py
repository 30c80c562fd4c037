"""A Paper as the bytes of a .docx: words, links and tables set into the empty document of `skeleton/`."""

import io
import math
import zipfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, Twips
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.word import anchors
from assistant.word.anchors import Kind
from assistant.word.paper import Annex, Blocks, Paper, Piece, Pieces, Table, kind, legible, plain

_SKELETON = Path(__file__).parent / "skeleton"
_AUTHOR = "言据"
_WIDTH = 8845  # of the text, in twentieths of a point
_LINE = 28.9
_TITLE = 440  # of a character of the title, in the same; those up to _HALF take half of it
_HALF = 0x2000


def as_docx(paper: Paper) -> bytes:
    """The file. Its words are those of the paper, a character that XML cannot hold as □."""
    page = _Page()
    page.opened.core_properties.title = legible(paper.title)
    title = page.paragraph((Piece(paper.title),), "Title", "own")
    title.paragraph_format.left_indent = title.paragraph_format.right_indent = _beside(paper.title)
    page.blocks(paper.blocks)
    page.listed(paper.annexes)
    for number, annex in enumerate(paper.annexes, 1):
        label = f"附件{number}" if len(paper.annexes) > 1 else "附件"
        page.paragraph((Piece(label),), "Annex", "aside")
        page.paragraph((Piece(annex.title),), "AnnexTitle", "aside")
        page.blocks(annex.blocks, annexed=True)
    written = io.BytesIO()
    page.opened.save(written)
    return written.getvalue()


def _beside(title: str) -> Twips:
    """What a title of several lines leaves free on either side, so that none of them is a single character."""
    wide = math.ceil(sum(1 if ord(char) > _HALF else 0.5 for char in title))
    lines = math.ceil(wide * _TITLE / _WIDTH)
    return Twips(max(0, (_WIDTH - (math.ceil(wide / lines) + 1) * _TITLE) // 2) if lines > 1 else 0)


class _Page:
    """An opened document that is written from top to bottom."""

    def __init__(self) -> None:
        self.opened = docx.Document(io.BytesIO(_packed()))
        self._numbers, self._owned = count(1), count(1)
        properties = self.opened.core_properties
        properties.author = properties.last_modified_by = _AUTHOR
        properties.created = properties.modified = datetime.now(UTC)

    def blocks(self, blocks: Blocks, *, annexed: bool = False) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self.table(block, annexed)
            else:
                whose = kind(block.pieces, block.style, annexed=annexed)
                self.paragraph(block.pieces, block.style, whose)

    def listed(self, annexes: tuple[Annex, ...]) -> None:
        """附件说明 below the text: the names of the annexes."""
        for number, annex in enumerate(annexes, 1):
            opening = "附件：" if number == 1 else "\u3000" * 3
            title = f"{number}. {annex.title}" if len(annexes) > 1 else annex.title
            paragraph = self.paragraph((Piece(opening), Piece(title)), "Normal", "aside")
            if number == 1:
                paragraph.paragraph_format.space_before = Pt(_LINE)

    def paragraph(self, pieces: Pieces, style: str, whose: Kind = "") -> WordParagraph:
        paragraph = self.opened.add_paragraph()
        self.fill(paragraph, pieces, style, whose)
        return paragraph

    def fill(self, paragraph: WordParagraph, pieces: Pieces, style: str, whose: Kind) -> None:
        element: Any = paragraph._p
        if style != "Normal":
            element.style = style
        for piece in pieces:
            run = paragraph.add_run(legible(piece.text))
            mark: Any = run._r
            if piece.style:
                mark.style = piece.style
            if piece.link:
                _wrap(mark, _element("hyperlink", anchor=piece.link, history="1"))
            if piece.name:
                start, end = self._bookmark(piece.name)
                mark.addprevious(start)
                mark.addnext(end)
            if piece.notes:
                note = "；".join(map(legible, piece.notes))
                self.opened.add_comment(run, text=note, author=_AUTHOR, initials=_AUTHOR)

        if whose:
            start, end = self._bookmark(anchors.of_own(plain(pieces), whose, next(self._owned)))
            element.insert_element_before(start, "w:r", "w:hyperlink", "w:bookmarkStart")
            element.append(end)

    def _bookmark(self, name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        number = str(next(self._numbers))
        return _element("bookmarkStart", id=number, name=name), _element("bookmarkEnd", id=number)

    def table(self, table: Table, annexed: bool) -> None:
        if table.caption:
            caption = (Piece(table.caption),)
            self.paragraph(caption, "Caption", kind(caption, annexed=annexed))
        made = self.opened.add_table(len(table.rows) + 1, len(table.head))
        made.autofit = False
        element: Any = made._tbl
        element.tblPr.style = "TableGrid"
        width = element.tblPr.find(qn("w:tblW"))
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(_WIDTH))
        widths = [share * _WIDTH // sum(table.widths) for share in table.widths]
        for column, share in zip(element.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Twips(share)
        rows = (tuple((Piece(words),) for words in table.head), *table.rows)
        for row, (line, cells) in enumerate(zip(element.tr_lst, rows, strict=True)):
            properties = line.get_or_add_trPr()
            properties.append(_element("cantSplit"))
            if row == 0:
                properties.append(_element("tblHeader"))
            for cell, share, pieces in zip(line.tc_lst, widths, cells, strict=True):
                cell.width = Twips(share)
                (paragraph,) = WordCell(cell, made).paragraphs
                self.fill(paragraph, pieces, "Cell" if row else "CellHead", kind(pieces, annexed=annexed))
        # Two tables in a row would become one, and a document may not end on a table.
        self.paragraph((), "Cell")


def _wrap(inner: BaseOxmlElement, outer: BaseOxmlElement) -> None:
    inner.addprevious(outer)
    outer.append(inner)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _packed() -> bytes:
    """The empty document as one file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(_SKELETON.rglob("*")):
            if path.is_file():
                package.writestr(path.relative_to(_SKELETON).as_posix(), path.read_bytes())
    return packed.getvalue()
