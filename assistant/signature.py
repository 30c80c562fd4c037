"""Who said it, where that stands in brackets below a paragraph: （刘志彪，南京大学长江产业经济研究院院长）."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from index.types import Document, Span

_SIGNED = 3  # blocks below a paragraph in which its signature stands
_SIGNER = re.compile(r"[（(]([\u4e00-\u9fff·]{2,4})[，,][^（）()]{4,60}[)）]")
_SIGNATURE = re.compile(r"[（(][^（）()]{4,60}[)）]")


def signers(document: Document) -> frozenset[str]:
    """Everybody who signs a part of a document."""
    return frozenset(found[1] for span in signed(document) if (found := _SIGNER.match(document.at(span))))


def signed(document: Document) -> Iterator[Span]:
    """Every signature that names somebody, from bracket to bracket."""
    for block in document.blocks:
        text = document.at(block.span)
        if _SIGNER.fullmatch(text.strip()):
            start = block.span.start + len(text) - len(text.lstrip())
            yield Span(document.id, start, start + len(text.strip()))


def signature(document: Document, span: Span) -> Iterator[Span]:
    """The signature below a span, if it has one."""
    below = bisect_left(document.blocks, span.end, key=lambda block: block.span.start)
    for block in document.blocks[below : below + _SIGNED]:
        if block.kind == "heading":
            return
        if _SIGNATURE.fullmatch(document.at(block.span).strip()):
            yield block.span
            return
