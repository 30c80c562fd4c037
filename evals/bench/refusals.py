"""What is refused of questions that the texts nearly answer, and what of those that they do answer?

The set rageval_finance (made reports of 40 companies): its 122 unanswerable questions ask for what a report
of that very company and year might say and does not. Of several things asked in one question, what is missing
is named beside what is there: so a question counts as refused when nothing is shown, and as held back when
something is, but what is missing is named. The curve moves the least worth of evidence; a question stands
at the worth of the least of the things that it asks for (of the best of them: nothing at all would be shown).
"""

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import ask, search
from assistant.candidates import candidates
from assistant.evidence import ENOUGH, Judge
from assistant.extractive import Extractive
from assistant.leads import LEADS
from assistant.understand import understand
from evals.bench.answers import filled
from evals.bench.checker import auroc
from evals.packed import lines
from index import Library
from index.encoders import EMBEDDED, open_encoder

NAME = "rageval_finance"
WORTHS = (-2.0, -1.0, 0.0, ENOUGH, 1.0, 1.5, 2.0, 3.0)
_NOTHING = -20.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the set: whether it was refused, or held back in part; `best` and `least` are worths in log-odds."""

    answerable: bool
    refused: bool
    held_back: bool
    best: float
    least: float


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench refusals", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or options.every < 1 or not options.data or not (options.data / NAME).is_dir():
        sys.stderr.write(f"请用 --data 指明检索测评数据所在的目录，其中应有子目录 {NAME}。\n")
        return 2
    for line in report(measure(options.data / NAME, options.every)):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(folder: Path, every: int = 1) -> list[Asked]:
    """Ask all that is unanswerable, and of the rest one in `every`."""
    with (
        tempfile.TemporaryDirectory() as place,
        Library.open(Path(place) / "library", create=True, encoder=open_encoder(EMBEDDED)) as library,
    ):
        filled(library, folder / "corpus.jsonl.gz", Path(place) / "reports")
        return [
            _asked(query["text"], query["answerable"], library)
            for number, query in enumerate(lines(folder / "queries.jsonl.gz"))
            if not query["answerable"] or number % every == 0
        ]


def report(asked: Sequence[Asked]) -> Iterator[str]:
    yield "| | 题数 | 拒答 | 拒答或言明所缺 |"
    yield "| --- | --- | --- | --- |"
    for answerable, name in ((False, "材料未载"), (True, "材料有载")):
        some = [one for one in asked if one.answerable == answerable]
        refused, short = sum(one.refused for one in some), sum(one.refused or one.held_back for one in some)
        share = max(len(some), 1)
        yield f"| {name} | {len(some)} | {refused}（{refused / share:.3f}） | {short}（{short / share:.3f}） |"
    right = [int(one.answerable) for one in asked]
    for name, worths in (("全拒", [one.best for one in asked]), ("言明所缺", [one.least for one in asked])):
        yield ""
        yield f"{name}，依据的最低分数移动时（现用 {ENOUGH}），AUROC {auroc(worths, right):.3f}"
        yield from curve(np.array(worths), np.array(right, bool), WORTHS)


def curve(worths: NDArray[np.float64], right: NDArray[np.bool_], least: Sequence[float]) -> Iterator[str]:
    """A table: of what has no answer and of what has one, the share that stays under each worth."""
    yield "| 分数 | 该拒而拒 | 误拒 |"
    yield "| --- | --- | --- |"
    for worth in least:
        under = worths < worth
        yield f"| {worth:.2f} | {under[~right].mean():.3f} | {under[right].mean():.3f} |"


def _asked(question: str, answerable: bool, library: Library) -> Asked:
    answer = ask(question, library, Extractive())
    worths = list(_worths(question, library)) or [_NOTHING]
    refused = answer.refusal is not None
    return Asked(answerable, refused, bool(answer.gaps) and not refused, max(worths), min(worths))


def _worths(question: str, library: Library) -> Iterator[float]:
    """For each thing asked, the worth of the best that meets every condition."""
    query = understand(question)
    hits = search(query, library)
    found = candidates(hits, library, without=LEADS)
    judge = Judge(query, hits, library)
    for one in query.asks:
        for put, sources in judge.apart(one):
            _, judged = judge.scored(put, found, sources)
            able = [evidence for evidence in judged if not evidence.lacks]
            called = any(evidence.called for evidence in able)
            yield -_NOTHING if called else max((evidence.score for evidence in able), default=_NOTHING)
