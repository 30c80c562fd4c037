"""What stands between the network and the page: each guard is one small ASGI middleware."""

import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from ipaddress import ip_address
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
            "style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; connect-src 'self'; "
            "font-src 'self' data:; frame-src 'none'; object-src 'none'; base-uri 'self'; "
            "form-action 'self'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-DNS-Prefetch-Control": "off",
    }
)
"""The policy has no 'unsafe-eval' and no other host: a text that slips through still loads nothing."""


class BodyLimit:
    """Refuses a body beyond `most` bytes by the length it declares, before any of it is read.

    `larger` are the paths that take more. The server holds a body to its declared length; one that
    declares none is refused too.
    """

    def __init__(self, app: ASGIApp, most: int, larger: Mapping[str, int] = MappingProxyType({})) -> None:
        self.app = app
        self.most = most
        self.larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if "transfer-encoding" in headers:
                return await _refuse(
                    scope, receive, send, 411, "请求没有写明长度。请注明 Content-Length 后重试。"
                )
            length = headers.get("content-length", "0")
            most = self.larger.get(scope["path"], self.most)
            if not length.isdecimal() or int(length) > most:
                return await _refuse(
                    scope, receive, send, 413, f"请求超过 {most} 字节的上限。请减少内容后重试。"
                )
        await self.app(scope, receive, send)


class KnownHosts:
    """Serves only requests that were sent to one of our names, so that no foreign name can be pointed at us.

    `addresses` serves every numeric address too: nobody can point one of these elsewhere.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], addresses: bool = False) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            host = Headers(scope=scope).get("host", "")
            name, colon, port = host.rpartition(":")
            name = (name if colon and port.isdecimal() else host).lower()
            if name not in self.hosts and not (self.addresses and _is_address(name)):
                return await _refuse(scope, receive, send, 400, "地址不对。请用启动时显示的网址打开。")
        await self.app(scope, receive, send)


class RateLimit:
    """Lets each client write `rate` times a second on average, and `burst` times at once."""

    REMEMBERED = 1000

    def __init__(
        self, app: ASGIApp, rate: float, burst: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.app = app
        self.rate = rate
        self.burst = burst
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not self._allows(scope):
            return await _refuse(
                scope, receive, send, 429, "请求太频繁。请稍等几秒再试。", {"Retry-After": "2"}
            )
        await self.app(scope, receive, send)

    def _allows(self, scope: Scope) -> bool:
        client = scope["client"][0] if scope.get("client") else ""
        now = self._clock()
        left, then = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.rate)
        self._left[client] = (max(left - 1, 0), now)
        if len(self._left) > self.REMEMBERED:
            self._left.popitem(last=False)
        return left >= 1


class SameOrigin:
    """Refuses a write that another site had the browser send. Programs send no Origin and may write."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        writes = scope["type"] == "websocket" or (
            scope["type"] == "http" and scope["method"] not in SAFE_METHODS
        )
        if writes and not _same_origin(scope):
            return await _refuse(scope, receive, send, 403, "只接受本页面发出的请求。请在言据的页面里操作。")
        await self.app(scope, receive, send)


class SafeHeaders:
    """Puts our headers on every response, and takes off what would let other sites read it.

    A browser may keep what stands below `KEPT`: there the name changes with what is in a file.
    """

    KEPT = "/assets/"

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name in [name for name in sent if name.startswith("access-control-")]:
                    del sent[name]
                sent.update(self.headers)
                if message["status"] == 200 and scope["path"].startswith(self.KEPT):
                    sent["Cache-Control"] = "private, max-age=31536000, immutable"
            await send(message)

        await self.app(scope, receive, safely)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _same_origin(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    ours = f"{scope['scheme']}://{headers.get('host', '')}"
    return origin in (None, ours) and site in ("none", "same-origin")


async def _refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    message: str,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Answer without reading the body, and close the connection that may still carry it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    response = PlainTextResponse(
        message + "\n", status, {"Connection": "close", "X-Content-Type-Options": "nosniff", **headers}
    )
    await response(scope, receive, send)
