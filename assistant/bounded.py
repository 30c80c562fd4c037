"""An HTTP client for one endpoint that ends every exchange: in time, in size, and never with another host."""

import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import httpcore
import httpx

from assistant.errors import GeneratorError

MOST_BYTES = 4_000_000
"""Of one reply as it comes over the wire; a character of a streamed reply takes up to 200."""
_HOPS = 3


def client(base_url: str, until: float) -> httpx.Client:
    """A client whose every connection is over at `until` (time.monotonic). To be used in a with statement.

    It raises GeneratorError, with the reason in Chinese, for a redirect to another host, a reply that is
    no event stream, and too large a reply; httpcore.TimeoutException when time is up. A proxy that
    the environment names is not used: what is sent goes to the endpoint itself.
    """
    return httpx.Client(
        transport=_Transport(httpx.URL(base_url), until),
        headers={"Accept-Encoding": "identity"},
        follow_redirects=True,
        max_redirects=_HOPS,
        trust_env=False,
    )


class _Transport(httpx.BaseTransport):
    """Every request of the client comes through here, each hop of a redirect too."""

    def __init__(self, home: httpx.URL, until: float) -> None:
        self._home = _origin(home)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context() if home.scheme == "https" else None,
            network_backend=_Timed(until),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if _origin(request.url) != self._home:
            raise GeneratorError("模型服务要把请求转到另一个地址，已拒绝")
        assert isinstance(request.stream, httpx.SyncByteStream)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, content=request.stream)
        )
        headers = httpx.Headers(answer.headers)
        body = _Counted(answer)
        if answer.status == 200:
            _must_be_a_stream(headers, body)
        return httpx.Response(answer.status, headers=headers, stream=body)

    def close(self) -> None:
        self._pool.close()


def _must_be_a_stream(headers: httpx.Headers, body: "_Counted") -> None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "text/event-stream" or headers.get("content-encoding", "identity") != "identity":
        body.close()
        raise GeneratorError("模型服务返回的不是流式的模型回复，请检查 YANJU_LLM_BASE_URL")


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


class _Counted(httpx.SyncByteStream):
    """A reply's bytes, as far as they are not too many."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._answer.iter_stream():
            size += len(part)
            if size > MOST_BYTES:
                raise GeneratorError("模型服务的回复太大")
            yield part

    def close(self) -> None:
        self._answer.close()


class _Timed(httpcore.NetworkBackend):
    """Connections on which no wait lasts beyond `until`, whatever time-out a caller asks for."""

    def __init__(self, until: float) -> None:
        self._until = until
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self._until, httpcore.ConnectTimeout)
        return _TimedStream(
            self._inner.connect_tcp(host, port, left, local_address, socket_options), self._until
        )

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> NoReturn:
        raise NotImplementedError("an endpoint has an address on the network")


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, until: float) -> None:
        self._inner = inner
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._until, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._until, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._until, httpcore.ConnectTimeout)
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _left(until: float, late: type[httpcore.TimeoutException]) -> float:
    """The seconds that are left; `late` is raised when there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise late("the exchange is over")
    return left
