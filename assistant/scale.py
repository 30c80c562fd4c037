"""A scale of words, such as 开工, 在建, 建成: what a source tells by one of them bears some of the others and not the rest."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
"""From one step of a scale to another, both counted in."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a scale at [start, end): what it `leaves` open of where a thing stands, and where it may be told of one.

    `of` is what follows a word that stands before what it counts, empty for others.
    """

    start: int
    end: int
    leaves: Range
    needs: Range
    of: str = ""

    def bears(self, said: "Mark") -> bool:
        """Whether a source that has this mark carries what the other says."""
        return self.leaves[0] <= said.needs[1] and said.needs[0] <= self.leaves[1]


@dataclass(frozen=True, slots=True)
class Scale:
    """Patterns of one scale, each with what its words leave open and what they need, on the same steps."""

    code: str
    steps: tuple[tuple[re.Pattern[str], Range, Range], ...]
    counting: re.Pattern[str] = re.compile("(?!)")

    def marks(self, text: str) -> list[Mark]:
        """The marks of a text in order: of words that touch the furthest tells (建成投产), a row of them (开工、竣工) tells all."""
        found = sorted(self._marks(text), key=lambda m: (m.start, -m.end))
        return _joined(_joined(found, text, "", _furthest), text, "、", _hull)

    def _marks(self, text: str) -> Iterator[Mark]:
        for words, leaves, needs in self.steps:
            for match in words.finditer(text):
                counts = self.counting.fullmatch(match[0])
                of = _HAN.match(text, match.end()) if counts else None
                yield Mark(*match.span(), leaves, needs, of[1] if of else "")


def _joined(
    marks: Sequence[Mark], text: str, between: str, told: Callable[[Mark, Mark], tuple[Range, Range]]
) -> list[Mark]:
    """The marks, of those with nothing but `between` between them one each; what lies within another is dropped."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        if last and mark.end <= last.end:
            continue
        if last and text[last.end : mark.start] == between:
            mark = Mark(last.start, mark.end, *told(last, mark), mark.of)
            joined.pop()
        joined.append(mark)
    return joined


def _furthest(one: Mark, other: Mark) -> tuple[Range, Range]:
    further = max(one, other, key=lambda mark: mark.leaves[1])
    return further.leaves, further.needs


def _hull(one: Mark, other: Mark) -> tuple[Range, Range]:
    ranges = (one.leaves, other.leaves), (one.needs, other.needs)
    leaves, needs = ((min(a[0], b[0]), max(a[1], b[1])) for a, b in ranges)
    return leaves, needs


_HAN = re.compile("的?([\u4e00-\u9fff]{2,6})")
_DENIED = "(?<![未没不待])"


def steps(*rows: tuple[str, Range, Range]) -> tuple[tuple[re.Pattern[str], Range, Range], ...]:
    """Patterns given as text, which do not hold of a word that is denied."""
    return tuple((re.compile(f"{_DENIED}(?:{words})"), leaves, needs) for words, leaves, needs in rows)
