"""The library where looking beats reading: how much of which year, issuer and place, and the policies along the time."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.basis import basis
from assistant.web.holdings import EMPTY
from assistant.web.manners import LAST, field
from assistant.web.picture import picture
from assistant.web.scrub import Scrub
from assistant.web.timeline import Event, of_basis, of_library, timeline
from index.errors import ExpectedError
from index.library import Library

_MATTER = "空着看资料库的文献；写一个主题，看资料里提到的有关政策，如：产业链链长制"
_KEY = "空心、划去的，材料说它已废止、失效或已有新版，连线指向说明它的那一件；实心的，材料没有这样说。"
_UNDATED = "没有载明日期的 {} 件不在图上。"
_NONE = "资料库里没有提到有日期的有关政策。请换个说法，或先添加有关的文献。"


class Overview:
    """The pictures, drawn when one looks at them."""

    def __init__(self, library: Library, scrub: Scrub) -> None:
        self._library, self._scrub = library, scrub
        with gr.Row(elem_id="library-picture"):
            bars = [_part() for _ in range(3)]
        gr.Markdown("#### 政策时间线")
        with gr.Row(equal_height=True, elem_classes="request"):
            matter = field("主题", _MATTER, "timeline-matter")
            look = gr.Button("查看", variant="primary", scale=1, min_width=80, elem_id="timeline-look")
        told = gr.Markdown(elem_id="timeline-told", elem_classes="hint")
        line = gr.Markdown(latex_delimiters=[], elem_id="timeline")
        self._matter, self._outputs = matter, [*bars, told, line]
        self._asked = [matter.submit, look.click]

    def follow(self, *looked: Callable[..., Any]) -> None:
        """Draw the library as it is when one of these happens, too."""
        gr.on([*self._asked, *looked], self._shown, self._matter, self._outputs, **LAST)

    def _shown(self, matter: str) -> list[Any]:
        return [*picture(self._library, self._scrub), *self._line(matter)]

    def _line(self, matter: str) -> tuple[str, str]:
        """What is said of the time line, and the line."""
        if not matter.strip():
            standing = self._library.standing
            return self._drawn(
                of_library(standing), len(standing.listings), "" if standing.listings else EMPTY
            )
        try:
            found = basis(matter, self._library).rows
        except ExpectedError as error:
            return f"**{self._scrub(str(error))}**", ""
        return self._drawn(of_basis(found), len(found), _NONE)

    def _drawn(self, events: list[Event], of: int, none: str) -> tuple[str, str]:
        rest = _UNDATED.format(of - len(events)) if of > len(events) else ""
        return (_KEY if events else none) + rest, timeline(events, self._scrub)


def _part() -> gr.Markdown:
    """One part of the picture, in a column that goes below the others where it has no room beside them."""
    with gr.Column(min_width=300):
        return gr.Markdown(latex_delimiters=[])
