"""Door: `yanju draft`, a proposal lead with its evidence."""

import os
from pathlib import Path

import click

from assistant import generators
from assistant.cli_chinese import Command
from assistant.cli_filter import chosen, filter_options
from assistant.cli_library import opened, settings
from assistant.cli_output import emit, is_word, result_options, save, say

REFUSED = 3
_PROFILES = {
    "committee": "委员会线索",
    "public500": "公开征集，500 字以内",
    "public300": "公开征集，300 字以内",
}
_HELP = "；".join(f"{name} {words}" for name, words in _PROFILES.items())


@click.command(cls=Command, help="就一个主题起草提案线索（事由、问题点），逐句给出依据；依据不足则拒绝")
@click.argument("request", metavar="要求")
@click.option("--region", metavar="地区", default="", help="线索所写的地区，如 广东；也可写在要求里")
@click.option("--profile", metavar="体例", default="", help=_HELP)
@filter_options
@result_options
@click.pass_context
def draft(
    ctx: click.Context, request: str, region: str, profile: str, as_json: bool, output: Path | None
) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import outline, outline_shape, outline_text

    generator = generators.chosen(settings(ctx), os.environ, say)
    with opened(ctx) as library:
        only = chosen(ctx, library)
        made = outline.draft(request, library, generator, region=region, profile=profile, filter=only)
        suffix = output.suffix.lower() if output else ""
        if as_json or suffix == ".json":
            emit(dict(outline_shape.outline(made, library)), output)
        elif is_word(output):
            # Loads python-docx, a fifth of a second that no other form of the result should wait for.
            from assistant.word import contents, write

            save(write.as_docx(contents.outline(made, library)), output)
        elif suffix in (".html", ".htm"):
            emit(outline_text.html(made, library), output)
        elif suffix in (".md", ".markdown"):
            emit(outline_text.markdown(made, library), output)
        else:
            emit(outline_text.text(made, library), output)
        for earlier in made.similar:
            say(f"注意：资料库中已有相似线索“{earlier.title}”，请先查重。")
    return REFUSED if made.refusal else 0
