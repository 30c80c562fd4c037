"""The one truth, read: documents, passages, vectors and the change log in library.sqlite.

Each row carries its hash, and whoever reads a document or a passage checks it. `index.change` writes.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.correction import Correction
from index.errors import NotFoundError, StoreDamagedError, StoreError
from index.mounts import refuse
from index.record import DocumentRow, PassageRow, read_document, read_meta, read_passage, row_hash
from index.schema import MIGRATIONS, NAME, check, missing, reader, translated, version
from index.types import Document, Meta, Passage, Span

Kind = Literal["added", "named", "replaced", "removed", "encoded", "corrected"]
_CORRECTED = 3  # the migration that made room for corrections

DOCUMENT = "id, title, meta, policies, furniture, blocks, places, text"
PASSAGE = 'document, start, "end", body, slice'


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log. `digest` names everything the library held after it."""

    generation: int
    kind: Kind
    document: str
    content: str
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    """A name a document was added under. `path` tells sources apart, `digest` names the bytes it was read from."""

    name: str
    path: str
    digest: str
    document: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One document of the library, as lists show it, with what a person corrected. `sources` are its names, the first added first."""

    id: str
    sources: tuple[str, ...]
    title: str
    meta: Meta
    passages: int
    state: str = "可用"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not become a document. `state` says why in a word or two, `message` what to do."""

    name: str
    path: str
    state: str
    message: str


