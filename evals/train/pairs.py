"""Pairs of a question and a passage that answers it, and what of them may not be trained on.

A pair is left out when it is linked to a held-out question: through a question, an answer or an
article, by however many steps. So no article of a measured question was ever trained on with any question.
"""

import hashlib
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.packed import lines

QUESTION_SETS = ("lecoqa_train", "cmrc_train", "cmrc_train_evidence")
"""Files whose questions people wrote. The others pair a text with a part of itself."""
FILES: Mapping[str, tuple[int, int]] = {
    "law_national": (50_000, 1),
    "law_local": (50_000, 1),
    "gov_reports": (25_000, 1),
    "csl_title_abs": (2_000, 1),
    "lecoqa_train": (5_000, 3),
    "cmrc_train": (11_000, 1),
    "cmrc_train_evidence": (11_000, 1),
}
"""How many pairs of a file are used at most, and how often. drcd_dev is not here: it is measured on."""
SEEN = "seen.txt"
"""Beside a model: digests of the questions and passages that it must not be measured on."""
_LONGEST_QUESTION, _LONGEST_PASSAGE = 200, 300
_SILENT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Pair:
    question: str
    passage: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a measured set, and the texts of its right passages, with title and without."""

    id: str
    text: str
    right: tuple[str, ...]


def read_pairs(data: Path) -> list[Pair]:
    """Every pair of every file that is trained on."""
    return [Pair(row["q"], row["p"], name) for name in FILES for row in lines(data / f"{name}.jsonl.gz")]


def missing(data: Path) -> list[str]:
    return [name for name in FILES if not (data / f"{name}.jsonl.gz").is_file()]


def read_questions(folder: Path) -> list[Question]:
    """The answerable questions of one measured set."""
    texts = {
        row["id"]: (f"{row['title']}{row['text']}", row["text"]) for row in lines(folder / "corpus.jsonl.gz")
    }
    return [
        Question(row["id"], row["text"], tuple(text for key in row["pos"] for text in texts[key]))
        for row in lines(folder / "queries.jsonl.gz")
        if row["pos"]
    ]


def hold_out(pairs: Sequence[Pair], questions: Sequence[Question], fold: int, folds: int) -> list[Pair]:
    """The pairs that are linked to no question of this fold. Links are cut by whole groups, so folds differ in size."""
    groups = _Groups()
    supervised = [pair for pair in pairs if pair.source in QUESTION_SETS]
    for pair in supervised:
        groups.join(digest(pair.question), digest(pair.passage))
    for question in questions:
        for text in question.right:
            groups.join(digest(question.text), digest(text))
    sizes = Counter(groups.of(digest(question.text)) for question in questions)
    filled = [0] * folds
    held: set[str] = set()
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        least = filled.index(min(filled))
        filled[least] += size
        if least == fold:
            held.add(group)
    return [
        pair
        for pair in pairs
        if pair.source not in QUESTION_SETS or groups.of(digest(pair.question)) not in held
    ]


def sample(pairs: Sequence[Pair], seed: int) -> list[Pair]:
    """The pairs to train on, cut to length: as many of each file as FILES says, as often."""
    chosen: list[Pair] = []
    for name, (most, times) in FILES.items():
        of_file = [pair for pair in pairs if pair.source == name]
        if len(of_file) > most:
            of_file = random.Random(f"{seed} {name}").sample(of_file, most)
        chosen += [
            Pair(pair.question[:_LONGEST_QUESTION], pair.passage[:_LONGEST_PASSAGE], name) for pair in of_file
        ] * times
    return chosen


def overlaps(pairs: Sequence[Pair], questions: Sequence[Question]) -> list[tuple[str, int, int]]:
    """For every file that shares anything: its name, how many measured questions it holds, how many right passages."""
    asked = {digest(question.text) for question in questions}
    # With its title or without, it is one passage.
    right = [
        {digest(text) for text in question.right[at : at + 2]}
        for question in questions
        for at in range(0, len(question.right), 2)
    ]
    unique = {frozenset(texts) for texts in right}
    found = []
    for name in FILES:
        of_file = [pair for pair in pairs if pair.source == name]
        seen = asked & {digest(pair.question) for pair in of_file}
        passages = {digest(pair.passage) for pair in of_file}
        shared = sum(not texts.isdisjoint(passages) for texts in unique)
        if seen or shared:
            found.append((name, len(seen), shared))
    return found


def seen(pairs: Iterable[Pair]) -> list[str]:
    """Digests of every question and passage of the question sets among these: what must not be measured on."""
    texts = {text for pair in pairs if pair.source in QUESTION_SETS for text in (pair.question, pair.passage)}
    return sorted({digest(text) for text in texts})


def digest(text: str) -> str:
    """The same for texts that differ in white space, punctuation, width or case alone."""
    plain = _SILENT.sub("", unicodedata.normalize("NFKC", text)).lower()
    return hashlib.sha256(plain.encode()).hexdigest()[:10]


class _Groups:
    """Things joined to one another, however indirectly, are one group, named by one of them."""

    def __init__(self) -> None:
        self._next: dict[str, str] = {}

    def of(self, thing: str) -> str:
        while self._next.setdefault(thing, thing) != thing:
            self._next[thing] = thing = self._next[self._next[thing]]
        return thing

    def join(self, one: str, other: str) -> None:
        # The smaller name, so that a group's name does not depend on the order of joining.
        first, second = sorted((self.of(one), self.of(other)))
        self._next[second] = first
