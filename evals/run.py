"""Every case is asked in-process, and what was shown is measured."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from assistant import shapes
from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.generate import Generator
from evals.cases import SEEDS, Case, read_cases, read_texts
from evals.judge import judge
from evals.metrics import METRICS, Shown
from evals.scores import Part, Scores, Values
from evals.spans import Pieces
from index.errors import SourceError
from index.library import Library
from index.load.decode import decode
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
        shown = Shown(shapes.answer(answer, library), hits, texts, verdict)
        rows.append(Row(case, shown, measure(case, shown), seconds))
    return tuple(rows)


def evaluate(library: Path, data: Path, texts: Path, generator: Generator | None = None) -> Scores:
    """The scores of any library on questions in the form of `questions.schema.json`, by split.

    Raw offsets point into the original files, somewhere in the folder `texts`. SourceError when one
    that the library holds is not there.
    """
    cases = read_cases(data)
    with Library.open(library, read_only=True) as opened:
        return scores(run(cases, opened, originals(opened, texts), generator))


def originals(library: Library, folder: Path) -> dict[str, str]:
    """The text files that a library was made of, by name, read from a folder. SourceError when one is missing."""
    sources = (PurePath(listing.sources[0]) for listing in library.documents())
    names = {source.name for source in sources if source.suffix.lower() in (".txt", ".md")}
    found = {path.name: path for path in sorted(folder.rglob("*")) if path.name in names}
    if missing := sorted(names - found.keys()):
        raise SourceError(
            f"在 {folder} 里找不到原文件：{'、'.join(missing)}。请用 --texts 指出原文件所在的目录。"
        )
    return {name: decode(path.read_bytes(), name)[0] for name, path in found.items()}


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
    return tuple((library.document(span.doc_id).source, library.locate(span).raw) for span in spans)
