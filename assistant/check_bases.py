"""Is a figure measured against what the source measures it against: 比2015年 and not 比上年, a month's wage, 每百户?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.quantities import Quantity
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index.dates import DateMention

_CLAUSE = re.compile(r"[，,：:。；;！？!?\n]")
_THAN = re.compile(r"[比较]$")
THAN_LAST_YEAR = re.compile("[比较](?:上年|去年)$")
_SINCE = re.compile("同比|环比|[比较](?:上年|去年)")
_YEARS = re.compile("同比|[比较](?:上年|去年)|同期")
_MONTHS = re.compile("环比|[比较]上(?:个?月|个?季|季度)")
_OTHERWISE = re.compile(
    r"年均|累计|(?<!今年)以来|[几两三四五六七八九十\d]年[来间]|“十[一二三四五]五”|[比较与](?:19|20)\d\d年"
)
_SENTENCE = re.compile(r"[。；;！？!?\n]")
_PER = re.compile(r"每?[年季月周日天](?=平均|均(?![匀衡])|人均)|每[十百千万]{1,2}(?=[\u4e00-\u9fff])")


def bases(claim: Claim, support: Support) -> Iterator[Finding]:
    """A change told against another year than the source's, or a figure told of the year it is only compared with; code date."""
    for quantity in quantities.find(claim.text):
        for cited in support.cited:
            same = [q for q in quantities.find(cited.text) if quantities.equal(quantity, q)]
            said = _compared(claim.text, quantity, cited)
            given = [day for q in same for day in [_compared(cited.text, q, cited)] if day]
            if said and len(same) == 1 and given and not _touch(said, given[0]):
                yield _instead("date", claim.text, said.at, cited, given[0].at)
    for cited in support.cited:
        own = [(m, _than(cited.text, m)) for m in cited.dates(cited.text)]
        for mention in cited.dates(claim.text):
            there = [(m, than) for m, than in own if _touch(mention, m)]
            clause = _CLAUSE.split(claim.text[mention.at[1] :].lstrip("，, "))[0]
            figures = quantities.find(cited.text)
            told = any(quantities.equal(q, f) for q in quantities.find(clause) for f in figures)
            if there and told and all(than for _, than in there) and not _than(claim.text, mention):
                year = claim.text[slice(*mention.at)].strip()
                message = f"句中说的是“{year}”，所引原文只拿这一年作比较"
                yield Finding("date", "error", message, mention.at, cited.part(*there[0][0].at))


def since(claim: Claim, support: Support) -> Iterator[Finding]:
    """同比, 比上年 or 环比 that the source does not say of a figure; growth told without either is a year's, unless told of several; code polarity."""
    for match in _SINCE.finditer(claim.text):
        behind = [q for q in quantities.find(claim.text) if match.end() <= q.at[0]][:1]
        given = [
            (cited, q, _SENTENCE.split(cited.text[: q.at[0]])[-1])
            for figure in behind
            for cited, q in support.giving(figure)
        ]
        if not given or any(_says(match[0], before) for _, _, before in given):
            continue
        cited, figure, before = given[0]
        words = cited.text[slice(*figure.at)].strip()
        if other := _OTHERWISE.search(before):
            words = f"{other[0]}……{words}"
        message = f"句中“{match[0]}”，所引原文的“{words}”没有这样说"
        yield Finding("polarity", "error", message, match.span(), cited.part(*figure.at))


def _says(word: str, before: str) -> bool:
    """Whether what stands before a figure in its sentence says 同比 or 环比, or leaves 同比 to be understood."""
    if word == "环比":
        return bool(_MONTHS.search(before))
    return bool(_YEARS.search(before)) or not (_MONTHS.search(before) or _OTHERWISE.search(before))


def rates(claim: Claim, support: Support) -> Iterator[Finding]:
    """A month's average told as a year's, 每百户 as 每千户; code frequency."""
    words = folded(claim.text)
    for match in _PER.finditer(words.text):
        unit = match[0].removeprefix("每")
        for cited in support.cited:
            plain = folded(cited.text)
            given = [m for m in _PER.finditer(plain.text) if len(m[0].removeprefix("每")) == len(unit)]
            kin = [m for m in given if (m[0].removeprefix("每") in "十百千万") == (unit in "十百千万")]
            if kin and all(m[0].removeprefix("每") != unit for m in kin) and unit not in _units(support):
                source = plain.original(*kin[0].span())
                yield _instead("frequency", claim.text, words.original(*match.span()), cited, source)


def _units(support: Support) -> set[str]:
    return {m[0].removeprefix("每") for m in _PER.finditer(support.words)}


def _compared(text: str, quantity: Quantity, cited: Cited) -> DateMention | None:
    """The date that a figure's clause compares it with: 比2015年提高2.1个百分点."""
    clause = _CLAUSE.split(text[: quantity.at[0]])[-1]
    start = quantity.at[0] - len(clause)
    found = [m for m in cited.dates(text) if start < m.at[0] and m.at[1] <= quantity.at[0] and _than(text, m)]
    return found[-1] if found else None


def _than(text: str, mention: DateMention) -> bool:
    return bool(_THAN.search(text[: mention.at[0]]))


def _touch(a: DateMention, b: DateMention) -> bool:
    return a.start <= b.end and b.start <= a.end


def _instead(code: str, text: str, at: tuple[int, int], cited: Cited, source: tuple[int, int]) -> Finding:
    message = f"句中“{text[slice(*at)].strip()}”，所引原文作“{cited.text[slice(*source)].strip()}”"
    return Finding(code, "error", message, at, cited.part(*source))
