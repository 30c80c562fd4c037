"""One whole evaluation over the seeds: questions, claims and bad systems, judged and reported."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals import drafts, gate, report, turns
from evals.cases import read_texts, read_topics
from evals.claims import Judged, judged, misses, read_claims, tables, values
from evals.gate import Fall, Floors
from evals.judge import judge
from evals.metrics import LOWER_IS_BETTER
from evals.mutants import spoilt
from evals.run import Row, scores, seeds
from evals.scores import Scores, names
from index.encoders import EMBEDDED, open_encoder
from index.library import Library

Felled = Mapping[str, Sequence[Fall]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one run over the seeds found. `felled` is empty where the bad systems were left out."""

    rows: tuple[Row, ...]
    checked: Judged
    now: Scores
    felled: Felled


def evaluate(with_mutants: bool = True) -> Evaluation:
    """Build a library of the seeds as it ships, ask and check everything, and spoil it in every way."""
    with (
        tempfile.TemporaryDirectory(prefix="yanju-evals-") as folder,
        Library.open(Path(folder), create=True, encoder=open_encoder(EMBEDDED)) as library,
    ):
        rows = seeds(library)
        checked = judged(read_claims(), judge(library))
        world = drafts.World(library, read_texts())
        leads = drafts.drafted(read_topics(), library)
        talks = turns.taken(library)
        now = {
            **scores(rows),
            "claims": values(checked),
            "drafts": drafts.values(leads, world),
            turns.PART: turns.values(talks),
        }
        bad = _bad(rows, checked, leads, world, talks, now) if with_mutants else ()
        floors = gate.read_floors()
        felled = {name: gate.falls(other, floors, now) for name, other in bad}
    return Evaluation(rows, checked, now, felled)


def _bad(
    rows: Sequence[Row],
    checked: Judged,
    leads: drafts.Drafted,
    world: drafts.World,
    talks: turns.Turns,
    now: Scores,
) -> Iterator[tuple[str, Scores]]:
    """Every bad system with its scores; what it does not spoil is as the honest one has it."""
    for name, spoiled in spoilt(rows, checked, world.library):
        yield name, {**now, **spoiled}
    for name, spoiled_drafts in drafts.spoilt(leads, world):
        yield name, {**now, "drafts": spoiled_drafts}
    for name, spoiled_turns in turns.spoilt(talks):
        yield name, {**now, turns.PART: spoiled_turns}


def unmoved(felled: Felled, floors: Floors) -> tuple[str, ...]:
    """Lines for what is wrong with the gate itself: a bad system that passes, a gated number that nothing fells."""
    if not felled:
        return ()
    down = {fall.name for falls in felled.values() for fall in falls}
    idle = [name for name in gated(floors) if name not in down and name not in lowest(floors)]
    return (
        *(f"坏系统“{name}”没有让任何指标变坏" for name, falls in felled.items() if not falls),
        *(f"没有坏系统能让 {name} 变坏" for name in idle),
    )


def unguarded(now: Scores, floors: Floors) -> tuple[str, ...]:
    """Lines for metrics that were measured and have no floor."""
    known = set(gated(floors))
    measured = (f"{part}/{metric}" for part, cases in now.items() for metric in names(cases))
    return tuple(f"{name} 没有底线，请写进 evals/floors.json" for name in measured if name not in known)


def lowest(floors: Floors) -> set[str]:
    """Metrics that are at their worst already: nothing can fell them, and the floor of 0 says so."""
    return {
        f"{part}/{metric}"
        for part, limits in floors.items()
        for metric, least in limits.items()
        if least == 0 and metric not in LOWER_IS_BETTER
    }


def gated(floors: Floors) -> list[str]:
    return [f"{part}/{metric}" for part, limits in floors.items() for metric in limits]


def markdown(found: Evaluation, floors: Floors, baseline: Scores, count: int, lines: Sequence[str]) -> str:
    """The whole report. What was shown is printed for the cases of the open split only."""
    rows, now = found.rows, found.now
    shown = [row for row in rows if row.case.split == "dev"]
    parts = [
        "# 评测报告",
        "## 结论\n\n" + "\n".join(f"- {line}" for line in lines),
        "## 指标\n\n" + report.overview(now, baseline, floors),
        "## 按题型\n\n" + report.by_kind(rows),
        "## 按应有的做法\n\n" + report.outcomes(rows),
        "## 核对器\n\n" + tables(found.checked),
        "核对器判错的句子：\n\n" + "\n".join(f"- {line}" for line in misses(found.checked)),
    ]
    if found.felled:
        bad = report.mutants(tuple(found.felled), found.felled, gated(floors))
        parts.append("## 坏系统与指标\n\n● 为该指标因此变坏。\n\n" + bad)
    parts += [
        "## 失分的题\n\n" + report.failing(rows),
        "## 失分最多的开发题\n\n```\n" + report.worst(shown, count) + "\n```",
        report.latency(rows),
    ]
    return "\n\n".join(parts) + "\n"
