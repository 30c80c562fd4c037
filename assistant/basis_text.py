"""A Basis as lines for a terminal, as CSV for a spreadsheet, and as JSON for programs."""

from collections.abc import Iterator
from typing import TypedDict

from assistant import outline_shape, shapes, sheet
from assistant.basis import Basis
from assistant.basis_rows import Row
from assistant.cautions import shown
from assistant.cited import cited
from assistant.outline_shape import RowShape
from assistant.references import day, entry
from assistant.shapes import FindingShape
from index.library import Library
from index.types import Policy

UNKNOWN = "材料未载"
_COLUMNS = ("序号", "日期", "文号", "题名", "发文机关", "地区", "状态", "注意", "出处", "引文编号")


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
    """A timeline, each policy with its citation below it."""
    return "\n".join(_lines(given, library))


def comma_separated(given: Basis, library: Library) -> str:
    """A row a policy, with what to know of it and the words that name it."""
    return sheet.comma_separated(
        _COLUMNS, (_cells(number, row, library) for number, row in enumerate(given.rows, 1))
    )


def told(given: Basis) -> str:
    """How many policies there are."""
    if not given.rows:
        return f"资料库中没有“{given.topic}”的政策依据。"
    return f"政策依据：{given.topic}，{len(given.rows)} 件。"


def columns(policy: Policy) -> tuple[str, ...]:
    """日期, 文号, 题名, 发文机关, 地区, 状态 of a policy; what no text says is said to be so."""
    return (
        day(policy.date) or UNKNOWN,
        policy.doc_number or UNKNOWN,
        entry(policy).removesuffix(f"（{policy.doc_number}）"),
        "、".join(policy.issuers) or UNKNOWN,
        policy.region or UNKNOWN,
        policy.status or UNKNOWN,
    )


def _cells(number: int, row: Row, library: Library) -> tuple[str, ...]:
    notes = "；".join(found.message for found in row.findings)
    place = str(cited(row.citation, library))
    return (str(number), *columns(row.policy), notes, place, str(row.citation.span))


def _lines(given: Basis, library: Library) -> Iterator[str]:
    yield told(given)
    for number, row in enumerate(given.rows, 1):
        policy = row.policy
        yield ""
        yield f"{number}. {day(policy.date) or f'日期{UNKNOWN}'}　{entry(policy)}"
        yield f"   {'、'.join(policy.issuers) or f'发文机关{UNKNOWN}'}；地区：{policy.region or UNKNOWN}；状态：{policy.status or UNKNOWN}"
        for found in row.findings:
            yield f"   注意：{found.message}{shown(found.source)}"
        yield f"   出处：{cited(row.citation, library)}"
        yield f"   查看原文：yanju show {row.citation.span}"
    if given.gaps:
        yield ""
        yield "【待核】："
        yield from given.gaps


def _row_shape(row: Row, library: Library) -> BasisRowShape:
    return {
        **outline_shape.row(row.policy, library),
        "region": row.policy.region or None,
        "date_kind": row.policy.date.kind if row.policy.date else None,
        "findings": [shapes.finding(found, library) for found in row.findings],
    }
