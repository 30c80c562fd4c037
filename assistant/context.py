"""The words on either side of a figure, a date or a place, which say what it belongs to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STOP = re.compile(r"[，。；：:,;、！？!?\n\t）)]")
_OPENING = re.compile(r"[（(]")
_CLAUSE_BEFORE = re.compile(r"([^，。；：:,;！？!?\n]+)[，,][^，。；：:,;！？!?\n]*$")
_LIST = re.compile(r"\s*(?:[（(][^（）()\n]{1,12}[)）])?\s*(?:[、和与及]|以及)\s*")
_RUN = re.compile(r"[\u4e00-\u9fff]+|(?:19|20)\d\d(?=\s*年)")
_REACH = 14  # characters on either side
_ALIKE = 0.7  # share of the words that a rival must have to be the one meant


@dataclass(frozen=True, slots=True)
class Context:
    """Pairs of Han (and years) before and behind a mention, within its clause and up to its neighbours."""

    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.before) + len(self.behind)

    def __and__(self, other: "Context") -> "Context":
        return Context(self.before & other.before, self.behind & other.behind)

    def __sub__(self, other: "Context") -> "Context":
        return Context(self.before - other.before, self.behind - other.behind)

    def shared(self, other: "Context") -> int:
        """How many words both have, on whichever side."""
        return len((self.before | self.behind) & (other.before | other.behind))


def pairs(text: str) -> frozenset[str]:
    """Neighbouring Han characters, two by two, and years."""
    runs = _RUN.findall(text)
    years = {run for run in runs if run.isdigit()}
    return frozenset(
        years.union(run[i : i + 2] for run in runs if run not in years for i in range(len(run) - 1))
    )


def around(text: str, at: tuple[int, int], neighbours: Iterable[tuple[int, int]] = ()) -> Context:
    """What stands beside text[at], up to the next stop or neighbouring mention on either side.

    The items of a list (湖北、吉林、天津等地) share what stands before the first and behind the last.
    """
    neighbours = sorted(neighbours)
    start, end = at
    for other in reversed(neighbours):
        if other[1] <= start and _LIST.fullmatch(text, other[1], start):
            start = other[0]
    for other in neighbours:
        if other[0] >= end and _LIST.fullmatch(text, end, other[0]):
            end = other[1]
    low = max([start - _REACH, 0, *(e for _, e in neighbours if e <= start)])
    high = min([end + _REACH, len(text), *(s for s, _ in neighbours if s >= end)])
    before = pairs(_STOP.split(text[low:start])[-1])
    # What opens a sentence is followed by a comma: 2019年11月，……
    rest = text[end:high] if before else text[end:high].lstrip("，, ")
    behind = pairs(_OPENING.split(_STOP.split(rest)[0])[0])
    if len(before) + len(behind) <= 2 and (
        earlier := _CLAUSE_BEFORE.search(text[max(start - 3 * _REACH, 0) : start])
    ):
        before |= pairs(earlier[1])  # 生产总值64665亿元，增长5.5%: what has grown stands in the clause before
    return Context(before, behind)


def usurped(said: Context, same: Sequence[Context], rivals: Sequence[Context]) -> int | None:
    """Which rival stands where the claim puts a mention, when none of its own places in the source is like it.

    A claim that repeats the source has all its words around one of `same`, so it is never suspected.
    """
    for i, rival in enumerate(rivals):
        if len(said) == 0 or len(said & rival) < _ALIKE * len(said):
            continue
        if all(len((said & rival) - own) > 2 * len((said & own) - rival) for own in same):
            return i
    return None
