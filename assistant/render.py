"""An Answer as lines for a terminal: sentences with their marks, then what each mark points to."""

from collections.abc import Iterator

from assistant.cited import cited
from assistant.marks import Marks
from assistant.outline_text import rejected
from assistant.references import on_one_line
from assistant.types import Answer, Citation, Claim
from index.library import Library


def text(answer: Answer, library: Library) -> str:
    """A mark whose source the library no longer holds says so."""
    return "\n".join(_lines(answer, library))


def _lines(answer: Answer, library: Library) -> Iterator[str]:
    marks = Marks.of(answer.claims)
    if answer.standalone != " ".join(answer.question.split()):
        yield f"（问题理解为：{on_one_line(answer.standalone)}）"
    yield from (f"（{on_one_line(notice)}）" for notice in answer.notices)
    if answer.refusal:
        yield on_one_line(answer.refusal)
    yield from (_sentence(claim, marks) for claim in answer.claims)
    sections = {
        "依据": [_source(mark, citation, library) for mark, citation in marks.numbered()],
        "缺少的材料": [f"- {on_one_line(gap)}" for gap in answer.gaps],
        "未能核实（不计入答案）": [f"- {rejected(claim)}" for claim in answer.rejected],
    }
    for title, items in sections.items():
        if items:
            yield from ("", f"{title}：", *items)


def _sentence(claim: Claim, marks: Marks) -> str:
    warnings = "".join(f"（注意：{finding.message}）" for finding in claim.findings)
    return on_one_line(claim.text + "".join(mark for mark, _ in marks.of_claim(claim)) + warnings)


def _source(mark: str, citation: Citation, library: Library) -> str:
    source = cited(citation, library)
    if source.gone:
        return f"{mark} {source}"
    lines = [f"{mark} {source}"]
    if source.policy:
        lines.append(f"所载文件：{source.policy}")
    return "\n    ".join([*lines, f"查看原文：yanju show {citation.span}"])
