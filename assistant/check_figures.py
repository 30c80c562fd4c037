"""Does the cited text give the claim's figures: value, unit, 以上 or 约, and of the same thing?"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from assistant import dated, quantities
from assistant.arithmetic import Result, approximates, plain, rounded, worked_out
from assistant.bounds import bound_word, bounds_agree
from assistant.check_names import known_titles
from assistant.context import Context, pairs, usurped
from assistant.contrasts import qualifiers
from assistant.implied import implied, several_years
from assistant.lists import beside, head
from assistant.numerals import ROMAN
from assistant.opposed import opposed
from assistant.quantities import Quantity
from assistant.support import Figure, Support
from assistant.types import Claim, Finding
from assistant.units import is_measure
from assistant.verbatim import folded
from index.types import Span

IN_ALL = re.compile("合计|共计|总计|一共|总共|加起来")
_HUNDRED = re.compile(r"每百([\u4e00-\u9fff])[^，。；]{0,12}$")
_OF_LEVEL = re.compile("[省市州县区盟旗乡镇村层上下高低每某各这那哪]$")
_SORT = re.compile(f"(?:[二三四五六]|{ROMAN})类")
_BESIDE = re.compile("[\u4e00-\u9fff]{2}#|#[\u4e00-\u9fff]{2}")
_UNIT_AHEAD = re.compile(r"[（(]([^（）()]+)[)）]\s*[:：为]?\s*$")


def figures(claim: Claim, support: Support) -> Iterator[Finding]:
    """Codes number, unit, bound and subject; `source` is the figure that contradicts the claim's, if one does.

    bound is a 以上 or 约 left out or put in; one that is turned round is another number.
    """
    found = quantities.find(claim.text)
    taken = [quantity.at for quantity in found]
    found = tuple(_of_hundred(claim.text, quantity) for quantity in found)
    told = [_told_alike(claim, quantity, support) for quantity in found]
    matches = [_matches(claim, quantity, one.figures) for quantity, one in zip(found, told, strict=True)]
    used = {f.span for same in matches for f in same}
    titled = known_titles(claim, support)
    for quantity, same, alike in zip(found, matches, told, strict=True):
        article = _is_article(claim.text, quantity, support) or several_years(quantity, support)
        if article or any(a <= quantity.at[0] < b for a, b in titled):
            continue
        context = beside(claim.text, quantity, taken)
        if same:
            yield from _given(claim, quantity, context, same, alike)
        else:
            yield from _not_given(claim, quantity, context, used, alike)


def _told_alike(claim: Claim, quantity: Quantity, support: Support) -> Support:
    """The source with its figures in the claim's unit; as it is where the claim has one of them but for the unit."""
    told = support.told_in(quantity.unit)
    same = _matches(claim, quantity, told.figures)
    return told if same or not _matches(claim, quantity, support.figures) else support


def _is_article(text: str, quantity: Quantity, support: Support) -> bool:
    """Whether 一 says no more than 某, as it mostly does; not so in 一级, and in 一类 where the source has 二类 there."""
    start, end = quantity.at
    if quantity.value != 1 or not text.startswith("一", start) or quantity.unit == "番":
        return False
    if quantity.unit == "级":
        return bool(_OF_LEVEL.search(text[:start]))
    places = (f"{text[max(start - 2, 0) : start]}#", f"#{text[end : end + 2]}")
    sorts = _SORT.sub("#", support.words)
    return quantity.unit != "类" or not any(_BESIDE.fullmatch(p) and p in sorts for p in places)


def _given(
    claim: Claim, quantity: Quantity, context: Context, same: Sequence[Figure], support: Support
) -> Iterator[Finding]:
    """What is wrong with a figure whose value the source has."""
    worked, _ = worked_out(claim.text, quantity, support.figures)
    rivals = dated.of_its_day(claim.text, quantity, support)
    for found in _judged(claim, quantity, context, same, rivals):
        # The total of a list may stand in the source as something's own figure.
        if not (worked and found.code == "subject" and IN_ALL.search(claim.text)):
            yield found


