"""One whole evaluation over the seeds: questions, claims and bad systems, judged and reported."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evals import claims, drafts, gate, mutants, report, turns
from evals.cases import Topic, read_texts, read_topics
from evals.gate import Fall, Floors
from evals.judge import judge
from evals.mutate import Labelled
from evals.run import Row, fill, scores, seeds
from evals.scores import Scores, means
from index.encoders import EMBEDDED, open_encoder
from index.library import Library

Felled = Mapping[str, Sequence[Fall]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one run over the seeds found. `felled` is empty where the bad systems were left out."""

    rows: tuple[Row, ...]
    checked: claims.Judged
    now: Scores
    felled: Felled


@dataclass(frozen=True, slots=True)
class Half:
    """What one of two processes measured: its parts of the scores, and those of each bad system."""

    now: Scores
    bad: tuple[tuple[str, Scores], ...]


def evaluate(with_mutants: bool = True) -> Evaluation:
    """Ask and check everything of the seeds, and spoil it in every way: questions here, the rest in a second process."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        rest = pool.submit(_others, claims.read_claims(), read_topics(), with_mutants)
        with _library() as library:
            rows = seeds(library)
            answers = Half(scores(rows), tuple(mutants.spoilt(rows, library)) if with_mutants else ())
        checked, others = rest.result()
    now, floors = {**answers.now, **others.now}, gate.read_floors()
    felled = {name: caused({**now, **worse}, now, floors) for name, worse in (*answers.bad, *others.bad)}
    return Evaluation(rows, checked, now, felled)


def _others(
    labelled: Sequence[Labelled], topics: Sequence[Topic], with_mutants: bool
) -> tuple[claims.Judged, Half]:
    """Claims, drafts, follow-ups and contradicting sources."""
    with _library() as library:
        fill(library)
        checked = claims.judged(labelled, judge(library))
        world, leads = drafts.world(library, read_texts()), drafts.drafted(topics, library)
        talks = turns.taken(library)
        now = {
            "claims": claims.values(checked),
            "drafts": drafts.values(leads, world),
            turns.PART: turns.values(talks),
        }
        spoilt = {
            "claims": claims.spoilt(checked),
            "drafts": drafts.spoilt(leads, world),
            turns.PART: turns.spoilt(talks),
        }
        bad = ((name, {part: worse}) for part, found in spoilt.items() for name, worse in found)
        return checked, Half(now, tuple(bad) if with_mutants else ())


@contextmanager
def _library() -> Iterator[Library]:
    """An empty library as it ships, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="yanju-evals-") as folder,
        Library.open(Path(folder), create=True, encoder=open_encoder(EMBEDDED)) as library,
    ):
        yield library


def caused(other: Scores, honest: Scores, floors: Floors) -> tuple[Fall, ...]:
    """What falls in a bad system by its own doing: under a floor that the honest one keeps, or from its values."""
    already = {fall.name for fall in gate.below(honest, floors)}
    under = (fall for fall in gate.below(other, floors) if fall.name not in already)
    return (*under, *gate.fallen(other, honest))


def unmoved(felled: Felled, floors: Floors) -> tuple[str, ...]:
    """Lines for what is wrong with the gate itself: a bad system that passes, a gated number that nothing fells."""
    if not felled:
        return ()
    down = {fall.name for falls in felled.values() for fall in falls}
    idle = [name for name in gated(floors) if name not in down]
    return (
        *(f"坏系统“{name}”没有让任何指标变坏" for name, falls in felled.items() if not falls),
        *(f"没有坏系统能让 {name} 变坏" for name in idle),
    )


def unguarded(now: Scores, floors: Floors) -> tuple[str, ...]:
    """Lines for metrics that were measured and have no floor; one that is 0 has nothing yet to lose."""
    known = set(gated(floors))
    found = (name for name, mean in means(now).items() if name not in known and mean > 0)
    return tuple(f"{name} 没有底线，请写进 evals/floors.json" for name in found)


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
        "## 核对器\n\n" + claims.tables(found.checked),
        "核对器判错的句子：\n\n" + "\n".join(f"- {line}" for line in claims.misses(found.checked)),
    ]
    if found.felled:
        bad = report.mutants(tuple(found.felled), found.felled, gated(floors))
        parts.append("## 坏系统与指标\n\n● 为该指标因此变坏。\n\n" + bad)
    parts += [
        "## 失分的题\n\n" + report.failing(rows),
        "## 失分最多的开发题\n\n```\n" + report.worst(shown, count) + "\n```",
        *(
            f"## {report.PARTS[part]}里失分的\n\n{report.losing(now[part])}"
            for part in ("drafts", turns.PART)
            if part in now
        ),
        report.latency(rows),
    ]
    return "\n\n".join(parts) + "\n"
