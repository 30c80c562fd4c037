"""Quotes become citations, or findings: a quote counts only if its characters stand in the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.types import Citation, Claim, Finding
from assistant.verbatim import folded, occurrences
from index.errors import NotFoundError
from index.library import Library
from index.types import Hit, Passage, Span

MIN_QUOTE = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """Words said to stand in a passage; `passage` counts from 1 what the generator was shown."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence as a generator wrote it, with what it says it rests on: spans it was given, or quotes.

    `passages` are what the numbers of its quotes mean. `findings` are what was wrong with it from the start.
    """

    text: str
    spans: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()


def cite(drafts: Iterable[DraftClaim], library: Library, hits: Sequence[Hit]) -> tuple[Claim, ...]:
    """Resolve every span and quote of every draft, in order; what fails stays on the claim as a finding.

    The quotes of a draft without passages of its own count the hits.
    Codes: no-such-passage, quote-too-short (under six characters without white space), quote-not-found.
    """
    return tuple(_resolve(draft, library, hits) for draft in drafts)


def _resolve(draft: DraftClaim, library: Library, hits: Sequence[Hit]) -> Claim:
    citations: list[Citation] = []
    findings = [*draft.findings]
    passages = draft.passages or tuple(hit.passage for hit in hits)
    resolved = [
        *(_known(span, library) for span in draft.spans),
        *(_found(q, library, passages) for q in draft.quotes),
    ]
    for result in resolved:
        if isinstance(result, Finding):
            findings.append(result)
        elif result not in citations:
            citations.append(result)
    return Claim(draft.text, tuple(citations), tuple(findings))


def _known(span: Span, library: Library) -> Citation | Finding:
    try:
        library.quote(span)
    except NotFoundError:
        return Finding("no-such-passage", "error", f"资料库中没有所引的位置 {span}")
    return Citation(span)


def _found(quote: Quote, library: Library, passages: Sequence[Passage]) -> Citation | Finding:
    """Look in the passage and in what belongs to it (a table's header), never in another passage."""
    if not 1 <= quote.passage <= len(passages):
        return Finding(
            "no-such-passage", "error", f"引用了不存在的材料[{quote.passage}]，本次材料共{len(passages)}段"
        )
    if len(folded(quote.text).text) < MIN_QUOTE:
        return Finding(
            "quote-too-short", "error", f"摘句“{quote.text.strip()}”不足{MIN_QUOTE}字，不能作为依据"
        )
    passage = passages[quote.passage - 1]
    for span in (passage.span, *passage.context):
        for start, end in occurrences(quote.text, library.quote(span)):
            return Citation(Span(span.doc_id, span.start + start, span.start + end))
    return Finding("quote-not-found", "error", f"材料[{quote.passage}]中没有这句话：“{quote.text.strip()}”")
