"""Does the cited text name what the claim names: dates, 文号, titles, agencies, names like 5G or 第三?"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import dated, quantities
from assistant.agencies import find_agencies, same_agency
from assistant.check_bases import THAN_LAST_YEAR
from assistant.context import Context, around, usurped
from assistant.quantities import ANY_YEAR, Name
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded, occurrences
from index import dates as calendar
from index import docnumbers
from index.dates import DateMention
from index.types import Span

_Named = list[tuple[Cited, Name, Context]]
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_LATIN_ALIASES = {"GDP": ("生产总值",), "AI": ("人工智能",), "CPI": ("消费价格",), "PPI": ("出厂价格",)}
TITLE = re.compile(r"《([^《》]+)》")
QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|『([^『』]{2,})』")
_MARKS = re.compile(r"[“”‘’「」『』\"']")
_ONES = re.compile("(\\d+|[二三四五六七八九十])个一")
_ONE = re.compile("(?:^|(?<=[、“包括和]))一[位个条份套张家名支项种]")
_NEXT = 4  # characters behind a date that say of what it is
_STOPS = re.compile("[。；，：\n]")
_PART_OF_YEAR = re.compile(r"(?:第?[一二三四1-4]季度|前三季度|[上下]半年)$")


def dates(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every date and period of the claim, 今年 and the like worked out from the document's own date.

    In a document without a date 今年 equals 今年 and nothing else.
    """
    verdicts: dict[tuple[int, int], list[Finding | None]] = {}
    for cited in support.cited:
        said = calendar.find(claim.text, cited.date or ANY_YEAR)
        for mention in said:
            if THAN_LAST_YEAR.search(claim.text, 0, mention.at[1]):
                continue  # against what a figure is told, `check_bases` asks
            verdicts.setdefault(mention.at, []).append(_date(claim, mention, said, cited))
    for found in verdicts.values():
        problems = [f for f in found if f is not None]
        if len(problems) == len(found):
            yield next((f for f in problems if f.source), problems[0])


