"""Does the cited text say what is told to come of a document, or through it: 废止, 施行, 取消, 禁止, 暂停?

That a document exists, and of what day it is, says none of it.
"""

import re
from collections.abc import Iterator

from assistant.check_names import QUOTED, TITLE
from assistant.support import Support
from assistant.types import Claim, Finding

_FATES = {
    "废止|失效|作废|废除": "废|失效|撤销|停止|代替|取代|[届期]满",
    "取消": "取消|撤销|免|废|减|清|不再|退出|放开",
    "(?<!不)禁止|严禁": "禁|不得|不准|不许|不能|不允许|杜绝|防止|打击",
    "暂停|中止": "停|中止|中断",
    "叫停|停止|终止": "停|[终中]止|退出|关闭|中断|取消|撤|不再",
    "施行|生效|起(?:正式)?(?:实施|执行)|日(?:正式)?实施": "施行|生效|[之日]起|起(?:正式)?(?:实施|执行|实行)|有效期|开始(?:实施|执行)",
}
"""What is told, and the words of which a source must have one, where it says it in whatever words."""


def fates(claim: Claim, support: Support) -> Iterator[Finding]:
    """A word for the end, the ban or the coming into force of something that the source has in no words; code status."""
    named = [m.span() for pattern in (TITLE, QUOTED) for m in pattern.finditer(claim.text)]
    for told, given in _FATES.items():
        for match in re.finditer(told, claim.text):
            inside = any(start <= match.start() < end for start, end in named)
            if not inside and not re.search(given, support.around):
                yield Finding("status", "error", f"所引原文没有说“{match[0]}”", match.span())
