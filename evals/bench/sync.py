"""How long does a folder take to become a library, again without a change, and after one change? And a kill half-way?

Each step is a `yanju index sync` of its own process, timed from start to end. The library that was killed
and resumed must in the end be the one that was not: the same documents and passages, the same first ten.
Last, how many passages a second are encoded, and split, encoded and indexed, once their files are read.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.bench.statutes import LAWS
from index import Document, Library, dense, intake, lookup
from index.encode import Encoder
from index.encoders import EMBEDDED, open_encoder
from index.entries import Row
from index.lexical import Lexical
from index.split import split

_FIRST, _AGAIN, _CHANGED, _REBUILT = 180.0, 5.0, 2.5, 60.0
"""The limits, in seconds."""
_RATE = 5_000
"""The least passages a second, on two cores that do nothing else."""
_QUESTIONS = 50
_YANJU = "import sys; from assistant.cli import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Step:
    """What one sync took, in seconds of the clock and of the processor, and what it did."""

    clock: float
    processor: float
    added: int
    replaced: int
    unchanged: int
    removed: int

    def told(self, limit: float = 0.0) -> str:
        share = f"（限值 {limit:g} 秒的 {self.clock / limit:.0%}）" if limit else ""
        return (
            f"{self.clock:.1f} 秒{share}，处理器 {self.processor:.1f} 秒；"
            f"新增 {self.added}，更新 {self.replaced}，删除 {self.removed}，未变 {self.unchanged}"
        )


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m evals.bench sync", add_help=False)
    parser.add_argument("--data", type=Path)
    options, unknown = parser.parse_known_args(arguments)
    if unknown or not options.data or not options.data.exists():
        sys.stderr.write(f"请用 --data 指明要同步的文件夹或 .tar.gz，或测评数据所在的目录，其中有 {LAWS}。\n")
        return 2
    data = options.data / LAWS if (options.data / LAWS).is_file() else options.data
    sound = True
    with tempfile.TemporaryDirectory() as place:
        for good, line in _measured(_copied(data, Path(place)), Path(place)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            sound = sound and good
    return 0 if sound else 1


def _measured(folder: Path, place: Path) -> Iterator[tuple[bool, str]]:
    """Lines of the report, each with whether it is as it should be."""
    whole, cut = place / "whole", place / "cut"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    yield True, f"{len(files)} 个文件，{sum(p.stat().st_size for p in files) / 2**20:.1f} MB"
    first = _sync(folder, whole)
    yield first.clock < _FIRST, f"首次同步：{first.told(_FIRST)}"
    again = _sync(folder, whole)
    same = (again.added, again.replaced, again.removed) == (0, 0, 0)
    yield again.clock < _AGAIN and same, f"没有变化再同步：{again.told(_AGAIN)}"
    done = _sync_and_kill(folder, cut)
    yield done > 0, f"同步到一半时强行结束：已入库 {done} 份"
    files[0].write_text(files[0].read_text(encoding="utf-8") + "\n本次测评加上的一句话。\n", encoding="utf-8")
    changed = _sync(folder, whole)
    one = (changed.added, changed.replaced, changed.removed) == (0, 1, 0)
    yield one and changed.clock < _CHANGED, f"改动一个文件：{changed.told(_CHANGED)}"
    files[1].unlink()
    fewer = _sync(folder, whole)
    one = (fewer.added, fewer.replaced, fewer.removed) == (0, 0, 1)
    yield one and fewer.clock < _CHANGED, f"删去一个文件：{fewer.told(_CHANGED)}"
    yield True, f"从一半处继续：{_sync(folder, cut).told()}"
    yield _same(whole, cut)
    yield _without_sidecars(whole)
    yield from _rates(whole, place)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield True, f"内存最多 {peak:.0f} MB；机器此时的负荷：{os.getloadavg()[0]:.1f}（{os.cpu_count()} 核）"


def _copied(data: Path, place: Path) -> Path:
    """The files in a place of our own, for some of them will be changed."""
    folder = place / "files"
    if data.is_dir():
        shutil.copytree(data, folder)
    else:
        with tarfile.open(data) as bundle:
            bundle.extractall(folder, filter="data")
    return folder


def _command(folder: Path, library: Path) -> list[str]:
    return [sys.executable, "-c", _YANJU, "--library", str(library), "index", "sync", str(folder), "--json"]


def _sync(folder: Path, library: Path) -> Step:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    run = subprocess.run(_command(folder, library), capture_output=True, text=True, check=True)
    clock = time.perf_counter() - begun
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    said = json.loads(run.stdout)
    counts = (said["added"], said["replaced"], said["unchanged"], len(said["removed"]))
    return Step(clock, processor, *counts)


def _sync_and_kill(folder: Path, library: Path) -> int:
    """Kill a sync when half of its progress is shown; how many documents are there then."""
    with subprocess.Popen(_command(folder, library), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for _ in range(5):
            process.stderr.readline()
        process.kill()
    with Library.open(library, encoder=open_encoder(EMBEDDED)) as opened:
        if problems := opened.verify():
            raise RuntimeError(problems[0].message)
        return opened.counts.documents


def _same(one: Path, other: Path) -> tuple[bool, str]:
    """Whether two libraries hold and find the same."""
    encoder = open_encoder(EMBEDDED)
    with Library.open(one, encoder=encoder) as first, Library.open(other, encoder=encoder) as second:
        titles = sorted(listing.title for listing in first.documents())
        questions = [
            f"{t}第三条怎么规定？" for t in random.Random(0).sample(titles, min(_QUESTIONS, len(titles)))
        ]
        held = _held(first) == _held(second)
        found = sum(_found(first, question) == _found(second, question) for question in questions)
    message = f"中断后继续与一次完成：文献与段落{'相同' if held else '不同'}，{len(questions)} 题中 {found} 题前十段相同"
    return held and found == len(questions), message


def _without_sidecars(folder: Path) -> tuple[bool, str]:
    """How long a library whose sidecars are gone takes to open."""
    encoder = open_encoder(EMBEDDED)
    for path in [*folder.glob("lexical*"), *folder.glob("dense*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    begun, used = time.perf_counter(), time.process_time()
    with Library.open(folder, encoder=encoder) as library:
        clock, processor = time.perf_counter() - begun, time.process_time() - used
        return clock < _REBUILT, (
            f"检索索引全部丢失后打开：{clock:.1f} 秒（限值 {_REBUILT:.0f} 秒的 {clock / _REBUILT:.0%}），"
            f"处理器 {processor:.1f} 秒，{library.counts.passages} 段、{encoder.dim if encoder else 0} 维"
        )


def _rates(folder: Path, place: Path) -> Iterator[tuple[bool, str]]:
    """Passages a second: the encoder alone, and all that is done with a document once it is read."""
    encoder = open_encoder(EMBEDDED)
    assert encoder is not None
    with Library.open(folder, read_only=True) as library:
        documents = [library.document(listing.id) for listing in library.documents()]
    passages = {document.id: split(document) for document in documents}
    total = sum(map(len, passages.values()))
    _, line = _rate(total, lambda: [intake.encode(d, passages[d.id], encoder) for d in documents])
    yield True, f"只计算向量：{line}"
    rate, line = _rate(total, lambda: _index(documents, encoder, place / "indexed"))
    yield rate > _RATE, f"分段、计算向量、建两种索引（限值每秒 {_RATE} 段）：{line}"


def _rate(passages: int, work: Callable[[], object]) -> tuple[float, str]:
    """By the clock, and in words also by the time of the processor: what all cores could do if nothing else ran."""
    begun, used = time.perf_counter(), time.process_time()
    work()
    clock, processor = time.perf_counter() - begun, time.process_time() - used
    ideal = os.cpu_count() or 1
    return passages / clock, (
        f"每秒 {passages / clock:.0f} 段；处理器每核每秒 {passages / processor:.0f} 段，{ideal} 核至多 {ideal * passages / processor:.0f} 段"
    )


def _index(documents: Sequence[Document], encoder: Encoder, place: Path) -> None:
    place.mkdir()
    vectors: list[bytes] = []
    rows: list[Row] = []
    for document in documents:
        passages = split(document)
        vectors += intake.encode(document, passages, encoder)
        rows += lookup.rows(document, list(enumerate(passages, len(rows) + 1)))
    Lexical.build(place / "lexical", rows)
    matrix = np.frombuffer(b"".join(vectors), "<f2").reshape(len(vectors), -1).astype(np.float32)
    dense.build(place / "dense", np.arange(1, len(vectors) + 1), matrix)


def _held(library: Library) -> list[tuple[str, tuple[str, ...], int, str]]:
    listed = sorted(library.documents(), key=lambda listing: listing.id)
    return [(d.id, tuple(sorted(d.sources)), d.passages, library.document(d.id).text) for d in listed]


def _found(library: Library, question: str) -> list[tuple[str, float]]:
    return [(str(hit.passage.span), round(hit.score, 3)) for hit in library.search(question, 10)]
