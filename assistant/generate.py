"""Where draft claims come from: a Generator turns evidence into sentences; nothing it says is believed yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from assistant.cite import DraftClaim
from assistant.evidence import Selection
from assistant.reply import Line, Refused
from assistant.types import Answer
from assistant.understand import Query
from index import Library
from index.types import Passage

REFUSED = "model-refused"
"""The code of the finding on a draft that is no answer but a model's reason for giving none."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must be told of how an answer came about, in Chinese: 回答不完整, 已改用摘录."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A reply that was not whole: why, and whether any line of it came."""

    fault: str
    began: bool


class Generator(Protocol):
    """Says what the evidence says. `name` and `prompt` (empty without a model) go into the trace of every result."""

    name: str
    prompt: str

    def answer(
        self, query: Query, selections: Sequence[Selection], library: Library
    ) -> Iterator[DraftClaim | Notice]: ...


@runtime_checkable
class Drafter(Protocol):
    """A generator that can also write the lines of a lead over passages."""

    name: str
    outline_prompt: str

    def outline(
        self, topic: str, region: str, material: Sequence[Passage], library: Library
    ) -> Iterator[Line | Refused | Ended]: ...


@runtime_checkable
class Rewriter(Protocol):
    """A generator that can also say what a follow-up means, in words of its own; they are held against the conversation."""

    def standalone(self, question: str, history: Sequence[Answer], library: Library) -> str: ...
