"""The panel beside a result: 依据与出处, and the quoted words highlighted among their neighbours."""

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.references import around, day, known_by, named, on_one_line, reported
from assistant.types import Citation
from assistant.web.marks import Marked
from assistant.web.scrub import Scrub
from index.errors import NotFoundError
from index.library import Library
from index.types import Document, Location

EMPTY = "点击一句话，或在“依据与出处”里选一条，这里显示它的原文。"
EXPIRED = "放置太久，这里的出处已经清除。请重新提问或起草。"
GONE = "这份文献已从资料库中删除或更新。请重新提问或起草，以取得新的出处。"
_OPENING = 24
"""How many characters of a quote stand in the list of places."""
_BEFORE, _AFTER = 160, 400
"""How many characters are shown on either side of a quote, so that the quote itself stays in sight."""


class SourcePanel:
    """A column with the list of places that a result rests on, and the place that is being looked at.

    `choices` gives the number of the chosen place, from 0; `text` is Markdown.
    """

    def __init__(self, library: Library, scrub: Scrub, name: str) -> None:
        self._library = library
        self._scrub = scrub
        with gr.Column(scale=2, min_width=320):
            self.text = gr.Markdown(
                EMPTY,
                container=True,
                max_height="52vh",
                latex_delimiters=[],
                elem_id=f"{name}-source",
                elem_classes="source",
            )
            self.choices = gr.Radio(
                [],
                label="依据与出处",
                type="index",
                visible=False,
                elem_id=f"{name}-sources",
                elem_classes="sources",
            )

    def first(self, marked: Marked) -> list[Any]:
        """Updates of `choices` and `text` for a new result: its places, the first of them open."""
        lines = [self._line(mark, cited) for mark, cited in marked]
        listed = gr.Radio(choices=lines, value=lines[0] if lines else None, visible=bool(lines))
        return [listed, self.markdown(marked[:1])]

    def of(self, results: Sequence[Marked], number: int, listed: Marked) -> list[Any]:
        """The same when the result of that number was clicked: all of its places open, the first chosen if listed."""
        if number >= len(results):
            return [gr.skip(), EXPIRED]
        if not (marked := results[number]):
            return [gr.skip(), gr.skip()]
        chosen = self._line(*marked[0]) if marked[0] in listed else None
        return [gr.Radio(value=chosen), self.markdown(marked)]

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
        return f"{mark}{named(document.title, number)}{_position(place)}：{quote}"

    def _section(self, mark: str, cited: Citation) -> str:
        scrub = self._scrub
        try:
            document, place = self._library.document(cited.span.doc_id), self._library.locate(cited.span)
        except NotFoundError:
            return f"**{mark}**　{GONE}"
        number = document.meta.doc_number.text if document.meta.doc_number else ""
        facts = [
            f"{label}：{scrub(on_one_line(value))}"
            for label, value in _facts(cited, document, place)
            if value
        ]
        title = f"#### {mark}{scrub(named(document.title, number))}"
        return "\n\n".join((title, "<br>".join(facts), _quoted(cited, document, scrub)))


def _facts(cited: Citation, document: Document, place: Location) -> Iterator[tuple[str, str]]:
    meta = document.meta
    yield "发文机关" if meta.issuers else "作者", "、".join(v.text for v in meta.issuers or meta.authors)
    yield "日期", day(known_by(meta))
    yield "章节", " › ".join(place.heading)
    yield "位置", _position(place)
    yield "所载文件", reported(cited.span, document)


def _position(place: Location) -> str:
    page = f"第{place.page}页" if place.page is not None else ""
    return page + (f"第{place.line}行" if place.line is not None else "")


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
