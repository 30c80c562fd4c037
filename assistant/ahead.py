"""Whether what stands under a heading is still to be done: the plans of a report, not what it looks back on."""

import re
from collections.abc import Iterable

_PLANS = re.compile(
    r"(?:今年|明年|20\d\d年|下一步|“十[四五六]五”).{0,12}(?:重点|任务|安排|工作建议|总体要求|目标)|重点(?:任务|工作)|工作安排|开好局"
)
_LOOKS_BACK = re.compile(r"回顾|成就|成效|过去")


def ahead(headings: Iterable[str]) -> bool | None:
    """What the nearest heading that tells says, the outermost given first; None where none tells."""
    for heading in reversed(tuple(headings)):
        if _LOOKS_BACK.search(heading):
            return False
        if _PLANS.search(heading):
            return True
    return None
