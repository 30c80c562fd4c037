"""A draft as the page shows it: the lead in pieces that can be clicked, and notes below."""

from collections.abc import Iterable, Iterator

from assistant import outline_text
from assistant.marks import Marks
from assistant.outline_text import Part, Piece
from assistant.types import VERDICTS, Claim, Outline
from assistant.web.scrub import Scrub
from index.library import Library

_ELSEWHERE = frozenset({"事由", "问题点", "依据与出处"})
"""Parts of a draft that stand in the lead and in the list of places."""


def growing(claims: Iterable[Claim], scrub: Scrub) -> str:
    """The claims so far as Markdown, before it is known which paragraph each belongs to."""
    claims = tuple(claims)
    numbers = Marks.of(claims)
    return scrub("".join(piece.text for claim in claims for piece in _claim(claim, numbers)))


def pieces(outline: Outline) -> Iterator[Piece]:
    """事由 by paragraphs and 问题点 by numbers."""
    numbers = outline_text.marks(outline)
    yield Piece("事由：")
    for count, paragraph in enumerate(outline.reasons):
        if count:
            yield Piece("\n")
        for claim in paragraph:
            yield from _claim(claim, numbers)
    yield Piece("\n问题点：")
    for count, claim in enumerate(outline.issues, 1):
        yield Piece(f"\n{count}. ")
        yield from _claim(claim, numbers)


def _claim(claim: Claim, numbers: Marks) -> Iterator[Piece]:
    yield from outline_text.pieces(claim, numbers)
    if doubts := _doubts(claim):
        yield Piece(doubts, numbers.of_claim(claim))


def _doubts(claim: Claim) -> str:
    verdict = "" if claim.verdict == "supported" else f"【{VERDICTS[claim.verdict]}】"
    return verdict + "".join(f"（注意：{finding.message}）" for finding in claim.findings)


def notes(outline: Outline, library: Library, scrub: Scrub) -> str:
    """Every other part of the draft as Markdown: 政策依据, 【待核】, 相似线索, 形式检查."""
    others = [part for part in outline_text.parts(outline, library) if part.title not in _ELSEWHERE]
    if not outline.refusal and not outline.form:
        others.append(Part("形式检查", ("各项都符合要求。",)))
    return "\n\n".join(outline_text.sections(others, "####", scrub))
