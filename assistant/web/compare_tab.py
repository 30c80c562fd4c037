"""The tab 对照: one question asked of several places or documents, a table with a source in every filled cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant import compare_text
from assistant.compare import BY, Comparison, compare_stream
from assistant.marks import Marks
from assistant.web.downloads import Downloads, files
from assistant.web.manners import AGAIN, EVERY, IDLE, begin_and_stop, buttons, field, holding
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.source_table import Row, SourceTable
from assistant.word import contents
from assistant.word.paper import Paper
from index.errors import ExpectedError, NotFoundError
from index.library import Library

_PLACEHOLDER = "例如：浙江、江西、湖南、广东链长制的出台时间和链长"
_HINT = "每格都是资料里的话，点一格就显示原文；资料没有写的，写“材料未载”，不用别处的代替。"
_EMPTY = "请写明要对照的地区和内容。"
_WORKING = "正在对照……"
_STOPPED = "已停止对照。"
_NOTHING = "资料库里没有能填进这张表的内容。请换个说法，或先添加有关的文献。"
_GONE = "这次对照的结果已经清除。请重新对照，再下载。"


@dataclass(frozen=True, slots=True)
class Compared:
    """A table, and its rows as they are shown."""

    table: Comparison | None = None
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def compare_tab(library: Library, scrub: Scrub, shelf: Shelf) -> None:
    """Lay the tab out in the Blocks that are being built."""
    with gr.Row(equal_height=False):
        with gr.Column(scale=5, min_width=360):
            with gr.Row(equal_height=True, elem_classes="request"):
                asked, by, begin, stop = _request()
            told = gr.Markdown(_HINT, latex_delimiters=[], elem_id="compare-told", elem_classes="hint")
            place = gr.Column(elem_classes="tables")
            state = gr.State(Compared(), time_to_live=IDLE)
            makers = files(lambda held: as_paper(held, library))
            downloads = Downloads(shelf, scrub, "compare-download", state, makers)
        panel = SourcePanel(library, scrub, "compare")
    with place:
        table = SourceTable(panel, "对照表", "compare-table", ("",))
    outputs = [stop, begin, state, told, *table.outputs, *downloads.outputs, *panel.outputs]

    def respond(question: str, key: str) -> Iterator[list[Any]]:
        steps = (updates(*step) for step in compared(question, key, library, scrub))
        yield from holding(steps, updates("", Compared()), count=1)

    def updates(said: str, now: Compared) -> list[Any]:
        shown = table.shown(now.rows, now.headers)
        return [now, said, *shown, *downloads.shown(visible=bool(now.rows)), *table.beside(now.rows)]

    def halt() -> list[Any]:
        return [*buttons(held=False, count=1), *updates(_STOPPED, Compared())]

    asking = [asked.submit, begin.click]
    running = gr.on(asking, respond, [asked, by], outputs, **AGAIN)
    stop.click(halt, None, outputs, **EVERY, cancels=running)


def _request() -> tuple[gr.Textbox, gr.Radio, gr.Button, gr.Button]:
    """What is to be compared, by what, and 对照 or 停止."""
    asked = field("要对照的内容", _PLACEHOLDER, "compare-question", most=4)
    by = gr.Radio(
        [(f"按{key}", key) for key in BY],
        value=BY[0],
        label="按什么对照",
        show_label=False,
        container=False,
        scale=0,
        min_width=230,
        elem_id="compare-by",
    )
    return asked, by, *begin_and_stop("对照", "compare")


def compared(question: str, by: str, library: Library, scrub: Scrub) -> Iterator[tuple[str, Compared]]:
    """How far the comparison is, and at last the table, each with what is said of it."""
    if not question.strip():
        yield f"**{_EMPTY}**", Compared()
        return
    yield _WORKING, Compared()
    done: list[str] = []
    try:
        for step in compare_stream(question, library, by):
            if isinstance(step, Comparison):
                filled = any(cell for row in step.rows for cell in row.cells)
                yield (_HINT, _shown(step, by)) if filled else (f"**{_NOTHING}**", Compared())
            else:
                done.append(step.key)
                yield f"{_WORKING}已完成：{scrub('、'.join(done))}", Compared()
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**", Compared()


def _shown(table: Comparison, by: str) -> Compared:
    marks = Marks.of(cell for row in table.rows for cell in row.cells if cell)
    rows = tuple(
        Row(
            (row.key, *(compare_text.words(cell, marks) for cell in row.cells)),
            ((), *(marks.of_claim(cell) if cell else () for cell in row.cells)),
        )
        for row in table.rows
    )
    return Compared(table, (by, *table.columns), rows)


def as_paper(held: Compared, library: Library) -> Paper:
    """The table with its sources behind it. NotFoundError when the table is gone."""
    if held.table is None:
        raise NotFoundError(_GONE)
    return contents.comparison(held.table, library)
