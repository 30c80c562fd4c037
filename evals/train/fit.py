"""Contrastive training of token vectors: in a batch, every other question's passage is a wrong answer."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evals.train import tokenizer
from evals.train.pairs import Pair

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

_LONGEST = 300
_WARM_UP = 0.05
_LAST_RATE = 0.02
_TOLD_EVERY = 100

_Rows = list[NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. `scale` multiplies the cosine (1 / temperature), `drop` is the share of tokens left out."""

    dim: int
    epochs: int
    batch: int
    rate: float
    scale: float
    drop: float
    seed: int


def fit(
    pairs: Sequence[Pair], wrong: Sequence[str], tokens: "Tokenizer", recipe: Recipe
) -> NDArray[np.float32]:
    """A vector for every token; that of unknown tokens is zero. `wrong`: a passage that is none, or empty, a pair."""
    import torch

    torch.manual_seed(recipe.seed)
    chance = np.random.default_rng(recipe.seed)
    questions = _ids(tokens, [pair.question for pair in pairs])
    passages = _ids(tokens, [pair.passage for pair in pairs])
    misleading = _ids(tokens, list(wrong))
    known = {text: number for number, text in enumerate(dict.fromkeys(pair.passage for pair in pairs))}
    same = np.array([known[pair.passage] for pair in pairs])
    usable = [i for i, pair in enumerate(pairs) if len(questions[i]) and len(passages[i])]
    by_source = _by_source(pairs, usable)
    bag = torch.nn.EmbeddingBag(tokens.get_vocab_size(), recipe.dim, mode="mean")
    torch.nn.init.normal_(bag.weight, std=0.1)
    optimizer = torch.optim.Adam(bag.parameters(), lr=recipe.rate, betas=(0.9, 0.99), fused=True)
    order = [b for _ in range(recipe.epochs) for b in _batches(by_source, recipe.batch, chance)]
    begun = time.perf_counter()
    for step, chosen in enumerate(order):
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * _share_of_rate(step, len(order))
        asked = _bagged(bag, [questions[i] for i in chosen], chance, recipe.drop)
        found = _bagged(bag, [passages[i] for i in chosen], chance, recipe.drop)
        traps = [misleading[i] for i in chosen if len(misleading[i])]
        missed = asked @ _bagged(bag, traps, chance, 0).T if traps else None
        loss = _loss(asked @ found.T, missed, torch.from_numpy(same[chosen]), recipe.scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if step % _TOLD_EVERY == 0:
            taken = time.perf_counter() - begun
            sys.stderr.write(f"{step}/{len(order)} 步，损失 {loss.item():.3f}，{taken:.0f} 秒\n")
    matrix: NDArray[np.float32] = bag.weight.detach().numpy()
    matrix[tokenizer.UNKNOWN] = 0
    return matrix


def _by_source(pairs: Sequence[Pair], usable: Sequence[int]) -> list[NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for i in usable:
        found.setdefault(pairs[i].source, []).append(i)
    return [np.array(numbers) for numbers in found.values()]


def _batches(
    by_source: Sequence[NDArray[np.int64]], size: int, chance: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Every pair once, in batches of one source each: there the wrong answers are harder to tell from the right."""
    made = []
    for numbers in by_source:
        order = chance.permutation(numbers)
        made += [order[at : at + size] for at in range(0, max(len(order) - size // 2, 1), size)]
    return [made[at] for at in chance.permutation(len(made))]


def _share_of_rate(step: int, steps: int) -> float:
    """Up over the first twentieth, then down in a straight line."""
    return min(step / (_WARM_UP * steps + 1), 1) * max(_LAST_RATE, 1 - step / steps)


def _loss(
    likeness: "torch.Tensor", missed: "torch.Tensor | None", same: "torch.Tensor", scale: float
) -> "torch.Tensor":
    """Cross-entropy both ways; a question's own passage elsewhere in the batch is no wrong answer."""
    import torch

    diagonal = torch.eye(len(same), dtype=torch.bool)
    likeness = likeness.masked_fill((same[:, None] == same[None, :]) & ~diagonal, -1.0) * scale
    offered = likeness if missed is None else torch.cat([likeness, missed * scale], dim=1)
    right = torch.arange(len(same))
    entropy = torch.nn.functional.cross_entropy
    return (entropy(offered, right) + entropy(likeness.T, right)) / 2


def _bagged(
    bag: "torch.nn.EmbeddingBag", rows: _Rows, chance: np.random.Generator, drop: float
) -> "torch.Tensor":
    """Unit vectors of texts, some of their tokens left out by chance, but never all."""
    import torch

    lengths = np.array([len(row) for row in rows])
    starts = np.cumsum(lengths) - lengths
    ids = np.concatenate(rows)
    kept = chance.random(len(ids)) >= drop
    kept[starts[np.add.reduceat(kept, starts, dtype=np.int64) == 0]] = True
    counts = np.add.reduceat(kept, starts, dtype=np.int64)
    vectors = bag(torch.from_numpy(ids[kept]), torch.from_numpy(np.cumsum(counts) - counts))
    return torch.nn.functional.normalize(vectors)


def _ids(tokens: "Tokenizer", texts: list[str]) -> _Rows:
    encodings = tokens.encode_batch_fast(texts, add_special_tokens=False)
    found = (np.array(encoding.ids, np.int64) for encoding in encodings)
    return [ids[ids != tokenizer.UNKNOWN][:_LONGEST] for ids in found]
