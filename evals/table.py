"""The tables of README.md: that of the accepted baseline, and the marks between which tables are put."""

from collections.abc import Mapping
from pathlib import Path

from evals.cases import DATA
from evals.scores import Scores, applying, means

README = DATA.parent.parent / "README.md"
PARTS = {"dev": "dev", "heldout": "held out"}
LINES = {
    "evidence_recall_at_5": "evidence in the first five passages",
    "fact_recall": "facts found",
    "number_accuracy": "numbers that stand at the cited place",
    "verbatim_rate": "quotes that stand in the file, character by character",
    "unsupported_rate": "sentences without support (lower is better)",
    "citation_precision": "citations that lie in the evidence",
    "citation_recall": "evidence that is cited",
    "refusal_precision": "refusals that were due",
    "refusal_recall": "unanswerable questions refused",
    "conflict_reported": "conflicts between sources reported",
    "premise_corrected": "wrong premises corrected",
    "readings_listed": "ambiguous questions answered in each reading",
}
OTHERS = {
    "claims/checker_catches": ("altered claims caught by the checker", "claims"),
    "claims/checker_passes": ("true claims passed by it", "claims"),
    "drafts/draft_fact_recall": ("facts of a good lead that drafts use", "topics"),
    "drafts/draft_refusal": ("topics drafted or refused as they should be", "topics"),
    "turns/followup": ("follow-ups understood", "dialogues"),
    "turns/followup_heldout": ("follow-ups understood, held out", "dialogues"),
    "turns/conflict_shown": ("contradicting sources shown side by side", "pairs"),
}


def table(accepted: Scores) -> str:
    """Markdown: each metric of the questions by split with its number of cases, then the other parts."""
    found = means(accepted)
    sizes = [f"{title} ({len(accepted.get(part, {}))} questions)" for part, title in PARTS.items()]
    lines = [f"| | {' | '.join(sizes)} |", "|---|---:|---:|"]
    for metric, title in LINES.items():
        cells = [_cell(accepted, found, part, metric) for part in PARTS]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    for name, (title, cases) in OTHERS.items():
        part, _, metric = name.partition("/")
        if name in found:
            count = len(applying(accepted[part], metric))
            lines.append(f"| {title} | {found[name]:.2f} of {count} {cases} | |")
    return "\n".join(lines)


def written(readme: str, tables: Mapping[str, str]) -> str:
    """The README with each table between the marks of its name. ValueError when the marks are not there."""
    for name, text in tables.items():
        start, end = marks(name)
        before, begun, rest = readme.partition(start)
        _, ended, after = rest.partition(end)
        if not (begun and ended):
            raise ValueError(f"no {start} … {end} in the README")
        readme = f"{before}{start}\n{text}\n{end}{after}"
    return readme


def marks(name: str) -> tuple[str, str]:
    """What stands before and after the table of that name."""
    return f"<!-- {name} -->", f"<!-- /{name} -->"


def rewrite(tables: Mapping[str, str], path: Path = README) -> bool:
    """Put the tables into the README; says whether anything changed."""
    old = path.read_text(encoding="utf-8")
    new = written(old, tables)
    if new != old:
        path.write_text(new, encoding="utf-8")
    return new != old


def _cell(accepted: Scores, found: dict[str, float], part: str, metric: str) -> str:
    value = found.get(f"{part}/{metric}")
    if value is None:
        return "—"
    return f"{value:.2f} ({len(applying(accepted[part], metric))})"