def _not_given(
    claim: Claim, quantity: Quantity, context: Context, used: Container[Span], support: Support
) -> Iterator[Finding]:
    """What is wrong with a figure whose value the source has not: nothing, where it is worked out or rounded."""
    worked, result = worked_out(claim.text, quantity, support.figures)
    if worked or implied(claim.text, quantity, support):
        return
    figures = dated.of_its_day(claim.text, quantity, support, near=True)
    if whole := [f for f in figures if _rounded(claim.text, quantity, f)]:
        yield from _of_another(claim, quantity, context, whole, figures)
        said = claim.text[slice(*quantity.at)].strip()
        message = f"句中“{said}”是约数，所引原文作“{whole[0].text.strip()}”"
        yield Finding("rounded", "warning", message, quantity.at, whole[0].span)
    elif near := [f for f in figures if _approximates(quantity, f, context)]:
        yield from _of_another(claim, quantity, context, near, figures)
    elif result:
        yield _miscounted(claim, quantity, result)
    elif not _ends_given(quantity, support.figures):
        free = [f for f in figures if f.span not in used]
        missing = _missing(claim, quantity, context, free or figures)
        yield missing or _in_its_place(claim, quantity, support)


def _of_hundred(text: str, quantity: Quantity) -> Quantity:
    """每百辆中约有28辆 is 约28%."""
    each = _HUNDRED.search(text[: quantity.at[0]])
    return replace(quantity, unit="%") if each and each[1] == quantity.unit else quantity


def _approximates(said: Quantity, figure: Figure, context: Context) -> bool:
    """近六成 of 57.3%: of the same unit and, where anything is said around both, of the same thing."""
    kin = _same_unit(said.unit, figure.quantity.unit)
    return (
        kin
        and approximates(said, figure.quantity)
        and bool(context.shared(figure.context) or not len(context))
    )


def _rounded(text: str, said: Quantity, figure: Figure) -> bool:
    return _same_unit(said.unit, figure.quantity.unit) and rounded(text, said, figure.quantity)


def _miscounted(claim: Claim, quantity: Quantity, result: Result) -> Finding:
    said = claim.text[slice(*quantity.at)].strip()
    message = f"句中“{said}”，按所引原文的数字计算应为{plain(result.value)}{quantity.unit}（{result.sum}）"
    return Finding("arithmetic", "error", message, quantity.at, result.figures[0].span)


def _matches(claim: Claim, quantity: Quantity, given: Sequence[Figure]) -> list[Figure]:
    """The figures of the same value; one under a header written out, 地均税收（万元/公顷） 864.23, may have its unit."""
    same = [f for f in given if _same_value(quantity, f.quantity)]
    ahead = _UNIT_AHEAD.search(claim.text[: quantity.at[0]])
    if same or not ahead:
        return same
    quantity = quantities.with_unit(quantity, ahead[1])
    return [f for f in given if _same_value(quantity, f.quantity)]


def _same_value(said: Quantity, given: Quantity) -> bool:
    return (said.value, said.high) == (given.value, given.high)


def _same_unit(said: str, given: str) -> bool:
    """As `quantities.same_unit`, but a unit of measure can neither be left out nor put in."""
    if not said or not given:
        return not is_measure(said or given)
    return quantities.same_unit(said, given)


def _ends_given(quantity: Quantity, given: Sequence[Figure]) -> bool:
    """从31.06%到26.29% may be said of 31.06% and 26.29% that stand apart in the source."""
    return quantity.high is not None and all(
        any(f.quantity.value == end and _same_unit(quantity.unit, f.quantity.unit) for f in given)
        for end in (quantity.value, quantity.high)
    )


def _judged(
    claim: Claim, quantity: Quantity, context: Context, same: Sequence[Figure], given: Sequence[Figure]
) -> Iterator[Finding]:
    fitting = [f for f in same if _same_unit(quantity.unit, f.quantity.unit)]
    fitting = [f for f in fitting if f.quantity.unit == quantity.unit] or fitting
    if not fitting:
        yield _differs("unit", claim, quantity, _nearest(context, same))
        return
    if not any(_bounds_fit(quantity, f.quantity) for f in fitting):
        nearest = _nearest(context, fitting)
        turned = not bounds_agree(quantity.bound, nearest.quantity.bound)
        yield _differs("number", claim, quantity, nearest) if turned else _bound(claim, quantity, nearest)
    # 不少于5000家 is not said of a figure without such a word.
    bounded = quantity.bound and not any(f.quantity.bound == quantity.bound for f in fitting)
    alike = [f for f in given if not bounded or f.quantity.bound]
    counted = [f for f in same if f.quantity.unit == quantity.unit]
    rivals = [f for f in alike if f not in fitting and (f in same or _is_kin(quantity, f.quantity))]
    exact = [f for f in rivals if f.quantity.unit == quantity.unit and f not in same]
    if quantity.unit and not counted and exact:  # 14位 of 14个, where the source has 11位
        yield _differs("subject", claim, quantity, _nearest(context, exact))
    else:
        yield from _of_another(claim, quantity, context, fitting, rivals)


