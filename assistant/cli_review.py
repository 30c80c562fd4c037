"""Door: `yanju review`, hints on a 提案 or a lead before it is handed in."""

import click

from assistant.cli_chinese import Command
from assistant.cli_given import given_text
from assistant.cli_target import PAPERS, Target, of_paper, result_options
from assistant.errors import SettingsError

LEAST, MOST = 100, 20_000


@click.command(
    cls=Command, help="立案预审：一事一案、篇幅、情况分析建议、不予立案的公开情形，逐条提示；不作结论"
)
@click.argument("file", metavar="文件")
@click.option("--kind", metavar="文种", default="", help="提案 或 线索；不写则由文字判断")
@click.option("--length", metavar="字数", default="1500", help="提案的字数上限，默认 1500；各地规定不同")
@result_options(*PAPERS)
def review(file: str, kind: str, length: str, target: Target) -> int:
    # A tenth of a second of patterns is compiled on import, and help must not wait for it.
    from assistant import review as reviewing
    from assistant import review_text
    from assistant.word import review as paper

    if kind and kind not in reviewing.KINDS:
        raise SettingsError(f"没有“{kind}”这个文种，可选：{'、'.join(reviewing.KINDS)}。")
    if not length.isdecimal() or not LEAST <= int(length) <= MOST:
        raise SettingsError(f"字数上限应是 {LEAST} 到 {MOST} 的整数，现为“{length}”。")
    found = reviewing.review(given_text(file), reviewing.KINDS.get(kind), int(length))
    target.write(
        {
            ".json": lambda: review_text.shape(found),
            **of_paper(lambda: review_text.text(found), lambda: paper.review(found)),
        }
    )
    return 0
