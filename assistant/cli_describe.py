"""Door: `yanju index describe`, which shows what is known of a document and takes a person's word for what is wrong."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_target import Target, result_options
from assistant.errors import RequestError
from index.types import DateKind

if TYPE_CHECKING:
    from index.correction import Correction

_NAMES = {"number": "doc_number", "place": "region"}
_TEXTS = (
    ("--title", "题名", "更正题名"),
    ("--number", "文号", "更正发文字号，如 粤府函〔2020〕82号"),
    ("--date", "日期", "更正日期，如 2020、2020-05 或 2020-05-18"),
    ("--date-kind", "种类", f"这个日期是什么日期：{'、'.join(get_args(DateKind))}；不写则为成文"),
    ("--place", "地区", "更正地区，如 广东"),
    ("--genre", "文种", "更正文种，如 规范性文件；提案、提案线索只供查重，不作依据"),
    ("--status", "状态", "填写状态，如 试行、征求意见稿、已废止"),
    ("--validity", "有效期", "填写有效期，如 有效期5年"),
)


@click.command(
    cls=Command,
    name="describe",
    help="查看一份文献的题名、文号、日期、状态等及其出处，并更正读错的；更正后以人工填写的为准，“无”表示没有这一项",
)
@click.argument("name", metavar="来源或编号")
@click.option("--issuer", "issuers", metavar="机关", multiple=True, help="更正发文机关；可写几次")
@click.option("--author", "authors", metavar="作者", multiple=True, help="更正作者；可写几次")
@click.option("--reset", is_flag=True, help="撤销以前的全部人工填写")
@result_options()
@click.pass_context
def describe(
    ctx: click.Context,
    /,
    name: str,
    issuers: tuple[str, ...],
    authors: tuple[str, ...],
    reset: bool,
    target: Target,
    **texts: str | None,
) -> int:
    # A tenth of a second of patterns that help must not wait for.
    from assistant import description
    from index.correction import LABELS

    given = _correction(texts, issuers, authors)
    changed = bool(given.filled) or reset
    with opened(ctx, searched=changed) as library:
        if changed:
            document = library.correct(name, given, less=LABELS if reset else ())
        else:
            document = library.document(library.find(name))
        target.write(
            {
                "": lambda: description.text(document, library),
                ".json": lambda: description.shape(document, library),
            }
        )
    return 0


describe.params[1:1] = [click.Option([name], metavar=what, help=words) for name, what, words in _TEXTS]


def _correction(texts: dict[str, str | None], issuers: Sequence[str], authors: Sequence[str]) -> "Correction":
    """What the options say; RequestError for what no document can have."""
    from assistant.filling import correction

    kind = texts.pop("date_kind")
    if kind is not None and texts["date"] is None:
        raise RequestError("写了 --date-kind，没有写 --date。请同时写明日期。")
    given = {_NAMES.get(key, key): (text,) for key, text in texts.items() if text is not None}
    return correction({**given, "issuers": issuers, "authors": authors}, kind or "成文")
