"""A Paper as one HTML document, which loads nothing: marks lead to their sources, and it prints like the Word file."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import count

from assistant.word import anchors
from assistant.word.anchors import Kind
from assistant.word.paper import Annex, Blocks, Paper, Piece, Pieces, Table, kind, legible, plain, remark

_TAGS = {"Heading1": "h2", "Heading2": "h3"}
_STYLE = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.8;
  font-family: "Noto Serif SC", "Source Han Serif SC", "Songti SC", FangSong, SimSun, serif; }
h1, h2, h3, b, th, caption, .Warning { font-family: "Noto Sans SC", "PingFang SC", SimHei, sans-serif; }
h1 { text-align: center; font-size: 1.5rem; } h2 { font-size: 1.15rem; } h3 { font-size: 1rem; }
p { margin: 0.5rem 0; text-indent: 2em; } .Source, .Remark { font-size: 0.9rem; }
.Source { text-indent: -2.5em; padding-left: 2.5em; } small, .Warning { color: #b00000; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 0.85rem; line-height: 1.5; }
th, td { border: 1px solid #888; padding: 0.3rem; vertical-align: top; overflow-wrap: anywhere; text-align: left; }
caption { padding: 0.5rem; } a { color: inherit; text-decoration: none; } sup { line-height: 0; } sup a { color: #0b57d0; }
:target { background: #fff2b3; }
@page { size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm; }
@media print { section { break-before: page; } tr { break-inside: avoid; } body { margin: 0; padding: 0; } }
"""
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def as_html(paper: Paper) -> str:
    """The title, the text, and each annex in a section of its own; every character is only text."""
    return _Page().whole(paper)


class _Page:
    """A page that is written from top to bottom; what the program says itself carries a name of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def whole(self, paper: Paper) -> str:
        title = (Piece(paper.title),)
        lines = [self._block("h1", title, "own"), *self._parts(paper.blocks)]
        lines += map(self._section, paper.annexes)
        head = f"<head>{_HEAD}<title>{_told(paper.title)}</title><style>{_STYLE}</style></head>"
        return "\n".join(
            ["<!doctype html>", '<html lang="zh-CN">', head, "<body>", *lines, "</body>", "</html>"]
        )

    def _section(self, annex: Annex) -> str:
        title = self._block("h2", (Piece(annex.title),), "aside")
        return "\n".join(["<section>", title, *self._parts(annex.blocks, annexed=True), "</section>"])

    def _parts(self, blocks: Blocks, *, annexed: bool = False) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Table):
                yield "\n".join(self._table(block, annexed))
            else:
                tag = _TAGS.get(block.style, "p")
                look = "" if block.style in ("Normal", *_TAGS) else f' class="{block.style}"'
                yield self._block(tag, block.pieces, kind(block.pieces, block.style, annexed=annexed), look)

    def _block(self, tag: str, pieces: Pieces, whose: Kind, look: str = "") -> str:
        name = f' id="{self._named(plain(pieces), whose)}"' if whose else ""
        return f"<{tag}{name}{look}>{''.join(map(self._piece, pieces))}</{tag}>"

    def _named(self, words: str, whose: Kind) -> str:
        return anchors.of_own(words, whose, next(self._numbers))

    def _table(self, table: Table, annexed: bool) -> Iterator[str]:
        def row(tag: str, cells: Iterable[Pieces]) -> str:
            told = (self._block(tag, cell, kind(cell, annexed=annexed)) for cell in cells)
            return f"<tr>{''.join(told)}</tr>"

        yield "<table>"
        if table.caption:
            caption = (Piece(table.caption),)
            yield self._block("caption", caption, kind(caption, annexed=annexed))
        shares = (f'<col style="width:{100 * share / sum(table.widths):.1f}%">' for share in table.widths)
        yield f"<colgroup>{''.join(shares)}</colgroup>"
        yield f"<thead>{row('th', ((Piece(words),) for words in table.head))}</thead>"
        yield "<tbody>"
        yield from (row("td", cells) for cells in table.rows)
        yield "</tbody></table>"

    def _piece(self, piece: Piece) -> str:
        told = _told(piece.text)
        if piece.link:
            told = f'<a href="#{escape(piece.link)}">{told}</a>'
        if piece.style:
            told = {
                "Mark": f"<sup>{told}</sup>",
                "Label": f"<b>{told}</b>",
                "Warning": f'<span class="Warning">{told}</span>',
            }[piece.style]
        if piece.name:
            told = f'<span id="{escape(piece.name)}">{told}</span>'
        return told + (self._block("small", (Piece(remark(piece)),), "aside") if piece.notes else "")


def _told(text: str) -> str:
    return escape(legible(text))
