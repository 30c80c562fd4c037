"""Door: `yanju basis`, the policies on a topic as a table and a timeline."""

from pathlib import Path

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_output import emit, result_options

REFUSED = 3


@click.command(cls=Command, help="政策依据表：一个主题的文件，依日期先后列出文号、机关、地区、状态和出处")
@click.argument("topic", metavar="主题或文号")
@click.option("--newest", is_flag=True, help="最新的在前；不写则由旧到新")
@result_options
@click.pass_context
def basis(ctx: click.Context, topic: str, newest: bool, as_json: bool, output: Path | None) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import basis as finding
    from assistant import basis_text

    with opened(ctx) as library:
        found = finding.basis(topic, library, newest=newest)
        suffix = output.suffix.lower() if output else ""
        if as_json or suffix == ".json":
            emit(dict(basis_text.shape(found, library)), output)
        elif suffix in (".md", ".markdown"):
            emit(basis_text.markdown(found, library), output)
        else:
            emit(basis_text.text(found, library), output)
    return 0 if found.rows else REFUSED
