"""What a file of a result holds, before anything is said of how it looks in Word, Markdown or HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.word import anchors
from assistant.word.anchors import Kind

Style = Literal["Normal", "Heading1", "Heading2", "Source", "Remark", "Caption"]
"""Paragraph styles of `skeleton/word/styles.xml` by their ids."""
# XML 1.0 has no way to write these.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look. `name` makes them the target of a link, `link` leads to the target of that name.

    `notes` are remarks on the words, shown as comments in the margin.
    """

    text: str
    style: Literal["", "Label", "Mark", "Warning"] = ""
    link: str = ""
    name: str = ""
    notes: tuple[str, ...] = ()


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    pieces: Pieces
    style: Style = "Normal"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; `widths` are shares of the page's width, one a column."""

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    caption: str = ""


Blocks = tuple[Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """What is attached behind the text on a page of its own."""

    title: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Paper:
    """A title, the text, and the annexes, which are numbered in their order."""

    title: str
    blocks: Blocks
    annexes: tuple[Annex, ...] = ()


def words(text: str, style: Style = "Normal") -> Paragraph:
    """A paragraph of words in one look."""
    return Paragraph((Piece(text),), style)


def plain(pieces: Pieces) -> str:
    """The words without the marks, as they are read back."""
    return "".join(legible(piece.text) for piece in pieces if anchors.source(piece.link) is None)


def kind(pieces: Pieces, style: str = "Normal", *, annexed: bool = False) -> Kind:
    """Whose words a paragraph or a cell is: "" where a sentence of the text stands in it, or none at all."""
    if any(anchors.is_sentence(piece.name) for piece in pieces) or not plain(pieces).strip():
        return ""
    return "aside" if annexed or style == "Remark" else "own"


Row = tuple[tuple[Pieces, Kind], ...]
"""What stands side by side, one cell where it is a paragraph, each with whose words it is."""


def rows(paper: Paper) -> Iterator[Row]:
    """Every paragraph, every row of a table, and every remark on words in them."""
    yield (((Piece(paper.title),), "own"),)
    yield from _rows(paper.blocks, annexed=False)
    for annex in paper.annexes:
        yield (((Piece(annex.title),), "aside"),)
        yield from _rows(annex.blocks, annexed=True)


def _rows(blocks: Blocks, *, annexed: bool) -> Iterator[Row]:
    for block in blocks:
        if isinstance(block, Table):
            head = tuple((Piece(words),) for words in block.head)
            style, cells = "Normal", (((Piece(block.caption),),), head, *block.rows)
        else:
            style, cells = block.style, ((block.pieces,),)
        for row in cells:
            yield tuple((pieces, kind(pieces, style, annexed=annexed)) for pieces in row)
            noted = (piece for pieces in row for piece in pieces if piece.notes)
            yield from ((((Piece(remark(piece)),), "aside"),) for piece in noted)


def remark(piece: Piece) -> str:
    """The remarks on a piece, as they stand behind it where there is no margin for comments."""
    return f"（注意：{'；'.join(piece.notes)}）" if piece.notes else ""


def legible(text: str) -> str:
    """The text on one line, with a box for each character that XML cannot hold."""
    return re.sub("[\t\n\r]+", " ", _UNWRITABLE.sub("□", text))
