"""How fast are passages encoded, and how long does a warm search take, when there are a hundred thousand of them?

The passages are those of the retrieval sets, over and over (each copy under a name of its own) until there
are enough. Words and vectors are both searched, and fused as a library fuses them; nothing is read from a
store. Times are the processor's, so that what else the machine does is no part of them.
"""

import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

import numpy as np

from evals.bench.fused import DEPTH
from evals.packed import lines
from index.dense import Dense, build
from index.encoders import EMBEDDED, open_encoder
from index.fuse import fuse, trust
from index.lexical import Lexical, Row

_QUESTIONS = 300


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench scale", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    options, unknown = parser.parse_known_args(arguments)
    sets = sorted(path.parent for path in options.data.glob("*/corpus.jsonl.gz")) if options.data else []
    if unknown or not sets:
        sys.stderr.write(
            "请用 --data 指明检索测评数据所在的目录（每个集合一个子目录，内有 corpus.jsonl.gz）。\n"
        )
        return 2
    for line in measure(sets, options.passages):
        sys.stdout.write(f"{line}\n")
    return 0


def measure(sets: Sequence[Path], count: int) -> Iterator[str]:
    """Lines of a report."""
    texts = list(islice(_copies([row for one in sets for row in lines(one / "corpus.jsonl.gz")]), count))
    questions = [row["text"] for one in sets for row in lines(one / "queries.jsonl.gz")]
    drawn = random.Random(0).sample(questions, min(_QUESTIONS, len(questions)))
    with tempfile.TemporaryDirectory() as place:
        begun = time.process_time()
        rows = (Row(key, f"{key}", 0, text, title) for key, (title, text) in enumerate(texts))
        Lexical.build(Path(place) / "lexical", rows)
        yield f"{count} 段：词项索引 {count / (time.process_time() - begun):.0f} 段/秒"
        encoder = open_encoder(EMBEDDED)
        assert encoder is not None
        begun = time.process_time()
        vectors = encoder.encode_passages([f"{title}\n{text}" for title, text in texts])
        yield f"编码 {count / (time.process_time() - begun):.0f} 段/秒（每核）"
        build(Path(place) / "dense", np.arange(count, dtype=np.int64), vectors)
        lexical, dense = Lexical.open(Path(place) / "lexical"), Dense.open(Path(place) / "dense")

        def words(question: str) -> list[tuple[int, float]]:
            return [(hit.key, hit.score) for hit in lexical.search(question, DEPTH)]

        def near(question: str) -> list[tuple[int, float]]:
            return dense.search(encoder.encode_queries([question])[0], DEPTH)

        def both(question: str) -> list[tuple[int, float]]:
            found = words(question)
            return fuse(found, near(question), trust(question, found), DEPTH)

        for name, search in (("词项", words), ("向量", near), ("融合", both)):
            yield f"{name}检索：{_told(search, drawn)}"


def _copies(rows: Sequence[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Title and text, endlessly."""
    for number, row in enumerate(cycle(rows)):
        copy = number // len(rows)
        yield f"{row['title']}（{copy}）" if copy else row["title"], row["text"]


def _told(search: Callable[[str], object], questions: Sequence[str]) -> str:
    taken = []
    for question in (questions[0], *questions):
        begun = time.thread_time()
        search(question)
        taken.append((time.thread_time() - begun) * 1000)
    return f"每题 p50 {median(taken[1:]):.1f} 毫秒，p95 {quantiles(taken[1:], n=20)[-1]:.1f} 毫秒"
