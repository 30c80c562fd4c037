"""How far two texts are about the same matter: the rare words they share, and how near their vectors are.

Method: cosine of term weights (BM25's rarity in the library, tempered term counts) plus, with an
encoder, the cosine of the texts' vectors. Labels of the form and words that every proposal has are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.words import terms
from index.library import Library
from index.tokens import chars, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encode import Encoder

_FORM = re.compile(
    r"^\s*(?:事由|问题点|情况|分析|建议|案由)[：:]|^\s*(?:\d+[.．、]|[（(]?[一二三四五六七八九十]+[)）、])"
    r"|关于|的?(?:提案线索|提案|线索|建议)|如何|怎样|怎么|问题|进一步|加快|推进|完善",
    re.MULTILINE,
)
_EMPTY = frozenset("的了着和与及或而且并在是为对等其之以于被把将由从向也都就这那哪吗呢吧一不个有")
_VARIANTS = str.maketrans("沙帐粘", "砂账黏")
_TEMPER = 1.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text as its term weights (of length 1) and its vector (of length 1; None without an encoder)."""

    text: str
    terms: dict[str, float]
    vector: "NDArray[np.float32] | None"


class Likeness:
    """Weighs texts by one library's rarity. `least` is what two texts on one matter have at least, `close` what
    two sentences that say much the same have."""

    def __init__(self, library: Library, encoder: "Encoder | None" = None) -> None:
        self._library = library
        self._encoder = encoder
        # Set on evals/data/similar.jsonl: with vectors the least alike re-wording has 0.20, the most alike other text 0.18.
        self.least, self.close = (0.19, 0.26) if encoder else (0.045, 0.1)

    def weigh(self, texts: Sequence[str]) -> list[Weighed]:
        plain = [_FORM.sub("，", text).translate(_VARIANTS) for text in texts]
        counts = [Counter(_terms(text)) for text in plain]
        rarity = self._library.rarity({term for count in counts for term in count})
        vectors = self._encoder.encode_passages(plain) if self._encoder else None
        return [
            Weighed(
                text, _unit({t: (1 + math.log(n)) * rarity[t] ** _TEMPER for t, n in count.items()}), vector
            )
            for text, count, vector in zip(
                plain, counts, vectors if vectors is not None else [None] * len(plain), strict=True
            )
        ]

    def between(self, one: Weighed, other: Weighed) -> float:
        """From 0 to 1. Comparable within one kind of encoder only."""
        shared = sum(weight * other.terms.get(term, 0.0) for term, weight in one.terms.items())
        if one.vector is None or other.vector is None:
            return shared
        return max(0.0, (shared + float(one.vector @ other.vector)) / 2)

    def shared(self, one: Weighed, other: Weighed, most: int = 8) -> tuple[str, ...]:
        """The words both have that weigh most, longer ones instead of their parts."""
        # Most terms are mere pairs of characters.
        both = set[str].intersection(*({t.forms[0] for t in terms(text)} for text in (one.text, other.text)))
        common = {t: one.terms[t] * other.terms[t] for t in both & one.terms.keys() & other.terms.keys()}
        found: list[str] = []
        for term in sorted(common, key=lambda t: (-common[t] * len(t), t)):
            if not any(term in longer or longer in term for longer in found):
                found.append(term)
        return tuple(found[:most])


def _terms(text: str) -> list[str]:
    """Pairs and words without those that say nothing; a word of one character says too little."""
    return [
        term
        for term in (*chars(text), *words(text))
        if len(term) > 1 and not _EMPTY & {*term} and not term.isnumeric()
    ]


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {term: weight / length for term, weight in weights.items()}
