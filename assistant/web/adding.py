"""Files that a browser sends are added to the library, one after the other, and leave no copy."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import gradio as gr

from assistant.web.manners import SWAP, stopping
from assistant.web.scrub import Scrub
from index import load
from index.errors import ExpectedError
from index.library import Library
from index.told import line

LARGEST_MB = 50
"""The largest file that may be uploaded, in megabytes."""
READ_ONLY = "资料库以只读方式打开，不能添加或移除文献。"


def uploading(library: Library) -> tuple[gr.UploadButton, gr.Button, gr.Markdown]:
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
        stop = stopping("upload")
        known = "、".join(suffix.removeprefix(".") for suffix in sorted(load.VERSIONS))
        hint = f"可一次选多个文件，每个不超过 {LARGEST_MB} MB。支持的格式：{known}。"
        gr.Markdown(READ_ONLY if library.read_only else hint, elem_id="upload-hint", elem_classes="hint")
    return upload, stop, gr.Markdown(elem_id="upload-told")


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
                told.append(f"- {scrub(line(replace(library.add(path), source=path.name)))}")
            except ExpectedError as error:
                told.append(f"- **未能添加 {scrub(path.name)}**：{scrub(str(error))}")
    finally:
        for path in map(Path, paths):
            path.unlink(missing_ok=True)
    yield "\n".join(told)
