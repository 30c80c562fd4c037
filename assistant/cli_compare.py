"""Door: `yanju compare`, one question asked of several places or documents."""

from pathlib import Path

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_output import emit, is_word, result_options, save, say

REFUSED = 3


@click.command(
    cls=Command, help="把几个地区（或几份文件）的同一问题列成对照表，每格注明出处；没有的写材料未载"
)
@click.argument("question", metavar="问题")
@click.option("--by", metavar="依据", default="地区", help="地区（默认）或 文件")
@result_options
@click.pass_context
def compare(ctx: click.Context, question: str, by: str, as_json: bool, output: Path | None) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import compare as comparing
    from assistant import compare_text

    with opened(ctx) as library:
        for step in comparing.compare_stream(question, library, by):
            if isinstance(step, comparing.Comparison):
                table = step
            else:
                say(f"已对照：{step.key}")
        if as_json:
            emit(dict(compare_text.shape(table, library)), output)
        elif is_word(output):
            # Loads python-docx, a fifth of a second that no other form of the result should wait for.
            from assistant.word import contents, write

            save(write.as_docx(contents.comparison(table, library)), output)
        elif output and output.suffix.lower() in (".md", ".markdown"):
            emit(compare_text.markdown(table, library), output)
        else:
            emit(compare_text.text(table, library), output)
    return 0 if any(cell for row in table.rows for cell in row.cells) else REFUSED
