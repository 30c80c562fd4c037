"""The panel beside a result: 依据与出处, and the quoted words highlighted among their neighbours."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from assistant.marks import Marked
from assistant.references import around, day, known_by, named, on_one_line, path, position, reported
from assistant.types import Citation
from assistant.web.manners import IDLE, LAST
from assistant.web.pages import pictured
from assistant.web.scrub import Scrub
from index.errors import NotFoundError
from index.library import Library
from index.standing import UNKNOWN
from index.types import Document, Location

EMPTY = "这里显示原文：点击一句话，或在“依据与出处”里选一条，所依据的文字会标出来。"
EXPIRED = "放置太久，这里的出处已经清除。请重新提问或起草。"
GONE = "来源已变更：这份文献已从资料库中删除或更新。请重新提问或起草，以取得新的出处。"
_OPENING = 24
"""How many characters of a quote stand in the list of places."""
_BEFORE, _AFTER = 160, 400
"""How many characters are shown on either side of a quote, so that the quote itself stays in sight."""


class SourcePanel:
    """A column with the list of places that a result rests on, and the place that is being looked at.

    `outputs` are what its updates are for: what is listed, the list, and the text as Markdown.
    """

    def __init__(self, library: Library, scrub: Scrub, name: str) -> None:
        self._library = library
        self._scrub = scrub
        with gr.Column(scale=2, min_width=320, elem_classes="beside"):
            text = gr.Markdown(
                EMPTY,
                container=True,
                latex_delimiters=[],
                elem_id=f"{name}-source",
                elem_classes="source",
            )
            choices = gr.Radio(
                [],
                label="依据与出处",
                type="index",
                visible=False,
                elem_id=f"{name}-sources",
                elem_classes="sources",
            )
        listed = gr.State((), time_to_live=IDLE)
        self.outputs = [listed, choices, text]
        choices.input(self._chosen, [listed, choices], text, **LAST)

    def first(self, marked: Marked) -> list[Any]:
        """Updates for a new result: its places, the first of them open."""
        return self.opened(marked[:1], marked) if marked else self.told(EMPTY)

    def opened(self, marked: Marked, among: Marked) -> list[Any]:
        """Updates when something was clicked that rests on `marked`: these are open, the first of them chosen.

        What rests on nothing leaves everything as it is.
        """
        if not marked:
            return [gr.skip(), gr.skip(), gr.skip()]
        lines = {mark: self._line(mark, cited) for mark, cited in among}
        listed = gr.update(choices=list(lines.values()), value=lines.get(marked[0][0]), visible=True)
        return [among, listed, self.markdown(marked)]

    def expired(self) -> list[Any]:
        """Updates when something was clicked that the server has forgotten."""
        return [gr.skip(), gr.skip(), EXPIRED]

    def told(self, message: str) -> list[Any]:
        """Updates that show a message where the text would stand, and no list."""
        return [(), gr.update(choices=[], visible=False), message]

    def _chosen(self, listed: Marked, number: int) -> str:
        return self.markdown(listed[number : number + 1]) if number < len(listed) else EXPIRED

    def markdown(self, marked: Marked) -> str:
        """One section for each mark."""
        return "\n\n".join(self._section(mark, cited) for mark, cited in marked) or EMPTY

    def _line(self, mark: str, cited: Citation) -> str:
        """One line of the list: enough to know the place by, the rest is said when it is open."""
        try:
            document, place = self._library.document(cited.span.doc_id), self._library.locate(cited.span)
        except NotFoundError:
            return mark + GONE
        number = document.meta.doc_number.text if document.meta.doc_number else ""
        quote = on_one_line(document.at(cited.span))
        quote = quote if len(quote) <= _OPENING else quote[:_OPENING] + "…"
        return f"{mark} {named(document.title, number)}{position(place)}：{quote}"

    def _section(self, mark: str, cited: Citation) -> str:
        scrub = self._scrub
        try:
            document, place = self._library.document(cited.span.doc_id), self._library.locate(cited.span)
        except NotFoundError:
            return f"**{scrub(mark)}** {GONE}"
        number = document.meta.doc_number.text if document.meta.doc_number else ""
        facts = [
            f"{label}：{scrub(on_one_line(value))}"
            for label, value in _facts(cited, document, place, self._library)
            if value
        ]
        title = f"#### {scrub(mark + named(document.title, number))}"
        quoted = _quoted(cited, document, scrub)
        return "\n\n".join((title, quoted, *self._pages(cited, place), "<br>".join(facts)))

    def _pages(self, cited: Citation, place: Location) -> Iterator[str]:
        """The pages on which a quote stands as pictures, or why there are none; nothing for what has no pages."""
        try:
            for page, near, whole in pictured(cited.span, place, self._library):
                yield f"[![第{page}页，所引的文字已框出，点开看整页]({near})]({whole})"
        except NotFoundError as error:
            yield self._scrub(str(error))


def _facts(
    cited: Citation, document: Document, place: Location, library: Library
) -> Iterator[tuple[str, str]]:
    meta = document.meta
    states = library.standing.states(document.id)
    yield "发文机关" if meta.issuers else "作者", "、".join(v.text for v in meta.issuers or meta.authors)
    yield "日期", day(known_by(meta))
    yield "状态", "、".join(state for state in states if state != UNKNOWN)
    yield "章节", " › ".join(path(cited.span, library))
    yield "位置", position(place)
    yield "所载文件", reported(cited.span, document)


def _quoted(cited: Citation, document: Document, scrub: Scrub) -> str:
    before, after = around(cited.span, document)
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:]
    if len(after) > _AFTER:
        after = after[:_AFTER] + "…"
    quote = _lines(document.at(cited.span), scrub)
    return f"> {_lines(before, scrub)}<mark>{quote}</mark>{_lines(after, scrub)}"


def _lines(text: str, scrub: Scrub) -> str:
    """Several lines as one paragraph of Markdown, the cells of a table apart."""
    lines = ("　".join(scrub(cell) for cell in line.split("\t")) for line in text.split("\n"))
    return "<br>".join(lines)
