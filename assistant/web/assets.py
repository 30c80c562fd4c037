"""The scripts and styles of Gradio, sent as they are, for a first page asks for eighty of them."""

import os
from types import MappingProxyType

from gradio.route_utils import BUILD_PATH_LIB
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.guards import SafeHeaders

_TYPES = MappingProxyType({".js": "text/javascript", ".css": "text/css"})


class Assets:
    """Answers for them at once; the page answers for everything else.

    Gradio 6.31 has each pass its own middleware and routes, packs it anew and reads it in other threads:
    together half of what a first page costs the server.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._types = {
            entry.name: _TYPES[suffix]
            for entry in os.scandir(BUILD_PATH_LIB)
            if (suffix := os.path.splitext(entry.name)[1]) in _TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and scope["path"].startswith(SafeHeaders.KEPT)
        ):
            name = scope["path"].removeprefix(SafeHeaders.KEPT)
            if name in self._types:
                # They are small and the system keeps them at hand: a thread would take longer than the reading.
                with open(os.path.join(BUILD_PATH_LIB, name), "rb") as file:
                    response = Response(file.read(), media_type=self._types[name])
                return await response(scope, receive, send)
        await self.app(scope, receive, send)
