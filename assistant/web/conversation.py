"""A conversation of the tab 问答: questions, their answers line by line, and what is saved of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Literal

from assistant import render
from assistant.answer import ask_stream
from assistant.followup import standalone
from assistant.generate import Generator
from assistant.marks import Marked, Marks
from assistant.types import Answer, Claim
from assistant.understand import understand
from assistant.web.downloads import file_name
from assistant.web.filter_fold import chosen
from assistant.web.scrub import Scrub
from assistant.web.shelf import Made
from assistant.word import contents
from index.errors import ExpectedError, NotFoundError
from index.library import Library
from index.types import Filter

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

    `answers` are the last ones, on which a follow-up question may lean; `only` says which documents may answer.
    """

    lines: tuple[Line, ...] = ()
    answers: tuple[Answer, ...] = ()
    question: str = ""
    notice: str = ""
    only: Filter | None = None

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


def begun(asked: str, given: Sequence[Any], before: Talk, library: Library, scrub: Scrub) -> Talk:
    """The conversation with a question to be answered, and which documents `given` lets answer it.

    ExpectedError for what cannot be asked.
    """
    understand(asked)
    only, words = chosen(given, library)
    now = replace(before, question=asked, notice=_WORKING, only=only).plus(Line("user", scrub(asked)))
    return now.plus(Line("assistant", f"（只看：{scrub(words)}。）")) if words else now


def ended(before: Talk, *, failed: bool = False) -> Talk:
    """The conversation after it was stopped, or after a bug."""
    said = before.plus(Line("assistant", _FAILED if failed else _STOPPED)) if before.question else before
    return replace(said, question="", notice="")


def answered(talk: Talk, library: Library, generator: Generator, scrub: Scrub) -> Iterator[Talk]:
    """The conversation after each checked sentence, and with what is missing."""
    claims: tuple[Claim, ...] = ()
    if _differs(alone := standalone(talk.question, talk.answers), talk.question):
        talk = talk.plus(Line("assistant", f"（按“{scrub(alone)}”来回答。）"))
    try:
        for step in ask_stream(talk.question, library, generator, history=talk.answers, filter=talk.only):
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


def as_word(talk: Talk, library: Library) -> Made:
    """The last answer with its sources behind it. NotFoundError when a source, or the answer itself, is gone."""
    # A fifth of a second to load, which the first page must not wait for.
    from assistant.word import write

    answer = _last(talk)
    return Made(file_name(answer.question, ".docx"), write.as_docx(contents.answer(answer, library)))


def as_markdown(talk: Talk, library: Library) -> Made:
    """The same as Markdown, under the question."""
    answer = _last(talk)
    title = render.escape(" ".join(answer.question.split()))
    text = f"# {title}\n\n{render.markdown(answer, library)}\n"
    return Made(file_name(answer.question, ".md"), text.encode())


def _last(talk: Talk) -> Answer:
    if not talk.answers:
        raise NotFoundError("这个回答已经清除。请重新提问，再下载。")
    return talk.answers[-1]
