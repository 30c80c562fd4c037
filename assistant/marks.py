"""The numbers behind sentences: [1] is the first place that a result rests on, [2] the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.types import Citation, Claim

Marked = tuple[tuple[str, Citation], ...]
"""Marks with what they point to."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Citations in the order of their first use; a citation used again keeps its number."""

    citations: tuple[Citation, ...] = ()

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> "Marks":
        return cls(tuple(dict.fromkeys(c for claim in claims for c in claim.citations)))

    def mark(self, citation: Citation) -> str:
        """[n] of a citation; ValueError for one that is not among ours."""
        return f"[{self.citations.index(citation) + 1}]"

    def numbered(self) -> Marked:
        """Every mark with its citation, in order."""
        return tuple((self.mark(citation), citation) for citation in self.citations)

    def of_claim(self, claim: Claim) -> Marked:
        """The marks that stand behind one sentence."""
        return tuple((self.mark(citation), citation) for citation in claim.citations)
