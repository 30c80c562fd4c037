"""What stands in the file of a 立案预审: the hints as a table, and behind it the text with what gave rise to each."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.review import Review
from assistant.review_text import LEVELS, NOTICE, summary, where
from assistant.types import Finding
from assistant.word.paper import Annex, Paper, Paragraph, Piece, Table, words

_HEAD = ("序号", "类别", "提示", "位置")
_WIDTHS = (12, 22, 102, 20)


def review(given: Review) -> Paper:
    """What it was read as, the hints with their places, and that they decide nothing."""
    rows = tuple(
        (
            (Piece(str(number)),),
            (Piece(LEVELS[found.level], "Warning" if found.level == "error" else ""),),
            (Piece(found.message),),
            (Piece(where(found, given.proposal.text).strip("（）"), link=_name(found) if found.at else ""),),
        )
        for number, found in enumerate(given.findings, 1)
    )
    read_as, counted = summary(given)
    table = (Table(_HEAD, _WIDTHS, rows),) if rows else ()
    blocks = (words(read_as), words(counted), *table, words(NOTICE, "Remark"))
    return Paper("立案预审提示", blocks, (Annex("所审文稿", tuple(_lines(given))),))


def _lines(given: Review) -> Iterator[Paragraph]:
    """The text by its lines, what gave rise to a hint set off, with the number of the hint behind it."""
    placed = [(number, found) for number, found in enumerate(given.findings, 1) if found.at]
    text, start = given.proposal.text, 0
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(tuple(_pieces(text, start, start + len(line), placed)))
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, placed: Sequence[tuple[int, Finding]]) -> Iterator[Piece]:
    at = {number: found.at for number, found in placed if found.at}
    within = {min(max(offset, start), end) for one in at.values() for offset in one}
    for begin, stop in pairwise(sorted({start, end, *within})):
        covered = any(one[0] <= begin and stop <= one[1] for one in at.values())
        name = next((_name(found) for _, found in placed if found.at and found.at[0] == begin), "")
        yield Piece(text[begin:stop], "Warning" if covered else "", name=name)
        # A stretch may end on the line's end itself.
        ended = (number for number, one in at.items() if stop == min(one[1], end) and one[1] <= end + 1)
        yield from (Piece(f"[{number}]", "Mark") for number in ended)


def _name(found: Finding) -> str:
    return f"yj_hint_{found.at[0] if found.at else 0}"
