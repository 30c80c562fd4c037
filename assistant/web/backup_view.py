"""The whole library as one file to keep, and such a file brought back: proved first, and then put in its place."""

import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.web.manners import AGAIN, EVERY, IDLE, SWAP, begin_and_stop, buttons, holding, stopping
from assistant.web.scrub import Scrub
from assistant.web.shelf import Made, Shelf
from assistant.web.working import Tell, watched
from index.archive import Manifest, export, restore
from index.errors import ExpectedError, LimitError
from index.library import Library

LARGEST = 200_000_000
"""Bytes of the largest backup that the page hands out; it is held in memory for as long as it can be fetched."""
READ_ONLY = "资料库以只读方式打开，不能导入。"
SHARED = "这个网页凭密码供几个人使用，不能在这里导入：导入会代替大家的全部文献。请在运行言据的电脑上用 yanju index import 文件.zip。"
_HINT = "导出的 zip 文件里有全部文献的文字、更正和向量，可用来备份，或搬到别的电脑。使用中也可以导出。"
_IMPORT = "导入先核对备份是否完好，再问一次，才代替资料库现有的全部文献。"
_TOO_LARGE = "备份有 {0} MB，网页最多给出 {1} MB。请在运行言据的电脑上用 yanju index export 文件.zip 导出。"
_STOPPED = "已停止，资料库没有改动。"
_KEPT = "没有导入，资料库没有改动。"


def backup_view(library: Library, scrub: Scrub, shelf: Shelf, *, shared: bool) -> None:
    """Lay the view out in the Blocks that are being built."""
    gr.Markdown(_HINT, elem_classes="hint")
    with gr.Row(equal_height=True, elem_classes="request"):
        begin, stop = begin_and_stop("导出备份", "export", scale=0, width=140)
        told = gr.Markdown(elem_id="export-told", elem_classes="hint made")
    outputs = [stop, begin, told]

    def make() -> Iterator[list[Any]]:
        steps = ([text] for text in exported(library, shelf, scrub))
        yield from holding(steps, [""], count=1)

    running = begin.click(make, None, outputs, **AGAIN, concurrency_id="library")
    stop.click(lambda: [*buttons(held=False, count=1), _STOPPED], None, outputs, **EVERY, cancels=running)
    if library.read_only or shared:
        gr.Markdown(READ_ONLY if library.read_only else SHARED, elem_id="import-told")
    else:
        _Importing(library, scrub)


class _Importing:
    """The part that brings a backup back."""

    def __init__(self, library: Library, scrub: Scrub) -> None:
        gr.Markdown(_IMPORT, elem_classes="hint")
        with gr.Row(equal_height=True, elem_classes="request"):
            upload = gr.UploadButton("导入备份", scale=0, min_width=140, elem_id="import", elem_classes=SWAP)
            stop = stopping("import")
            told = gr.Markdown(elem_id="import-told", elem_classes="hint")
            yes = gr.Button(
                "确定导入", variant="stop", scale=0, min_width=110, visible=False, elem_id="import-yes"
            )
            no = gr.Button("取消", scale=0, min_width=90, visible=False, elem_id="import-no")
        # What nobody confirmed goes with the session, or after an hour.
        held = gr.State("", time_to_live=IDLE, delete_callback=_forget)
        outputs = [stop, upload, held, told, yes, no]

        def updates(text: str, path: str = "") -> list[Any]:
            return [path, text, gr.Button(visible=bool(path)), gr.Button(visible=bool(path))]

        def prove(path: str | None) -> Iterator[list[Any]]:
            steps = (updates(*step) for step in proved(path or "", library, scrub))
            yield from holding(steps, updates(""), count=1)

        def put(path: str) -> Iterator[list[Any]]:
            steps = (updates(text) for text in restored(path, library, scrub))
            yield from holding(steps, updates(""), count=1)

        def leave(path: str) -> list[Any]:
            _forget(path)
            return updates(_KEPT)

        def halt(path: str) -> list[Any]:
            _forget(path)
            return [*buttons(held=False, count=1), *updates(_STOPPED)]

        proving = upload.upload(prove, upload, outputs, **AGAIN, concurrency_id="library")
        putting = yes.click(put, held, outputs, **AGAIN, concurrency_id="library")
        no.click(leave, held, outputs[2:], **EVERY)
        stop.click(halt, held, outputs, **EVERY, cancels=[proving, putting])


def exported(library: Library, shelf: Shelf, scrub: Scrub) -> Iterator[str]:
    """How far the export is, and at last the link to the file, as Markdown."""

    def work(tell: Tell) -> Made:
        with tempfile.TemporaryDirectory(prefix="yanju-export-") as folder:
            target = Path(folder) / f"言据资料库 {datetime.now():%Y-%m-%d}.zip"
            export(library.folder, target, tell)
            size = target.stat().st_size
            if size > LARGEST:
                raise LimitError(_TOO_LARGE.format(size // 10**6 + 1, LARGEST // 10**6))
            return Made(target.name, target.read_bytes())

    try:
        for step in watched(work):
            if isinstance(step, str):
                yield scrub(step)
            else:
                size = f"{len(step.data) / 2**20:.1f} MB"
                link = f"[{scrub(step.name)}]({shelf.put(step)})"
                yield f"已导出并核对（{size}）{link}，没有自动保存时请点文件名。"
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**"


def proved(path: str, library: Library, scrub: Scrub) -> Iterator[tuple[str, str]]:
    """How far the proof of an uploaded backup is, and at last what it holds, with its path while it is good."""

    def work(tell: Tell) -> Manifest:
        # Into a library of its own, which proves every row of it.
        with tempfile.TemporaryDirectory(prefix="yanju-import-") as folder:
            return restore(Path(path), Path(folder), tell)

    try:
        for step in watched(work):
            yield (scrub(step), "") if isinstance(step, str) else (_holds(step, library, scrub), path)
    except ExpectedError as error:
        _forget(path)
        yield f"**{_named(error, path, scrub)}**", ""


def restored(path: str, library: Library, scrub: Scrub) -> Iterator[str]:
    """How far the import is, and at last what the library holds now. The uploaded copy goes, whatever comes of it."""
    try:
        for step in watched(lambda tell: restore(Path(path), library.folder, tell, replace=True)):
            if isinstance(step, str):
                yield scrub(step)
            else:
                yield f"已导入：资料库现有 {step.documents} 份文献，{step.passages} 段。"
    except ExpectedError as error:
        yield f"**{_named(error, path, scrub)}**"
    finally:
        _forget(path)


def _holds(found: Manifest, library: Library, scrub: Scrub) -> str:
    at = datetime.fromisoformat(found.at).astimezone()
    held = library.counts.documents
    instead = f"导入后，资料库现有的 {held} 份文献由它代替，不能撤销。" if held else ""
    text = f"备份完好：{at:%Y-%m-%d %H:%M} 导出，{found.documents} 份文献，{found.passages} 段。{instead}"
    return f"{scrub(text)}确定导入吗？"


def _named(error: ExpectedError, path: str, scrub: Scrub) -> str:
    """The message, with the name that the user knows for the path that the copy has."""
    return scrub(str(error).replace(path, Path(path).name) if path else str(error))


def _forget(path: str) -> None:
    if path:
        Path(path).unlink(missing_ok=True)
