"""Given the passage, which sentence answers, and does any? On public reading sets kept outside the project.

A sentence hits when it holds one of the right answers. `overlap` is the share of the question's words that
a sentence has, by their rarity: what there was without the learned weights. Answerability (CJRC) is told
by the best sentence alone: the area under the curve is the chance that an answerable question scores
higher than one that is not; the curve moves the score under which nothing is said to answer. The weights
are trained on CMRC's training part, where every question is answerable; none of these is in it.
"""

import gzip
import json
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant import reader
from assistant.features import Column, Text, features
from evals.bench.refusals import curve
from evals.packed import lines
from evals.reading import asked, index, silent, texts
from index.lexical import Lexical
from index.tokens import normalise

SETS = ("cmrc_dev", "drcd_dev")
_CLAUSES = 60
_REFUSED = (0.05, 0.1, 0.2, 0.3, 0.5)
"""Shares of answerable questions that are refused, at the points of the curve."""


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench reading", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not (options.data / "reading").is_dir():
        sys.stderr.write("请用 --data 指明测评数据所在的目录，其中应有子目录 retrieval 和 reading。\n")
        return 2
    for line in measure(options.data):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(data: Path) -> Iterator[str]:
    yield "| 集合 | 题数 | 首句命中（词面重合） | 首句命中 |"
    yield "| --- | --- | --- | --- |"
    for name in SETS:
        count, plain, learned = _hits(data / "retrieval" / name)
        yield f"| {name} | {count} | {plain / count:.3f} | {learned / count:.3f} |"
    answerable, not_answerable = _cjrc(data / "reading" / "cjrc_dev.json.gz")
    areas = [_area(answerable[:, n], not_answerable[:, n]) for n in range(2)]
    yield ""
    yield "| 集合 | 可答 | 不可答 | AUROC（词面重合） | AUROC |"
    yield "| --- | --- | --- | --- | --- |"
    yield f"| cjrc_dev | {len(answerable)} | {len(not_answerable)} | {areas[0]:.3f} | {areas[1]:.3f} |"
    yield ""
    scores = np.concatenate([answerable[:, 1], not_answerable[:, 1]])
    right = np.arange(len(scores)) < len(answerable)
    yield from curve(scores, right, np.quantile(answerable[:, 1], _REFUSED).tolist())


def _hits(folder: Path) -> tuple[int, int, int]:
    """Questions whose passage holds an answer; for how many the best sentence does, by overlap and by the reader."""
    passages = {row["id"]: row["text"] for row in lines(folder / "corpus.jsonl.gz")}
    count = plain = learned = 0
    with tempfile.TemporaryDirectory() as place:
        lexical = index(Path(place), list(passages.values()))
        for row in lines(folder / "queries.jsonl.gz"):
            found = texts(passages[row["pos"][0]])
            answers = [silent(answer) for answer in row["answers"] if silent(answer)]
            right = [any(answer in silent(said) for answer in answers) for said, _ in found]
            if any(right):
                overlap, score = _scores(row["text"], [text for _, text in found], lexical)
                count += 1
                plain += right[int(overlap.argmax())]
                learned += right[int(score.argmax())]
    return count, plain, learned


def _scores(question: str, found: Sequence[Text], lexical: Lexical) -> tuple[Column, Column]:
    wanted = asked(question, lexical)
    return features(wanted, found)["cover"], reader.reading(wanted, found)


def _cjrc(path: Path) -> tuple[Any, Any]:
    """Of answerable questions and of the others: the best overlap and the best score, a row each."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        paragraphs = [
            paragraph for judgment in json.load(file)["data"] for paragraph in judgment["paragraphs"]
        ]
    best: tuple[list[Any], list[Any]] = ([], [])
    with tempfile.TemporaryDirectory() as place:
        lexical = index(Path(place), [paragraph["context"] for paragraph in paragraphs])
        for paragraph in paragraphs:
            found = list(_clauses(paragraph["context"]))
            for row in paragraph["qas"]:
                overlap, score = _scores(row["question"], found, lexical)
                best[str(row["is_impossible"]).lower() == "true"].append((overlap.max(), score.max()))
    return np.array(best[0]), np.array(best[1])


def _clauses(judgment: str) -> Iterator[Text]:
    """Judgments are written without full stops: pieces of some clauses, in place of sentences."""
    piece = before = ""
    for clause in judgment.replace("，", ",").split(","):
        piece += clause + ","
        if len(piece) >= _CLAUSES:
            yield Text(normalise(piece), before)
            piece, before = "", normalise(piece)
    if piece or not before:
        yield Text(normalise(piece), before)


def _area(higher: Column, lower: Column) -> float:
    """The chance that one of `higher` is above one of `lower`; equal ones count half."""
    ranked = np.sort(lower)
    below = np.searchsorted(ranked, higher, "left") + np.searchsorted(ranked, higher, "right")
    return float(below.mean() / 2 / len(lower))
