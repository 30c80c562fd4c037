"""The page as a web application of its own: FastAPI outside, the guards, Gradio inside."""

import os
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant import generators
from assistant.generate import Generator
from assistant.settings import read_settings
from assistant.web import start
from assistant.web.adding import LARGEST_MB
from assistant.web.asking import Asking
from assistant.web.assets import Assets
from assistant.web.guards import HEADERS, BodyLimit, KnownHosts, RateLimit, SafeHeaders, SameOrigin
from assistant.web.login import Login
from assistant.web.page import CSS, HEAD, page, theme
from assistant.web.pages import Pages
from assistant.web.scrub import Scrub, scrub
from assistant.web.settings_tab import Setup
from assistant.web.shelf import Shelf
from assistant.web.turnstile import Gate, Turnstile
from index.library import Library

LARGEST_BODY = 1_000_000
"""Bytes of one request that asks something."""
LARGEST_UPLOAD = 200_000_000
"""Bytes of one request that brings files."""
HOSTS = ("127.0.0.1", "localhost", "[::1]")
_WRITES_A_SECOND, _WRITES_AT_ONCE = 50, 200
_CLOSED: dict[str, Any] = {"docs_url": None, "redoc_url": None, "openapi_url": None}
_PRIVATE: dict[str, Any] = {
    "footer_links": [],
    "run_history": False,
    "show_error": False,
    "allowed_paths": [],
    "max_file_size": f"{LARGEST_MB}mb",
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
    setup: Setup | None = None,
    password: str | None = None,
    scrub: Scrub = scrub,
    headers: Mapping[str, str] = HEADERS,
) -> FastAPI:
    """The page over one library. `sent_to` names the model's address, empty when nothing leaves the machine.

    `setup` and `password` are those of the environment where none are given; without a password there is
    no login. `scrub` and `headers` are two walls, each of which holds alone; a test takes one away.
    """
    password = os.environ.get(start.PASSWORD, "") if password is None else password
    app = FastAPI(**_CLOSED)
    setup = replace(setup or _setup(library), shared=bool(password))
    shelf = Shelf()
    shelf.serve(app)
    Pages(library).serve(app)
    turnstile = Turnstile()
    with start.unserved():
        blocks = page(library, generator, scrub, setup, sent_to, shelf, turnstile)
        blocks.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE, api_open=False)
    questions = [number for number, event in blocks.fns.items() if event.name == Asking.take.__name__]
    app.add_middleware(Gate, turnstile=turnstile, questions=questions)
    app.add_middleware(Assets)
    _guard(app, password, headers)
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


def _guard(app: FastAPI, password: str, headers: Mapping[str, str]) -> None:
    """Every guard around the page; the last added stands outermost."""
    if password:
        app.add_middleware(Login, password=password)
    app.add_middleware(SameOrigin)
    app.add_middleware(SafeHeaders, headers=headers)
    app.add_middleware(RateLimit, rate=_WRITES_A_SECOND, burst=_WRITES_AT_ONCE)
    app.add_middleware(KnownHosts, hosts=_hosts(bool(password)), addresses=bool(password))
    app.add_middleware(BodyLimit, most=LARGEST_BODY, larger={"/gradio_api/upload": LARGEST_UPLOAD})


def _setup(library: Library) -> Setup:
    """What this process was configured with; the library is open already."""
    settings = read_settings({"library": library.folder}, os.environ, Path.cwd())
    return Setup(library.folder, generators.endpoint(settings, os.environ), settings.encoder)


def _hosts(shared: bool) -> tuple[str, ...]:
    """The names under which the page may be opened: this machine's own, and where others may, what it is called."""
    if not shared:
        return HOSTS
    named = os.environ.get(start.NAMES, "").lower().replace(",", " ").split()
    return (*HOSTS, socket.gethostname().lower(), *named)
