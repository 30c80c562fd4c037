"""A file on its way in: read, parsed, split and encoded, all before a transaction opens."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalog import CatalogEntry
from index.change import Incoming
from index.load import load, read
from index.load.text import VERSION
from index.split import split
from index.store import Source
from index.types import Document, Passage

if TYPE_CHECKING:
    from index.encode import Encoder


def source_of(path: Path, entry: CatalogEntry | None) -> Source:
    """A file as a source, not read yet into a document. Its digest also covers what decides how it is read."""
    total = hashlib.sha256(read(path))
    total.update(f"\n{VERSION}\n{entry!r}".encode())
    return Source(shown(path.name), shown(os.path.abspath(path)), total.hexdigest(), "")


def shown(path: str | Path) -> str:
    """A path as text that can be stored and printed, whatever bytes the file system gave it."""
    return os.fsencode(path).decode("utf-8", "replace")


def incoming(document: Document, source: Source, encoder: "Encoder | None") -> Incoming:
    """A document with its passages, and their vectors when there is an encoder."""
    passages = split(document)
    if encoder is None or not passages:
        return Incoming(document, passages, source)
    return Incoming(document, passages, source, encode(document, passages, encoder), encoder.fingerprint)


def from_file(path: Path, entry: CatalogEntry | None, source: Source, encoder: "Encoder | None") -> Incoming:
    """SourceError when the file cannot become a document."""
    return incoming(load(path, entry), source, encoder)


def encode(document: Document, passages: Sequence[Passage], encoder: "Encoder") -> list[bytes]:
    """One vector a passage, as stored: half-precision, little-endian. Title and headings are read with the words."""
    texts = ["\n".join((document.title, *p.heading, document.at(p.span))) for p in passages]
    return [row.tobytes() for row in encoder.encode_passages(texts).astype("<f2")]
