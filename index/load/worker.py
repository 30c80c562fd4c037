"""The process that reads files for a `sandbox`: it limits itself, then answers one request after another.

A request is a line of JSON and the file's bytes; the reply is a line of JSON: the document's columns, or a page as a
picture, or the name and message of a SourceError. Any other error ends the process.
"""

import base64
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from index.catalog import CatalogEntry
from index.errors import LimitError, ScannedFileError, SourceError
from index.load.comma import load_comma
from index.load.drawn import draw
from index.load.pdf import load_pdf
from index.load.scan import load_scan
from index.load.sheet import load_sheet
from index.load.slides import load_slides
from index.load.web import load_web
from index.load.word import load_word
from index.record import write_document
from index.types import Document

_LOADERS: Mapping[str, Callable[[bytes, str, CatalogEntry | None], Document]] = {
    ".docx": load_word,
    ".pdf": load_pdf,
    ".pptx": load_slides,
    ".xlsx": load_sheet,
    ".csv": load_comma,
    ".html": load_web,
    ".htm": load_web,
}
_SCANS_FROM = 2 * 2**30


def main() -> None:
    memory = int(sys.argv[1])
    limit(memory)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not be taken for a reply.
    os.dup2(2, 1)
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        spend(request["seconds"])
        reply = answer(data, request, scans=memory > _SCANS_FROM)
        _say(replies, reply)


def limit(memory: int) -> None:
    """No more memory than this, no core file, few open files, nothing written to disk. Does nothing on Windows."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))


def spend(seconds: int) -> None:
    """End this process when it has used that much more processor time."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def answer(data: bytes, request: Mapping[str, Any], scans: bool) -> dict[str, object]:
    """What became of one file."""
    name, entry = request["name"], request.get("entry")
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in (entry or {}).items()}
    known = CatalogEntry(**fields) if fields else None
    loader = load_scan if scans else _LOADERS[Path(name).suffix.lower()]
    try:
        if "page" in request:
            picture = draw(data, name, request["page"], request["frames"], request["whole"])
            return {"png": base64.b64encode(picture).decode()}
        return dict(write_document(loader(data, name, known))._asdict())
    except ScannedFileError as error:
        return {"error": "ScannedFileError", "message": str(error), "pages": error.pages}
    except SourceError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except (MemoryError, RecursionError):
        message = f"读取“{name}”占用过大，已停止。请拆分后再试，或另存为纯文本。"
        return {"error": LimitError.__name__, "message": message}


def _say(replies: IO[bytes], reply: Mapping[str, object]) -> None:
    replies.write(json.dumps(reply).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    main()
