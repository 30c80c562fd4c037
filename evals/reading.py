"""Sentences of passages as `assistant.reader` sees them: what training and the bench have in common."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.features import Asked, Text, features
from assistant.shares import Shares
from assistant.understand import understand
from assistant.words import terms
from index.entries import Row
from index.lexical import Lexical
from index.search import rarity
from index.sentences import sentences
from index.tokens import normalise

_SILENT = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Group:
    """Candidates for one question: a row of figures each, under `names`, and whether it answers."""

    question: str
    names: tuple[str, ...]
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]

    def counted(self) -> NDArray[np.float64]:
        """What each row counts: the right ones 1 together, all the others 4, however many there are."""
        return np.where(self.right, 1 / max(self.right.sum(), 1), 4 / len(self.right))


def asked(question: str, lexical: Lexical) -> Asked:
    words = terms(question)
    (kind, *_) = [ask.kind for ask in understand(question).asks]
    return Asked(question, kind, Shares(words), rarity(lexical, [t.forms[0] for t in words]))


def texts(passage: str, before: int = 400) -> list[tuple[str, Text]]:
    """The sentences of a passage, as written and as they are compared."""
    return [
        (passage[a:b], Text(normalise(passage[a:b]), normalise(passage[max(a - before, 0) : a])))
        for a, b in sentences(passage, 0, len(passage))
    ]


def group(question: Asked, found: Sequence[tuple[str, Text]], right: Iterable[bool]) -> Group:
    table = features(question, [text for _, text in found])
    return Group(question.text, tuple(table), np.array(list(table.values())).T, np.array(list(right), bool))


def index(folder: Path, passages: Sequence[str]) -> Lexical:
    Lexical.build(folder, (Row(key, str(key), 0, text) for key, text in enumerate(passages)))
    return Lexical.open(folder)


def silent(text: str) -> str:
    """Letters and digits alone, as evidence is compared with sentences."""
    return _SILENT.sub("", normalise(text))
