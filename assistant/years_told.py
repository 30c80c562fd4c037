"""Of which years a government's work report tells, part by part: it looks back on five years or on one, and plans for
five years or for one."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index import dates
from index.reports import year_of
from index.sentences import sentences
from index.types import Document

FIVE = 5
Range = tuple[int, int]
_OPENING = re.compile(
    r"(?:各位代表[！，,。]?|——|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])*"
)
_HEAD = 36  # characters at the beginning of a sentence in which it says of which years it tells
_ONE_BACK = re.compile(
    "(?P<words>(?:刚刚)?过去的?(?:这?一年|(?P<year>20\\d\\d)年)|这?一年来|(?:回顾)?(?P<plain>20\\d\\d)年(?!以来|起|\\d))"
)
_ONE_AHEAD = re.compile("(?P<words>今年|(?P<year>20\\d\\d)年)(?!以来)")
_FIVE_BACK = re.compile(
    "[^，。]{0,16}?(?P<words>[五5]年[来间]|过去的?[五5]年|这五年|近五年)|(?P<run>(?:这是)?[^，。；]{0,24}的五年)(?=。)|(?P<after>经过五年)"
)
_FIVE_AHEAD = re.compile(
    "[^，。]{0,16}?(?P<words>今后五年|未来五年)|(?P<by>到20\\d0年)|(?P<plan>《[^》]{0,24}纲要[^》]{0,6}》|《纲要》)"
)
_PLAN = re.compile(
    "(?<![较比])(?P<words>“十[一二三四五六七八九]五”)(?:时期|以来|期间|发展历程|规划共|新?征程|蓝图|[，是])"
)
_RELATIVE = re.compile("[今去明]年|上一?年")
_A_YEAR = re.compile("20\\d\\d年")
_ENDED = re.compile("标志着[^，。]{0,8}(“十[一二三四五六七八九]五”)")


@dataclass(frozen=True, slots=True)
class Years:
    """From offset `at` on, a report tells of the years `first` to `last`; 0 and 0 where it is not said which. It plans
    for them if they are `ahead`, and looks back on them if not; `words` [start, end) say which they are."""

    at: int
    first: int
    last: int
    words: Range
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


def years_at(parts: Sequence[Years], offset: int) -> Years | None:
    """What a report tells of at an offset; None where it is not said."""
    before = [part for part in parts if part.at <= offset]
    return before[-1] if before and before[-1].first else None


def run_at(parts: Sequence[Years], offset: int) -> Years | None:
    """The same where it is several years."""
    told = years_at(parts, offset)
    return told if told and told.several else None


def ends_told(document: Document, offset: int, parts: Sequence[Years], ahead: bool | None) -> frozenset[int]:
    """The first and the last year that a report tells of at an offset, which may be one; where no words say it, by
    whether it stands `ahead` there. None of another document, or where nothing says."""
    if told := years_at(parts, offset):
        return frozenset((told.first, told.last))
    year = year_of(document.title, document.meta)
    return frozenset((year if ahead else year - 1,)) if year and ahead is not None else frozenset()


def one_year(text: str, years: Collection[int]) -> str:
    """The one year that a question is for, in words; empty where it is for none, or for several."""
    said = _RELATIVE.search(text)
    return f"{next(iter(years))}年" if len(years) == 1 else said[0] if said and not years else ""


def _told(document: Document, year: int) -> Iterator[Years]:
    told: Years | None = None
    for block in document.blocks:
        if block.kind == "heading":
            heading = document.at(block.span)
            if "工作报告" not in heading and (found := _of_heading(heading, block.span.start, year)):
                told = found
                yield found
        elif block.kind in ("paragraph", "list"):
            for start, end in sentences(document.text, block.span.start, block.span.end):
                before = told
                for told in _of_sentence(document.text[start:end], start, year):
                    yield told
                if before and before.several and told != before and _A_YEAR.match(document.text, start):
                    # 2025年林下经济…, amid what five years brought: of this sentence alone.
                    told = replace(before, at=end)
                    yield told


def _of_heading(text: str, start: int, year: int) -> Years | None:
    """What a heading says: of one plan or one year; of no years where it names several, None of none."""
    named = dict(_plans(text))
    named |= {(int(m[1]), int(m[1])): m.span() for m in re.finditer("(20\\d\\d)年", text)}
    if now := re.search("今年", text):
        named[year, year] = now.span()
    if past := re.search("过去的?一年", text):
        named[year - 1, year - 1] = past.span()
    if past := re.search("(?:过去|年和)的?[五5]年", text):
        named[year - FIVE, year - 1] = past.span()
    if len(named) != 1:
        return Years(start, 0, 0, (start, start)) if named else None
    ((first, last), words) = next(iter(named.items()))
    return Years(start, first, last, (start + words[0], start + words[1]))


def _of_sentence(text: str, start: int, year: int) -> Iterator[Years]:
    """What a sentence says at its beginning; and behind one that tells of the end of a plan, that plan."""
    begin = _OPENING.match(text)
    at = begin.end() if begin else 0
    head = text[at : at + _HEAD]
    if found := _said(head, year):
        (first, last), words = found
        yield Years(start, first, last, (start + at + words[0], start + at + words[1]))
        if first == last and (ended := _ENDED.search(text)):
            begun = start + ended.start()
            for plan, named in _plans(ended[0]):
                yield Years(start + len(text), *plan, (begun + named[0], begun + named[1]))


def _said(head: str, year: int) -> tuple[Range, Range] | None:
    """Which years the beginning of a sentence says, and where."""
    for pattern, years in ((_ONE_BACK, (year - 1, year - 1)), (_ONE_AHEAD, (year, year))):
        found = pattern.match(head)
        named = found and next((found[name] for name in ("year", "plain") if found.groupdict().get(name)), "")
        if found and (not named or int(named) == years[0]):
            return years, found.span("words")
    for pattern, years in (
        (_FIVE_BACK, (year - FIVE, year - 1)),
        (_FIVE_AHEAD, (year, year + FIVE - 1)),
    ):
        if found := pattern.match(head):
            return years, next(found.span(name) for name, text in found.groupdict().items() if text)
    plan = _PLAN.search(head)
    if plan and not re.search("[，。；]", head[: plan.start()]):
        return next(((years, plan.span("words")) for years, _ in _plans(plan["words"])), None)
    return None


def _plans(text: str) -> list[tuple[Range, Range]]:
    """The years of the plans that a text names, each with where."""
    found = (m for m in dates.find(text) if m.precision == "period")
    return [((int(m.start[:4]), int(m.end[:4])), m.at) for m in found]
