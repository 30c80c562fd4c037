"""BM25 over characters, pairs and words, on tantivy; what holds an exact key or phrase comes first.

Two fields, their scores added: characters with pairs (better on lay and legal wording) and words
(better on named things). k1 = 1.2 and b = 0.75 are tantivy's own and cannot be set from Python.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy
from tantivy import DocAddress, Occur, Query

from index.entries import CONTEXT_WEIGHT, Row, begin, exact_key
from index.errors import StoreError
from index.tokens import chars, chars_and_words, only_asks

NUMBER_WEIGHT = 2.0
"""A year or a number in a question is a condition, not a hint. On the same reports: R@1 .68 → .83, no set lost."""
EXACT = 10_000.0
"""What each key or phrase held adds to a score: more than any sum of terms."""

_FORMAT = 1
_LONGEST = 2_000
_TERMS = 64
_WANTED = 8
_MARGIN = 12
_TIE = 1e-3
_Found = tuple[float, str, int, int]  # score, doc_id, start, key
_PROBE = "根据《关于推动3D打印产业发展的通知》（粤府函〔2020〕82号），2020年增长40.55%。"


@dataclass(frozen=True, slots=True)
class Scored:
    """One row found: `score` ranks the rows of one search, and is their BM25 plus EXACT for each key or phrase held."""

    key: int
    doc_id: str
    start: int
    bm25: float
    held: int

    @property
    def score(self) -> float:
        return self.bm25 + EXACT * self.held


class Lexical:
    """A BM25 index in a folder, as it was when opened."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index

    @staticmethod
    def build(folder: Path, rows: Iterable[Row]) -> None:
        """Write a whole new index into an empty or missing folder; committed and closed when this returns."""
        begin(folder, rows)()

    @classmethod
    def open(cls, folder: Path) -> "Lexical":
        """StoreError when the folder holds no index that can be read."""
        try:
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
        except (ValueError, OSError) as error:
            raise StoreError(
                f"检索索引无法读取：{folder}（{error}）。请运行 yanju index rebuild 重建索引。"
            ) from error
        return cls(index)

    @property
    def count(self) -> int:
        return self._index.searcher().num_docs

    def frequency(self, words: Iterable[str]) -> dict[str, int]:
        """In how many rows each word may stand: the rows that hold its rarest pair of characters."""
        holders = self._index.searcher().doc_freq
        rare = {word: [term for _, term in _rare(chars(word))] for word in words}
        return {word: min((holders("chars", term) for term in rare[word]), default=0) for word in rare}

    def search(
        self,
        text: str,
        k: int,
        *,
        exact: Sequence[str] = (),
        phrases: Sequence[str] = (),
        documents: Collection[str] | None = None,
    ) -> list[Scored]:
        """The k best rows for a question. There is no query syntax; only the first 2,000 characters count.

        Rows that hold more of the `exact` keys and `phrases` (contiguous in the text, not in the context)
        come first, whatever the rest of the score; of these the first eight count. Scores nearer than a
        thousandth tie, and (doc_id, start) decides. Only `documents` are searched, None for all.
        """
        if k < 1:
            return []
        search = _Search(self._index, text, documents)
        wanted = [*search.keys(exact), *search.phrases(phrases)][:_WANTED]
        found: dict[int, Scored] = {}
        for held in range(len(wanted), -1, -1):
            if len(found) < k:
                for scored in search.best(k + len(found), wanted, held):
                    found.setdefault(scored.key, scored)
        return list(found.values())[:k]

    def shares(self, text: str, keys: Sequence[int]) -> dict[int, float]:
        """How much of these rows' BM25 for a question comes from the field of characters; the rest is the words'."""
        return _Search(self._index, text, None).shares(keys)


@cache
def fingerprint() -> str:
    """Names everything that decides what an index holds: analyser, dictionary, weights, format, engine."""
    engine = tantivy.__version__  # type: ignore[attr-defined]
    made = [_FORMAT, CONTEXT_WEIGHT, chars_and_words(_PROBE), engine]
    return hashlib.sha256(repr(made).encode()).hexdigest()[:16]


def _rare(terms: Sequence[str]) -> list[tuple[int, str]]:
    """Terms and their places; pairs only where there are any, for they say what their characters say, and are rarer."""
    return [(at, term) for at, term in enumerate(terms) if len(term) > 1] or list(enumerate(terms))


