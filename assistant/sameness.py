"""How far two facts, or two questions, say the same."""

import re
from collections.abc import Iterable

from assistant.asking import Question
from assistant.facts import Fact
from index.tokens import content_pairs

ROOTED = 0.45  # share of a question's content that a fact it grows from speaks of
_ALIKE = 0.3  # share of their content that two questions on one aspect have in common
_CLAUSE = 9  # characters of a clause that no two sentences share by chance


def speaks_of(question: Question, facts: Iterable[Fact], share: float = ROOTED) -> bool:
    """Whether one of the facts speaks of what is asked."""
    pairs = content_pairs(question.text)
    return any(len(pairs & content_pairs(fact.body)) >= share * len(pairs) for fact in facts)


def shortest_of(roots: tuple[Fact, ...]) -> list[Fact]:
    """The tellings of the sentence that a question comes from, the shortest first."""
    return sorted((fact for fact in roots if same_sentence(fact, roots[0])), key=lambda fact: fact.size)


def unlike(questions: Iterable[Question]) -> list[Question]:
    """The questions without those that ask what one before them asks."""
    kept: list[Question] = []
    for question in questions:
        pairs = content_pairs(question.text)
        if all(_jaccard(pairs, content_pairs(other.text)) <= _ALIKE for other in kept):
            kept.append(question)
    return kept


def adds_figure(fact: Fact, longer: Fact) -> bool:
    """Whether a longer telling adds a figure."""
    return bool(re.search(r"\d", longer.body.replace(fact.body, "")))


def same_sentence(one: Fact, other: Fact) -> bool:
    """Whether two facts are told of the same sentence."""
    return (
        one.telling is not None
        and other.telling is not None
        and one.telling.statement.span == other.telling.statement.span
    )


def touch(one: Fact, other: Fact) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def overlap(one: Fact, other: Fact) -> float:
    """How far two facts say the same: 1 for the same words, the same document, or the same other place."""
    if touch(one, other) or (one.policy is not None and one.policy == other.policy):
        return 1.0
    if one.facet == other.facet == "外地" and one.region == other.region:
        return 1.0
    if _says_again(one, other) or _says_again(other, one):
        return 1.0
    share = _shared(one.pairs, other.pairs)
    if one.voice.kind == other.voice.kind == "委员":
        share = max(share, _shared(content_pairs(one.body), content_pairs(other.body)))
    figures = [set(re.findall(r"\d+(?:\.\d+)?", fact.body)) for fact in (one, other)]
    return share / 2 if all(figures) and figures[0].isdisjoint(figures[1]) else share


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _says_again(one: Fact, other: Fact) -> bool:
    """Whether a clause of one stands in the other word for word."""
    return any(len(clause) >= _CLAUSE and clause in other.body for clause in re.split("[，；：]", one.body))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
