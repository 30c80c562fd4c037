"""The fold 政策依据表: the policies that the library reports on a matter, looked up when it is opened."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.basis import Basis, basis
from assistant.basis_text import UNKNOWN
from assistant.marks import Marks
from assistant.references import day, entry
from assistant.types import Citation
from assistant.web.manners import EVERY, IDLE
from assistant.web.scrub import Scrub
from assistant.web.source_panel import SourcePanel
from assistant.web.source_table import Row, SourceTable
from index.errors import ExpectedError
from index.library import Library

_HEADERS = ("序号", "日期", "文件", "发文机关", "状态", "注意")
_WIDTHS = ("8%", "18%", "31%", "16%", "11%", "16%")
_WORKING = "正在查找政策依据……"


class BasisFold:
    """The fold and its table; `outputs` are what `about` updates."""

    def __init__(self, library: Library, scrub: Scrub, panel: SourcePanel, name: str) -> None:
        self._library = library
        self._scrub = scrub
        topic = gr.State("", time_to_live=IDLE)
        with gr.Accordion("政策依据表", open=False, visible=False, elem_id=name) as fold:
            told = gr.Markdown(_WORKING, latex_delimiters=[], elem_id=f"{name}-told")
            self._table = SourceTable(panel, "政策依据表", f"{name}-table", _HEADERS, _WIDTHS)
        self.outputs = [topic, fold, told, *self._table.outputs]
        fold.expand(self._open, topic, [told, *self._table.outputs], **EVERY)

    def about(self, topic: str) -> list[Any]:
        """Updates for another matter: the fold closes, and is there only for a matter."""
        return [topic, gr.Accordion(open=False, visible=bool(topic)), _WORKING, *self._table.shown(())]

    def _open(self, topic: str) -> list[Any]:
        try:
            found = basis(topic, self._library)
        except ExpectedError as error:
            return [self._scrub(str(error)), *self._table.shown(())]
        told = f"依日期先后，共 {len(found.rows)} 件。点一行，就显示记载它的原文。"
        gaps = [f"- {self._scrub(gap)}" for gap in found.gaps]
        return ["\n".join([told, "", *gaps]), *self._table.shown(tuple(_rows(found)))]


def _rows(found: Basis) -> Iterator[Row]:
    for number, row in enumerate(found.rows, 1):
        policy = row.policy
        # Where a warning names a place of its own, that place opens too.
        others = (Citation(finding.source) for finding in row.findings if finding.source)
        cited = tuple(dict.fromkeys((row.citation, *others)))
        cells = (
            f"{number}",
            day(policy.date) or UNKNOWN,
            entry(policy),
            "、".join(policy.issuers) or UNKNOWN,
            policy.status or UNKNOWN,
            "；".join(finding.message for finding in row.findings),
        )
        yield Row.of(cells, Marks(cited).numbered())
