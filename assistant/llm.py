"""The generator with a model: it is shown the evidence and asked for quotes, and nothing it says is believed."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import passages, prompts, reply
from assistant.breaker import Breaker
from assistant.cite import DraftClaim, Quote
from assistant.endpoint import Endpoint
from assistant.evidence import Selection
from assistant.extractive import Extractive
from assistant.generate import REFUSED, Ended, Notice
from assistant.prompts import Prompt
from assistant.reply import Line, Refused
from assistant.types import Answer, Finding
from assistant.understand import Query
from index import Library
from index.types import Passage

if TYPE_CHECKING:
    from assistant.exchange import Chat

DEADLINE = 60.0
BUDGET = 6000
OUTLINE = ("事由1", "事由2", "事由3", "事由4", "问题点")
_TRIES = 2
_LEAK, _SHORTEST_KEY = 20, 4
_LONGEST_ANSWER = 600
_HIDDEN_KEY, _HIDDEN_PROMPT = "［密钥已隐去］", "［模型重复了提示词，已隐去］"


class Llm:
    """Answers through any OpenAI-compatible endpoint, or any LlamaIndex LLM given in Python.

    One exchange takes `deadline` seconds at most, a second try included, and shows at most `budget`
    tokens of passages; an LLM object's own waiting is its own matter. `announce` is told what is about
    to be sent where. When the model cannot be had, the source's own words answer, and a notice says so.
    """

    def __init__(
        self,
        model: "Endpoint | Chat",
        *,
        deadline: float = DEADLINE,
        budget: int = BUDGET,
        announce: Callable[[str], None] | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        if isinstance(model, Endpoint):
            self.name, self.where, self._key = model.name, str(model), model.key
        else:
            self.name, self.where = f"llm/{model.metadata.model_name}", type(model).__name__
            self._key = str(getattr(model, "api_key", None) or "")
        self._model = model
        self._deadline = deadline
        self._budget = budget
        self._announce = announce
        self._breaker = breaker or Breaker()
        self._answer = prompts.read("answer")
        self._outline = prompts.read("outline")
        self._standalone = prompts.read("standalone")
        self.prompt, self.outline_prompt = self._answer.name, self._outline.name

    def answer(
        self, query: Query, selections: Sequence[Selection], library: Library
    ) -> Iterator[DraftClaim | Notice]:
        """The model's sentences as they arrive. Without evidence nothing is asked, and nothing sent."""
        shown = passages.shown(selections, library, self._tokens(), self._budget)
        if not shown:
            yield from Extractive().answer(query, selections, library)
            return
        for item in self.replies(prompts.fill(self._answer, shown, library, question=query.standalone)):
            match item:
                case Line(draft):
                    yield draft
                case Refused(reason):
                    yield Notice("模型认为材料不足，没有作答。")
                    yield DraftClaim(reason, findings=(_REFUSAL,))
                case Ended(fault, began=True):
                    yield Notice(f"回答不完整：{fault}。")
                case Ended(fault):
                    yield Notice(f"{fault}。以下不用模型，直接摘录原文。")
                    yield from Extractive().answer(query, selections, library)

    def outline(
        self, topic: str, region: str, material: Sequence[Passage], library: Library
    ) -> Iterator[Line | Refused | Ended]:
        """The lines of a lead over passages, best first, as they arrive; each names its part, one of OUTLINE."""
        shown = passages.bounded(material, library, self._tokens(), self._budget)
        if shown:
            prompt = prompts.fill(self._outline, shown, library, topic=topic, region=region or "不限")
            yield from self.replies(prompt, OUTLINE)

    def standalone(self, question: str, history: Sequence[Answer], library: Library) -> str:
        """A follow-up as the model puts it in full; empty when it does not."""
        before = history[-1]
        said = "；".join(claim.text for claim in before.claims)[:_LONGEST_ANSWER]
        values = {"question": question, "before": before.standalone, "answer": said or "（没有答案）"}
        lines = self.replies(prompts.fill(self._standalone, (), library, **values))
        return next(
            (item.draft.text for item in lines if isinstance(item, Line) and not item.draft.findings), ""
        )

    def replies(self, prompt: Prompt, parts: Sequence[str] = ()) -> Iterator[Line | Refused | Ended]:
        """Send a prompt, and read the lines as they arrive; at last `Ended`, if the reply was not whole.

        A reply of which nothing came is asked for once more, within the same deadline.
        """
        # Seconds to import, here and below, and only a run that has a model needs them.
        from llama_index.core.llms import ChatMessage, MessageRole

        from assistant.exchange import NOTHING, Exchange

        if self._breaker.open():
            yield Ended("模型服务接连失败，暂停使用一分钟", began=False)
            return
        if self._announce is not None:
            count = len(prompt.system) + len(prompt.user)
            self._announce(
                f"将发送至 {self.where}（模型 {self.name.removeprefix('llm/')}）：问题和 {len(prompt.passages)} 段原文，共 {count} 字"
            )
        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=prompt.system),
            ChatMessage(role=MessageRole.USER, content=prompt.user),
        ]
        began = False
        until = time.monotonic() + self._deadline
        with self._connected(until) as llm:
            for _ in range(_TRIES):
                exchange = Exchange(llm, messages, until)
                for item in reply.read(exchange.pieces(), parts):
                    began = True
                    yield self._safe(item, prompt)
                if began or not exchange.passing:
                    break
        self._breaker.note(began)
        if exchange.fault or not began:
            yield Ended(exchange.fault or NOTHING, began)

    def _connected(self, until: float) -> AbstractContextManager["Chat"]:
        return _opened(self._model, until) if isinstance(self._model, Endpoint) else nullcontext(self._model)

    def _safe(self, item: Line | Refused, prompt: Prompt) -> Line | Refused:
        """The same with the passages that its numbers mean, and without the key or the words of our prompt."""
        if isinstance(item, Refused):
            return Refused(self._without(item.reason, prompt))
        draft = item.draft
        quotes = tuple(Quote(q.passage, self._without(q.text, prompt)) for q in draft.quotes)
        draft = replace(
            draft, text=self._without(draft.text, prompt), quotes=quotes, passages=prompt.passages
        )
        return replace(item, draft=draft)

    def _without(self, text: str, prompt: Prompt) -> str:
        if len(self._key) >= _SHORTEST_KEY:
            text = text.replace(self._key, _HIDDEN_KEY)
        pieces = (text[i : i + _LEAK] for i in range(len(text) - _LEAK + 1))
        return _HIDDEN_PROMPT if any(piece in prompt.system for piece in pieces) else text

    @staticmethod
    def _tokens() -> Callable[[str], int]:
        """How many tokens a text has, by the tables that come with LlamaIndex."""
        # It points tiktoken at its own tables, so that nothing is downloaded.
        from llama_index.core.utils import get_tokenizer

        encode = get_tokenizer()
        return lambda text: len(encode(text))


_REFUSAL = Finding(REFUSED, "error", "这是模型不作答的理由，未经核对")


@contextmanager
def _opened(endpoint: Endpoint, until: float) -> "Iterator[Chat]":
    """LlamaIndex's client for an endpoint, over connections that end at `until`."""
    from llama_index.llms.openai_like import OpenAILike

    from assistant.bounded import client

    # At DEBUG the client's log holds whole requests, and at INFO their addresses.
    for name in ("openai", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with client(endpoint.base_url, until) as http:
        yield OpenAILike(
            model=endpoint.model,
            api_base=endpoint.base_url,
            # Without one, the client would look for another service's key in the environment.
            api_key=endpoint.key or "none",
            is_chat_model=True,
            temperature=0.0,
            max_retries=0,
            http_client=http,
        )
