"""The card of one document: what is known of it and where that was read, to be corrected or removed."""

import re
from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.filling import KINDS, NONE, correction
from assistant.web.holdings import named
from assistant.web.manners import EVERY, IDLE, LAST
from assistant.web.record import Entry, entries, shown
from assistant.web.scrub import Scrub, bare
from index.correction import LABELS, Correction
from index.errors import ExpectedError, NotFoundError
from index.library import Library

_HINT = "点一行，这里就显示这份文献的题名、文号、日期等各自读自哪里"
_MORE = "；读错的可以更正，不要的可以移除。"
_CHANGED = "这一行已经变了。请在列表里重新选择。"
_CHOOSE = "选一项，就显示它读自哪里"
_SEVERAL = re.compile(r"[、；;\n]+")
_MANY = ("issuers", "authors")


class Card:
    """The card; `outputs` are what `chosen` and `idle` update. `key` is a document's id or an unread file's name."""

    def __init__(self, library: Library, scrub: Scrub) -> None:
        self._library, self._scrub = library, scrub
        self._open = not library.read_only
        with gr.Row(equal_height=False, elem_id="library-card"):
            with gr.Column(scale=3, min_width=320):
                with gr.Row(equal_height=True):
                    about = gr.Markdown(self._hint, elem_id="library-about", elem_classes="hint")
                    self.remove = _button("移除", "remove")
                    self.yes = _button("确定移除", "remove-yes", "stop")
                    self.no = _button("取消", "remove-no")
                values = gr.Radio([], label=_CHOOSE, type="index", visible=False, elem_id="library-values")
            with gr.Column(scale=2, min_width=320):
                said, other, form = _said(), _button("打开那一份", "library-other"), _Form()
                # Between columns it would count as one.
                self.key = gr.State("", time_to_live=IDLE)
        self._said = [said, other, *form.outputs]
        self.outputs = [self.key, about, self.remove, self.yes, self.no, values, *self._said]
        self.form, self._at = form, [self.key, values]
        values.input(self._looked, self._at, self._said, **LAST)
        other.click(self._other, self._at, self.outputs, **EVERY)
        self.remove.click(self._asked, self.key, self.outputs, **EVERY)
        self.no.click(self.chosen, self.key, self.outputs, **EVERY)

    def corrected(self, words: gr.Textbox, others: list[Any], listed: Callable[[str], list[Any]]) -> None:
        """Wire what is filled in; `listed` gives the updates of `others` from `words`."""
        outputs = [*self.outputs, *others]

        def keep(key: str, number: int | None, given: str, kind: str, words: str) -> list[Any]:
            return [*self._changed(key, number, given, kind), *listed(words)]

        def back(key: str, number: int | None, words: str) -> list[Any]:
            return [*self._changed(key, number, None), *listed(words)]

        self.form.save.click(keep, [*self._at, *self.form.inputs, words], outputs, **EVERY)
        self.form.withdraw.click(back, [*self._at, words], outputs, **EVERY)

    @property
    def _hint(self) -> str:
        return _HINT + (_MORE if self._open else "。")

    def idle(self, message: str = "") -> list[Any]:
        """Updates when nothing is chosen; `message` is Markdown."""
        return ["", message or self._hint, *_buttons(), gr.Radio([], visible=False), *self._look(None)]

    def chosen(self, key: str, message: str = "", at: int | None = None) -> list[Any]:
        """Updates when something is chosen, entry number `at` of it open."""
        row = named(key, self._library)
        if row is None:
            return self.idle(_CHANGED)
        told = (message, f"已选：{self._scrub(row.name)}", self._scrub(row.message))
        found = self._entries(key)
        lines = [(bare(entry.line), number) for number, entry in enumerate(found)]
        return [
            key,
            "<br>".join(filter(None, told)),
            *_buttons(remove=self._open),
            gr.Radio(lines, value=at, visible=bool(found)),
            *self._look(found[at] if at is not None else None),
        ]

    def _asked(self, key: str) -> list[Any]:
        row = named(key, self._library)
        if row is None:
            return self.idle(_CHANGED)
        text = f"移除 {self._scrub(row.name)} 后，它的文字会从资料库中彻底删除，不再用来回答。确定移除吗？"
        return [key, text, *_buttons(sure=True), gr.Radio(visible=False), *self._look(None)]

    def _entries(self, key: str) -> tuple[Entry, ...]:
        """Nothing for a file that could not be read, or a document that is gone."""
        try:
            return entries(self._library.document(key), self._library)
        except NotFoundError:
            return ()

    def _entry(self, key: str, number: int | None) -> Entry | None:
        found = self._entries(key)
        return found[number] if number is not None and number < len(found) else None

    def _looked(self, key: str, number: int | None) -> list[Any]:
        return self._look(self._entry(key, number))

    def _look(self, entry: Entry | None) -> list[Any]:
        if entry is None:
            return [gr.Markdown(visible=False), gr.Button(visible=False), *self.form.hidden()]
        try:
            told = shown(entry, self._library, self._scrub)
        except NotFoundError as error:
            told = self._scrub(str(error))
        form = self.form.about(entry) if entry.name and self._open else self.form.hidden()
        return [gr.Markdown(told, visible=True), gr.Button(visible=bool(entry.other)), *form]

    def _other(self, key: str, number: int | None) -> list[Any]:
        entry = self._entry(key, number)
        return self.chosen(entry.other) if entry else self.idle(_CHANGED)

    def _changed(self, key: str, number: int | None, given: str | None, kind: str = "") -> list[Any]:
        """Updates after what a person filled in was kept, or taken back where nothing is `given`."""
        entry = self._entry(key, number)
        if entry is None:
            return self.idle(_CHANGED)
        try:
            if given is None:
                self._library.correct(key, Correction(), less=(entry.name,))
            else:
                parts = _SEVERAL.split(given) if entry.name in _MANY else [given]
                self._library.correct(key, correction({entry.name: parts}, kind or "成文"))
        except ExpectedError as error:
            rest = [gr.skip() for _ in self.outputs[2:]]
            return [key, f"**{self._scrub(str(error))}**", *rest]
        told = f"已{'撤销人工填写的' if given is None else '更正'}{LABELS[entry.name]}。"
        names = [one.name for one in self._entries(key)]
        return self.chosen(key, told, names.index(entry.name))


