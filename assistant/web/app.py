"""The page as a web application of its own: FastAPI outside, the guards, Gradio inside."""

from collections.abc import Mapping
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.generate import Generator
from assistant.web.guards import HEADERS, BodyLimit, KnownHosts, RateLimit, SafeHeaders, SameOrigin
from assistant.web.page import CSS, HEAD, page, theme
from assistant.web.scrub import Scrub, scrub
from index.library import Library

LARGEST_BODY = 1_000_000
"""Bytes of one request. The page sends questions, and no files."""
HOSTS = ("127.0.0.1", "localhost", "[::1]")
_WRITES_A_SECOND, _WRITES_AT_ONCE = 50, 200
_CLOSED: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None}
_PRIVATE: dict[str, Any] = {
    "footer_links": [],
    "run_history": False,
    "show_error": False,
    "allowed_paths": [],
    "max_file_size": "50mb",
    "ssr_mode": False,
    "pwa": False,
    "enable_monitoring": False,
    "mcp_server": False,
}
"""Each of these would keep, show or open something, and some are on where nothing is said."""
_WAITING, _AT_ONCE = 32, 4


def application(
    library: Library,
    generator: Generator,
    *,
    sent_to: str = "",
    scrub: Scrub = scrub,
    headers: Mapping[str, str] = HEADERS,
) -> FastAPI:
    """The page over one library. `sent_to` names the model's address, empty when nothing leaves the machine.

    `scrub` and `headers` are two walls, each of which holds alone; a test takes one away.
    """
    app = FastAPI(**_CLOSED)
    blocks = page(library, generator, scrub, sent_to)
    blocks.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE, api_open=False)
    # The last added stands outermost.
    app.add_middleware(SafeHeaders, headers=headers)
    app.add_middleware(SameOrigin)
    app.add_middleware(RateLimit, rate=_WRITES_A_SECOND, burst=_WRITES_AT_ONCE)
    app.add_middleware(KnownHosts, hosts=HOSTS)
    app.add_middleware(BodyLimit, most=LARGEST_BODY)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        app_kwargs=dict(_CLOSED),
        blocked_paths=[str(library.folder.resolve())],
        theme=theme(),
        css=CSS,
        head=HEAD,
        **_PRIVATE,
    )
    return app
