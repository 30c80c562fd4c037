"""This search beside LlamaIndex's stack, on the same files and questions, in one process.

LlamaIndex's passages are three times as long as ours, so ten of its are three times as much to read as
ten of ours. What is compared is therefore the share of the evidence that stands in the first 500, 1,000
and 2,000 characters found, in their order: what a reader reads, or a model is given. A place counts
when half of its characters are there, by the offsets that each side gives. Time is the processor's,
so that what else the machine does is no part of it; memory is what the process grew by. With --accept
the numbers are kept, and `python -m evals readme` puts them into README.md.
"""

import gc
import json
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path, PurePath
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, TypeVar

from evals.bench.fused import opened
from evals.bench.placed import SEED, Placed, Question, placed
from evals.cases import DATA
from evals.spans import Pieces, characters, covered, union
from index.encode import Encoder
from index.encoders import EMBEDDED
from index.library import Library
from index.types import Hit

if TYPE_CHECKING:
    from evals.bench.rivals import Way

ACCEPTED = DATA.parent / "llama.json"
SETS = (SEED, "gov_targets", "rageval_finance", "cmrc_dev", "stard")
READ = (500, 1_000, 2_000)
WAYS = {
    "yanju": ("言据", "Yanju"),
    "bm25": ("BM25，原样", "BM25 as it comes"),
    "words": ("BM25，给中文词", "BM25, given Chinese words"),
    "vectors": ("向量，同一模型", "vectors, same encoder"),
    "both": ("两者融合", "both, fused"),
}
_K = 20
"""Passages a question: of ours, too, that is about as much as the most characters looked at."""
_STATM = Path("/proc/self/statm")
_PAGE = 4096

