"""Pages of PDF files as pictures with the quoted words boxed, drawn when they are first looked at.

They are kept in memory for a while, and never on the disk: what is removed stays in no file of ours.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from index.errors import ExpectedError, LimitError
from index.library import Library
from index.load import read
from index.load.sandbox import Sandbox
from index.original import original
from index.types import Location, Span

if TYPE_CHECKING:
    from fastapi import FastAPI

PATH = "/page"
_MOST = 2
"""Pages of one quote that are shown."""
_LARGEST = 32_000_000
_AT_ONCE, _PATIENCE = 2, 20.0
_BUSY = "系统繁忙，这一页没有画出来。请过几秒再点一次。"


def pictured(span: Span, place: Location, library: Library) -> Iterator[tuple[int, str, str]]:
    """(page, address of what stands near the quote, address of the whole page); nothing where a file has no pages.

    NotFoundError when the file is not what it was any more.
    """
    pages = sorted({box.page for box in place.boxes})[:_MOST]
    if pages:
        original(library, span.doc_id)
    for page in pages:
        yield page, f"{PATH}/near/{span}/{page}", f"{PATH}/whole/{span}/{page}"


class Pages:
    """Draws pages, two at once, each in a process of its own; remembers 32 MB of them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._drawing = threading.Semaphore(_AT_ONCE)
        self._drawn: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    def picture(self, span: Span, page: int, *, whole: bool) -> bytes:
        """A PNG. ExpectedError when the quote, the file or the page is not there, or too many are being drawn."""
        boxes = self._library.locate(span).boxes
        path = original(self._library, span.doc_id)
        key = (str(span), str(page), str(whole), str(path), str(path.stat().st_mtime_ns))
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        if not self._drawing.acquire(timeout=_PATIENCE):
            raise LimitError(_BUSY)
        try:
            with Sandbox() as own:
                png = own.draw(read(path), path.name, page, boxes, whole=whole)
        finally:
            self._drawing.release()
        with self._lock:
            self._drawn[key] = png
            while len(self._drawn) > 1 and sum(map(len, self._drawn.values())) > _LARGEST:
                self._drawn.popitem(last=False)
        return png

    def serve(self, app: "FastAPI") -> None:
        """Have an application show the pages."""

        def show(part: str, span: str, page: int) -> Response:
            try:
                png = self.picture(Span.parse(span), page, whole=part == "whole")
            except (ExpectedError, ValueError) as error:
                told = str(error) if isinstance(error, ExpectedError) else "没有这一页。"
                return PlainTextResponse(f"{told}\n", 404)
            return Response(png, 200, {"Cache-Control": "no-store"}, "image/png")

        app.add_api_route(f"{PATH}/{{part}}/{{span}}/{{page}}", show, methods=["GET"], response_model=None)
