"""Door: `yanju compare`, one question asked of several places or documents."""

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_output import say
from assistant.cli_target import PAPERS, Target, of_paper, result_options

REFUSED = 3


@click.command(
    cls=Command, help="把几个地区（或几份文件）的同一问题列成对照表，每格注明出处；没有的写材料未载"
)
@click.argument("question", metavar="问题")
@click.option("--by", metavar="依据", default="地区", help="地区（默认）或 文件")
@result_options(*PAPERS, ".csv")
@click.pass_context
def compare(ctx: click.Context, question: str, by: str, target: Target) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import compare as comparing
    from assistant import compare_text
    from assistant.word import contents

    with opened(ctx) as library:
        for step in comparing.compare_stream(question, library, by):
            if isinstance(step, comparing.Comparison):
                table = step
            else:
                say(f"已对照：{step.key}")
        target.write(
            {
                ".json": lambda: compare_text.shape(table, library),
                ".csv": lambda: compare_text.comma_separated(table, library),
                **of_paper(
                    lambda: compare_text.text(table, library), lambda: contents.comparison(table, library)
                ),
            }
        )
    return 0 if any(cell for row in table.rows for cell in row.cells) else REFUSED
