"""数据核对 of a text: the table of what it states, what came of each, and the source of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.audit import Item, audit_stream, unstated
from assistant.audit_table import WORDS, comma_separated, passed_over, summary
from assistant.details import KINDS
from assistant.marks import Marks
from assistant.references import named, on_one_line, position
from assistant.types import Citation, Verdict
from assistant.web.downloads import Downloads, file_name, files
from assistant.web.manners import AGAIN, EVERY, IDLE, LAST, begin_and_stop, buttons, holding
from assistant.web.manuscript import Manuscript, Opened
from assistant.web.scrub import Scrub
from assistant.web.shelf import Made, Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.source_table import Row, SourceTable, clipped
from assistant.word import contents
from assistant.word.paper import Paper
from assistant.word.read_back import recheck
from index.errors import ExpectedError, NotFoundError
from index.library import Library

_HEADERS = ("序号", "文稿中的文字", "结果", "说明", "原文", "出处")
_WIDTHS = ("8%", "26%", "12%", "18%", "22%", "14%")
_HINT = "逐句核对文稿里的数字、位次、日期、文号、文件名和引文，列成数据核对表。点一行，就显示它对照的原文。"
_EMPTY = "请先在上面粘贴文稿或打开文件。"
_WORKING = "正在核对……"
_STOPPED = "已停止核对。"
_GONE = "这次核对的结果已经清除。请重新核对，再下载。"
_ALL = "全部"
_SIGNS: dict[Verdict, str] = {
    "contradicted": "✗",
    "partial": "◐",
    "unsupported": "？",
    "supported": "✓",
}
"""The verdicts in the order in which they are worth looking at."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A text that was checked: what it is called, its words, what was found, and the rows that tell of it."""

    name: str = ""
    text: str = ""
    items: tuple[Item, ...] = ()
    rows: tuple[tuple[Verdict, Row], ...] = ()

    def only(self, verdict: str) -> list[Row]:
        """The rows of one verdict, or all."""
        return [row for found, row in self.rows if verdict in (_ALL, found)]

    def choices(self) -> list[tuple[str, str]]:
        """全部 and each verdict there is, with how many rows it has."""
        counts = Counter(verdict for verdict, _ in self.rows)
        found = [(f"{WORDS[verdict]} {counts[verdict]}", verdict) for verdict in _SIGNS if counts[verdict]]
        return [(f"{_ALL} {len(self.rows)}", _ALL), *found]


def audit_view(given: Manuscript, library: Library, scrub: Scrub, shelf: Shelf) -> None:
    """Lay the view out in the Blocks that are being built."""
    with gr.Row(equal_height=False):
        with gr.Column(scale=5, min_width=360):
            begin, stop, heading, verdict = _request()
            place = gr.Column(elem_classes="tables")
            state = gr.State(Checked(), time_to_live=IDLE)
            makers = files(lambda held: as_paper(held, library), " 数据核对")
            makers["下载 CSV"] = lambda held: as_csv(held, library)
            downloads = Downloads(shelf, scrub, "audit-download", state, makers)
        panel = SourcePanel(library, scrub, "audit")
    with place:
        table = SourceTable(panel, "数据核对表", "audit-table", _HEADERS, _WIDTHS)
    outputs = [stop, begin, state, heading, verdict, *table.outputs, *downloads.outputs, *panel.outputs]

    def respond(text: str, opened: Opened) -> Iterator[list[Any]]:
        steps = (updates(*step) for step in checked(text, opened, library, scrub))
        yield from holding(steps, updates("", Checked()), count=1)

    def updates(told: str, now: Checked) -> list[Any]:
        only = gr.Radio(choices=now.choices(), value=_ALL, visible=bool(now.rows))
        rows = now.only(_ALL)
        return [
            now,
            told,
            only,
            *table.shown(rows),
            *downloads.shown(visible=bool(now.rows)),
            *table.beside(rows),
        ]

    def without(told: str) -> list[Any]:
        return [*buttons(held=False, count=1), *updates(told, Checked())]

    running = begin.click(respond, given.inputs, outputs, **AGAIN)
    stop.click(lambda: without(_STOPPED), None, outputs, **EVERY, cancels=running)
    given.before_opening(lambda: without(_HINT), outputs, running)
    verdict.input(lambda only, now: table.shown(now.only(only)), [verdict, state], table.outputs, **LAST)


