"""A file on its way in: read, parsed, split and encoded, all before a transaction opens."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index import change, describe
from index.catalog import CatalogEntry
from index.change import Incoming
from index.correction import Correction
from index.errors import SourceError
from index.folder import Listed
from index.load import load, read, version
from index.load.sandbox import Sandbox
from index.lock import writing
from index.results import Added
from index.split import split
from index.store import Failure, Source, Store
from index.told import differing
from index.types import Document, Passage

if TYPE_CHECKING:
    from index.encode import Encoder

Made = Incoming | Added | SourceError
"""What is to be put, or that nothing has changed, or why there is nothing."""


def source_of(path: Path, entry: CatalogEntry | None) -> Source:
    """A file as a source, not read yet into a document. Its digest also covers what decides how it is read."""
    total = hashlib.sha256(read(path))
    total.update(f"\n{version(path.suffix)} {describe.VERSION}\n{entry!r}".encode())
    return Source(shown(path.name), shown(os.path.abspath(path)), total.hexdigest(), "")


def shown(path: str | Path) -> str:
    """A path as text that can be stored and printed, whatever bytes the file system gave it."""
    return os.fsencode(path).decode("utf-8", "replace")


def incoming(document: Document, source: Source, store: Store, encoder: "Encoder | None") -> Incoming:
    """A document with its passages, and their vectors when there is an encoder."""
    passages = split(document)
    if encoder is None or not passages:
        return Incoming(document, passages, source)
    known = [document.id, *(old.document for old in store.sources("path = ?", source.path))]
    corrections = (store.correction(doc_id) for doc_id in known)
    correction = next((c for c in corrections if c.filled), Correction())
    vectors = encode(correction.applied(document), passages, encoder)
    return Incoming(document, passages, source, vectors, encoder.fingerprint, bool(correction.filled))


def of_file(given: Listed, store: Store, encoder: "Encoder | None", sandbox: Sandbox) -> Made:
    """What is to be put of a file."""
    path, entry = given
    try:
        source = source_of(path, entry)
        for known in store.sources("path = ? AND digest = ?", source.path, source.digest):
            return Added(known.document, known.name, "unchanged")
        return incoming(_described(given, source, store, sandbox), source, store, encoder)
    except SourceError as error:
        return error


def _described(given: Listed, source: Source, store: Store, sandbox: Sandbox) -> Document:
    """A file as a document; what its own catalogue leaves unsaid, those of other files with the same text have said."""
    path, entry = given
    document, own = load(path, entry, sandbox), entry or CatalogEntry(path.name)
    others = store.sources("document = ? AND path <> ?", document.id, source.path)
    known = store.sound(document.id) if others else None
    told = said = own.over(known.meta.catalogued) if known else own
    # A text without a title goes by the name of its first file, as long as that is there.
    untitled = document.meta.titled is None and any(Path(other.path).exists() for other in others)
    if known and untitled and not said.title:
        told = replace(said, title=known.title)
    if told != own:
        document = load(path, told, sandbox)
    return replace(document, meta=replace(document.meta, catalogued=said.words))


def of_document(given: tuple[Document, str, str], store: Store, encoder: "Encoder | None") -> Made:
    """What is to be put of a document that was read elsewhere, given with a name and the digest of its bytes."""
    document, name, digest = given
    for known in store.sources("path = ? AND digest = ?", name, digest):
        if known.document == document.id:
            return Added(known.document, known.name, "unchanged")
    return incoming(document, Source(name, name, digest, document.id), store, encoder)


def put(incoming: Incoming, store: Store) -> Added:
    """Put it, and say what has become of it. Needs the lock."""
    document, path = incoming.document, incoming.source.path
    before, known = store.sound(document.id), store.sources("document = ?", document.id)
    status = change.put(store.path, incoming)
    name = store.sources("path = ?", path)[0].name
    if before is None:
        return Added(document.id, name, status)
    corrected = store.correction(document.id).applied
    twin = "" if any(source.path == path for source in known) else corrected(before).title
    return Added(document.id, name, status, twin, differing(corrected(before), corrected(document)))


def correct(
    store: Store, doc_id: str, correction: Correction, encoder: "Encoder | None", *, retitled: bool
) -> None:
    """Keep a correction, and encode the passages anew if the title, which is encoded with them, changed. Needs the lock."""
    vectors: list[tuple[int, bytes]] | None = None
    if retitled and store.count("vectors"):
        keyed = store.passages_of(doc_id)
        # Without the encoder at hand they go: stale ones would make the library differ from one built anew.
        vectors = []
        if encoder is not None and keyed and store.setting("encoder") == encoder.fingerprint:
            shown = correction.applied(store.as_read(doc_id))
            blobs = encode(shown, [passage for _, passage in keyed], encoder)
            vectors = list(zip((key for key, _ in keyed), blobs, strict=True))
    change.correct(store.path, doc_id, correction.written() if correction.filled else "", vectors)


def remember(path: Path, error: SourceError, store: Store, wait: float) -> None:
    """Keep why a file that is there cannot become a document."""
    if path.is_file():
        failure = Failure(shown(path.name), shown(os.path.abspath(path)), error.state, shown(str(error)))
        with writing(store.path.parent, wait):
            change.fail(store.path, failure)


def encode(document: Document, passages: Sequence[Passage], encoder: "Encoder") -> list[bytes]:
    """One vector a passage, as stored: half-precision, little-endian. Title and headings are read with the words."""
    texts = ["\n".join((document.title, *p.heading, document.at(p.span))) for p in passages]
    return [row.tobytes() for row in encoder.encode_passages(texts).astype("<f2")]


def forget(store: Store, name: str) -> tuple[str, ...]:
    """Say no more of the files that could not be read and go by a name or path; their names. Needs the lock."""
    meant = [f for f in store.failures() if name == f.name or shown(os.path.abspath(name)) == f.path]
    if meant:
        change.forget(store.path, meant)
    return tuple(failure.name for failure in meant)
