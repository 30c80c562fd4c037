"""How near texts are in meaning to a topic: cosines by the encoder that comes with the program.

A library may search by another encoder or by none. What a draft weighs is weighed by this one always: drafts
do not change with a setting of the search, and their thresholds were chosen for its vectors.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from index import Library
from index.sentences import sentences
from index.tokens import normalise

if TYPE_CHECKING:
    from index.static import StaticEncoder

Nearness = Callable[[str], float]
"""By how much the cosine of a normalised text exceeds what most of the library has; 0 where it does not."""

T = TypeVar("T")

_DOCUMENTS, _SENTENCES = 40, 2000
"""How many, evenly spaced, stand for a library."""
_LEAST = 7  # characters of a sentence among them
_MOST = 0.9  # the share of them that a text must be nearer than


def far(text: str) -> float:
    """Nothing is near no topic."""
    return 0.0


def nearness(topic: str, library: Library) -> Nearness:
    """How near a topic any text is, each encoded once. What all of a library is near to says nothing: among texts on
    industrial chains any sentence with 产业链 in it is as near as the next."""
    import numpy as np  # for those who draft

    wanted = _encoder().encode_queries([normalise(topic)])[0]
    known = _sample(library)
    common = float(np.quantile(_encoder().encode_passages(known) @ wanted, _MOST)) if known else 0.0

    @cache
    def near(text: str) -> float:
        return max(0.0, float(_encoder().encode_passages([text])[0] @ wanted) - common)

    return near


def _sample(library: Library) -> Sequence[str]:
    documents = _spaced([listing.id for listing in library.documents()], _DOCUMENTS)
    told = [text for doc_id in documents for text in _told(doc_id, library)]
    return [normalise(text) for text in _spaced(told, _SENTENCES)]


def _told(doc_id: str, library: Library) -> Iterator[str]:
    document = library.document(doc_id)
    for block in document.blocks:
        for start, end in sentences(document.text, block.span.start, block.span.end):
            if end - start >= _LEAST:
                yield document.text[start:end]


def _spaced(items: Sequence[T], most: int) -> Sequence[T]:
    return items[:: max(1, -(-len(items) // most))]


@cache
def _encoder() -> "StaticEncoder":
    # numpy and the tokenizer are for those who draft.
    from index.static import StaticEncoder

    return StaticEncoder()
