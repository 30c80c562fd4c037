"""Every case is asked in-process, and what was shown is measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from assistant import shapes
from assistant.answer import ask
from assistant.extractive import Extractive
from evals.cases import SEEDS, Case
from evals.metrics import METRICS, Pieces, Shown
from index.errors import SourceError
from index.library import Library
from index.types import Hit

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One case, what was shown for it, and what each metric says; None where one does not apply."""

    case: Case
    shown: Shown
    values: Values


def fill(library: Library) -> None:
    """Add the seeds. SourceError when one of them could not be added: numbers without it mean nothing."""
    report = library.add_folder(SEEDS)
    if report.failures:
        raise SourceError("；".join(f"{path}：{message}" for path, message in report.failures))


def run(cases: Iterable[Case], library: Library, texts: Mapping[str, str]) -> tuple[Row, ...]:
    """Ask without a model, so that the numbers depend on this repository only."""
    generator = Extractive()
    rows = []
    for case in cases:
        answer = ask(case.question, library, generator)
        hits = tuple(_pieces(hit, library) for hit in answer.hits)
        shown = Shown(shapes.answer(answer, library), hits, texts)
        rows.append(Row(case, shown, measure(case, shown)))
    return tuple(rows)


def measure(case: Case, shown: Shown) -> Values:
    return {name: metric(case, shown) for name, metric in METRICS.items()}


def summary(rows: Iterable[Row]) -> dict[str, float]:
    """The mean of each metric over the cases it applies to; a metric that applies to none is left out."""
    columns: dict[str, list[float]] = {name: [] for name in METRICS}
    for row in rows:
        for name, value in row.values.items():
            if value is not None:
                columns[name].append(value)
    return {name: round(fmean(values), 4) for name, values in columns.items() if values}


def _pieces(hit: Hit, library: Library) -> Pieces:
    spans = (hit.passage.span, *hit.passage.context)
    return tuple((library.document(span.doc_id).source, library.locate(span).raw) for span in spans)
