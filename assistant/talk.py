"""A conversation as values: questions and what came of each, with all that is needed to show it again."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from assistant.errors import RequestError
from assistant.types import Answer, Claim
from index.types import Filter

MOST = 100
"""Questions of one conversation."""
_REMEMBERED = 3
"""How many answers a follow-up question may lean on."""
_REMOVED = "（这里引用的文献已从资料库移除，引用的话也随之删去。）"


@dataclass(frozen=True, slots=True)
class Turn:
    """One question. `only` says which documents may answer, and `words` the same for people.

    `alone` is the question without its conversation. `told` are the sentences so far, and at last there is the
    `answer`, or `ended` says why there is none. `seen` are the documents whose words may stand in any of this.
    """

    question: str
    only: Filter | None = None
    words: str = ""
    alone: str = ""
    told: tuple[Claim, ...] = ()
    answer: Answer | None = None
    ended: str = ""
    seen: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.answer.claims if self.answer else self.told

    def settled(self, answer: Answer) -> "Turn":
        """With its answer; of the passages that were found only their documents are kept."""
        found = (hit.passage.span.doc_id for hit in answer.hits)
        cited = (doc_id for claim in (*answer.claims, *answer.rejected) for doc_id in _documents(claim))
        seen = tuple(sorted({*found, *cited}))
        return replace(self, told=(), answer=replace(answer, hits=()), seen=seen)

    def documents(self) -> frozenset[str]:
        """Those whose words may stand in it."""
        return frozenset({*self.seen, *(doc_id for claim in self.told for doc_id in _documents(claim))})

    def without(self, gone: Collection[str]) -> "Turn":
        """The same with nothing left of what these documents said. Its marks stay, and lead nowhere."""
        if self.documents().isdisjoint(gone):
            return self
        told = tuple(_without(claim, gone) for claim in self.told)
        seen = tuple(doc_id for doc_id in self.seen if doc_id not in gone)
        if self.answer is None:
            return replace(self, alone="", told=told, seen=seen)
        answer = replace(
            self.answer,
            standalone=self.question,
            claims=tuple(_without(claim, gone) for claim in self.answer.claims),
            rejected=(),
            gaps=(_REMOVED,) if self.answer.gaps else (),
            notices=(),
        )
        return replace(self, alone="", answer=answer, seen=seen)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation by its id, empty until it is begun; `notice` stands below it for a while and is not kept."""

    id: str = ""
    turns: tuple[Turn, ...] = ()
    notice: str = ""

    @property
    def pending(self) -> Turn | None:
        """The question that is being answered."""
        last = self.turns[-1] if self.turns else None
        return last if last and last.answer is None and not last.ended else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The last ones, the oldest first, on which a follow-up question may lean."""
        return tuple(turn.answer for turn in self.turns if turn.answer)[-_REMEMBERED:]

    def plus(self, turn: Turn) -> "Talk":
        """With another question. RequestError when there are too many."""
        if len(self.turns) >= MOST:
            raise RequestError(f"这段对话已有 {MOST} 个问题。请点“新对话”，再问这个问题。")
        return replace(self, turns=(*self.turns, turn), notice="")

    def now(self, last: Turn) -> "Talk":
        """With another state of the last question."""
        return replace(self, turns=(*self.turns[:-1], last), notice="")

    def ended(self, why: str) -> "Talk":
        """Without an answer to the question that is being answered, if there is one."""
        return self.now(replace(self.pending, ended=why)) if self.pending else replace(self, notice="")

    def without(self, gone: Collection[str]) -> "Talk":
        """The same with nothing left of what these documents said."""
        return replace(self, turns=tuple(turn.without(gone) for turn in self.turns)) if gone else self


def _documents(claim: Claim) -> set[str]:
    """Those whose words it repeats, and those which a finding quotes."""
    warned = {finding.source.doc_id for finding in claim.findings if finding.source}
    return {*(citation.span.doc_id for citation in claim.citations), *warned}


def _without(claim: Claim, gone: Collection[str]) -> Claim:
    return claim if _documents(claim).isdisjoint(gone) else Claim(_REMOVED, claim.citations)
