"""A Review as lines for people and as JSON for programs. It speaks of hints, never of filing."""

from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from assistant.review import Review
from assistant.types import Finding, Level

_LEVELS: dict[Level, str] = {"error": "重点提示", "warning": "提示"}
NOTICE = "以上只是按文字作出的提示，可能有遗漏或误报；是否立案由提案委员会审定。"


class ReviewFindingShape(TypedDict):
    code: str
    level: Level
    message: str
    at: list[int] | None
    source: None


class ReviewShape(TypedDict):
    kind: str
    title: str
    size: int
    findings: list[ReviewFindingShape]
    notice: str


def shape(given: Review) -> ReviewShape:
    """`at` are characters of the reviewed text, half-open; `size` counts no white space."""
    return {
        "kind": given.proposal.kind,
        "title": _title(given),
        "size": given.proposal.size,
        "findings": [_finding(found) for found in given.findings],
        "notice": NOTICE,
    }


def text(given: Review) -> str:
    """What it was read as, then the findings, those to put right first."""
    return "\n".join(_lines(given))


def _lines(given: Review) -> Iterator[str]:
    title = _title(given)
    named = f"《{title}》，" if title else ""
    yield f"立案预审：{named}按{given.proposal.kind}看，全文{given.proposal.size}字。"
    yield ""
    if not given.findings:
        yield "没有发现需要提示的地方。"
    for found in given.findings:
        yield f"【{_LEVELS[found.level]}】{found.message}{_where(found, given.proposal.text)}"
    counts = Counter(found.level for found in given.findings)
    if counts:
        yield ""
        yield (
            "，".join(f"{name} {counts[level]} 条" for level, name in _LEVELS.items() if counts[level]) + "。"
        )
    yield NOTICE


def _where(found: Finding, body: str) -> str:
    return f"（第{body.count(chr(10), 0, found.at[0]) + 1}行）" if found.at else ""


def _title(given: Review) -> str:
    return given.proposal.at(given.proposal.titles[0]) if given.proposal.titles else ""


def _finding(found: Finding) -> ReviewFindingShape:
    return {
        "code": found.code,
        "level": found.level,
        "message": found.message,
        "at": list(found.at) if found.at else None,
        "source": None,
    }
