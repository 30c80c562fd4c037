"""The words of a source as they are shown: without the white space of its layout, and items without their numbers."""

import re

from index.types import Block, Document, Span

_LEAD = re.compile(r"(?:\d{1,2}\s+(?=[\u4e00-\u9fff])|[（(]\d{1,2}[)）]|\d{1,2}[.．、)）]|[①-⑳])\s*")


def shown(text: str) -> str:
    """None between Han and digits, one space elsewhere."""
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(
        r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=\d)|(?<=\d) (?=[\u3000-\u9fff\uff00-\uffef])", "", text
    )


def unnumbered(document: Document, block: Block) -> Span:
    """A list item without its number."""
    lead = _LEAD.match(document.at(block.span))
    return Span(document.id, block.span.start + (lead.end() if lead else 0), block.span.end)
