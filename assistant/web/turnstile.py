"""How many questions are being answered or wait for it: one too many is told so at once, and waits for nothing."""

import json
import threading
import time
from collections.abc import Callable, Collection

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import RequestError

MOST = 36
"""Those that are answered at once, and 32 that wait."""
_PATIENCE = 120.0
"""Seconds after which a question counts no more: whoever asked it may have closed the page."""
_BUSY = "系统繁忙：正在回答的问题太多。请过几秒再提一次。"


class Turnstile:
    """Counts who has been let in and has not left yet, by any name that tells them apart."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._inside: dict[str, float] = {}

    def enter(self, who: str) -> None:
        """RequestError when too many are inside."""
        with self._lock:
            now = self._clock()
            self._inside = {one: since for one, since in self._inside.items() if now - since < _PATIENCE}
            if len(self._inside) >= self._most and who not in self._inside:
                raise RequestError(_BUSY)
            self._inside[who] = now

    def leave(self, who: str) -> None:
        with self._lock:
            self._inside.pop(who, None)


class Gate:
    """Lets a question in or turns it away before the page begins to work for it, so that many at once are told at once.

    `questions` are the numbers of the page's events by which a question is taken.
    """

    PATH = "/gradio_api/run/predict"

    def __init__(self, app: ASGIApp, turnstile: Turnstile, questions: Collection[int]) -> None:
        self.app = app
        self.turnstile = turnstile
        self.questions = frozenset(questions)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != self.PATH or scope["method"] != "POST":
            return await self.app(scope, receive, send)
        body = await _whole(receive)
        try:
            if who := self._asks(body):
                self.turnstile.enter(who)
        except RequestError as error:
            return await JSONResponse({"error": str(error)}, 503)(scope, receive, send)
        told = iter([body])

        async def again() -> Message:
            if (whole := next(told, None)) is not None:
                return {"type": "http.request", "body": whole, "more_body": False}
            return await receive()

        await self.app(scope, again, send)

    def _asks(self, body: bytes) -> str:
        """The session that asks a question by this request; none for any other request."""
        try:
            said = json.loads(body)
        except ValueError:
            return ""
        asks = isinstance(said, dict) and said.get("fn_index") in self.questions
        return str(said.get("session_hash") or "") if asks else ""


async def _whole(receive: Receive) -> bytes:
    """The body of a request, which an outer guard has found small."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body"):
            return body
