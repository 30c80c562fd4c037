"""The fold 以前的对话: what was asked before, to be opened again or deleted for good."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import gradio as gr

from assistant.kept import Kept
from assistant.talk import Talk
from assistant.web.login import owner
from assistant.web.manners import EVERY, LAST
from assistant.web.scrub import bare
from index.errors import ExpectedError

NONE = "new"
"""What the page's address says where there is no conversation yet."""
_EMPTY = "还没有对话。提过的问题会存在这里，只有自己能看到。"
_HINT = "选一段对话，就接着谈。"
_BUSY = "正在回答，请先等它结束或点“停止”。"
_SURE = "删除后不能恢复。确定删除吗？"
_DELETED = "已彻底删除。"
_ALL = "all"

Show = Callable[[Talk, gr.Request], list[Any]]
"""The updates of a tab for a conversation that somebody asked for."""


class TalksFold:
    """The fold. `shown` gives the updates of `outputs`: the list, and which conversation the address names."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        with gr.Accordion("以前的对话", open=False, visible=kept.keeps, elem_id="talks") as self._fold:
            self._told = gr.Markdown(_EMPTY, elem_id="talks-told", elem_classes="hint")
            self._listed = gr.Radio(
                [], label="对话", show_label=False, elem_id="talks-list", elem_classes="sources"
            )
            with gr.Row(elem_classes="downloads"):
                self._one = _button("删除选中的对话", "talks-delete")
                self._all = _button("全部删除", "talks-delete-all")
                self._yes = _button("确定删除", "talks-yes", variant="stop", visible=False)
                self._no = _button("取消", "talks-no", visible=False)
        self._which = gr.State("")
        self._now = gr.Markdown(elem_id="talk-now")
        self.outputs = [self._listed, self._now]

    def shown(self, talk: Talk, request: gr.Request) -> list[Any]:
        choices = [(_line(one.title, one.at), one.id) for one in self._kept.titles(owner(request.request))]
        return [gr.update(choices=choices, value=talk.id or None), talk.id or NONE]

    def act(self, talk: gr.State, outputs: list[Any], show: Show) -> None:
        """Wire the fold to the tab: `show` gives the updates of `outputs` for another conversation."""
        asking = [self._told, self._which, self._one, self._all, self._yes, self._no]

        def look(now: Talk, request: gr.Request) -> list[Any]:
            return [
                *_idle(_HINT if self._kept.titles(owner(request.request)) else _EMPTY),
                *self.shown(now, request),
            ]

        def open_(name: str, now: Talk, request: gr.Request) -> list[Any]:
            if now.pending:
                return [_BUSY, *[gr.skip()] * len(outputs)]
            try:
                return [_HINT, *show(self._kept.read(owner(request.request), name), request)]
            except ExpectedError as error:
                return [str(error), *[gr.skip()] * len(outputs)]

        def sure(which: str, now: Talk) -> list[Any]:
            if now.pending or not which:
                return _idle(_BUSY if now.pending else "请先选一段对话。")
            return [_SURE, which, *_buttons(sure=True)]

        def delete(which: str, now: Talk, request: gr.Request) -> list[Any]:
            if which == _ALL:
                self._kept.delete_all(owner(request.request))
            else:
                self._kept.delete(owner(request.request), which)
            after = Talk() if which in (_ALL, now.id) else now
            return [*_idle(_DELETED), *show(after, request)]

        self._fold.expand(look, talk, [*asking, *self.outputs], **EVERY)
        self._listed.input(open_, [self._listed, talk], [self._told, *outputs], **LAST)
        self._one.click(sure, [self._listed, talk], asking, **EVERY)
        self._all.click(lambda now: sure(_ALL, now), talk, asking, **EVERY)
        self._yes.click(delete, [self._which, talk], [*asking, *outputs], **EVERY)
        self._no.click(lambda: _idle(_HINT), None, asking, **EVERY)


def _idle(told: str) -> list[Any]:
    """Nothing is being asked: what is told, nothing to delete, and the buttons as at first."""
    return [told, "", *_buttons(sure=False)]


def _buttons(*, sure: bool) -> list[gr.Button]:
    return [gr.Button(visible=seen) for seen in (not sure, not sure, sure, sure)]


def _button(label: str, name: str, *, variant: Any = "secondary", visible: bool = True) -> gr.Button:  # noqa: ANN401
    return gr.Button(label, size="sm", scale=0, min_width=110, variant=variant, visible=visible, elem_id=name)


def _line(title: str, at: float) -> str:
    """A conversation by its day and its first question."""
    day = datetime.fromtimestamp(at).astimezone()
    return f"{day:%Y-%m-%d %H:%M}　{bare(title) or '（打不开的对话）'}"
