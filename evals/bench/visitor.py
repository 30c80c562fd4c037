"""Somebody at the page without a browser: asks over HTTP just as the page does, so that many can at once."""

import json
import secrets
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

_API = "/gradio_api"
_PATIENCE = 60.0
BUSY = "系统繁忙"
_ANSWERED = '"success":true'


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question: everything the page was sent, as JSON, and after how many seconds."""

    text: str
    seconds: float

    @property
    def busy(self) -> bool:
        return BUSY in self.text

    @property
    def answered(self) -> bool:
        return _ANSWERED in self.text


class Visitor:
    """One open page; to be used in a with statement. `address` is the visitor's own, where several are told apart."""

    def __init__(self, url: str, *, password: str = "", address: str = "127.0.0.1") -> None:
        transport = httpx.HTTPTransport(local_address=address)
        self._client = httpx.Client(
            base_url=url, transport=transport, timeout=_PATIENCE, follow_redirects=True
        )
        self._session = secrets.token_hex(6)
        if password:
            self.log_in(password)
        config: dict[str, Any] = self._client.get("/config").raise_for_status().json()
        self._events = {event["id"]: event for event in config["dependencies"]}
        self._parts = {part["id"]: part["props"] for part in config["components"]}
        self._named = {props["elem_id"]: i for i, props in self._parts.items() if props.get("elem_id")}
        self._take = self._after("question", "submit")
        self._answer = next(e["id"] for e in self._events.values() if e.get("trigger_after") == self._take)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def ask(self, question: str) -> Reply:
        """Ask, and wait until the answer is whole. httpx.HTTPError when the page says no."""
        begun = time.perf_counter()
        taken = self.take(question)
        answer = "" if BUSY in taken else self.answer()
        return Reply(taken + answer, time.perf_counter() - begun)

    def take(self, question: str) -> str:
        """The first half of that: the question is taken, or one is told why not."""
        return self.call(self._take, question=question)

    def answer(self) -> str:
        """The second half: the whole stream of the answer to the question that was taken."""
        return self._queued(self._answer)

    def log_in(self, password: str) -> None:
        self._client.post("/login", data={"password": password}).raise_for_status()

    def forget(self, cookie: str) -> None:
        self._client.cookies.delete(cookie)

    def cookies(self) -> str:
        """All of them, as text."""
        return repr(dict(self._client.cookies))

    def call(self, event: int, **given: object) -> str:
        """What an event that waits for nobody answers with; `given` are the values of parts by their names."""
        reply = self._client.post(f"{_API}/run/predict", json=self._request(event, given))
        if reply.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            return str(reply.json()["error"])
        return reply.raise_for_status().text

    def look(self, name: str, what: str) -> str:
        """What is shown when something is done to a part, as the list of conversations is when it is opened."""
        return self.call(self._after(name, what))

    def load(self, address: str = "") -> str:
        """What a page is first sent: everything that happens by itself when it opens, at an address of ours."""
        self._client.params = httpx.QueryParams(address)
        events = [
            i for i, event in self._events.items() if any(what == "load" for _, what in _targets(event))
        ]
        return "".join(self.call(event) for event in events if not self._events[event]["queue"])

    def _queued(self, event: int) -> str:
        """The whole stream of an event that waits in the queue."""
        said: list[str] = []
        joined = self._client.post(f"{_API}/queue/join", json=self._request(event, {}))
        joined.raise_for_status()
        with self._client.stream(
            "GET", f"{_API}/queue/data", params={"session_hash": self._session}
        ) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    said.append(line)
                    if json.loads(line[5:])["msg"] in ("process_completed", "close_stream"):
                        break
        return "\n".join(said)

    def _after(self, name: str, what: str) -> int:
        part = self._named[name]
        found: int = next(i for i, event in self._events.items() if (part, what) in _targets(event))
        return found

    def _request(self, event: int, given: dict[str, object]) -> dict[str, object]:
        values = {self._named[name]: value for name, value in given.items()}
        data = [values.get(i, self._value(i)) for i in self._events[event]["inputs"]]
        return {"fn_index": event, "session_hash": self._session, "data": data, "trigger_id": None}

    def _value(self, part: int) -> object:
        return self._parts[part].get("value")


def _targets(event: dict[str, Any]) -> list[tuple[int | None, str]]:
    return [(part, what) for part, what in event["targets"]]
