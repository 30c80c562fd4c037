"""Values as the JSON shapes that programs read; `assistant/schemas` says the same as JSON Schema.

Raw offsets count code points of the original file decoded as text, half-open. What is not known is
null (one value) or empty (several), never a guess.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TypedDict

from assistant.doctor import Health
from assistant.endpoint import Endpoint
from assistant.listing_shape import listings as listings
from assistant.references import path
from assistant.types import Answer, Citation, Claim, Finding, Trace, Verdict
from index.errors import NotFoundError
from index.library import Library
from index.results import Report
from index.types import Hit, Span, Value
from index.verify import Problem


class CitationShape(TypedDict):
    id: str
    source: str
    title: str
    doc_number: str | None
    page: int | None
    line: int | None
    heading: list[str]
    raw: list[list[int]]
    paragraph: int | None
    cell: str | None
    boxes: list[dict[str, float]]
    confidence: float | None
    quote: str


class FindingShape(TypedDict):
    code: str
    level: str
    message: str
    at: list[int] | None
    source: CitationShape | None


class ClaimShape(TypedDict):
    text: str
    verdict: Verdict
    citations: list[CitationShape]
    findings: list[FindingShape]


class TraceShape(TypedDict):
    generator: str
    library: str
    encoder: str
    prompt: str


class AnswerShape(TypedDict):
    question: str
    standalone: str
    refusal: str | None
    gaps: list[str]
    claims: list[ClaimShape]
    rejected: list[ClaimShape]
    trace: TraceShape | None
    notices: list[str]


class HitShape(TypedDict):
    source: str
    title: str
    heading: list[str]
    raw: list[list[int]]
    text: str
    score: float
    parts: dict[str, float]


class FailureShape(TypedDict):
    source: str
    message: str


def citation(cited: Citation, library: Library) -> CitationShape:
    """A quote with its words and its place; neither where the library no longer holds it, and the title says so."""
    span = cited.span
    try:
        document, place = library.document(span.doc_id), library.locate(span)
    except NotFoundError as error:
        return _gone(span, str(error))
    return {
        "id": str(span),
        "source": document.source,
        "title": document.title,
        "doc_number": _text(document.meta.doc_number),
        "page": place.page,
        "line": place.line,
        "heading": list(path(span, library)),
        "raw": _raw(span, library),
        "paragraph": place.paragraph,
        "cell": place.cell or None,
        "boxes": [asdict(box) for box in place.boxes],
        "confidence": place.sure,
        "quote": library.quote(span),
    }


def _gone(span: Span, why: str) -> CitationShape:
    return {
        "id": str(span),
        "source": "",
        "title": why,
        "doc_number": None,
        "page": None,
        "line": None,
        "heading": [],
        "raw": [],
        "paragraph": None,
        "cell": None,
        "boxes": [],
        "confidence": None,
        "quote": "",
    }


def finding(found: Finding, library: Library) -> FindingShape:
    return {
        "code": found.code,
        "level": found.level,
        "message": found.message,
        "at": list(found.at) if found.at else None,
        "source": citation(Citation(found.source), library) if found.source else None,
    }


def claim(stated: Claim, library: Library) -> ClaimShape:
    return {
        "text": stated.text,
        "verdict": stated.verdict,
        "citations": [citation(c, library) for c in stated.citations],
        "findings": [finding(f, library) for f in stated.findings],
    }


def answer(given: Answer, library: Library) -> AnswerShape:
    return {
        "question": given.question,
        "standalone": given.standalone,
        "refusal": given.refusal,
        "gaps": list(given.gaps),
        "claims": [claim(c, library) for c in given.claims],
        "rejected": [claim(c, library) for c in given.rejected],
        "trace": trace(given.trace) if given.trace else None,
        "notices": list(given.notices),
    }


def trace(given: Trace) -> TraceShape:
    return {
        "generator": given.generator,
        "library": given.library,
        "encoder": given.encoder,
        "prompt": given.prompt,
    }


def hits(found: Iterable[Hit], library: Library) -> dict[str, list[HitShape]]:
    return {"hits": [_hit(hit, library) for hit in found]}


def _hit(found: Hit, library: Library) -> HitShape:
    span = found.passage.span
    document = library.document(span.doc_id)
    return {
        "source": document.source,
        "title": document.title,
        "heading": list(found.passage.heading),
        "raw": _raw(span, library),
        "text": library.quote(span),
        "score": found.score,
        "parts": dict(found.parts),
    }


def passage(span: Span, before: str, after: str, library: Library) -> dict[str, object]:
    return {"citation": citation(Citation(span), library), "before": before, "after": after}


def report(given: Report) -> dict[str, object]:
    failures: list[FailureShape] = [{"source": path, "message": message} for path, message in given.failures]
    counts = {"added": given.added, "unchanged": given.unchanged, "replaced": given.replaced}
    return {**counts, "failures": failures}


def problems(given: Iterable[Problem]) -> dict[str, object]:
    found = [{"kind": p.kind, "where": p.where, "message": p.message} for p in given]
    return {"ok": not found, "problems": found}


def doctor(health: Health) -> dict[str, object]:
    counts = health.counts
    return {
        "ok": health.ok,
        "python": health.python,
        "sqlite": health.sqlite,
        "library": {
            "path": str(health.folder),
            "documents": counts.documents if counts else None,
            "passages": counts.passages if counts else None,
            "generation": health.generation,
        },
        "encoder": {"name": health.encoder, "dim": health.dim, "vectors": counts.vectors if counts else 0},
        "generator": _generator(health.model),
        "checks": [{"name": c.name, "ok": c.ok, "message": c.message} for c in health.checks],
    }


def _generator(model: Endpoint | None) -> dict[str, object]:
    if model is None:
        return {"name": "extractive"}
    return {"name": model.name, "base_url": model.base_url, "key": bool(model.key)}


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _raw(span: Span, library: Library) -> list[list[int]]:
    return [list(piece) for piece in library.locate(span).raw]
