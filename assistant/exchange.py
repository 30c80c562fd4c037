"""One request to a model and its reply, piece by piece, and how it ended: for whatever a model does, there is a word."""

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import httpcore
import httpx
from openai import APIStatusError, OpenAIError

from assistant.errors import GeneratorError

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage, ChatResponse, LLMMetadata

MOST_CHARACTERS = 20_000
NOTHING = "模型没有写出任何内容"
_LATE = "模型没有在限定的时间内答完"
# What the clients of models raise for a reply that is no reply, beside their own errors.
_FAILURES = (
    GeneratorError,
    OpenAIError,
    httpx.HTTPError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
)
_FINISHES = {
    None: "回复在中途断了",
    "length": "模型写到长度上限，没有写完",
    "content_filter": "模型服务的内容过滤中断了回复",
    "tool_calls": "模型要求调用工具，未予理会",
    "function_call": "模型要求调用工具，未予理会",
}
_STATUSES = {
    401: "模型服务不接受这个密钥（HTTP 401），请检查 YANJU_LLM_API_KEY",
    403: "模型服务拒绝访问（HTTP 403），请检查 YANJU_LLM_API_KEY 的权限",
    404: "模型服务没有这个地址或模型（HTTP 404），请检查 YANJU_LLM_BASE_URL 和 YANJU_LLM_MODEL",
    429: "模型服务限制了请求次数或额度（HTTP 429），请稍后重试",
}
_PASSING = frozenset({408, 409, 425, 429})


class Chat(Protocol):
    """What is asked of a model: that of LlamaIndex's LLM which is used here."""

    @property
    def metadata(self) -> "LLMMetadata": ...

    def stream_chat(self, messages: "Sequence[ChatMessage]") -> "Iterable[ChatResponse]": ...


class Exchange:
    """After `pieces` has run out, `fault` says what was wrong with the reply (empty for nothing), in Chinese.

    No fault ever repeats the server's words: they may hold the key or the prompt. `passing` tells whether
    trying again may help. Tool calls are ignored, as is everything but the text of the first choice.
    """

    def __init__(self, llm: Chat, messages: "Sequence[ChatMessage]", until: float) -> None:
        self.fault = ""
        self.passing = False
        self._llm = llm
        self._messages = messages
        self._until = until
        self._finish: str | None = None
        self._finishes = False

    def pieces(self) -> Iterator[str]:
        """The text of the reply as it comes, at most 20,000 characters of it."""
        size = 0
        try:
            for response in self._llm.stream_chat(self._messages):
                self._note(response.raw)
                text = response.delta or ""
                yield text[: MOST_CHARACTERS - size]
                size += len(text)
                if size > MOST_CHARACTERS:
                    self.fault = f"回复超过 {MOST_CHARACTERS} 字，后面的没有读"
                    return
                if time.monotonic() > self._until:
                    self.fault = _LATE
                    return
        except _FAILURES as error:
            self.fault, self.passing = _explained(error)
        else:
            self._end(size)

    def _note(self, raw: Any) -> None:  # noqa: ANN401  a client hands on what its service sent
        """Remember why the reply ended, where the client's raw reply has the OpenAI form."""
        choices = getattr(raw, "choices", None)
        if choices is not None:
            self._finishes = True
            self._finish = next((c.finish_reason for c in choices if c.finish_reason), self._finish)

    def _end(self, size: int) -> None:
        if self._finishes and self._finish != "stop":
            self.fault = _FINISHES.get(self._finish, "模型没有正常结束回复")
        if not size:
            self.fault, self.passing = self.fault or NOTHING, True


def _explained(error: BaseException) -> tuple[str, bool]:
    """What an error means for the user, and whether it may pass. Looks behind the errors that clients wrap others in."""
    chain = [error]
    while (behind := chain[-1].__cause__ or chain[-1].__context__) is not None and behind not in chain:
        chain.append(behind)
    for one in chain:
        if isinstance(one, GeneratorError):
            return str(one), False
        if isinstance(one, httpcore.TimeoutException | httpx.TimeoutException | TimeoutError):
            return _LATE, False
        if isinstance(one, APIStatusError):
            code = one.status_code
            return _STATUSES.get(code, f"模型服务出错（HTTP {code}）"), code >= 500 or code in _PASSING
    if any(isinstance(e, httpcore.ConnectError | httpx.ConnectError | ConnectionRefusedError) for e in chain):
        return "连不上模型服务，请检查网络和 YANJU_LLM_BASE_URL", True
    if any(isinstance(e, httpcore.NetworkError | httpcore.ProtocolError | OSError) for e in chain):
        return "与模型服务的连接在中途断了", True
    return "模型服务的回复读不懂", True