Result = dict[str, Any]
_Made = TypeVar("_Made")


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench llama", add_help=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--accept", action="store_true")
    options, unknown = parser.parse_known_args(arguments)
    sets = options.sets.split(",")
    absent = [
        s for s in sets if s != SEED and not (options.data and (options.data / "retrieval" / s).is_dir())
    ]
    if unknown or absent:
        sys.stderr.write(
            f"请用 --data 指明测评数据所在的目录，其下 retrieval 里应有：{'、'.join(absent)}；可用 --sets 选择集合。\n"
        )
        return 2
    # LlamaIndex takes seconds to import.
    from evals.bench import rivals

    if not rivals.installed():
        sys.stderr.write(
            "LlamaIndex 的 BM25 是另外的包，请先安装：pip install llama-index-retrievers-bm25。\n"
        )
        return 2
    data = options.data / "retrieval" if options.data else Path()
    results = [_apart(name, data, options.questions) for name in sets]
    sys.stdout.write(f"{table(results, chinese=True)}\n")
    if options.accept:
        known = {result["set"]: result for result in (*accepted(), *results)}
        kept = [known[name] for name in SETS if name in known]
        ACCEPTED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _apart(name: str, data: Path, most: int) -> Result:
    """A set in a process of its own: what another left in memory is none of its."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (name, data, most))


@dataclass(frozen=True, slots=True)
class _Spent:
    """What it cost to make something: seconds of the processor, MB of memory."""

    seconds: float
    memory: float

    def __add__(self, other: "_Spent") -> "_Spent":
        return _Spent(self.seconds + other.seconds, self.memory + other.memory)


def measure(name: str, data: Path, most: int) -> Result:
    """One set, every way: {"set", "questions", "files", "characters", "ways": {way: numbers}}."""
    model = opened(EMBEDDED)
    with tempfile.TemporaryDirectory() as place:
        files = Path(place) / "files"
        files.mkdir()
        given = placed(name, data, files, most, model.seen)
        found = {
            way: {**_asked(given, search), "build": round(spent.seconds, 1), "memory": round(spent.memory)}
            for way, search, spent in _ways(files, Path(place) / "library", model.encoder)
        }
    return {
        **{"set": name, "questions": len(given.questions), "files": len(given.texts)},
        **{"characters": sum(map(len, given.texts.values())), "ways": found},
    }


def _ways(files: Path, library: Path, encoder: Encoder) -> Iterator[tuple[str, "Way", _Spent]]:
    """Ours is closed before theirs are made; each of theirs has read and split the files for itself."""
    from evals.bench.rivals import Stack, way

    opened, spent = _built(lambda: _filled(files, library, encoder))
    with opened:
        yield "yanju", _ours(opened), spent
    stack, read = _built(lambda: Stack(files, encoder, _K))
    made, paid = {}, {}
    for name, make in (("bm25", stack.bm25), ("words", stack.words), ("vectors", stack.vectors)):
        made[name], paid[name] = _built(make)
        yield name, way(made[name]), read + paid[name]
    fused, more = _built(lambda: stack.both(made["words"], made["vectors"]))
    yield "both", way(fused), read + paid["words"] + paid["vectors"] + more


def _filled(files: Path, folder: Path, encoder: Encoder) -> Library:
    library = Library.open(folder, create=True, encoder=encoder)
    library.add_folder(files)
    return library


def _ours(library: Library) -> "Way":
    from evals.bench.rivals import Way

    def places(hit: Hit) -> Pieces:
        spans = (hit.passage.span, *hit.passage.context)
        return tuple((library.document(s.doc_id).source, library.locate(s).raw) for s in spans)

    return Way(lambda question: library.search(question, _K), places)


def _built(make: Callable[[], _Made]) -> tuple[_Made, _Spent]:
    gc.collect()
    held, begun = _resident(), time.process_time()
    made = make()
    return made, _Spent(time.process_time() - begun, max(_resident() - held, 0.0))


def _resident() -> float:
    """MB that the process holds; 0 where the system does not tell."""
    return int(_STATM.read_text().split()[1]) * _PAGE / 2**20 if _STATM.is_file() else 0.0


def _asked(given: Placed, search: "Way") -> dict[str, Any]:
    """Shares of the evidence found, and the median of milliseconds a question."""
    taken, shares = [], []
    search.ask(given.questions[0].text)
    for question in given.questions:
        begun = time.thread_time()
        hits = search.ask(question.text)
        taken.append(time.thread_time() - begun)
        ranked = [search.places(hit) for hit in hits]
        shares.append([share(question, first(ranked, most), given.texts) for most in READ])
    recall = [round(fmean(column), 4) for column in zip(*shares, strict=True)]
    return {"recall": recall, "query": round(median(taken) * 1000, 2)}


def first(ranked: Iterable[Pieces], most: int) -> Pieces:
    """What is found, cut after so many characters."""
    kept: list[Any] = []
    left = most
    for source, raw in (piece for pieces in ranked for piece in pieces):
        for start, end in raw:
            stop = min(end, start + left)
            left -= stop - start
            kept.append((PurePath(source).name, ((start, stop),)))
            if left <= 0:
                return tuple(kept)
    return tuple(kept)


def share(question: Question, found: Pieces, texts: Mapping[str, str]) -> float:
    """Share of the groups of evidence of which some place is half there."""
    seen = union(characters(name, raw, texts) for name, raw in found)
    return fmean(
        any(covered(characters(name, raw, texts), seen) for name, raw in group) for group in question.evidence
    )


def table(results: Sequence[Result], *, chinese: bool = False) -> str:
    """Markdown: three lines a set, a column a way. In English for README.md."""
    names = [chinese_name if chinese else name for chinese_name, name in WAYS.values()]
    found = "前 500 / 1000 / 2000 字所含依据" if chinese else "evidence in 500 / 1,000 / 2,000 characters"
    taken = "每题毫秒" if chinese else "milliseconds a question"
    cost = "建库秒数 / 内存 MB" if chinese else "seconds to build / MB held"
    lines = [f"| | | {' | '.join(names)} |", f"|---|---|{'---:|' * len(names)}"]
    for result in results:
        ways = [result["ways"][way] for way in WAYS]
        size = (
            f"{result['questions']} 题，{result['files']} 份"
            if chinese
            else f"{result['questions']} questions, {result['files']} files"
        )
        rows = (
            (
                f"{result['set']} ({size})",
                found,
                [" / ".join(f"{x:.2f}" for x in way["recall"]) for way in ways],
            ),
            ("", taken, [f"{way['query']:.1f}" for way in ways]),
            ("", cost, [f"{way['build']:.1f} / {way['memory']}" for way in ways]),
        )
        lines += [f"| {head} | {what} | {' | '.join(cells)} |" for head, what, cells in rows]
    return "\n".join(lines)


def accepted() -> list[Result]:
    """What was accepted last, set by set; nothing before the first time."""
    kept: list[Result] = json.loads(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.is_file() else []
    return kept
