"""Facts become the sentences of a text, each said in the first way that the check supports."""

from collections.abc import Callable, Iterator, Sequence

from assistant.check import check
from assistant.cite import DraftClaim, cite
from assistant.paragraphs import Sentence
from assistant.types import Claim
from index import Library

Say = Callable[[Sentence], Claim | None]
"""How a sentence is said; None where the check supports no way to say it."""


def say(sentence: Sentence, library: Library) -> Claim | None:
    """The first way to say it that the check supports; None when it supports none."""
    return remembering(library)(sentence)


def worded(part: Sequence[Sentence], said: Say) -> Iterator[Claim]:
    """The sentences of a paragraph; what the check does not support together is said apart."""
    for sentence in part:
        together = said(sentence)
        apart = [None] if together or not sentence.more else [said(s) for s in sentence.alone()]
        yield from (claim for claim in (together, *apart) if claim)


def remembering(library: Library) -> Say:
    """`say` for a text that is worded again and again: what was said once is not checked anew."""
    known: dict[DraftClaim, Claim] = {}

    def checked(draft: DraftClaim) -> Claim:
        if draft not in known:
            (known[draft],) = check(cite([draft], library, []), library)
        return known[draft]

    def said(sentence: Sentence) -> Claim | None:
        claims = map(checked, sentence.drafts())
        return next((claim for claim in claims if claim.verdict == "supported"), None)

    return said
