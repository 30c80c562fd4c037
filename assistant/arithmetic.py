"""Figures that a claim works out from those of its source: sums, differences, shares, multiples, growth, roundings.

A value is taken as worked out only where the claim says so (合计, 比…多, 占, 倍), or, for a rounding, where it
says 约, 近 or 以上 of a figure that the source gives exactly. All arithmetic is decimal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from assistant.quantities import Quantity
from assistant.stretches import stretch
from assistant.support import Figure

_SUM = re.compile(r"合计|共计|总计|一共|总共|共有|(?:^|[^公])共(?=\d)|之和|总和|总数|加起来")
_DIFFERENCE = re.compile(
    "比.{1,24}[多少高低大小快慢]|[多高低少]出|相差|差额|顺差|逆差|净增|[提升降增减扩缩][高升低加少大小]|下降|上升|增长|回落"
)
_SHARE = re.compile("占|比重|比例|份额|比率")
_TIMES = re.compile("倍|翻")
_STOPS = "，。；;！？!?\n"
_PASSED = frozenset({"台阶", "大关", "关口"})  # behind a figure that something has passed and never was
_MOST = 8  # figures of one unit that are tried against each other
_FROM_TO = 16  # characters between two figures that one thing goes from and to
_ORDER = 1000
_NEAR = Decimal("0.1")  # how far 近, 超过 or 以上 may be from the exact figure
_ABOUT, _LOOSE = Decimal("0.02"), Decimal("0.05")  # the same for 约, and for 约 of one digit (约四成)


@dataclass(frozen=True, slots=True)
class Result:
    """What the source's figures give; `sum` says how, as a reader would write it."""

    value: Decimal
    sum: str
    figures: tuple[Figure, ...]


def approximates(said: Quantity, given: Quantity) -> bool:
    """约31.66万亿 for 316581亿, 近六成 for 57.3%, 超过50万 for 52.1万. A figure that is vague itself is not made vaguer."""
    if not said.bound or given.bound or said.high is not None or given.high is not None:
        return False
    value, exact = abs(said.value), abs(given.value)
    if not value or said.value * given.value < 0:
        return False
    if said.bound == "约":
        return abs(value - exact) <= (_LOOSE if len(_digits(value)) == 1 else _ABOUT) * exact
    if said.bound == "余":
        return value <= exact < value + Decimal(1).scaleb(value.adjusted())
    if said.bound in ("以上", "超", "不少于"):
        return value <= exact <= value * (1 + (2 * _NEAR if len(_digits(value)) == 1 else _NEAR))
    if said.bound in ("近", "以下", "以内"):
        return value * (1 - _NEAR) <= exact <= value
    return False


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def rounded(claim: str, said: Quantity, given: Quantity) -> bool:
    """31.66万亿元 of 316581亿元: exact to three digits or more, as many as are written."""
    if said.bound or given.bound or said.high is not None or given.high is not None:
        return False
    step = _step(claim, said)
    return (
        abs(said.value) >= 100 * step and said.value != given.value and _rounds(said.value, given.value, step)
    )


def worked_out(claim: str, said: Quantity, figures: Sequence[Figure]) -> tuple[bool, Result | None]:
    """Whether the figures give what the claim works out, and how; (False, None) where nothing is worked out.

    (False, Result) is what they give instead, where only one sum can be meant.
    """
    clause, step = _around(claim, said), _step(claim, said)
    for wanted, results in (
        (_SUM, _sums(said, figures)),
        (_TIMES if said.unit == "倍" else _SHARE if said.unit == "%" else None, _ratios(said, figures)),
        (_DIFFERENCE if said.unit != "%" else None, _differences(said, figures)),
        (_DIFFERENCE if said.unit == "%" else None, _growths(said, figures)),
    ):
        if wanted is None or not wanted.search(clause):
            continue
        found = list(results)
        for result in found:
            if _rounds(said.value, result.value, step) or (
                said.bound in ("约", "近", "余")
                and approximates(said, Quantity((0, 0), result.value, said.unit))
            ):
                return True, result
        if found and (
            len({result.value for result in found}) == 1 or (wanted is _SUM and _is_whole(found[0]))
        ):
            return False, found[0]
    return False, None


def plain(value: Decimal) -> str:
    """A value as people write it: no exponent, no idle zeros, four decimals at most, 万 and 亿 for long ones."""
    for power, word in ((8, "亿"), (4, "万")):
        if abs(value) >= 10 ** (power + 1):
            return f"{plain(value / 10**power)}{word}"
    return f"{value.quantize(Decimal('0.0001'), ROUND_HALF_UP).normalize():f}"


