"""A draft as the page shows it: pieces of text with marks between them, and notes below."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import outline_text
from assistant.outline_text import Part
from assistant.references import on_one_line
from assistant.types import VERDICTS, Claim, Outline
from assistant.web.marks import Marked, Marks
from assistant.web.scrub import Scrub
from index.library import Library

_ELSEWHERE = frozenset({"事由", "问题点", "依据与出处"})
"""Parts of a draft that stand in the lead and in the list of places."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or a mark; `marked` is what a click on it opens: nothing, a sentence's places, or a mark's one."""

    text: str
    marked: Marked = ()
    mark: bool = False


def marks(outline: Outline) -> Marks:
    return Marks.of([*(claim for paragraph in outline.reasons for claim in paragraph), *outline.issues])


def growing(claims: Iterable[Claim], scrub: Scrub) -> str:
    """The claims so far as Markdown, before it is known which paragraph each belongs to."""
    claims = tuple(claims)
    numbers = Marks.of(claims)
    said = ("".join(piece.text for piece in _claim(claim, numbers)) for claim in claims)
    return scrub("".join(said))


def pieces(outline: Outline) -> Iterator[Piece]:
    """事由 by paragraphs and 问题点 by numbers."""
    numbers = marks(outline)
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
    marked = numbers.of_claim(claim)
    yield Piece(on_one_line(claim.text) + _doubts(claim), marked)
    for one in marked:
        yield Piece(one[0], (one,), mark=True)


def _doubts(claim: Claim) -> str:
    verdict = "" if claim.verdict == "supported" else f"【{VERDICTS[claim.verdict]}】"
    return verdict + "".join(f"（注意：{finding.message}）" for finding in claim.findings)


def notes(outline: Outline, library: Library, scrub: Scrub) -> str:
    """Every other part of the draft as Markdown: 政策依据, 【待核】, 相似线索, 形式检查."""
    others = [part for part in outline_text.parts(outline, library) if part.title not in _ELSEWHERE]
    if not outline.refusal and not outline.form:
        others.append(Part("形式检查", ("各项都符合要求。",)))
    return "\n\n".join(
        "\n".join([f"**{part.title}**", "", *(f"- {scrub(line)}" for line in part.lines)]) for part in others
    )
