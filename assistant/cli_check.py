"""Door: `yanju check`, a text written elsewhere against the library.

The exit code is 0 whatever the verdicts are: the check was done, and its result is the table. A text
that cannot be read is 2, as everywhere.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli_chinese import Command
from assistant.cli_given import given_text
from assistant.cli_library import opened
from assistant.cli_output import emit, is_word, result_options, save
from index.load import read

if TYPE_CHECKING:
    from assistant.word.read_back import Draft


@click.command(
    cls=Command,
    help="逐句核对一份文稿，连同其中的数字、日期、文号、引文；以 - 表示从标准输入读",
    epilog="用 -o 写成 .docx、.md 或 .csv，就是一张数据核对表：每句话、每个数字的出处和核对结果。",
)
@click.argument("file", metavar="文件")
@result_options
@click.pass_context
def check(ctx: click.Context, file: str, as_json: bool, output: Path | None) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import audit_shape, audit_table, cli_text
    from assistant.audit import audit
    from assistant.word.read_back import recheck

    suffix = output.suffix.lower() if output else ""
    ours = _ours(file)
    text = ours.text if ours else given_text(file)
    with opened(ctx) as library:
        items = recheck(ours, library) if ours else audit(text, library)
        if as_json or suffix == ".json":
            emit(dict(audit_shape.items(items, library)), output)
        elif is_word(output):
            from assistant.word import contents, write

            save(write.as_docx(contents.checked(items, text, Path(file).stem, library)), output)
        elif suffix == ".csv":
            emit(audit_table.comma_separated(items, library), output)
        elif suffix in (".md", ".markdown"):
            emit(audit_table.markdown(items, library), output)
        else:
            emit(cli_text.items(items, library), output)
    return 0


def _ours(file: str) -> "Draft | None":
    """A Word file that this program wrote, with the places that its marks name; None for any other text."""
    if not file.lower().endswith(".docx"):
        return None
    from assistant.word.read_back import read_back

    draft = read_back(read(Path(file)), file)
    return draft if draft.marked else None
