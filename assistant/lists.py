"""Which figure of a list belongs to which thing: 甲、乙、丙分别为 1、2、3."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant import quantities
from assistant.context import Context, around, pairs
from assistant.quantities import Quantity

At = tuple[int, int]

_AND = re.compile(r"\s*[、,，和与及]\s*")
_EACH = re.compile("分别|依次")
_STOP = re.compile(r"[。；;！？!?\n]")
_CLAUSE = re.compile(r"[，,：:]")
_BETWEEN = re.compile("、|以及|和|与|及")
_BOTH = re.compile(r"城乡(?=(?:常住)?居民[^，。；]{0,20}(?:分别|依次))")
_APART = ("城镇", "农村")
_LEAD = re.compile(r"^.*?(?:(?:19|20)\d\d\s*年|[，,：:])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with the thing it is said of, which ends at `end`; `others` are the other things of the list.

    `alone` is what would stand before the figure if it were the only one: 城镇居民收入增长 of 城镇、农村居民收入分别增长.
    """

    item: str
    quantity: Quantity
    others: tuple[str, ...]
    end: int
    alone: str


def apart(text: str) -> str:
    """A text with the names of both of whom something is told each: 城乡居民收入分别增长 is of 城镇居民 and 农村居民."""
    return _BOTH.sub("居民".join(_APART), text)


def head(text: str, quantity: Quantity) -> int:
    """Where what stands before a figure ends: behind its own thing in a list, else where the figure begins."""
    entry = _listed(text).get(quantity.at)
    return entry.end if entry else quantity.at[0]


def beside(text: str, quantity: Quantity, neighbours: Iterable[At]) -> Context:
    """What stands on either side of a figure, up to its neighbours; in a list what is said of its own thing."""
    context, entry = around(text, quantity.at, neighbours), _listed(text).get(quantity.at)
    if not entry:
        return context
    before = context.before - pairs("、".join(entry.others)) | pairs(entry.alone)
    return replace(context, before=before, clause=context.clause | pairs(entry.item))


@lru_cache(maxsize=1024)
def _listed(text: str) -> dict[At, Entry]:
    return {entry.quantity.at: entry for entry in entries(text, quantities.find(text))}


def runs(text: str, found: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities with nothing but 、 or 和 between them, two or more; with a comma, if of one unit: 4.3%、5.5%，十方面."""
    joined: list[list[Quantity]] = []
    for quantity in found:
        last = joined[-1][-1] if joined else None
        between = _AND.fullmatch(text, last.at[1], quantity.at[0]) if last else None
        if last and between and (last.unit == quantity.unit or not re.search("[，,]", between[0])):
            joined[-1].append(quantity)
        else:
            joined.append([quantity])
    return [run for run in joined if len(run) > 1]


def entries(text: str, found: Sequence[Quantity]) -> Iterator[Entry]:
    """The entries of every list whose figures follow 分别 and whose things stand before it, in reading order."""
    for run in runs(text, found):
        items = _items(text, run[0].at[0], len(run))
        both = list(_BOTH.finditer(text, 0, run[0].at[0])) if not items and len(run) == len(_APART) else []
        if both and not _STOP.search(text, both[-1].end(), run[0].at[0]):
            items, ends = _APART, [both[-1].end()] * len(run)
        else:
            ends = _ends(text, items, run[0].at[0])
        for at, quantity in enumerate(run[: len(items)]):
            others = (*items[:at], *items[at + 1 :])
            shared = _EACH.sub("", text[ends[-1] : run[0].at[0]])
            yield Entry(items[at], quantity, others, ends[at], items[at] + shared)


def _ends(text: str, items: Sequence[str], end: int) -> list[int]:
    """Where each of the things ends that stand one after the other before `end`."""
    starts = [end]
    for item in reversed(items):
        starts.append(text.rindex(item, 0, starts[-1]))
    return [start + len(item) for start, item in zip(reversed(starts[1:]), items, strict=True)]


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
