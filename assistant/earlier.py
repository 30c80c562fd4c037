"""The leads and proposals that a library holds: the heading, 事由 and 问题点 of each, as spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.leads import LEADS, TITLED, is_lead
from assistant.proposal import Proposal, read_proposal
from index.library import Library
from index.sentences import sentences
from index.types import Block, Document, Span

_DEPTH = 400
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、]|[（(][一二三四五六七八九十\d]+[)）])\s*")


@dataclass(frozen=True, slots=True)
class Earlier:
    """One lead or proposal. `span` is all of it; `reasons` are the sentences of 事由 (or 情况 and 分析),
    `issues` the items of 问题点 (or the sentences of 建议)."""

    title: str
    span: Span
    reasons: tuple[Span, ...]
    issues: tuple[Span, ...]


def earlier(text: str, library: Library) -> Iterator[Earlier]:
    """Every lead and proposal in the documents that may hold one on the matter of a text.

    Those are the documents of these genres, and those that hold one among the passages nearest to the text.
    """
    listed = [
        listing.id
        for listing in library.documents()
        if (listing.meta.genre and listing.meta.genre.text in LEADS) or TITLED.search(listing.title)
    ]
    near = [hit.passage.span.doc_id for hit in library.search(text, _DEPTH) if hit.passage.genre in LEADS]
    for doc_id in dict.fromkeys([*listed, *near]):
        yield from held(library.document(doc_id))


def any_held(library: Library) -> bool:
    """Whether there is anything to compare with."""
    return next(earlier("提案线索 事由 问题点", library), None) is not None


def held(document: Document) -> Iterator[Earlier]:
    """Every lead or proposal in a document: one that is of these genres is one, in a bulletin each has its heading."""
    spans = [*_under_headings(document)]
    if spans:
        yield from (_read(document, title, body) for title, body in spans)
    elif document.blocks and is_lead(document, ""):
        whole = Span(document.id, document.blocks[0].span.start, document.blocks[-1].span.end)
        yield _read(document, None, whole)


def _under_headings(document: Document) -> Iterator[tuple[Span, Span]]:
    """The headings of leads, and the stretch from each to the end of what stands under it."""
    heading: Block | None = None
    last: Block | None = None
    for block in (b for b in document.blocks if b.genre in LEADS):
        if block.kind == "heading":
            if heading is not None and last is not None:
                yield heading.span, Span(document.id, heading.span.start, last.span.end)
            heading, last = block, None
        elif block.kind not in ("note", "furniture"):
            last = block
    if heading is not None and last is not None:
        yield heading.span, Span(document.id, heading.span.start, last.span.end)


def _read(document: Document, title: Span | None, body: Span) -> Earlier:
    given = read_proposal(document.at(body))
    named = document.at(title) if title else document.title
    reasons = [*given.sentences("事由", "情况", "分析")]
    issues = [*given.sentences("问题点")] or [*given.sentences("建议")]
    if not reasons and not issues:
        reasons = [at for at in sentences(given.text) if not _is_title(at, given)]
    return Earlier(
        _NUMBERED.sub("", named),
        body,
        tuple(_span(body, at) for at in reasons),
        tuple(_span(body, (_unnumbered(given.text, at), at[1])) for at in issues),
    )


def _unnumbered(text: str, at: tuple[int, int]) -> int:
    number = _NUMBERED.match(text[at[0] : at[1]])
    return at[0] + (number.end() if number and number.end() < at[1] - at[0] else 0)


def _is_title(at: tuple[int, int], given: Proposal) -> bool:
    return any(title[0] < at[1] and at[0] < title[1] for title in given.titles)


def _span(body: Span, at: tuple[int, int]) -> Span:
    return Span(body.doc_id, body.start + at[0], body.start + at[1])
