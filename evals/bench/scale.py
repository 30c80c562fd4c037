"""How fast are passages indexed, and how long does a warm search take, when there are a hundred thousand of them?

The passages are those of the retrieval sets, over and over (each copy under a name of its own) until there
are enough. A library takes them in as documents of fifty paragraphs, which have been read before, in one call:
one is written while the next is encoded, as with the files of a folder. It is searched as it is asked. Then each
part is measured by itself: words, vectors, and both fused. Every time is given by the clock and by the processor:
what else a machine does is no part of the latter.
"""

import random
import re
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Self

import numpy as np

from evals.bench.fused import DEPTH
from evals.packed import lines
from index import Document, Library
from index.dense import Dense, build
from index.encode import Encoder
from index.encoders import EMBEDDED, open_encoder
from index.entries import Row
from index.fuse import fuse, trust
from index.lexical import Lexical
from index.load.text import load_text

_QUESTIONS, _HITS, _PARAGRAPHS = 300, 20, 50


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
    encoder = open_encoder(EMBEDDED)
    assert encoder is not None
    yield from _library(texts, drawn, encoder)
    yield from _parts(texts, drawn, encoder)


def _library(texts: Sequence[tuple[str, str]], questions: Sequence[str], encoder: Encoder) -> Iterator[str]:
    """Texts in, hits out, all that is kept and checked on the way included."""
    documents = list(_documents(texts))
    with (
        tempfile.TemporaryDirectory() as place,
        Library.open(Path(place), create=True, encoder=encoder) as library,
    ):
        begun = _Times.now()
        with library.batch():
            library.add_documents((document, document.source, document.id) for document in documents)
        count, length = library.counts.passages, sum(len(document.text) for document in documents)
        yield f"资料库 {count} 段（{length / count:.0f} 字一段）：入库 {begun.rate(count)}"
        yield f"资料库检索：{_told(lambda question: library.search(question, _HITS), questions)}"


def _documents(texts: Sequence[tuple[str, str]]) -> Iterator[Document]:
    """Each a heading and fifty paragraphs."""
    for start in range(0, len(texts), _PARAGRAPHS):
        some = texts[start : start + _PARAGRAPHS]
        paragraphs = [f"# {some[0][0]}（{start}）", *(re.sub(r"\s+", " ", text) for _, text in some)]
        yield load_text("\n\n".join(paragraphs).encode(), f"{start}.md")


def _parts(texts: Sequence[tuple[str, str]], drawn: Sequence[str], encoder: Encoder) -> Iterator[str]:
    """Words, vectors, and both, without a library."""
    count = len(texts)
    with tempfile.TemporaryDirectory() as place:
        begun = _Times.now()
        rows = (Row(key, f"{key}", 0, text, title) for key, (title, text) in enumerate(texts))
        Lexical.build(Path(place) / "lexical", rows)
        yield f"{count} 段：词项索引 {begun.rate(count)}"
        begun = _Times.now()
        vectors = encoder.encode_passages([f"{title}\n{text}" for title, text in texts])
        yield f"编码 {begun.rate(count)}"
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


@dataclass(frozen=True, slots=True)
class _Times:
    """Seconds by the clock, and of the processor, all threads counted."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> Self:
        return cls(time.perf_counter(), time.process_time())

    def rate(self, count: int) -> str:
        """How many a second since then."""
        now = _Times.now()
        clock, each = (count / (a - b) for a, b in ((now.clock, self.clock), (now.processor, self.processor)))
        return f"{clock:.0f} 段/秒（每核 {each:.0f}）"


def _told(search: Callable[[str], object], questions: Sequence[str]) -> str:
    clock, processor = [], []
    for question in (questions[0], *questions):
        began, begun = time.perf_counter(), time.thread_time()
        search(question)
        processor.append((time.thread_time() - begun) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
    told = (
        f"p50 {median(one[1:]):.1f}、p95 {quantiles(one[1:], n=20)[-1]:.1f}" for one in (clock, processor)
    )
    return "每题 {} 毫秒（处理器 {}）".format(*told)
