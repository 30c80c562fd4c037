"""A Review as lines for a terminal and as JSON for programs. It speaks of hints, never of filing."""

from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from assistant.review import Review
from assistant.types import Finding, Level

LEVELS: dict[Level, str] = {"error": "重点提示", "warning": "提示"}
_NOTHING = "没有发现需要提示的地方。"
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


def summary(given: Review) -> tuple[str, str]:
    """What it was read as, and how many hints of which weight there are."""
    title = _title(given)
    named = f"《{title}》，" if title else ""
    counts = Counter(found.level for found in given.findings)
    told = "，".join(f"{name} {counts[level]} 条" for level, name in LEVELS.items() if counts[level])
    return (
        f"立案预审：{named}按{given.proposal.kind}看，全文{given.proposal.size}字。",
        f"{told}。" if told else _NOTHING,
    )


def _lines(given: Review) -> Iterator[str]:
    read_as, counted = summary(given)
    yield read_as
    yield ""
    for found in given.findings:
        yield f"【{LEVELS[found.level]}】{found.message}{where(found, given.proposal.text)}"
    if given.findings:
        yield ""
    yield counted
    yield NOTICE


def where(found: Finding, body: str) -> str:
    """The line of the text that a finding begins on, in brackets; empty where it concerns the whole."""
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
