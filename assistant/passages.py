"""Which passages a model is shown: those that hold the evidence, few of one document, none twice, within a budget."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from assistant.candidates import Candidate
from assistant.evidence import Selection
from assistant.prompts import block
from index import Library
from index.errors import NotFoundError
from index.tokens import content_pairs
from index.types import Passage

OF_ONE_DOCUMENT = 3
_ALIKE = 0.85
"""From this share of the shorter passage's content on, two passages say the same."""


def shown(
    selections: Sequence[Selection], library: Library, tokens: Callable[[str], int], budget: int
) -> tuple[Passage, ...]:
    """The passages of the best evidence, taking turns between the things asked; `tokens` measures a text."""
    return bounded(_in_turn(selections, library), library, tokens, budget)


def bounded(
    passages: Iterable[Passage], library: Library, tokens: Callable[[str], int], budget: int
) -> tuple[Passage, ...]:
    """Of passages, best first, those that a prompt has room for: at most `budget` tokens in all.

    At most three of one document; none that repeats another. One that is too long leaves room for the next.
    """
    kept: list[Passage] = []
    said: list[frozenset[str]] = []
    counts: Counter[str] = Counter()
    for passage in passages:
        pairs = content_pairs(library.quote(passage.span))
        size = tokens(block(passage, library))
        full = counts[passage.span.doc_id] >= OF_ONE_DOCUMENT or size > budget
        if full or passage in kept or any(_alike(pairs, other) for other in said):
            continue
        kept.append(passage)
        said.append(pairs)
        counts[passage.span.doc_id] += 1
        budget -= size
    return tuple(kept)


def _in_turn(selections: Sequence[Selection], library: Library) -> Iterator[Passage]:
    for row in zip_longest(*([e.candidate for e in s.chosen] for s in selections)):
        yield from dict.fromkeys(_passage(c, library) for c in row if c is not None)


def _passage(candidate: Candidate, library: Library) -> Passage:
    """Where the evidence stands; a title stands in no passage, and is shown with the one that was found."""
    try:
        return library.passage(candidate.span)
    except NotFoundError:
        return candidate.hit.passage


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a & b) and len(a & b) >= _ALIKE * min(len(a), len(b))
