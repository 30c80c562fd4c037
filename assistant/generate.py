"""Where draft claims come from: a Generator turns evidence into sentences; nothing it says is believed yet."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.cite import DraftClaim
from assistant.evidence import Selection
from assistant.understand import Query
from index import Library


class Generator(Protocol):
    """Says what the evidence says. `name` goes into the trace of every result."""

    name: str

    def answer(
        self, query: Query, selections: Sequence[Selection], library: Library
    ) -> Iterator[DraftClaim]: ...
