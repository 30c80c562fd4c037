"""Files of every format: in what state each ends, and whether the asked cell of a web page is read in its row and column.

The folder holds real Word, PDF, slide and sheet files, and html_tables_domainrag.jsonl.gz: Chinese web
pages with tables, a question on a cell, and its answers. A cell is right when the answer stands in it,
its row is the one asked for, and the header above it, if the table has one, does not belong to another
column. A row is the one asked for when its other cells say what the question names, and no row says more
of it; when it has the number that the question counts to (第三所); or when the question asks for all of
a list, and the column holds the answers and nothing else.
"""

import re
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.packed import lines
from index import Library, dates
from index.errors import SourceError
from index.load import load
from index.tokens import content_pairs, normalise
from index.types import Block, Document, Span

PAGES = "html_tables_domainrag.jsonl.gz"
_COUNT = re.compile(r"第([一二三四五六七八九十]+|\d+)(?=[所名个位项家条])")
_LIST = re.compile("哪些|名单")


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench documents", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / PAGES).is_file():
        sys.stderr.write(f"请用 --data 指明测评文档所在的目录，其中应有 {PAGES}。\n")
        return 2
    for line in (*files(options.data), *pages(options.data / PAGES)):
        sys.stdout.write(f"{line}\n")
    return 0


def files(folder: Path) -> Iterator[str]:
    """A line a file: its state, characters, passages, tables and seconds."""
    yield "文件\t状态\t字数\t段\t表\t秒"
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place), create=True) as library:
        for path in sorted(p for p in folder.iterdir() if p.is_file() and p.name != PAGES):
            started = time.perf_counter()
            try:
                document = library.document(library.add(path).document_id)
            except SourceError as error:
                yield f"{path.name}\t{error.state}\t\t\t\t{time.perf_counter() - started:.1f}"
                continue
            listing = next(one for one in library.documents() if one.id == document.id)
            tables = len({b.table for b in document.blocks if b.table is not None})
            numbers = f"{len(document.text)}\t{listing.passages}\t{tables}"
            yield f"{path.name}\t{listing.state}\t{numbers}\t{time.perf_counter() - started:.1f}"


def pages(path: Path) -> Iterator[str]:
    """How many asked cells are found in a table, in their row, and in their row and column."""
    counts = [0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as place:
        for row in lines(path):
            page = Path(place) / "page.html"
            page.write_text(row["positive_html"], encoding="utf-8")
            found = list(_cells(load(page), row))
            for n, reached in enumerate(
                (True, bool(found), any(r for r, _ in found), any(r and c for r, c in found))
            ):
                counts[n] += reached
    total, told, rows, both = counts
    yield f"网页表格 {total} 题：表中有答案 {told}，行对 {rows}，行列都对 {both}"


def _cells(document: Document, asked: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """For each cell that holds an answer: whether its row, and its column, are those that the question names."""
    answers = {
        normalise(wording)
        for fact in asked["answers"]
        for wording in (fact if isinstance(fact, list) else [fact])
    }
    said = content_pairs(asked["question"])
    count = _COUNT.search(asked["question"])
    for block in (b for b in document.blocks if b.cells and not b.header):
        for column, span in enumerate(block.cells):
            if not _answers(_text(document, span), answers):
                continue
            head = _header(document, block, column)
            yield (
                _is_most(document, block, column, said)
                or (count is not None and str(dates.number(count[1])) in _others(document, block, column))
                or (
                    _LIST.search(asked["question"]) is not None and _is_all(document, block, column, answers)
                ),
                not head or _names([head], said) or not _rival(document, block, column, said),
            )


def _answers(text: str, answers: set[str]) -> bool:
    return bool(text) and any(answer == text or (len(answer) > 1 and answer in text) for answer in answers)


def _text(document: Document, span: Span | None) -> str:
    return normalise(document.at(span)) if span else ""


def _others(document: Document, block: Block, column: int) -> list[str]:
    return [_text(document, cell) for n, cell in enumerate(block.cells) if n != column]


def _rows(document: Document, table: int | None, column: int) -> Iterator[Block]:
    """The rows of a table that reach to a column."""
    yield from (b for b in document.blocks if b.table == table and len(b.cells) > column and not b.header)


def _is_most(document: Document, block: Block, column: int, said: frozenset[str]) -> bool:
    """Whether a row says of the question at least something, and as much as any other."""
    shares = {
        row.span: len(content_pairs(" ".join(_others(document, row, column))) & said)
        for row in _rows(document, block.table, column)
    }
    return 0 < shares[block.span] == max(shares.values())


def _is_all(document: Document, block: Block, column: int, answers: set[str]) -> bool:
    """Whether a column holds the answers and nothing else."""
    rows = _rows(document, block.table, column)
    return all(_answers(text, answers) for row in rows if (text := _text(document, row.cells[column])))


def _names(texts: Sequence[str], said: frozenset[str]) -> bool:
    return any(content_pairs(text) & said for text in texts)


def _rival(document: Document, block: Block, column: int, said: frozenset[str]) -> bool:
    """Whether another column's header is what the question names."""
    heads = [_header(document, block, n) for n in range(len(block.cells)) if n != column]
    return any(content_pairs(head) & said for head in heads[1:])


def _header(document: Document, block: Block, column: int) -> str:
    heads = [b for b in document.blocks if b.table == block.table and b.header and column < len(b.cells)]
    return " ".join(document.at(c) for b in heads if (c := b.cells[column]) is not None)
