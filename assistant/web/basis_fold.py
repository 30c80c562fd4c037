"""The fold 政策依据表: the policies that the library reports on a matter, looked up when it is opened."""

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.basis import Basis, basis
from assistant.basis_text import UNKNOWN
from assistant.marks import Marks
from assistant.references import day, entry
from assistant.types import Citation
from assistant.web.downloads import Downloads, files
from assistant.web.manners import EVERY, IDLE
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.source_table import Row, SourceTable
from assistant.word import basis as paper
from index.errors import ExpectedError
from index.library import Library

_HEADERS = ("序号", "日期", "文件", "发文机关", "状态", "注意")
_WIDTHS = ("10%", "18%", "29%", "16%", "11%", "16%")
_WORKING = "正在查找政策依据……"


class BasisFold:
    """The fold and its table; `outputs` are what `about` updates."""

    def __init__(self, library: Library, scrub: Scrub, shelf: Shelf, panel: SourcePanel, name: str) -> None:
        self._library = library
        self._scrub = scrub
        topic = gr.State("", time_to_live=IDLE)
        with gr.Accordion("政策依据表", open=False, visible=False, elem_id=name) as fold:
            told = gr.Markdown(_WORKING, latex_delimiters=[], elem_id=f"{name}-told")
            self._table = SourceTable(panel, "政策依据表", f"{name}-table", _HEADERS, _WIDTHS)
            makers = files(lambda topic: paper.basis(basis(topic, library), library))
            self._downloads = Downloads(shelf, scrub, f"{name}-download", topic, makers)
        found = [told, *self._table.outputs, *self._downloads.outputs]
        self.outputs = [topic, fold, *found]
        fold.expand(self._open, topic, found, **EVERY)

    def about(self, topic: str) -> list[Any]:
        """Updates for another matter: the fold closes, and is there only for a matter."""
        return [topic, gr.Accordion(open=False, visible=bool(topic)), *self._found(_WORKING, ())]

    def _open(self, topic: str) -> list[Any]:
        try:
            found = basis(topic, self._library)
        except ExpectedError as error:
            return self._found(self._scrub(str(error)), ())
        told = f"依日期先后，共 {len(found.rows)} 件。点一行，就显示记载它的原文。"
        gaps = [f"- {self._scrub(gap)}" for gap in found.gaps]
        return self._found("\n".join([told, "", *gaps]), tuple(_rows(found)))

    def _found(self, told: str, rows: Sequence[Row]) -> list[Any]:
        return [told, *self._table.shown(rows), *self._downloads.shown(visible=bool(rows))]


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
