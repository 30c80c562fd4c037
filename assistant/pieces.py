"""A question cut into what it asks: its clauses, and the sides of one that asks of several things at once."""

import re

from assistant import each_year
from index import dates, regions

_PIECES = re.compile(r"[，,；;？?。！!]+")
_ASKING = re.compile(
    r"多少|几[个条家位种项名年天日周]|哪|谁|什么|啥|何时|何种|怎么|怎样|如何|吗|呢$|有没有|是否|是不是|各指|还是|多[大高长久快]|一致|不同|区别|定义|各负责"
)
_BOTH = re.compile(
    r"^(.{0,20}?)((?!年)[\u4e00-\u9fff“”]{2,10})(?:和|与|跟)([\u4e00-\u9fff“”]{2,10})(?:各自|各|分别)(.+)$"
)
_SEVERAL = re.compile(
    r"^([对向跟和]?)((?:[\u4e00-\u9fff]{2,6}、){1,5}[\u4e00-\u9fff]{2,6}?)((?:打交道)?(?:各自|各|分别).+)$"
)
_SHARED = re.compile(
    r"^([\u4e00-\u9fff“”]{2,10})(?:和|与|跟)([\u4e00-\u9fff“”]{2,10}?)((?:在[^，。]{2,14}[里中])?)(?:之间)?是?(?:怎么|怎样|如何)分工的?$"
)
_TOGETHER = re.compile("([二三四五六七八九])(?:个?省[市份区]?|个?[市县]|个?地区?)")
_AND, _EACH, _HAN = re.compile("[和与跟]"), re.compile("各自|各|分别"), re.compile("[\u4e00-\u9fff]+")
_FEWEST, _LONGEST = 2, 6  # characters that the names of two things of one kind end alike in
_SIZE = re.compile("的?(?:总量|总额|规模|数量|数额)$")
ATTRIBUTE = re.compile("增速|增幅|涨幅|增长率|占比|比重|排名")
"""What one thing has besides its size: 粮食产量和增速 are both of 粮食产量."""
_AIM, _CAME = re.compile("的?(?:预期)?目标$"), re.compile("实际(?:完成|增[长速]|结果|情况)*")
"""What was aimed at, and what came of it."""
_LED = re.compile(
    r"^((?:.{0,12}的)?)([\u4e00-\u9fff“”]{2,6})[、和与跟]([\u4e00-\u9fff“”]{2,6}?)((?:都?由|是|归)谁.*)$"
)


def pieces(text: str) -> list[str]:
    """The clauses of a question."""
    return [piece for piece in _PIECES.split(text) if piece.strip()]


def asks(piece: str) -> bool:
    """Whether a clause asks something."""
    return bool(_ASKING.search(piece))


def parts(piece: str) -> list[str]:
    """A piece cut where both sides ask (“建成了多少、引进了多少家”) or share one asking (“甲和乙各负责什么”), and by the years asked of."""
    sides = _sides(piece)
    if each_year.respective(piece):
        return sides
    return [part for side in sides for part in each_year.apart(side) or [side]]


def _sides(piece: str) -> list[str]:
    listed = piece.split("、")
    if len(listed) > 1 and all(map(asks, listed)):
        return listed
    if several := _SEVERAL.match(piece):
        before, names, rest = several.groups()
        return [f"{before}{name.removeprefix(before)}{rest}" for name in names.split("、")]
    if (shared := _SHARED.match(piece)) and not regions.find(shared[2]):
        return [f"{name}{shared[3]}负责什么" for name in shared.groups()[:2]]
    both = _BOTH.match(piece) or _LED.match(piece)
    if both and not regions.find(both[2]) and not re.search(r"[“”]", piece):
        before, first, second, rest = both.groups()
        if _CAME.fullmatch(second):
            second = f"{_AIM.sub('', first)}{second}"
        if ATTRIBUTE.fullmatch(second):
            second = f"{_SIZE.sub('', first)}{second}"
        return [f"{before}{first}{rest}", f"{before}{second}{rest}"]
    return _of_one_kind(piece) or [piece]


def uncounted(text: str) -> str:
    """A text without what only says how many the places before it are: 浙江、江苏、安徽[三省]."""
    found = [m for m in regions.find(text) if m.region.level != "country"]
    for count in reversed(list(_TOGETHER.finditer(text))):
        joined = [m for m in found if m.at[1] <= count.start()]
        if joined and joined[-1].at[1] == count.start() and len(joined) == dates.number(count[1]):
            text = text[: count.start()] + text[count.end() :]
    return text


def _of_one_kind(piece: str) -> list[str]:
    """A piece that asks the same of two things that end alike: 支柱产业集群和新兴产业集群的收入各是多少."""
    for joined in _AND.finditer(piece) if _EACH.search(piece) else ():
        first, after = piece[: joined.start()], piece[joined.end() :]
        ends = (first[-size:] for size in range(min(len(first), _LONGEST), _FEWEST - 1, -1))
        kind = next((end for end in ends if _HAN.fullmatch(end) and end in after[len(end) - 1 :]), "")
        second = after[: after.find(kind) + len(kind)] if kind else ""
        each = _EACH.search(after, len(second))
        if second != kind and each and not regions.find(second) and not re.search("[“”]", piece):
            rest = after[len(second) : each.start()] + after[each.end() :]
            return [f"{first}{rest}", f"{second}{rest}"]
    return []
