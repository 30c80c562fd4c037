"""Files that were made for somebody, kept in memory under secret names until they are fetched or forgotten.

Nothing of them is written to the disk: what is removed from the library stays in no file of ours.
"""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from fastapi import FastAPI

PATH = "/made/"
_LASTS = 600.0
_MOST, _LARGEST = 100, 64_000_000
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_GONE = "文件已过期。请回到言据的页面，重新点一次下载。\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A file by its name and its bytes."""

    name: str
    data: bytes


class Shelf:
    """Keeps a file for ten minutes, and the newest hundred of them, 64 MB in all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Made]] = OrderedDict()

    def put(self, made: Made) -> str:
        """The path under which a file can be fetched, known to who is told it and to nobody else."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._kept[token] = (self._clock() + _LASTS, made)
            while len(self._kept) > 1 and (len(self._kept) > _MOST or self._size() > _LARGEST):
                self._kept.popitem(last=False)
            self._forget()
        return PATH + token

    def get(self, token: str) -> Made | None:
        """The file, or None when it is not kept, or not any more."""
        with self._lock:
            self._forget()
            found = self._kept.get(token)
        return found[1] if found else None

    def serve(self, app: "FastAPI") -> None:
        """Have an application hand the files out."""

        def fetch(token: str) -> Response:
            made = self.get(token)
            return PlainTextResponse(_GONE, 404) if made is None else _response(made)

        app.add_api_route(PATH + "{token}", fetch, methods=["GET"], response_model=None)

    def _forget(self) -> None:
        now = self._clock()
        for token in [token for token, (until, _) in self._kept.items() if until <= now]:
            del self._kept[token]

    def _size(self) -> int:
        return sum(len(made.data) for _, made in self._kept.values())


def _response(made: Made) -> Response:
    suffix = PurePath(made.name).suffix.lower()
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(made.name, safe='')}",
        "Cache-Control": "no-store",
    }
    return Response(made.data, 200, headers, _TYPES.get(suffix, "application/octet-stream"))
