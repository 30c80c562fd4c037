"""The library made equal to a folder of this machine: what would change is shown first, and then done."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.cli_text import report
from assistant.errors import RequestError
from assistant.kept import Kept
from assistant.web.manners import AGAIN, EVERY, IDLE, begin_and_stop, buttons, field, holding
from assistant.web.picture import bar
from assistant.web.scrub import Scrub
from assistant.web.working import Tell, watched
from index.errors import ExpectedError
from index.foresee import Foreseen, foresee
from index.library import Library
from index.reasons import reason
from index.sync import Step, Synced, sync

READ_ONLY = "资料库以只读方式打开，不能同步。"
SHARED = (
    "这个网页凭密码供几个人使用，不能在这里同步文件夹：写一个路径就能读到服务器上的文件。"
    "请在运行言据的电脑上用 yanju index sync 文件夹。"
)
_HINT = (
    "让资料库与这台电脑上的一个文件夹一致：新的添加，改过的更新，文件夹里没有了的移除；"
    "从别处添加的不动。先列出会有哪些变化，确认后才做。"
)
_STOPPED = "已停止。已经处理的文件保留；再同步一次，就从那里接着做。"
_AGAIN = "放置太久，要做的变化已经清除。请再点“查看变化”。"
_NO_FILE = "文件夹里一个文件也没有。请先检查磁盘是否已连接；确实都不要了，再开始同步。"
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """The folder whose changes were shown, empty where there is nothing to do."""

    folder: str = ""


def sync_view(library: Library, scrub: Scrub, *, shared: bool) -> None:
    """Lay the view out in the Blocks that are being built."""
    if library.read_only or shared:
        gr.Markdown(READ_ONLY if library.read_only else SHARED, elem_id="sync-told")
        return
    gr.Markdown(_HINT, elem_classes="hint")
    path, look, stop = _request()
    told = gr.Markdown(latex_delimiters=[], elem_id="sync-told")
    go = gr.Button("开始同步", variant="primary", scale=0, visible=False, elem_id="sync-go")
    state = gr.State(Planned(), time_to_live=IDLE)
    outputs = [stop, look, state, told, go]

    def updates(text: str, now: Planned) -> list[Any]:
        return [now, text, gr.Button(visible=bool(now.folder))]

    def preview(text: str) -> Iterator[list[Any]]:
        steps = (updates(*step) for step in previewed(text, library, scrub))
        yield from holding(steps, updates("", Planned()), count=1)

    def run(now: Planned) -> Iterator[list[Any]]:
        steps = (updates(step, Planned()) for step in synced(now, library, scrub))
        yield from holding(steps, updates("", Planned()), count=1)

    def halt() -> list[Any]:
        return [*buttons(held=False, count=1), *updates(_STOPPED, Planned())]

    looking = gr.on([path.submit, look.click], preview, path, outputs, **AGAIN, concurrency_id="library")
    going = go.click(run, state, outputs, **AGAIN, concurrency_limit=1, concurrency_id="library")
    stop.click(halt, None, outputs, **EVERY, cancels=[looking, going])


def _request() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """Which folder, and 查看变化 or 停止."""
    with gr.Row(equal_height=True, elem_classes="request"):
        path = field("文件夹", "文件夹的完整路径，如 /home/我/政策文件 或 D:\\政策文件", "sync-folder")
        return path, *begin_and_stop("查看变化", "sync-look", width=110)


def folder_of(text: str) -> Path:
    """The folder that somebody means; RequestError when it is none that can be synchronised."""
    words = text.strip().strip("\"'“”").strip()
    if not words:
        raise RequestError("请写明文件夹的完整路径，如 /home/我/政策文件。")
    folder = Path(words).expanduser()
    if not folder.is_absolute():
        raise RequestError(f"“{words}”不是完整路径。请从盘符或 / 写起，如 /home/我/政策文件。")
    try:
        there = folder.is_dir()
    except OSError as error:
        raise RequestError(f"打不开 {folder}（{reason(error)}）。请检查权限，或换一个文件夹。") from error
    if not there:
        raise RequestError(f"找不到文件夹：{folder}。请检查路径是否写对。")
    if folder.resolve().parent == folder.resolve():
        raise RequestError(f"{folder} 是整个磁盘。请写放文献的那个文件夹。")
    return folder


def previewed(text: str, library: Library, scrub: Scrub) -> Iterator[tuple[str, Planned]]:
    """How far the comparison is, and at last what a sync would do, each with what is then planned."""
    try:
        folder = folder_of(text)
        yield "正在列出文件……", Planned()
        for step in watched(lambda tell: foresee(library, folder, _telling("正在比较", tell, scrub))):
            if isinstance(step, str):
                yield step, Planned()
            else:
                worth = step.added or step.changed or step.gone
                yield "\n".join(_foreseen(step, folder, scrub)), Planned(str(folder) if worth else "")
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**", Planned()


def synced(now: Planned, library: Library, scrub: Scrub) -> Iterator[str]:
    """How far the sync is, and at last what it did, as Markdown."""
    if not now.folder:
        yield f"**{_AGAIN}**"
        return
    folder = Path(now.folder)
    yield "正在开始同步……"
    try:
        # That everything is to go was shown, and confirmed by whoever began.
        for step in watched(
            lambda tell: sync(library, folder, _telling("正在同步", tell, scrub), empty=True)
        ):
            yield step if isinstance(step, str) else "\n".join(_done(step, scrub))
        Kept(library).sweep()
    except ExpectedError as error:
        yield f"**{scrub(str(error))}**"


def _telling(what: str, tell: Tell, scrub: Scrub) -> Callable[[Step], None]:
    def line(step: Step) -> None:
        tell(f"{what} {step.done}/{step.total}　{bar(step.done, step.total)}　{scrub(step.line)}")

    return line


def _foreseen(found: Foreseen, folder: Path, scrub: Scrub) -> Iterator[str]:
    if not (found.added or found.changed or found.gone):
        yield f"资料库与 {scrub(str(folder))} 里能读的文件一致，不用同步。"
    else:
        yield f"{scrub(str(folder))} 里有 {found.total} 个文件，{found.unchanged} 个没有变化。同步将："
    yield ""
    if found.gone and not found.total:
        yield f"- **{_NO_FILE}**"
    yield from _list("添加", found.added, scrub)
    yield from _list("更新", found.changed, scrub)
    yield from _list("移除文件夹里已没有的", found.gone, scrub)
    yield from _list("保留所在文件夹打不开的", found.kept, scrub)
    yield from (f"- **不能读入 {scrub(name)}**：{scrub(message)}" for name, message in found.unreadable)


def _done(done: Synced, scrub: Scrub) -> Iterator[str]:
    yield f"同步完成：{report(done.report)}"
    yield ""
    yield from _list("已移除文件夹里没有了的", done.removed, scrub)
    yield from _list("内容变了但读不出来，旧内容已移除：", done.outdated, scrub)
    yield from _list("所在的文件夹打不开，暂时保留；请检查权限后再同步：", done.kept, scrub)
    for path, message in done.report.failures:
        yield f"- **未能读入 {scrub(Path(path).name)}**：{scrub(message)}"


def _list(what: str, names: Sequence[str], scrub: Scrub) -> Iterator[str]:
    if names:
        more = " 等" if len(names) > _NAMED else ""
        yield f"- {what} {len(names)} 个：{scrub('、'.join(names[:_NAMED]))}{more}"
