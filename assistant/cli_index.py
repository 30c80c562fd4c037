"""Door: `yanju index`, which fills, shows and proves the library."""

from pathlib import Path

import click

from assistant import cli_describe, cli_sync, cli_text, shapes
from assistant.cli_chinese import Group
from assistant.cli_library import opened, settings
from assistant.cli_output import emit, say
from assistant.cli_target import Target, result_options
from assistant.kept import Kept
from index.errors import StoreDamagedError
from index.library import Library

OK, USER_ERROR = 0, 2


@click.group(
    name="index",
    cls=Group,
    no_args_is_help=True,
    help="管理资料库：添加、同步、删除、列出、更正、验证、重建、备份",
)
def index_group() -> None:
    """The root of these commands."""


for command in (cli_describe.describe, cli_sync.sync, cli_sync.export, cli_sync.restore):
    index_group.add_command(command)


@index_group.command(help="添加文件或文件夹；已有的只更新改动过的")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹…")
@result_options()
@click.pass_context
def add(ctx: click.Context, paths: tuple[Path, ...], target: Target) -> int:
    with opened(ctx, create=True) as library:
        report = library.add_many(paths)
    if not settings(ctx).progress:
        for _, message in report.failures:
            say(message)
    target.write({"": lambda: cli_text.report(report), ".json": lambda: shapes.report(report)})
    return USER_ERROR if report.failures else OK


@index_group.command(help="删除文献；可用来源名、路径或编号")
@click.argument("names", nargs=-1, required=True, metavar="来源或编号…")
@click.pass_context
def remove(ctx: click.Context, names: tuple[str, ...]) -> int:
    with opened(ctx) as library:
        for name in names:
            emit(cli_text.removed(library.remove(name)))
        Kept(library).sweep()
    return OK


@index_group.command(name="list", help="列出全部文献")
@result_options()
@click.pass_context
def list_documents(ctx: click.Context, target: Target) -> int:
    with opened(ctx, searched=False) as library:
        listings, failures = library.documents(), library.failures()
    target.write(
        {
            "": lambda: cli_text.listings(listings, failures),
            ".json": lambda: shapes.listings(listings, failures),
        }
    )
    return OK


@index_group.command(help="逐段验证资料库是否完好")
@result_options()
@click.pass_context
def verify(ctx: click.Context, target: Target) -> int:
    with opened(ctx, searched=False) as library:
        problems, counts = library.verify(), library.counts
    target.write(
        {"": lambda: cli_text.problems(problems, counts), ".json": lambda: shapes.problems(problems)}
    )
    return USER_ERROR if problems else OK


@index_group.command(help="重建检索索引；资料库文件损坏时把它改名移开")
@click.pass_context
def rebuild(ctx: click.Context) -> int:
    try:
        library = opened(ctx)
    except StoreDamagedError as error:
        aside = Library.set_aside(settings(ctx).library)
        say(
            f"{error}\n已把损坏的文件改名为 {aside}，内容原样保留。请运行 yanju index add 重新添加文献，或用 yanju index import 从备份恢复。"
        )
        return USER_ERROR
    with library:
        library.rebuild()
        emit(f"已重建检索索引：{library.counts.documents} 份文献，{library.counts.passages} 段。")
    return OK
