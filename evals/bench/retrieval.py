"""Does a search bring the right passages back, and how fast? On public question sets kept outside the project.

A set is a folder with corpus.jsonl.gz (id, title, text) and queries.jsonl.gz (text, pos: ids of the
right passages). Questions without a right passage are left out. R@k is the share of a question's right
passages among the first k, averaged; the count is of questions with at least one. MRR looks at ten.
The lexical arm alone; with --encoder (or --fused, for the embedded one) also what fusion changes.
"""

import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median, quantiles

from evals.bench import fused
from evals.packed import lines
from index.encoders import EMBEDDED
from index.entries import Row
from index.lexical import Lexical

SETS = ("gov_targets", "cmrc_dev", "drcd_dev", "stard", "rageval_finance")
DEPTHS = (1, 10, 100)
_K = 20
_HEAD = ("集合", "问题", "段落", "R@1", "R@10", "MRR@10", "R@100", "建索引 段/秒", "查询 p50/p95 毫秒")


@dataclass(frozen=True, slots=True)
class Found:
    """One question: the 0-based ranks of its right passages, how many there are, and seconds for the first 20."""

    ranks: tuple[int, ...]
    right: int
    seconds: float

    def recall(self, k: int) -> float:
        return sum(rank < k for rank in self.ranks) / self.right


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench retrieval", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--encoder", default="")
    parser.add_argument("--fused", action="store_true")
    options, unknown = parser.parse_known_args(arguments)
    missing = [
        name for name in options.sets.split(",") if not options.data or not (options.data / name).is_dir()
    ]
    if missing or unknown:
        sys.stderr.write(
            "请用 --data 指明检索测评数据所在的目录（每个集合一个子目录，内有 corpus.jsonl.gz 与 queries.jsonl.gz；"
            f"缺少：{'、'.join(missing)}），可用 --sets 选择集合。\n"
        )
        return 2
    _line(_HEAD)
    _line(["---"] * len(_HEAD))
    for name in options.sets.split(","):
        _line(measure(options.data / name))
    chosen = options.encoder or (EMBEDDED if options.fused else "")
    if chosen:
        models = [fused.opened(model) for model in chosen.split(",")]
        sys.stdout.write("\n")
        _line(fused.HEAD)
        _line(["---"] * len(fused.HEAD))
        for name in options.sets.split(","):
            _line(fused.measure(options.data / name, models))
    return 0


def measure(folder: Path) -> list[str]:
    """One line of the table: build an index of the set's passages, ask it every question."""
    passages = list(lines(folder / "corpus.jsonl.gz"))
    keys = {passage["id"]: key for key, passage in enumerate(passages)}
    questions = [q for q in lines(folder / "queries.jsonl.gz") if q["pos"]]
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        Lexical.build(
            Path(scratch), (Row(keys[p["id"]], p["id"], 0, p["text"], p["title"]) for p in passages)
        )
        rate = len(passages) / (time.perf_counter() - begun)
        index = Lexical.open(Path(scratch))
        found = [_ask(index, q["text"], {keys[right] for right in q["pos"]}) for q in questions]
    times = quantiles((f.seconds * 1000 for f in found), n=20)
    shares = {k: _share(found, k) for k in DEPTHS}
    first = fmean(1 / (min(f.ranks) + 1) if f.recall(10) else 0.0 for f in found)
    return [
        *(folder.name, str(len(questions)), str(len(passages))),
        *(shares[1], shares[10], f"{first:.3f}", shares[100]),
        *(f"{rate:.0f}", f"{median(f.seconds for f in found) * 1000:.1f}/{times[-1]:.1f}"),
    ]


def _ask(index: Lexical, question: str, right: Collection[int]) -> Found:
    begun = time.perf_counter()
    index.search(question, _K)
    seconds = time.perf_counter() - begun
    hits = index.search(question, DEPTHS[-1])
    return Found(tuple(rank for rank, hit in enumerate(hits) if hit.key in right), len(right), seconds)


def _share(found: Sequence[Found], k: int) -> str:
    return f"{fmean(f.recall(k) for f in found):.3f} ({sum(f.recall(k) > 0 for f in found)})"


def _line(cells: Sequence[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
