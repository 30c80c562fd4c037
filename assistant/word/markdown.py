"""A Paper as Markdown, in which no character of a text or a source can act as markup."""

import re
from collections.abc import Iterable, Iterator

from assistant.references import on_one_line
from assistant.word.paper import Blocks, Paper, Piece, Table, remark

# What Markdown would read as markup. Dots, hyphens and colons inside numbers, dates and ids are harmless, and one slash.
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>()#+=!|~$&@]|(?<!\d)[.-]|[.-](?!\d)|(?<![\da-f]):|:(?!\d)|/(?=/)|(?<=/)/"
)
_HEADINGS = {"Heading1": "## ", "Heading2": "### "}


def escape(text: str) -> str:
    """Text that Markdown shows as it stands: no image, link, HTML, list or formula can come of it."""
    return _MARKUP.sub(r"\\\g<0>", text)


def as_markdown(paper: Paper) -> str:
    """The title, the text, and each annex under a heading."""
    annexes = (
        part for annex in paper.annexes for part in (f"## {_told(annex.title)}", *_parts(annex.blocks))
    )
    return "\n\n".join([f"# {_told(paper.title)}", *_parts(paper.blocks), *annexes])


def _parts(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (_told(block.caption),) if block.caption else ()
            yield "\n".join(_table(block))
        elif told := _told("".join(map(_words, block.pieces))):
            labelled = all(piece.style == "Label" for piece in block.pieces)
            yield f"**{told}**" if labelled else _HEADINGS.get(block.style, "") + told


def _table(table: Table) -> Iterator[str]:
    yield _row(map(_told, table.head))
    yield _row(["---"] * len(table.head))
    for row in table.rows:
        yield _row(_told("".join(map(_words, pieces))) for pieces in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _words(piece: Piece) -> str:
    return piece.text + remark(piece)


def _told(text: str) -> str:
    return escape(on_one_line(text))
