"""How far a word of a question stands in a text."""

from functools import lru_cache
from itertools import pairwise

from assistant.words import Term


def held(term: Term, text: str) -> float:
    """How far a term stands in a normalised text: 1 for its own wording, less for another, or for most of its pairs."""
    own = term.forms[0]
    if own in text:
        return 1.0
    if any(form in text for form in term.forms[1:]):
        return 0.9
    if len(own) < 3 or own.isascii():
        return 0.0
    pairs = _pairs(own)
    share = sum([pair in text for pair in pairs]) / len(pairs)
    return 0.8 * share if share >= 0.5 else 0.0


@lru_cache(maxsize=1024)  # the terms of a question are sought in many texts
def _pairs(term: str) -> tuple[str, ...]:
    return tuple(map("".join, pairwise(term)))
