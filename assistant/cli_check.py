"""Door: `yanju check`, a text written elsewhere against the library.

The exit code is 0 whatever the verdicts are: the check was done, and its result is the table. A text
that cannot be read is 2, as everywhere.
"""

import sys
from pathlib import Path

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_output import emit, result_options
from index.load import PLAIN, load, read
from index.load.decode import decode


@click.command(
    cls=Command,
    help="逐句核对一份文稿，连同其中的数字、日期、文号、引文；以 - 表示从标准输入读",
    epilog="用 -o 写成 .md 或 .csv，就是一张数据核对表：每句话、每个数字的出处和核对结果。",
)
@click.argument("file", metavar="文件")
@result_options
@click.pass_context
def check(ctx: click.Context, file: str, as_json: bool, output: Path | None) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import audit_shape, audit_table, cli_text
    from assistant.audit import audit

    text = _text(file)
    suffix = output.suffix.lower() if output else ""
    with opened(ctx) as library:
        items = audit(text, library)
        if as_json or suffix == ".json":
            emit(dict(audit_shape.items(items, library)), output)
        elif suffix == ".csv":
            emit(audit_table.comma_separated(items, library), output)
        elif suffix in (".md", ".markdown"):
            emit(audit_table.markdown(items, library), output)
        else:
            emit(cli_text.items(items, library), output)
    return 0


def _text(file: str) -> str:
    """The words to check: of a plain file as they stand, of any other as its loader reads them."""
    if file == "-":
        return decode(sys.stdin.buffer.read(), "标准输入")[0]
    path = Path(file)
    if path.suffix.lower() in PLAIN or not path.suffix:
        return decode(read(path), file)[0]
    return load(path).text
