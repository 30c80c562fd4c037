"""An Outline as `draft --json` writes it (the shapes of claims and citations are those of `assistant.shapes`)."""

from typing import TypedDict

from assistant import shapes
from assistant.references import iso
from assistant.shapes import CitationShape, ClaimShape, FindingShape, TraceShape
from assistant.types import Citation, Outline, Similar
from index.library import Library
from index.types import Policy


class RowShape(TypedDict):
    doc_number: str | None
    title: str
    issuers: list[str]
    date: str | None
    status: str | None
    citation: CitationShape


class PairShape(TypedDict):
    text: str
    citation: CitationShape


class SimilarShape(TypedDict):
    title: str
    source: str
    score: float
    pairs: list[PairShape]


class OutlineShape(TypedDict):
    topic: str
    title: str
    profile: str
    refusal: str | None
    reasons: list[list[ClaimShape]]
    issues: list[ClaimShape]
    gaps: list[str]
    form: list[FindingShape]
    basis: list[RowShape]
    similar: list[SimilarShape]
    trace: TraceShape | None
    rejected: list[ClaimShape]
    notices: list[str]
    spare: list[ClaimShape]


def outline(given: Outline, library: Library) -> OutlineShape:
    return {
        "topic": given.topic,
        "title": given.title,
        "profile": given.profile,
        "refusal": given.refusal,
        "reasons": [[shapes.claim(c, library) for c in paragraph] for paragraph in given.reasons],
        "issues": [shapes.claim(c, library) for c in given.issues],
        "gaps": list(given.gaps),
        "form": [shapes.finding(f, library) for f in given.form],
        "basis": [row(policy, library) for policy in given.basis],
        "similar": [similar(earlier, library) for earlier in given.similar],
        "trace": shapes.trace(given.trace) if given.trace else None,
        "rejected": [shapes.claim(c, library) for c in given.rejected],
        "notices": list(given.notices),
        "spare": [shapes.claim(c, library) for c in given.spare],
    }


def row(policy: Policy, library: Library) -> RowShape:
    return {
        "doc_number": policy.doc_number or None,
        "title": policy.title,
        "issuers": list(policy.issuers),
        "date": iso(policy.date),
        "status": policy.status or None,
        "citation": shapes.citation(Citation(policy.span), library),
    }


def similar(earlier: Similar, library: Library) -> SimilarShape:
    return {
        "title": earlier.title,
        "source": library.document(earlier.span.doc_id).source,
        "score": earlier.score,
        "pairs": [
            {"text": ours, "citation": shapes.citation(theirs, library)} for ours, theirs in earlier.pairs
        ],
    }
