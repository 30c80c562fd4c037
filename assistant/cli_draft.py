"""Door: `yanju draft`, a proposal lead with its evidence, or a full 提案 grown from it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import generators
from assistant.cli_chinese import Command
from assistant.cli_filter import chosen, filter_options
from assistant.cli_library import opened, settings
from assistant.cli_output import emit, is_word, result_options, save, say
from assistant.cli_steering import steering_options, wished
from assistant.errors import SettingsError

if TYPE_CHECKING:
    from assistant.full import Full
    from assistant.types import Outline
    from index.library import Library

REFUSED = 3
_PROFILES = {
    "committee": "委员会线索",
    "public500": "公开征集，500 字以内",
    "public300": "公开征集，300 字以内",
}
_HELP = "；".join(f"{name} {words}" for name, words in _PROFILES.items())


@click.command(cls=Command, help="就一个主题起草提案线索（事由、问题点）或提案，逐句给出依据；依据不足则拒绝")
@click.argument("request", metavar="要求")
@click.option("--region", metavar="地区", default="", help="线索所写的地区，如 广东；也可写在要求里")
@click.option("--profile", metavar="体例", default="", help=_HELP)
@click.option(
    "--full", "whole", is_flag=True, help="由线索写成提案：情况分析、存在问题、具体建议（均标明为建议）"
)
@click.option("--length", metavar="字数", default="1500", help="提案的字数上限，默认 1500；各地规定不同")
@steering_options
@filter_options
@result_options
@click.pass_context
def draft(
    ctx: click.Context,
    request: str,
    region: str,
    profile: str,
    whole: bool,
    length: str,
    as_json: bool,
    output: Path | None,
) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import outline
    from assistant.request import read_request

    steering = wished(ctx)
    if not length.isdecimal():
        raise SettingsError(f"字数上限应是整数，现为“{length}”。")
    generator = generators.chosen(settings(ctx), os.environ, say)
    with opened(ctx) as library:
        only = chosen(ctx, library)
        made = outline.draft(
            request, library, generator, region=region, profile=profile, filter=only, steering=steering
        )
        if whole and not made.refusal:
            from assistant.grow import grow

            place = read_request(request, region).region
            grown = grow(made, library, region=place, filter=only, steering=steering, length=int(length))
            _write_full(grown, library, output, as_json=as_json)
        else:
            _write(made, library, output, as_json=as_json)
        for earlier in made.similar:
            say(f"注意：资料库中已有相似线索“{earlier.title}”，请先查重。")
    return REFUSED if made.refusal else 0


def _write(made: "Outline", library: "Library", output: Path | None, *, as_json: bool) -> None:
    from assistant import outline_shape, outline_text

    suffix = output.suffix.lower() if output else ""
    if as_json or suffix == ".json":
        emit(dict(outline_shape.outline(made, library)), output)
    elif is_word(output):
        # Loads python-docx, a fifth of a second that no other form of the result should wait for.
        from assistant.word import contents, write

        save(write.as_docx(contents.outline(made, library)), output)
    else:
        forms = {".html": outline_text.html, ".htm": outline_text.html}
        forms |= {".md": outline_text.markdown, ".markdown": outline_text.markdown}
        emit(forms.get(suffix, outline_text.text)(made, library), output)


def _write_full(made: "Full", library: "Library", output: Path | None, *, as_json: bool) -> None:
    from assistant import full_shape, full_text

    suffix = output.suffix.lower() if output else ""
    if as_json or suffix == ".json":
        emit(dict(full_shape.full(made, library)), output)
    elif is_word(output):
        from assistant.word import full, write

        save(write.as_docx(full.full(made, library)), output)
    else:
        forms = {".html": full_text.html, ".htm": full_text.html}
        forms |= {".md": full_text.markdown, ".markdown": full_text.markdown}
        emit(forms.get(suffix, full_text.text)(made, library), output)
