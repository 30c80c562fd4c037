"""What a lead says, taken apart, to be said again in another order: who speaks is named where a reader first hears it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from assistant.facts import Fact
from assistant.paragraphs import sentences
from assistant.said import Say, worded
from assistant.steering import touches
from assistant.types import Citation, Claim
from assistant.voices import REPRINTED, Heard
from index.types import Span


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact of a lead, with the sentence that tells it; or a sentence without one, which stays as it is worded."""

    claim: Claim
    fact: Fact | None = None

    @property
    def text(self) -> str:
        return self.fact.body if self.fact else self.claim.text

    def rests_on(self, citations: Iterable[Citation]) -> bool:
        """Whether its words stand among the cited characters; of a sentence without a fact, whether it cites one of them."""
        if self.fact:
            return touches(self.fact, [citation.span for citation in citations])
        return any(citation in self.claim.citations for citation in citations)


def apart(claim: Claim, facts: Iterable[Fact]) -> tuple[Saying, ...]:
    """What a sentence joins, each by itself; the sentence itself where it was worded otherwise than its facts are."""
    spans = [citation.span for citation in claim.citations]
    made = [fact for fact in facts if fact.body in claim.text and _cited(fact, spans)]
    if not made:
        return (Saying(claim),)
    joined = "；".join(fact.body for fact in made)
    opening, found, end = claim.text.partition(joined)
    if found and not end.strip("。”") and opening in _openings(made[0]):
        return tuple(Saying(claim, fact) for fact in made)
    return (Saying(claim),)


def _openings(fact: Fact) -> set[str]:
    """How a sentence that tells a fact may begin."""
    texts = (draft.text for heard in get_args(Heard) for draft in fact.drafts(heard))
    openings = {text.partition(fact.body)[0] for text in texts}
    return openings | {REPRINTED.sub("", opening, count=1) for opening in openings}


def _cited(fact: Fact, spans: Sequence[Span]) -> bool:
    return all(any(part.overlaps(span) for span in spans) for part in fact.spans)


def retold(parts: Sequence[Sequence[Saying]], say: Say) -> list[tuple[Claim, ...]]:
    """The sentences of each part, for a reader who reads them in this order."""
    runs = [(n, run) for n, part in enumerate(parts) for run in _runs(part)]
    told: list[list[Claim]] = [[] for _ in parts]
    heard = sentences([s.fact for s in run if s.fact] for _, run in runs)
    for (n, run), spoken in zip(runs, heard, strict=True):
        told[n] += worded(spoken, say) if spoken else [saying.claim for saying in run]
    return [tuple(claims) for claims in told]


def _runs(part: Iterable[Saying]) -> Iterator[list[Saying]]:
    """What stands behind one another of facts, and of sentences that stay as they are."""
    for _, run in groupby(part, lambda saying: saying.fact is None):
        yield list(run)
