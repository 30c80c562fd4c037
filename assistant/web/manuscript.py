"""The text that somebody wants looked at: pasted, or read from a file of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from assistant.cli_given import given_text
from assistant.errors import RequestError
from assistant.web.manners import EVERY, IDLE, QUIET
from assistant.web.scrub import Scrub
from assistant.word.read_back import CONVERTED, FORMS, Draft, converted, read_back
from index.errors import ExpectedError
from index.load import read

LIMIT = 100_000
"""Characters of a text, as everywhere."""
_NAME = "文稿"
_OURS = "这是言据写的文稿，按其中标注的出处核对；没有改动过的题目、附件等不再核对。"
_PLACEHOLDER = "把文稿粘贴在这里，或点“打开文件”。查重时也可以只写一个主题。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened: its name without suffix, and what is known of it where this program wrote it."""

    name: str = _NAME
    draft: Draft | None = None


class Manuscript:
    """The field and the button that fills it; `inputs` are the words and the `Opened` they came from."""

    def __init__(self, scrub: Scrub) -> None:
        text = gr.Textbox(
            label="文稿",
            show_label=False,
            container=False,
            placeholder=_PLACEHOLDER,
            lines=6,
            max_lines=12,
            max_length=LIMIT + 1,
            elem_id="manuscript",
        )
        with gr.Row(equal_height=True, elem_classes="request"):
            upload = gr.UploadButton("打开文件", scale=0, min_width=120, size="md", elem_id="manuscript-file")
            told = gr.Markdown(
                "支持 Word（.docx）、.txt、.md 等格式。文稿只在这里核对，不会存入资料库。",
                elem_id="manuscript-told",
                elem_classes="hint",
            )
        opened = gr.State(Opened(), time_to_live=IDLE)
        self.inputs = [text, opened]
        self._scrub, self._upload, self._told = scrub, upload, told
        self._before: list[tuple[Callable[[], list[Any]], list[Any]]] = []
        self._ended: list[dict[str, Any]] = []

    def before_opening(
        self, clear: Callable[[], list[Any]], outputs: list[Any], *running: Dependency
    ) -> None:
        """Have another file clear what was found in the text before it, and end the work on that."""
        self._before.append((clear, outputs))
        self._ended += running

    def listen(self) -> None:
        """Open files from now on: what is to be cleared is known."""

        def cleared() -> list[Any]:
            return [update for clear, _ in self._before for update in clear()]

        shown = [output for _, outputs in self._before for output in outputs]
        cleared_first = self._upload.upload(cleared, None, shown, **EVERY, cancels=self._ended)
        filled = [*self.inputs, self._told]
        cleared_first.then(self._fill, self._upload, filled, **QUIET, concurrency_limit=2)

    def _fill(self, path: str | None) -> list[Any]:
        if not path:
            return [gr.skip(), gr.skip(), gr.skip()]
        try:
            words, source = read_manuscript(Path(path))
        except ExpectedError as error:
            # What stood there is not what one asked to look at.
            return ["", Opened(), f"**{self._scrub(str(error))}**"]
        ours = _OURS if source.draft else CONVERTED if converted(words) else ""
        return [words, source, f"已打开 {self._scrub(source.name)}，{len(words)} 字。{ours}"]


def read_manuscript(path: Path) -> tuple[str, Opened]:
    """The words of an uploaded file, which is deleted whatever comes of it. SourceError, RequestError."""
    try:
        if path.suffix.lower() in FORMS:
            draft = read_back(read(path), path.name)
            if draft.ours:
                return _short(draft.text), Opened(path.stem, draft)
        return _short(given_text(str(path))), Opened(path.stem)
    finally:
        path.unlink(missing_ok=True)


def _short(text: str) -> str:
    if len(text) > LIMIT:
        raise RequestError(f"这个文件有 {len(text)} 字，超过 {LIMIT} 字的上限。请分成几份打开。")
    return text
