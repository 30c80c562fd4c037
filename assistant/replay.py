"""Replies of a model, recorded once and given again for exactly the same prompt: for evals and demonstrations without a network."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import GeneratorError
from assistant.prompts import without_markers

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage, ChatResponse, LLMMetadata

    from assistant.exchange import Chat


class Recorder:
    """Passes everything on to a model, and keeps each reply that came to its end in a folder."""

    def __init__(self, model: "Chat", folder: Path) -> None:
        self._model = model
        self._folder = folder

    @property
    def metadata(self) -> "LLMMetadata":
        return self._model.metadata

    def stream_chat(self, messages: "Sequence[ChatMessage]") -> "Iterator[ChatResponse]":
        reply = ""
        for response in self._model.stream_chat(messages):
            reply += response.delta or ""
            yield response
        self._folder.mkdir(parents=True, exist_ok=True)
        name = self.metadata.model_name
        record = {"model": name, "messages": _plain(messages), "reply": reply}
        text = json.dumps(record, ensure_ascii=False, indent=1)
        (self._folder / f"{_key(name, messages)}.json").write_text(text, encoding="utf-8")


class Replay:
    """Gives the recorded replies of one model. It never guesses: GeneratorError for a prompt that was not recorded."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._given: set[str] = set()

    @property
    def metadata(self) -> "LLMMetadata":
        # Seconds to import, here and below.
        from llama_index.core.llms import LLMMetadata

        return LLMMetadata(model_name=self._name)

    def stream_chat(self, messages: "Sequence[ChatMessage]") -> "Iterator[ChatResponse]":
        from llama_index.core.llms import ChatMessage, ChatResponse

        path = self._folder / f"{_key(self._name, messages)}.json"
        if not path.is_file():
            raise GeneratorError("没有录制过这一提示词的回复")
        self._given.add(path.name)
        reply = json.loads(path.read_text(encoding="utf-8"))["reply"]
        yield ChatResponse(message=ChatMessage(role="assistant", content=reply), delta=reply)

    def stale(self) -> tuple[str, ...]:
        """The recordings that nothing has asked for: their prompt, passages or model have changed since."""
        return tuple(sorted(p.name for p in self._folder.glob("*.json") if p.name not in self._given))


def _key(name: str, messages: "Sequence[ChatMessage]") -> str:
    return hashlib.sha256(json.dumps([name, _plain(messages)]).encode()).hexdigest()[:16]


def _plain(messages: "Sequence[ChatMessage]") -> list[str]:
    """What was sent, without the random markers: they differ each time and say nothing."""
    return [without_markers(message.content or "") for message in messages]