class _Search:
    """One question against one snapshot of the index."""

    def __init__(self, index: tantivy.Index, text: str, documents: Collection[str] | None) -> None:
        self._searcher = index.searcher()
        self._schema = index.schema
        self._documents = documents
        asked_chars, asked_words = chars_and_words(text[:_LONGEST])
        self._chars = self._terms("chars", asked_chars.split())
        self._words = self._terms("words", asked_words.split())

    def _terms(self, field: str, terms: Sequence[str]) -> list[Query]:
        """What is worth looking for: not the terms that only ask, and of a long question the rarest."""
        kept = [term for term in dict.fromkeys(terms) if not only_asks(term)] or list(dict.fromkeys(terms))
        if len(kept) > _TERMS:
            holders = {term: self._searcher.doc_freq(field, term) for term in kept}
            kept = sorted((t for t in kept if holders[t]), key=lambda t: (holders[t], t))[:_TERMS]
        weights = {term: NUMBER_WEIGHT if any(map(str.isdigit, term)) else 1.0 for term in kept}
        return [Query.boost_query(self._term(field, term), weight) for term, weight in weights.items()]

    def keys(self, keys: Sequence[str]) -> list[Query]:
        return [self._term("exact", key) for key in dict.fromkeys(map(exact_key, keys)) if key]

    def phrases(self, phrases: Sequence[str]) -> list[Query]:
        unique = dict.fromkeys(tuple(_rare(chars(phrase[:_LONGEST]))) for phrase in phrases)
        return [
            Query.phrase_query(self._schema, "chars", [*places])
            if len(places) > 1
            else self._term("chars", places[0][1])
            for places in unique
            if places
        ]

    def best(self, k: int, wanted: Sequence[Query], held: int) -> list[Scored]:
        """The k best rows that hold at least `held` of what is wanted, in order, each said to hold that many."""
        must = []
        if self._documents is not None:
            must.append(Query.term_set_query(self._schema, "doc", sorted(self._documents)))
        if held:
            must.append(Query.boolean_query([(Occur.Should, query) for query in wanted], held))
        hits = self._complete(_scoring([*self._chars, *self._words], must, any_row=held > 0), k)
        ranked = _ranked([(score, *self._row(place)) for score, place in hits])[:k]
        return [Scored(key, doc_id, start, score, held) for score, doc_id, start, key in ranked]

    def _complete(self, query: Query, k: int) -> list[tuple[float, DocAddress]]:
        """The k best hits and all that tie with the last of them: which of those is shown must not be chance."""
        limit = k + _MARGIN
        hits = self._searcher.search(query, limit, count=False).hits
        while len(hits) == limit and hits[-1][0] > hits[k - 1][0] - 2 * _TIE:
            limit *= 4
            hits = self._searcher.search(query, limit, count=False).hits
        floor = hits[min(k, len(hits)) - 1][0] - 2 * _TIE if hits else 0.0
        return [hit for hit in hits if hit[0] >= floor]

    def shares(self, keys: Sequence[int]) -> dict[int, float]:
        among = Query.boolean_query([(Occur.Should, self._term("key", key)) for key in keys])
        hits = self._searcher.search(_scoring(self._chars, [among], any_row=True), max(len(keys), 1)).hits
        return {self._row(place)[-1]: round(score, 3) for score, place in hits}

    def _row(self, place: DocAddress) -> tuple[str, int, int]:
        stored = self._searcher.doc(place)
        return stored["doc"][0], stored["start"][0], stored["key"][0]

    def _term(self, field: str, value: str | int) -> Query:
        return Query.term_query(
            self._schema, field, value, "freq" if field in {"chars", "words"} else "basic"
        )


def _scoring(terms: Sequence[Query], must: Sequence[Query], *, any_row: bool) -> Query:
    """Rows that meet every condition, scored by the terms alone; with `any_row` even those that hold no term."""
    conditions = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in must]
    scored = [(Occur.Should, term) for term in terms]
    if conditions and not any_row:
        scored = [(Occur.Must, Query.boolean_query(scored))]
    return Query.boolean_query([*conditions, *scored])


def _ranked(rows: Sequence[_Found]) -> list[_Found]:
    """Best first; runs of nearly equal scores in the order of (doc_id, start), under one score.

    The same sum differs in its last digits with the order in which an index adds it up.
    """
    runs: list[list[_Found]] = []
    for row in sorted(rows, reverse=True):
        if runs and runs[-1][-1][0] - row[0] < _TIE:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [(round(run[0][0], 3), *row[1:]) for run in runs for row in sorted(run, key=lambda row: row[1:])]
