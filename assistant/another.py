"""A paragraph of 事由 made anew of other material, while all other paragraphs stay as they are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.asking import Question
from assistant.facts import Fact
from assistant.form import Profile
from assistant.material import Material
from assistant.paragraphs import paragraphs, sentences
from assistant.sameness import overlap, same_sentence, touch, unlike
from assistant.told import Told
from assistant.traits import length
from assistant.types import Claim

_OF_TOPIC, _ALIKE = 0.3, 0.5
_THE_SAME = "第{}段没有别的材料可换，未作改动。"
_NOT_THERE = "事由只有{1}段，没有第{0}段，未作改动。"
_LONGER = 40  # characters that a paragraph may gain

Checked = Callable[[Fact], Claim | None]


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Makes a paragraph anew. `most` is how long 事由 may be, `check` gives a fact's claim if its source carries it.

    What `stays` was wanted by somebody and is told whatever else is chosen.
    """

    material: Material
    profile: Profile
    most: int
    check: Checked
    stays: Callable[[Fact], bool]

    def made_anew(self, told: Told, numbers: Iterable[int]) -> tuple[Told, tuple[str, ...]]:
        """The draft with these paragraphs made anew one after the other, and a notice for each that stays as it was."""
        notices: list[str] = []
        for number in numbers:
            before, told = told, self.another(told, number)
            words = _THE_SAME if number <= len(before.parts) else _NOT_THERE
            notices += [words.format(number, len(before.parts))] if told == before else []
        return told, tuple(notices)

    def another(self, told: Told, number: int) -> Told:
        """The draft with another nth paragraph, counted from 1; the same where the library has nothing else to tell there.

        A question that grows from the paragraph alone goes with it where another can take its place, and
        else keeps its sentence.
        """
        if not 1 <= number <= len(told.parts):
            return told
        old = told.parts[number - 1]
        rest = [f for n, part in enumerate(told.parts, 1) if n != number for f in part]
        gone = (*told.gone, *old)
        new = [f for f in old if self.stays(f)]
        room = min(
            self.profile.paragraph[1],
            _size([old]) + _LONGER,
            self.most - _size([rest]) if rest else self.most,
        )
        fresh = [f for f in self.material.facts if not any(_again(f, one) for one in (*gone, *rest))]
        questions = self._asked(told, old, rest, new, fresh, room)
        facets = {fact.facet for fact in old}
        for fact in fresh:
            if fact.near >= _OF_TOPIC and fact.facet in facets and self._fits(fact, new, rest, room):
                new.append(fact)
        ordered = tuple(f for part in paragraphs(new, self.profile) for f in part) if new else ()
        if not any(fact in fresh for fact in new) or _size([ordered]) < min(
            self.profile.paragraph[0], _size([old])
        ):
            return told
        parts = (*told.parts[: number - 1], ordered, *told.parts[number:])
        return replace(told, parts=parts, questions=tuple(questions), gone=gone)

    def _asked(
        self,
        told: Told,
        old: Sequence[Fact],
        rest: Sequence[Fact],
        new: list[Fact],
        fresh: Sequence[Fact],
        room: int,
    ) -> list[Question]:
        """The questions, with others in the place of those that lose their sentence; what they grow from joins `new`."""
        asked = list(told.questions)
        for n, question in enumerate(told.questions):
            if not _rooted(question, old) or _rooted(question, [*rest, *new]):
                continue
            others = [q for q in asked if q is not question]
            for other in self.material.questions:
                if other.near < _OF_TOPIC or len(unlike([*others, other])) == len(others):
                    continue
                root = next(
                    (f for f in other.roots if f in fresh and self._fits(f, new, rest, room)),
                    None,
                )
                if root is not None:
                    asked[n] = other
                    new.append(root)
                    break
            else:
                new += [f for f in old if _rooted(question, [f]) and f not in new]
        return asked

    def _fits(self, fact: Fact, new: Sequence[Fact], rest: Sequence[Fact], room: int) -> bool:
        return (
            _size([[*new, fact]]) <= room
            and all(overlap(fact, other) < _ALIKE for other in (*new, *rest))
            and self.check(fact) is not None
        )


def _size(parts: Iterable[Sequence[Fact]]) -> int:
    return sum(length(sentence.text) for part in sentences(parts) for sentence in part)


def _again(fact: Fact, other: Fact) -> bool:
    return fact is other or same_sentence(fact, other) or touch(fact, other)


def _rooted(question: Question, facts: Sequence[Fact]) -> bool:
    return any(root is fact or same_sentence(root, fact) for root in question.roots for fact in facts)
