"""What a document is called by the lines at its top."""

import re
from collections.abc import Iterator, Sequence
from statistics import fmean

from index import dates, docnumbers
from index.lines import UNMARKED_PARENT
from index.types import Block, Document, Value

_KINDS = (
    "通知|通报|意见|办法|规定|条例|实施细则|细则|方案|规划|纲要|公告|公报|通告|决定|决议|批复|请示|函|纪要"
    "|指引|指南|政府工作报告|工作报告|报告|计划|措施|要点|法"
)
KIND = re.compile(rf"({_KINDS})(?:[（(][^）)]{{1,20}}[）)])?$")
"""The 文种 that a title ends in."""
_BUTTON = re.compile(r"[\u4e00-\u9fff]{2}|.*[：:]|\W+")
"""What a page has above its text and no document is called: 打印, 分享：."""
_LEAST_SURE = 0.8
"""Of letters that stand upright OCR is surer than that; of those upside down it is not, but for a line now and then."""


def front_of(document: Document) -> Sequence[Block]:
    """The masthead, or the first blocks when a text has none."""
    front = [b for b in document.blocks[:20] if b.kind == "furniture"]
    return front or document.blocks[:3]


def title_of(document: Document) -> Value:
    """A Markdown title, else the line of the masthead that names a kind of document, else its first line.

    What was read off a picture with little confidence is none; without any, the file's name.
    """
    lines = [(b, document.at(b.span)) for b in _legible(document, front_of(document))]
    for block, text in lines:
        if block.kind == "heading" and block.level == 1:
            return Value(text, block.span)
    for block, text in lines:
        if KIND.search(text) and len(text) <= 80 and not docnumbers.find(text):
            return Value(text, block.span)
    for block, text in lines:
        part = block.kind in ("row", "caption") or (block.kind == "heading" and block.level < UNMARKED_PARENT)
        plain = len(text) <= 40 and not part and not _is_dated(text)
        if plain and not docnumbers.find(text) and not _BUTTON.fullmatch(text):
            return Value(text.rstrip("*＊"), block.span)
    return Value(document.source.rsplit(".", 1)[0])


def _legible(document: Document, front: Sequence[Block]) -> Iterator[Block]:
    """Those that are text; of those read off a picture the ones that OCR was sure of, if it was of most."""
    sure = [document.locate(block.span).sure for block in front]
    read = [value for value in sure if value is not None]
    clear = not read or fmean(read) >= _LEAST_SURE
    yield from (b for b, s in zip(front, sure, strict=True) if s is None or (clear and s >= _LEAST_SURE))


def _is_dated(text: str) -> bool:
    """Whether a line gives a day or a month, as what stands below a title does; a title may name its years."""
    return any(mention.precision in ("day", "month") for mention in dates.find(text))
