"""How far a question's words are from its evidence: what sharing words can't find is the hard part of the set."""

from collections.abc import Iterable

from evals.cases import Case
from index.tokens import content_pairs

HARD = 0.5


def shared(case: Case) -> float:
    """The share of the question's content pairs, numbers and words that its evidence sentences have."""
    asked = content_pairs(case.question)
    given = content_pairs("\n".join(item.quote for item in case.evidence))
    return len(asked & given) / (len(asked) or 1)


def hard(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The answerable cases that share less than half."""
    return tuple(case for case in cases if not case.refuse and shared(case) < HARD)


def line(cases: Iterable[Case]) -> str:
    """The counts, in Chinese."""
    answerable = [case for case in cases if not case.refuse]
    found = hard(answerable)
    dev = sum(case.split == "dev" for case in found)
    return f"可答题 {len(answerable)}，其中与依据共用不足一半字对的 {len(found)}（开发 {dev}，留出 {len(found) - dev}）。"
