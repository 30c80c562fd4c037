"""What a text says of its things, clause by clause, on a scale; which clauses of a source are about the same."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.context import pairs
from assistant.scale import Mark, Scale
from assistant.support import Cited, Support

At = tuple[int, int]

_CLAUSE = re.compile(r"[^，。；：:,;！？!?\n]+")
_ITEM = re.compile("[、和及与]|以及")
_FEW = 3  # pairs that a thing must share with what is said of it,
_LEAST = 2  # or all of them, where it has no more
_ALIKE = 0.4  # share of its own words, at the least


@dataclass(frozen=True, slots=True)
class Saying:
    """A clause, or one member of a row of predicates, at [start, end): its marks and its other words."""

    at: At
    marks: tuple[Mark, ...]
    words: str

    @property
    def things(self) -> tuple[str, ...]:
        """What the marks are told of: all of the words, and each of those that are listed."""
        return tuple(dict.fromkeys((self.words, *_ITEM.split(self.words))))


def sayings(scale: Scale, text: str) -> Iterator[Saying]:
    """All of a text, in order."""
    marks = scale.marks(text)
    for clause in _CLAUSE.finditer(text):
        inside = [m for m in marks if clause.start() <= m.start and m.end <= clause.end()]
        ends = [clause.start(), *_turns(text, inside, clause.end()), clause.end()]
        for start, end in pairwise(ends):
            own = tuple(m for m in inside if start <= m.start < end)
            yield Saying((start, end), own, _without(text, own, start, end))


def nearest(scale: Scale, thing: str, support: Support) -> list[tuple[Cited, Saying]]:
    """What the source says that shares the most words with a thing; nothing, where that is too little."""
    about = pairs(thing)
    near = [
        (len(about & pairs(other.words)), cited, other)
        for cited in support.cited
        for other in sayings(scale, cited.text)
    ]
    most = max((shared for shared, _, _ in near), default=0)
    if most < max(min(_FEW, max(len(about), _LEAST)), _ALIKE * len(about)):
        return []
    return [(cited, other) for shared, cited, other in near if shared == most]


def _turns(text: str, marks: Sequence[Mark], end: int) -> Iterator[int]:
    """Where one predicate of a row ends and the next begins: 甲封顶、乙下闸, 开工甲、建成乙."""
    for n, mark in enumerate(marks):
        if n and text[mark.start - 1] == "、" and marks[n - 1].end < mark.start - 1:
            yield mark.start - 1
        if mark.end < end and text[mark.end] == "、":
            yield mark.end


def _without(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    for mark in marks:
        text = text[: mark.start] + "，" * (mark.end - mark.start) + text[mark.end :]
    return text[start:end]
