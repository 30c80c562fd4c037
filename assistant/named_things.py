"""The things of a kind that a question names, of which another may stand in their place: numbers, places, years, titles."""

import re
from collections.abc import Sequence

from index import dates, docnumbers, regions

_ABROAD = re.compile("美国|欧盟|欧洲|日本|韩国|德国|英国|法国|印度|俄罗斯|新加坡|东盟")
_SPOKEN = re.compile("[去今明]年|上年")
_LINK = re.compile(r"和|与|及|、|跟|或")


def span_of(text: str, parts: Sequence[str]) -> str:
    """The stretch of a text from the first of its parts to the last that is linked to it."""
    start = text.index(parts[0])
    end = start + len(parts[0])
    for part in parts[1:]:
        at = text.find(part, end)
        if at < 0 or not _LINK.fullmatch(text[end:at]):
            break
        end = at + len(part)
    return text[start:end]


def numbers(text: str) -> list[str]:
    return [text[m.at[0] : m.at[1]] for m in docnumbers.find(text, loose=True)]


def places(text: str) -> list[str]:
    home = [(m.at[0], text[m.at[0] : m.at[1]]) for m in regions.find(text)]
    abroad = [(m.start(), m[0]) for m in _ABROAD.finditer(text)]
    return [name for _, name in sorted(home + abroad)]


def dated(text: str) -> list[str]:
    """The years, months and days of a year that a text names."""
    return [text[slice(*m.at)] for m in dates.find(text) if m.years]


def years(text: str) -> list[str]:
    """The same with 去年, in order."""
    told = [(m.at[0], text[slice(*m.at)]) for m in dates.find(text) if m.years]
    spoken = [(m.start(), m[0]) for m in _SPOKEN.finditer(text)]
    return [name for _, name in sorted(told + spoken)]


def quoted(text: str) -> list[str]:
    return re.findall(r"《[^《》]+》|“[^“”]+”", text)
