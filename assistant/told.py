"""What a draft tells, paragraph by paragraph, and what it asks: its items, its policies, what strays from the topic."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.asking import Question
from assistant.facts import Fact
from assistant.form.signs import FIGURE
from assistant.material import Material, best_first
from assistant.of_topic import means_it
from assistant.sameness import repeats, same_sentence, tells_more, touch
from assistant.types import Citation, Claim
from index.tokens import content_pairs
from index.types import Policy

_ASKED, _ALIKE = 0.3, 0.6
"""How near a question of the topic is, and how far a fact repeats what is told already."""
_OF_TOPIC, _OF_PLACE = 0.15, 0.1
"""How near the topic a fact is that a longer text may tell, and one of the place asked for with a figure."""
_SPARE, _FURTHER = 8, 90
_FULLER, _ROOM = 2, 3.0  # longer ways to tell a sentence, and how many times the usual length they may serve


@dataclass(frozen=True, slots=True)
class Told:
    """The facts by paragraphs and the questions shown; `gone` was told in some paragraph before it was made anew."""

    parts: tuple[tuple[Fact, ...], ...]
    questions: tuple[Question, ...]
    gone: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for part in self.parts for fact in part)

    @property
    def basis(self) -> tuple[Policy, ...]:
        """The policies that the facts rest on, once each."""
        return tuple(dict.fromkeys(fact.policy for fact in self.facts if fact.policy is not None))

    def items(self, reasons: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
        """The questions, each on the sentence of 事由 that tells its problem, and where that is another one on its own."""
        told = [claim for part in reasons for claim in part]
        for question in self.questions:
            roots = [f for r in question.roots for f in self.facts if f is r or same_sentence(f, r)]
            spans = _nearest(question, roots or self.facts).spans
            cited = [c for claim in told for c in claim.citations if any(c.span.overlaps(s) for s in spans)]
            if not any(c.span.overlaps(question.basis) for c in cited):
                cited.append(Citation(question.basis))
            yield Claim(question.text, tuple(dict.fromkeys(cited)), (), "supported")

    def strayed(self) -> Iterator[str]:
        """What is asked though it only touches the topic, or was told of another place, for people to judge."""
        least = min(_ASKED, max((q.near for q in self.questions), default=0.0) / 2)
        for question in self.questions:
            if question.elsewhere:
                yield f"问题点“{question.text}”取自外地的材料，本地是否也有这一问题请核实"
            elif question.roots and question.near < least:
                yield f"问题点“{question.text}”取自相近事项的表述，是否切题请核实"

    def further(self, material: Material) -> Iterator[Fact]:
        """What else there is to tell on the topic, the best first: more of a sentence that is told, and what none tells."""
        given, fuller = list(self.facts), list[Fact]()
        for fact in best_first((*material.facts, *material.longer)):
            told = [other for other in given if touch(fact, other)]
            if not told:
                counts = fact.facet == "本地" and FIGURE.search(fact.body)
                least = _OF_PLACE if counts else _OF_TOPIC
                near = fact.near >= least or means_it(fact)
                new = near and not any(repeats(fact, other) >= _ALIKE for other in given)
                if new and len(given) - len(self.facts) < _FURTHER:
                    given.append(fact)
                    yield fact
            elif any(same_sentence(fact, other) and tells_more(other, fact, _ROOM) for other in told):
                alike = (same_sentence(fact, other) and fact.long == other.long for other in fuller)
                if sum(alike) < _FULLER:
                    fuller.append(fact)
                    yield fact

    def spare(
        self, further: Iterable[Fact], check: Callable[[Fact], Claim | None]
    ) -> Iterator[tuple[Claim, Fact]]:
        """The first facts that stand in no sentence that is told, each behind its claim, which `check` gives."""
        given = list(self.facts)
        for fact in further:
            if len(given) - len(self.facts) == _SPARE:
                return
            if not any(same_sentence(fact, other) for other in given) and (claim := check(fact)):
                given.append(fact)
                yield claim, fact


def _nearest(question: Question, facts: Sequence[Fact]) -> Fact:
    """The fact that says most of what is asked."""
    pairs = content_pairs(question.text)
    return max(facts, key=lambda fact: len(pairs & content_pairs(fact.body)))
