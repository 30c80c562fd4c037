"""How near texts are in meaning to a topic: cosines by the encoder that comes with the program.

A library may search by another encoder or by none. What a draft weighs is weighed by this one always: drafts
do not change with a setting of the search, and their thresholds were chosen for its vectors.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from index import Library
from index.encoders import embedded
from index.sentences import sentences
from index.tokens import normalise
from index.types import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encode import Vectors

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

    wanted = embedded().encode_queries([normalise(topic)])[0]
    known = _encoded(_sample(library))
    common = float(np.quantile(known @ wanted, _MOST)) if len(known) else 0.0

    @cache
    def near(text: str) -> float:
        return max(0.0, float(_vector(text) @ wanted) - common)

    return near


def _sample(library: Library) -> tuple[str, ...]:
    documents = _spaced([listing.id for listing in library.documents()], _DOCUMENTS)
    told = [text for doc_id in documents for text in library.made(_told, doc_id)]
    return tuple(_spaced(told, _SENTENCES))


def _told(document: Document) -> Sequence[str]:
    return [
        document.text[start:end]
        for block in document.blocks
        for start, end in sentences(document.text, block.span.start, block.span.end)
        if end - start >= _LEAST
    ]


@lru_cache(maxsize=8192)  # the same sentences are weighed for a topic and for each of its problems
def _vector(text: str) -> "NDArray[np.float32]":
    vector: NDArray[np.float32] = embedded().encode_passages([text])[0]
    return vector


@lru_cache(maxsize=4)  # one draft is of several topics, and they are weighed beside the same texts
def _encoded(texts: Sequence[str]) -> "Vectors":
    return embedded().encode_passages([normalise(text) for text in texts])


def _spaced(items: Sequence[T], most: int) -> Sequence[T]:
    return items[:: max(1, -(-len(items) // most))]
