"""A model's lines → draft claims, strictly: what is not a line of the agreed form says so, and nothing is mended."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.cite import DraftClaim, Quote
from assistant.types import Finding

LONGEST_LINE = 4000
LONGEST_SAY = 500
MOST_QUOTES = 12
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a reply; `part` is the part of an outline that it belongs to, empty in an answer."""

    draft: DraftClaim
    part: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The model declines; its reason is its own word and rests on nothing."""

    reason: str


def read(pieces: Iterable[str], parts: Sequence[str] = ()) -> Iterator[Line | Refused]:
    """Each line of a reply as soon as it is whole, from pieces of any size.

    A line is {"say": …, "quotes": [{"p": …, "q": …}]} or {"refuse": …}; with `parts`, every claim also
    names one of them as "part". Blank lines and code fences say nothing. Any other line becomes a
    draft that shows it as it came, with the finding `unreadable`.
    """
    rest = ""
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            yield from _line(line.strip(), parts)
    yield from _line(rest.strip(), parts)


def visible(text: str) -> str:
    """The text with � for every character that cannot be seen: controls, bidirectional marks, lone surrogates."""
    return "".join("\ufffd" if _hidden(char) else char for char in text)


def _line(text: str, parts: Sequence[str]) -> Iterator[Line | Refused]:
    if not text or (text.startswith("```") and text.strip("`") in ("", "json", "jsonl")):
        return
    try:
        yield _read(text, parts)
    except ValueError as error:
        finding = Finding("unreadable", "error", f"模型的这一行不合约定的格式：{error}")
        yield Line(DraftClaim(_shortened(text), findings=(finding,)))


def _read(text: str, parts: Sequence[str]) -> Line | Refused:
    """ValueError, in Chinese, for a line of another form."""
    row = _object(text)
    if row.keys() == {"refuse"}:
        return Refused(_words(row["refuse"], "refuse"))
    wanted = {"say", "quotes", "part"} if parts else {"say", "quotes"}
    if row.keys() != wanted:
        raise ValueError(f"应有且只有 {'、'.join(sorted(wanted))}")
    part, quotes = row.get("part", ""), row["quotes"]
    if not isinstance(part, str) or (parts and part not in parts):
        raise ValueError(f"part 应是{'、'.join(parts)}之一")
    if not isinstance(quotes, list) or len(quotes) > MOST_QUOTES:
        raise ValueError(f"quotes 应是不超过{MOST_QUOTES}项的列表")
    return Line(DraftClaim(_words(row["say"], "say"), quotes=tuple(map(_quote, quotes))), part)


def _object(text: str) -> dict[str, object]:
    if len(text) > LONGEST_LINE:
        raise ValueError(f"超过{LONGEST_LINE}字")
    try:
        row = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise ValueError("不是合格的 JSON") from None
    if not isinstance(row, dict):
        raise ValueError("不是一个 JSON 对象")
    return row


def _quote(row: object) -> Quote:
    if not isinstance(row, dict) or row.keys() != {"p", "q"} or type(row["p"]) is not int:
        raise ValueError("quotes 的每一项应是编号 p 和片段 q")
    return Quote(row["p"], _words(row["q"], "q", LONGEST_LINE))


def _words(value: object, name: str, longest: int = LONGEST_SAY) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise ValueError(f"{name} 应是 1 到 {longest} 个字的文字")
    if any(_hidden(char) for char in value if name != "q" or not char.isspace()):
        raise ValueError(f"{name} 里有看不见的字符")
    return value.strip()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) != len(pairs):
        raise ValueError("a name stands twice")
    return row


def _shortened(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……（共{len(text)}字）"


def _hidden(char: str) -> bool:
    return unicodedata.category(char)[0] == "C"
