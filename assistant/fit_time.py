"""Whether a candidate is of the time that a question asks about."""

import re
from collections.abc import Callable

from assistant.aims import PLANS
from assistant.candidates import Candidate
from assistant.fit_value import asks_change
from assistant.held import held
from assistant.quantities import find as quantities
from assistant.understand import Ask
from assistant.yearless import unsure
from assistant.years_told import one_year
from index import dates
from index.articles import Article
from index.reports import called, year_of
from index.tokens import normalise
from index.types import Document

_PLANNED = re.compile(r"拟|将|计划|力争|争取")
_SEVERAL = re.compile("年均|稳定在|(?<![\u4e00-\u9fff\\d])年[\u4e00-\u9fff]{2,12}保持在")
"""What is told of each of several years."""
_MEAN = re.compile("年均(?=(?:浓度|气温|降[水雨]量?)(?!较|比|累计))")
"""年均浓度 is the mean of the days of one year, unless it is told against another: 年均浓度较2020年下降."""
_AIMED = re.compile("目标|提出[，,]要")
_AS_IT_IS = re.compile("去年|上年|现有|目前|现在|当前|过去|实际(?!利用|使用|到位|吸收|外资)|最终")
_THIS_YEAR = re.compile("今年|本年")
_LATER = re.compile(f"[今明]年|20\\d\\d年|未来|{PLANS}|十[四五六]五|末")
_AGO, _SINCE = (
    re.compile("[一二两三四五六七八九十\\d]年[之以]?前"),
    re.compile("[从由](?=[^，。；]{0,16}\\d)|年前|当[时年]|原来|20\\d\\d年"),
)
"""How things were so many years ago, and what tells not only how they are."""
_TIMES = re.compile("(?:为|是|相当于)((?:19|20)\\d\\d)年的(?=\\s*(?:[\\d.]+|几|多少)\\s*倍)")
"""A year that is only compared with."""
_OF_ONE_YEAR = re.compile("[今当去]年|(?:19|20)\\d\\d年[^，]{0,12}(?:达|为|实现)")
_TO_COME = re.compile(
    "(?:要|将|计划|打算|拟|预计)(?:新增|新建|建成|建设|改造|完成|安排|投入|培育|引进|开工|打造|新改建)"
)
_REACHED = re.compile("建成(?![^，]*以后)|已|达到?\\d|突破(?=[\\d\\s百千万亿])|完成了|新增了|累计")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_WITHIN_YEAR = re.compile(r"[一二三四1-4]季度|[上下]半年|(?<!\d)\d{1,2}月")
_BARE = re.compile(r"(?!.*(?:年|(?:19|20)\d\d)).*[月日]")
_BESIDE = re.compile(r"[比较同]$")
"""Before a year that something is only compared with: 比上年增加."""
_LAW = re.compile(r"(?:19|20)\d\d年?[^，。；？]{0,20}?(?:法|条例|办法|规定|细则)")
"""A law named with the year that it was made or amended in: 2025年新修订的……条例."""
_SEMICOLON = re.compile("(?<=[；;])")
_PARTS = re.compile("[，、；]")
Reader = Callable[[Document], tuple[Article, ...]]
_RECENT = 120  # characters before a candidate whose years are still its own


def in_time(candidate: Candidate, ask: Ask, document: Document, articles: Reader) -> bool:
    """Whether a candidate speaks of every asked year: its own years decide, then those nearest to it.

    What is planned is not done, what was done is not planned, and a yearly average is of no one year.
    """
    if _otherwise(candidate, ask) or _before_this_year(candidate, ask, document):
        return False
    around = candidate.words + candidate.before + candidate.near
    if not set(_WITHIN_YEAR.findall(ask.text)) <= set(_WITHIN_YEAR.findall(around)):
        return False
    compared = set(_TIMES.findall(ask.text))
    if not compared <= set(_TIMES.findall(candidate.text)):
        return False
    asked = set(ask.years) - set(map(int, compared))
    if not asked or _of_law(document, ask, articles) or _is_told_of(candidate, asked, document):
        return True
    title = normalise(called(document.title, document.meta))
    headings = candidate.near.replace(title, "", 1)
    told = (_up_to_the_figure(candidate, ask), candidate.before[-_RECENT:], headings, title)
    # A month and a day alone are of the year that something around them names.
    for bare in (False, True):
        for text in told:
            if spoken := _years(text, document, bare):
                beside = text in (headings, title)
                return asked <= (_of_report(document, candidate, spoken) if beside else spoken)
    return {_last_year(document, candidate.span.start)} >= asked


