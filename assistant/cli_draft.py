"""Door: `yanju draft`, a proposal lead with its evidence, or a full 提案 grown from it."""

import os
from typing import TYPE_CHECKING

import click

from assistant import generators
from assistant.cli_chinese import Command
from assistant.cli_filter import chosen, filter_options
from assistant.cli_library import opened, settings
from assistant.cli_output import say
from assistant.cli_steering import steering_options, wished
from assistant.cli_target import PAPERS, Forms, Target, of_paper, result_options
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
@result_options(*PAPERS)
@click.pass_context
def draft(
    ctx: click.Context,
    request: str,
    region: str,
    profile: str,
    whole: bool,
    length: str,
    target: Target,
) -> int:
    # A third of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import outline
    from assistant.grow import grow
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
            place = read_request(request, region).region
            grown = grow(made, library, region=place, filter=only, steering=steering, length=int(length))
            target.write(_full(grown, library))
        else:
            target.write(_lead(made, library))
        for earlier in made.similar:
            say(f"注意：资料库中已有相似线索“{earlier.title}”，请先查重。")
    return REFUSED if made.refusal else 0


def _lead(made: "Outline", library: "Library") -> Forms:
    from assistant import outline_shape, outline_text
    from assistant.word import contents

    return {
        ".json": lambda: outline_shape.outline(made, library),
        **of_paper(lambda: outline_text.text(made, library), lambda: contents.outline(made, library)),
    }


def _full(grown: "Full", library: "Library") -> Forms:
    from assistant import full_shape, full_text
    from assistant.word import full

    return {
        ".json": lambda: full_shape.full(grown, library),
        **of_paper(lambda: full_text.text(grown, library), lambda: full.full(grown, library)),
    }
