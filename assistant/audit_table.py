"""A checked text: sentence by sentence for a terminal, and as 数据核对表 row by row for a spreadsheet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from assistant import sheet
from assistant.audit import Item
from assistant.cited import cited
from assistant.details import KINDS, Detail
from assistant.references import on_one_line
from assistant.types import VERDICTS, Citation, Claim, Finding, Verdict
from index.library import Library

WORDS: dict[Verdict, str] = {
    "supported": "一致",
    "partial": "部分一致",
    "contradicted": "不一致",
    "unsupported": "未找到",
}
COLUMNS = ("序号", "类别", "文稿中的文字", "核对结果", "说明", "原文", "出处", "引文编号", "文稿位置")

_SENTENCE = "句子"


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


def text(items: Sequence[Item], library: Library, unstated: Sequence[str] = ()) -> str:
    """Each sentence with its verdict, what speaks against it, and the source that was compared; then what got none."""
    told = ("\n".join(_lines(item.claim, library)) for item in items)
    return "\n\n".join([*told, *([passed_over(unstated)] if unstated else []), sentence_count(items)])


def passed_over(unstated: Sequence[str]) -> str:
    """What of a text was not checked, by name."""
    names = "、".join(f"“{on_one_line(words)}”" for words in unstated)
    return f"没有陈述事实（标题、标签、提问、建议等）、未作核对的 {len(unstated)} 处：{names}。"


def _lines(claim: Claim, library: Library) -> Iterator[str]:
    yield f"【{VERDICTS[claim.verdict]}】{on_one_line(claim.text)}"
    yield from (f"    {finding.message}" for finding in claim.findings)
    for citation in claim.citations:
        yield f"    {cited(citation, library)}"
        yield f"    查看原文：yanju show {citation.span}"


def rows(items: Iterable[Item], library: Library) -> Iterator[Row]:
    """Each sentence, and below it each figure, rank, date, 文号, title and quotation in it."""
    for number, item in enumerate(items, 1):
        yield _sentence(f"{number}", item, library)
        for below, detail in enumerate(item.details, 1):
            yield _detail(f"{number}.{below}", item, detail, library)


def comma_separated(items: Iterable[Item], library: Library) -> str:
    """The table as CSV."""
    return sheet.comma_separated(COLUMNS, map(astuple, rows(items, library)))


def summary(items: Sequence[Item]) -> tuple[str, str]:
    """How many sentences, and how many figures and the like, came out how."""
    details = [detail.verdict for item in items for detail in item.details]
    return (
        f"共 {len(items)} 句：{_counted([item.claim.verdict for item in items])}。",
        f"数字、位次、日期、文号、文件名、引文共 {len(details)} 处：{_counted(details) or '无'}。",
    )


def sentence_count(items: Sequence[Item]) -> str:
    """How many sentences there are, and of which verdict."""
    if not items:
        return "共 0 句：没有需要核对的句子。"
    return f"共 {len(items)} 句：{_counted([item.claim.verdict for item in items], VERDICTS)}。"


def _counted(verdicts: Iterable[Verdict], words: Mapping[Verdict, str] = WORDS) -> str:
    counts = Counter(verdicts)
    return "，".join(f"{word} {counts[verdict]}" for verdict, word in words.items() if counts[verdict])


def _sentence(number: str, item: Item, library: Library) -> Row:
    claim, at = item.claim, (item.start, item.end)
    reason = "；".join(finding.message for finding in claim.findings)
    return _row(number, _SENTENCE, item.text, claim.verdict, reason, claim.citations, at, library)


def _detail(number: str, item: Item, detail: Detail, library: Library) -> Row:
    at = (item.start + detail.start, item.start + detail.end)
    citations = (detail.citation,) if detail.citation else ()
    reason = detail.finding.message if detail.finding else ""
    source = _characters(detail.finding, library)
    kind = KINDS[detail.kind]
    return _row(number, kind, detail.text, detail.verdict, reason, citations, at, library, source)


def _row(
    number: str,
    kind: str,
    text: str,
    verdict: Verdict,
    reason: str,
    citations: Sequence[Citation],
    at: tuple[int, int],
    library: Library,
    source: str = "",
) -> Row:
    sources = [cited(citation, library) for citation in citations]
    quotes = source or " ".join(filter(None, (found.quote for found in sources)))
    places = "；".join(dict.fromkeys(found.place for found in sources))
    ids = " ".join(str(citation.span) for citation in citations)
    return Row(
        number, kind, on_one_line(text), WORDS[verdict], reason, quotes, places, ids, f"{at[0]}-{at[1]}"
    )


def _characters(finding: Finding | None, library: Library) -> str:
    """The characters of the source that a finding names; empty where it names none."""
    return cited(Citation(finding.source), library).quote if finding and finding.source else ""
