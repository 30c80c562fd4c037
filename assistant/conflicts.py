"""Where another place of the library gives another value for the same thing, a reader must see both.

A figure is of the same thing when the words that lead to it stand before the other figure too, and unit,
year and place are the same; a date, when the same document was issued on it. What cannot be told apart
from a mere difference is left alone: a false alarm costs more trust than a silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant import quantities
from assistant.ahead import stands_ahead, turns
from assistant.aims import AIM, EXPECTED
from assistant.candidates import Candidate
from assistant.context import pairs
from assistant.fit_value import is_difference
from assistant.quantities import Quantity
from assistant.support import Cited, Figure, gather
from assistant.types import Citation, Claim, Finding
from assistant.units import is_measure
from assistant.years_told import run_at, years_told
from index import dates, regions
from index.library import Library
from index.types import Span

CODE = "conflict"
_MOST = 2
_SAME, _KIN, _OWN, _FEWEST = 0.9, 0.6, 0.6, 3
_ARTICLE = 3  # up to this, a count (一个方面, 三个走在前列) is rarely a fact
_ROUNDED, _ABOUT = 0.005, 0.05
_REACH = 28
_STEPS = re.compile(r"[升降增减提跌]?(?:至|到|为|达到?)|年的?|左右|目前|已经?|其中")
_TITLE = re.compile(r"《([^《》]{6,})》")
_DRAFT = re.compile("征求意见|草案|送审")
_AIM = re.compile(f"{AIM}|{EXPECTED}|力争|争取|计划|规划")
_AGAINST = re.compile("(?:居|占|[高低快慢]于|超过?|领先|[升跃]至)全国|全国(?=第|首|前|平均|最|唯一)")
_BESIDE = re.compile("[比较同]$")
_YEARS = re.compile("年均|累计|[三四五]年来|“?十[三四五]五”?(?:时期|期间|以来)")
_BASE = re.compile("[比较](?:“?十[一二三四五]五”?末?|(?:19|20)\\d\\d年末?)")
_CHANGED = re.compile("(?:增[加长]|减少|提高|下降|降低)了?$")
_ISSUED = re.compile("出台|印发|发布|公布|颁布|下发|时间")


@dataclass(frozen=True, slots=True)
class Rival:
    """A place that gives another value. The findings name its words for the claim, and the claim's for it; `dated`
    says that it is the day of a document."""

    candidate: Candidate
    on_claim: Finding
    on_rival: Finding
    dated: bool = False


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value as a sentence states it: `at` in its document, `written` as it stands there.

    `lead` are the words that lead to it (with those behind it, where they are few), `own` those of its clause alone,
    `sentence` all of them. `aim` says that it is aimed at: what was reached does not contradict it; `yearly`
    that it is told of several years, `base` that it tells a change, and against which year where it is not the year before.
    """

    written: str
    at: Span
    lead: frozenset[str]
    own: frozenset[str]
    sentence: frozenset[str]
    year: str
    place: str
    aim: bool
    yearly: bool
    base: str
    quantity: Quantity


def rivals(claim: Claim, among: Sequence[Candidate], library: Library) -> list[Rival]:
    """The places among candidates that give another value than a claim for what it speaks of, two at most."""
    said = _stated(claim, library, spoken=claim.text)
    titles = set(_TITLE.findall(claim.text))
    words = pairs(claim.text)
    spans = [citation.span for citation in claim.citations]
    found: list[Rival] = []
    for other in among:
        if len(pairs(other.text) & words) < _FEWEST or any(
            span.overlaps(taken) for span in other.spans for taken in spans
        ):
            continue
        if any(other.span.overlaps(rival.candidate.span) for rival in found) or _fines(claim, other):
            continue
        if differing := _figures_differ(said, other, library):
            found.append(_rival(other, *differing))
        elif titles and (differing := _dates_differ(claim, other, titles)):
            found.append(replace(_rival(other, *differing), dated=True))
        if len(found) == _MOST:
            break
    return found


_Differing = tuple[str, Span, str, Span]
"""What a claim gives and where its source does, what the other place gives and where."""


def _figures_differ(said: Sequence[_Stated], other: Candidate, library: Library) -> _Differing | None:
    if not any(_may_differ(one, other) for one in said):
        return None
    there = _stated(Claim(other.text, tuple(map(Citation, other.spans))), library)
    for one in said:
        if any(_agree(one.quantity, two.quantity) for two in there):
            continue
        for two in there:
            if _same_thing(one, two) and not any(_agree(mine.quantity, two.quantity) for mine in said):
                return one.written, one.at, two.written, two.at
    return None


def _may_differ(one: _Stated, other: Candidate) -> bool:
    """Whether it is worth reading the place itself: it has a figure of that unit, and a sentence has the words."""
    if all(q.unit != one.quantity.unit for q in quantities.find(other.text)):
        return False
    told = other.form not in ("sentence", "item")
    return told or len(one.lead & pairs(other.text)) >= _SAME * len(one.lead)


def _same_thing(one: _Stated, two: _Stated) -> bool:
    unit = one.quantity.unit
    told = unit and (is_measure(unit) or one.quantity.value > _ARTICLE)
    alike = (unit, one.year, one.place, one.aim, one.yearly, one.base) == (
        two.quantity.unit,
        two.year,
        two.place,
        two.aim,
        two.yearly,
        two.base,
    )
    if not told or not alike or len(one.lead) < _FEWEST:
        return False
    # Words that are scattered over a list of figures name none of them.
    near = len(one.own & two.own) >= _OWN * min(len(one.own), len(two.own))
    led = len(one.lead & two.sentence) >= _SAME * len(one.lead)
    return near and led and len(two.own & one.sentence) >= _KIN * len(two.own)


