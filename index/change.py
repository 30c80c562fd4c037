"""Every change to a library: one transaction that raises the generation and extends the change log.

The log is a chain of digests over what was changed, so equal digests mean equal libraries; the
commit is the acknowledgement. Keys are never used twice. The caller holds the folder's lock.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from index.errors import EncoderError
from index.record import PassageRow, row_hash, write_document, write_passage
from index.schema import writer
from index.store import DOCUMENT, PASSAGE, Failure, Kind, Source
from index.types import Document, Passage

Status = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document ready to be stored, parsed, split and encoded: nothing slow happens inside the transaction.

    `vectors` are one blob a passage, or none at all; `encoder` is the fingerprint of what made them. `corrected` when
    what a person filled in, as the library then held it, was encoded with it.
    """

    document: Document
    passages: Sequence[Passage]
    source: Source
    vectors: Sequence[bytes] = ()
    encoder: str = ""
    corrected: bool = False


def put(path: Path, incoming: Incoming) -> Status:
    """Store a document under a source; what that source was before goes, unless another source names it."""
    document, source = incoming.document, incoming.source
    rows = [write_passage(passage, document) for passage in incoming.passages]
    with writer(path) as db:
        old = db.execute("SELECT document FROM sources WHERE path = ?", (source.path,)).fetchone()
        known = db.execute("SELECT hash FROM documents WHERE id = ?", (document.id,)).fetchone()
        same = known is not None and _is_stored(db, document, rows, known[0])
        content = known[0] if same else _write(db, incoming, rows, known is not None)
        _name(db, replace(source, document=document.id))
        db.execute("DELETE FROM failures WHERE path = ?", (source.path,))
        moved = old is not None and old[0] != document.id
        if moved:
            _carry(db, old[0], document.id)
        gone = moved and _forget(db, old[0])
        replaced = gone or (known is not None and not same)
        kind: Kind = "replaced" if replaced else "named" if same else "added"
        _log(db, kind, document.id, row_hash(content, old[0]) if gone else content)
    return "replaced" if replaced or moved else "unchanged" if same else "added"


def remove(path: Path, doc_id: str, sources: Sequence[Source]) -> bool:
    """Drop names of a document, and the document with its last one; True when it is gone."""
    with writer(path) as db:
        db.executemany("DELETE FROM sources WHERE path = ?", [(source.path,) for source in sources])
        gone = _forget(db, doc_id)
        _log(db, "removed" if gone else "named", doc_id, "")
    return gone


def fail(path: Path, failure: Failure) -> None:
    """Remember that a file could not be read. No document changes by that, nor does the generation."""
    columns = (failure.name, failure.path, failure.state, failure.message)
    with writer(path) as db:
        db.execute(
            """INSERT INTO failures (name, path, state, message) VALUES (?,?,?,?) ON CONFLICT (path)
               DO UPDATE SET state = excluded.state, message = excluded.message""",
            columns,
        )


def forget(path: Path, failures: Sequence[Failure]) -> None:
    """Say no more of files that could not be read."""
    with writer(path) as db:
        db.executemany("DELETE FROM failures WHERE path = ?", [(failure.path,) for failure in failures])


def encode(path: Path, vectors: Sequence[tuple[int, bytes]], encoder: str) -> None:
    """Write these vectors, keyed by passage, made by this encoder; those of any other encoder go."""
    with writer(path) as db:
        db.execute(
            "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM settings WHERE name = 'encoder' AND value = ?)",
            (encoder,),
        )
        _set_encoder(db, encoder)
        _write_vectors(db, vectors)
        _log(db, "encoded", "", encoder)


def correct(path: Path, doc_id: str, body: str, vectors: Sequence[tuple[int, bytes]] | None) -> None:
    """Keep what a person filled in for a document, nothing when `body` is empty.

    `vectors` take the place of the document's own, keyed by passage; None leaves them as they are.
    """
    with writer(path) as db:
        db.execute("DELETE FROM corrections WHERE document = ?", (doc_id,))
        if body:
            _keep(db, doc_id, body)
        if vectors is not None:
            own = "SELECT key FROM passages WHERE document = ?"
            db.execute(f"DELETE FROM vectors WHERE key IN ({own})", (doc_id,))
            _write_vectors(db, vectors)
        _log(db, "corrected", doc_id, row_hash(body))


def _carry(db: sqlite3.Connection, old: str, new: str) -> None:
    """What a person filled in for a file holds for its next version too, unless that has words of its own."""
    found = db.execute("SELECT body FROM corrections WHERE document = ?", (old,)).fetchone()
    known = db.execute("SELECT 1 FROM corrections WHERE document = ?", (new,)).fetchone()
    if found and not known:
        _keep(db, new, found[0])


def _keep(db: sqlite3.Connection, doc_id: str, body: str) -> None:
    columns = (doc_id, body, row_hash(doc_id, body))
    db.execute("INSERT INTO corrections (document, body, hash) VALUES (?,?,?)", columns)