def _is_told_of(candidate: Candidate, asked: set[int], document: Document) -> bool:
    """Whether its report tells there of just the years asked for, or of a run that ends with the one asked for, where
    neither the candidate names a year nor, of a single one, the sentence before it."""
    told = candidate.told
    if not told or asked not in ({max(told)}, told):
        return False
    before = "" if len(told) > 1 else candidate.before.rstrip("。").split("。")[-1]
    return not _years(f"{before}。{candidate.text}", document, bare=True)


def _up_to_the_figure(candidate: Candidate, ask: Ask) -> str:
    """What a candidate says up to the end of the part that names what is asked for: what follows behind a semicolon may be
    of other years."""
    nouns = [term for term in ask.focus if term.noun]
    parts = _SEMICOLON.split(candidate.text)
    named = [n for n, part in enumerate(parts) if any(held(term, normalise(part)) for term in nouns)]
    return "".join(parts[: named[-1] + 1]) if named else candidate.text


def _years(text: str, document: Document, bare: bool) -> set[int]:
    """The years that a text speaks of, by a month and a day alone only if `bare`; of several its first and last."""
    told = document.meta.dates[0] if document.meta.dates else None
    text = _TIMES.sub("", text)
    return {
        year
        for mention in dates.find(text, told.start if told else None)
        if (bare or not _BARE.match(text[slice(*mention.at)])) and not _BESIDE.search(text, 0, mention.at[0])
        if told is None or not unsure(mention, text, told)
        # What is told of a span of years is told of none between its ends.
        for year in mention.years[:: len(mention.years) - 1 or 1]
    }


def _of_law(document: Document, ask: Ask, articles: Reader) -> bool:
    """Whether the years asked for are those of the law itself, by what it says of its own dates."""
    if not _LAW.search(ask.about) or not articles(document):
        return False
    return set(ask.years) <= {int(dated.start[:4]) for dated in document.meta.dates}


def _of_report(document: Document, candidate: Candidate, spoken: set[int]) -> set[int]:
    """The years that stand around a candidate; what a year's work report looks back on is of the year before, what it
    plans of no earlier one than its own."""
    year = year_of(document.title, document.meta)
    if not year or candidate.ahead is None:
        return spoken
    if candidate.ahead:
        return {one for one in spoken if one >= year}
    return (spoken - {year}) | {year - 1}


def asks_ahead(ask: Ask) -> bool:
    """Whether a question may be for what is still to come, and not only for how things are."""
    return ask.target or bool(ask.years or _LATER.search(ask.text))


def _otherwise(candidate: Candidate, ask: Ask) -> bool:
    """Whether what is told is planned where it is asked what was done, or the other way round, or of several years."""
    text, to_do = candidate.text, candidate.ahead
    planned, reached = _PLANNED.search(text) or to_do, _REACHED.search(text)
    if ("已" in ask.text and planned) or (to_do and not ask.target and _AS_IT_IS.search(ask.text)):
        return True
    aimed = planned or _AIMED.search(candidate.before[-_RECENT:])
    if _AGO.search(ask.text) and not _SINCE.search(text):
        return True
    if _TO_COME.search(ask.text) and reached and not aimed:
        return True
    return bool(one_year(ask.text, ask.years)) and not _OF_ONE_YEAR.search(text) and _of_several(text, ask)


def _before_this_year(candidate: Candidate, ask: Ask, document: Document) -> bool:
    """Whether it is asked how much this year, and a candidate is what a year's work report looks back on."""
    if ask.kind != "number" or ask.years or not _THIS_YEAR.search(ask.text):
        return False
    back = candidate.ahead is False and bool(year_of(document.title, document.meta))
    return back and not _THIS_YEAR.search(candidate.text)


def _of_several(text: str, ask: Ask) -> bool:
    """Whether all that is told is told of each of several years, or their average growth is where growth is asked for."""
    text = _MEAN.sub("平均", text)
    if ask.target or any(word in ask.text for word in _SEVERAL.findall(text)):
        return "年均" in text and "年均" not in ask.text
    if "年均" in text and (ask.kind != "number" or asks_change(ask)):
        return True
    told = [part for part in _PARTS.split(text) if quantities(part)]
    nouns = [term for term in ask.focus if term.noun]
    told = [part for part in told if any(held(term, normalise(part)) for term in nouns)] or told
    return bool(_SEVERAL.search(text)) and all(_SEVERAL.search(part) for part in told)


def _last_year(document: Document, at: int) -> int:
    """The year that was named last under the same heading before a place, 0 for none: what follows speaks of it still."""
    start = max((b.span.end for b in document.blocks if b.kind == "heading" and b.span.end <= at), default=0)
    found = _YEAR.findall(document.text, start, at)
    return int(found[-1]) if found else 0
