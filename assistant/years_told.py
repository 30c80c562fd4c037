"""Of which years a government's work report tells, part by part: it looks back on five years or on one, and plans for
five years or for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index import dates
from index.reports import year_of
from index.sentences import sentences
from index.types import Document

FIVE = 5
_OPENING = re.compile(
    r"(?:各位代表[！，,。]?|——|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])*"
)
_HEAD = 36  # characters at the beginning of a sentence in which it says of which years it tells
_ONE_BACK = re.compile(
    "(?:刚刚)?过去的?(?:这?一年|(20\\d\\d)年)|(?:这?一年来)|(?:回顾)?(20\\d\\d)年(?!以来|起|\\d)"
)
_ONE_AHEAD = re.compile("(?:今年|(20\\d\\d)年)(?!以来)")
_FIVE_BACK = re.compile(
    "[^，。]{0,16}?(?:五年来|过去的?五年|这五年|近五年)|(?:这是)?[^，。；]{0,24}的五年(?=。)|经过五年"
)
_FIVE_AHEAD = re.compile(
    "[^，。]{0,16}?(?:今后五年|未来五年)|到2030年|(?:《[^》]{0,24}纲要[^》]{0,6}》|《纲要》)"
)
_PLAN = re.compile(
    "(?<![较比])(“十[一二三四五六七八九]五”)(?:时期|以来|期间|发展历程|规划共|新?征程|蓝图|[，是])"
)
_A_YEAR = re.compile("20\\d\\d年")
_ENDED = re.compile("标志着[^，。]{0,8}(“十[一二三四五六七八九]五”)")


@dataclass(frozen=True, slots=True)
class Years:
    """From offset `at` on, a report tells of the years `first` to `last`; 0 and 0 where it is not said which. It plans
    for them if they are `ahead`, and looks back on them if not."""

    at: int
    first: int
    last: int
    ahead: bool = False

    @property
    def several(self) -> bool:
        return self.first < self.last

    def are(self, start: str, end: str) -> bool:
        """Whether they are the years from one day (ISO) to another."""
        return (start, end) == (f"{self.first}-01-01", f"{self.last}-12-31")


def years_told(document: Document) -> tuple[Years, ...]:
    """The parts of a report in their order; none for another document."""
    year = year_of(document.title, document.meta)
    return tuple(replace(part, ahead=part.first >= year) for part in _told(document, year)) if year else ()


def plan_of(years: Years) -> str:
    """What the plan of five years is called: “十四五” of 2021 to 2025; the sixth began in 1981."""
    return f"“十{'一二三四五六七八九'[(years.first - 2006) // FIVE]}五”"


def years_at(parts: tuple[Years, ...], offset: int) -> Years | None:
    """What a report tells of at an offset; None where it is not said."""
    before = [part for part in parts if part.at <= offset]
    return before[-1] if before and before[-1].first else None


def _told(document: Document, year: int) -> Iterator[Years]:
    told: Years | None = None
    for block in document.blocks:
        text = document.at(block.span)
        if block.kind == "heading":
            if (found := _of_heading(text, year)) is not None:
                told = Years(block.span.start, *found)
                yield told
        elif block.kind in ("paragraph", "list"):
            for start, end in sentences(document.text, block.span.start, block.span.end):
                before = told
                for told in _of_sentence(document.text[start:end], start, year):
                    yield told
                if before and before.several and told != before and _A_YEAR.match(document.text, start):
                    # 2025年林下经济…, amid what five years brought: of this sentence alone.
                    told = replace(before, at=end)
                    yield told


def _of_heading(text: str, year: int) -> tuple[int, int] | None:
    """What a heading says: of one plan or one year; (0, 0) of several, None of none."""
    named = {*_plans(text), *((int(y), int(y)) for y in re.findall("(20\\d\\d)年", text))}
    named |= {(year, year)} if re.search("今年", text) else set()
    return next(iter(named)) if len(named) == 1 else (0, 0) if named else None


def _of_sentence(text: str, start: int, year: int) -> Iterator[Years]:
    """What a sentence says at its beginning; and behind one that tells of the end of a plan, that plan."""
    begin = _OPENING.match(text)
    at = begin.end() if begin else 0
    head = text[at : at + _HEAD]
    found: tuple[int, int] | None = None
    if _begins(_ONE_BACK, head, year - 1):
        found = year - 1, year - 1
    elif _begins(_ONE_AHEAD, head, year):
        found = year, year
    elif _FIVE_BACK.match(head):
        found = year - FIVE, year - 1
    elif _FIVE_AHEAD.match(head):
        found = year, year + FIVE - 1
    elif (plan := _PLAN.search(head)) and not re.search("[，。；]", head[: plan.start()]):
        found = next(iter(_plans(plan[1])), None)
    if found:
        yield Years(start, *found)
    if (ended := _ENDED.search(text)) and found and found[0] == found[1]:
        yield from (Years(start + len(text), *plan) for plan in _plans(ended[1]))


def _begins(pattern: re.Pattern[str], head: str, year: int) -> bool:
    found = pattern.match(head)
    named = next(filter(None, found.groups()), "") if found else ""
    return found is not None and (not named or int(named) == year)


def _plans(text: str) -> list[tuple[int, int]]:
    return [(int(m.start[:4]), int(m.end[:4])) for m in dates.find(text) if m.precision == "period"]
