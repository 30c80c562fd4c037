"""An Answer as text for people: plain for a terminal, Markdown for a file or a page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.references import on_one_line, reference, reported
from assistant.types import Answer, Citation, Claim
from index.errors import NotFoundError
from index.library import Library

# What Markdown would read as markup. Dots and hyphens inside numbers and dates are harmless.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#+=!|~$&:@/]|(?<!\d)[.-]|[.-](?!\d)")


@dataclass(frozen=True, slots=True)
class _Style:
    """`bullet` opens a source, `end` ends a line that must stay one."""

    heading: str
    bullet: str
    end: str
    escape: Callable[[str], str]


def text(answer: Answer, library: Library) -> str:
    """For a terminal: sentences with their marks, then what each mark points to."""
    return "\n".join(_lines(answer, library, _Style("{}：", "", "", lambda text: text)))


def markdown(answer: Answer, library: Library) -> str:
    """The same as Markdown, in which no character of a question or a source can act as markup."""
    return "\n".join(_lines(answer, library, _Style("## {}\n", "- ", "  ", escape)))


def escape(text: str) -> str:
    """Text that Markdown shows as it stands: no image, link, HTML, list or formula can come of it."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _lines(answer: Answer, library: Library, style: _Style) -> Iterator[str]:
    cited = dict.fromkeys(citation for claim in answer.claims for citation in claim.citations)
    marks = {citation: f"[{number}]" for number, citation in enumerate(cited, 1)}
    sections = {
        "依据": [style.bullet + _source(c, library, marks[c], style) for c in cited],
        "缺少的材料": ["- " + style.escape(on_one_line(gap)) for gap in answer.gaps],
        "未能核实（不计入答案）": ["- " + _rejected(claim, style) for claim in answer.rejected],
    }
    if answer.standalone != " ".join(answer.question.split()):
        yield style.escape(f"（问题理解为：{on_one_line(answer.standalone)}）") + style.end
    yield from (style.escape(f"（{on_one_line(notice)}）") + style.end for notice in answer.notices)
    if answer.refusal:
        yield style.escape(on_one_line(answer.refusal))
    yield from (_sentence(claim, marks, style) for claim in answer.claims)
    for title, items in sections.items():
        if items:
            yield from ("", style.heading.format(title), *items)


def _sentence(claim: Claim, marks: dict[Citation, str], style: _Style) -> str:
    shown = claim.text + "".join(marks[citation] for citation in claim.citations)
    warnings = "".join(f"（注意：{finding.message}）" for finding in claim.findings)
    return style.escape(on_one_line(shown + warnings)) + style.end


def _source(cited: Citation, library: Library, mark: str, style: _Style) -> str:
    try:
        document = library.document(cited.span.doc_id)
    except NotFoundError as error:
        # An answer may be shown long after it was given; what was cited is not looked for elsewhere.
        return style.escape(f"{mark} {error}")
    lines = [f"{mark} {reference(cited, library)}：“{on_one_line(library.quote(cited.span))}”"]
    if policy := reported(cited.span, document):
        lines.append(f"所载文件：{policy}")
    lines.append(f"查看原文：yanju show {cited.span}")
    return f"{style.end}\n    ".join(style.escape(line) for line in lines)


def _rejected(claim: Claim, style: _Style) -> str:
    reasons = "；".join(finding.message.rstrip("。") for finding in claim.findings)
    return style.escape(on_one_line(f"{claim.text}（{reasons or '未见依据'}）"))
