"""A conversation of the tab 问答 as its messages, how its answers come about, and what is saved of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any, Literal

from assistant.answer import ask_stream
from assistant.cautions import on_paper
from assistant.followup import standalone
from assistant.generate import Generator
from assistant.local import local
from assistant.marks import Marked, Marks
from assistant.talk import Talk, Turn
from assistant.types import Answer, Claim
from assistant.understand import understand
from assistant.web.filter_fold import chosen
from assistant.web.scrub import Scrub
from assistant.word import contents
from assistant.word.paper import Paper
from index.errors import ExpectedError, NotFoundError
from index.library import Library

STOPPED = "（已停止，回答不完整。）"
FAILED = "（程序出错，没有回答。）"
_WORKING = "正在查阅资料……"
_CHANGED = "（来源已变更）"


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the chat, as Markdown, and what it rests on."""

    role: Literal["user", "assistant"]
    text: str
    marked: Marked = ()


def lines(talk: Talk, library: Library, scrub: Scrub) -> tuple[Line, ...]:
    """The messages. A mark whose document is not in the library any more says so."""
    held = frozenset(listing.id for listing in library.documents())
    said = [line for turn in talk.turns for line in _turn(turn, held, scrub)]
    last = _WORKING if talk.pending else f"**{scrub(talk.notice)}**" if talk.notice else ""
    return (*said, *([Line("assistant", last)] if last else []))


def messages(shown: Sequence[Line]) -> list[dict[str, str]]:
    return [{"role": line.role, "content": line.text} for line in shown]


def sources(shown: Sequence[Line], number: int = -1) -> Marked:
    """Every place that the answer rests on to which a line belongs, the last line's without a number."""
    number %= max(len(shown), 1)
    before = list(takewhile(_is_said, reversed(shown[: number + 1])))
    after = takewhile(_is_said, shown[number + 1 :])
    return tuple(dict.fromkeys(one for line in (*before[::-1], *after) for one in line.marked))


def _is_said(line: Line) -> bool:
    return line.role == "assistant"


def begun(asked: str, given: Sequence[Any], before: Talk, library: Library) -> Talk:
    """The conversation with a question to be answered, and which documents `given` lets answer it.

    ExpectedError for what cannot be asked.
    """
    understand(asked)
    only, words = chosen(given, library)
    alone = standalone(asked, before.answers, local(library.documents()))
    return before.plus(Turn(asked, only, words, alone if alone.split() != asked.split() else ""))


def answered(talk: Talk, library: Library, generator: Generator) -> Iterator[Talk]:
    """The conversation after each checked sentence, and with what is missing."""
    turn = talk.pending
    if turn is None:
        return
    try:
        for step in ask_stream(turn.question, library, generator, history=talk.answers, filter=turn.only):
            turn = turn.settled(step) if isinstance(step, Answer) else replace(turn, told=(*turn.told, step))
            yield talk.now(turn)
    except ExpectedError as error:
        yield talk.ended(str(error))


def _turn(turn: Turn, held: Collection[str], scrub: Scrub) -> Iterator[Line]:
    yield Line("user", scrub(turn.question))
    if turn.words:
        yield Line("assistant", f"（只看：{scrub(turn.words)}。）")
    if turn.alone:
        yield Line("assistant", f"（按“{scrub(turn.alone)}”来回答。）")
    marks = Marks.of(turn.claims)
    for claim in turn.claims:
        yield _sentence(claim, marks, held, scrub)
    if turn.answer:
        yield from _closing(turn.answer, scrub)
    if turn.ended:
        yield Line("assistant", scrub(turn.ended))


def _sentence(claim: Claim, marks: Marks, held: Collection[str], scrub: Scrub) -> Line:
    marked = marks.of_claim(claim)
    changed = _CHANGED if any(cited.span.doc_id not in held for _, cited in marked) else ""
    warnings = "".join(f"（注意：{scrub(finding.message)}）" for finding in claim.findings)
    shown = "".join(f"<mark>{scrub(mark)}</mark>" for mark, _ in marked)
    return Line("assistant", f"{scrub(claim.text)}{shown}{changed}{warnings}", marked)


def _closing(answer: Answer, scrub: Scrub) -> Iterator[Line]:
    """What is said after the sentences: the refusal, what is missing, and what was held back and why."""
    for notice in answer.notices:
        yield Line("assistant", f"（{scrub(on_paper(notice))}）")
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


def as_paper(talk: Talk, library: Library) -> Paper:
    """The last answer with its sources behind it. NotFoundError when the answer is gone."""
    return contents.answer(_last(talk), library)


def _last(talk: Talk) -> Answer:
    if not talk.answers:
        raise NotFoundError("这个回答已经清除。请重新提问，再下载。")
    return talk.answers[-1]
