"""The choice of a draft: questions worth asking with the facts they grow from, then facts for every facet.

What is chosen is checked when it is chosen; a sentence that its source does not carry is passed over.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.asking import Question
from assistant.facets import Facet
from assistant.facts import Fact
from assistant.form import Profile
from assistant.material import Material
from assistant.request import Request
from assistant.types import Claim
from index.tokens import content_pairs

_ON_TOPIC, _OF_BEST, _AKIN = 0.3, 0.45, 0.2
"""How near a fact must be to be told for itself, in all and against the nearest; and to be told for its question."""
_ALIKE, _ALIKE_ITEMS, _ROOTED, _OWN_ROOT = 0.5, 0.3, 0.45, 0.3
_ITEMS, _FEWEST, _LEAST_ITEM, _PER_ROOT = 4, 3, 0.36, 2
_ELSEWHERE = 0.8  # what a question is worth that was told of another place
_ROOTS = 0.45  # share of the length that sentences chosen for their questions may take
_FIRST: Mapping[Facet, int] = {"政策": 1, "本地": 2, "外地": 1}
_SHARE = 0.25  # share of the length that one of these may take
_MOST: Mapping[Facet, int] = {"政策": 3, "本地": 7, "外地": 3, "反映": 2, "背景": 3, "影响": 2, "问题": 7}
_FULL = 0.12  # what a fact must be worth to be told when the length aimed at is reached
_CROWD, _COST, _COST_ELSEWHERE = 0.12, 75, 100
"""What each fact of the same facet takes off another's gain; the characters that any sentence costs a reader."""
_CLAUSE = 9  # characters of a clause that no two sentences share by chance
# Characters that may be added to finish a sentence, and to tell its figures.
_FINISH, _FINISH_FIGURES = 16, 48
_OVER = 50  # characters over the length aimed at that a full draft may take

Checked = Callable[[Fact], Claim | None]


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    root: Fact | None