def _around(claim: str, said: Quantity) -> str:
    """The clause of the claim that the figure stands in."""
    return stretch(claim, said.at, _STOPS)


def _step(claim: str, said: Quantity) -> Decimal:
    """What the last digit counts that the claim writes: 0.01万亿 of 2.13万亿, 0.1 of 3.0."""
    written = re.search(r"\d[\d,]*(?:\.(\d+))?", claim[slice(*said.at)])
    if not written or not (number := Decimal(written[0].replace(",", ""))):
        return Decimal(1)
    return abs(said.value / number) * Decimal(1).scaleb(-len(written[1] or ""))


def _rounds(said: Decimal, exact: Decimal, step: Decimal) -> bool:
    """Whether `said` is `exact`, rounded to the digits that are written; a single digit must be exact."""
    if said == exact:
        return True
    return abs(said) >= 10 * step and (exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step == said


def _alike(said: Quantity, figures: Sequence[Figure], *units: str) -> list[Figure]:
    """The figures of these units, one for each place; a vague one only for what is as vague."""
    kept: dict[tuple[str, int], Figure] = {}
    for figure in figures:
        quantity = figure.quantity
        passed = figure.context.behind & _PASSED
        alike = quantity.unit in units and quantity.high is None and quantity.bound in ("", said.bound)
        if alike and not passed:
            kept.setdefault((figure.span.doc_id, figure.span.start), figure)
    return list(kept.values())[:_MOST]


def _sums(said: Quantity, figures: Sequence[Figure]) -> Iterator[Result]:
    """Neighbouring figures of the claim's unit, as many as there are first; one that is itself a total is left out."""
    alike = _alike(said, figures, said.unit)
    for size in range(len(alike), 1, -1):
        for start in range(len(alike) - size + 1):
            parts = alike[start : start + size]
            if not _comparable(parts):
                continue
            total = sum((f.quantity.value for f in parts), Decimal(0))
            yield Result(total, " + ".join(f.text.strip() for f in parts), tuple(parts))


def _differences(said: Quantity, figures: Sequence[Figure]) -> Iterator[Result]:
    units = ("%", "百分点") if said.unit == "百分点" else (said.unit,)
    alike = _alike(said, figures, *units)
    for a, b in combinations(alike, 2):
        if not _comparable((a, b)):
            continue
        high, low = (a, b) if a.quantity.value >= b.quantity.value else (b, a)
        value = high.quantity.value - low.quantity.value
        yield Result(value, f"{high.text.strip()} - {low.text.strip()}", (high, low))


def _comparable(figures: Sequence[Figure]) -> bool:
    """Whether figures are of one order: nobody adds 52.3万元 to 1254.7亿元."""
    values = [abs(f.quantity.value) for f in figures]
    return max(values) <= _ORDER * min(values)


def _is_whole(total: Result) -> bool:
    """Whether none of a few figures is itself the total of the others."""
    values = [figure.quantity.value for figure in total.figures]
    return len(values) <= 5 and all(2 * value != total.value for value in values)


def _ratios(said: Quantity, figures: Sequence[Figure]) -> Iterator[Result]:
    scale = Decimal(100 if said.unit == "%" else 1)
    for a, b in _pairs(said, figures):
        yield Result(
            a.quantity.value / b.quantity.value * scale, f"{a.text.strip()} ÷ {b.text.strip()}", (a, b)
        )


def _growths(said: Quantity, figures: Sequence[Figure]) -> Iterator[Result]:
    """From one figure to the next of its unit: 由312家减少到97家 is 减少68.9%."""
    for a, b in _pairs(said, figures):
        if 0 <= b.span.start - a.span.end <= _FROM_TO:
            change = (b.quantity.value - a.quantity.value) / a.quantity.value * 100
            yield Result(abs(change), f"{b.text.strip()} ÷ {a.text.strip()} - 1", (a, b))


def _pairs(said: Quantity, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Two figures of one unit of amount, in either order."""
    for unit in dict.fromkeys(f.quantity.unit for f in figures):
        if unit not in ("%", "百分点", "倍", ""):
            yield from (
                (a, b)
                for a, b in permutations(_alike(said, figures, unit), 2)
                if a.quantity.value and b.quantity.value
            )
