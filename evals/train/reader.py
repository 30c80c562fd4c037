"""python -m evals.train reader --data DIR: the weights by which sentences are judged (assistant/reader.json).

First, on CMRC 2018's training part with the evidence sentences of ExpMRC: which sentence of the passages
found answers? Then, on the product's own questions (`evals.tuning`, never the held-out ones): how far may
that be trusted, beside what the search and the rules say, and when does nothing answer? Logistic
regression both times. DIR holds train/ and texts/.
"""

import json
import random
import sys
import tempfile
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant import reader
from evals.packed import lines
from evals.reading import Group, asked, group, index, silent, texts
from evals.train.judged import judged

WEIGHTS = Path(reader.__file__).with_name("reader.json")
QUESTIONS, EVIDENCE = "cmrc_train", "cmrc_train_evidence"
_PASSAGES = 6
_ABOUT = {
    "reading": "CMRC 2018 (训练部分) 与 ExpMRC 的证据句，CC BY-SA 4.0",
    "worth": "evals/data/tuning.jsonl 与 questions.jsonl 的 dev 部分",
    "licence": "CC BY-SA 4.0",
    "made by": "python -m evals.train reader --data DIR",
}


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.train reader", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--questions", type=int, default=10_000)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / "train" / f"{EVIDENCE}.jsonl.gz").is_file():
        sys.stderr.write(
            f"请用 --data 指明训练数据所在的目录，其中应有 train/{EVIDENCE}.jsonl.gz 和 texts/。\n"
        )
        return 2
    groups = list(public(options.data / "train", options.questions))
    model: dict[str, Any] = {"about": _ABOUT, "reading": fitted(groups, even=False)}
    _write(model | {"worth": reader.weights()["worth"]})
    own = list(judged(options.data / "texts"))
    _write(model | {"worth": fitted(own, even=True)})
    sys.stdout.write(
        f"reading：{len(groups)} 题，{sum(len(g.right) for g in groups)} 句；"
        f"worth：{len(own)} 问，{sum(len(g.right) for g in own)} 条。已写入 {WEIGHTS.name}。\n"
    )
    return 0


def _write(model: dict[str, Any]) -> None:
    WEIGHTS.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    reader.weights.cache_clear()


def fitted(groups: Sequence[Group], *, even: bool) -> dict[str, Any]:
    """Weights by feature name, and a bias. `even`: every question counts alike, what is wrong four times what is right."""
    # Only who trains needs it.
    from sklearn.linear_model import LogisticRegression

    rows = np.vstack([group.rows for group in groups])
    right = np.concatenate([group.right for group in groups])
    counted = np.concatenate([group.counted() if even else np.ones(len(group.right)) for group in groups])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0 if even else 0.1, max_iter=3000)
    model.fit((rows - middle) / spread, right, sample_weight=counted)
    weights = model.coef_[0] / spread
    named = zip(groups[0].names, weights, strict=True)
    bias = float(model.intercept_[0] - weights @ middle)
    return {"bias": round(bias, 4), "weights": {name: round(float(w), 4) for name, w in named}}


def public(data: Path, most: int) -> Iterator[Group]:
    """Questions of CMRC, each among the sentences of the six passages that BM25 finds for it."""
    evidence: dict[str, list[str]] = defaultdict(list)
    for row in lines(data / f"{EVIDENCE}.jsonl.gz"):
        evidence[row["q"]].append(silent(row["p"]))
    home = {row["q"]: row["p"] for row in lines(data / f"{QUESTIONS}.jsonl.gz") if row["q"] in evidence}
    passages = list(dict.fromkeys(home.values()))
    keys = {text: key for key, text in enumerate(passages)}
    questions = sorted(home)
    random.Random(0).shuffle(questions)
    with tempfile.TemporaryDirectory() as folder:
        lexical = index(Path(folder), passages)
        for question in questions[:most]:
            own = keys[home[question]]
            hits = [scored.key for scored in lexical.search(question, _PASSAGES)]
            found = [
                (key == own, pair)
                for key in (hits if own in hits else [own, *hits[:-1]])
                for pair in texts(passages[key])
            ]
            right = [mine and _is_in(silent(said), evidence[question]) for mine, (said, _) in found]
            if any(right):
                yield group(asked(question, lexical), [pair for _, pair in found], right)


def _is_in(sentence: str, evidence: Sequence[str]) -> bool:
    return bool(sentence) and any(sentence in e or e in sentence for e in evidence)
