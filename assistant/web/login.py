"""The guard that lets nobody in without the page's password: a form, a cookie, and patience with wrong tries."""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qs

from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.start import check_password

OPEN = frozenset({"/login", "/logout"})
"""Every path that is answered without a login."""
LASTS = 12 * 3600
"""Seconds after which a login ends."""
TRIES, WITHIN = 5, 300
"""How many wrong passwords one client may send in how many seconds."""
COOKIE, OWNER = "yanju_session", "yanju_owner"
"""The cookies: of one login, and of the browser, by which somebody who comes again is known."""
LOCAL = "local"
"""Who uses a page without a login."""
_KNOWN_FOR = 365 * 24 * 3600
_LARGEST_FORM = 4096
_REMEMBERED = 10_000
_FORM = (Path(__file__).parent / "login.html").read_text(encoding="utf-8")
_WRONG = "密码不对，请重试。"
_WAIT = "输错次数太多，请过五分钟再试。"


class Login:
    """Asks for one password, kept only as its scrypt hash. Logins live in memory and end with the server."""

    def __init__(self, app: ASGIApp, password: str, clock: Callable[[], float] = time.monotonic) -> None:
        check_password(password)
        self.app = app
        self._clock = clock
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(password)
        self._sessions: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._wrong: OrderedDict[str, tuple[float, ...]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        known = self._known(scope)
        if known and scope["path"] not in OPEN:
            return await self.app({**scope, OWNER: known}, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        """What is said to a request for one of the open paths, or without a login."""
        path, method = request.url.path, request.method
        if path == "/login" and method == "POST":
            return await self._try(request)
        if path == "/login" and method in ("GET", "HEAD"):
            return _form()
        if path == "/logout" and method in ("GET", "HEAD", "POST"):
            self._sessions.pop(_digest(request.cookies.get(COOKIE, "")), None)
            response = RedirectResponse("/login", 303)
            response.delete_cookie(COOKIE)
            return response
        if method == "GET" and path == "/":
            return RedirectResponse("/login", 303)
        return PlainTextResponse("请先登录。\n", 401, {"Connection": "close"})

    async def _try(self, request: Request) -> Response:
        client = request.client.host if request.client else ""
        now = self._clock()
        before = tuple(then for then in self._wrong.get(client, ()) if now - then < WITHIN)
        if len(before) >= TRIES:
            return _form(_WAIT, 429, {"Retry-After": str(WITHIN)})
        # Counted before the slow comparison, so that tries sent at once count too.
        self._wrong[client] = (*before, now)
        self._wrong.move_to_end(client)
        if len(self._wrong) > _REMEMBERED:
            self._wrong.popitem(last=False)
        if not await self._is_right(request):
            return _form(_WRONG, 403)
        # Another who came from there at the same moment may have forgotten them already.
        self._wrong.pop(client, None)
        token = secrets.token_urlsafe(32)
        browser = request.cookies.get(OWNER) or secrets.token_urlsafe(32)
        self._sessions[_digest(token)] = (now + LASTS, _digest(browser))
        if len(self._sessions) > _REMEMBERED:
            self._sessions.popitem(last=False)
        response = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        for name, value, lasts in ((COOKIE, token, LASTS), (OWNER, browser, _KNOWN_FOR)):
            response.set_cookie(name, value, max_age=lasts, httponly=True, samesite="lax", secure=secure)
        return response

    async def _is_right(self, request: Request) -> bool:
        if int(request.headers.get("content-length", "0")) > _LARGEST_FORM:
            return False
        sent = parse_qs((await request.body()).decode("utf-8", "replace")).get("password", [""])[0]
        return hmac.compare_digest(await run_sync(self._hashed, sent), self._hash)

    def _known(self, scope: Scope) -> str:
        """Whose request it is, if it carries the cookie of a login that has not ended; else nobody's, empty."""
        cookies = Request({**scope, "type": "http"}).cookies
        key = _digest(cookies.get(COOKIE, ""))
        until, owner = self._sessions.get(key, (0.0, ""))
        if until > self._clock():
            return owner
        self._sessions.pop(key, None)
        return ""

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode(), salt=self._salt, n=2**14, r=8, p=1)


def owner(request: HTTPConnection | None) -> str:
    """Who sends a request that was let in: a name for a folder, in which nothing can be read of the cookie."""
    return str(request.scope.get(OWNER, LOCAL)) if request else LOCAL


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _form(message: str = "", status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return HTMLResponse(_FORM.replace("{message}", message), status, dict(headers or {}))
