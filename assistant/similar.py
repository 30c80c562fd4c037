"""Earlier leads and proposals like this one: shown beside a draft, never used as evidence."""

import re
from collections.abc import Iterator

from assistant.types import Citation, Similar
from index import Library
from index.sentences import sentences
from index.tokens import content_pairs
from index.types import Block, Document, Span

GENRES = frozenset({"提案", "提案线索"})
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、]|[（(][一二三四五六七八九十\d]+[)）])\s*")
_LEAST, _PAIR = 0.5, 0.3


def similar(text: str, library: Library) -> tuple[Similar, ...]:
    """The leads and proposals of the library on the matter of a topic or text, the nearest first.

    The score is the share of the topic's content pairs that stand in the lead, twice that of its title.
    """
    wanted = content_pairs(text)
    if not wanted:
        return ()
    found: list[Similar] = []
    for listing in library.documents():
        document = library.document(listing.id)
        for title, body in leads(document):
            score = _score(wanted, document, title, body)
            if score >= _LEAST:
                found.append(
                    Similar(
                        _NUMBERED.sub("", document.at(title)),
                        body,
                        round(score, 3),
                        tuple(_pairs(text, document, body)),
                    )
                )
    return tuple(sorted(found, key=lambda s: -s.score))


def leads(document: Document) -> Iterator[tuple[Span, Span]]:
    """Every lead in a document: the span of its heading, and that of everything under it."""
    blocks = [b for b in document.blocks if b.genre in GENRES]
    heading: Block | None = None
    last: Block | None = None
    for block in blocks:
        if block.kind == "heading":
            if heading is not None and last is not None:
                yield heading.span, Span(document.id, heading.span.start, last.span.end)
            heading, last = block, None
        elif block.kind != "note":
            last = block
    if heading is not None and last is not None:
        yield heading.span, Span(document.id, heading.span.start, last.span.end)


def _score(wanted: frozenset[str], document: Document, title: Span, body: Span) -> float:
    own = content_pairs(document.at(title))
    in_title = len(wanted & own) / max(min(len(wanted), len(own)), 1)
    in_body = len(wanted & content_pairs(document.at(body))) / len(wanted)
    return 0.5 * in_title + 0.5 * in_body


def _pairs(text: str, document: Document, body: Span) -> Iterator[tuple[str, Citation]]:
    """The sentences of the lead that share most with the text."""
    wanted = content_pairs(text)
    scored = []
    for a, b in sentences(document.text, body.start, body.end):
        own = content_pairs(document.text[a:b])
        share = len(wanted & own) / len(wanted)
        if share >= _PAIR:
            scored.append((share, Span(document.id, a, b)))
    for _, span in sorted(scored, key=lambda pair: -pair[0])[:3]:
        yield text, Citation(span)
