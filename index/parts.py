"""A lexical index put together from parts, each written once: a change writes anew only the part that it touches.

tantivy keeps an index as segments, files that never change, and names them in meta.json. It scores by
counts over all that are named there, so segments that were written apart answer as if they had been
written together. Nothing is deleted from one: what is deleted so goes on counting in every score, and
its words can still be read in the files. The part is written again without it.
"""

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from index.entries import Row, begin
from index.lexical import Lexical

SHARES = 8
"""Into how many parts an index is cut. Each costs a question 0.2 ms, and the more there are, the less is written anew."""
SMALLEST = 2_000
"""Rows that are not worth cutting: written in a third of a second."""

_META, _PARTS = "meta.json", "parts.json"
Reader = Callable[[Sequence[str]], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents, whole: the segments that hold them, as meta.json describes them, and how many rows each has."""

    segments: list[dict[str, Any]]
    rows: dict[str, int]

    @property
    def size(self) -> int:
        return sum(self.rows.values())


def build(
    path: Path,
    rows: Mapping[str, int],
    read: Reader,
    before: Path | None = None,
    changed: Collection[str] = (),
) -> None:
    """Write an index into a new folder. `rows` says how many each document has, `read` gives those of some documents.

    `before` is an index of the same kind. Its parts are taken over (hard links: the folder may go
    afterwards), save those with a document that is gone or `changed`.
    """
    full = max(SMALLEST, -(-sum(rows.values()) // SHARES))
    kept = [part for part in _parts(before) if _stands(part, rows, changed)]
    small = _absorbed(kept, sum(rows.values()) - sum(part.size for part in kept), full)
    kept = [part for part in kept if part not in small]
    held = set(chain.from_iterable(part.rows for part in kept))
    wanting = {doc_id: size for doc_id, size in rows.items() if doc_id not in held}
    Lexical.build(path, ())
    if before is not None:
        _take(before, path, kept)
    groups = _groups(wanting, full)
    written = [
        Part(segments, {doc_id: rows[doc_id] for doc_id in group})
        for group, segments in zip(groups, _written(path, map(read, groups)), strict=True)
    ]
    _name(path, [*kept, *written])


def _parts(folder: Path | None) -> list[Part]:
    if folder is None:
        return []
    return [Part(**part) for part in json.loads((folder / _PARTS).read_bytes())]


def _stands(part: Part, rows: Mapping[str, int], changed: Collection[str]) -> bool:
    return all(rows.get(doc_id) == size and doc_id not in changed for doc_id, size in part.rows.items())


def _absorbed(parts: Iterable[Part], size: int, full: int) -> list[Part]:
    """The parts to be written again with `size` rows that must be written, so that small ones stay few.

    Each is less than half full and no larger than what is written with it; so a row that is only ever
    added to is written again a few times at most, its part having doubled each time.
    """
    absorbed: list[Part] = []
    for part in sorted(parts, key=lambda part: part.size):
        if part.size > size or 2 * part.size >= full:
            break
        absorbed.append(part)
        size += part.size
    return absorbed


def _groups(rows: Mapping[str, int], full: int) -> list[list[str]]:
    """Documents in their order, in groups of about equally many rows, none much above `full`."""
    total = sum(rows.values())
    share = total / max(1, -(-total // full))
    groups: dict[int, list[str]] = {}
    before = 0
    for doc_id, size in rows.items():
        groups.setdefault(int(before / share), []).append(doc_id)
        before += size
    return list(groups.values())


def _take(before: Path, path: Path, parts: Iterable[Part]) -> None:
    for file in _files(before, chain.from_iterable(part.segments for part in parts)):
        try:
            os.link(file, path / file.name)
        except OSError:
            # Not every file system has links.
            shutil.copyfile(file, path / file.name)


def _written(path: Path, groups: Iterable[Iterable[Row]]) -> list[list[dict[str, Any]]]:
    """The segments of indexes that are written aside, one a group, with their files moved into `path`."""
    # To end an index takes no Python, so meanwhile the rows of the next are read.
    with ThreadPoolExecutor(1) as other:
        ended: list[Future[list[dict[str, Any]]]] = []
        for number, rows in enumerate(groups):
            aside = path / f"aside{number}"
            ended.append(other.submit(_moved, begin(aside, rows), aside, path))
            # One that went wrong ends the others; and no more than two are in memory.
            for before in ended[:-1]:
                before.result()
        return [segments.result() for segments in ended]


def _moved(end: Callable[[], None], aside: Path, path: Path) -> list[dict[str, Any]]:
    end()
    segments: list[dict[str, Any]] = json.loads((aside / _META).read_bytes())["segments"]
    for file in _files(aside, segments):
        file.rename(path / file.name)
    shutil.rmtree(aside)
    return segments


def _name(path: Path, parts: Sequence[Part]) -> None:
    """Make the empty index at `path` the one of these parts."""
    meta = json.loads((path / _META).read_bytes())
    meta["segments"] = list(chain.from_iterable(part.segments for part in parts))
    (path / _META).write_text(json.dumps(meta), encoding="utf-8")
    (path / _PARTS).write_text(json.dumps([asdict(part) for part in parts]), encoding="utf-8")


def _files(folder: Path, segments: Iterable[Mapping[str, Any]]) -> Iterator[Path]:
    for segment in segments:
        yield from folder.glob(segment["segment_id"].replace("-", "") + ".*")
