"""Door: `yanju index describe`, which shows what is known of a document and takes a person's word for what is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from assistant.cli_chinese import Command
from assistant.cli_library import opened
from assistant.cli_output import emit, result_options
from assistant.errors import RequestError
from index.types import DateKind

if TYPE_CHECKING:
    from index.correction import Correction

_NONE = "无"
_LONGEST = 200
_KINDS = get_args(DateKind)
_TEXTS = (
    ("--title", "题名", "更正题名"),
    ("--number", "文号", "更正发文字号，如 粤府函〔2020〕82号"),
    ("--date", "日期", "更正日期，如 2020、2020-05 或 2020-05-18"),
    ("--date-kind", "种类", f"这个日期是什么日期：{'、'.join(_KINDS)}；不写则为成文"),
    ("--place", "地区", "更正地区，如 广东"),
    ("--genre", "体裁", "更正体裁，如 规范性文件"),
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
@result_options
@click.pass_context
def describe(
    ctx: click.Context,
    /,
    name: str,
    issuers: tuple[str, ...],
    authors: tuple[str, ...],
    reset: bool,
    as_json: bool,
    output: Path | None,
    **texts: str | None,
) -> int:
    # A tenth of a second of patterns that help must not wait for.
    from assistant import description

    given = _correction(texts, issuers, authors)
    with opened(ctx) as library:
        if given.filled or reset:
            document = library.correct(name, given, reset=reset)
        else:
            document = library.document(library.find(name))
        shown = description.shape(document, library) if as_json else description.text(document, library)
        emit(dict(shown) if not isinstance(shown, str) else shown, output)
    return 0


describe.params[1:1] = [click.Option([name], metavar=what, help=words) for name, what, words in _TEXTS]


def _correction(texts: dict[str, str | None], issuers: Sequence[str], authors: Sequence[str]) -> "Correction":
    """What the options say; RequestError for what no document can have."""
    from index.correction import Correction

    plain = {key: None if text is None else _plain(text) for key, text in texts.items()}
    if plain["title"] == "":
        raise RequestError("题名不能为空。请写明题名；要恢复读出的题名，请用 --reset。")
    if plain["status"] and "有效" in plain["status"]:
        raise RequestError(
            f"状态不能人工填写为“{plain['status']}”：是否有效要有材料写明。请把写明它有效的文件添加到资料库。"
        )
    return Correction(
        title=plain["title"],
        doc_number=_number(plain["number"]),
        issuers=_names(issuers),
        authors=_names(authors),
        date=_date(plain["date"], plain["date_kind"]),
        date_kind=_kind(plain["date_kind"]),
        region=plain["place"],
        genre=plain["genre"],
        status=plain["status"],
        validity=plain["validity"],
    )


def _plain(text: str) -> str:
    """On one line, empty for 无."""
    words = " ".join(text.split())
    if not words:
        raise RequestError(f"填写的内容是空的。请写明内容；没有这一项时请写“{_NONE}”。")
    if len(words) > _LONGEST:
        raise RequestError(f"“{words[:20]}……”超过 {_LONGEST} 字。请写短一些。")
    return "" if words == _NONE else words


def _names(given: Sequence[str]) -> tuple[str, ...] | None:
    names = tuple(map(_plain, given))
    return tuple(filter(None, names)) if names else None


def _number(text: str | None) -> str | None:
    from index import docnumbers

    if not text:
        return text
    number = docnumbers.canonical(text)
    if number is None:
        raise RequestError(f"看不懂文号“{text}”。请写成 粤府函〔2020〕82号 这样的形式。")
    return number


def _date(text: str | None, kind: str | None) -> str | None:
    from index import dates

    if text is None and kind is not None:
        raise RequestError("写了 --date-kind，没有写 --date。请同时写明日期。")
    if not text:
        return text
    if dates.iso(text) is None:
        raise RequestError(f"看不懂日期“{text}”。请写成 2020、2020-05 或 2020-05-18。")
    return text


def _kind(text: str | None) -> DateKind:
    if text is None:
        return "成文"
    if text not in _KINDS:
        raise RequestError(f"日期的种类没有“{text}”。请写 {'、'.join(_KINDS)} 之一。")
    return cast(DateKind, text)
