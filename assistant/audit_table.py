"""数据核对表: what a checked text states, row by row, as Markdown and as CSV for a spreadsheet."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from assistant.audit import Item
from assistant.details import KINDS, Detail
from assistant.references import on_one_line, reference
from assistant.render import escape
from assistant.types import Citation, Finding, Verdict
from index.library import Library

WORDS: dict[Verdict, str] = {
    "supported": "一致",
    "partial": "部分一致",
    "contradicted": "不一致",
    "unsupported": "未找到",
}
COLUMNS = ("序号", "类别", "文稿中的文字", "核对结果", "说明", "原文", "出处", "引文编号", "文稿位置")

_SENTENCE = "句子"
_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # a spreadsheet would calculate what begins so
_BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's encoding


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a sentence (1), or something it states (1.2). Positions are characters of the text."""

    number: str
    kind: str
    text: str
    result: str
    reason: str
    source: str
    place: str
    citation: str
    at: str


def rows(items: Iterable[Item], library: Library) -> Iterator[Row]:
    """Each sentence, and below it each figure, date, 文号, title and quotation in it."""
    for number, item in enumerate(items, 1):
        yield _sentence(f"{number}", item, library)
        for below, detail in enumerate(item.details, 1):
            yield _detail(f"{number}.{below}", item, detail, library)


def markdown(items: Sequence[Item], library: Library) -> str:
    """The table in Markdown; nothing of the text or a source can act as markup in it."""
    lines = ["# 数据核对表", "", *(escape(line) + "  " for line in summary(items)), ""]
    lines += [_line(COLUMNS), _line(["---"] * len(COLUMNS))]
    for row in rows(items, library):
        lines.append(_line([escape(on_one_line(cell)) for cell in _cells(row)]))
    return "\n".join(lines) + "\n"


def comma_separated(items: Iterable[Item], library: Library) -> str:
    """The table as CSV, with a byte order mark for Excel; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(items, library):
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in _cells(row)])
    return _BOM + out.getvalue()


def summary(items: Sequence[Item]) -> tuple[str, str]:
    """How many sentences, and how many figures and the like, came out how."""
    details = [detail.verdict for item in items for detail in item.details]
    return (
        f"共 {len(items)} 句：{_counted([item.claim.verdict for item in items])}。",
        f"数字、日期、文号、文件名、引文共 {len(details)} 处：{_counted(details) or '无'}。",
    )


def _counted(verdicts: Iterable[Verdict]) -> str:
    counts = Counter(verdicts)
    return "，".join(f"{word} {counts[verdict]}" for verdict, word in WORDS.items() if counts[verdict])


def _sentence(number: str, item: Item, library: Library) -> Row:
    cited = item.claim.citations
    reason = "；".join(finding.message for finding in item.claim.findings)
    return _row(
        number, _SENTENCE, item.text, item.claim.verdict, reason, cited, (item.start, item.end), library
    )


def _detail(number: str, item: Item, detail: Detail, library: Library) -> Row:
    at = (item.start + detail.start, item.start + detail.end)
    cited = (detail.citation,) if detail.citation else ()
    reason = detail.finding.message if detail.finding else ""
    source = _characters(detail.finding, library)
    return _row(number, KINDS[detail.kind], detail.text, detail.verdict, reason, cited, at, library, source)


def _row(
    number: str,
    kind: str,
    text: str,
    verdict: Verdict,
    reason: str,
    cited: Sequence[Citation],
    at: tuple[int, int],
    library: Library,
    source: str = "",
) -> Row:
    quotes = source or " ".join(on_one_line(library.quote(c.span)) for c in cited)
    places = "；".join(dict.fromkeys(reference(c, library) for c in cited))
    ids = " ".join(str(c.span) for c in cited)
    return Row(
        number, kind, on_one_line(text), WORDS[verdict], reason, quotes, places, ids, f"{at[0]}-{at[1]}"
    )


def _characters(finding: Finding | None, library: Library) -> str:
    """The characters of the source that a finding names; empty where it names none."""
    return on_one_line(library.quote(finding.source)) if finding and finding.source else ""


def _cells(row: Row) -> list[str]:
    return [str(getattr(row, field.name)) for field in fields(row)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
