"""Rows as a lexical index keeps them: which terms stand for one, in which fields, and how they are written.

Two fields are of words: "chars" with the places of its terms, for phrases, and "words" without.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import tantivy

from index.tokens import chars_and_words, each_chars_and_words, normalise

CONTEXT_WEIGHT = 3
"""How often the context counts. Measured on 31 provincial reports: R@1 .59 counted once, .68 three times."""

_HEAP = 256_000_000
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as it is indexed. `context` (title, heading path, table header) finds it too, with extra weight.

    `exact` are the document numbers and 《titles》 it holds. `key` names it, (doc_id, start) orders it.
    """

    key: int
    doc_id: str
    start: int
    text: str
    context: str = ""
    exact: tuple[str, ...] = ()


def begin(folder: Path, rows: Iterable[Row]) -> Callable[[], None]:
    """Write all but the end of a new index into an empty or missing folder, and give what ends it.

    Nothing of it can be read before. To end it takes no more rows, and may be done in another thread.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # One thread, so that what is added in one go is one segment wherever it fits in memory.
    writer = tantivy.Index(_schema(), str(folder)).writer(_HEAP, 1)
    with _undone(writer):
        _add(writer, rows)

    def end() -> None:
        with _undone(writer):
            writer.commit()
        writer.wait_merging_threads()

    return end


@lru_cache(maxsize=4096)  # neighbours hold the same keys
def exact_key(key: str) -> str:
    """One spelling of what is found to the letter."""
    return "".join(normalise(key).split())


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=True, indexed=True)
    builder.add_unsigned_field("start", stored=True)
    builder.add_text_field("doc", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("chars", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@contextmanager
def _undone(writer: tantivy.IndexWriter) -> Iterator[None]:
    """Give up what was added when the block fails."""
    try:
        yield
    except BaseException:
        writer.rollback()
        writer.wait_merging_threads()
        raise


def _add(writer: tantivy.IndexWriter, rows: Iterable[Row]) -> None:
    context, around = "", ("", "")
    coming = iter(rows)
    while some := list(islice(coming, _TOGETHER)):
        for row, terms in zip(some, each_chars_and_words(row.text for row in some), strict=True):
            # Neighbours share their title and headings.
            if row.context != context:
                context, around = row.context, _context_terms(row.context)
            writer.add_document(_entry(row, terms, around))


def _context_terms(context: str) -> tuple[str, str]:
    """Short terms first: BM25 does not mind the order, and so no phrase is ever found in a context."""
    context_chars, context_words = chars_and_words(context)
    return " ".join(sorted(context_chars.split(), key=len)), context_words


def _entry(row: Row, terms: tuple[str, str], around: tuple[str, str]) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_unsigned("key", row.key)
    entry.add_unsigned("start", row.start)
    entry.add_text("doc", row.doc_id)
    for key in {exact_key(key) for key in row.exact}:
        entry.add_text("exact", key)
    for field, of_context, of_text in zip(("chars", "words"), around, terms, strict=True):
        for made in (*[of_context] * CONTEXT_WEIGHT, of_text):
            entry.add_text(field, made)
    return entry
