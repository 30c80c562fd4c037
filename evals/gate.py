"""The numbers that may not get worse: floors set by hand, and a baseline of every case against what was measured now."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.cases import DATA
from evals.metrics import LOWER_IS_BETTER
from evals.scores import Scores, Values, change, means, names

BASELINE = DATA.parent / "baseline.json"
FLOORS = DATA.parent / "floors.json"

# The baseline keeps four decimals.
_ROUNDING = 1e-4

Floors = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Fall:
    """One number that got worse, as `part/metric`, and the line (Chinese) that says how."""

    name: str
    line: str


def read_floors(path: Path = FLOORS) -> Floors:
    """By part and metric: the worst that is let through whatever the baseline says. Only a hand changes it."""
    found: Floors = json.loads(path.read_text(encoding="utf-8"))
    return found


def read_baseline(path: Path = BASELINE) -> Scores:
    """The values of each case when the baseline was accepted; empty when there is none."""
    found: Scores = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write_baseline(now: Scores, path: Path = BASELINE) -> None:
    """One line a case, so that a change of the baseline can be read."""
    parts = [f"{_text(part)}: {{\n{_cases(cases)}\n}}" for part, cases in now.items()]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def judge(now: Scores, floors: Floors, baseline: Scores, accept: Path | None) -> tuple[int, tuple[str, ...]]:
    """The exit code and the lines to print: 1 when something fell; `accept` takes `now` as the new baseline.

    What is under a floor is never accepted: the floor has to be lowered by hand, and for all to see.
    """
    under = tuple(fall.line for fall in below(now, floors))
    if accept and not under:
        write_baseline(now, accept)
        return 0, ("已更新基线：", *(changes(now, baseline) or ("没有变化",)))
    if accept:
        return 1, (*under, "低于底线，不能作为基线；确要放低，请改 evals/floors.json 并说明理由。")
    if not baseline:
        return 1, (*under, "还没有基线；确认数字后运行 python -m evals --accept。")
    lines = (*under, *(fall.line for fall in fallen(now, baseline)))
    return (1, lines) if lines else (0, ("没有低于底线或基线的指标。",))


def below(now: Scores, floors: Floors) -> Iterator[Fall]:
    """Numbers under their floor. One that was not measured is under it."""
    measured = means(now)
    for part, limits in floors.items():
        for metric, floor in limits.items():
            name = f"{part}/{metric}"
            value = measured.get(name)
            if value is None:
                yield Fall(name, f"{name}：没有测出来（底线 {floor:.3f}）")
            elif (value - floor) * _sign(metric) < 0:
                yield Fall(name, f"{name}：{value:.4f}，低于底线 {floor:.3f}")


def fallen(now: Scores, baseline: Scores) -> Iterator[Fall]:
    """What fell from the baseline by more than chance over cases explains, or vanished: a part, a case, a metric."""
    measured, accepted = means(now), means(baseline)
    for part, cases in baseline.items():
        for gone in sorted(cases.keys() - now.get(part, {}).keys()):
            yield Fall(f"{part}/{gone}", f"{part}：少了 {gone}")
        for metric in names(cases):
            name = f"{part}/{metric}"
            if name not in measured:
                yield Fall(name, f"{name}：没有测出来（基线 {accepted[name]:.4f}）")
                continue
            low, high = change(now[part], cases, metric)
            if high < -_ROUNDING if _sign(metric) > 0 else low > _ROUNDING:
                yield Fall(name, f"{name}：{measured[name]:.4f}，低于基线 {accepted[name]:.4f}，超出波动范围")


def changes(now: Scores, baseline: Scores) -> tuple[str, ...]:
    """Lines for what accepting `now` changes in the means, both ways, and in the number of cases."""
    old, new = means(baseline), means(now)
    lines = [
        f"{name}：{_shown(old.get(name))} → {_shown(new.get(name))}"
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    ]
    for part in dict.fromkeys((*baseline, *now)):
        before, after = len(baseline.get(part, {})), len(now.get(part, {}))
        lines += [f"{part}：{before} → {after} 题"] if before != after else []
    return tuple(lines)


def _sign(metric: str) -> int:
    return -1 if metric in LOWER_IS_BETTER else 1


def _cases(cases: Mapping[str, Values]) -> str:
    return ",\n".join(f"{_text(case)}: {_text(_kept(values))}" for case, values in cases.items())


def _kept(values: Values) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items() if value is not None}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shown(value: float | None) -> str:
    return "无" if value is None else f"{value:.4f}"