class _Form:
    """The field for a better value; `inputs` are its words and, for a date, what happened then."""

    def __init__(self) -> None:
        with gr.Column(visible=False, elem_id="correction") as place:
            field = gr.Textbox(label="更正", lines=1, max_lines=4, elem_id="correction-words")
            kind = gr.Dropdown(list(KINDS), label="是什么日期", filterable=False, elem_id="correction-kind")
            with gr.Row():
                self.save = gr.Button("保存", variant="primary", min_width=100, elem_id="correction-save")
                self.withdraw = gr.Button("撤销人工填写", min_width=120, elem_id="correction-withdraw")
        self.inputs = [field, kind]
        self.outputs = [place, field, kind, self.withdraw]

    def about(self, entry: Entry) -> list[Any]:
        label = LABELS[entry.name]
        several = "几个之间用顿号隔开；" if entry.name in _MANY else ""
        none = "" if entry.name == "title" else f"没有这一项时写“{NONE}”"
        field = gr.Textbox(entry.words, label=f"更正{label}", placeholder=several + none)
        kind = gr.Dropdown(value=entry.kind or KINDS[0], visible=entry.name == "date")
        return [gr.Column(visible=True), field, kind, gr.Button(visible=entry.filled)]

    def hidden(self) -> list[Any]:
        return [gr.Column(visible=False), gr.skip(), gr.skip(), gr.skip()]


def _said() -> gr.Markdown:
    return gr.Markdown(
        container=True, visible=False, latex_delimiters=[], elem_id="library-source", elem_classes="words"
    )


def _button(label: str, name: str, variant: Any = "secondary") -> gr.Button:  # noqa: ANN401
    return gr.Button(label, variant=variant, size="md", scale=0, min_width=100, visible=False, elem_id=name)


def _buttons(*, remove: bool = False, sure: bool = False) -> list[Any]:
    """移除, then 确定移除 and 取消 in its place."""
    return [gr.Button(visible=remove), gr.Button(visible=sure), gr.Button(visible=sure)]