def _fines(claim: Claim, other: Candidate) -> bool:
    """Whether both tell what is fined by the same law: each of its fines is for something else."""
    same = any(citation.span.doc_id == other.span.doc_id for citation in claim.citations)
    return same and "罚款" in claim.text and "罚款" in other.text


def _agree(one: Quantity, two: Quantity) -> bool:
    """Equal as far as they are told: rounded, or 约 and 以上 of nearly the same."""
    if one.unit != two.unit:
        return False
    if one.high is not None or two.high is not None:
        ends = (two.value, two.high or two.value)
        return min(ends) <= one.value <= max(ends) or one.value <= two.value <= (one.high or one.value)
    reach = _ABOUT if one.bound or two.bound else _ROUNDED
    return abs(one.value - two.value) <= max(abs(one.value), abs(two.value)) * Decimal(str(reach))


def _stated(claim: Claim, library: Library, spoken: str = "") -> list[_Stated]:
    """The figures that a claim cites; with `spoken`, only those whose value it speaks of."""
    values = {q.value for q in quantities.find(spoken)}
    return [
        _read(figure, cited, library)
        for cited in gather(claim, library).cited
        for figure in cited.figures
        if figure.span.doc_id == cited.span.doc_id
        and cited.span.covers(figure.span)
        and (not spoken or figure.quantity.value in values)
    ]


def _read(figure: Figure, cited: Cited, library: Library) -> _Stated:
    doc_id = cited.span.doc_id
    text, (at, _) = cited.text, cited.at(figure.span)
    before = text[:at]
    # What a figure is only compared with (比上年提高) is not what it is of.
    named = (d for d in dates.find(before, cited.date or None) if d.years)
    day = [d for d in named if not _BESIDE.search(before, 0, d.at[0])]
    place = regions.find(_AGAINST.sub("", before))
    lead = re.split("[。；;]", _plain(before))[-1][-_REACH:]
    led = pairs(lead)
    ahead = stands_ahead(library.document(doc_id), cited.span, library.made(turns, doc_id))
    return _Stated(
        figure.text,
        figure.span,
        lead=led if len(led) >= _FEWEST else led | figure.context.behind,
        own=pairs(re.split("[，,、。；;]", _plain(before))[-1]),
        sentence=pairs(text),
        year=str(day[-1].years[-1]) if day else cited.date[:4] or _year(cited.title),
        place=place[-1].region.name if place else cited.region,
        # What a report looks back on was reached, whatever plan it names.
        aim=bool(_AIM.search(text)) if ahead is None else ahead,
        yearly=bool(_YEARS.search(before) or run_at(library.made(years_told, doc_id), cited.span.start)),
        base=_base(before, figure.quantity),
        quantity=figure.quantity,
    )


def _base(before: str, quantity: Quantity) -> str:
    """Against what a figure tells a change, and that it does; empty for what there is, and for rates of growth."""
    named = _BASE.findall(re.split("[，,。；;]", before)[-1])
    added = _CHANGED.search(before) or is_difference(before)
    changed = quantity.unit != "%" and added
    return named[-1] if named else "增减" if changed else ""


def _year(title: str) -> str:
    """The year that a title tells, or nothing."""
    told = dates.find(title)
    return str(told[0].years[0]) if told and told[0].years else ""


def _plain(text: str) -> str:
    """The text with its figures, dates and places blanked, and the words that only lead from one to the next."""
    taken = [*(q.at for q in quantities.find(text)), *(d.at for d in dates.find(text, quantities.ANY_YEAR))]
    for start, end in (*taken, *(m.at for m in regions.find(text))):
        text = text[:start] + " " * (end - start) + text[end:]
    return _STEPS.sub(" ", text)


def _dates_differ(claim: Claim, other: Candidate, titles: set[str]) -> _Differing | None:
    """The same document issued on two days that cannot be one; a draft of it is another document."""
    shared = any(title in other.text for title in titles)
    if bool(_DRAFT.search(claim.text)) != bool(_DRAFT.search(other.text)):
        return None
    if not (shared and _ISSUED.search(claim.text) and _ISSUED.search(other.text)):
        return None
    ours = [d for d in dates.find(_TITLE.sub(_blank, claim.text)) if d.precision in ("day", "month")]
    theirs = [d for d in dates.find(_TITLE.sub(_blank, other.text)) if d.precision in ("day", "month")]
    if (
        len(ours) != 1
        or len(theirs) != 1
        or (ours[0].start <= theirs[0].end and theirs[0].start <= ours[0].end)
    ):
        return None
    mine, its = claim.text[slice(*ours[0].at)], other.text[slice(*theirs[0].at)]
    return mine, claim.citations[-1].span, its, other.spans[-1]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _rival(other: Candidate, mine: str, here: Span, its: str, there: Span) -> Rival:
    return Rival(other, on_claim=_finding(its, there), on_rival=_finding(mine, here))


def _finding(elsewhere: str, source: Span) -> Finding:
    message = f"另一处材料作“{elsewhere.strip()}”，与此不一致，请核对口径"
    return Finding(CODE, "warning", message, source=source)
