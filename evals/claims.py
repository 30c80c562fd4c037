"""Labelled claims against the checker: what is wrong must not pass, what is right must."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.types import VERDICTS, Verdict
from evals.cases import DATA, evidence, rows, slips
from evals.judge import Verdicts
from evals.mutate import Labelled, mutations
from evals.scores import Values

CLAIMS = DATA / "claims.jsonl"

Confusion = Mapping[tuple[Verdict, Verdict], int]
Judged = Sequence[tuple[Labelled, Verdict]]


def read_claims(path: Path = CLAIMS) -> tuple[Labelled, ...]:
    return tuple(_claim(row) for row in rows(path))


def write_claims(claims: Iterable[Labelled], path: Path = CLAIMS) -> None:
    lines = (json.dumps(_row(claim), ensure_ascii=False) for claim in claims)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def regenerated(claims: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """The same file with what the rules make now: originals, what the rules make of them, then those by hand."""
    originals = tuple(c for c in claims if c.mutation == "原句")
    by_hand = tuple(c for c in claims if c.mutation == "手写")
    return (*originals, *mutations(originals), *by_hand)


def problems(claims: Sequence[Labelled], texts: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong with the claims, in Chinese, one line each."""
    for name, count in Counter(c.id for c in claims).items():
        if count > 1:
            yield f"编号重复 {name}"
    for claim in claims:
        for item in claim.evidence:
            yield from (f"{claim.id}：{what}" for what in slips(item, texts))
    if regenerated(claims) != tuple(claims):
        yield "claims.jsonl 与变异规则不符，请运行 python -m evals claims --write"


def judged(claims: Iterable[Labelled], verdict: Verdicts) -> Judged:
    """Each claim with the verdict that the checker gives it on the place it cites."""
    return [(c, verdict(c.text, tuple((e.source, e.raw) for e in c.evidence))) for c in claims]


def checker_catches(claim: Labelled, given: Verdict) -> float | None:
    """Of the claims that are wrong, the share not called supported: recall of errors, as in AVeriTeC and FEVER."""
    return float(given != "supported") if claim.label != "supported" else None


def checker_passes(claim: Labelled, given: Verdict) -> float | None:
    """Of the claims that are right, the share called supported; the rest are false alarms."""
    return float(given == "supported") if claim.label == "supported" else None


CHECKS: dict[str, Callable[[Labelled, Verdict], float | None]] = {
    check.__name__: check for check in (checker_catches, checker_passes)
}


def values(found: Judged) -> dict[str, Values]:
    """Each claim's values by its id: a part of the scores."""
    return {c.id: {name: check(c, given) for name, check in CHECKS.items()} for c, given in found}


def confusion(found: Judged) -> Confusion:
    """How often each label was given each verdict."""
    return Counter((claim.label, given) for claim, given in found)


def tables(found: Judged) -> str:
    """The confusion matrix, what each rule's claims were called, and the misses (Chinese Markdown)."""
    counts, kinds = confusion(found), list(VERDICTS)
    lines = ["| 应为＼判为 | " + " | ".join(VERDICTS.values()) + " |", "|---|" + "---:|" * len(kinds)]
    lines += [
        f"| {VERDICTS[label]} | " + " | ".join(str(counts.get((label, given), 0)) for given in kinds) + " |"
        for label in kinds
    ]
    lines += ["", "| 来历 | 应放行 | 放行 | 应拦下 | 拦下 |", "|---|---:|---:|---:|---:|"]
    for mutation in dict.fromkeys(claim.mutation for claim, _ in found):
        ours = values([(c, v) for c, v in found if c.mutation == mutation]).values()
        right = [v for case in ours if (v := case["checker_passes"]) is not None]
        wrong = [v for case in ours if (v := case["checker_catches"]) is not None]
        lines.append(f"| {mutation} | {len(right)} | {sum(right):.0f} | {len(wrong)} | {sum(wrong):.0f} |")
    return "\n".join(lines)


def misses(found: Judged) -> tuple[str, ...]:
    """A line for each claim that passed and should not have, or the other way round."""
    return tuple(
        f"[{c.id}] {c.mutation}，应为{VERDICTS[c.label]}，判为{VERDICTS[given]}：{c.text}"
        for c, given in found
        if (c.label == "supported") != (given == "supported")
    )


def _claim(row: dict[str, Any]) -> Labelled:
    return Labelled(
        row["id"],
        row["text"],
        row["label"],
        row["mutation"],
        tuple(evidence(item) for item in row["evidence"]),
        row.get("note", ""),
    )


def _row(claim: Labelled) -> dict[str, Any]:
    row = asdict(claim)
    row["evidence"] = [{"source": e.source, "raw": e.raw, "quote": e.quote} for e in claim.evidence]
    return {name: value for name, value in row.items() if value}
