"""Door: `yanju similar`, earlier leads and proposals like a text or a topic."""

import click

from assistant.cli_chinese import Command
from assistant.cli_given import given_text, named, names_a_file
from assistant.cli_library import opened, settings
from assistant.cli_output import say
from assistant.cli_target import PAPERS, Target, of_paper, result_options
from assistant.errors import RequestError
from index.encoders import EMBEDDED, NONE, open_encoder

REFUSED = 3


@click.command(cls=Command, help="查重：资料库中与一份文稿或一个主题同题的提案和线索，相同的文字并排列出")
@click.argument("given", metavar="文件或主题")
@result_options(*PAPERS, ".csv")
@click.pass_context
def similar(ctx: click.Context, given: str, target: Target) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import similar as searching
    from assistant import similar_text
    from assistant.earlier import any_held
    from assistant.word import similar as paper

    text, name = (given_text(given), named(given)) if names_a_file(given) else (given, given)
    if not text.strip():
        raise RequestError("没有可查重的文字。请给出文件、主题，或用 - 从标准输入读入文字。")
    # What is near enough was set on the embedded encoder; a transformer of the user's has another scale.
    encoder = None if settings(ctx).encoder == NONE else open_encoder(EMBEDDED)
    with opened(ctx) as library:
        found = searching.matches(text, library, encoder)
        held = bool(found) or any_held(library)
        if held or target.form == ".json":
            target.write(
                {
                    ".json": lambda: similar_text.shape(text, found, library),
                    ".csv": lambda: similar_text.comma_separated(text, found, library),
                    **of_paper(
                        lambda: similar_text.lines(text, found, library),
                        lambda: paper.similar(name, text, found, library),
                    ),
                }
            )
    if not held:
        say(similar_text.NONE_HELD)
    return 0 if held else REFUSED