def _request() -> tuple[gr.Button, gr.Button, gr.Markdown, gr.Radio]:
    """开始核对 or 停止, what is said of the text, and which rows are to be seen."""
    with gr.Row(equal_height=True, elem_classes="request"):
        begin, stop = begin_and_stop("开始核对", "audit", scale=0, width=120)
        heading = gr.Markdown(_HINT, latex_delimiters=[], elem_id="audit-told", elem_classes="hint")
    verdict = gr.Radio(
        [], label="只看", show_label=False, container=False, visible=False, elem_id="audit-only"
    )
    return begin, stop, heading, verdict


def checked(text: str, opened: Opened, library: Library, scrub: Scrub) -> Iterator[tuple[str, Checked]]:
    """How far the check is, and at last what came of it, each with what is said of it."""
    if not text.strip():
        yield f"**{_EMPTY}**", Checked()
        return
    yield _WORKING, Checked()
    items: list[Item] = []
    # Words that were changed here are no longer those that the marks of the file stand behind.
    ours = opened.draft if opened.draft and opened.draft.text == text else None
    try:
        for item in recheck(ours, library) if ours else audit_stream(text, library):
            items.append(item)
            yield f"{_WORKING}已核对 {len(items)} 句。", Checked()
        rows = tuple(_rows(items, library))
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**", Checked()
        return
    left = ours.unstated if ours else unstated(text)
    told = [*(summary(items) if items else ["没有可核对的句子。"]), *([passed_over(left)] if left else [])]
    yield "<br>".join(map(scrub, told)), Checked(opened.name, text, tuple(items), rows)


def _rows(items: list[Item], library: Library) -> Iterator[tuple[Verdict, Row]]:
    """A row for each sentence, and below it one for each thing it states."""
    for number, item in enumerate(items, 1):
        cited = item.claim.citations
        reason = "；".join(finding.message for finding in item.claim.findings)
        best = clipped(on_one_line(library.quote(cited[0].span))) if cited else ""
        yield _row(f"{number}", item.text, item.claim.verdict, reason, best, cited, library)
        for below, detail in enumerate(item.details, 1):
            one = (detail.citation,) if detail.citation else ()
            reason = detail.finding.message if detail.finding else ""
            source = detail.finding.source if detail.finding else None
            kind = KINDS[detail.kind]
            words = on_one_line(library.quote(source)) if source else ""
            yield _row(f"{number}.{below} {kind}", detail.text, detail.verdict, reason, words, one, library)


def _row(
    number: str,
    text: str,
    verdict: Verdict,
    reason: str,
    source: str,
    cited: tuple[Citation, ...],
    library: Library,
) -> tuple[Verdict, Row]:
    result = f"{_SIGNS[verdict]} {WORDS[verdict]}"
    where = _where(cited[0], library) if cited else ""
    return verdict, Row.of((number, text, result, reason, source, where), Marks(cited).numbered())


def _where(cited: Citation, library: Library) -> str:
    title = library.document(cited.span.doc_id).title
    return f"{named(clipped(title, 14))}{position(library.locate(cited.span))}"


def as_paper(held: Checked, library: Library) -> Paper:
    """The text with a mark behind every sentence and the tables behind it. NotFoundError when the result is gone."""
    if not held.items:
        raise NotFoundError(_GONE)
    return contents.checked(held.items, held.text, held.name, library)


def as_csv(held: Checked, library: Library) -> Made:
    """The table for a spreadsheet. NotFoundError when the result is gone."""
    if not held.items:
        raise NotFoundError(_GONE)
    return Made(file_name(f"{held.name} 数据核对表", ".csv"), comma_separated(held.items, library).encode())
