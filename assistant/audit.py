"""Checking a text written elsewhere: every sentence against the best sentences of the library.

Earlier 提案 and 提案线索 are no evidence: what they alone say is unsupported, and said to be theirs.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from assistant import quantities
from assistant.candidates import Candidate, candidates
from assistant.check import check
from assistant.check_names import spelled
from assistant.details import Detail, details
from assistant.errors import RequestError
from assistant.leads import is_lead
from assistant.places import is_elsewhere, named_in
from assistant.proposal import Range, stated
from assistant.quantities import Quantity
from assistant.types import Citation, Claim, Finding
from assistant.units import has_others
from index import Library
from index.sentences import sentences
from index.tokens import content_pairs
from index.types import Hit, Span

LIMIT = 100_000
FROM_LEAD = "from-lead"
_THEIRS = "只有已有的提案或线索这样写，不能作依据"
_HITS = 8
_READ = 4 * _HITS  # passages looked at, among which are those of earlier leads
_ALIKE = 0.3  # share of a sentence's terms that a candidate must have to be about the same
_SAME = 0.45  # from this share on, what differs is a contradiction and not another matter
_ELSEWHERE = 0.25  # how much less likely a source is that tells of none of the places named
_TRIED = 3  # candidates that a sentence is held against
_CLAUSE_TERMS = 4  # from this many terms on, a clause looks for a source of its own
_CLAUSE = re.compile(r"[^，；。,;\n]+")
_FIGURES = frozenset({"number", "unit", "subject", "arithmetic"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the checked text at [start, end), and what the library says of it and of each detail in it."""

    text: str
    start: int
    end: int
    claim: Claim
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """A candidate and how much of the sentence it has: terms, and figures as written."""

    candidate: Candidate
    share: float
    numbers: int


def audit(text: str, library: Library) -> tuple[Item, ...]:
    """Every sentence of a text with its verdict. RequestError for an empty or over-long text."""
    return tuple(audit_stream(text, library))


def audit_stream(text: str, library: Library) -> Iterator[Item]:
    """The same, one sentence at a time."""
    if not text.strip():
        raise RequestError("没有可核对的文字。请给出要核对的文件，或用 - 从标准输入读入文字。")
    if len(text) > LIMIT:
        raise RequestError(f"文字有 {len(text)} 字，超过 {LIMIT} 字的上限。请分成几份核对。")
    for at in sentences(text):
        if (said := stated(text, at)) and (item := looked_up(text, said, library)):
            yield item


def unstated(text: str) -> tuple[str, ...]:
    """The sentences of a text that state nothing, and so get no verdict: titles, headings, labels, questions."""
    return tuple(text[slice(*at)] for at in sentences(text) if stated(text, at) is None)


def looked_up(text: str, at: Range, library: Library) -> Item | None:
    """What is stated at a stretch of a text, with its verdict; None where no word of it says anything."""
    sentence = text[slice(*at)]
    if not content_pairs(sentence):
        return None
    checked = _checked(sentence, library)
    return Item(sentence, *at, checked, details(checked))


def _checked(sentence: str, library: Library) -> Claim:
    """The sentence against what may be evidence; one that only a lead has is told so."""
    hits = library.search(sentence, _READ)
    leads = [hit for hit in hits if is_lead(library.document(hit.passage.span.doc_id), hit.passage.genre)]
    claim = _held(sentence, [hit for hit in hits if hit not in leads][:_HITS], library)
    if claim.verdict == "unsupported" and leads:
        copied = _held(sentence, leads[:_HITS], library)
        if copied.verdict == "supported":
            theirs = Finding(FROM_LEAD, "error", _THEIRS, source=copied.citations[0].span)
            return replace(claim, findings=(*claim.findings, theirs))
    return claim


def _held(sentence: str, hits: Sequence[Hit], library: Library) -> Claim:
    """The sentence against its likeliest sources, one by one and together; the reading with the fewest doubts."""
    sources = _sources(sentence, hits, library)
    tried = [_read(sentence, [source], library) for source in sources[:_TRIED]]
    if not any(claim.verdict == "supported" for claim in tried) and (
        several := _by_clause(sentence, sources)
    ):
        tried.append(_read(sentence, several, library))
    if not tried:
        return _read(sentence, [], library)
    best = min(tried, key=_doubts)
    near = max(source.share for source in sources)
    refuted = near >= _SAME and not _tells_of_others(best)
    return best if best.verdict != "contradicted" or refuted else _read(sentence, [], library)


