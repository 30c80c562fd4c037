"""The tab 起草: a request, the lead it becomes with a mark after every sentence, and what is still to be checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant import outline_text
from assistant.errors import RequestError
from assistant.generate import Generator
from assistant.marks import Marked
from assistant.outline import draft_stream
from assistant.outline_text import Piece
from assistant.request import read_request
from assistant.steering import AS_IT_COMES, Steering
from assistant.types import Claim, Outline
from assistant.web import draft_text
from assistant.web.basis_fold import BasisFold
from assistant.web.downloads import Downloads, file_name
from assistant.web.edit_fold import EditFold, adopted
from assistant.web.manners import EVERY, IDLE, QUIET, begin_and_stop, buttons, holding
from assistant.web.scrub import Scrub
from assistant.web.shelf import Made, Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.steering_fold import SteeringFold, anew, wished
from assistant.word import contents
from index import regions
from index.errors import ExpectedError, NotFoundError
from index.library import Library

_PROFILES = (
    ("随要求", ""),
    ("委员会线索", "committee"),
    ("公开征集500字", "public500"),
    ("公开征集300字", "public300"),
)
_MARK = "依据"
_HINT = "用一句话写明主题即可。起草出来的每句话都有标记，点一下就显示原文；资料不足时会说明缺什么。"
_WORKING = "正在起草……"
_STOPPED = "已停止起草。"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows: a heading in Markdown, the lead piece by piece, notes and the copy in Markdown.

    `outline` is the whole draft, once it is whole; `call` (要求, 地区, 体例) and `steering` are what it was made of.
    """

    heading: str = ""
    pieces: tuple[Piece, ...] = ()
    notes: str = ""
    copy: str = ""
    sources: Marked = ()
    outline: Outline | None = None
    call: tuple[str, str, str] = ("", "", "")
    steering: Steering = AS_IT_COMES

    def highlighted(self) -> list[tuple[str, str | float | None]]:
        return [(piece.text, _MARK if piece.mark else None) for piece in self.pieces]


def draft_tab(library: Library, generator: Generator, scrub: Scrub, shelf: Shelf) -> None:
    """Lay the tab out in the Blocks that are being built."""
    state = gr.State(Shown(), time_to_live=IDLE)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=360):
            request, region, profile, write, stop = _request()
            heading, body, notes = _result()
            makers = {
                "下载 Word": lambda now: as_word(now, library),
                "下载 Markdown": as_markdown,
                "下载提案 Word": lambda now: as_full_word(now, library),
            }
            downloads = Downloads(shelf, scrub, "draft-download", state, makers)
            steers, edits = SteeringFold(), EditFold(library, scrub, state)
            fold, copy = _copy()
            place = gr.Column(elem_classes="tables")
        panel = SourcePanel(library, scrub, "draft")
    with place:
        table = BasisFold(library, scrub, panel, "draft-basis")
    parts = [heading, body, notes, fold, copy]
    held = [write, steers.again, steers.rewrite, edits.adopt]
    folds = [*downloads.outputs, *table.outputs, *steers.outputs, *edits.outputs]
    outputs = [stop, *held, state, *parts, *folds, *panel.outputs]

    def respond(asked: str, place: str, style: str) -> Iterator[list[Any]]:
        yield from stepping(drafted(asked, place, style, library, generator, scrub))

    def stepping(steps: Iterator[Shown]) -> Iterator[list[Any]]:
        yield from holding((updates(now) for now in steps), updates(Shown()), count=len(held))

    def changing(steer: Callable[..., Steering]) -> Callable[..., Iterator[list[Any]]]:
        def change(now: Shown, *given: Any) -> Iterator[list[Any]]:  # noqa: ANN401
            yield from stepping(redrafted(now, steer, given, library, generator, scrub))

        return change

    def halt() -> list[Any]:
        return [*buttons(held=False, count=len(held)), *updates(Shown(_STOPPED))]

    def updates(now: Shown) -> list[Any]:
        lead = gr.HighlightedText(value=now.highlighted(), visible=bool(now.pieces))
        whole = gr.Accordion(visible=bool(now.copy))
        saved = downloads.shown(visible=now.outline is not None and not now.outline.refusal)
        policies = table.about(now.outline.topic if now.outline else "")
        parts = [now.heading, lead, now.notes, whole, now.copy]
        changes = [*steers.about(now.outline), *edits.about(now.outline)]
        return [now, *parts, *saved, *policies, *changes, *panel.first(now.sources)]

    def select(now: Shown, event: gr.SelectData) -> list[Any]:
        if event.index >= len(now.pieces):
            return panel.expired()
        return panel.opened(now.pieces[event.index].marked, now.sources)

    asking = [request.submit, region.submit, write.click]
    writing = gr.on(asking, respond, [request, region, profile], outputs, **QUIET, trigger_mode="once")
    told = [state, *steers.inputs]
    works = [
        writing,
        steers.rewrite.click(changing(wished), told, outputs, **QUIET),
        steers.again.click(changing(anew), told, outputs, **QUIET),
        edits.adopt.click(changing(adopted), [state, *edits.inputs], outputs, **QUIET),
    ]
    stop.click(halt, None, outputs, **EVERY, cancels=works)
    body.select(select, state, panel.outputs, **EVERY)


