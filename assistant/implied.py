"""Figures that a source does not write but that can be counted in it: the years between two, the things of a list, its
issuers."""

import re

from assistant import quantities
from assistant.issuers import issued
from assistant.quantities import Quantity
from assistant.support import Support
from assistant.units import is_measure
from assistant.years_told import FIVE
from index import dates

_SPELL = re.compile("之?[间来里内中前]|以来|的?时间")
_LISTED = re.compile("[、和与及]")
_STOP = re.compile(r"[，。；：;:！？!?\n]")
_OFFICES = re.compile("个?(?:部门|部委|单位|机关)")


def implied(text: str, quantity: Quantity, support: Support) -> bool:
    """Whether a figure of a text is what is counted in the cited words, or in its own list."""
    return (
        _years_between(text, quantity, support)
        or _counts(text, quantity, support)
        or _first_months(text, quantity, support)
        or _issuers(text, quantity, support)
    )


def _years_between(text: str, quantity: Quantity, support: Support) -> bool:
    """九年里 between 2012年 and 2021年 of the source."""
    if quantity.unit != "年" or not _SPELL.match(text, quantity.at[1]):
        return False
    for cited in support.cited:
        years = dates.years(cited.text, cited.date or quantities.ANY_YEAR)
        if years and quantity.value in (max(years) - min(years), max(years) - min(years) + 1):
            return True
    return False


def several_years(quantity: Quantity, support: Support) -> bool:
    """Whether a figure is the 五年 of what a work report tells where it looks back on the five years of a plan."""
    return quantity.unit == "年" and quantity.value == FIVE and any(cited.several for cited in support.cited)


def _first_months(text: str, quantity: Quantity, support: Support) -> bool:
    """前5个月 of 1至5月."""
    if quantity.unit != "月" or not text[: quantity.at[0]].endswith(("前", "头")):
        return False
    return any(
        mention.start.endswith("-01-01") and int(mention.end[5:7]) == quantity.value
        for cited in support.cited
        for mention in dates.find(cited.text, cited.date or quantities.ANY_YEAR)
    )


def _counts(text: str, quantity: Quantity, support: Support) -> bool:
    """三类活动 of three things that the source or the claim lists, where the source counts no such things itself."""
    if text[quantity.at[0]].isdigit() or not 2 <= quantity.value <= 9 or is_measure(quantity.unit):
        return False
    before = _STOP.split(text[: quantity.at[0]])[-1]
    if len(_LISTED.findall(before)) + 1 == quantity.value and not before.endswith(("、", "和", "与", "及")):
        return True  # 德阳、绵阳两市
    if any(f.quantity.unit == quantity.unit for f in support.figures):
        return False
    parts = [len(items) for t in (text, support.words) for items in map(_LISTED.findall, _STOP.split(t))]
    alike: dict[str, int] = {}
    for figure in support.figures:
        alike[figure.quantity.unit] = alike.get(figure.quantity.unit, 0) + 1
    return quantity.value in (*(n + 1 for n in parts if n), *alike.values())


def _issuers(text: str, quantity: Quantity, support: Support) -> bool:
    """工信部等八部门 of eight that the source names before a title."""
    if not _OFFICES.search(text, *quantity.at) and not _OFFICES.match(text, quantity.at[1]):
        return False
    return any(len(paper.who) == quantity.value for cited in support.cited for _, paper in issued(cited.text))
