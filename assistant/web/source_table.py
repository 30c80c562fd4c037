"""A table of which every cell can be pressed and opens what it rests on in the panel beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.marks import Marked
from assistant.web.manners import EVERY, IDLE
from assistant.web.scrub import bare
from assistant.web.source_panel import SourcePanel

_HEIGHT = 560
_LONGEST = 80
_NOTHING = "这一处没有可以打开的原文。"


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a row and what each cell rests on. The first cell is the row's own: no other has the same."""

    cells: tuple[str, ...]
    sources: tuple[Marked, ...]

    @classmethod
    def of(cls, cells: Sequence[str], marked: Marked) -> "Row":
        """A row that rests on the same places throughout."""
        return cls(tuple(cells), (marked,) * len(cells))


class SourceTable:
    """The table and its rows; `outputs` are what `shown` updates. It is not seen while it has no rows."""

    def __init__(
        self,
        panel: SourcePanel,
        label: str,
        name: str,
        headers: Sequence[str],
        widths: Sequence[str | int] = (),
    ) -> None:
        self._panel = panel
        self._headers = headers
        self._widths = widths
        self._table = gr.Dataframe(
            headers=list(headers),
            datatype="str",
            type="array",
            label=label,
            show_label=False,
            interactive=False,
            wrap=True,
            buttons=[],
            column_widths=_widths(widths, headers),
            max_height=_HEIGHT,
            visible=False,
            elem_id=name,
            elem_classes="table",
        )
        self._rows = gr.State((), time_to_live=IDLE)
        self.outputs = [self._rows, self._table]
        self._table.select(self._select, self._rows, panel.outputs, **EVERY)

    def shown(self, rows: Sequence[Row], headers: Sequence[str] = ()) -> list[Any]:
        """Updates for these rows, under other headers where these are given; there the columns are of one width."""
        cells = [list(map(bare, row.cells)) for row in rows]
        value = {"headers": list(map(bare, headers or self._headers)), "data": cells}
        widths = _widths(() if headers else self._widths, headers or self._headers)
        return [tuple(rows), gr.Dataframe(value=value, column_widths=widths, visible=bool(rows))]

    def beside(self, rows: Sequence[Row]) -> list[Any]:
        """Updates of the panel: emptied while there are no rows, and then left as it is.

        The end of a work is told more than once, and a row may have been opened in between.
        """
        return [gr.skip() for _ in self._panel.outputs] if rows else self._panel.first(())

    def _select(self, rows: Sequence[Row], event: gr.SelectData) -> list[Any]:
        # By its words, for the user may have sorted the rows.
        first = event.row_value[0] if event.row_value else None
        row = next((row for row in rows if bare(row.cells[0]) == first), None)
        if row is None:
            return self._panel.expired()
        column = event.index[1]
        marked = row.sources[column] if column < len(row.sources) else ()
        return self._panel.opened(marked, marked) if marked else self._panel.told(_NOTHING)


def _widths(given: Sequence[str | int], headers: Sequence[str]) -> list[str | int]:
    """These widths, or where there are none a narrow first column and the others alike."""
    alike = f"{86 / max(len(headers) - 1, 1):.1f}%"
    return list(given) or ["14%", *[alike] * (len(headers) - 1)]


def clipped(text: str, longest: int = _LONGEST) -> str:
    """The beginning of a text for a cell: the whole of it opens in the panel."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
