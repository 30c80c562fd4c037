"""The size and the growth of an economy, as people ask for them and as the documents of a place write them."""

import re
from dataclasses import replace

from assistant.words import Term
from index import dates, regions

_GDP = re.compile(r"(?<![A-Za-z])gdp(?![A-Za-z])", re.IGNORECASE)
"""What documents of a place call by its full name."""
_GROWTH = re.compile("(?<![\u4e00-\u9fff])经济(?=增长(?![极点带]|方式|动[力能]|潜力|质量)|增速|增幅)")
"""What is said of the whole of an economy, behind a place or a time or at the beginning."""
_WHOLE = re.compile("(?<=生产总值)的?(?:总量|总额)")
"""What 生产总值 is in any case."""
_TIME_OR_PLACE = re.compile("[年省市县区的]|我国|全国")
_TO_GROW = re.compile("生产总值.{0,8}?(?:增[长速幅]|目标)")
_GROWN = ("经济增长", "经济增速")
"""What documents write for the growth of a place's 地区生产总值."""


def in_full(text: str) -> str:
    """GDP, and the growth of a place's economy, as its documents call them."""
    text = _WHOLE.sub("", _GDP.sub("地区生产总值", text))
    apart = [m.at[1] for m in regions.find(text)] + [m.at[1] for m in dates.find(text)]
    apart += [m.end() for m in _TIME_OR_PLACE.finditer(text)]
    for at in sorted(set(apart), reverse=True):
        if _GROWTH.match(text[at:]):
            text = text[:at] + _GROWTH.sub("地区生产总值", text[at:], count=1)
    return _GROWTH.sub("地区生产总值", text)


def grown(term: Term, piece: str) -> Term:
    """A term of a place's 生产总值 with what documents write for its growth, where that is asked for."""
    if "生产总值" in term.forms[0] and _TO_GROW.search(piece):
        return replace(term, forms=(*term.forms, *_GROWN))
    return term
