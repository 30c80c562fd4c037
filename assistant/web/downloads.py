"""Buttons that make a file of a result and hand it to the browser; the browser begins to save it at once."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from assistant.web.manners import EVERY
from assistant.web.scrub import Scrub, bare
from assistant.web.shelf import Made, Shelf
from assistant.word.files import as_file
from assistant.word.paper import Paper
from index.errors import ExpectedError

Maker = Callable[[Any], Made]
"""What makes a file of what a session's state holds. ExpectedError where it cannot."""
_FILES = {"下载 Word": ".docx", "下载 Markdown": ".md", "下载 HTML": ".html"}
_LONGEST = 40
_UNNAMEABLE = re.compile(r'[\\/:*?"<>|.\s]+')


class Downloads:
    """A row of buttons, a button a format, for the result in `state`; `outputs` are what `shown` updates."""

    def __init__(
        self, shelf: Shelf, scrub: Scrub, name: str, state: gr.State, makers: Mapping[str, Maker]
    ) -> None:
        self._shelf = shelf
        self._scrub = scrub
        with gr.Row(visible=False, elem_classes="downloads") as row:
            buttons = [
                gr.Button(label, size="sm", scale=0, min_width=130, elem_id=f"{name}-{number}")
                for number, label in enumerate(makers, 1)
            ]
            link = gr.Markdown(elem_id=f"{name}-made", elem_classes="made")
        self.outputs = [row, link]
        for button, maker in zip(buttons, makers.values(), strict=True):
            button.click(self._making(maker), state, link, **EVERY)

    def shown(self, *, visible: bool) -> list[Any]:
        """Updates for a new result, or for none."""
        return [gr.update(visible=visible), ""]

    def _making(self, maker: Maker) -> Callable[[Any], str]:
        def make(held: object) -> str:
            try:
                made = maker(held)
            except ExpectedError as error:
                return self._scrub(str(error))
            return f"已做好 [{self._scrub(made.name)}]({self._shelf.put(made)})，没有自动保存时请点文件名。"

        return make


def files(paper: Callable[[Any], Paper], ending: str = "") -> dict[str, Maker]:
    """A maker for each file that a Paper can become, named after its title; `paper` makes it of what the state holds."""

    def maker(suffix: str) -> Maker:
        def make(held: object) -> Made:
            made = paper(held)
            return Made(file_name(f"{made.title}{ending}", suffix), as_file(made, suffix))

        return make

    return {label: maker(suffix) for label, suffix in _FILES.items()}


def file_name(title: str, suffix: str) -> str:
    """A title as the name of a file: nothing in it that a system forbids, and not too long."""
    name = _UNNAMEABLE.sub(" ", bare(title)).strip()[:_LONGEST].strip()
    return f"{name or '言据'}{suffix}"
