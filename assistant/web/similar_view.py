"""查重 of a text or a topic: the earlier leads and proposals like it, what they share side by side."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.earlier import any_held
from assistant.marks import Marks
from assistant.references import on_one_line
from assistant.similar import Match, matches
from assistant.similar_text import NONE_FOUND, how
from assistant.types import Citation
from assistant.web.downloads import Downloads, files
from assistant.web.manners import AGAIN, EVERY, IDLE, begin_and_stop, buttons, holding
from assistant.web.manuscript import Manuscript, Opened
from assistant.web.scrub import Scrub
from assistant.web.shelf import Shelf
from assistant.web.source_panel import SourcePanel
from assistant.web.source_table import Row, SourceTable
from assistant.word import similar as paper
from assistant.word.paper import Paper
from index.encoders import EMBEDDED, NONE, open_encoder
from index.errors import ExpectedError, NotFoundError
from index.library import Library

if TYPE_CHECKING:
    from index.encode import Encoder

_HEADERS = ("序号", "相同之处", "本文", "原件")
_WIDTHS = ("8%", "12%", "40%", "40%")
_HINT = "在资料库的提案和提案线索里找同题的，相同、相近的文字并排列出。点一行，就显示原件的上下文。"
_EMPTY = "请先在上面粘贴文稿、打开文件，或写一个主题。"
_WORKING = "正在查重……"
_STOPPED = "已停止查重。"
_GONE = "这次查重的结果已经清除。请重新查重，再下载。"
_NONE_HELD = "资料库里没有提案或提案线索，无从查重。请先在“资料库”里添加以往的提案和线索。"


def similar_view(given: Manuscript, library: Library, scrub: Scrub, shelf: Shelf, encoder: str) -> None:
    """Lay the view out in the Blocks that are being built."""

    @cache
    def chosen() -> "Encoder | None":
        # What is near enough was set on the embedded encoder; a transformer of the user's has another scale.
        return None if encoder == NONE else open_encoder(EMBEDDED)

    state = gr.State(("", ""), time_to_live=IDLE)
    with gr.Row(equal_height=False):
        with gr.Column(scale=5, min_width=360):
            with gr.Row(equal_height=True, elem_classes="request"):
                begin, stop = begin_and_stop("开始查重", "similar", scale=0, width=120)
                heading = gr.Markdown(_HINT, latex_delimiters=[], elem_id="similar-told", elem_classes="hint")
            place = gr.Column(elem_classes="tables")
            makers = files(lambda held: as_paper(held, library, chosen))
            downloads = Downloads(shelf, scrub, "similar-download", state, makers)
        panel = SourcePanel(library, scrub, "similar")
    with place:
        table = SourceTable(panel, "相同和相近的文字", "similar-table", _HEADERS, _WIDTHS)

    def respond(text: str, opened: Opened) -> Iterator[list[Any]]:
        steps = (updates(*step, (opened.name, text)) for step in compared(text, library, chosen, scrub))
        yield from holding(steps, updates("", []), count=1)

    def updates(told: str, rows: list[Row], held: tuple[str, str] = ("", "")) -> list[Any]:
        return [held, told, *table.shown(rows), *downloads.shown(visible=bool(rows)), *table.beside(rows)]

    def without(told: str) -> list[Any]:
        return [*buttons(held=False, count=1), *updates(told, [])]

    outputs = [stop, begin, state, heading, *table.outputs, *downloads.outputs, *panel.outputs]
    running = begin.click(respond, given.inputs, outputs, **AGAIN)
    stop.click(lambda: without(_STOPPED), None, outputs, **EVERY, cancels=running)
    given.before_opening(lambda: without(_HINT), outputs, running)


def compared(
    text: str, library: Library, encoder: "Callable[[], Encoder | None]", scrub: Scrub
) -> Iterator[tuple[str, list[Row]]]:
    """That it is being looked for, and then what is said of a text, as Markdown, with a row for each pair of
    stretches that are alike."""
    if not text.strip():
        yield f"**{_EMPTY}**", []
        return
    yield _WORKING, []
    try:
        found = matches(text, library, encoder())
        rows = [row for number, match in enumerate(found, 1) for row in _rows(number, match, text, library)]
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**", []
    else:
        none = NONE_FOUND if any_held(library) else _NONE_HELD
        yield _told(found, scrub) if found else scrub(none), rows


def as_paper(held: tuple[str, str], library: Library, encoder: "Callable[[], Encoder | None]") -> Paper:
    """What is like a text of some name, looked for again. NotFoundError when the text is gone."""
    name, text = held
    if not text:
        raise NotFoundError(_GONE)
    return paper.similar(name, text, matches(text, library, encoder()), library)


def _told(found: Sequence[Match], scrub: Scrub) -> str:
    """Which earlier ones there are and how near each is, as Markdown."""
    lines = [f"资料库中有 {len(found)} 件同题的提案或线索，最相近的在前：", ""]
    for number, match in enumerate(found, 1):
        words = f"；共有的词：{'、'.join(match.words)}" if match.words else ""
        lines.append(f"{number}. **{scrub(match.earlier.title)}**（{scrub(how(match) + words)}）")
    return "\n".join(lines)


def _rows(number: int, match: Match, text: str, library: Library) -> Iterator[Row]:
    for below, pair in enumerate(match.pairs, 1):
        ours, theirs = text[slice(*pair.at)], library.quote(pair.citation.span)
        cells = (f"{number}.{below}", pair.how, on_one_line(ours), on_one_line(theirs))
        yield Row.of(cells, Marks((pair.citation,)).numbered())
    if not match.pairs:
        cited = Citation((*match.earlier.reasons, match.earlier.span)[0])
        yield Row.of((f"{number}", "同题", "", match.earlier.title), Marks((cited,)).numbered())