class Choice:
    """What is chosen so far. `check` gives a fact's claim, or None where its source does not carry it."""

    def __init__(self, material: Material, request: Request, profile: Profile, check: Checked) -> None:
        self.material = material
        self.wished = request.items or _ITEMS
        self.profile = profile
        self.title = request.title
        self.check = check
        self.facts: list[Fact] = []
        self._asked: list[_Asked] = []
        best = max((fact.near for fact in material.facts), default=0.0)
        self._least = max(_ON_TOPIC, _OF_BEST * best) - 1e-9

    @property
    def most(self) -> int:
        """Characters that 事由 may have beside the questions."""
        asked = sum(len(a.question.text) for a in self._asked) + len(self.title)
        aim, limit = self.profile.aim[1] + _OVER, self.profile.reasons[1]
        return min(aim, limit, self.profile.whole - asked)

    @property
    def size(self) -> int:
        return sum(fact.size for fact in self.facts)

    @property
    def questions(self) -> list[Question]:
        """What the sources ask themselves of a chosen fact, then what grows from the chosen facts."""
        own = [
            q
            for q in self.material.questions
            if not q.roots and q.near >= _LEAST_ITEM and _speaks_of(q, self.facts, _OWN_ROOT)
        ]
        return _unlike([*own, *(a.question for a in self._asked)])[: self.wished]

    def make(self) -> None:
        """Choose questions, then facts until the length is full."""
        self._ask()
        self._prune()
        self._complete()
        for facet, count in _FIRST.items():
            while self._held(facet) < count and (fact := self._best([facet], _SHARE * self.most)):
                self._take(fact)
        self._fill()
        self.facts = [f for f in self.facts if f.near >= self._least or self._needed(f)]
        self._fill()

    def _fill(self) -> None:
        self._complete()
        while fact := self._best([f for f, most in _MOST.items() if self._held(f) < most], self.most):
            self._take(fact)
        self._complete()

    def _needed(self, fact: Fact) -> bool:
        """Whether a question that is shown grows from a fact."""
        shown = self.questions
        return any(a.question in shown and a.root is not None and _same(a.root, fact) for a in self._asked)

    def _held(self, facet: Facet) -> int:
        return sum(fact.facet == facet for fact in self.facts)

    def _ask(self) -> None:
        """The nearest questions, no two on one aspect, each with the sentence it grows from."""
        for worth, question in self._ranked():
            if len(self._asked) >= self.wished or (len(self._asked) >= _FEWEST and worth < _LEAST_ITEM):
                return
            asked = [a.question for a in self._asked]
            if len(_unlike([*asked, question])) == len(asked):
                continue
            roots = question.roots if worth >= _LEAST_ITEM else _shortest(question.roots)
            for root in roots:
                crowded = sum(a.root is not None and _same(root, a.root) for a in self._asked) >= _PER_ROOT
                if not crowded and self._root(root):
                    self._asked.append(_Asked(question, root))
                    break

    def _prune(self) -> None:
        """Leave out sentences whose questions grow from others that are told anyway."""
        for fact in sorted(self.facts, key=lambda f: (f.worth, -f.size)):
            others = [f for f in self.facts if f is not fact]
            if others and all(
                _speaks_of(a.question, others) for a in self._asked if a.root is fact or self._within(a, fact)
            ):
                self.facts = others

    def _within(self, asked: _Asked, fact: Fact) -> bool:
        return asked.root is not None and _same(asked.root, fact)

    def _ranked(self) -> list[tuple[float, Question]]:
        """The questions with roots, the nearest to the topic and to the place asked for first."""
        ranked = [
            (self._worth(q), q)
            for q in self.material.questions
            if q.roots and (q.near > 0 or q.roots[0].near >= _AKIN)
        ]
        return sorted(ranked, key=lambda r: (-r[0], r[1].text))

    def _worth(self, question: Question) -> float:
        root = question.roots[0]
        named = any(word.own.forms[0] in question.text for word in self.material.matter.words)
        near = 0.6 * question.near + 0.15 * root.near + 0.15 * min(root.worth, 1.0) + 0.04 * named
        near = (near + 0.15 * root.local) * (_ELSEWHERE if question.elsewhere else 1.0)
        return float(near * (60 / max(root.size, 60)) ** 0.3)

    def _root(self, fact: Fact) -> bool:
        """Have a fact among the chosen: it is, or it takes the place of one that says less, or there is room."""
        touching = [other for other in self.facts if _same(fact, other) and _touch(fact, other)]
        if any(fact.body in other.body for other in touching):
            return True
        if any(other.body not in fact.body for other in touching):
            return False
        rest = [other for other in self.facts if other not in touching]
        if not touching and any(_overlap(fact, other) >= _ALIKE for other in rest):
            return False
        size = sum(other.size for other in rest) + fact.size
        if (rest and size > _ROOTS * self.most) or size > self.most or self.check(fact) is None:
            return False
        self.facts = [*rest, fact]
        return True

    def _best(self, facets: Iterable[Facet], most: float) -> Fact | None:
        """The fact that adds most for its length, of these facets and no longer than `most`."""
        wanted, left = set(facets), self.most - self.size
        least = _FULL if self.size >= self.profile.aim[0] else 0.0
        ranked = [
            (self._gain(fact), -n, fact)
            for n, fact in enumerate(self.material.facts)
            if fact.facet in wanted
            and fact.near >= self._least
            and fact.size <= min(left, most)
            and fact.worth >= least
        ]
        ranked.sort(key=lambda r: r[:2], reverse=True)
        return next((fact for gain, _, fact in ranked if gain > 0 and self.check(fact) is not None), None)

    def _gain(self, fact: Fact) -> float:
        """What a fact adds for each character."""
        overlap = max((_overlap(fact, other) for other in self.facts), default=0.0)
        if overlap >= _ALIKE:
            return 0.0
        crowd = 1 + _CROWD * (self._held(fact.facet) + sum(f.side == fact.side for f in self.facts) / 2)
        # Each other place is told of once: what tells most of it, not what tells it shortest.
        cost = _COST_ELSEWHERE if fact.facet == "外地" else _COST
        return fact.worth * (1 - overlap) / crowd / (fact.size + cost)

    def _complete(self) -> None:
        """Tell a little more of the chosen sentences where a clause or two would finish them."""
        for fact in sorted((f for f in self.facts if f.facet == "问题"), key=lambda f: -f.worth):
            left = self.most - self.size if fact.near >= self._least else 0
            longer = [
                other
                for other in self.material.facts
                if _same(fact, other)
                and fact.body in other.body
                and 0
                < other.size - fact.size
                <= min(left, _FINISH_FIGURES if _more(fact, other) else _FINISH)
                and other.worth >= fact.worth
                and "；" not in other.body.replace(fact.body, "")
                and not any(_touch(other, third) for third in self.facts if third is not fact)
            ]
            for other in sorted(longer, key=lambda f: -f.size):
                if self.check(other) is not None:
                    self._take(other)
                    break

    def _take(self, fact: Fact) -> None:
        self.facts = [*(other for other in self.facts if not _touch(fact, other)), fact]


def _speaks_of(question: Question, facts: Iterable[Fact], share: float = _ROOTED) -> bool:
    """Whether one of the facts speaks of what is asked."""
    pairs = content_pairs(question.text)
    return any(len(pairs & content_pairs(fact.body)) >= share * len(pairs) for fact in facts)


def _shortest(roots: tuple[Fact, ...]) -> list[Fact]:
    """The tellings of the sentence that a question comes from, the shortest first."""
    return sorted((fact for fact in roots if _same(fact, roots[0])), key=lambda fact: fact.size)


def _unlike(questions: Iterable[Question]) -> list[Question]:
    """The questions without those that ask what one before them asks."""
    kept: list[Question] = []
    for question in questions:
        pairs = content_pairs(question.text)
        if all(_jaccard(pairs, content_pairs(other.text)) <= _ALIKE_ITEMS for other in kept):
            kept.append(question)
    return kept


def _more(fact: Fact, longer: Fact) -> bool:
    """Whether a longer telling adds a figure."""
    return bool(re.search(r"\d", longer.body.replace(fact.body, "")))


def _same(one: Fact, other: Fact) -> bool:
    """Whether two facts are told of the same sentence."""
    return (
        one.telling is not None
        and other.telling is not None
        and one.telling.statement.span == other.telling.statement.span
    )


def _touch(one: Fact, other: Fact) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _overlap(one: Fact, other: Fact) -> float:
    """How far two facts say the same: 1 for the same words, the same document, or the same other place."""
    if _touch(one, other) or (one.policy is not None and one.policy == other.policy):
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
