"""Proof that a library is what was put into it: every row its hash, every passage its slice, the log its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index import sidecar
from index.change import chain
from index.errors import StoreDamagedError
from index.record import PassageRow, row_hash, slice_hash
from index.store import PASSAGE, Store
from index.types import Document
from index.view import DENSE, LEXICAL, View, trusted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was written. `where` is a document's id, a source's name or a file."""

    kind: Literal["file", "document", "passage", "source", "vector", "log", "sidecar"]
    where: str
    message: str


def problems(store: Store, folder: Path, view: View) -> Iterator[Problem]:
    """Everything wrong with a library. Reads it whole: a second for some ten thousand passages."""
    with store.snapshot() as now:
        yield from stored(now)
        yield from _sidecars(now, folder, view)


def stored(store: Store) -> Iterator[Problem]:
    """Everything wrong with the one truth, whatever its sidecars are like."""
    yield from _file(store)
    yield from _log(store)
    for doc_id in store.ids():
        yield from _document(store, doc_id)
    yield from _rows(store)


def _file(store: Store) -> Iterator[Problem]:
    for (line,) in store.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem(
                "file", store.path.name, f"数据库结构有误：{line}。请备份后运行 yanju index rebuild。"
            )
    for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
        yield Problem(
            "file", store.path.name, f"{table} 第 {row} 行所指的 {parent} 不存在。请重新添加有关文献。"
        )


def _log(store: Store) -> Iterator[Problem]:
    before, expected = "", 1
    for change in store.changes():
        link = chain(before, expected, change.kind, change.document, change.content)
        if change.generation != expected or change.digest != link:
            yield Problem(
                "log",
                str(change.generation),
                f"变更记录第 {expected} 条与前后不符，可能被改动过。请从备份恢复。",
            )
            return
        before, expected = link, expected + 1


def _document(store: Store, doc_id: str) -> Iterator[Problem]:
    try:
        document = store.document(doc_id)
    except StoreDamagedError as error:
        yield Problem("document", doc_id, str(error))
        return
    if not store.sources("document = ?", doc_id):
        yield Problem("document", doc_id, f"《{document.title}》没有来源名称。请重新添加这份文献。")
    sql = f"SELECT key, {PASSAGE}, hash FROM passages WHERE document = ? ORDER BY start"
    for key, *columns, stored in store.rows(sql, doc_id):
        row = PassageRow(*columns)
        if row_hash(key, *row) != stored or not _is_slice(row, document):
            message = f"《{document.title}》第 {row.start} 字起的段落与原文不符。请重新添加这份文献。"
            yield Problem("passage", doc_id, message)


def _is_slice(row: PassageRow, document: Document) -> bool:
    inside = 0 <= row.start < row.end <= len(document.text)
    return inside and slice_hash(document.text[row.start : row.end]) == row.slice


def _rows(store: Store) -> Iterator[Problem]:
    for name, path, digest, doc_id, stored in store.rows(
        "SELECT name, path, digest, document, hash FROM sources"
    ):
        if row_hash(name, path, digest, doc_id) != stored:
            yield Problem("source", str(name), f"来源“{name}”的登记已损坏。请重新添加这个文件。")
    last = 0
    while found := store.rows(
        "SELECT key, vector, hash FROM vectors WHERE key > ? ORDER BY key LIMIT 1000", last
    ):
        last = found[-1][0]
        if any(row_hash(key, vector) != stored for key, vector, stored in found):
            yield Problem("vector", str(last), "有向量已损坏。请运行 yanju index rebuild 重新编码。")


def _sidecars(store: Store, folder: Path, view: View) -> Iterator[Problem]:
    """The index in use holds every passage, and what is published is whole."""
    again = "请运行 yanju index rebuild 重建索引。"
    if view.generation == store.generation() and view.lexical.count != store.count("passages"):
        yield Problem(
            "sidecar",
            LEXICAL,
            f"检索索引有 {view.lexical.count} 段，资料库有 {store.count('passages')} 段。{again}",
        )
    for stem in (LEXICAL, DENSE):
        if sidecar.read(folder, stem) is not None and trusted(store, folder, stem) is None:
            yield Problem("sidecar", stem, f"{stem} 索引与资料库不符。{again}")
