"""Door: `yanju check`, a text written elsewhere against the library.

The exit code is 0 whatever the verdicts are: the check was done, and its result is the table. A text
that cannot be read is 2, as everywhere.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli_chinese import Command
from assistant.cli_given import STDIN, given_text, named
from assistant.cli_library import opened
from assistant.cli_output import say
from assistant.cli_target import PAPERS, Target, of_paper, result_options
from index.load import read

if TYPE_CHECKING:
    from assistant.word.read_back import Draft


@click.command(
    cls=Command,
    help="逐句核对一份文稿，连同其中的数字、位次、日期、文号、引文；以 - 表示从标准输入读",
    epilog="用 -o 写成 .docx、.md、.html 或 .csv，就有一张数据核对表：每句话、每个数字的出处和核对结果。",
)
@click.argument("file", metavar="文件")
@result_options(*PAPERS, ".csv")
@click.pass_context
def check(ctx: click.Context, file: str, target: Target) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import audit_shape, audit_table
    from assistant.audit import audit, unstated
    from assistant.word import contents
    from assistant.word.read_back import CONVERTED, converted, recheck

    ours = _ours(file)
    text = ours.text if ours else given_text(file)
    if not ours and converted(text):
        say(CONVERTED)
    with opened(ctx) as library:
        items = recheck(ours, library) if ours else audit(text, library)
        target.write(
            {
                ".json": lambda: audit_shape.items(items, library),
                ".csv": lambda: audit_table.comma_separated(items, library),
                **of_paper(
                    lambda: audit_table.text(items, library, ours.unstated if ours else unstated(text)),
                    lambda: contents.checked(items, text, named(file), library),
                ),
            }
        )
    return 0


def _ours(file: str) -> "Draft | None":
    """A file that this program wrote, with the places that its marks name; None for any other text."""
    if file == STDIN:
        return None
    from assistant.word.read_back import FORMS, read_back

    path = Path(file)
    if path.suffix.lower() not in FORMS:
        return None
    draft = read_back(read(path), path.name)
    return draft if draft.ours else None