def _request() -> tuple[gr.Textbox, gr.Textbox, gr.Dropdown, gr.Button, gr.Button]:
    """What is asked for: 要求, 地区, 体例; 起草 or 停止."""
    request = gr.Textbox(
        label="要求",
        placeholder="例如：请围绕广东省推行产业链“链长制”起草一份提案线索",
        lines=1,
        max_lines=6,
        elem_id="request",
    )
    with gr.Row(equal_height=True, elem_classes="request"):
        region = gr.Textbox(
            label="地区", placeholder="可不填，如：广东", scale=3, min_width=140, elem_id="region"
        )
        profile = gr.Dropdown(
            list(_PROFILES),
            value="",
            label="体例",
            filterable=False,
            scale=3,
            min_width=140,
            elem_id="profile",
        )
        write, stop = begin_and_stop("起草", "draft-button")
    return request, region, profile, write, stop


def _result() -> tuple[gr.Markdown, gr.HighlightedText, gr.Markdown]:
    """What came of it: heading, lead and notes."""
    heading = gr.Markdown(_HINT, latex_delimiters=[], elem_id="draft-title")
    body = gr.HighlightedText(
        label="线索",
        show_label=False,
        show_inline_category=False,
        combine_adjacent=False,
        color_map={_MARK: "transparent"},
        buttons=[],
        visible=False,
        elem_id="draft-body",
        elem_classes="flowing",
    )
    return heading, body, gr.Markdown(latex_delimiters=[], elem_id="draft-notes")


def _copy() -> tuple[gr.Accordion, gr.Textbox]:
    """The whole as Markdown in a fold."""
    with gr.Accordion("复制全文", open=False, visible=False) as fold:
        copy = gr.Textbox(
            label="Markdown 全文",
            show_label=False,
            lines=8,
            max_lines=16,
            interactive=False,
            buttons=["copy"],
            elem_id="draft-copy",
        )
    return fold, copy


def drafted(
    request: str,
    region: str,
    profile: str,
    library: Library,
    generator: Generator,
    scrub: Scrub,
    steering: Steering = AS_IT_COMES,
) -> Iterator[Shown]:
    """The lead as it grows, and at last the whole of it with its notes; or why there is none."""
    claims: tuple[Claim, ...] = ()
    call = (request, region, profile)
    yield Shown(_WORKING)
    try:
        place = _region(region)
        for step in draft_stream(
            request, library, generator, region=place, profile=profile, steering=steering
        ):
            if isinstance(step, Outline):
                yield replace(_whole(step, library, scrub), call=call, steering=steering)
            else:
                claims = (*claims, step)
                # Not piece by piece into the lead: Gradio sends differences, over which its component stumbles.
                yield Shown(f"{_WORKING}\n\n{draft_text.growing(claims, scrub)}")
    except ExpectedError as error:
        yield Shown(f"**{scrub(str(error))}**")


def redrafted(
    now: Shown,
    steer: Callable[..., Steering],
    given: Sequence[Any],
    library: Library,
    generator: Generator,
    scrub: Scrub,
) -> Iterator[Shown]:
    """The same request with another steering; where that cannot be, the draft as it is, and why."""
    try:
        steering = steer(_made(now), now.steering, *given)
    except ExpectedError as error:
        yield replace(now, heading=f"**{scrub(str(error))}**")
        return
    yield from drafted(*now.call, library, generator, scrub, steering)


def _whole(outline: Outline, library: Library, scrub: Scrub) -> Shown:
    notes = draft_text.notes(outline, library, scrub)
    if outline.refusal:
        return Shown(f"**{scrub(outline.refusal)}**", notes=notes, outline=outline)
    return Shown(
        f"### {scrub(outline.title)}",
        tuple(draft_text.pieces(outline)),
        notes,
        outline_text.markdown(outline, library),
        outline_text.marks(outline).numbered(),
        outline,
    )


def as_word(now: Shown, library: Library) -> Made:
    """The lead with its annexes. NotFoundError when a source, or the draft itself, is gone."""
    # A fifth of a second to load, which the first page must not wait for.
    from assistant.word import write

    outline = _made(now)
    return Made(file_name(outline.title, ".docx"), write.as_docx(contents.outline(outline, library)))


def as_full_word(now: Shown, library: Library) -> Made:
    """The full 提案 that grows from the lead. NotFoundError when a source, or the draft itself, is gone."""
    from assistant.grow import grow
    from assistant.word import full, write

    request, region, _ = now.call
    place = read_request(request, _region(region)).region
    grown = grow(_made(now), library, region=place, steering=now.steering)
    return Made(file_name(grown.cause, ".docx"), write.as_docx(full.full(grown, library)))


def as_markdown(now: Shown) -> Made:
    """The same as Markdown."""
    return Made(file_name(_made(now).title, ".md"), f"{now.copy}\n".encode())


def _made(now: Shown) -> Outline:
    if now.outline is None:
        raise NotFoundError("这份草稿已经清除。请重新起草，再下载。")
    return now.outline


def _region(text: str) -> str:
    """The short name of a place; empty for none. RequestError for a name that is no place."""
    if not text.strip():
        return ""
    if (place := regions.get(text.strip())) is None:
        raise RequestError(f"没有“{text.strip()}”这个地区。请写省、市、县的名称，或留空。")
    return place.name
