"""A second answerer who has not seen the gold: what he is given, and whether he came to the same."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from evals.cases import DATA, Behaviour, Case, find, rows, states
from evals.spans import characters, covered, union

QUESTIONS = DATA / "questions.jsonl"
HOW = "只凭 seeds/ 里的材料作答，不看 evals/。behaviour 填 answer、conflict、premise、readings 或 refuse；answer 写答案；evidence 摘抄原文，每处一条，写明文件名的前三位。"

Agreement = Literal["agreed", "behaviour", "facts", "evidence", "missing"]
VERDICTS: Mapping[Agreement, str] = {
    "agreed": "一致",
    "behaviour": "该不该答、怎么答不一致",
    "facts": "要点不一致",
    "evidence": "依据不一致",
    "missing": "没有作答",
}


def number(case: Case) -> str:
    """Six digits that depend on the question's words only: an id and its place among the others hint at the gold."""
    return f"{int(sha256(case.question.encode()).hexdigest(), 16) % 10**6:06}"


def sheet(cases: Iterable[Case]) -> Iterator[str]:
    """The lines of an answer sheet in order of number: nothing of a case but its question."""
    for case in sorted(cases, key=number):
        blank = {"id": number(case), "question": case.question, "behaviour": "", "answer": "", "evidence": []}
        yield json.dumps(blank, ensure_ascii=False)


def compare(cases: Sequence[Case], answers: Path, texts: Mapping[str, str]) -> dict[str, Agreement]:
    """How each answer of a filled sheet, under its number or its case's id, stands to the gold, by case id."""
    given = {row["id"]: row for row in rows(answers)}
    return {
        case.id: _agreement(case, given.get(number(case)) or given.get(case.id, {}), texts) for case in cases
    }


def record(found: Mapping[str, Agreement], path: Path = QUESTIONS) -> None:
    """Write `agreed` for every case that was answered; what was not, or was settled since, stays as it is."""
    lines = []
    for row in rows(path):
        if "settled" not in row and found.get(row["id"], "missing") != "missing":
            row["agreed"] = found[row["id"]] == "agreed"
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def _agreement(case: Case, given: Mapping[str, Any], texts: Mapping[str, str]) -> Agreement:
    behaviour: Behaviour | Literal[""] = given.get("behaviour", "")
    if not behaviour:
        return "missing"
    if behaviour != case.behaviour:
        return "behaviour"
    if not all(states(given["answer"], fact) for fact in case.facts):
        return "facts"
    return "agreed" if _same_places(case, given["evidence"], texts) else "evidence"


def _same_places(case: Case, quotes: Iterable[str], texts: Mapping[str, str]) -> bool:
    """Does each group of required evidence stand, for half of it, in what he copied out?

    A quote may begin with the three digits of its file; white space is no matter.
    """
    found = union(
        characters(source, (place,), texts)
        for quote in quotes
        for source, text in texts.items()
        for place in find(text, quote.removeprefix(source[:3]).lstrip("：: "))
    )
    return all(
        any(covered(characters(e.source, e.raw, texts), found) for e in group) for group in case.required()
    )
