"""Dates, periods and relative dates in Chinese policy texts, as ISO dates with their characters.

A date without a year takes the year of the nearest date before it, else of the document itself.
"""

import calendar
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from index.types import DatePrecision

_YEAR_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_MONTH_WORDS = {"本月": 0, "上月": -1, "下月": 1}
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9)}
_NUMERALS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TAKES_YEAR = {"days", "months", "day", "part", "month", "year"}
_GIVES_YEAR = {"numeric", "days", "months", "day", "month", "year"}

Groups = Mapping[str, str | None]
Days = tuple[date, date, DatePrecision]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date and its characters `at` (half-open). `start` and `end` are ISO days, both included.

    `relative` says that the year (or month) is not written there but worked out.
    """

    at: tuple[int, int]
    start: str
    end: str
    precision: DatePrecision
    relative: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years it touches."""
        return tuple(range(int(self.start[:4]), int(self.end[:4]) + 1))


@lru_cache(maxsize=4096)  # what may answer is asked for its dates many times over
def find(text: str, base: str | None = None, of: int = 0) -> tuple[DateMention, ...]:
    """The dates in a text, in order, never overlapping. `base` is the ISO date of the document.

    Words such as 今年 count from `base` and are left out without it; 近日, 日前, 目前 never count. 上年 is the year before
    the one spoken of: the last that is named before it, else `of`, else that of `base`.
    An impossible day is not returned; its month is, where there is such a month.
    """
    folded = fold(text)
    today = date.fromisoformat(base) if base else None
    carried = today.year if today else None
    spoken = of or carried
    mentions = []
    for kind, match in _matches(folded):
        groups = match.groupdict()
        year = _head_year(groups, carried, spoken, today)
        days = _month_word(match[0], today) if kind == "word" else _days(kind, groups, year)
        if kind in _GIVES_YEAR and not _is_aside(folded, match):
            # A 今年 that cannot be resolved also ends the reach of the dates before it.
            carried = spoken = days[1].year if days else None
        if days is None:
            continue
        precision = "period" if kind == "years" and _is_plan(folded, match, days) else days[2]
        relative = kind == "word" or (kind in _TAKES_YEAR and not groups.get("y"))
        start, end = (day.isoformat() for day in days[:2])
        mentions.append(DateMention(match.span(), start, end, precision, relative))
    return tuple(mentions)


def years(text: str, base: str | None = None) -> frozenset[int]:
    """The years of the dates of a text, those between the ends of a run as well."""
    return frozenset(year for mention in find(text, base) for year in mention.years)


def iso(text: str) -> DateMention | None:
    """The one date in a short string, or None where there is none or more than one.

    A bare `2021` or `2021-03` counts here, since nothing else can be meant.
    """
    bare = re.fullmatch(r"\s*((?:19|20)\d\d)(?:[-./](0?[1-9]|1[0-2]))?\s*", fold(text))
    if bare:
        start, end = _months(int(bare[1]), int(bare[2] or 1), int(bare[1]), int(bare[2] or 12))
        at = (bare.start(1), bare.end(bare.lastindex or 1))
        return DateMention(at, start.isoformat(), end.isoformat(), "month" if bare[2] else "year")
    mentions = find(text)
    return mentions[0] if len(mentions) == 1 else None


def fold(text: str) -> str:
    """The text with full-width forms, and the radicals that PDF files put for characters, made ordinary.

    Character for character, so offsets stay. Not NFKC as a whole: that lengthens some characters,
    and makes digits out of reference marks such as ② and ².
    """
    ordinary = _widths()
    return _unusual().sub(lambda match: ordinary[match[0]], text)


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_widths()))}]")


@cache
def _widths() -> dict[str, str]:
    blocks = ((0x2E80, 0x2FE0), (0x3000, 0x3001), (0xF900, 0xFB00), (0xFF01, 0xFF5F))
    signs = (chr(code) for first, end in blocks for code in range(first, end))
    pairs = ((sign, unicodedata.normalize("NFKC", sign)) for sign in signs)
    return {sign: plain for sign, plain in pairs if len(plain) == 1 and plain != sign}


