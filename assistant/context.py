"""The words on either side of a figure, a date or a place, which say what it belongs to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index import regions

_STOP = re.compile(r"[，。；：:,;、！？!?\n\t）)]")
_COMMA = re.compile(r"[，,。；;！？!?\n]")
_OPENING = re.compile(r"[（(]")
_GOES_ON = re.compile(
    r"([^，。；：:,;！？!?\n]*[^，。；：:,;！？!?\n\s、])、"
    r"(?:[占居列达为比较]|位[居列]|[同环]比|年均|累计|[增减升降]|[提回缩扩下上][高低落小大降升]|突破|超过|其中)[^，。；：:,;！？!?\n、]*$"
)
_ADDED = re.compile(
    "新改?[建增]|净增|(?:同比|年均|比上年)?(?:增长|下降|提高|上升|增加|减少|达到?)[^\u4e00-\u9fff]+[\u4e00-\u9fff]{0,3}$"
)
"""What is said of a figure alone, and not of the thing that it is of."""
_FROM_TO = re.compile(
    r"([^，。；：:,;！？!?\n]{2,}?)[从由][^，。；：:,;！？!?\n]*[^达直][至到][^，。；：:,;！？!?\n]{0,8}$"
)
_CLAUSE_BEFORE = re.compile(r"([^，。；：:,;！？!?\n]+)[，,][^，。；：:,;！？!?\n]*$")
_LIST = re.compile(r"\s*(?:[（(][^（）()\n]{1,12}[)）])?\s*(?:[、和与及]|以及)\s*")
_RUN = re.compile(r"[\u4e00-\u9fff]+|(?:19|20)\d\d(?=\s*年)")
_REACH, _BACK = 20, 200  # characters on either side, and back to the clause before
# Words beside many figures of a text, which do not tell what one of them is of.
_IDLE = frozenset(
    """增长 下降 同比 环比 达到 分别 其中 上年 比上 年增 年下 年减 提高 上升 增加 减少 占全 亿元 万元 共有 合计
    全省 全市 全国 全区 我省 我市 我国 年末 末累 累计 计达 当年 年新 新增 中当 总数 数为""".split()  # noqa: SIM905
)
_LITTLE = 2  # pairs beside a mention that do not yet say what it is of
_TELLING = 2  # pairs that only a rival has, where a mention's own place has none
_ALIKE = 0.7  # share of the words that a rival must have to be the one meant


@dataclass(frozen=True, slots=True)
class Context:
    """Pairs of Han (and years) before and behind a mention, within its clause and up to its neighbours.

    `clause` are those of all that stands between its neighbours, from comma to comma.
    """

    before: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.before) + len(self.behind)

    def __and__(self, other: "Context") -> "Context":
        return Context(self.before & other.before, self.behind & other.behind)

    def __sub__(self, other: "Context") -> "Context":
        return Context(self.before - other.before, self.behind - other.behind)

    def shared(self, other: "Context") -> int:
        """How many words both have, on whichever side."""
        return len((self.before | self.behind) & (other.before | other.behind))


def placeless(text: str) -> str:
    """A text with white space for the places that it names."""
    for place in regions.find(text):
        text = text.replace(text[slice(*place.at)], " " * (place.at[1] - place.at[0]))
    return text


@lru_cache(maxsize=4096)  # every claim is held against the same candidates
def pairs(text: str) -> frozenset[str]:
    """Neighbouring Han characters, two by two, and years."""
    runs = _RUN.findall(text)
    years = {run for run in runs if run.isdigit()}
    return frozenset(
        years.union(run[i : i + 2] for run in runs if run not in years for i in range(len(run) - 1))
    )


def around(
    text: str, at: tuple[int, int], neighbours: Iterable[tuple[int, int]] = (), alone: bool = False
) -> Context:
    """What stands beside text[at], up to the next stop or neighbouring mention on either side.

    Of what something goes from and to (比重从31%降到26%), what stands before it counts too, unless `alone`; so does,
    where there is little, what stands before a 、 (产量增长39%、占全国9成), or else the clause before.

    What follows on a mention at once (390万65岁以上老年人) is of the same thing. The items of a list (湖北、吉林、天津等地) share what stands before the first and behind the last.
    """
    neighbours = sorted(neighbours)
    start, end = at
    for other in reversed(neighbours):
        if other[1] <= start and _LIST.fullmatch(text, other[1], start):
            start = other[0]
    for other in neighbours:
        if other[0] >= end and (
            (other[0] == end and text[end].isdigit()) or _LIST.fullmatch(text, end, other[0])
        ):
            end = other[1]
    low = max([start - _REACH, 0, *(e for _, e in neighbours if e <= start)])
    high = min([end + _REACH, len(text), *(s for s, _ in neighbours if s >= end)])
    before = pairs(_STOP.split(text[low:start])[-1])
    # What opens a sentence is followed by a comma: 2019年11月，……
    rest = text[end:high] if before else text[end:high].lstrip("，, ")
    behind = pairs(_OPENING.split(_STOP.split(rest)[0])[0])
    little = len((before | behind) - _IDLE) <= _LITTLE
    if not alone and (earlier := _before(text[max(start - _BACK, 0) : start], little)):
        before |= pairs(earlier)  # 生产总值64665亿元，增长5.5%: what has grown stands before
    return Context(before, behind, _clause(text, at, neighbours))


def _before(text: str, little: bool) -> str:
    if found := _FROM_TO.search(text):
        return found[1]
    if not little:
        return ""
    if found := _GOES_ON.search(text):
        return _ADDED.sub("", found[1])
    found = _CLAUSE_BEFORE.search(text)
    return found[1] if found else ""


def _clause(text: str, at: tuple[int, int], neighbours: Sequence[tuple[int, int]]) -> frozenset[str]:
    first = max([0, *(end for _, end in neighbours if end <= at[0])])
    last = min([len(text), *(start for start, _ in neighbours if start >= at[1])])
    return pairs(_COMMA.split(text[first : at[0]])[-1]) | pairs(_COMMA.split(text[at[1] : last])[0])


def usurped(
    said: Context, same: Sequence[Context], rivals: Sequence[Context], telling: bool = False
) -> int | None:
    """Which rival stands where the claim puts a mention, when none of its own places in the source is like it.

    A claim that repeats the source has all its words around one of `same`, so it is never suspected.
    `telling` suspects sooner: some words that only the rival has are enough, where none is a mention's own.
    """
    for i, rival in enumerate(rivals):
        alike = len(said) > 0 and len(said & rival) >= _ALIKE * len(said)
        if (alike and all(_closer(said, rival, own) for own in same)) or (
            telling and same and all(_tells(said, rival, own) for own in same)
        ):
            return i
    return None


def _closer(said: Context, rival: Context, own: Context) -> bool:
    return len((said & rival) - own) > 2 * len((said & own) - rival)


def _tells(said: Context, rival: Context, own: Context) -> bool:
    """Whether words stand beside the mention that stand beside the rival, and none that stand beside its own place."""
    theirs, ours = said & rival, said & own
    only_theirs = (theirs.before | theirs.behind) - own.before - own.behind - own.clause - _IDLE
    only_ours = (ours.before | ours.behind) - rival.before - rival.behind - _IDLE
    return len(only_theirs) >= _TELLING and not {word for word in only_ours if not word.isdigit()}
