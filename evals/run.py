"""Every case is asked in-process, and what was shown is measured."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.generate import Generator
from evals import originals
from evals.cases import SEEDS, Case, DataError, problems, read_cases, read_texts
from evals.judge import judge
from evals.metrics import METRICS, Shown
from evals.scores import Part, Scores, Values
from evals.spans import Pieces
from index.errors import SourceError
from index.library import Library
from index.types import Hit


@dataclass(frozen=True, slots=True)
class Row:
    """One case, what was shown for it, what each metric says (None where one does not apply), and how long it took."""

    case: Case
    shown: Shown
    values: Values
    seconds: float = 0.0


def fill(library: Library) -> None:
    """Add the seeds. SourceError when one of them could not be added: numbers without it mean nothing."""
    report = library.add_folder(SEEDS)
    if report.failures:
        raise SourceError("；".join(f"{path}：{message}" for path, message in report.failures))


def run(
    cases: Iterable[Case], library: Library, texts: Mapping[str, str], generator: Generator | None = None
) -> tuple[Row, ...]:
    """Ask each case, by default without a model, so that the numbers depend on this repository only."""
    speaker, verdict = generator or Extractive(), judge(library)
    rows = []
    for case in cases:
        start = time.perf_counter()
        answer = ask(case.question, library, speaker)
        seconds = time.perf_counter() - start
        hits = tuple(_pieces(hit, library) for hit in answer.hits)
        shown = Shown(originals.shown(answer, library), hits, texts, verdict)
        rows.append(Row(case, shown, measure(case, shown), seconds))
    return tuple(rows)


def evaluate(
    library: Path, data: Path, texts: Path | None = None, generator: Generator | None = None
) -> Scores:
    """The scores of any library on questions in the form of `questions.schema.json`, by split.

    `evals.originals` says what raw offsets point into; files are looked for in the folder `texts`, or where
    they were added from. DataError when a question's evidence does not stand where it says.
    """
    with Library.open(library, read_only=True) as opened:
        return scores(asked(opened, data, texts, generator))


def asked(
    library: Library, data: Path, texts: Path | None = None, generator: Generator | None = None
) -> tuple[Row, ...]:
    """The rows behind `evaluate`."""
    cases, found = read_cases(data), originals.read(library, texts)
    if wrong := list(problems(cases, (), found)):
        raise DataError(f"{data.name} 与材料不符，共 {len(wrong)} 处：{'；'.join(wrong[:5])}")
    return run(cases, library, found, generator)


def seeds(library: Library) -> tuple[Row, ...]:
    """Fill an empty library with the seeds and ask it every case of this repository."""
    fill(library)
    return run(read_cases(), library, read_texts())


def measure(case: Case, shown: Shown) -> Values:
    return {name: metric(case, shown) for name, metric in METRICS.items()}


def scores(rows: Iterable[Row]) -> Scores:
    """The values of each case under its split: the cases shown while improving and the held-out ones never mix."""
    parts: dict[str, Part] = {}
    for row in rows:
        parts[row.case.split] = {**parts.get(row.case.split, {}), row.case.id: row.values}
    return parts


def _pieces(hit: Hit, library: Library) -> Pieces:
    spans = (hit.passage.span, *hit.passage.context)
    return tuple((library.document(span.doc_id).source, originals.raw(span, library)) for span in spans)
