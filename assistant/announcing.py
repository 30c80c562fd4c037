"""A sentence that only announces what the next ones tell: 第二，地区间竞争的负面效应。面对激烈的竞争，……"""

import re
from collections.abc import Sequence

from assistant.understand import Ask
from index.sentences import sentences
from index.tokens import normalise
from index.types import Document, Span

_LEAD = re.compile(
    r"\s*(?:第[一二三四五六七八九十]|[一二三四五六七八九]是|首先|其次|再次|最后|同时|此外|另外|一方面|另一方面|[（(]?[一二三四五六七八九十\d]+[)）、.．])[，,、]?\s*"
)
_FIGURE, _LISTS = re.compile(r"\d"), re.compile("、[^、]*、[^、]*、|[，；：]|包括|是指|因为|由于")
_ONE = re.compile("哪一?[个位家条项年天]|谁|哪[里儿]")
"""Who asks for one thing by its name is told all by that."""
_SIGNS = re.compile(r"[\W_]+")
_LONG, _NEWS, _MOST = 36, 14, 3
"""Characters of a sentence that announces, different ones that the question has not, and sentences that follow it."""


def paragraph(document: Document, span: Span) -> Sequence[Span]:
    """The sentences of the block that a span stands in; none of a table's row."""
    block = next((b for b in document.blocks if b.span.covers(span)), None)
    if block is None or block.kind == "row":
        return ()
    return [Span(document.id, a, b) for a, b in sentences(document.text, block.span.start, block.span.end)]


def follows(document: Document, span: Span, ask: Ask) -> Sequence[Span]:
    """The sentences that tell what the one at `span` announces, up to the next of its rank; none where it tells itself."""
    if _ONE.search(ask.text) or not _announces(document.at(span), ask):
        return ()
    told = paragraph(document, span)
    at = next((n for n, one in enumerate(told) if one == span or (n == 0 and one.covers(span))), None)
    if at is None:
        return ()
    found: list[Span] = []
    for one in told[at + 1 :]:
        if _LEAD.match(document.at(one)):
            break
        found.append(one)
    return found[:_MOST]


def _announces(text: str, ask: Ask) -> bool:
    """Whether a sentence is short, without figures or lists, and says little that the question does not say."""
    own = _LEAD.sub("", text, count=1)
    if len(own) > _LONG or _FIGURE.search(own) or _LISTS.search(own):
        return False
    return len(set(_SIGNS.sub("", normalise(own))) - set(normalise(ask.about))) <= _NEWS