def doc_numbers(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every 文号, in whatever brackets; one half told (226号文) counts when a cited one ends so."""
    given = {
        key
        for cited in support.cited
        for scope in cited.scopes
        for mention in docnumbers.find(scope, loose=True)
        for key in (mention.number.canonical, *mention.number.keys())
    }
    others = [(cited, m) for cited in support.cited for m in docnumbers.find(cited.text)]
    for mention in docnumbers.find(claim.text, loose=True):
        if mention.number.canonical in given or mention.number.key in given:
            continue
        if others:
            cited, other = others[0]
            yield _absent(
                "doc-number", claim, mention.at, cited.part(*other.at), cited.text[slice(*other.at)]
            )
        else:
            yield _absent("doc-number", claim, mention.at)


def titles(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every 《title》; a short name counts when a cited title ends with it."""
    given = [(cited, m) for cited in support.cited for m in TITLE.finditer(cited.text)]
    for match in TITLE.finditer(claim.text):
        title = folded(match[1]).text
        if support.holds(match[1]):
            continue
        near = max(given, key=lambda pair: _alike(title, pair[1][1]), default=None)
        if near and _alike(title, near[1][1]) >= 0.6:
            yield _absent("title", claim, match.span(), near[0].part(*near[1].span()), near[1][1])
        else:
            yield _absent("title", claim, match.span())


def agencies(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every government department, its level included: 工业和信息化部 is not 工业和信息化厅."""
    given = {a for cited in support.cited for scope in cited.scopes for a in find_agencies(scope)}
    for agency in find_agencies(claim.text):
        if any(same_agency(agency, other) for other in given):
            continue
        others = [(cited, a) for cited in support.cited for a in find_agencies(cited.text)]
        kin = [(c, a) for c, a in others if a.field == agency.field] or others
        source = kin[0][0].part(*kin[0][1].at) if kin else None
        yield _absent("agency", claim, agency.at, source, kin[0][0].text[slice(*kin[0][1].at)] if kin else "")


def names(claim: Claim, support: Support) -> Iterator[Finding]:
    """Names that look like numbers (5G, 500强, 第三, “135”, 1+20), and Latin ones."""
    found = quantities.names(claim.text)
    taken = [name.at for name in found]
    for name in found:
        if _so_many_ones(name, support):
            continue
        same, others = _names_like(name, claim.text, support)
        if not same and any(
            any(occurrences(claim.text[slice(*name.at)], s)) for c in support.cited for s in c.scopes
        ):
            continue
        contexts = [context for _, _, context in others]
        rival = usurped(around(claim.text, name.at, taken), [c for _, _, c in same], contexts) if same else 0
        if others and rival is not None:
            cited, other, _ = others[rival]
            yield _absent("name", claim, name.at, cited.part(*other.at), cited.text[slice(*other.at)])
        elif not same:
            yield _absent("name", claim, name.at)
    for word in _LATIN.finditer(claim.text):
        known = (word[0], *_LATIN_ALIASES.get(word[0], ()))
        inside = any(start <= word.start() < end for start, end in taken)
        if not inside and not any(support.holds(alias) for alias in known):
            yield _absent("name", claim, word.span())


def quotations(claim: Claim, support: Support) -> Iterator[Finding]:
    """Words between quotation marks stand verbatim in the source; …… may leave something out."""
    given = [_MARKS.sub("", line) for line in support.around.split("\n")]
    for match in QUOTED.finditer(claim.text):
        quoted = match[1] or match[2] or match[3]
        for piece in re.split(r"…+|\.{3,}", _MARKS.sub("", folded(quoted).text)):
            if piece and not any(piece in scope for scope in given):
                message = f"引号中的“{quoted}”不是所引原文的原话"
                yield Finding("quotation", "error", message, match.span())
                break


def _so_many_ones(name: Name, support: Support) -> bool:
    """七个“一” of a list of seven things that each begin with 一: 一条产业链、一位省领导 …"""
    match = _ONES.fullmatch(name.text)
    if not match:
        return False
    count = int(match[1]) if match[1].isdigit() else int(quantities.han(match[1]))
    return any(len(_ONE.findall(run)) == count for cited in support.cited for run in _STOPS.split(cited.text))


def _names_like(name: Name, claim: str, support: Support) -> tuple[_Named, _Named]:
    """The same name in the cited texts, and others of its shape (4G for 5G), each with its context."""
    surface, shape = claim[slice(*name.at)], _DIGITS.sub("#", name.text)
    same, others = [], []
    for cited in support.cited:
        given = quantities.names(cited.text)
        taken = [other.at for other in given]
        for other in given:
            entry = (cited, other, around(cited.text, other.at, taken))
            if other.text == name.text or cited.text[slice(*other.at)] == surface:
                same.append(entry)
            elif _DIGITS.sub("#", other.text) == shape:
                others.append(entry)
    return same, others


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
    base = cited.date or ANY_YEAR
    surface = folded(claim.text[slice(*said.at)]).text
    own = calendar.find(cited.text, base)
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
    if any(
        any(occurrences(surface, s)) or any(_covers(said, m) for m in calendar.find(s, base))
        for s in cited.scopes
    ):
        return None
    others = [m for m in others if m.precision == said.precision] or others
    if not others:
        return _absent("date", claim, said.at)
    nearest = max(others, key=lambda m: _alike(surface, cited.text[slice(*m.at)]))
    return _absent_date(claim, said, cited, nearest)


def _of_another_day(
    claim: Claim,
    said: DateMention,
    all_said: Sequence[DateMention],
    cited: Cited,
    same: Sequence[DateMention],
) -> Finding | None:
    """Whether a date that the citation has is told of what it tells of another."""
    base = cited.date or ANY_YEAR
    given = list(dated.pairs(cited.text, base))
    ours = [pair for pair in dated.pairs(claim.text, base) if pair[0].at == said.at]
    if any(dated.alike(pair, other) for pair in ours for other in given):
        return None
    own = calendar.find(cited.text, base)
    taken, others = [m.at for m in own], [m for m in own if m not in same]
    context = around(claim.text, said.at, [m.at for m in all_said])
    places = [around(cited.text, m.at, taken) for m in same]
    rival = usurped(context, places, [around(cited.text, m.at, taken) for m in others])
    if rival is None:  # a year is no rival of a day, nor the term of a plan of either
        others = [m for m in others if m.precision == said.precision]
        rivals = [around(cited.text, m.at, taken) for m in others]
        rival = usurped(context, places, rivals, telling=True)
    return None if rival is None else _absent_date(claim, said, cited, others[rival])


def _same_next(text: str, said: DateMention, source: str, given: DateMention) -> bool:
    """Whether the same few words follow two dates."""
    ours = folded(text[said.at[1] : said.at[1] + 2 * _NEXT]).text[:_NEXT]
    return len(ours) == _NEXT and folded(source[given.at[1] :]).text.startswith(ours)


def _absent_date(claim: Claim, said: DateMention, cited: Cited, other: DateMention) -> Finding:
    return _absent("date", claim, said.at, cited.part(*other.at), cited.text[slice(*other.at)])


def _absent(
    code: str, claim: Claim, at: tuple[int, int], source: Span | None = None, instead: str = ""
) -> Finding:
    said = claim.text[slice(*at)].strip()
    if source is None:
        return Finding(code, "error", f"所引原文中没有“{said}”", at)
    return Finding(code, "error", f"句中“{said}”，所引原文作“{instead.strip()}”", at, source)


def _alike(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
