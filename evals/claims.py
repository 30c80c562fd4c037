"""Labelled claims against the checker: what is wrong must not pass, what is right must."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.types import VERDICTS, Verdict
from evals.cases import DATA, evidence, read_texts, rows, slips
from evals.judge import Place, Verdicts, judge
from evals.mutate import Labelled, kind_of, mutations
from evals.scores import Values
from index.library import Library

CLAIMS = DATA / "claims.jsonl"
# Short texts written for claims that the seeds have no occasion for; their figures are invented.
TEXTS = DATA / "texts"

FIGURES = frozenset({"figure", "date", "doc_number"})
SWAPS = frozenset({"place", "office", "polarity", "subject"})
SHIFTS = frozenset({"bound", "modality", "target", "period", "title", "arithmetic"})
ABSENT = frozenset({"absent"})

_SPLITS = {"dev": "开发", "heldout": "留出"}

Confusion = Mapping[tuple[Verdict, Verdict], int]
Judged = Sequence[tuple[Labelled, Verdict]]
Checker = Callable[[Labelled, Verdict], Verdict]


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
    texts = {**texts, **read_texts(TEXTS)}
    for claim in claims:
        for item in claim.evidence:
            yield from (f"{claim.id}：{what}" for what in slips(item, texts))
    if regenerated(claims) != tuple(claims):
        yield "claims.jsonl 与变异规则不符，请运行 python -m evals claims --write"


def judged(claims: Iterable[Labelled], verdict: Verdicts) -> Judged:
    """Each claim with the verdict that the checker gives it on the place it cites.

    `verdict` judges those that cite the seeds; for the others a library of the texts in `TEXTS` is built.
    """
    ours = read_texts(TEXTS)
    with (
        tempfile.TemporaryDirectory(prefix="yanju-claims-") as folder,
        Library.open(Path(folder), create=True) as library,
    ):
        library.add_folder(TEXTS)
        own = judge(library)
        return [
            (c, (own if any(e.source in ours for e in c.evidence) else verdict)(c.text, _places(c)))
            for c in claims
        ]


def _places(claim: Labelled) -> tuple[Place, ...]:
    return tuple((e.source, e.raw) for e in claim.evidence)


def checker_catches(claim: Labelled, given: Verdict) -> float | None:
    """Of the claims that are wrong, the share not called supported: recall of errors, as in AVeriTeC and FEVER."""
    return float(given != "supported") if claim.label != "supported" else None


def checker_passes(claim: Labelled, given: Verdict) -> float | None:
    """Of the claims that are right, the share called supported; the rest are false alarms."""
    return float(given == "supported") if claim.label == "supported" else None


def figures_caught(claim: Labelled, given: Verdict) -> float | None:
    """The same for an altered figure, unit, date or 文号."""
    return _caught(claim, given, FIGURES)


def swaps_caught(claim: Labelled, given: Verdict) -> float | None:
    """The same for another place, office, polarity or subject."""
    return _caught(claim, given, SWAPS)


def shifts_caught(claim: Labelled, given: Verdict) -> float | None:
    """The same for another bound, modality, title or span of time, an aim told as fact, wrong arithmetic."""
    return _caught(claim, given, SHIFTS)


def absent_caught(claim: Labelled, given: Verdict) -> float | None:
    """The same for what the cited text does not say."""
    return _caught(claim, given, ABSENT)


def paraphrases_passed(claim: Labelled, given: Verdict) -> float | None:
    """Of the right claims in other words, the share called supported."""
    return checker_passes(claim, given) if kind_of(claim) == "paraphrase" else None


def verbatim_passed(claim: Labelled, given: Verdict) -> float | None:
    """Of the sentences taken from the source, the share called supported."""
    return checker_passes(claim, given) if kind_of(claim) == "verbatim" else None


def _caught(claim: Labelled, given: Verdict, kinds: frozenset[str]) -> float | None:
    return checker_catches(claim, given) if kind_of(claim) in kinds else None


CHECKS: dict[str, Callable[[Labelled, Verdict], float | None]] = {
    check.__name__: check
    for check in (
        checker_catches,
        checker_passes,
        figures_caught,
        swaps_caught,
        shifts_caught,
        absent_caught,
        paraphrases_passed,
        verbatim_passed,
    )
}


def values(found: Judged) -> dict[str, Values]:
    """Each claim's values by its id: a part of the scores."""
    return {c.id: {name: check(c, given) for name, check in CHECKS.items()} for c, given in found}


def spoilt(found: Judged) -> Iterator[tuple[str, dict[str, Values]]]:
    """Each bad checker by its Chinese name, with the values it gets."""
    for name, checker in CHECKERS.items():
        yield name, values([(claim, checker(claim, given)) for claim, given in found])


def _passing(kinds: frozenset[str]) -> Checker:
    """A checker that does not see alterations of these kinds."""
    return lambda claim, given: "supported" if kind_of(claim) in kinds else given


CHECKERS: Mapping[str, Checker] = {
    "核对一律放行": lambda claim, given: "supported",
    "核对一律拦下": lambda claim, given: "unsupported",
    "核对不看数字": _passing(FIGURES),
    "核对不看主语": _passing(SWAPS),
    "核对不看口径": _passing(SHIFTS),
    "核对不看出处": _passing(ABSENT),
    "核对只认原文": lambda claim, given: given if kind_of(claim) == "verbatim" else "unsupported",
    "核对拦下原文": lambda claim, given: "unsupported" if kind_of(claim) == "verbatim" else given,
}


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
    lines += _passed("来历", [(claim.mutation, claim, given) for claim, given in found])
    by_hand = [(claim, given) for claim, given in found if claim.mutation == "手写"]
    lines += _passed("手写句", [(_SPLITS[claim.split], claim, given) for claim, given in by_hand])
    return "\n".join(lines)


def _passed(title: str, found: Sequence[tuple[str, Labelled, Verdict]]) -> list[str]:
    """A table of how many claims of each group should have passed and did, and should have been caught and were."""
    lines = ["", f"| {title} | 应放行 | 放行 | 应拦下 | 拦下 |", "|---|---:|---:|---:|---:|"]
    for group in dict.fromkeys(name for name, _, _ in found):
        ours = values([(claim, given) for name, claim, given in found if name == group]).values()
        right = [v for case in ours if (v := case["checker_passes"]) is not None]
        wrong = [v for case in ours if (v := case["checker_catches"]) is not None]
        lines.append(f"| {group} | {len(right)} | {sum(right):.0f} | {len(wrong)} | {sum(wrong):.0f} |")
    return lines


def misses(found: Judged) -> tuple[str, ...]:
    """A line for each claim that passed and should not have, or the other way round; held-out ones are not shown."""
    return tuple(
        f"[{c.id}] {c.mutation}，应为{VERDICTS[c.label]}，判为{VERDICTS[given]}：{c.text}"
        for c, given in found
        if (c.label == "supported") != (given == "supported") and c.split == "dev"
    )


def _claim(row: dict[str, Any]) -> Labelled:
    return Labelled(
        row["id"],
        row["text"],
        row["label"],
        row["mutation"],
        tuple(evidence(item) for item in row["evidence"]),
        row.get("note", ""),
        row.get("kind", ""),
        row.get("split", "dev"),
    )


def _row(claim: Labelled) -> dict[str, Any]:
    row = asdict(claim)
    row["evidence"] = [{"source": e.source, "raw": e.raw, "quote": e.quote} for e in claim.evidence]
    return {name: value for name, value in row.items() if value and (name, value) != ("split", "dev")}
