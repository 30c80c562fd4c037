"""Ministries that a source names wrongly: 自然资源保护部 is none. Such a name is left out, and people are told."""

import re
from collections.abc import Iterator

from assistant.agencies import find_agencies

_MINISTRY = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{4,8}部)(?=(?:公布|发布|印发|出台)的)")
_HOLDING = re.compile(
    rf"{_MINISTRY.pattern}(?:公布|发布|印发|出台)的(?:[\u4e00-\u9fff]{{2,4}}(?:表明|显示)[，,])?"
)
_KNOWN = re.compile("(?:中央|国务院|工作|联络|退役军人事务)")


def misnamed(text: str) -> Iterator[str]:
    """The names in a text that end like a ministry's and are none's."""
    for found in _MINISTRY.finditer(text):
        if not find_agencies(found[1]) and not _KNOWN.search(found[1]):
            yield found[1]


def opening(text: str) -> int:
    """How many characters at the head of a text only say that such a ministry published it."""
    found = _HOLDING.match(text)
    return found.end() if found and any(misnamed(text)) else 0
