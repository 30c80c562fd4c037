"""Question sets as folders of text files, and where in those files the answers stand.

Places are raw offsets (half-open, in code points) into the files, so that searches which cut texts
differently can be held against the same characters.
"""

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.cases import SEEDS, read_cases
from evals.packed import lines
from evals.spans import Pieces
from evals.train.pairs import digest

SEED = "seeds"
_ARTICLE = re.compile(r"(?P<law>.+?)(?P<number>第[一二三四五六七八九十百千零〇]+条.*)")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Question:
    """Each group of `evidence` must be found; any of its places will do."""

    text: str
    evidence: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """The files of a set, by name, and its questions."""

    texts: dict[str, str]
    questions: tuple[Question, ...]


def placed(name: str, data: Path, folder: Path, most: int, seen: frozenset[str] = frozenset()) -> Placed:
    """Write the files of a set into a folder. At most `most` questions, drawn at random but always the same.

    Questions are left out when an encoder has `seen` (digests) them or a right passage of theirs.
    """
    questions = list(_seeds(folder) if name == SEED else _public(data / name, folder, seen))
    if len(questions) > most:
        questions = random.Random(0).sample(questions, most)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}
    return Placed(texts, tuple(questions))


def _seeds(folder: Path) -> Iterator[Question]:
    """The questions that may be tuned on; never the held-out ones."""
    for path in (*SEEDS.glob("*.txt"), *SEEDS.glob("*.toml")):
        shutil.copy(path, folder)
    for case in read_cases():
        if case.split == "dev" and (groups := case.required()):
            yield Question(case.question, tuple(tuple((e.source, e.raw) for e in group) for group in groups))


def _public(source: Path, folder: Path, seen: frozenset[str]) -> Iterator[Question]:
    """One file a title; a law is one file. What has no title is a file by itself."""
    passages = {row["id"]: row for row in lines(source / "corpus.jsonl.gz")}
    written: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = defaultdict(int)
    starts: dict[str, tuple[str, int]] = {}
    for row in passages.values():
        article = _ARTICLE.fullmatch(row["title"])
        title, number = (article["law"], f"{article['number']}　") if article else (row["title"], "")
        file = f"{(title or row['id']).replace('/', '_')[:_LONGEST_NAME]}.txt"
        lead = (f"{title}\n\n" if title and file not in sizes else "") + number
        starts[row["id"]] = file, sizes[file] + len(lead)
        written[file].append(f"{lead}{row['text']}\n\n")
        sizes[file] += len(written[file][-1])
    for file, parts in written.items():
        (folder / file).write_bytes("".join(parts).encode())
    for question in lines(source / "queries.jsonl.gz"):
        right = [passages[key] for key in question["pos"]]
        known = (question["text"], *(text for p in right for text in (p["text"], p["title"] + p["text"])))
        evidence = tuple(_evidence(question, [(p["text"], *starts[p["id"]]) for p in right]))
        if evidence and seen.isdisjoint(map(digest, known)):
            yield Question(question["text"], evidence)


def _evidence(question: dict[str, Any], right: Sequence[tuple[str, str, int]]) -> Iterator[Pieces]:
    """The sentences to be referred to, or else the answer wherever it stands, or else each right passage whole."""
    if references := question.get("refs"):
        yield from filter(None, (tuple(_found([said], right)) for said in references))
    elif answers := question.get("answers"):
        yield from filter(None, [tuple(_found(answers, right))])
    else:
        yield from (((file, ((start, start + len(text)),)),) for text, file, start in right)


def _found(wordings: Sequence[str], right: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, Any]]:
    for text, file, start in right:
        for wording in filter(None, wordings):
            for match in re.finditer(re.escape(wording), text):
                yield file, ((start + match.start(), start + match.end()),)
