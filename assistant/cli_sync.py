"""Door: a library held against a folder (`yanju index sync`) or a zip (`yanju index export`, `import`)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import cli_text, shapes
from assistant.cli_bar import Bar
from assistant.cli_chinese import Command
from assistant.cli_library import opened, reporter, settings
from assistant.cli_output import emit, say
from assistant.cli_target import Target, result_options
from assistant.kept import Kept

if TYPE_CHECKING:
    from index.sync import Synced

OK, USER_ERROR = 0, 2
_NAMED = 10


@click.command(cls=Command, help="让资料库与一个文件夹一致：新增、更新、删除；中断后重新运行即可继续")
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--empty", is_flag=True, help="文件夹已空时，确认删除来自它的全部文献")
@result_options()
@click.pass_context
def sync(ctx: click.Context, folder: Path, empty: bool, target: Target) -> int:
    # With what it hashes and parses with, a tenth of a second that help must not wait for.
    from index.sync import sync as synchronise

    with opened(ctx, create=True) as library, Bar("正在同步", settings(ctx).progress) as bar:
        done = synchronise(
            library, folder, lambda step: bar.step(step.done, step.total, step.line), empty=empty
        )
        Kept(library).sweep()
    for _, message in done.report.failures:
        say(message)
    target.write({"": lambda: "\n".join(_lines(done)), ".json": lambda: _shape(done)})
    return USER_ERROR if done.report.failures or done.kept else OK


@click.command(cls=Command, help="把资料库导出为一个 zip 文件，用于备份或搬到别的电脑；使用中也可导出")
@click.argument("target", type=click.Path(path_type=Path), metavar="文件.zip")
@click.option("--replace", is_flag=True, help="同名文件已存在时覆盖它")
@click.pass_context
def export(ctx: click.Context, target: Path, replace: bool) -> int:
    from index.archive import export as write

    chosen = settings(ctx)
    made = write(chosen.library, target, reporter(chosen), replace=replace)
    size = target.stat().st_size / 2**20
    emit(f"已导出 {made.documents} 份文献、{made.passages} 段到 {target}（{size:.1f} MB）。")
    return OK


@click.command(cls=Command, name="import", help="导入 yanju index export 导出的 zip 文件，先核对后写入")
@click.argument("archive", type=click.Path(path_type=Path), metavar="文件.zip")
@click.option("--replace", is_flag=True, help="用它代替资料库里已有的全部文献")
@click.pass_context
def restore(ctx: click.Context, archive: Path, replace: bool) -> int:
    from index.archive import restore as read

    chosen = settings(ctx)
    made = read(archive, chosen.library, reporter(chosen), replace=replace)
    with opened(ctx):
        emit(f"已导入 {made.documents} 份文献、{made.passages} 段到 {chosen.library}。")
    return OK


def _lines(done: "Synced") -> Iterator[str]:
    yield cli_text.report(done.report)
    if done.removed:
        yield f"文件夹里已没有、从资料库删除的 {len(done.removed)} 个文件：{_named(done.removed)}。"
    if done.outdated:
        yield f"内容变了但读不出来、旧内容已删除的 {len(done.outdated)} 个文件：{_named(done.outdated)}。"
    if done.kept:
        yield f"所在的文件夹打不开、暂时保留的 {len(done.kept)} 个文件：{_named(done.kept)}。请检查权限后再同步。"


def _named(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _shape(done: "Synced") -> dict[str, object]:
    """As index_sync.schema.json says."""
    gone = {"removed": list(done.removed), "outdated": list(done.outdated), "kept": list(done.kept)}
    return {**shapes.report(done.report), **gone}
