"""Starting the page: what is refused beforehand, where it listens, how it ends."""

import gc
import inspect
import socket
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.errors import SettingsError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

PASSWORD, NAMES = "YANJU_PASSWORD", "YANJU_HOSTS"
"""The variables with the page's password, and with the names by which others open it."""
LOCAL = ("127.0.0.1", "::1", "localhost")
_UNSAFE = ("GRADIO_SHARE", "GRADIO_ALLOWED_PATHS")
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Gradio's statistics of its own events, summed up anew after each of them.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}
_BACKLOG = 128
_READING = 75
"""Seconds for which a connection is kept while somebody reads: longer than it takes to read an answer."""
_SHORTEST = 8


def check_password(password: str) -> None:
    """SettingsError for one that is too short to protect anything."""
    if len(password) < _SHORTEST:
        raise SettingsError(f"{PASSWORD} 至少要 {_SHORTEST} 个字符。请换一个更长的密码后重试。")


def refuse_unsafe(host: str, environ: Mapping[str, str]) -> None:
    """SettingsError for an address that others can reach where no password is set, or one that protects nothing,
    and for a variable that would open the page or its files."""
    if password := environ.get(PASSWORD, ""):
        check_password(password)
    elif host not in LOCAL:
        raise SettingsError(
            f"没有设密码，不能在 {host or '所有地址'} 上对外开放。请设环境变量 {PASSWORD}（至少 {_SHORTEST} 个字符）后重试，"
            "或去掉 --host，只在本机（127.0.0.1）使用。"
        )
    for name in _UNSAFE:
        if environ.get(name):
            raise SettingsError(
                f"环境变量 {name} 会把页面或文件开放给别人，已拒绝启动。请先取消这个变量（unset {name}）。"
            )


def keep_quiet(environ: MutableMapping[str, str]) -> None:
    """Have the libraries below the page send nothing; to be called before they are imported."""
    environ.update(_QUIET)
    environ.setdefault("HF_HUB_OFFLINE", "1")


@contextmanager
def undisturbed() -> Iterator[None]:
    """For as long as Gradio is imported and the page is built: what only holds up a start is left out.

    Garbage is not looked for, and never in what is there at the end. Gradio 6.31 writes a stub of each of
    its classes for editors, at every import, which is half of it; of a class that stands in no file it
    writes none.
    """
    found = inspect.getfile
    inspect.getfile = _in_no_file
    gc.disable()
    try:
        yield
    finally:
        inspect.getfile = found
        gc.freeze()
        gc.enable()


@contextmanager
def unserved() -> Iterator[None]:
    """For as long as a page is built that is mounted later.

    Gradio 6.31 makes the application that serves a page three times before it is mounted, a tenth of a second
    in all; mounting makes the one that is used.
    """
    # Half of a start, and the refusals must not wait for it.
    from gradio import routes

    apps: Any = routes.App
    made = apps.create_app
    apps.create_app = staticmethod(_none)
    try:
        yield
    finally:
        apps.create_app = staticmethod(made)


def _none(*_: object, **__: object) -> None:
    """No application."""


def _in_no_file(object: object) -> NoReturn:
    raise FileNotFoundError(object)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that a taken port is known before anything slow begins. 0 takes any port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise SettingsError(
            f"端口 {port} 不能用（可能已被别的程序占用）。请用 --port 换一个端口。"
        ) from error
    # Each connection takes it over. Else the second piece of an answer waits for word of the first, 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address(listening: socket.socket) -> str:
    """Where a browser finds the page."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def server(app: "FastAPI") -> "uvicorn.Server":
    """What serves the page. Open pages keep a connection, so the end does not wait for them."""
    # Half a second, and the refusals above must not wait for it.
    import uvicorn

    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_READING,
            timeout_graceful_shutdown=1,
        )
    )


def run(app: "FastAPI", listening: socket.socket) -> None:
    """Serve until interrupted."""
    with suppress(KeyboardInterrupt):
        server(app).run(sockets=[listening])
