"""Does an encoder earn its place? The change that fusion brings against the lexical arm, question by question.

A model is never measured on what it was trained on: beside it, seen.txt lists digests of the questions
and passages of its training, and every question is put to the first model given that has seen neither it
nor a right passage of it. So two models trained on the two halves of a set measure the whole of it.
"""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

import numpy as np

from evals.packed import lines
from evals.train.pairs import SEEN as _SEEN
from evals.train.pairs import digest
from index.dense import Dense, build
from index.encode import Encoder
from index.encoders import EMBEDDED, open_encoder
from index.entries import Row
from index.fuse import fuse, trust
from index.lexical import Lexical
from index.static import EMBEDDED as SHIPPED

DEPTH = 100
HEAD = (
    "集合",
    "问题（未用于训练）",
    "R@1",
    "R@10",
    "R@100",
    "MRR@10",
    "仅向量 R@10",
    "编码 段/秒",
    "融合查询 p50 毫秒",
)
_ROUNDS = 2_000
_CUTS = (1, 10, 100)

_Score = Callable[[Sequence[int], frozenset[int]], float]


@dataclass(frozen=True, slots=True)
class Model:
    """An encoder, and digests of what it must not be measured on."""

    encoder: Encoder
    seen: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """One question: its right passages, the three rankings, and how long the last of them took."""

    right: frozenset[int]
    words: list[int]
    near: list[int]
    both: list[int]
    seconds: float


def opened(name: str) -> Model:
    """EncoderError when there is no such model; ValueError for `none`."""
    encoder = open_encoder(name)
    if encoder is None:
        raise ValueError(name)
    listed = (SHIPPED if name == EMBEDDED else Path(name)) / _SEEN
    seen = listed.read_text(encoding="utf-8").split() if listed.is_file() else ()
    return Model(encoder, frozenset(seen))


def measure(folder: Path, models: Sequence[Model]) -> list[str]:
    """One line of the table."""
    passages = list(lines(folder / "corpus.jsonl.gz"))
    keys = {passage["id"]: key for key, passage in enumerate(passages)}
    questions = [q for q in lines(folder / "queries.jsonl.gz") if q["pos"]]
    with tempfile.TemporaryDirectory() as scratch:
        rows = (Row(keys[p["id"]], p["id"], 0, p["text"], p["title"]) for p in passages)
        Lexical.build(Path(scratch) / "lexical", rows)
        index = Lexical.open(Path(scratch) / "lexical")
        begun = time.perf_counter()
        arms = [_encoded(Path(scratch) / str(i), model.encoder, passages) for i, model in enumerate(models)]
        rate = len(passages) * len(models) / (time.perf_counter() - begun)
        found: list[_Found] = []
        for question in questions:
            right = frozenset(keys[name] for name in question["pos"])
            texts = [question["text"], *(t for key in right for t in _texts(passages[key]))]
            number = _unseen(models, texts)
            if number is not None:
                found.append(_ask(question["text"], right, index, arms[number], models[number].encoder))
    counted = f"{len(found)}（{len(questions)}）"
    if not found:
        return [folder.name, counted, *["－"] * 5, f"{rate:.0f}", "－"]
    changes = [
        _change([score(f.words, f.right) for f in found], [score(f.both, f.right) for f in found])
        for score in (*map(_recall, _CUTS), _first)
    ]
    alone = fmean(_recall(10)(f.near, f.right) for f in found)
    taken = median(f.seconds for f in found) * 1000
    return [folder.name, counted, *changes, f"{alone:.3f}", f"{rate:.0f}", f"{taken:.1f}"]


def _unseen(models: Sequence[Model], texts: Sequence[str]) -> int | None:
    """The first model whose training held none of these texts."""
    digests = {digest(text) for text in texts}
    return next((i for i, model in enumerate(models) if digests.isdisjoint(model.seen)), None)


def _texts(passage: Mapping[str, str]) -> tuple[str, str]:
    return passage["text"], passage["title"] + passage["text"]


def _encoded(path: Path, encoder: Encoder, passages: Sequence[Mapping[str, str]]) -> Dense:
    """An index of the passages, each read with its title, as a library reads it."""
    texts = [f"{passage['title']}\n{passage['text']}" for passage in passages]
    build(path, np.arange(len(texts), dtype=np.int64), encoder.encode_passages(texts))
    return Dense.open(path)


def _ask(question: str, right: frozenset[int], index: Lexical, dense: Dense, encoder: Encoder) -> _Found:
    """The first hundred by words, by likeness, and by both."""
    begun = time.perf_counter()
    words = [(hit.key, hit.score) for hit in index.search(question, DEPTH)]
    vector = encoder.encode_queries([question])[0]
    near = [(key, score) for key, score in dense.search(vector, DEPTH) if score > 0]
    both = fuse(words, near, trust(question, words), DEPTH)
    seconds = time.perf_counter() - begun
    return _Found(right, _keys(words), _keys(near), _keys(both)[:DEPTH], seconds)


def _keys(ranking: Sequence[tuple[int, float]]) -> list[int]:
    return [key for key, _ in ranking]


def _recall(k: int) -> _Score:
    return lambda ranked, right: len(right.intersection(ranked[:k])) / len(right)


def _first(ranked: Sequence[int], right: frozenset[int]) -> float:
    """One over the rank of the first right passage among ten, 0 without one."""
    return next((1 / rank for rank, key in enumerate(ranked[:10], 1) if key in right), 0.0)


def _change(before: Sequence[float], after: Sequence[float]) -> str:
    """The mean change in points, with its 95 % interval from a paired bootstrap; after → the new mean."""
    gains = np.array(after) - np.array(before)
    chance = np.random.default_rng(0)
    means = [chance.choice(gains, len(gains)).mean() for _ in range(_ROUNDS)]
    low, high = np.percentile(means, [2.5, 97.5]) * 100
    return f"{fmean(before):.3f} → {fmean(after):.3f}，{gains.mean() * 100:+.1f} [{low:+.1f}, {high:+.1f}]"
