"""A question that asks the same of several years (2015年和2018年的……), taken apart by year."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.focus import TARGET
from assistant.years_told import FIVE
from index import dates
from index.dates import DateMention

_BARE = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?=(?:[、和与及](?:19|20)\d\d)*[、和与及](?:19|20)\d\d年)")
_JOINED = re.compile("[、，,]?(?:和|与|及|跟|以及)?")
_EACH = re.compile("(?:分别|各自?(?=年|是|为|有)|历年|每年|逐年)(?:年?的|年)?")
_MORE = re.compile("[，,]?(?:(?:哪[一个]*年?|何者)(?:更|比较)?|更)[高低大小多少快慢强](?:一些|些|一点)?$")
_BY_HOW_MUCH = re.compile("(?:多|少|高|低)(?:了|出)?(?:多少|几)[\u4e00-\u9fff]{0,4}$")
"""2019年……比2017年多多少 asks for both."""
_UNLIKE = re.compile("区别|不同|差[异别]|变化|一样|联系|之间")
"""What sets years side by side, and asks of none by itself."""


def written_out(text: str) -> str:
    """2015、2016和2018年 with 年 behind each."""
    return _BARE.sub(r"\1年", text)


def without_each(text: str) -> str:
    """A text without what asks for each of several years by itself: 各年的, 分别."""
    return _EACH.sub("", text)


def asks_each(text: str) -> bool:
    """Whether a text asks for the figure of each of several years by itself."""
    return bool(_EACH.search(text))


def respective(text: str) -> bool:
    """Whether a text asks of each of several things in a year of its own: 甲和乙分别在2019年和2021年."""
    first = next((m.at[0] for m in dates.find(text) if m.precision == "year"), 0)
    return asks_each(text[:first])


def apart(text: str) -> list[str]:
    """What a text asks of each of several years; empty where it asks of one, or of a run of years as a whole."""
    found = [m for m in dates.find(text) if m.precision in ("year", "range") and not m.relative]
    years = tuple(dict.fromkeys(year for mention in found for year in mention.years))
    if len(years) < 2 or _UNLIKE.search(text):
        return []
    if _against(text, found):
        rest = _BY_HOW_MUCH.sub(
            "是多少", f"{text[found[0].at[1] : found[1].at[0] - 1]}{text[found[1].at[1] :]}"
        )
    elif all(_together(text, *two) for two in pairwise(found)) and (
        len(found) > 1 or asks_each(text) or (TARGET.search(text) and not _is_plan(years))
    ):
        rest = _EACH.sub("", text[found[-1].at[1] :])
    else:
        return []
    return [f"{text[: found[0].at[0]]}{year}年{_MORE.sub('是多少', rest)}" for year in years]


def _is_plan(years: Sequence[int]) -> bool:
    """Whether they are those of a plan of five years, which has aims of its own."""
    return len(years) == FIVE and years[0] % FIVE == 1


def _together(text: str, one: DateMention, other: DateMention) -> bool:
    return bool(_JOINED.fullmatch(text, one.at[1], other.at[0]))


def _against(text: str, found: list[DateMention]) -> bool:
    return len(found) == 2 and text[: found[1].at[0]].endswith("比") and bool(_BY_HOW_MUCH.search(text))
