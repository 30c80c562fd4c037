"""Which ranks a text tells."""

import re

from index import dates

_FIRST, _LAST = re.compile("首位|头一位|最[高大多]|居首|榜首"), re.compile("末位|垫底|最[低小少]")
_RANK = re.compile("第([一二三四五六七八九十]{1,3}|\\d{1,2})(?=[位名大]|[，、。；,;?？]|$|的)")


def ranks(text: str) -> frozenset[int]:
    """The ranks of a text, the first 1 and the last -1."""
    ends = {1 for _ in _FIRST.findall(text)} | {-1 for _ in _LAST.findall(text)}
    return frozenset(ends | {dates.number(m) for m in _RANK.findall(text)})
