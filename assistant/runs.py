"""Near-verbatim runs: where one text repeats another, a word changed here and there.

Method: every passage of `_SEED` characters that both texts hold is a seed; seeds are joined into runs
across gaps of a few characters. Spaces, punctuation and width do not count; no run crosses a line's end.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

Range = tuple[int, int]

_END, _OTHER_END = "\0", "\1"
_SEED, _GAP, _LEAST, _SAME = 5, 6, 14, 0.75


@dataclass(frozen=True, slots=True)
class Run:
    """`one` and `other` are half-open ranges of the two texts; `same` is how many characters they share in order."""

    one: Range
    other: Range
    same: int


def runs(one: str, other: str) -> tuple[Run, ...]:
    """The near-verbatim runs of two texts, in the order of the first; no character of it stands in two runs.

    A run has at least 14 characters in common and three quarters of its own length.
    """
    mine, yours = _letters(one, _END), _letters(other, _OTHER_END)
    found = sorted(_grown(_text(mine), _text(yours)), key=lambda run: (-run.same, run.one))
    taken: list[Run] = []
    for run in found:
        if not any(_overlap(run.one, kept.one) for kept in taken):
            taken.append(run)
    taken.sort(key=lambda run: run.one)
    return tuple(Run(_back(run.one, mine), _back(run.other, yours), run.same) for run in taken)


def _grown(one: str, other: str) -> Iterator[Run]:
    """Runs in stripped texts: matches in the order of both texts, joined while the gaps are short."""
    matches = _matches(one, other)
    used: set[int] = set()
    for first in range(len(matches)):
        if first in used:
            continue
        chain = [matches[first]]
        for later in range(first + 1, len(matches)):
            a, b, size = matches[later]
            end_a, end_b = chain[-1][0] + chain[-1][2], chain[-1][1] + chain[-1][2]
            if a - end_a > _GAP or _END in one[end_a:a]:
                break
            if a >= end_a and 0 <= b - end_b <= _GAP and _OTHER_END not in other[end_b:b]:
                chain.append((a, b, size))
                used.add(later)
        yield from _run(chain)


def _run(chain: list[tuple[int, int, int]]) -> Iterator[Run]:
    one = (chain[0][0], chain[-1][0] + chain[-1][2])
    other = (chain[0][1], chain[-1][1] + chain[-1][2])
    same = sum(size for _, _, size in chain)
    if same >= _LEAST and same >= _SAME * max(one[1] - one[0], other[1] - other[0]):
        yield Run(one, other, same)


def _matches(one: str, other: str) -> list[tuple[int, int, int]]:
    """Every maximal stretch of `_SEED` characters or more that both hold: (start, start, length), by start."""
    at: defaultdict[str, list[int]] = defaultdict(list)
    for b in range(len(other) - _SEED + 1):
        at[other[b : b + _SEED]].append(b)
    found: list[tuple[int, int, int]] = []
    for a in range(len(one) - _SEED + 1):
        for b in at.get(one[a : a + _SEED], ()):
            if a and b and one[a - 1] == other[b - 1]:
                continue
            size = _SEED
            while a + size < len(one) and b + size < len(other) and one[a + size] == other[b + size]:
                size += 1
            found.append((a, b, size))
    return found


def _letters(text: str, end: str) -> list[tuple[str, int]]:
    """Letters and digits, each with its offset, and `end` for a line's end; the rest is left out."""
    return [
        (letter, offset)
        for offset, char in enumerate(text)
        for letter in (end if char == "\n" else unicodedata.normalize("NFKC", char).lower())
        if letter.isalnum() or letter == end
    ]


def _text(letters: list[tuple[str, int]]) -> str:
    return "".join(letter for letter, _ in letters)


def _back(part: Range, letters: list[tuple[str, int]]) -> Range:
    return letters[part[0]][1], letters[part[1] - 1][1] + 1


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
