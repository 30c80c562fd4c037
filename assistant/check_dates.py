"""Does the cited text give the claim's dates: of what it tells, and not only of the report that tells it?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import dated
from assistant.check_bases import THAN_LAST_YEAR
from assistant.check_names import absent, alike
from assistant.context import around, pairs, usurped
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded, occurrences
from assistant.years_told import Years
from index.dates import DateMention

_STOPS = re.compile("[，。；：！？\n]")
_TOLD = 4  # pairs of characters from which on a clause is told by a citation
_NEXT = 4  # characters behind a date that say of what it is
OF_REPORT = re.compile("[，,]?[^，。；：！？]{0,24}?(?:政府报告|工作报告|两会|人代会|人民代表大会)")
_SINCE = re.compile("以来|[起至到—]")
_PART_OF_YEAR = re.compile(r"(?:第?[一二三四1-4]季度|前三季度|[上下]半年)$")


def dates(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every date and period of the claim, 今年 and the like worked out from the document's own date.

    In a document without a date 今年 equals 今年 and nothing else.
    """
    verdicts: dict[tuple[int, int], list[Finding | None]] = {}
    for cited in support.cited:
        said = cited.dates(claim.text)
        for mention in said:
            if THAN_LAST_YEAR.search(claim.text, 0, mention.at[1]):
                continue  # against what a figure is told, `check_bases` asks
            verdicts.setdefault(mention.at, []).append(_date(claim, mention, said, cited))
    for at, found in verdicts.items():
        problems = [f for f in found if f is not None]
        if len(problems) == len(found):
            yield next((f for f in problems if f.source), problems[0])
        elif problems:
            until = min((start for start, _ in verdicts if start > at[0]), default=len(claim.text))
            yield from _of_what_is_told(claim.text[at[1] : until], found, support)


def _of_what_is_told(words: str, found: Sequence[Finding | None], support: Support) -> Iterator[Finding]:
    """What is wrong with the date of these words where the citation that alone has a clause of them looks back on
    another year; the plans of the report, cited for something else, do not date it."""
    for clause in _STOPS.split(words):
        shares = [len(pairs(clause) & pairs(cited.text)) for cited in support.cited]
        best = shares.index(max(shares))
        problem = found[best]
        if problem and support.cited[best].year and shares[best] >= _TOLD and shares.count(shares[best]) == 1:
            yield problem
            return


def _covers(said: DateMention, given: DateMention) -> bool:
    """The same days, or a month or year that the given date lies in, or the first or last year of a period."""
    if (said.start, said.end) == (given.start, given.end):
        return True
    if said.precision in {"month", "year"} and said.start <= given.start and given.end <= said.end:
        return True
    ends = said.start == given.start or said.end == given.end
    return said.precision == "year" and given.precision in {"range", "period"} and ends


def _ends(said: DateMention) -> tuple[DateMention, DateMention]:
    """The first and the last year of a range: 2020年到2023年 may be said of two years that stand apart."""
    first, last = said.start[:4], said.end[:4]
    return (
        replace(said, start=f"{first}-01-01", end=f"{first}-12-31", precision="year"),
        replace(said, start=f"{last}-01-01", end=f"{last}-12-31", precision="year"),
    )


