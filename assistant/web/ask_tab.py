"""The tab 问答: a question, its answer sentence by sentence, and the source of each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Literal

import gradio as gr

from assistant.answer import ask_stream
from assistant.followup import standalone
from assistant.generate import Generator
from assistant.marks import Marked, Marks
from assistant.types import Answer, Claim
from assistant.understand import understand
from assistant.web.manners import EVERY, IDLE, QUIET, begin_and_stop, buttons, holding
from assistant.web.scrub import Scrub
from assistant.web.source_panel import SourcePanel
from index.errors import ExpectedError
from index.library import Library

_HINT = "请提一个资料库能回答的问题。每句回答后有标记，点一下这句话，就显示它所依据的原文。"
_EXAMPLE = "例如：广东省什么时候印发了培育发展战略性产业集群的意见？"
_WORKING = "正在查阅资料……"
_STOPPED = "（已停止，回答不完整。）"
_FAILED = "（程序出错，没有回答。）"
_REMEMBERED = 3
"""How many answers a follow-up question may lean on."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the chat, as Markdown, and what it rests on."""

    role: Literal["user", "assistant"]
    text: str
    marked: Marked = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """One session's conversation; `question` is what is to be answered, `notice` stands below it for a while.

    `answers` are the last ones, on which a follow-up question may lean.
    """

    lines: tuple[Line, ...] = ()
    answers: tuple[Answer, ...] = ()
    question: str = ""
    notice: str = ""

    def plus(self, *lines: Line) -> "Talk":
        return replace(self, lines=(*self.lines, *lines))

    def messages(self) -> list[dict[str, str]]:
        lines = (*self.lines, *([Line("assistant", self.notice)] if self.notice else []))
        return [{"role": line.role, "content": line.text} for line in lines]

    def sources(self, number: int = -1) -> Marked:
        """Every place that the answer rests on to which a line belongs, the last line's without a number."""
        number %= max(len(self.lines), 1)
        before = list(takewhile(_is_said, reversed(self.lines[: number + 1])))
        after = takewhile(_is_said, self.lines[number + 1 :])
        return tuple(dict.fromkeys(one for line in (*before[::-1], *after) for one in line.marked))


def _is_said(line: Line) -> bool:
    return line.role == "assistant"


def ask_tab(library: Library, generator: Generator, scrub: Scrub) -> None:
    """Lay the tab out in the Blocks that are being built."""
    with gr.Row(equal_height=False):
        chat, question, send, stop, clear = _conversation()
        shown = SourcePanel(library, scrub, "ask")
    talk = gr.State(Talk(), time_to_live=IDLE)
    held = [stop, send, clear]
    outputs = [*held, chat, talk, *shown.outputs]

    def take(asked: str, before: Talk) -> list[Any]:
        """The question becomes the last line; one that cannot be asked now stays in its field."""
        if before.question:
            return _nothing(1 + len(outputs))
        try:
            understand(asked)
        except ExpectedError as error:
            now = replace(before, notice=f"**{scrub(str(error))}**")
            return [gr.skip(), *buttons(held=False, count=2), *updates(now)]
        now = replace(before, question=asked, notice=_WORKING).plus(Line("user", scrub(asked)))
        return ["", *buttons(held=True, count=2), *updates(now)]

    def respond(before: Talk) -> Iterator[list[Any]]:
        if not before.question:
            yield _nothing(len(outputs))
            return
        steps = (updates(now) for now in answered(before, library, generator, scrub))
        failed = replace(before, question="", notice="").plus(Line("assistant", _FAILED))
        yield from holding(steps, updates(failed), count=2)

    def halt(before: Talk) -> list[Any]:
        stopped = before.plus(Line("assistant", _STOPPED)) if before.question else before
        return [*buttons(held=False, count=2), *updates(replace(stopped, question="", notice=""))]

    def updates(now: Talk) -> list[Any]:
        return [now.messages(), now, *shown.first(now.sources())]

    def select(now: Talk, event: gr.SelectData) -> list[Any]:
        if event.index >= len(now.messages()):
            return shown.expired()
        marked = now.lines[event.index].marked if event.index < len(now.lines) else ()
        return shown.opened(marked, now.sources(event.index))

    # The field is emptied once and at first, for the next question may be typed while this one is answered.
    asking = [question.submit, send.click]
    taken = gr.on(asking, take, [question, talk], [question, *outputs], **QUIET, queue=False)
    answering = taken.then(respond, talk, outputs, **QUIET, trigger_mode="multiple")
    stop.click(halt, talk, outputs, **EVERY, cancels=answering)
    clear.click(lambda: updates(Talk()), None, outputs[len(held) :], **EVERY)
    chat.select(select, talk, shown.outputs, **EVERY)


def _nothing(count: int) -> list[Any]:
    """Updates that leave everything as it is."""
    return [gr.skip() for _ in range(count)]


def _conversation() -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Button, gr.Button]:
    """The column of the conversation: what was said, the field for a question, 提问 or 停止, and 清空."""
    with gr.Column(scale=3, min_width=360):
        chat = gr.Chatbot(
            label="问答",
            show_label=False,
            height="max(20rem, calc(100vh - 18rem))",
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


def answered(talk: Talk, library: Library, generator: Generator, scrub: Scrub) -> Iterator[Talk]:
    """The conversation after each checked sentence, and with what is missing."""
    claims: tuple[Claim, ...] = ()
    if _differs(alone := standalone(talk.question, talk.answers), talk.question):
        talk = talk.plus(Line("assistant", f"（按“{scrub(alone)}”来回答。）"))
    try:
        for step in ask_stream(talk.question, library, generator, history=talk.answers):
            if isinstance(step, Answer):
                talk = replace(talk.plus(*_closing(step, scrub)), question="", notice="")
                talk = replace(talk, answers=(*talk.answers, step)[-_REMEMBERED:])
            else:
                claims = (*claims, step)
                talk = talk.plus(_sentence(step, Marks.of(claims), scrub))
            yield talk
    except ExpectedError as error:
        yield replace(talk, question="", notice="").plus(Line("assistant", scrub(str(error))))


def _differs(one: str, other: str) -> bool:
    return one.split() != other.split()


def _sentence(claim: Claim, marks: Marks, scrub: Scrub) -> Line:
    marked = marks.of_claim(claim)
    warnings = "".join(f"（注意：{scrub(finding.message)}）" for finding in claim.findings)
    return Line(
        "assistant",
        scrub(claim.text) + "".join(f"<mark>{scrub(mark)}</mark>" for mark, _ in marked) + warnings,
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
