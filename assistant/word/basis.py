"""What stands in the file of a 政策依据表: the policies in the order of their dates, and what to know before citing one."""

from collections.abc import Iterator

from assistant.basis import Basis
from assistant.basis_rows import Row
from assistant.basis_text import columns, told
from assistant.marks import Marks
from assistant.types import Citation
from assistant.word import annexes
from assistant.word.paper import Paper, Paragraph, Piece, Pieces, Table, words
from index.library import Library

_HEAD = ("序号", "日期", "文号", "文件名称", "发文机关", "地区", "状态")
_WIDTHS = (12, 22, 30, 39, 24, 11, 18)


def basis(given: Basis, library: Library) -> Paper:
    """The table, a mark in every row; below it the warnings, and behind it the words that name each policy."""
    marks = Marks(tuple(dict.fromkeys(_cited(given))))
    rows = tuple(_row(number, row, marks) for number, row in enumerate(given.rows, 1))
    table = (Table(_HEAD, _WIDTHS, rows),) if rows else ()
    below = (*_notes(given, marks), *annexes.listed([("【待核】", given.gaps)]))
    blocks = (words(told(given), "Remark"), *table, *below)
    return Paper(f"政策依据表：{given.topic}", blocks, tuple(annexes.sources(marks, library)))


def _cited(given: Basis) -> Iterator[Citation]:
    yield from (row.citation for row in given.rows)
    yield from (Citation(found.source) for row in given.rows for found in row.findings if found.source)


def _row(number: int, row: Row, marks: Marks) -> tuple[Pieces, ...]:
    day, policy_number, title, *others = ((Piece(text),) for text in columns(row.policy))
    return ((Piece(str(number)),), day, policy_number, (*title, _mark(row.citation, marks)), *others)


def _mark(citation: Citation, marks: Marks) -> Piece:
    (piece,) = annexes.marks([(marks.mark(citation), citation)])
    return piece


def _notes(given: Basis, marks: Marks) -> Iterator[Paragraph]:
    told = [(number, found) for number, row in enumerate(given.rows, 1) for found in row.findings]
    if told:
        yield words("注意：", "Heading1")
    for number, found in told:
        mark = (_mark(Citation(found.source), marks),) if found.source else ()
        yield Paragraph((Piece(f"第{number}件：{found.message}"), *mark, Piece("。")), "Remark")