def number(text: str) -> int:
    """A whole number in digits, in Chinese numerals (三十一) or in Chinese digits (二〇二〇).

    ValueError for anything else.
    """
    if text.isdecimal():
        return int(text)
    plain = re.sub("[〇○O0]", "零", text)
    if not set(plain) & set(_UNITS):
        return int("".join(str(_NUMERALS.index(char)) for char in plain))
    total = digit = 0
    for char in plain:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _NUMERALS.index(char)
    return total + digit


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kinds of dates, the longer readings first: what one has taken the next cannot have."""
    gap = r"\s{0,3}"
    to = rf"{gap}(?:至|到|[-—–―−~～]{{1,2}}){gap}"
    han = "一二三四五六七八九"
    year = rf"(?:(?<!\d)(?:1[6-9]|20)\d\d|(?<![〇零○O{han}])[一二][〇零○O0{han}]{{3}})"
    word = (
        r"(?<![至如当迄])今年|本年|(?<!过)去年|(?<!以)上年(?!纪|龄)"
        r"|(?<![\d多几之此以目提])前年|(?<!光)明年|后年"
    )
    head = rf"(?:(?P<y>{year}){gap}年度?|(?P<word>{word})(?!均)度?)"
    month = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{han}])"
    bare = rf"(?<![\d.个])(?:1[0-2]|0?[1-9])|(?<![十个{han}])(?:十[一二]?|[{han}])"
    day = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[{han}]?|[{han}])"
    first = rf"(?:{head}的?{gap}(?P<m>{month})|(?P<bare>{bare}))"
    last = rf"(?:(?P<y2>{year}){gap}年{gap})?(?P<m2>{month}){gap}月"
    quoted = rf"[“\"「](?P<plan>[{han}]|十[一二三四五六]?)五[”\"」](?:时期|期间|(?=计划|规划))"
    recent = (
        rf"(?P<open>[“\"「])?(?<![第零百千几数十{han}])(?P<recent>十[一二三四五六])五"
        r"(?(open)[”\"」]|(?![个年天岁人名家项条亿万千百倍度分日月号]))(?:时期|期间)?"
    )
    forms = {
        "numeric": r"(?<![\d.])(?P<y>(?:19|20)\d\d)([-./])(?P<m>1[0-2]|0?[1-9])\2"
        r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d|[-./]\d)",
        "decade": rf"(?P<y>{year}){gap}年代|(?P<century>1\d|2[01]){gap}世纪{gap}(?P<tens>[1-9]0){gap}年代",
        "plan": rf"{quoted}|{recent}|第(?P<nth>十[一二三四五六]?|[{han}])个五年(?:规划|计划)",
        "years": rf"(?P<y>{year}){gap}(?:年{gap})?{to}(?P<y2>{year})(?:{gap}年|(?=\)))",
        "days": rf"{first}{gap}月{gap}(?P<d>{day}){gap}[日号]?{to}(?:{last}{gap})?(?P<d2>{day}){gap}[日号]",
        "months": rf"{first}{gap}(?:月份?)?{to}{last}份?",
        "day": rf"{first}{gap}月{gap}(?P<d>{day}){gap}[日号](?!线|楼)",
        "part": rf"{head}{gap}(?P<part>[上下]半年|第?{gap}[一二三四1-4]{gap}季度|前三季度)",
        "month": rf"{first}{gap}月份?(?!龄)",
        "year": head,
        "word": "本月|(?<!以)上月|下月",
    }
    return tuple((kind, re.compile(form)) for kind, form in forms.items())


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    """Possible dates in the order of the text, none overlapping."""
    runs = [run.span() for run in _run().finditer(text)]
    taken = bytearray(len(text))
    found = []
    for kind, pattern in _patterns():
        for run_start, run_end in runs:
            # What may follow a date is looked at a little beyond the run.
            for match in pattern.finditer(text, run_start, run_end + 4):
                start, end = match.span()
                if start < run_end and not any(taken[start:end]) and _is_possible(kind, match):
                    taken[start:end] = b"\1" * (end - start)
                    found.append((kind, match))
    return sorted(found, key=lambda pair: pair[1].start())


@cache
def _run() -> re.Pattern[str]:
    """Dates stand only in runs of these characters, so the rest of a text costs next to nothing."""
    chars = r"\s\d〇零○O一二三四五六七八九十今去前明后本上下年度的月份日号世纪代半第季个时期间规划计至到“”\"「」()./~～―−—–-"
    return re.compile(rf"[{chars}]{{2,}}")


def _is_possible(kind: str, match: re.Match[str]) -> bool:
    """Whether it can be a date at all; a year that is not written is taken for a leap year."""
    groups = match.groupdict()
    if bare := groups.get("bare"):
        # 十月革命, 每年5月10日, 次年3月: no date, or not one of the year before it.
        if kind == "month" and not bare.isdecimal():
            return False
        if re.search(r"(?:(?<!同)年|公历)的?\s?$", match.string[max(0, match.start() - 6) : match.start()]):
            return False
    return kind == "word" or _days(kind, groups, number(groups.get("y") or "2000")) is not None


def _head_year(groups: Groups, carried: int | None, spoken: int | None, today: date | None) -> int | None:
    """The year a date stands in: written, told by a word, or taken over from what came before."""
    if written := groups.get("y"):
        return number(written)
    if word := groups.get("word"):
        start = spoken if word == "上年" else None
        return (start or today.year) + _YEAR_WORDS[word] if today else None
    return carried


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """Whether a date is only compared with, or stands in a title: what follows is not of its year."""
    before = text[max(0, match.start() - 60) : match.start()]
    compared = re.search(r"(?:[比较超\d]|超过|[高低优]于)\s?$", before)
    return before.rfind("《") > before.rfind("》") or bool(compared)


def _is_plan(text: str, match: re.Match[str], days: Days) -> bool:
    """Whether a run of years is the term of a plan, rather than the years that some figures cover."""
    start, end = match.span()
    before = text[max(0, start - 60) : start]
    bracketed = before.endswith("(") and text.startswith(")", end)
    titled = before.rfind("《") > before.rfind("》")
    named = re.match(r"\s?(?:规划|计划|行动|方案|纲要|期间|时期)", text[end : end + 5])
    first, last = days[0].year, days[1].year
    five_years = first % 5 == 1 and last == first + 4 and not re.search("[至到]", match[0])
    return bracketed or titled or bool(named) or five_years


def _month_word(word: str, today: date | None) -> Days | None:
    if today is None:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 + _MONTH_WORDS[word], 12)
    return *_months(year, month + 1, year, month + 1), "month"


def _days(kind: str, groups: Groups, year: int | None) -> Days | None:
    """First day, last day and precision; None without a year, or if the calendar has no such days."""
    try:
        if kind == "plan":
            return _five_years(number(groups["plan"] or groups["recent"] or groups["nth"] or ""))
        if kind == "decade" and groups["century"]:
            first = (int(groups["century"]) - 1) * 100 + int(groups["tens"] or "")
            return *_months(first, 1, first + 9, 12), "range"
        return None if year is None else _calendar(kind, groups, year)
    except ValueError:
        return None


def _five_years(nth: int) -> Days:
    """The term of the nth five-year plan; three years lie between the second and the third."""
    first = 1948 + 5 * nth + (3 if nth > 2 else 0)
    return *_months(first, 1, first + 4, 12), "period"


def _calendar(kind: str, groups: Groups, year: int) -> Days:
    month = number(groups.get("m") or groups.get("bare") or "1")
    day = number(groups.get("d") or "1")
    year2 = number(groups.get("y2") or str(year))
    month2 = number(groups.get("m2") or str(month))
    if kind in ("numeric", "day"):
        return date(year, month, day), date(year, month, day), "day"
    if kind == "month":
        return *_months(year, month, year, month), "month"
    if kind == "year":
        return *_months(year, 1, year, 12), "year"
    if kind == "decade":
        return *_months(year, 1, year + 9, 12), "range"
    if kind == "part":
        part = re.sub(r"[第\s]", "", groups["part"] or "")
        months = _PARTS.get(part) or (3 * number(part[0]) - 2, 3 * number(part[0]))
        return *_months(year, months[0], year, months[1]), "range"
    if kind == "days":
        first, last = date(year, month, day), date(year2, month2, number(groups["d2"] or ""))
        in_order = first < last
    elif kind == "months":
        first, last = _months(year, month, year2, month2)
        in_order = (year, month) < (year2, month2)
    else:
        first, last = _months(year, 1, year2, 12)
        in_order = year < year2
    if not in_order:
        raise ValueError("the end is not after the start")
    return first, last, "range"


def _months(year: int, month: int, year2: int, month2: int) -> tuple[date, date]:
    """First day of the first month, last day of the last."""
    return date(year, month, 1), date(year2, month2, calendar.monthrange(year2, month2)[1])
