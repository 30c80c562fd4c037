"""Who said it, where that stands in brackets below a paragraph: （刘志彪，南京大学长江产业经济研究院院长）."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.types import Document, Span

_SIGNED = 3  # blocks below a paragraph in which its signature stands
_SIGNATURE = re.compile(r"[（(][^（）()]{4,60}[)）]")


def signature(document: Document, span: Span) -> Iterator[Span]:
    """The signature below a span, if it has one."""
    below = bisect_left(document.blocks, span.end, key=lambda block: block.span.start)
    for block in document.blocks[below : below + _SIGNED]:
        if block.kind == "heading":
            return
        if _SIGNATURE.fullmatch(document.at(block.span).strip()):
            yield block.span
            return
