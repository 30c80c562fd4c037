"""The tab 起草: a request, the lead it becomes with a mark after every sentence, and what is still to be checked."""

import gradio as gr

from assistant.generate import Generator
from assistant.web.basis_fold import BasisFold
from assistant.web.copy_fold import CopyFold
from assistant.web.downloads import Downloads, files
from assistant.web.drafted import MARK, Shown, as_full_paper, as_paper
from assistant.web.drafting import Drafting
from assistant.web.edit_fold import EditFold, adopted
from assistant.web.manners import EVERY, IDLE, QUIET, begin_and_stop
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.steering_fold import SteeringFold, anew, wished
from index.library import Library

_PROFILES = (
    ("随要求", ""),
    ("委员会线索", "committee"),
    ("公开征集500字", "public500"),
    ("公开征集300字", "public300"),
)
_HINT = "用一句话写明主题即可。起草出来的每句话都有标记，点一下就显示原文；资料不足时会说明缺什么。"


def draft_tab(library: Library, generator: Generator, scrub: Scrub, shelf: Shelf) -> None:
    """Lay the tab out in the Blocks that are being built."""
    state = gr.State(Shown(), time_to_live=IDLE)
    with gr.Row(equal_height=False):
        with gr.Column(scale=3, min_width=360):
            request, region, profile, write, stop = _request()
            heading, body, notes = _result()
            downloads = _downloads(library, scrub, shelf, state)
            steers, edits = SteeringFold(), EditFold(library, scrub, state)
            copy = CopyFold("复制全文", "draft-copy", state, lambda now: as_paper(now, library))
            place = gr.Column(elem_classes="tables")
        panel = SourcePanel(library, scrub, "draft")
    with place:
        table = BasisFold(library, scrub, shelf, panel, "draft-basis")
    tab = Drafting(library, generator, scrub, downloads, copy, table, steers, edits, panel)
    held = [write, steers.again, steers.rewrite, edits.adopt]
    outputs = [stop, *held, state, heading, body, notes, *tab.folds]

    asking, inputs = [request.submit, region.submit, write.click], [request, region, profile]
    told = [state, *steers.inputs]
    works = [
        gr.on(asking, tab.respond, inputs, outputs, **QUIET, trigger_mode="once"),
        steers.rewrite.click(tab.changing(wished), told, outputs, **QUIET),
        steers.again.click(tab.changing(anew), told, outputs, **QUIET),
        edits.adopt.click(tab.changing(adopted), [state, *edits.inputs], outputs, **QUIET),
    ]
    stop.click(tab.halt, None, outputs, **EVERY, cancels=works)
    body.select(tab.select, state, panel.outputs, **EVERY)


def _downloads(library: Library, scrub: Scrub, shelf: Shelf, state: gr.State) -> Downloads:
    makers = files(lambda now: as_paper(now, library))
    makers["下载提案 Word"] = files(lambda now: as_full_paper(now, library))["下载 Word"]
    return Downloads(shelf, scrub, "draft-download", state, makers)


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
        color_map={MARK: "transparent"},
        buttons=[],
        visible=False,
        elem_id="draft-body",
        elem_classes="flowing",
    )
    return heading, body, gr.Markdown(latex_delimiters=[], elem_id="draft-notes")