def _date(claim: Claim, said: DateMention, all_said: Sequence[DateMention], cited: Cited) -> Finding | None:
    """What is wrong with a date as far as one citation goes; None if it gives the date."""
    surface = folded(claim.text[slice(*said.at)]).text
    of_plan = said.precision == "period" and surface not in folded(cited.text).text
    of_these = bool(cited.years and _are_told(said, claim.text, cited.years))
    if of_plan and cited.years and cited.years.several:
        return None if of_these else absent("date", claim, said.at)
    of_its_year = _is_years(said, cited.year, claim.text)
    of_title = bool(OF_REPORT.match(claim.text, said.at[1]))
    by_year = said.precision == "year" and cited.years is not None and not of_title
    scopes = cited.told if of_its_year or by_year else cited.scopes
    own = cited.dates(cited.text) if cited.text in scopes else ()
    same = [m for m in own if _covers(said, m) or folded(cited.text[slice(*m.at)]).text == surface]
    others = [m for m in own if m not in same]
    if same:
        return _of_another_day(claim, said, all_said, cited, same)
    part = _PART_OF_YEAR.search(surface)  # 一季度 without a year is no date; with the year of its text it is
    if part and part[0] in folded(cited.text).text and any(m.start[:4] == said.start[:4] for m in own):
        return None
    terms = [m for m in others if m.precision == "period"] if said.precision == "period" else []
    if terms:  # “十四五” in the title is no reason to tell what the text says of “十三五”
        return _absent_date(claim, said, cited, terms[0])
    whole = said.start.endswith("-01-01") and said.end.endswith("-12-31") and said.start[:4] != said.end[:4]
    apart = [m for m in own if m.precision in ("year", "month", "day")]
    if (
        said.precision == "range"
        and whole
        and all(any(_covers(end, m) for m in apart) for end in _ends(said))
    ):
        return None
    replaced = [
        m for m in others if m.precision == said.precision and _same_next(claim.text, said, cited.text, m)
    ]
    if replaced:  # 2022年 in the title is no reason to say 2022年计划 where the text says 2023年计划
        return _absent_date(claim, said, cited, replaced[0])
    days = [m for s in scopes for m in cited.dates(s)]
    if of_these or any(any(occurrences(surface, s)) for s in scopes) or any(_covers(said, m) for m in days):
        return None
    others = [m for m in others if m.precision == said.precision] or others
    if not others:
        return _of_report(claim, said) if of_its_year else absent("date", claim, said.at)
    nearest = max(others, key=lambda m: alike(surface, cited.text[slice(*m.at)]))
    return _absent_date(claim, said, cited, nearest)


def _are_told(said: DateMention, text: str, told: Years) -> bool:
    """Whether a date is that of the years that a report tells of, the last of them, or the first where it is told since then."""
    if told.are(said.start, said.end):
        return True
    last = said.precision == "year" and said.end == f"{told.last}-12-31"
    return last or (said.start == f"{told.first}-01-01" and bool(_SINCE.match(text, said.at[1])))


def _of_another_day(
    claim: Claim,
    said: DateMention,
    all_said: Sequence[DateMention],
    cited: Cited,
    same: Sequence[DateMention],
) -> Finding | None:
    """Whether a date that the citation has is told of what it tells of another."""
    given = list(dated.pairs(cited.text, cited))
    ours = [pair for pair in dated.pairs(claim.text, cited) if pair[0].at == said.at]
    if any(dated.alike(pair, other) for pair in ours for other in given):
        return None
    own = cited.dates(cited.text)
    taken, others = [m.at for m in own], [m for m in own if m not in same]
    context = around(claim.text, said.at, [m.at for m in all_said])
    places = [around(cited.text, m.at, taken) for m in same]
    rival = usurped(context, places, [around(cited.text, m.at, taken) for m in others])
    if rival is None:  # a year is no rival of a day, nor the term of a plan of either
        others = [m for m in others if m.precision == said.precision]
        rivals = [around(cited.text, m.at, taken) for m in others]
        rival = usurped(context, places, rivals, telling=True)
    return None if rival is None else _absent_date(claim, said, cited, others[rival])


def _is_years(said: DateMention, year: int, text: str) -> bool:
    """Whether a date lies in a report's year and is not told of the report itself: 2026年广东省政府工作报告."""
    return said.years == (year,) and not OF_REPORT.match(text, said.at[1])


def _of_report(claim: Claim, said: DateMention) -> Finding:
    when = claim.text[slice(*said.at)].strip()
    return Finding("date", "error", f"“{when}”是报告的年份，所引部分说的不是这一年的事", said.at)


def _same_next(text: str, said: DateMention, source: str, given: DateMention) -> bool:
    """Whether the same few words follow two dates."""
    ours = folded(text[said.at[1] : said.at[1] + 2 * _NEXT]).text[:_NEXT]
    return len(ours) == _NEXT and folded(source[given.at[1] :]).text.startswith(ours)


def _absent_date(claim: Claim, said: DateMention, cited: Cited, other: DateMention) -> Finding:
    return absent("date", claim, said.at, cited.part(*other.at), cited.text[slice(*other.at)])
