"""The words that bound a figure: 以上, 约, 不少于."""

import re
from typing import Literal

Bound = Literal["", "约", "近", "以上", "以下", "以内", "超", "不少于", "余"]

_BOUNDS: dict[Bound, str] = {
    "不少于": "不少于 不低于 不小于 至少 最少 满",
    "以内": "上限 最高 最长 不超过 不高于 不多于 不大于 至多 最多 以内 之内",
    "超": "超过 超出 高于 多于 大于 优于 好于 突破 超 逾",
    "以下": "低于 少于 小于 劣于 不足 不到 以下 劣",
    "近": "将近 接近 近",
    "约": "大约 大概 约 左右 上下",
    "以上": "及以上 以上",
    "余": "余 多 来",
}
BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words.split()}
_DIRECTION: dict[str, Literal["about", "up", "down"]] = {
    "约": "about", "近": "about", "以上": "up", "超": "up", "不少于": "up", "余": "up", "以下": "down", "以内": "down",
}  # fmt: skip

BEFORE = "|".join(
    sorted((w for w in BOUND_OF if w not in {"余", "多", "来", "左右", "上下"}), key=len, reverse=True)
)
FAR = "至少|最少|最多|最高|至多|不少于|不超过|不低于|不高于"  # may stand before the verb: 至少公示7天
AFTER = "及?以上|及?以下|以内|之内|左右|上下"


def bound_word(written: str) -> str:
    """The 以上, 约 or 左右 of a figure as it is written; empty where there is none."""
    found = re.search(f"{AFTER}|{BEFORE}|[余多]", written)
    return found[0] if found else ""


def bounds_agree(a: Bound, b: Bound) -> bool:
    """Whether two bounds point the same way; one that is not said agrees with any."""
    return not a or not b or _DIRECTION[a] == _DIRECTION[b]
