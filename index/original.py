"""The file that a document was read from, as long as it is where it was and is what it was."""

from functools import lru_cache
from pathlib import Path

from index.errors import NotFoundError, SourceError
from index.folder import catalogued
from index.intake import source_of
from index.library import Library

_REMEMBERED = 64


def original(library: Library, doc_id: str) -> Path:
    """Where it is. NotFoundError when it was moved or changed since, or was uploaded, for no copy of that is kept."""
    moved = True
    for source in library.sources():
        if source.document == doc_id and Path(source.path).is_file():
            moved = False
            stat = Path(source.path).stat()
            if _is_as_read(source.path, source.digest, stat.st_mtime_ns, stat.st_size):
                return Path(source.path)
    raise NotFoundError(
        "原文件不在原来的位置（在网页上添加的文件不留副本），这里只显示文字。"
        if moved
        else "原文件在入库后改动过，这里只显示入库时的文字。要看新的内容，请重新添加。"
    )


@lru_cache(_REMEMBERED)
def _is_as_read(path: str, digest: str, changed: int, size: int) -> bool:
    """Whether a file still has the bytes that were read; it is read again only when time or size say so."""
    file = Path(path)
    try:
        entries = (None, catalogued(file))
        return any(source_of(file, entry).digest == digest for entry in entries)
    except SourceError:
        return False