def _is_stored(db: sqlite3.Connection, document: Document, rows: list[PassageRow], stored: str) -> bool:
    sql = f"SELECT {PASSAGE} FROM passages WHERE document = ? ORDER BY key"
    before = [PassageRow(*row) for row in db.execute(sql, (document.id,))]
    return before == rows and row_hash(*write_document(document)) == stored


def _write(db: sqlite3.Connection, incoming: Incoming, rows: list[PassageRow], known: bool) -> str:
    """Write a document and its passages, over an older record of the same text if there is one."""
    document = incoming.document
    columns = write_document(document)
    total = row_hash(*columns)
    if known:
        db.execute("DELETE FROM passages WHERE document = ?", (document.id,))
        names = ", ".join(f"{name.strip()} = ?" for name in DOCUMENT.split(","))
        db.execute(f"UPDATE documents SET {names}, hash = ? WHERE id = ?", (*columns, total, document.id))
    else:
        db.execute(f"INSERT INTO documents ({DOCUMENT}, hash) VALUES (?,?,?,?,?,?,?,?,?)", (*columns, total))
    last: int = db.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'passages'"
    ).fetchone()[0]
    keyed = list(enumerate(rows, last + 1))
    hashes = [row_hash(key, *row) for key, row in keyed]
    sql = f"INSERT INTO passages (key, {PASSAGE}, hash) VALUES (?,?,?,?,?,?,?)"
    db.executemany(sql, [(key, *row, stored) for (key, row), stored in zip(keyed, hashes, strict=True)])
    if incoming.vectors:
        _set_encoder(db, incoming.encoder)
        _write_vectors(db, [(key, v) for (key, _), v in zip(keyed, incoming.vectors, strict=True)])
    return row_hash(total, *hashes)


def _name(db: sqlite3.Connection, source: Source) -> None:
    """Point a source at its document; a new one whose name is taken gets a longer name."""
    known = db.execute("SELECT name FROM sources WHERE path = ?", (source.path,)).fetchone()
    name = known[0] if known else next(n for n in _names(source) if not _taken(db, n))
    stored = row_hash(name, source.path, source.digest, source.document)
    db.execute(
        """INSERT INTO sources (name, path, digest, document, hash) VALUES (?,?,?,?,?) ON CONFLICT (path)
           DO UPDATE SET digest = excluded.digest, document = excluded.document, hash = excluded.hash""",
        (name, source.path, source.digest, source.document, stored),
    )


def _taken(db: sqlite3.Connection, name: str) -> bool:
    return bool(db.execute("SELECT 1 FROM sources WHERE name = ?", (name,)).fetchone())


def _names(source: Source) -> Iterator[str]:
    """通知.txt, 2020/通知.txt, 深圳/2020/通知.txt, …, then numbers."""
    yield source.name
    parts = Path(source.path).parts
    yield from ("/".join(parts[-length:]) for length in range(2, len(parts)))
    number = 2
    while True:
        yield f"{source.name} ({number})"
        number += 1


def _forget(db: sqlite3.Connection, doc_id: str) -> bool:
    """Delete a document that no source names any more, with its passages and vectors."""
    sql = "DELETE FROM documents WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sources WHERE document = ?1)"
    return db.execute(sql, (doc_id,)).rowcount > 0


def _set_encoder(db: sqlite3.Connection, encoder: str) -> None:
    """Vectors of two encoders never stand side by side, not even when they are equally long."""
    mixed = db.execute(
        "SELECT 1 FROM settings WHERE name = 'encoder' AND value <> ? AND EXISTS (SELECT 1 FROM vectors)",
        (encoder,),
    ).fetchone()
    if mixed:
        raise EncoderError(
            "资料库里的向量来自另一个向量模型，不能混用。请换回原来的模型，或运行 yanju index rebuild 重新编码。"
        )
    db.execute("INSERT OR REPLACE INTO settings (name, value) VALUES ('encoder', ?)", (encoder,))


def _write_vectors(db: sqlite3.Connection, vectors: Sequence[tuple[int, bytes]]) -> None:
    sql = "INSERT OR REPLACE INTO vectors (key, vector, hash) VALUES (?,?,?)"
    db.executemany(sql, [(key, vector, row_hash(key, vector)) for key, vector in vectors])


def _log(db: sqlite3.Connection, kind: Kind, doc_id: str, content: str) -> None:
    last = db.execute("SELECT generation, digest FROM changes ORDER BY generation DESC LIMIT 1").fetchone()
    generation, before = last or (0, "")
    link = chain(before, generation + 1, kind, doc_id, content)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    values = (generation + 1, kind, doc_id, content, link, at)
    db.execute(
        "INSERT INTO changes (generation, kind, document, content, digest, at) VALUES (?,?,?,?,?,?)", values
    )


def chain(before: str, generation: int, kind: str, doc_id: str, content: str) -> str:
    """The digest of a change: of what came before, and of what it did."""
    return row_hash(before, generation, kind, doc_id, content)
