"""One question against one view: what it asks for to the letter first, then BM25, with vectors beside it."""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from index import lookup
from index.fuse import fuse, trust
from index.lexical import EXACT, Lexical, Scored
from index.store import Store
from index.types import Hit, Passage
from index.view import View

if TYPE_CHECKING:
    from index.encode import Encoder

_HAN = re.compile(r"[\u3400-\u9fff]")
_DEPTH = 100

_Ranked = tuple[int, float, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Search:
    """A question ready to be put to one view, among `documents` only (None for all).

    What `superseded` documents hold to the letter counts half: a newer one of the title comes first.
    """

    store: Store
    view: View
    encoder: "Encoder | None"
    text: str
    documents: Collection[str] | None = None
    superseded: Collection[str] = ()

    def best(self, k: int) -> list[Hit]:
        """The k best hits. A question with Han in it gets no English passage."""
        chinese = bool(_HAN.search(self.text))
        depth = k
        while True:
            ranked = self._ranked(depth)
            passages = self.store.passages([key for key, _, _ in ranked])
            ranked.sort(key=lambda found: -self._worth(found, passages))
            hits = [
                Hit(passages[key], score, parts)
                for key, score, parts in ranked
                # What was removed a moment ago has no passage any more.
                if key in passages and not (chinese and passages[key].lang == "en")
            ]
            if len(hits) >= k or len(ranked) < depth:
                return hits[:k]
            depth *= 4

    def _worth(self, found: _Ranked, passages: Mapping[int, Passage]) -> float:
        key, score, parts = found
        old = key in passages and passages[key].span.doc_id in self.superseded
        return score - EXACT * parts["exact"] / 2 if old else score

    def _ranked(self, k: int) -> list[_Ranked]:
        """The k best passages in any language, as keys with scores and parts."""
        if self.view.dense is None or self.encoder is None:
            return [(s.key, s.score, s.parts) for s in self._lexical(k)]
        # Both rankings are read as deep for 5 hits as for 100, so that more hits never reorder the first ones.
        depth = max(k, _DEPTH)
        found = {scored.key: scored for scored in self._lexical(depth)}
        allowed = None if self.documents is None else self.store.keys_of(self.documents)
        vector = self.encoder.encode_queries([self.text])[0]
        near = {key: score for key, score in self.view.dense.search(vector, depth, allowed) if score > 0}
        # What is held to the letter is no matter of likeness: it is taken out, and added again after the fusion.
        held = {key: EXACT * scored.parts["exact"] for key, scored in found.items()}
        words = sorted(
            ((key, scored.score - held[key]) for key, scored in found.items()), key=lambda item: -item[1]
        )
        joined = fuse(words, list(near.items()), trust(self.text, words), depth)
        fused = sorted(
            ((key, score + held.get(key, 0.0)) for key, score in joined), key=lambda item: -item[1]
        )
        return [(key, score, _parts(found.get(key), near.get(key, 0.0))) for key, score in fused[:k]]

    def _lexical(self, k: int) -> list[Scored]:
        exact, phrases = lookup.keys(self.text), lookup.phrases(self.text)
        return self.view.lexical.search(self.text, k, exact=exact, phrases=phrases, documents=self.documents)


def _parts(scored: Scored | None, near: float) -> Mapping[str, float]:
    lexical = scored.parts if scored else {"chars": 0.0, "words": 0.0, "exact": 0.0}
    return MappingProxyType({**lexical, "dense": near})


def rarity(lexical: Lexical, words: Iterable[str]) -> dict[str, float]:
    """How much each word says, from 0 (stands everywhere) to 1 (stands nowhere): its BM25 idf, scaled."""
    count = lexical.count
    most = math.log(1 + (count + 0.5) / 0.5)
    found = lexical.frequency(dict.fromkeys(words)).items()
    return {word: math.log(1 + (count - n + 0.5) / (n + 0.5)) / most for word, n in found}
