"""The words that say that a figure is expected or aimed at, and not ones that only look so."""

import re

from assistant.quantities import find as quantities

EXPECTED = "(?<![于超出合过])预期(?!寿命)"
"""人均预期寿命 is a name: what is told of it was reached or is aimed at like any other figure. What came about 好于预期 did."""
AIM = "目标(?!体系|任务(?!(?:是|为)|[:：]))"
"""聚焦目标任务体系 and 完成全年目标任务 are said of what was done; 目标任务是…… names the aims."""
PLANS = f"将|要(?!求)|拟|计划|规划|安排|力争|争取|{EXPECTED}|打算"
"""What asks for what is planned."""
_TOLD = re.compile(rf"{AIM}|{EXPECTED}|力争|争取|努力实现|安排|确保|左右|到20\d\d年")
_CLAUSES = re.compile("[，；。]")


def told_as_aim(text: str, before: str, *, reached: bool) -> bool:
    """Whether a text, or what stands `before` it, tells of an aim; among what was `reached`, a clause with a figure must."""
    if not reached:
        return bool(_TOLD.search(before + text))
    return any(_TOLD.search(clause) and quantities(clause) for clause in _CLAUSES.split(text))
