"""The fold with a result as Markdown, citations and all, and a button that copies it; made when it is opened."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.web.manners import LAST
from assistant.word.markdown import as_markdown
from assistant.word.paper import Paper
from index.errors import ExpectedError


class CopyFold:
    """The fold for the result in `state`, of which `paper` makes a Paper; `outputs` are what `shown` updates."""

    def __init__(self, label: str, name: str, state: gr.State, paper: Callable[[Any], Paper]) -> None:
        self._paper = paper
        with gr.Accordion(label, open=False, visible=False, elem_id=f"{name}-fold") as fold:
            text = gr.Textbox(
                label="Markdown 全文",
                lines=8,
                max_lines=16,
                interactive=False,
                buttons=["copy"],
                elem_id=name,
                elem_classes="copied",
            )
        self.outputs = [fold, text]
        fold.expand(self._made, state, text, **LAST)

    def shown(self, *, visible: bool) -> list[Any]:
        """Updates for another result, or for none: it is closed again."""
        return [gr.update(open=False, visible=visible), ""]

    def _made(self, held: object) -> str:
        try:
            return as_markdown(self._paper(held))
        except ExpectedError as error:
            return str(error)
