"""The tab 问答: a question, its answer sentence by sentence, and the source of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import gradio as gr

from assistant.answer import ask_stream
from assistant.generate import Generator
from assistant.types import Answer, Claim
from assistant.web.manners import EVERY, IDLE, QUIET, buttons, holding
from assistant.web.marks import Marked, Marks
from assistant.web.scrub import Scrub
from assistant.web.source_panel import SourcePanel
from index.errors import ExpectedError
from index.library import Library

_HINT = "请提一个资料库能回答的问题。每句回答后有标记，点一下这句话，右边就显示它所依据的原文。"
_EXAMPLE = "例如：广东省什么时候印发了培育发展战略性产业集群的意见？"


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the chat, as Markdown, and what it rests on."""

    role: Literal["user", "assistant"]
    text: str
    marked: Marked = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """One session's conversation; `sources` are those of its last answer, `question` what is to be answered."""

    lines: tuple[Line, ...] = ()
    question: str = ""
    sources: Marked = ()

    def plus(self, *lines: Line) -> "Talk":
        return replace(self, lines=(*self.lines, *lines))

    def messages(self) -> list[dict[str, str]]:
        return [{"role": line.role, "content": line.text} for line in self.lines]


def ask_tab(library: Library, generator: Generator, scrub: Scrub) -> None:
    """Lay the tab out in the Blocks that are being built."""
    with gr.Row(equal_height=False):
        chat, question, send, clear = _conversation()
        shown = SourcePanel(library, scrub, "ask")
    talk = gr.State(Talk(), time_to_live=IDLE)
    outputs = [chat, talk, shown.choices, shown.text]

    def take(asked: str, before: Talk) -> list[Any]:
        now = replace(before, lines=(*before.lines, Line("user", scrub(asked))), question=asked, sources=())
        return ["", *buttons(held=True, count=2), *updates(now)]

    def respond(before: Talk) -> Iterator[list[Any]]:
        steps = answered(before, library, generator, scrub)
        yield from holding((updates(now) for now in steps), updates(before), count=2)

    def updates(now: Talk) -> list[Any]:
        return [now.messages(), now, *shown.first(now.sources)]

    def select(now: Talk, event: gr.SelectData) -> list[Any]:
        return shown.of([line.marked for line in now.lines], event.index, now.sources)

    def choose(now: Talk, number: int) -> str:
        return shown.markdown(now.sources[number : number + 1])

    for trigger in (question.submit, send.click):
        # The field is emptied once and at first, for the next question may be typed while this one is answered.
        taken = trigger(take, [question, talk], [question, send, clear, *outputs], **QUIET, queue=False)
        taken.then(respond, talk, [send, clear, *outputs], **QUIET)
    clear.click(lambda: updates(Talk()), None, outputs, **EVERY)
    chat.select(select, talk, [shown.choices, shown.text], **EVERY)
    shown.choices.input(choose, [talk, shown.choices], shown.text, **EVERY)


def _conversation() -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Button]:
    """The column of the conversation: what was said, the field for a question, 提问 and 清空."""
    with gr.Column(scale=3, min_width=360):
        chat = gr.Chatbot(
            label="问答",
            show_label=False,
            height="max(20rem, calc(100vh - 20rem))",
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            placeholder=_HINT,
            elem_id="chat",
        )
        with gr.Row(equal_height=True):
            question = gr.Textbox(
                label="问题",
                show_label=False,
                placeholder=_EXAMPLE,
                lines=1,
                max_lines=5,
                autofocus=True,
                scale=6,
                elem_id="question",
            )
            send = gr.Button("提问", variant="primary", scale=1, min_width=80, elem_id="ask")
            clear = gr.Button("清空", scale=1, min_width=80, elem_id="clear")
    return chat, question, send, clear


def answered(talk: Talk, library: Library, generator: Generator, scrub: Scrub) -> Iterator[Talk]:
    """The conversation after each checked sentence, and with what is missing."""
    claims: tuple[Claim, ...] = ()
    try:
        for step in ask_stream(talk.question, library, generator):
            if isinstance(step, Answer):
                talk = talk.plus(*_closing(step, scrub))
            else:
                claims = (*claims, step)
                marks = Marks.of(claims)
                talk = replace(talk, sources=marks.numbered()).plus(_sentence(step, marks, scrub))
            yield talk
    except ExpectedError as error:
        yield talk.plus(Line("assistant", scrub(str(error))))


def _sentence(claim: Claim, marks: Marks, scrub: Scrub) -> Line:
    marked = marks.of_claim(claim)
    warnings = "".join(f"（注意：{scrub(finding.message)}）" for finding in claim.findings)
    return Line(
        "assistant",
        scrub(claim.text) + "".join(f"<mark>{mark}</mark>" for mark, _ in marked) + warnings,
        marked,
    )


def _closing(answer: Answer, scrub: Scrub) -> Iterator[Line]:
    """What is said after the sentences: the refusal, what is missing, and what was held back and why."""
    for notice in answer.notices:
        yield Line("assistant", f"（{scrub(notice)}）")
    gaps = [f"- {scrub(gap)}" for gap in answer.gaps]
    if answer.refusal:
        yield Line("assistant", "\n".join([f"**{scrub(answer.refusal)}**", "", *gaps]))
    elif gaps:
        yield Line("assistant", "\n".join(["**缺少的材料**", "", *gaps]))
    if answer.rejected:
        held = [f"- {scrub(claim.text)}（{scrub(_reasons(claim))}）" for claim in answer.rejected]
        yield Line("assistant", "\n".join(["**以下内容未能核实，不计入答案**", "", *held]))


def _reasons(claim: Claim) -> str:
    return "；".join(finding.message.rstrip("。") for finding in claim.findings) or "未见依据"
