"""One question against one view: what it asks for to the letter first, then BM25, with vectors beside it."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from index import lookup
from index.fuse import fuse, trust
from index.lexical import EXACT, Lexical, Scored
from index.store import Store
from index.types import Hit, Passage
from index.view import View

if TYPE_CHECKING:
    from index.dense import Dense
    from index.encode import Encoder

_HAN = re.compile(r"[\u3400-\u9fff]")
_DEPTH = 100


class _Found(NamedTuple):
    """A passage by its key, with what each arm says of it; `near` is None where no vectors take part."""

    key: int
    score: float
    bm25: float = 0.0
    held: int = 0
    near: float | None = None


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

    def best(self, k: int, *, explain: bool = False) -> list[Hit]:
        """The k best hits. A question with Han in it gets no English passage."""
        chinese = bool(_HAN.search(self.text))
        depth = k
        while True:
            ranked = self._ranked(depth)
            passages = self.store.passages([found.key for found in ranked])
            ranked.sort(key=lambda found: -self._worth(found, passages))
            shown = [
                found
                for found in ranked
                # What was removed a moment ago has no passage any more.
                if found.key in passages and not (chinese and passages[found.key].lang == "en")
            ]
            if len(shown) >= k or len(ranked) < depth:
                return self._hits(shown[:k], passages, explain)
            depth *= 4

    def _worth(self, found: _Found, passages: Mapping[int, Passage]) -> float:
        old = found.key in passages and passages[found.key].span.doc_id in self.superseded
        return found.score - EXACT * found.held / 2 if old else found.score

    def _hits(self, shown: Sequence[_Found], passages: Mapping[int, Passage], explain: bool) -> list[Hit]:
        shares = self.view.lexical.shares(self.text, [f.key for f in shown]) if explain else None
        return [Hit(passages[found.key], found.score, _parts(found, shares)) for found in shown]

    def _ranked(self, k: int) -> list[_Found]:
        """The k best passages in any language."""
        if self.view.dense is None or self.encoder is None:
            return [_Found(s.key, s.score, s.bm25, s.held) for s in self._lexical(k)]
        # Both rankings are read as deep for 5 hits as for 100, so that more hits never reorder the first ones.
        depth = max(k, _DEPTH)
        allowed = None if self.documents is None else self.store.keys_of(self.documents)
        beside = _threads().submit(self._near, self.view.dense, self.encoder, depth, allowed)
        scored = self._lexical(depth)
        bm25 = {found.key: found.bm25 for found in scored}
        # What is held to the letter is no matter of likeness: it is left out, and added again after the fusion.
        held = {found.key: found.held for found in scored}
        near = beside.result()
        words = sorted(bm25.items(), key=lambda item: -item[1])
        fused = [
            _Found(
                key,
                score + EXACT * held.get(key, 0),
                bm25.get(key, 0.0),
                held.get(key, 0),
                near.get(key, 0.0),
            )
            for key, score in fuse(words, list(near.items()), trust(self.text, words), depth)
        ]
        return sorted(fused, key=lambda found: -found.score)[:k]

    def _near(
        self, dense: "Dense", encoder: "Encoder", k: int, allowed: Collection[int] | None
    ) -> dict[int, float]:
        vector = encoder.encode_queries([self.text])[0]
        return {key: score for key, score in dense.search(vector, k, allowed) if score > 0}

    def _lexical(self, k: int) -> list[Scored]:
        exact, phrases = lookup.keys(self.text), lookup.phrases(self.text)
        return self.view.lexical.search(self.text, k, exact=exact, phrases=phrases, documents=self.documents)


@cache
def _threads() -> ThreadPoolExecutor:
    """Where vectors are compared while words are looked up: tantivy and FAISS both let others run meanwhile."""
    return ThreadPoolExecutor(thread_name_prefix="vectors")


def _parts(found: _Found, shares: Mapping[int, float] | None) -> Mapping[str, float]:
    """`shares` are what the characters gave; without them BM25 is one part."""
    parts = {"bm25": found.bm25}
    if shares is not None:
        chars = min(shares.get(found.key, 0.0), found.bm25)
        parts = {"chars": chars, "words": round(found.bm25 - chars, 3)}
    parts["exact"] = float(found.held)
    return MappingProxyType(parts if found.near is None else {**parts, "dense": found.near})


def rarity(lexical: Lexical, words: Iterable[str]) -> dict[str, float]:
    """How much each word says, from 0 (stands everywhere) to 1 (stands nowhere): its BM25 idf, scaled."""
    count = lexical.count
    most = math.log(1 + (count + 0.5) / 0.5)
    found = lexical.frequency(dict.fromkeys(words)).items()
    return {word: math.log(1 + (count - n + 0.5) / (n + 0.5)) / most for word, n in found}
