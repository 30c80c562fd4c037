"""The numbers that may not get worse: baseline.json against what was measured now."""

import json
from collections.abc import Mapping
from pathlib import Path

from evals.cases import DATA
from evals.metrics import LOWER_IS_BETTER, METRICS, UNGATED

BASELINE = DATA.parent / "baseline.json"


def read_baseline(path: Path = BASELINE) -> dict[str, float]:
    return {name: float(value) for name, value in json.loads(path.read_text(encoding="utf-8")).items()}


def write_baseline(now: Mapping[str, float], path: Path = BASELINE) -> None:
    kept = {name: now[name] for name in METRICS if name in now and name not in UNGATED}
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def judge(
    now: Mapping[str, float], accept: bool = False, path: Path = BASELINE
) -> tuple[int, tuple[str, ...]]:
    """The exit code and the lines to print: 1 when something fell; accepting writes `now` instead."""
    baseline = read_baseline(path)
    if accept:
        write_baseline(now, path)
        return 0, ("已更新基线：", *(changes(now, baseline) or ("没有变化",)))
    if not baseline:
        return 0, ("还没有基线；确认数字后运行 python -m evals --accept。",)
    lines = tuple(f"低于基线 {line}" for line in fallen(now, baseline))
    return (1, lines) if lines else (0, ("没有低于基线的指标。",))


def fallen(now: Mapping[str, float], baseline: Mapping[str, float]) -> tuple[str, ...]:
    """Lines (Chinese) for what is worse than the baseline. A metric that is gone counts as fallen."""
    lines = []
    for name, floor in baseline.items():
        value = now.get(name)
        if value is None:
            lines.append(f"{name}：没有测出来（基线 {floor:.4f}）")
        elif value > floor if name in LOWER_IS_BETTER else value < floor:
            lines.append(f"{name}：{value:.4f}，基线 {floor:.4f}")
    return tuple(lines)


def changes(now: Mapping[str, float], baseline: Mapping[str, float]) -> tuple[str, ...]:
    """Lines for what accepting `now` would change in the baseline, both ways."""
    names = [name for name in METRICS if name not in UNGATED]
    names += [name for name in baseline if name not in names]
    return tuple(
        f"{name}：{_shown(baseline.get(name))} → {_shown(now.get(name))}"
        for name in names
        if baseline.get(name) != now.get(name)
    )


def _shown(value: float | None) -> str:
    return "无" if value is None else f"{value:.4f}"
