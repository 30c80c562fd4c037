"""The list of documents: files are added above it, looked through in it, and one of them looked at below it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.kept import Kept
from assistant.web.adding import added, uploading
from assistant.web.card import Card
from assistant.web.holdings import HEADERS, matching, named, row_of, rows, summary
from assistant.web.manners import AGAIN, EVERY, LAST, buttons, holding
from assistant.web.scrub import Scrub
from index.errors import ExpectedError
from index.library import Library

_WIDTHS: list[str | int] = ["10%", "26%", "13%", "16%", "10%", "8%", "6%", "11%"]
_STOPPED = "已停止；已添加的文献保留。"


class DocumentsView:
    """The view: the list, which is filled when one looks at it, what adds to it, and the card of what is chosen in it."""

    def __init__(self, library: Library, scrub: Scrub) -> None:
        self._library = library
        told = gr.Markdown(elem_id="library-summary")
        upload, stop, came = uploading(library)
        words = gr.Textbox(
            label="查找",
            placeholder="查找：题名、文号、机关、年份、状态或文件名里的字，如：广东 2020",
            show_label=False,
            container=False,
            elem_id="library-words",
        )
        table = _table()
        card = Card(library, scrub)
        self._words, self._outputs = words, [told, table]

        def add(paths: Sequence[str] | None, words: str) -> Iterator[list[Any]]:
            steps = ([text, *self.shown(words)] for text in added(paths or (), library, scrub))
            yield from holding(steps, ["", *self.shown(words)], count=1)

        def halt(words: str) -> list[Any]:
            return [*buttons(held=False, count=1), _STOPPED, *self.shown(words)]

        def select(event: gr.SelectData) -> list[Any]:
            row = row_of(event.row_value, library)
            return card.chosen(row.key if row else "")

        def drop(key: str, words: str) -> list[Any]:
            return [*card.idle(removed(key, library, scrub)), *self.shown(words)]

        adds = [stop, upload, came, *self._outputs]
        adding = upload.upload(
            add, [upload, words], adds, **AGAIN, concurrency_limit=1, concurrency_id="library"
        )
        stop.click(halt, words, adds, **EVERY, cancels=adding)
        table.select(select, None, card.outputs, **EVERY)
        card.yes.click(drop, [card.key, words], [*card.outputs, *self._outputs], **EVERY)
        card.corrected(words, self._outputs, self.shown)

    def follow(self, *looked: Callable[..., Any]) -> None:
        """Show the library as it is when one of these happens, too; as one event, so that no answer overtakes a later one."""
        gr.on([self._words.change, *looked], self.shown, self._words, self._outputs, **LAST)

    def shown(self, words: str = "") -> list[Any]:
        """The state of the library, and the rows in which these words stand."""
        return [summary(self._library), matching(rows(self._library), words)]


def _table() -> gr.Dataframe:
    return gr.Dataframe(
        headers=list(HEADERS),
        datatype="str",
        type="array",
        label="文献",
        show_label=False,
        interactive=False,
        wrap=True,
        buttons=[],
        column_widths=_WIDTHS,
        max_height=460,
        elem_id="library-table",
        elem_classes="table",
    )


def removed(key: str, library: Library, scrub: Scrub) -> str:
    """What came of removing a document by its id, or a file that could not be read by its name."""
    row = named(key, library)
    try:
        gone = library.remove(key)
        Kept(library).sweep()
    except ExpectedError as error:
        return scrub(str(error))
    copies = (
        f"文件夹里还有损坏时移开的旧库，可能仍含它的内容：{scrub('、'.join(gone.copies))}。"
        if gone.copies
        else ""
    )
    return f"已移除 {scrub(row.name if row else key)}。{copies}"
