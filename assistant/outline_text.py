"""An Outline as text for people: part by part, and the whole for a terminal.

<题目>
事由：<段1>
<段2> …
问题点：
1. …
依据与出处：
[1] 《名》（文号），发文机关，日期，位置：“原文摘句”
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from assistant import lead
from assistant.cited import cited
from assistant.marks import Marked, Marks
from assistant.references import day, entry, on_one_line
from assistant.types import VERDICTS, Citation, Claim, Outline
from index.library import Library


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a draft: paragraphs, or a list of lines."""

    title: str
    lines: tuple[str, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or a mark, and what they rest on: a sentence on all of its places, a mark on the one it names."""

    text: str
    marked: Marked = ()
    mark: bool = False


def text(outline: Outline, library: Library) -> str:
    """For a terminal."""
    lines = [outline.title, *([outline.refusal] if outline.refusal else [])]
    for part in parts(outline, library):
        if part.title == "事由":
            lines += [f"事由：{part.lines[0]}", *part.lines[1:]]
        else:
            lines += ["", f"{part.title}：", *part.lines]
    return "\n".join(lines)


def sections(found: Iterable[Part], heading: str, escaped: Callable[[str], str]) -> Iterator[str]:
    """Each part as Markdown under its title; `escaped` makes a line harmless."""
    for part in found:
        lines = map(escaped, part.lines)
        told = "\n".join(f"- {line}" for line in lines) if part.listed else "\n\n".join(lines)
        yield f"{heading} {part.title}\n\n{told}"


def parts(outline: Outline, library: Library) -> Iterator[Part]:
    """What a draft is made of, in the order in which it is read; parts with nothing in them are left out."""
    numbers = marks(outline)
    found = (
        Part("事由", tuple("".join(_marked(c, numbers) for c in p) for p in outline.reasons), listed=False),
        Part(
            "问题点",
            tuple(f"{n}. {_marked(c, numbers)}" for n, c in enumerate(outline.issues, 1)),
            listed=False,
        ),
        Part("依据与出处", tuple(source(c, m, library) for m, c in numbers.numbered()), listed=False),
        Part("政策依据", tuple(_basis(outline))),
        Part("句子核对提示", tuple(_doubts(outline))),
        Part("【待核】", outline.gaps),
        Part("说明", outline.notices),
        Part("未能核实（不计入文稿）", tuple(map(rejected, outline.rejected))),
        Part("相似线索（只供查重，不作依据）", tuple(similar(outline, library))),
        Part("形式检查", tuple(form(outline))),
    )
    yield from (part for part in found if part.lines)


def marks(outline: Outline) -> Marks:
    """The numbers of every place that a draft rests on."""
    return Marks.of([*(claim for paragraph in outline.reasons for claim in paragraph), *outline.issues])


def pieces(claim: Claim, numbers: Marks) -> Iterator[Piece]:
    """A sentence with its marks, which stand before its full stop."""
    marked = numbers.of_claim(claim)
    words = on_one_line(claim.text)
    stop = words[-1] if words.endswith(("。", "；")) else ""
    yield Piece(words.removesuffix(stop), marked)
    yield from (Piece(one[0], (one,), mark=True) for one in marked)
    if stop:
        yield Piece(stop, marked)


def _marked(claim: Claim, numbers: Marks) -> str:
    return "".join(piece.text for piece in pieces(claim, numbers))


def remarks(claim: Claim) -> tuple[str, ...]:
    """The verdict of a sentence that is not supported, and every finding."""
    verdict = () if claim.verdict == "supported" else (VERDICTS[claim.verdict],)
    return (*verdict, *(on_one_line(finding.message).rstrip("。") for finding in claim.findings))


def _doubts(outline: Outline) -> Iterator[str]:
    for claim in (*chain.from_iterable(outline.reasons), *outline.issues):
        if told := "；".join(remarks(claim)):
            yield f"“{on_one_line(claim.text)}”：{told}"


def source(citation: Citation, mark: str, library: Library) -> str:
    """A line of 依据与出处."""
    told = cited(citation, library)
    return f"{mark} {told}" + (f"；所载文件：{told.policy}" if told.policy else "")


def _basis(outline: Outline) -> Iterator[str]:
    for policy in outline.basis:
        told = (
            entry(policy),
            "、".join(policy.issuers),
            day(policy.date),
            policy.status,
        )
        yield "，".join(part for part in told if part)


def similar(outline: Outline, library: Library) -> Iterator[str]:
    """Each earlier lead on the matter, and where it stands."""
    for earlier in outline.similar:
        yield f"{earlier.title}（{cited(Citation(earlier.span), library).short}）"


def rejected(claim: Claim) -> str:
    """A line that is no part of the result, and why."""
    reasons = "；".join(finding.message.rstrip("。") for finding in claim.findings)
    return on_one_line(f"{claim.text}（{reasons or '未见依据'}）")


def form(outline: Outline) -> Iterator[str]:
    """What was found in the form of a draft, and where."""
    body = lead.of(outline)
    for finding in outline.form:
        where = body.where(finding.at[0]) if finding.at else ""
        level = "应改" if finding.level == "error" else "提示"
        yield f"{level}：{where + '，' if where else ''}{finding.message}（{finding.code}）"
