"""What stands in the file of a 查重: each earlier lead or proposal, and what it shares with the text side by side."""

from collections.abc import Iterator, Sequence

from assistant.cited import cited
from assistant.references import on_one_line
from assistant.similar import Match
from assistant.similar_text import how, place, told
from assistant.word.paper import Paper, Paragraph, Piece, Table, words
from index.library import Library

_HEAD = ("相同之处", "本文", "原件", "出处")
_WIDTHS = (18, 56, 56, 26)


def similar(name: str, text: str, found: Sequence[Match], library: Library) -> Paper:
    """The earlier ones like a text of that name, the nearest first; they are shown and never used as evidence."""
    blocks = [words(told(found))]
    parts = [block for number, match in enumerate(found, 1) for block in _parts(number, match, text, library)]
    return Paper(f"查重：{name}", (*blocks, *parts))


def _parts(number: int, match: Match, text: str, library: Library) -> Iterator[Paragraph | Table]:
    yield words(f"{number}. {match.earlier.title}（{how(match)}）", "Heading1")
    yield words(cited(place(match), library).place, "Remark")
    if match.words:
        yield words(f"共有的词：{'、'.join(match.words)}", "Remark")
    rows = []
    for pair in match.pairs:
        source = cited(pair.citation, library)
        cells = (pair.how, on_one_line(text[slice(*pair.at)]), source.quote, source.short)
        rows.append(tuple((Piece(cell),) for cell in cells))
    if rows:
        yield Table(_HEAD, _WIDTHS, tuple(rows))
