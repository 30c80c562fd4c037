"""The choice of a draft: questions worth asking with the facts they grow from, then facts for every facet.

What is chosen is checked when it is chosen; a sentence that its source does not carry is passed over.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.asking import Question
from assistant.facets import Facet
from assistant.facts import Fact, Speaker
from assistant.form import Profile
from assistant.material import Material
from assistant.of_topic import of_topic, pull, strays
from assistant.paragraphs import told_size
from assistant.request import Request
from assistant.sameness import finishes, overlap, rooted, same_sentence, shortest_of, speaks_of, touch, unlike
from assistant.types import Claim
from assistant.worth_asking import ranked
from index.tokens import content_pairs

_ON_TOPIC, _OF_BEST = 0.25, 0.22
"""How near a fact must be to be told for itself, in all and against the nearest."""
_ALIKE = 0.75
_AS_MUCH = 0.75  # share of a question that another sentence than its own must tell
_ITEMS, _FEWEST, _LEAST_ITEM, _PER_ROOT = 4, 3, 0.36, 3
_ROOTS, _ROOTS_SHORT = 0.45, 0.75
"""Share of the length that sentences chosen for their questions may take, in a lead and in a short one."""
_FIRST: Mapping[Facet, int] = {"政策": 2, "本地": 2, "外地": 1}
_WANTED, _BETTER = 1.6, 1.3
"""What a facet that is missing adds to a fact's worth, and how much more a fact must be worth to take another's place."""
_MOST: Mapping[Facet, int] = {
    "政策": 4,
    "本地": 7,
    "外地": 3,
    "反映": 2,
    "主张": 6,
    "背景": 3,
    "影响": 2,
    "问题": 7,
}
_MORE = 2  # and how many more while a lead is shorter than it should be
_FULL = 0.03  # what a fact must be worth to be told when the length aimed at is reached; none may stray then
_CROWD, _COST = 0.15, 50
"""What each fact of the same facet takes off another's worth; the characters that any sentence costs a reader."""
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
        self.wished, self.fewest = request.items or _ITEMS, request.items or _FEWEST
        self.profile = profile
        self.title = request.title
        self.check = check
        self.facts: list[Fact] = []
        self._asked: list[_Asked] = []
        self._left_out, self._full = list[Fact](), set[object]()
        self._overlaps: dict[tuple[int, int], float] = {}
        self._sized: tuple[list[Fact], int] = self.facts, 0
        best = max((fact.near for fact in material.facts), default=0.0)
        self._least = max(_ON_TOPIC, _OF_BEST * best) - 1e-9

    @property
    def most(self) -> int:
        """Characters that 事由 may have beside the questions."""
        aim, limit = self.profile.aim[1] + _OVER, self.profile.reasons[1]
        return min(aim, limit, self.profile.whole - self._shown)

    @property
    def _shown(self) -> int:
        """Characters of title and questions."""
        return len(self.title) + sum(len(a.question.text) for a in self._asked)

    @property
    def size(self) -> int:
        facts, size = self._sized
        if facts is not self.facts:
            # The chosen facts are exchanged as a whole, and asked for their size by each that may join them.
            self._sized = facts, size = self.facts, told_size(self.facts, self.profile)
        return size

    @property
    def questions(self) -> list[Question]:
        """What the sources ask themselves of a chosen fact, and what grows from the chosen facts, that of here first."""
        own = [
            q
            for q in self.material.questions
            if not q.roots and q.near >= _LEAST_ITEM and rooted(q, self.facts, self.material.matter.pairs)
        ]
        shown = unlike([*(a.question for a in self._asked), *own])[: self.wished]
        return sorted(shown, key=lambda question: question.elsewhere)

    def make(self) -> None:
        """Choose questions, then facts until the length is full."""
        self._ask()
        self._prune()
        self._fill()
        self._exchange()
        self.facts = [f for f in self.facts if f.near >= self._least or self._needed(f)]
        self._fill()
        self._ask_more()

    def drop(self) -> bool:
        """Leave out the fact that is worth least and that no question grows from; whether there was one."""
        free = [f for f in self.facts if not self._needed(f)]
        if free:
            least = min(free, key=lambda f: f.worth)
            self.facts = [f for f in self.facts if f is not least]
        return bool(free)

    def leave_out(self, fact: Fact, *, speaker: bool) -> None:
        """Leave out a fact for good, with all else that its speaker could say, and fill the room with others."""
        self._left_out.append(fact)
        self._full |= {fact.speaker} if speaker else set()
        self.facts = [f for f in self.facts if f is not fact]
        self._fill()

    def _fill(self) -> None:
        self._complete()
        while fact := self._best():
            self._take(fact)
        self._complete()

    def _exchange(self) -> None:
        """Put in what says more than what was chosen, where it fits in its place."""
        for old in sorted((f for f in self.facts if not self._needed(f)), key=lambda f: f.worth):
            chosen, self.facts = self.facts, [f for f in self.facts if f is not old]
            least = _BETTER * self._value(old)
            better = [f for f in self._open() if self._value(f) > least]
            for fact in sorted(better, key=lambda f: -self._value(f)):
                if self.check(fact) is not None:
                    self._take(fact)
                    break
            else:
                self.facts = chosen

    def _needed(self, fact: Fact) -> bool:
        """Whether a question that is shown grows from a fact."""
        shown = self.questions
        return any(a.question in shown and self._within(a, fact) for a in self._asked)

    def _held(self, facet: Facet) -> int:
        return sum(fact.facet == facet for fact in self.facts)

    def _ask(self) -> None:
        """The nearest questions, no two on one aspect, each with the sentence it grows from.

        The last place is kept for one that names what the title names, where there is any."""
        title = content_pairs(self.title)
        for keep in (True, False):
            for worth, question in ranked(self.material):
                left = self.fewest - len(self._asked)
                named = any(
                    title & content_pairs(q.text) for q in (*(a.question for a in self._asked), question)
                )
                if left > 0 and (left > 1 or named or not keep) and not self._asked_already(question):
                    self._ask_one(question, worth)

    def _ask_one(self, question: Question, worth: float) -> None:
        """Ask a question if one of the sentences that it grows from can be told."""
        ample = worth >= _LEAST_ITEM and not self.profile.short
        for root in question.roots if ample else shortest_of(question.roots):
            crowded = (
                sum(a.root is not None and same_sentence(root, a.root) for a in self._asked) >= _PER_ROOT
            )
            asked = question.of(root)
            if not crowded and not self._asked_already(asked) and self._root(root):
                self._asked.append(_Asked(asked, root))
                return

    def _ask_more(self) -> None:
        """Questions that grow from what is told anyway; what is only proposed makes up the fewest, and no more."""
        for worth, question in ranked(self.material):
            if len(self._asked) >= self.wished or worth < _LEAST_ITEM:
                return
            root = next((f for f in self.facts if any(same_sentence(f, r) for r in question.roots)), None)
            extra = question.measure and len(self._asked) >= self.fewest
            if extra or len(question.text) > self.profile.whole - self._shown - self.size:
                continue
            if root and not self._asked_already(question) and rooted(question, [root]):
                self._asked.append(_Asked(question.of(root), root))

    def _asked_already(self, question: Question) -> bool:
        asked = [a.question for a in self._asked]
        return len(unlike([*asked, question])) == len(asked)

    def _prune(self) -> None:
        """Leave out sentences whose questions grow from others that are told anyway."""
        for fact in sorted(self.facts, key=lambda f: (f.worth, -f.size)):
            others = [f for f in self.facts if f is not fact]
            rooted = [a.question for a in self._asked if self._within(a, fact)]
            if others and all(speaks_of(question, others, _AS_MUCH) for question in rooted):
                self.facts = others

    def _within(self, asked: _Asked, fact: Fact) -> bool:
        return asked.root is not None and (asked.root is fact or same_sentence(asked.root, fact))

    def _root(self, fact: Fact) -> bool:
        """Have a fact among the chosen: it is, or it takes the place of one that says less, or there is room."""
        touching = [other for other in self.facts if same_sentence(fact, other) and touch(fact, other)]
        if any(fact.body in other.body for other in touching):
            return True
        if any(other.body not in fact.body for other in touching):
            return False
        rest = [other for other in self.facts if other not in touching]
        if not touching and any(overlap(fact, other) >= _ALIKE for other in rest):
            return False
        size = told_size([*rest, fact], self.profile)
        share = _ROOTS_SHORT if self.profile.short else _ROOTS
        if self.profile.short and fact.size > self.most / self.fewest:
            return False
        if (rest and size > share * self.most) or size > self.most or self.check(fact) is None:
            return False
        self.facts = [*rest, fact]
        return True

    def _open(self) -> list[Fact]:
        """The facts that may be told beside the chosen ones."""
        left, held = self.most - self.size, Counter(fact.facet for fact in self.facts)
        full, heard = self.size >= self.profile.aim[0], self._heard()
        return [
            fact
            for fact in self.material.facts
            if fact.near >= self._least and (not full or (fact.worth >= _FULL and not strays(fact)))
            if of_topic(fact)
            and fact.speaker not in self._full
            and not any(touch(fact, other) for other in self._left_out)
            and held[fact.facet] < _MOST[fact.facet] + (0 if full else _MORE)
            and fact.size_after(heard) <= left
        ]

    def _best(self) -> Fact | None:
        """The fact that adds most for its length."""
        heard = self._heard()
        ranked = [(self._value(f) / (f.size_after(heard) + _COST), -n, f) for n, f in enumerate(self._open())]
        ranked.sort(key=lambda r: r[:2], reverse=True)
        best = next((fact for gain, _, fact in ranked if gain > 0 and self.check(fact) is not None), None)
        return best and self._fullest(best, [fact for _, _, fact in ranked])

    def _fullest(self, best: Fact, facts: Sequence[Fact]) -> Fact:
        """Of what may be told of a document or a sentence only once, what says much more than the shortest way."""
        least = _BETTER * self._value(best)
        rivals = [f for f in facts if self._said(f, best) == 1.0 and self._value(f) > least]
        rivals.sort(key=self._value, reverse=True)
        return next((fact for fact in rivals if self.check(fact) is not None), best)

    def _value(self, fact: Fact) -> float:
        """What a fact adds to the others: less the more they say the same, and the more of its facet there are."""
        said = max((self._said(fact, other) for other in self.facts), default=0.0)
        if said >= _ALIKE:
            return 0.0
        held = sum(other.facet == fact.facet for other in self.facts)
        crowd = 1 + _CROWD * (held + sum(f.side == fact.side for f in self.facts) / 2)
        missing = _WANTED if held < _FIRST.get(fact.facet, 0) else 1.0
        return fact.worth * pull(fact) * missing * (1 - said) / crowd

    def _said(self, one: Fact, other: Fact) -> float:
        if (key := (id(one), id(other))) not in self._overlaps:
            self._overlaps[key] = overlap(one, other)
        return self._overlaps[key]

    def _heard(self) -> set[Speaker | None]:
        """Who tells any of the chosen facts."""
        return {fact.speaker for fact in self.facts} - {None}

    def _complete(self) -> None:
        """Tell a little more of the chosen sentences where a clause or two finishes them."""
        for fact in sorted(self.facts, key=lambda f: (f.facet != "问题", -f.worth)):
            left = self.most - self.size if fact.near >= self._least else 0
            longer = [
                other
                for other in self.material.facts
                if finishes(fact, other, left)
                and not any(touch(other, third) for third in self.facts if third is not fact)
            ]
            for other in sorted(longer, key=lambda f: -f.size):
                if self.check(other) is not None:
                    self._take(other)
                    break

    def _take(self, fact: Fact) -> None:
        self.facts = [*(other for other in self.facts if not touch(fact, other)), fact]