def _of_another(
    claim: Claim, quantity: Quantity, context: Context, own: Sequence[Figure], given: Sequence[Figure]
) -> Iterator[Finding]:
    """A figure told of the thing of which the source gives another."""
    rivals = [
        f
        for f in given
        if f not in own and (_is_kin(quantity, f.quantity) or _same_value(quantity, f.quantity))
    ]
    # The ends of a range (五百元以上二千元以下) are of one thing.
    rivals = [f for f in rivals if not any(_adjoin(f.span, other.span) for other in own)]
    kinds = qualifiers(claim.text, head(claim.text, quantity))
    if any(f.kinds & kinds for f in own):
        rivals = [f for f in rivals if not kinds or f.kinds & kinds]
    contexts = [f.context for f in own]
    rival = usurped(context, contexts, [f.context for f in rivals])
    if rival is None:  # of 45个 and 18家 too little can be told from the words beside them
        rivals = [f for f in rivals if f.quantity.unit == quantity.unit]
        rival = usurped(context, contexts, [f.context for f in rivals], telling=True)
    if rival is not None:
        same = _same_value(quantity, rivals[rival].quantity)
        yield _differs("unit" if same else "subject", claim, quantity, rivals[rival])


def _adjoin(one: Span, other: Span) -> bool:
    return one.end == other.start or other.end == one.start


def _bounds_fit(said: Quantity, given: Quantity) -> bool:
    """以上, 近 … are part of the fact: neither left out nor put in; 以上 may be told as 不少于. 约 says less than the exact
    figure, which bears it."""
    if said.bound == "约" and not given.bound:
        return True
    return bool(said.bound) == bool(given.bound) and bounds_agree(said.bound, given.bound)


def _bound(claim: Claim, quantity: Quantity, figure: Figure) -> Finding:
    """A 以上 or 左右 left out or put in; 左右 said of one figure is understood of the one that it is set against."""
    word = bound_word(figure.text) or figure.quantity.bound
    if quantity.bound or not word:
        return _differs("bound", claim, quantity, figure)
    said = claim.text[slice(*quantity.at)].strip()
    message = f"句中“{said}”少了“{word}”，所引原文作“{figure.text.strip()}”"
    against = opposed(claim.text, quantity)
    understood = figure.quantity.bound == "约" and against is not None and against.bound == "约"
    return Finding("bound", "warning" if understood else "error", message, quantity.at, figure.span)


def _is_kin(said: Quantity, given: Quantity) -> bool:
    return _same_unit(said.unit, given.unit)


def _missing(claim: Claim, quantity: Quantity, context: Context, given: Sequence[Figure]) -> Finding | None:
    """The figure that the source gives for the same thing, if any."""
    same_digits = [f for f in given if _digits(f.quantity) == _digits(quantity)]
    about = pairs(claim.text)
    kin = [
        f
        for f in given
        if _is_kin(quantity, f.quantity) and (not len(f.context) or f.context.shared(Context(about)))
    ]
    rivals = same_digits or kin
    return _differs("number", claim, quantity, _nearest(context, rivals)) if rivals else None


def _in_its_place(claim: Claim, quantity: Quantity, support: Support) -> Finding:
    """The digits, of a date perhaps or a 文号, that the source has behind the same words; else just what is missing."""
    said = claim.text[slice(*quantity.at)].strip()
    lead = folded(claim.text[: quantity.at[0]]).text[-3:]
    match = re.search(rf"{re.escape(lead)}(\d+(?:[.,]\d+)*)", support.words) if len(lead) == 3 else None
    if match is None:
        return Finding("number", "error", f"所引原文中没有“{said}”", quantity.at)
    message = f"句中“{said}”，所引原文作“{match[1]}”"
    return Finding("number", "error", message, quantity.at, support.part(*match.span(1)))


def _digits(quantity: Quantity) -> tuple[int, ...]:
    return quantity.value.normalize().as_tuple().digits


def _nearest(context: Context, figures: Sequence[Figure]) -> Figure:
    return max(figures, key=lambda f: (len(context & f.context), context.shared(f.context)))


def _differs(code: str, claim: Claim, quantity: Quantity, figure: Figure) -> Finding:
    said, given = claim.text[slice(*quantity.at)].strip(), figure.text.strip()
    message = f"句中“{said}”，所引原文作“{given}”"
    if code == "subject":
        message = f"句中“{said}”在所引原文中说的是另一事项，此处原文作“{given}”"
    return Finding(code, "error", message, quantity.at, figure.span)
