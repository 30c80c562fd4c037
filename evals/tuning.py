"""Questions that may be tuned on: what the weights of `assistant.reader` are fitted to, and nothing is claimed by.

Those over the seeds stand alone; those over public texts name one of 16 (8 reports, 8 laws), which
`written` takes from the data kept outside the project.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.cases import DATA, read_cases, rows
from evals.packed import lines
from index.errors import ExpectedError

REPORTS = ("national_work_reports", "provincial_work_reports_2026")
LAWS = "laws-1000.tar.gz"


@dataclass(frozen=True, slots=True)
class Question:
    """`facts`: of each, one wording must be shown; none where nothing answers. `text` is a file name, empty for the seeds."""

    text: str
    question: str
    facts: tuple[tuple[str, ...], ...]


def tuning() -> list[Question]:
    """The questions of tuning.jsonl, and the dev split of those that the gate measures."""
    own = [
        Question(row["text"] or "", row["question"], tuple(map(tuple, row["facts"])))
        for row in rows(DATA / "tuning.jsonl")
    ]
    return own + [Question("", q.question, q.facts) for q in read_cases() if q.split == "dev"]


def written(texts: Path, folder: Path) -> list[Path]:
    """Write the texts that are asked about as files. ExpectedError when one is not in the folder `texts`."""
    named = {question.text for question in tuning()} - {""}
    found = {name: body for name, body in (*_reports(texts), *_laws(texts)) if name in named}
    if missing := named - found.keys():
        raise ExpectedError(
            f"{texts} 里没有 {'、'.join(sorted(missing))}。请用 --data 指明测评数据所在的目录。"
        )
    for name, body in found.items():
        (folder / name).write_text(body, encoding="utf-8")
    return sorted(folder / name for name in found)


def _reports(texts: Path) -> Iterator[tuple[str, str]]:
    for name in REPORTS:
        for row in lines(texts / f"{name}.jsonl.gz"):
            for report in row.get("rows", [row]):
                body = report.get("full_text") or report["content"]
                yield f"{report['title']}.txt", f"{report['title']}\n{body}"


def _laws(texts: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(texts / LAWS) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isfile() else None
            if content is not None:
                yield Path(member.name).name, content.read().decode("utf-8")