def _read(sentence: str, sources: Sequence[_Source], library: Library) -> Claim:
    spans: dict[Span, None] = {}
    for source in sources:
        spans.update(dict.fromkeys(source.candidate.spans))
    (checked,) = check([Claim(sentence, tuple(map(Citation, spans)))], library)
    return checked


def _doubts(claim: Claim) -> tuple[bool, bool, int, int, int]:
    """Supported first, what is of another matter last; then the fewest details in doubt, findings and citations.

    Ranks are findings alone: many sources have a first place, each of a thing of its own.
    """
    other = any(f.code == "coverage" and f.at is None for f in claim.findings) or _tells_of_others(claim)
    errors = sum(f.level == "error" for f in claim.findings)
    wrong = sum(detail.verdict != "supported" for detail in details(claim) if detail.kind != "rank")
    return claim.verdict != "supported", other, wrong, errors, len(claim.citations)


def _tells_of_others(claim: Claim) -> bool:
    """Whether a source is of another place and has another figure too: 浙江's says nothing of that of 福建."""
    wrong = {f.code for f in claim.findings if f.level == "error"}
    return "place" in wrong and bool(wrong & _FIGURES)


def _sources(sentence: str, hits: Sequence[Hit], library: Library) -> list[_Source]:
    """The candidates that are about the same, the likeliest first."""
    said, numbers = content_pairs(spelled(sentence)), set(_NUMBER.findall(sentence))
    measured = [q for q in quantities.find(sentence) if has_others(q.unit)]
    found = []
    for candidate in candidates(hits, library):
        share = len(said & content_pairs(candidate.text)) / len(said)
        if share >= _ALIKE / 2:
            same = len(numbers & set(_NUMBER.findall(candidate.text)))
            same += len(_otherwise(measured, candidate.text))
            found.append(_Source(candidate, share, same))
    places = named_in(sentence)
    found.sort(
        key=lambda s: (
            _ELSEWHERE * is_elsewhere(s.candidate, places) - s.share - s.numbers / (len(numbers) or 1) / 2
        )
    )
    return found if found and max(s.share for s in found) >= _ALIKE else []


def _otherwise(measured: Sequence[Quantity], text: str) -> list[Quantity]:
    """The figures that a text has in another unit: 550亿斤 for 275亿公斤."""
    given = quantities.find(text) if measured else ()
    return [q for q in measured if any(q.unit != g.unit and quantities.equal(q, g) for g in given)]


def _by_clause(sentence: str, sources: Sequence[_Source]) -> list[_Source]:
    """For each longer clause the source that has most of it, where that is not one source for all.

    A clause goes on about the places last named, and takes no source that tells of others only. One that sets a
    figure of another place against the clause before (高于浙江的3.3%) is of what that one is of.
    """
    chosen: list[_Source] = []
    places, terms = named_in(sentence), frozenset[str]()
    for match in _CLAUSE.finditer(sentence):
        own, numbers = named_in(match[0]), set(_NUMBER.findall(match[0]))
        said = content_pairs(match[0])
        if len(said) < _CLAUSE_TERMS:
            if not (own and numbers and terms):
                continue
            said = terms
        places, terms = own or places, said
        near = [s for s in sources if not is_elsewhere(s.candidate, places)]
        best = max(near, key=lambda s: _has(s, said, numbers), default=None)
        if best and _has(best, said, numbers) >= _SAME and best not in chosen:
            chosen.append(best)
    return chosen if len(chosen) > 1 else []


def _has(source: _Source, said: Set[str], numbers: Set[str]) -> float:
    """How much of a clause a source has: its terms, and by half its figures."""
    text = source.candidate.text
    given = len(numbers & set(_NUMBER.findall(text))) / (len(numbers) or 1)
    return len(said & content_pairs(text)) / len(said) + given / 2
