"""A draft as the page shows it: pieces of text with marks between them, notes below, and Markdown to take away."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant import lead
from assistant.references import day, named, on_one_line, reference
from assistant.render import escape
from assistant.types import VERDICTS, Citation, Claim, Finding, Outline
from assistant.web.marks import Marked, Marks
from assistant.web.scrub import Scrub
from index.library import Library


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
    """What the drafter must still look at, as Markdown: 待核, 形式检查, 政策依据, 相似线索."""
    form = [_form(finding, outline) for finding in outline.form]
    if not outline.refusal and not form:
        form = ["各项都符合要求。"]
    sections = {
        "【待核】": outline.gaps,
        "形式检查": form,
        "政策依据": list(_basis(outline)),
        "相似线索（只供查重，不作依据）": list(_similar(outline, library)),
    }
    return "\n\n".join(
        "\n".join([f"**{title}**", "", *(f"- {scrub(on_one_line(line))}" for line in lines)])
        for title, lines in sections.items()
        if lines
    )


def _form(finding: Finding, outline: Outline) -> str:
    where = lead.of(outline).where(finding.at[0]) if finding.at else ""
    level = "应改" if finding.level == "error" else "提示"
    return f"{level}：{finding.message}" + (f"（{where}）" if where else "")


def _basis(outline: Outline) -> Iterator[str]:
    for policy in outline.basis:
        parts = (
            named(policy.title, policy.doc_number),
            "、".join(policy.issuers),
            day(policy.date),
            policy.status,
        )
        yield "，".join(part for part in parts if part)


def _similar(outline: Outline, library: Library) -> Iterator[str]:
    for earlier in outline.similar:
        yield f"{earlier.title}（{reference(Citation(earlier.span), library)}）"
        for _, cited in earlier.pairs:
            yield f"相近语句：“{library.quote(cited.span)}”"


def markdown(outline: Outline, library: Library) -> str:
    """The whole draft as Markdown for a file of one's own, with 依据与出处."""
    body = "".join(piece.text for piece in pieces(outline))
    sources = [
        f"- {escape(f'{mark}{reference(cited, library)}：“{on_one_line(library.quote(cited.span))}”')}"
        for mark, cited in marks(outline).numbered()
    ]
    return "\n".join(
        (
            f"# {escape(on_one_line(outline.title))}",
            "",
            *(f"{escape(line)}\n" for line in body.split("\n")),
            "## 依据与出处\n",
            *sources,
            "",
            notes(outline, library, escape),
        )
    )
