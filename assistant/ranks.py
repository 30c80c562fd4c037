"""Which ranks a text tells."""

import re
from collections.abc import Iterator

from assistant.context import pairs
from index import dates

_FIRST, _LAST = re.compile("首位|头一位|最[高大多]|居首|榜首"), re.compile("末位|垫底|最[低小少]")
_RANK = re.compile("第([一二三四五六七八九十]{1,3}|\\d{1,2})(?=[位名大]|[，、。；,;?？]|$|的)")
_ONE = "第[一1](?![\\d十])"
_NTH = "第(?:[一二三四五六七八九十]{1,3}|\\d{1,2})"
_PLACED = re.compile(
    f"首位(?!度)|榜首|{_NTH}[位名]|(?<=[居列名国省市区球部]){_NTH}(?![\\d批季产次个家条座大方梯])"
)
_FRAMING = re.compile(
    "[稳均仍也]?[居列排位]+|全[国省球]|各省[区市]*|[东中西]部|排名|位次|首位|榜首|保持|连续|继续|持续|稳定|跃升|成为|达到?|增长|第[一二三四五六七八九十\\d]+[位名]?|首"
)
"""Words that tell a rank, and not of what."""
_AMONG = "全[国省球]|世界|各省[区市]*|中?[东中西]部|东北|西[北南]"
_LEFT = re.compile("[从由](?:全[国省球])?$")
_WITHIN = re.compile(
    f"(?P<among>{_AMONG})第(?P<rank>[一二三四五六七八九十]{{1,3}}|\\d{{1,2}})(?=[位名，。、；]|$)"
)
# What a text may call the first or the only one, and what a source has to say for it.
_TOLD = (
    (
        re.compile(
            f"首位(?!度)|榜首|居首(?!次)|(?:(?:[居列]|排名|位次)(?:{_AMONG})?|{_AMONG})第[一1](?![\\d批季产次个家条座])"
        ),
        re.compile(f"首(?![个家台次批创例届都要])|{_ONE}|最(?![低小少新近])|冠|魁|依次"),
    ),
    (
        re.compile("首[个家台次批创例座条艘款只颗架]"),
        re.compile(f"首(?![位要都席])|{_ONE}|最[早先]|率先|先河|开创|初次|零"),
    ),
    (
        re.compile("最[早先](?=[出提推开实建在由探])|率先(?=[出提推])"),
        re.compile(f"最[早先]|率先|先河|开创|首(?:创|[次个家批](?!亮相))|{_ONE}"),
    ),
    (re.compile("唯一"), re.compile("唯一|仅|独|只有")),
)


def firsts(text: str) -> Iterator[tuple[re.Match[str], re.Pattern[str]]]:
    """Where a text tells that something is first or the only one, each with what bears it."""
    return ((match, bears) for told, bears in _TOLD for match in told.finditer(text))


def ends(text: str) -> tuple[int, ...]:
    """Where the ranks of a text end, but for those that something has left."""
    found = (match for told in (_FIRST, _LAST, _RANK) for match in told.finditer(text))
    return tuple(match.end() for match in found if not is_left(text, match.start()))


def is_left(text: str, start: int) -> bool:
    """Whether something has left the rank that begins there: 从全国第8位跃居第1位."""
    return bool(_LEFT.search(text, 0, start))


def unframed(text: str) -> frozenset[str]:
    """The pairs of a text that say of what it tells ranks."""
    return pairs(_FRAMING.sub(" ", text))


def within(text: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Where a text says which place something has among what, with both: 居中部第5位 → 中部, 5."""
    for match in _WITHIN.finditer(text):
        yield match.span(), match["among"], str(dates.number(match["rank"]))


def ranks(text: str) -> frozenset[int]:
    """The ranks of a text, the first 1 and the last -1."""
    outer = {1 for _ in _FIRST.findall(text)} | {-1 for _ in _LAST.findall(text)}
    return frozenset(outer | {dates.number(m) for m in _RANK.findall(text)})


def placed(text: str) -> Iterator[tuple[int, int]]:
    """Where a text says in so many words which place something has: 第4位, 首位, 居全国第一."""
    return (match.span() for match in _PLACED.finditer(text))
