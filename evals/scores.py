"""Numbers per case, their means, and what chance could have done to them.

A part is a set of cases that is reported by itself: dev, heldout, claims. Resampling uses one fixed
seed, so that the same values always give the same intervals.
"""

from collections.abc import Mapping
from statistics import fmean

import numpy as np

Values = Mapping[str, float | None]
Part = Mapping[str, Values]
Scores = Mapping[str, Part]

RESAMPLES = 2000
_SEED = 20240601
_TAIL = 2.5


def means(scores: Scores) -> dict[str, float]:
    """`part/metric` → mean over the cases it applies to; one that applies to none is left out."""
    found: dict[str, float] = {}
    for part, cases in scores.items():
        for name in names(cases):
            found[f"{part}/{name}"] = round(fmean(applying(cases, name)), 4)
    return found


def names(part: Part) -> tuple[str, ...]:
    """The metrics that apply to some case of a part."""
    return tuple(
        dict.fromkeys(n for values in part.values() for n, value in values.items() if value is not None)
    )


def applying(part: Part, name: str) -> list[float]:
    return [value for values in part.values() if (value := values.get(name)) is not None]


def interval(part: Part, name: str) -> tuple[float, float]:
    """The 95% percentile bootstrap interval of a mean over cases (Efron 1979)."""
    values = np.array(applying(part, name))
    picks = np.random.default_rng(_SEED).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[picks].mean(axis=1), (_TAIL, 100 - _TAIL))
    return float(low), float(high)


def change(now: Part, before: Part, name: str) -> tuple[float, float]:
    """The 95% interval of the change of a mean, by the bootstrap over paired cases (Koehn, EMNLP 2004).

    Only cases of both are compared; (0, 0) when a metric applies to none of them on one side.
    """
    both = sorted(now.keys() & before.keys())
    pairs = np.array([(_value(now[c], name), _value(before[c], name)) for c in both]).reshape(-1, 2)
    pairs = pairs[~np.isnan(pairs).all(axis=1)]
    if np.isnan(pairs).all(axis=0).any():
        return 0.0, 0.0
    picks = np.random.default_rng(_SEED).integers(0, len(pairs), (RESAMPLES, len(pairs)))
    given = ~np.isnan(pairs)
    totals = np.where(given, pairs, 0.0)[picks].sum(axis=1)
    counts = given[picks].sum(axis=1)
    full = counts.all(axis=1)
    moved = totals[full] / counts[full]
    if not len(moved):
        return 0.0, 0.0
    low, high = np.percentile(moved[:, 0] - moved[:, 1], (_TAIL, 100 - _TAIL))
    return float(low), float(high)


def _value(values: Values, name: str) -> float:
    value = values.get(name)
    return float("nan") if value is None else value
