"""Which figure of a list belongs to which thing: 甲、乙、丙分别为 1、2、3."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quantities import Quantity

_AND = re.compile(r"\s*[、,，和与及]\s*")
_EACH = re.compile("分别|依次")
_STOP = re.compile(r"[。；;！？!?\n]")
_CLAUSE = re.compile(r"[，,：:]")
_BETWEEN = re.compile("、|以及|和|与|及")
_LEAD = re.compile(r"^.*?(?:(?:19|20)\d\d\s*年|[，,：:])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with the thing it is said of; `others` are the other things of the list."""

    item: str
    quantity: Quantity
    others: tuple[str, ...]


def runs(text: str, found: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities with nothing but 、 or 和 between them, two or more."""
    joined: list[list[Quantity]] = []
    for quantity in found:
        if joined and _AND.fullmatch(text, joined[-1][-1].at[1], quantity.at[0]):
            joined[-1].append(quantity)
        else:
            joined.append([quantity])
    return [run for run in joined if len(run) > 1]


def entries(text: str, found: Sequence[Quantity]) -> Iterator[Entry]:
    """The entries of every list whose figures follow 分别 and whose things stand before it, in reading order."""
    for run in runs(text, found):
        items = _items(text, run[0].at[0], len(run))
        for at, quantity in enumerate(run[: len(items)]):
            yield Entry(items[at], quantity, (*items[:at], *items[at + 1 :]))


def _items(text: str, end: int, count: int) -> tuple[str, ...]:
    """The last `count` things listed before the 分别 that stands before `end`; none when there are fewer."""
    sentence = _STOP.split(text[:end])[-1]
    each = list(_EACH.finditer(sentence))
    if not each:
        return ()
    head = sentence[: each[-1].start()]
    clauses = [clause for clause in _CLAUSE.split(head) if len(_BETWEEN.split(clause)) >= count]
    parts = [part.strip() for part in _BETWEEN.split(clauses[-1])][-count:] if clauses else []
    if len(parts) < count or not all(parts):
        return ()
    return (_first(parts), *parts[1:-1], _last(parts))


def _first(parts: Sequence[str]) -> str:
    """The first thing without what leads up to the list: 2021年长三角 is 长三角."""
    bare = _LEAD.sub("", parts[0]) or parts[0]
    longest = max(len(part) for part in parts[1:-1] or parts[1:])
    return bare if len(bare) <= longest + 2 else bare[-max(longest, 2) :]


def _last(parts: Sequence[str]) -> str:
    """The last thing without what is said of all of them: 绵阳三市 is 绵阳."""
    longest = max(len(part) for part in (_first(parts), *parts[1:-1]))
    return parts[-1] if len(parts[-1]) <= longest else parts[-1][: max(min(longest, 3), 2)]
