"""Does the cited text give the claim's figures: value, unit, 以上 or 约, and of the same thing?"""

import re
from collections.abc import Iterator, Sequence

from assistant import quantities
from assistant.context import Context, around, pairs, usurped
from assistant.quantities import Quantity
from assistant.support import Figure, Support
from assistant.types import Claim, Finding
from assistant.units import is_measure
from assistant.verbatim import folded

_AND = re.compile(r"\s*[、,，和与及]\s*")
_ITEM = re.compile(r"([\u4e00-\u9fff]{2})[、和与及]")
_TITLE = re.compile(r"《[^《》]+》")
_UNIT_AHEAD = re.compile(r"[（(]([^（）()]+)[)）]\s*[:：为]?\s*$")


def figures(claim: Claim, support: Support) -> Iterator[Finding]:
    """Codes number, unit, bound and subject; `source` is the figure that contradicts the claim's, if one does.

    bound is a 以上 or 约 left out or put in; one that is turned round is another number.
    """
    found = quantities.find(claim.text)
    taken = [quantity.at for quantity in found]
    matches = [_matches(claim, quantity, support.figures) for quantity in found]
    used = {f.span for same in matches for f in same}
    titled = [m.span() for m in _TITLE.finditer(claim.text) if support.holds(m[0])]
    for quantity, same in zip(found, matches, strict=True):
        # 一位, 一个 are articles more often than counts; a title is checked whole.
        if claim.text.startswith("一", quantity.at[0]) or any(a <= quantity.at[0] < b for a, b in titled):
            continue
        context = around(claim.text, quantity.at, taken)
        if same:
            yield from _judged(claim, quantity, context, same, support.figures)
        elif not _ends_given(quantity, support.figures):
            free = [f for f in support.figures if f.span not in used]
            yield _missing(claim, quantity, context, free or support.figures) or _in_its_place(
                claim, quantity, support
            )


def order(claim: Claim, support: Support) -> Iterator[Finding]:
    """Figures listed after 分别 in another order than the source lists them for the same things."""
    for run in _lists(claim.text):
        for cited in support.cited:
            for given in _lists(cited.text):
                if _reordered(run, given) and _same_lead(claim.text, run[0], cited.text, given[0]):
                    said = claim.text[run[0].at[0] : run[-1].at[1]]
                    instead = cited.text[given[0].at[0] : given[-1].at[1]]
                    at, source = (run[0].at[0], run[-1].at[1]), cited.part(given[0].at[0], given[-1].at[1])
                    message = f"句中“{said}”的次序与所引原文“{instead}”不同"
                    yield Finding("subject", "error", message, at, source)


def _lists(text: str) -> list[list[Quantity]]:
    """Quantities with nothing but 、 or 和 between them, two or more."""
    runs: list[list[Quantity]] = []
    for quantity in quantities.find(text):
        if runs and _AND.fullmatch(text, runs[-1][-1].at[1], quantity.at[0]):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return [run for run in runs if len(run) > 1]


def _reordered(said: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    ours, theirs = [(q.value, q.unit) for q in said], [(q.value, q.unit) for q in given]
    return ours != theirs and sorted(ours) == sorted(theirs)


def _same_lead(claim: str, said: Quantity, source: str, given: Quantity) -> bool:
    """Whether both lists follow the same words, and the things they are of come in the same order."""
    ours, theirs = around(claim, said.at).before, around(source, given.at).before
    first = [
        _ITEM.findall(text[max(at - 60, 0) : at])[:1]
        for text, at in ((claim, said.at[0]), (source, given.at[0]))
    ]
    return bool(ours) and len(ours & theirs) >= 0.7 * len(ours) and first[0] == first[1]


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
    if not fitting:
        yield _differs("unit", claim, quantity, _nearest(context, same))
        return
    if not any(_bounds_fit(quantity, f.quantity) for f in fitting):
        nearest = _nearest(context, fitting)
        turned = not quantities.bounds_agree(quantity.bound, nearest.quantity.bound)
        yield _differs("number" if turned else "bound", claim, quantity, nearest)
    # 不少于5000家 is not said of a figure without such a word.
    alike = [f for f in given if not quantity.bound or f.quantity.bound]
    rivals = [f for f in alike if f not in fitting and (f in same or _is_kin(quantity, f.quantity))]
    rival = usurped(context, [f.context for f in fitting], [f.context for f in rivals])
    if rival is not None:
        yield _differs("unit" if rivals[rival] in same else "subject", claim, quantity, rivals[rival])


def _bounds_fit(said: Quantity, given: Quantity) -> bool:
    """以上, 约, 近 … are part of the fact: neither left out nor put in; 以上 may be told as 不少于."""
    return bool(said.bound) == bool(given.bound) and quantities.bounds_agree(said.bound, given.bound)


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
