"""What a person fills in about a document, checked before it is kept: RequestError for what no document can have."""

from collections.abc import Mapping, Sequence
from typing import cast, get_args

from assistant.errors import RequestError
from index import dates, docnumbers
from index.correction import Correction
from index.types import DateKind

NONE = "无"
"""What takes a value away."""
KINDS: tuple[str, ...] = get_args(DateKind)
_LONGEST = 200


def correction(given: Mapping[str, Sequence[str]], kind: str = "成文") -> Correction:
    """The words given for each name of `LABELS`: several for issuers and authors, one for all others."""
    plain = {name: tuple(filter(None, map(_plain, texts))) for name, texts in given.items() if texts}
    one = {name: next(iter(texts), "") for name, texts in plain.items()}
    if one.get("title") == "":
        raise RequestError("题名不能为空。请写明题名；要恢复读出的题名，请撤销人工填写。")
    if "有效" in one.get("status", ""):
        raise RequestError(
            f"状态不能人工填写为“{one['status']}”：是否有效要有材料写明。请把写明它有效的文件添加到资料库。"
        )
    return Correction(
        title=one.get("title"),
        doc_number=_number(one.get("doc_number")),
        issuers=plain.get("issuers"),
        authors=plain.get("authors"),
        date=_date(one.get("date")),
        date_kind=_kind(kind),
        region=one.get("region"),
        genre=one.get("genre"),
        status=one.get("status"),
        validity=one.get("validity"),
    )


def _plain(text: str) -> str:
    """On one line, empty for 无."""
    words = " ".join(text.split())
    if not words:
        raise RequestError(f"填写的内容是空的。请写明内容；没有这一项时请写“{NONE}”。")
    if len(words) > _LONGEST:
        raise RequestError(f"“{words[:20]}……”超过 {_LONGEST} 字。请写短一些。")
    return "" if words == NONE else words


def _number(text: str | None) -> str | None:
    if not text:
        return text
    number = docnumbers.canonical(text)
    if number is None:
        raise RequestError(f"看不懂文号“{text}”。请写成 粤府函〔2020〕82号 这样的形式。")
    return number


def _date(text: str | None) -> str | None:
    if text and dates.iso(text) is None:
        raise RequestError(f"看不懂日期“{text}”。请写成 2020、2020-05 或 2020-05-18。")
    return text


def _kind(text: str) -> DateKind:
    if text not in KINDS:
        raise RequestError(f"日期的种类没有“{text}”。请写 {'、'.join(KINDS)} 之一。")
    return cast(DateKind, text)
