"""The figures of a text that are set against each other: 3.38%左右, 高于浙江的3.3%."""

import re

from assistant import quantities
from assistant.quantities import Quantity
from assistant.relations import LESS, MORE
from assistant.stretches import end_of, start_of

_AGAINST = re.compile(f"(?P<told>(?P<more>{MORE})|{LESS}|比)[^，。；：！？\\n\\d]{{1,16}}[的为达(（]$")
_WHICH = re.compile("[)）]?[还更要]?(?:(?P<more>[高多大快])|[低少小慢])")
_FALLEN = re.compile("下降|下跌|减少|降低|回落|负")  # 下降3% is less than 2%, and a fall of 3% is more
_STOPS = "。；！？\n"


def opposed(text: str, quantity: Quantity) -> Quantity | None:
    """The figure that another one is set against; None where it is set against none."""
    _, ours = set_against(text, quantity)
    return ours[-1] if ours else None


def set_against(text: str, theirs: Quantity) -> tuple[bool, list[Quantity]]:
    """Whether something is told as more than a figure, or as less, and the figures of that which stand before; none of
    them where nothing is."""
    first = start_of(text, theirs.at[0], _STOPS)
    said = _AGAINST.search(text[first : theirs.at[0]])
    told = said and (said if said["told"] != "比" else _WHICH.match(text, theirs.at[1]))
    if said is None or told is None or _FALLEN.search(text, first, end_of(text, theirs.at[1], _STOPS)):
        return False, []
    found = (q for q in quantities.find(text) if first <= q.at[0] and q.at[1] <= first + said.start())
    return bool(told["more"]), [q for q in found if quantities.same_unit(q.unit, theirs.unit)]


def holds(ours: Quantity, theirs: Quantity, *, more: bool) -> bool:
    """Whether of two figures the first may be more, or less, than the other."""
    theirs = quantities.in_unit(theirs, ours.unit)
    if not {ours.bound, theirs.bound} <= {"", "约"} or ours.high or theirs.high:
        return True
    return ours.value > theirs.value if more else ours.value < theirs.value
