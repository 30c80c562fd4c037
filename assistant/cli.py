"""Door: `yanju` in the terminal. A command reads its arguments, calls one function, prints what came back.

Exit codes: 0; 2, the user can put it right, and a sentence on standard error says how; 3, refused for
lack of evidence; 130, interrupted.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assistant import cli_text, generators, shapes
from assistant.cli_basis import basis
from assistant.cli_check import check
from assistant.cli_chinese import Group, explain
from assistant.cli_compare import compare
from assistant.cli_draft import draft
from assistant.cli_filter import chosen, filter_options
from assistant.cli_index import index_group
from assistant.cli_library import opened, settings
from assistant.cli_output import prepare_streams, say
from assistant.cli_review import review
from assistant.cli_serve import serve
from assistant.cli_similar import similar
from assistant.cli_target import PAPERS, Target, of_paper, result_options
from assistant.doctor import examine
from assistant.errors import RequestError
from assistant.references import around
from assistant.types import Answer
from index.errors import ExpectedError, NotFoundError
from index.library import Library
from index.reasons import reason
from index.types import Span

if TYPE_CHECKING:
    from assistant.word.paper import Paper

OK, USER_ERROR, REFUSED, INTERRUPTED = 0, 2, 3, 130


@click.group(
    cls=Group,
    no_args_is_help=True,
    help="言据：就政策文本提问、检索、核对，每句话都给出原文出处。",
    epilog="先用 yanju index add 文件夹 建立资料库，再用 yanju ask 问题 提问。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="yanju", message="言据 %(version)s", help="显示版本")
def yanju() -> None:
    """The root of the commands."""


yanju.add_command(index_group)
yanju.add_command(check)
yanju.add_command(compare)
yanju.add_command(draft)
yanju.add_command(review)
yanju.add_command(similar)
yanju.add_command(basis)
yanju.add_command(serve)


def readable(ctx: click.Context, param: click.Parameter, text: str) -> str:
    """Bytes that are no text become question marks, for below the door there is only Unicode; RequestError for none."""
    if not text.strip():
        raise RequestError(f"{param.human_readable_name}是空的。请写明要问或要找什么。")
    return text.encode("utf-8", "replace").decode()


@yanju.command(help="回答问题，逐句给出原文依据；依据不足则拒答")
@click.argument("question", metavar="问题", callback=readable)
@click.option("--after", metavar="上一问", multiple=True, help="追问时写明上一个问题；可写几次，依先后")
@filter_options
@result_options(*PAPERS)
@click.pass_context
def ask(ctx: click.Context, question: str, after: tuple[str, ...], target: Target) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import answer, render
    from assistant.extractive import Extractive

    generator = generators.chosen(settings(ctx), os.environ, say)
    with opened(ctx) as library:
        inside = chosen(ctx, library)
        history: list[Answer] = []
        for earlier in after:
            # What came before only says what the question means: the source's own words are enough.
            history.append(answer.ask(earlier, library, Extractive(), history=history, filter=inside))
        given = answer.ask(question, library, generator, history=history, filter=inside)
        target.write(
            {
                ".json": lambda: shapes.answer(given, library),
                **of_paper(lambda: render.text(given, library), lambda: _paper(given, library)),
            }
        )
    return REFUSED if given.refusal else OK


def _paper(given: Answer, library: Library) -> "Paper":
    # A twentieth of a second to load, which an answer on the screen should not wait for.
    from assistant.word import contents

    return contents.answer(given, library)


@yanju.command(help="检索相关段落，不作回答")
@click.argument("query", metavar="关键词", callback=readable)
@click.option("-k", "--hits", metavar="N", help="最多显示几段，1 到 100")
@filter_options
@result_options()
@click.pass_context
def search(ctx: click.Context, query: str, hits: str | None, target: Target) -> int:
    wanted = settings(ctx, hits=hits).hits
    with opened(ctx) as library:
        found = library.search(query, wanted, chosen(ctx, library), explain=True)
        target.write(
            {"": lambda: cli_text.hits(found, library), ".json": lambda: shapes.hits(found, library)}
        )
    return OK


@yanju.command(help="显示一条引文在原文中的前后文、页与行")
@click.argument("citation", metavar="编号")
@result_options()
@click.pass_context
def show(ctx: click.Context, citation: str, target: Target) -> int:
    try:
        span = Span.parse(citation)
    except ValueError as error:
        raise NotFoundError(
            f"“{citation}”不是引文编号。请照抄 yanju ask 结果里“查看原文”一行的编号。"
        ) from error
    with opened(ctx, searched=False) as library:
        before, after = around(span, library.document(span.doc_id))
        shown = (span, before, after, library)
        target.write({"": lambda: cli_text.passage(*shown), ".json": lambda: shapes.passage(*shown)})
    return OK


@yanju.command(help="检查程序与资料库是否正常")
@result_options()
@click.pass_context
def doctor(ctx: click.Context, target: Target) -> int:
    chosen = settings(ctx)
    health = examine(chosen.library, generators.endpoint(chosen, os.environ), chosen.encoder)
    target.write({"": lambda: cli_text.doctor(health), ".json": lambda: shapes.doctor(health)})
    return OK if health.ok else USER_ERROR


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. What is no ExpectedError is a bug and keeps its traceback."""
    prepare_streams()
    try:
        return int(yanju.main(arguments, prog_name="yanju", standalone_mode=False) or OK)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
    except click.UsageError as error:
        say(explain(error))
    except ExpectedError as error:
        say(str(error))
    except OSError as error:
        where = f"（{error.filename}）" if error.filename else ""
        say(f"{reason(error)}{where}。请检查路径、权限和磁盘空间后重试。")
    except click.Abort:
        say("已中断。已经入库的文献不受影响，重新运行同一命令即可继续。")
        return INTERRUPTED
    return USER_ERROR


if __name__ == "__main__":
    sys.exit(main())
