"""A question becomes an answer: understand, search, select, generate, cite, check."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.check import check
from assistant.cite import DraftClaim, cite
from assistant.evidence import Selection, select
from assistant.extractive import Extractive
from assistant.generate import REFUSED, Generator, Notice
from assistant.sources import named
from assistant.types import Answer, Claim, Trace
from assistant.understand import Query, understand
from index import Filter, Hit, Library

HITS = 40
_REFUSAL = "资料库中没有足够的依据回答这个问题。"
_INSTEAD = "模型写的句子都未能核实。以下不用模型，直接摘录原文。"


def ask(question: str, library: Library, generator: Generator, *, filter: Filter | None = None) -> Answer:
    """Answer from the library, sentence by sentence, each with the words it rests on; or refuse and say why."""
    *_, answer = ask_stream(question, library, generator, filter=filter)
    assert isinstance(answer, Answer)
    return answer


def ask_stream(
    question: str, library: Library, generator: Generator, *, filter: Filter | None = None
) -> Iterator[Claim | Answer]:
    """Each supported claim as soon as it is checked, and at last the whole Answer.

    RequestError for an empty or over-long question. Finding nothing is an answer, not an error.
    """
    query = understand(question)
    hits = search(query, library, filter)
    selections = select(query, hits, library)
    trace = Trace(generator.name, library.digest, prompt=generator.prompt)
    gaps = tuple(dict.fromkeys(s.gap for s in selections if s.gap))
    claims: list[Claim] = []
    rejected: list[Claim] = []
    notices: list[str] = []
    for said in _said(generator, query, selections, library, claims, rejected):
        if isinstance(said, Notice):
            notices.append(said.text)
            continue
        (claim,) = check(cite([said], library, hits), library)
        if claim.verdict == "supported":
            claims.append(claim)
            yield claim
        else:
            rejected.append(claim)
    refusal = None if claims else _REFUSAL
    if refusal:
        gaps = (*gaps, *_nearest(selections, library))
    yield Answer(
        question,
        query.standalone,
        tuple(claims),
        tuple(rejected),
        refusal,
        gaps,
        tuple(hits),
        trace,
        tuple(notices),
    )


def _said(
    generator: Generator,
    query: Query,
    selections: Sequence[Selection],
    library: Library,
    claims: Sequence[Claim],
    rejected: Sequence[Claim],
) -> Iterator[DraftClaim | Notice]:
    """What the generator says; and when a model spoke but nothing of it held, the source's own words."""
    yield from generator.answer(query, selections, library)
    refused = any(finding.code == REFUSED for claim in rejected for finding in claim.findings)
    if generator.prompt and rejected and not claims and not refused:
        yield Notice(_INSTEAD)
        yield from Extractive().answer(query, selections, library)


def search(query: Query, library: Library, filter: Filter | None = None) -> list[Hit]:
    """The hits for the whole question, then those for each thing asked; each passage once."""
    asked = [f"{' '.join(r.name for r in a.regions)} {a.about}" for a in query.asks]
    found: dict[object, Hit] = {}
    for n, text in enumerate(dict.fromkeys([query.standalone, *asked])):
        for hit in library.search(text, HITS if n == 0 else HITS // 2, filter):
            found.setdefault(hit.passage.span, hit)
    for source in sorted(named(query.standalone, library.documents())):
        inside = replace(filter or Filter(), documents=(source,))
        for hit in library.search(query.standalone, HITS // 2, inside):
            found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _nearest(selections: Sequence[Selection], library: Library) -> Iterator[str]:
    """The nearest thing that the sources do say, once."""
    best = max((s.nearest for s in selections if s.nearest), key=lambda e: e.score, default=None)
    if best is not None and best.cover > 0.2:
        document = library.document(best.candidate.span.doc_id)
        line = library.locate(best.candidate.span).line
        place = f"第{line}行" if line else ""
        yield f"资料中最接近的内容：“{best.candidate.text}”（《{document.title}》{place}）"
