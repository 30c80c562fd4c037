"""立案预审 of a text: its words with those marked that gave rise to a hint, and the hints beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import gradio as gr

from assistant.review import KINDS, Review, review
from assistant.review_text import LEVELS, NOTICE, summary, where
from assistant.types import Finding, Level
from assistant.web.downloads import Downloads, files
from assistant.web.manners import EVERY, IDLE, QUIET
from assistant.web.manuscript import Manuscript, Opened
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.word import review as paper
from assistant.word.paper import Paper
from index.errors import ExpectedError, NotFoundError

_KINDS = (("由文字判断", ""), ("提案", "提案"), ("提案线索", "线索"))
_LEAST, _MOST = 100, 20_000
_HINT = "看一事一案、篇幅、情况分析建议，以及公开的不予立案情形。只作提示，不作结论。"
_EMPTY = "请先在上面粘贴文稿或打开文件。"
_GONE = "这次预审的结果已经清除。请重新预审，再下载。"
_BESIDE = "标出的文字旁边都有编号，点一下，对应的提示就在这里标出来。"
_LENGTH = f"字数上限应是 {_LEAST} 到 {_MOST} 的整数。请改好后重试。"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, or the number behind one, and which of the hints it gave rise to, counted from 0."""

    text: str
    hints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A text that was reviewed: what is said of it as Markdown, its pieces, and the hints with their lines."""

    told: str = _HINT
    pieces: tuple[Piece, ...] = ()
    hints: tuple[tuple[Finding, str], ...] = ()
    notice: str = ""
    review: Review | None = None


def review_view(given: Manuscript, scrub: Scrub, shelf: Shelf) -> None:
    """Lay the view out in the Blocks that are being built."""
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=360):
            kind, length, begin = _request()
            heading, body = _result()
            state = gr.State(Reviewed(), time_to_live=IDLE)
            downloads = Downloads(shelf, scrub, "review-download", state, files(as_paper))
        with gr.Column(scale=2, min_width=320, elem_classes="beside"):
            beside = gr.Markdown(
                _BESIDE, container=True, latex_delimiters=[], elem_id="review-hints", elem_classes="source"
            )

    def respond(text: str, _: Opened, wanted: str, most: float | None) -> list[Any]:
        return updates(reviewed(text, wanted, most, scrub))

    def updates(now: Reviewed) -> list[Any]:
        pieces: list[tuple[str, str | float | None]] = [
            (piece.text, _level(piece, now)) for piece in now.pieces
        ]
        shown = gr.HighlightedText(value=pieces, visible=bool(pieces))
        saved = downloads.shown(visible=now.review is not None)
        return [now, now.told, shown, hints(now, (), scrub), *saved]

    def select(now: Reviewed, event: gr.SelectData) -> str:
        chosen = now.pieces[event.index].hints if event.index < len(now.pieces) else ()
        return hints(now, chosen, scrub)

    asked = [*given.inputs, kind, length]
    outputs = [state, heading, body, beside, *downloads.outputs]
    begin.click(respond, asked, outputs, **QUIET, trigger_mode="once")
    given.before_opening(lambda: updates(Reviewed()), outputs)
    body.select(select, state, beside, **EVERY)


def _request() -> tuple[gr.Dropdown, gr.Number, gr.Button]:
    """What is asked for: 文种 and 字数上限; 开始预审."""
    with gr.Row(equal_height=True, elem_classes="request"):
        kind = gr.Dropdown(
            list(_KINDS), value="", label="文种", filterable=False, min_width=120, elem_id="kind"
        )
        length = gr.Number(1500, label="提案字数上限", precision=0, min_width=120, elem_id="length")
        begin = gr.Button("开始预审", variant="primary", min_width=80, elem_id="review")
    return kind, length, begin


def _result() -> tuple[gr.Markdown, gr.HighlightedText]:
    """What came of it: what is said of the text, and the text."""
    heading = gr.Markdown(_HINT, latex_delimiters=[], elem_id="review-told")
    body = gr.HighlightedText(
        label="文稿",
        show_label=False,
        show_inline_category=False,
        show_legend=True,
        combine_adjacent=False,
        color_map=dict(zip(LEVELS.values(), ("red", "yellow"), strict=True)),
        buttons=[],
        visible=False,
        elem_id="review-body",
        elem_classes="flowing",
    )
    return heading, body


def reviewed(text: str, kind: str, length: float | None, scrub: Scrub) -> Reviewed:
    """The review of a text, or why there is none."""
    if not text.strip():
        return Reviewed(f"**{_EMPTY}**")
    if length is None or not _LEAST <= length <= _MOST:
        return Reviewed(f"**{_LENGTH}**")
    try:
        found = review(text, KINDS.get(kind), int(length))
    except ExpectedError as error:
        return Reviewed(f"**{scrub(str(error))}**")
    told = "<br>".join(map(scrub, summary(found)))
    return Reviewed(told, tuple(_pieces(found)), tuple(_hints(found)), NOTICE, found)


def as_paper(now: Reviewed) -> Paper:
    """The hints and the text with what gave rise to them. NotFoundError when the result is gone."""
    if now.review is None:
        raise NotFoundError(_GONE)
    return paper.review(now.review)


def hints(now: Reviewed, chosen: Sequence[int], scrub: Scrub) -> str:
    """The hints as Markdown, those that were chosen highlighted."""
    if not now.pieces:
        return _BESIDE
    lines = [] if now.hints else ["没有发现需要提示的地方。"]
    for number, (finding, line) in enumerate(now.hints):
        words = scrub(f"【{LEVELS[finding.level]}】{finding.message}{line}")
        lines.append(f"{number + 1}\\. {f'<mark>{words}</mark>' if number in chosen else words}")
    return "\n\n".join([*lines, now.notice])


def _hints(found: Review) -> Iterator[tuple[Finding, str]]:
    for finding in found.findings:
        yield finding, where(finding, found.proposal.text)


def _pieces(found: Review) -> Iterator[Piece]:
    """The text cut where a hint begins or ends; behind its last character stands the number of a hint."""
    text = found.proposal.text
    placed = [(n, finding.at) for n, finding in enumerate(found.findings) if finding.at]
    cuts = sorted({0, len(text), *(offset for _, at in placed for offset in at)})
    for start, end in pairwise(cuts):
        covering = tuple(n for n, at in placed if at[0] <= start and end <= at[1])
        yield Piece(text[start:end], covering)
        yield from (Piece(f"[{n + 1}]", (n,)) for n, at in placed if at[1] == end)


def _level(piece: Piece, now: Reviewed) -> str | None:
    """The name of the weightiest hint on a piece: what its colour stands for."""
    levels: list[Level] = [now.hints[n][0].level for n in piece.hints]
    return LEVELS["error" if "error" in levels else "warning"] if levels else None
