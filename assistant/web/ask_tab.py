"""The tab 问答: a question, its answer sentence by sentence, and the source of each."""

import gradio as gr

from assistant.generate import Generator
from assistant.kept import Kept
from assistant.talk import Talk
from assistant.web.asking import Asking
from assistant.web.conversation import as_paper
from assistant.web.copy_fold import CopyFold
from assistant.web.downloads import Downloads, files
from assistant.web.filter_fold import FilterFold
from assistant.web.manners import AGAIN, EVERY, IDLE, QUIET, begin_and_stop
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.suggestions import Suggestions
from assistant.web.talks_fold import TalksFold
from assistant.web.turnstile import Turnstile
from index.library import Library

_HINT = "请提一个资料库能回答的问题。每句回答后有标记，点一下这句话，就显示它所依据的原文。"
_EXAMPLE = "例如：广东省什么时候印发了培育发展战略性产业集群的意见？"


def ask_tab(
    library: Library,
    generator: Generator,
    scrub: Scrub,
    shelf: Shelf,
    turnstile: Turnstile,
    blocks: gr.Blocks,
) -> None:
    """Lay the tab out in the Blocks that are being built."""
    talk, kept = gr.State(Talk(), time_to_live=IDLE), Kept(library)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=360):
            chat, question, send, stop, new = _conversation()
            makers = files(lambda now: as_paper(now, library))
            downloads = Downloads(shelf, scrub, "ask-download", talk, makers)
            copy = CopyFold("复制回答", "ask-copy", talk, lambda now: as_paper(now, library))
            filters = FilterFold(library, "only")
            talks = TalksFold(kept)
        shown = SourcePanel(library, scrub, "ask")
    tab = Asking(library, generator, scrub, kept, downloads, copy, shown, talks, turnstile)
    held = [stop, send, new]
    seen = [chat, talk, *tab.seen]
    whole = [*seen, *talks.outputs]

    # The field is emptied once and at first, for the next question may be typed while this one is answered.
    asking, inputs = [question.submit, send.click], [question, talk, *filters.inputs]
    taken = gr.on(asking, tab.take, inputs, [question, *held, *whole], **QUIET, queue=False)
    picked = chat.example_select(_picked, None, question, **QUIET, queue=False)
    picked = picked.then(tab.take, inputs, [question, *held, *whole], **QUIET, queue=False)
    answering = [before.then(tab.respond, talk, [*held, *seen], **AGAIN) for before in (taken, picked)]
    stop.click(tab.halt, talk, [*held, *seen], **EVERY, cancels=answering)
    new.click(tab.fresh, None, whole, **EVERY)
    chat.select(tab.select, talk, shown.outputs, **EVERY)
    talks.act(talk, whole, tab.show)
    suggestions = Suggestions(library)
    # Once the page can be used: it takes a moment, once for each state of the library.
    blocks.load(tab.reopen, None, whole, **EVERY).then(lambda: _suggested(suggestions), None, chat, **EVERY)


def _suggested(suggestions: Suggestions) -> gr.Chatbot:
    """The update of an empty conversation: questions that can be asked by a click."""
    return gr.Chatbot(examples=[{"text": question} for question in suggestions.questions()])


def _picked(event: gr.SelectData) -> str:
    return str(event.value["text"])


def _conversation() -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Button, gr.Button]:
    """What was said, the field for a question, 提问 or 停止, and 新对话."""
    chat = gr.Chatbot(
        label="问答",
        show_label=False,
        height="max(20rem, calc(100vh - 26rem))",
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
        new = gr.Button("新对话", scale=1, min_width=80, elem_id="new")
    return chat, question, send, stop, new
