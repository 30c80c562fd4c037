"""Door: `yanju similar`, earlier leads and proposals like a text or a topic."""

from pathlib import Path

import click

from assistant.cli_chinese import Command
from assistant.cli_given import given_text, names_a_file
from assistant.cli_library import opened, settings
from assistant.cli_output import emit, result_options, say
from assistant.errors import RequestError
from index.encoders import EMBEDDED, NONE, open_encoder

REFUSED = 3


@click.command(cls=Command, help="查重：资料库中与一份文稿或一个主题同题的提案和线索，相同的文字并排列出")
@click.argument("given", metavar="文件或主题")
@result_options
@click.pass_context
def similar(ctx: click.Context, given: str, as_json: bool, output: Path | None) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import similar as searching
    from assistant import similar_text
    from assistant.earlier import any_held

    text = given_text(given) if names_a_file(given) else given
    if not text.strip():
        raise RequestError("没有可查重的文字。请给出文件、主题，或用 - 从标准输入读入文字。")
    # What is near enough was set on the embedded encoder; a transformer of the user's has another scale.
    encoder = None if settings(ctx).encoder == NONE else open_encoder(EMBEDDED)
    with opened(ctx) as library:
        found = searching.matches(text, library, encoder)
        if as_json:
            emit(dict(similar_text.shape(text, found, library)), output)
        elif found or any_held(library):
            emit(similar_text.lines(text, found, library), output)
        if found or any_held(library):
            return 0
        say(similar_text.NONE_HELD)
    return REFUSED
