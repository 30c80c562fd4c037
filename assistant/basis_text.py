"""A Basis as lines for people, as a Markdown table, and as JSON for programs."""

from collections.abc import Iterator
from typing import TypedDict

from assistant import outline_shape, shapes
from assistant.basis import Basis
from assistant.basis_rows import Row
from assistant.outline_shape import RowShape
from assistant.references import day, entry, named, on_one_line, reference
from assistant.render import escape
from assistant.shapes import FindingShape
from assistant.types import Citation
from index.library import Library

UNKNOWN = "材料未载"
_COLUMNS = ("序号", "日期", "文号", "题名", "发文机关", "地区", "状态", "出处")


class BasisRowShape(RowShape):
    region: str | None
    date_kind: str | None
    findings: list[FindingShape]


class BasisShape(TypedDict):
    topic: str
    rows: list[BasisRowShape]
    gaps: list[str]


def shape(given: Basis, library: Library) -> BasisShape:
    """`status`, `date` and `region` are null where no text says them."""
    return {
        "topic": given.topic,
        "rows": [_row_shape(row, library) for row in given.rows],
        "gaps": list(given.gaps),
    }


def text(given: Basis, library: Library) -> str:
    """For a terminal: a timeline, each policy with its citation below it."""
    return "\n".join(_lines(given, library))


def markdown(given: Basis, library: Library) -> str:
    """A Markdown table, what to know of single rows below it, and the gaps."""
    return "\n".join(_markdown(given, library))


def _lines(given: Basis, library: Library) -> Iterator[str]:
    yield (
        f"政策依据：{given.topic}，{len(given.rows)} 件。"
        if given.rows
        else f"资料库中没有“{given.topic}”的政策依据。"
    )
    for number, row in enumerate(given.rows, 1):
        policy = row.policy
        yield ""
        yield f"{number}. {_when(row)}　{entry(policy)}"
        yield f"   {'、'.join(policy.issuers) or f'发文机关{UNKNOWN}'}；地区：{policy.region or UNKNOWN}；状态：{policy.status or UNKNOWN}"
        for found in row.findings:
            where = f"（yanju show {found.source}）" if found.source else ""
            yield f"   注意：{found.message}{where}"
        yield f"   出处：{reference(row.citation, library)}：“{_quote(row, library)}”"
        yield f"   查看原文：yanju show {row.citation.span}"
    if given.gaps:
        yield ""
        yield "【待核】："
        yield from given.gaps


def _markdown(given: Basis, library: Library) -> Iterator[str]:
    yield f"# 政策依据表：{escape(given.topic)}"
    yield ""
    yield _cells(_COLUMNS)
    yield "|" + " --- |" * len(_COLUMNS)
    for number, row in enumerate(given.rows, 1):
        policy = row.policy
        yield _cells(
            (
                str(number),
                _when(row),
                policy.doc_number or UNKNOWN,
                named(policy.title),
                "、".join(policy.issuers) or UNKNOWN,
                policy.region or UNKNOWN,
                policy.status or UNKNOWN,
                f"{reference(row.citation, library)}：“{_quote(row, library)}”",
            )
        )
    notes = [(n, found) for n, row in enumerate(given.rows, 1) for found in row.findings]
    if notes:
        yield from ("", "## 注意", "")
        for number, found in notes:
            source = f"：{reference(Citation(found.source), library)}" if found.source else ""
            yield f"- 第 {number} 件：{escape(found.message)}{escape(source)}"
    if given.gaps:
        yield from ("", "## 待核", "", *(f"- {escape(gap)}" for gap in given.gaps))


def _cells(values: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape(on_one_line(value)) for value in values) + " |"


def _when(row: Row) -> str:
    return day(row.policy.date) or f"日期{UNKNOWN}"


def _quote(row: Row, library: Library) -> str:
    return on_one_line(library.quote(row.citation.span))


def _row_shape(row: Row, library: Library) -> BasisRowShape:
    return {
        **outline_shape.row(row.policy, library),
        "region": row.policy.region or None,
        "date_kind": row.policy.date.kind if row.policy.date else None,
        "findings": [shapes.finding(found, library) for found in row.findings],
    }
