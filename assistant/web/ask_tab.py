"""The tab 问答: a question, its answer sentence by sentence, and the source of each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.generate import Generator
from assistant.web.conversation import Talk, answered, as_markdown, as_word, begun, ended
from assistant.web.downloads import Downloads
from assistant.web.filter_fold import FilterFold
from assistant.web.manners import EVERY, IDLE, QUIET, begin_and_stop, buttons, holding
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.suggestions import Suggestions
from index.errors import ExpectedError
from index.library import Library

_HINT = "请提一个资料库能回答的问题。每句回答后有标记，点一下这句话，就显示它所依据的原文。"
_EXAMPLE = "例如：广东省什么时候印发了培育发展战略性产业集群的意见？"


def ask_tab(library: Library, generator: Generator, scrub: Scrub, shelf: Shelf) -> gr.Chatbot:
    """Lay the tab out in the Blocks that are being built. In the conversation that comes back `suggested` belongs."""
    talk = gr.State(Talk(), time_to_live=IDLE)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=360):
            chat, question, send, stop, clear = _conversation()
            makers = {
                "下载 Word": lambda now: as_word(now, library),
                "下载 Markdown": lambda now: as_markdown(now, library),
            }
            downloads = Downloads(shelf, scrub, "ask-download", talk, makers)
            filters = FilterFold(library, "only")
        shown = SourcePanel(library, scrub, "ask")
    held = [stop, send, clear]
    outputs = [*held, chat, talk, *downloads.outputs, *shown.outputs]

    def take(asked: str, before: Talk, *given: Any) -> list[Any]:  # noqa: ANN401
        """The question becomes the last line; one that cannot be asked now stays in its field."""
        if before.question:
            return _nothing(1 + len(outputs))
        try:
            now = begun(asked, given, before, library, scrub)
        except ExpectedError as error:
            told = replace(before, notice=f"**{scrub(str(error))}**")
            return [gr.skip(), *buttons(held=False, count=2), *updates(told)]
        return ["", *buttons(held=True, count=2), *updates(now)]

    def respond(before: Talk) -> Iterator[list[Any]]:
        if not before.question:
            yield _nothing(len(outputs))
            return
        steps = (updates(now) for now in answered(before, library, generator, scrub))
        yield from holding(steps, updates(ended(before, failed=True)), count=2)

    def halt(before: Talk) -> list[Any]:
        return [*buttons(held=False, count=2), *updates(ended(before))]

    def updates(now: Talk) -> list[Any]:
        saved = downloads.shown(visible=bool(now.answers) and not now.question)
        return [now.messages(), now, *saved, *shown.first(now.sources())]

    def select(now: Talk, event: gr.SelectData) -> list[Any]:
        if event.index >= len(now.messages()):
            return shown.expired()
        marked = now.lines[event.index].marked if event.index < len(now.lines) else ()
        return shown.opened(marked, now.sources(event.index))

    # The field is emptied once and at first, for the next question may be typed while this one is answered.
    asking = [question.submit, send.click]
    inputs = [question, talk, *filters.inputs]
    taken = gr.on(asking, take, inputs, [question, *outputs], **QUIET, queue=False)
    picked = chat.example_select(_picked, None, question, **QUIET, queue=False)
    picked = picked.then(take, inputs, [question, *outputs], **QUIET, queue=False)
    answering = [
        before.then(respond, talk, outputs, **QUIET, trigger_mode="multiple") for before in (taken, picked)
    ]
    stop.click(halt, talk, outputs, **EVERY, cancels=answering)
    clear.click(lambda: updates(Talk()), None, outputs[len(held) :], **EVERY)
    chat.select(select, talk, shown.outputs, **EVERY)
    return chat


def suggested(suggestions: Suggestions) -> gr.Chatbot:
    """The update of an empty conversation: questions that can be asked by a click."""
    return gr.Chatbot(examples=[{"text": question} for question in suggestions.questions()])


def _picked(event: gr.SelectData) -> str:
    return str(event.value["text"])


def _nothing(count: int) -> list[Any]:
    """Updates that leave everything as it is."""
    return [gr.skip() for _ in range(count)]


def _conversation() -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Button, gr.Button]:
    """What was said, the field for a question, 提问 or 停止, and 清空."""
    chat = gr.Chatbot(
        label="问答",
        show_label=False,
        height="max(20rem, calc(100vh - 22.5rem))",
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        placeholder=_HINT,
        elem_id="chat",
    )
    with gr.Row(equal_height=True, elem_classes="request"):
        question = gr.Textbox(
            label="问题",
            show_label=False,
            container=False,
            placeholder=_EXAMPLE,
            lines=1,
            max_lines=5,
            autofocus=True,
            scale=6,
            min_width=320,
            elem_id="question",
        )
        send, stop = begin_and_stop("提问", "ask")
        clear = gr.Button("清空", scale=1, min_width=80, elem_id="clear")
    return chat, question, send, stop, clear
