"""Door: `yanju basis`, the policies on a topic as a table and a timeline."""

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_target import PAPERS, Target, of_paper, result_options

REFUSED = 3


@click.command(cls=Command, help="政策依据表：一个主题的文件，依日期先后列出文号、机关、地区、状态和出处")
@click.argument("topic", metavar="主题或文号")
@click.option("--newest", is_flag=True, help="最新的在前；不写则由旧到新")
@result_options(*PAPERS, ".csv")
@click.pass_context
def basis(ctx: click.Context, topic: str, newest: bool, target: Target) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import basis as finding
    from assistant import basis_text
    from assistant.word import basis as paper

    with opened(ctx) as library:
        found = finding.basis(topic, library, newest=newest)
        target.write(
            {
                ".json": lambda: basis_text.shape(found, library),
                ".csv": lambda: basis_text.comma_separated(found, library),
                **of_paper(lambda: basis_text.text(found, library), lambda: paper.basis(found, library)),
            }
        )
    return 0 if found.rows else REFUSED