class Store:
    """library.sqlite open for reading. No read outlives its call, so that no reader holds up the writer."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db
        # SQLite takes turns by itself; but closed under a thread that is reading, it would take the program with it.
        self._turn = threading.Lock()

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """StoreMissing-, StoreDamaged- or StoreVersionError when there is no library to read here."""
        refuse(folder)
        path = folder / NAME
        if not path.is_file():
            raise missing(folder)
        with translated(path):
            db = reader(path)
            try:
                check(db, path)
            except (StoreError, sqlite3.Error):
                db.close()
                raise
        return cls(path, db)

    def close(self) -> None:
        with self._turn:
            self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator["Store"]:
        """The library as it stands now, whatever is changed meanwhile."""
        with translated(self.path):
            store = Store(self.path, reader(self.path))
        try:
            store.rows("BEGIN")
            yield store
        finally:
            store.close()

    def rows(self, sql: str, *parameters: str | int) -> list[Any]:
        """All rows at once, so that no read stays open; `parameters` fill the question marks."""
        with translated(self.path), self._turn:
            return self._db.execute(sql, parameters).fetchall()

    def is_old(self) -> bool:
        """Whether the library was written by an older program, and must be migrated first."""
        return self._version() < len(MIGRATIONS)

    def _version(self) -> int:
        # A read out of its turn is not over at once, and until then other threads see the library as it was.
        with translated(self.path), self._turn:
            return version(self._db)

    # What is there

    def generation(self) -> int:
        """How many changes the library has been through."""
        generation: int = self.rows("SELECT coalesce(max(generation), 0) FROM changes")[0][0]
        return generation

    def digest(self, generation: int) -> str:
        """Names everything the library held at a generation; empty for one it has not reached, and for 0."""
        found = self.rows("SELECT digest FROM changes WHERE generation = ?", generation)
        return str(found[0][0]) if found else ""

    def state(self) -> str:
        """Names everything the library holds now. A restored backup has another, though its generation be the same."""
        found = self.rows("SELECT digest FROM changes ORDER BY generation DESC LIMIT 1")
        return str(found[0][0]) if found else ""

    def changes(self, after: int = 0) -> list[Change]:
        sql = "SELECT generation, kind, document, content, digest FROM changes WHERE generation > ? ORDER BY generation"
        return [Change(*row) for row in self.rows(sql, after)]

    def ids(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT id FROM documents ORDER BY rowid")]

    def listings(self) -> tuple[Listing, ...]:
        names: dict[str, list[str]] = {}
        for doc_id, name in self.rows("SELECT document, name FROM sources ORDER BY position"):
            names.setdefault(doc_id, []).append(name)
        sql = """SELECT id, title, meta, (SELECT count(*) FROM passages WHERE document = id)
                 FROM documents ORDER BY documents.rowid"""
        corrected = self._corrections()
        return tuple(
            _listing(row, tuple(names.get(row[0], ())), corrected.get(row[0], "")) for row in self.rows(sql)
        )

    def correction(self, doc_id: str) -> Correction:
        """What a person filled in for a document; nothing for most."""
        if body := self._corrections(doc_id).get(doc_id):
            try:
                return Correction.read(body)
            except (ValueError, TypeError, AttributeError) as error:
                raise StoreDamagedError(_SPOILT.format(doc_id)) from error
        return Correction()

    def _corrections(self, doc_id: str = "") -> dict[str, str]:
        """The corrections of one document or of all. A row that is not as it was written is given as it must not be."""
        if self._version() < _CORRECTED:
            return {}
        where, given = ("WHERE document = ?", (doc_id,)) if doc_id else ("", ())
        found = self.rows(f"SELECT document, body, hash FROM corrections {where}", *given)
        return {name: body if row_hash(name, body) == stored else "{}!" for name, body, stored in found}

    def document(self, doc_id: str) -> Document:
        """As it was read, with what a person corrected."""
        return self.correction(doc_id).applied(self.as_read(doc_id))

    def as_read(self, doc_id: str) -> Document:
        found = self.rows(f"SELECT {DOCUMENT}, hash FROM documents WHERE id = ?", doc_id)
        if not found:
            raise NotFoundError(
                f"来源已变更：资料库中已没有这份文献（{doc_id}），可能已被删除或替换。请重新提问以取得新的出处。"
            )
        row, stored = DocumentRow(*found[0][:-1]), found[0][-1]
        names = self.rows("SELECT name FROM sources WHERE document = ? ORDER BY position LIMIT 1", doc_id)
        if row_hash(*row) != stored:
            raise StoreDamagedError(
                f"文献《{row.title}》的存档已损坏。请运行 yanju index verify 查看，并重新添加这份文献。"
            )
        return read_document(row, names[0][0] if names else "")

    def sound(self, doc_id: str) -> Document | None:
        """As it was read; nothing for one that is not there, or not as it was written."""
        try:
            return self.as_read(doc_id)
        except (NotFoundError, StoreDamagedError):
            return None

    def passages_of(self, doc_id: str) -> list[tuple[int, Passage]]:
        return list(self._passages("document = ? ORDER BY start, key", doc_id))

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """The passages that still exist under these keys."""
        return dict(self._passages("key IN (SELECT value FROM json_each(?))", json.dumps(keys)))

    def keys_of(self, doc_ids: Collection[str]) -> list[int]:
        """The keys of every passage of these documents."""
        sql = "SELECT key FROM passages WHERE document IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self.rows(sql, json.dumps(list(doc_ids)))]

    def covering(self, span: Span) -> Passage:
        """The shortest passage that holds the whole span; NotFoundError if none does."""
        where = 'document = ? AND start <= ? AND "end" >= ? ORDER BY "end" - start LIMIT 1'
        found = list(self._passages(where, span.doc_id, span.start, span.end))
        if not found:
            raise NotFoundError(f"资料库中没有包含 {span} 的段落。请重新提问以取得新的出处。")
        return found[0][1]

    def _passages(self, where: str, *parameters: str | int) -> Iterator[tuple[int, Passage]]:
        for key, *columns, stored in self.rows(
            f"SELECT key, {PASSAGE}, hash FROM passages WHERE {where}", *parameters
        ):
            row = PassageRow(*columns)
            if row_hash(key, *row) != stored:
                raise StoreDamagedError(
                    "资料库中有段落的存档已损坏。请运行 yanju index verify 查看，并重新添加所指的文献。"
                )
            yield key, read_passage(row)

    def sources(self, where: str = "1", *parameters: str | int) -> list[Source]:
        """The sources that meet an SQL condition, the first added first."""
        sql = f"SELECT name, path, digest, document FROM sources WHERE {where} ORDER BY position"
        return [Source(*row) for row in self.rows(sql, *parameters)]

    def named(self, name_or_id: str, needed: bool = True) -> list[Source]:
        """The sources of a document's id, or the source of a name or path. NotFoundError when one is needed."""
        found = self.sources("document = ?", name_or_id)
        found = found or self.sources("name = ?", name_or_id)
        found = found or self.sources("path = ?", os.path.abspath(name_or_id))
        if not found and needed:
            raise NotFoundError(f"资料库中没有“{name_or_id}”。请用 yanju index list 查看已有的文献。")
        return found

    def failures(self) -> tuple[Failure, ...]:
        """The files that could not be read when they were last added."""
        sql = "SELECT name, path, state, message FROM failures ORDER BY position"
        return tuple(Failure(*row) for row in self.rows(sql))

    def setting(self, name: str) -> str:
        found = self.rows("SELECT value FROM settings WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def count(self, table: Literal["documents", "passages", "vectors"]) -> int:
        number: int = self.rows(f"SELECT count(*) FROM {table}")[0][0]
        return number


_SPOILT = "文献 {0} 的人工填写记录已损坏。请运行 yanju index describe {0} --reset 后重新填写。"


def _listing(row: tuple[str, str, str, int], names: tuple[str, ...], corrected: str) -> Listing:
    doc_id, title, meta, passages = row
    try:
        found = read_meta(doc_id, meta)
        if corrected:
            correction = Correction.read(corrected)
            title, found = correction.title or title, correction.meta(found)
        return Listing(doc_id, names, title, found, passages, found.state)
    except (ValueError, TypeError, AttributeError, LookupError):
        # Whatever a flipped bit makes of JSON. The list must still show, and verify says more.
        return Listing(doc_id, names, title, Meta(), passages, "已损坏")
