"""A Paper as one HTML document, which loads nothing: marks lead to their sources, and it prints like the Word file."""

from collections.abc import Iterable, Iterator
from html import escape

from assistant.word.paper import Annex, Blocks, Paper, Piece, Pieces, Table, legible, remark

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
    title = _told(paper.title)
    lines = [f"<h1>{title}</h1>", *_parts(paper.blocks), *map(_section, paper.annexes)]
    head = f"<head>{_HEAD}<title>{title}</title><style>{_STYLE}</style></head>"
    return "\n".join(["<!doctype html>", '<html lang="zh-CN">', head, "<body>", *lines, "</body>", "</html>"])


def _section(annex: Annex) -> str:
    return "\n".join(["<section>", f"<h2>{_told(annex.title)}</h2>", *_parts(annex.blocks), "</section>"])


def _parts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield "\n".join(_table(block))
        else:
            tag = _TAGS.get(block.style, "p")
            look = "" if block.style in ("Normal", *_TAGS) else f' class="{block.style}"'
            yield f"<{tag}{look}>{_line(block.pieces)}</{tag}>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{_told(table.caption)}</caption>"
    shares = (f'<col style="width:{100 * share / sum(table.widths):.1f}%">' for share in table.widths)
    yield f"<colgroup>{''.join(shares)}</colgroup>"
    yield f"<thead>{_row('th', map(_told, table.head))}</thead>"
    yield "<tbody>"
    yield from (_row("td", map(_line, row)) for row in table.rows)
    yield "</tbody></table>"


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _line(pieces: Pieces) -> str:
    return "".join(map(_piece, pieces))


def _piece(piece: Piece) -> str:
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
    return told + (f"<small>{_told(remark(piece))}</small>" if piece.notes else "")


def _told(text: str) -> str:
    return escape(legible(text))
