"""The tab 资料库: what the library holds and in what state, adding files, and removing documents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.references import iso, known_by
from assistant.web.manners import EVERY, QUIET, SWAP, buttons, holding
from assistant.web.picture import picture
from assistant.web.scrub import Scrub
from index import load
from index.errors import ExpectedError
from index.library import Library
from index.store import Failure, Listing
from index.types import Value

LARGEST_MB = 50
"""The largest file that may be uploaded, in megabytes."""
_HEADERS = ["状态", "题名", "文号", "发文机关", "日期", "文种", "段数", "文件名"]
_WIDTHS: list[str | int] = ["10%", "26%", "13%", "16%", "10%", "8%", "6%", "11%"]
_READ_ONLY = "资料库以只读方式打开，不能添加或移除文献。"
_EMPTY = "资料库还没有文献。请先添加文件。"
_DONE = {"added": "已添加", "unchanged": "没有变化", "replaced": "已更新"}


@dataclass(frozen=True, slots=True)
class Row:
    """A document or a file that could not be read, as the list shows it; `key` is what removes it."""

    key: str
    name: str
    cells: tuple[str, ...]
    message: str = ""


def rows(library: Library) -> tuple[Row, ...]:
    """The documents in the order of their adding, and then the files that could not be read."""
    return (*map(_held, library.documents()), *map(_failed, library.failures()))


def _held(given: Listing) -> Row:
    meta = given.meta
    cells = (
        given.state,
        given.title,
        _text(meta.doc_number),
        "、".join(value.text for value in meta.issuers),
        iso(known_by(meta)) or "",
        _text(meta.genre),
        str(given.passages or ""),
        given.sources[0] if given.sources else "",
    )
    return Row(given.id, f"《{given.title}》", cells, meta.notice)


def _failed(given: Failure) -> Row:
    cells = (given.state, *[""] * (len(_HEADERS) - 2), given.name)
    return Row(given.name, given.name, cells, given.message)


def _text(value: Value | None) -> str:
    return value.text if value else ""


def library_tab(library: Library, scrub: Scrub) -> None:
    """Lay the tab out in the Blocks that are being built."""
    with gr.Tab("资料库", id="library") as tab:
        summary = gr.Markdown(_summary(library), elem_id="library-summary")
        upload, stop, told = _adding(library)
        about, remove, yes, no = _removing(library)
        table = gr.Dataframe(
            _cells(library),
            headers=_HEADERS,
            datatype="str",
            type="array",
            label="文献",
            show_label=False,
            interactive=False,
            wrap=True,
            buttons=[],
            column_widths=_WIDTHS,
            max_height=520,
            elem_id="library-table",
            elem_classes="table",
        )
        with gr.Row(elem_id="library-picture"):
            bars = [_bar(shown) for shown in picture(library, scrub)]
        # Inside the tab, for what stands between tabs counts as one of them.
        chosen = gr.State("")
    listed = [summary, table, *bars]
    ask = [chosen, about, remove, yes, no]

    def show() -> list[Any]:
        return [_summary(library), _cells(library), *picture(library, scrub)]

    def idle(message: str = "") -> list[Any]:
        return ["", message, gr.Button(visible=False), gr.Button(visible=False), gr.Button(visible=False)]

    def add(paths: Sequence[str] | None) -> Iterator[list[Any]]:
        steps = ([text, *show()] for text in added(paths or (), library, scrub))
        yield from holding(steps, ["", *show()], count=1)

    def select(event: gr.SelectData) -> list[Any]:
        row = _at(library, event)
        if row is None or library.read_only:
            return idle(scrub(row.message) if row else "")
        text = f"已选：{scrub(row.name)}" + (f"<br>{scrub(row.message)}" if row.message else "")
        return [row.key, text, gr.Button(visible=True), gr.Button(visible=False), gr.Button(visible=False)]

    def confirm(key: str) -> list[Any]:
        name = next((row.name for row in rows(library) if row.key == key), "")
        text = f"移除 {scrub(name)} 后，它的文字会从资料库中彻底删除，不再用来回答。确定移除吗？"
        return [key, text, gr.Button(visible=False), gr.Button(visible=True), gr.Button(visible=True)]

    def drop(key: str) -> list[Any]:
        return [*idle(removed(key, library, scrub)), *show()]

    adding = upload.upload(add, upload, [stop, upload, told, *listed], **QUIET, concurrency_limit=1)
    stop.click(
        lambda: [*buttons(held=False, count=1), "已停止；已添加的文献保留。", *show()],
        None,
        [stop, upload, told, *listed],
        **EVERY,
        cancels=adding,
    )
    table.select(select, None, ask, **EVERY)
    remove.click(confirm, chosen, ask, **EVERY)
    yes.click(drop, chosen, [*ask, *listed], **EVERY)
    no.click(idle, None, ask, **EVERY)
    tab.select(show, None, listed, **EVERY)


def _bar(shown: str) -> gr.Markdown:
    """One part of the picture, in a column that goes below the others where it has no room beside them."""
    with gr.Column(min_width=300):
        return gr.Markdown(shown, latex_delimiters=[])


def _adding(library: Library) -> tuple[gr.UploadButton, gr.Button, gr.Markdown]:
    """What adds files: the button, 停止, and what came of it."""
    with gr.Row(equal_height=True, elem_classes="request"):
        upload = gr.UploadButton(
            "添加文件",
            file_count="multiple",
            variant="primary",
            scale=0,
            min_width=140,
            visible=not library.read_only,
            elem_id="upload",
            elem_classes=SWAP,
        )
        stop = gr.Button(
            "停止",
            variant="stop",
            scale=0,
            min_width=140,
            interactive=False,
            elem_id="upload-stop",
            elem_classes=SWAP,
        )
        known = "、".join(suffix.removeprefix(".") for suffix in sorted(load.VERSIONS))
        hint = f"可一次选多个文件，每个不超过 {LARGEST_MB} MB。支持的格式：{known}。"
        gr.Markdown(_READ_ONLY if library.read_only else hint, elem_id="upload-hint", elem_classes="hint")
    return upload, stop, gr.Markdown(elem_id="upload-told")


def _removing(library: Library) -> tuple[gr.Markdown, gr.Button, gr.Button, gr.Button]:
    """What is said of the chosen row, and the buttons that remove it."""
    hint = "" if library.read_only else "点一行可以查看说明，或移除这份文献。"
    with gr.Row(equal_height=True, elem_classes="request"):
        about = gr.Markdown(hint, elem_id="library-about", elem_classes="hint")
        remove = gr.Button("移除", scale=0, min_width=100, visible=False, elem_id="remove")
        yes = gr.Button(
            "确定移除", variant="stop", scale=0, min_width=100, visible=False, elem_id="remove-yes"
        )
        no = gr.Button("取消", scale=0, min_width=100, visible=False, elem_id="remove-no")
    return about, remove, yes, no


def added(paths: Sequence[str], library: Library, scrub: Scrub) -> Iterator[str]:
    """What has become of each file so far, as Markdown. Each is durable before the next begins.

    The uploaded copies go at once: the library keeps the text, and nothing else may hold it.
    """
    told: list[str] = []
    try:
        for number, path in enumerate(map(Path, paths), 1):
            now = f"正在读入 {number}/{len(paths)}：{scrub(path.name)}……"
            yield "\n".join([*told, f"- {now}"])
            try:
                told.append(f"- {_DONE[library.add(path).status]} {scrub(path.name)}")
            except ExpectedError as error:
                told.append(f"- **未能添加 {scrub(path.name)}**：{scrub(str(error))}")
    finally:
        for path in map(Path, paths):
            path.unlink(missing_ok=True)
    yield "\n".join(told)


def removed(key: str, library: Library, scrub: Scrub) -> str:
    """What came of removing a document by its id, or a file that could not be read by its name."""
    name = next((row.name for row in rows(library) if row.key == key), "")
    try:
        gone = library.remove(key)
    except ExpectedError as error:
        return scrub(str(error))
    copies = (
        f"文件夹里还有损坏时移开的旧库，可能仍含它的内容：{scrub('、'.join(gone.copies))}。"
        if gone.copies
        else ""
    )
    return f"已移除 {scrub(name)}。{copies}"


def _at(library: Library, event: gr.SelectData) -> Row | None:
    """The row that was clicked, found by its file name: the list may have changed or been sorted since."""
    values = event.row_value
    return next((row for row in rows(library) if values and row.cells[-1] == values[-1]), None)


def _cells(library: Library) -> list[list[str]]:
    return [list(row.cells) for row in rows(library)]


def _summary(library: Library) -> str:
    counts = library.counts
    if not counts.documents:
        return _EMPTY
    bad = len(library.failures())
    return f"共 {counts.documents} 份文献，{counts.passages} 段。" + (
        f"另有 {bad} 个文件未能读入。" if bad else ""
    )
