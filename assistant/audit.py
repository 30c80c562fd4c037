"""Checking a text written elsewhere: every sentence against the best sentences of the library.

Earlier 提案 and 提案线索 are no evidence: what they alone say is unsupported, and said to be theirs.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from assistant import quantities
from assistant.attributed import matter
from assistant.candidates import Candidate, candidates
from assistant.check import check
from assistant.check_articles import given_as
from assistant.check_names import spelled
from assistant.details import Detail, details
from assistant.errors import RequestError
from assistant.in_force import in_force
from assistant.leads import is_lead
from assistant.places import is_elsewhere, named_in
from assistant.proposal import Range, stated
from assistant.quantities import Quantity
from assistant.series import telling
from assistant.types import Citation, Claim, Finding
from assistant.units import has_others
from index import Filter, Library, articles, dates
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
_NEARLY = 0.6  # so alike are a sentence and a source that say one thing in nearly the same words
_FAR = 0.1  # less alike than that source is one that says it in other words
_TOLD = {"modality", "negation", "scope", "article", "status"}
_ELSEWHERE = 0.25  # how much less likely a source is that tells of none of the places named
_ANOTHER_TIME = 0.25  # the same of one that tells of none of the years named
_TRIED = 3  # candidates that a sentence is held against
_CLAUSE_TERMS = 4  # from this many terms on, a clause looks for a source of its own
_CLAUSE = re.compile(r"[^，；。,;\n]+")
_ELSE = frozenset({"place", "date"})
_VALUES = frozenset({"number", "unit", "subject", "arithmetic", "comparison"})
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the checked text at [start, end), and what the library says of it and of each detail in it."""

    text: str
    start: int
    end: int
    claim: Claim
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A candidate and how much of the sentence it has: terms, and figures as written."""

    candidate: Candidate
    share: float
    numbers: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence checked against some sources, how much of its terms these have, and how far theirs are its own, too."""

    claim: Claim
    share: float
    alike: float


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
    hits = _hits(sentence, library)
    leads = [hit for hit in hits if is_lead(library.document(hit.passage.span.doc_id), hit.passage.genre)]
    claim = _held(sentence, [hit for hit in hits if hit not in leads][:_HITS], library)
    if claim.verdict == "unsupported" and leads:
        copied = _held(sentence, leads[:_HITS], library)
        if copied.verdict == "supported":
            theirs = Finding(FROM_LEAD, "error", _THEIRS, source=copied.citations[0].span)
            return replace(claim, findings=(*claim.findings, theirs))
    return claim


def _hits(sentence: str, library: Library) -> list[Hit]:
    """The passages likest to a sentence, after those of the reports that tell of the years it names."""
    listings, years = library.documents(), dates.years(sentence)
    reports = telling(years, tuple(named_in(sentence)), listings) if years else ()
    first = library.search(sentence, _HITS // 2, Filter(documents=reports)) if reports else []
    known = {hit.passage.span for hit in first}
    return [*first, *(hit for hit in library.search(sentence, _READ) if hit.passage.span not in known)]


def _is_of_others(candidate: Candidate, years: frozenset[int]) -> bool:
    """Whether a candidate tells of other years than these."""
    told = candidate.told
    return bool(told and years) and years.isdisjoint(range(min(told), max(told) + 1))


def _held(sentence: str, hits: Sequence[Hit], library: Library) -> Claim:
    """The sentence against its likeliest sources, those of the article that it names first; the reading with the fewest doubts.

    What says the same in nearly its words, but otherwise, outweighs what bears it in other words.
    """
    sources = _sources(sentence, hits, library)
    if not sources:
        return _read(sentence, [], library).claim
    read = cache(lambda *some: _read(sentence, some, library))
    named = _of_articles(sentence, sources, library)
    readings = _readings(sentence, named, read) if named else []
    if not any(reading.claim.verdict == "supported" for reading in readings):
        readings += _readings(sentence, sources, read)
    best = min(readings, key=lambda reading: _doubts(reading.claim))
    if best.claim.verdict == "supported":
        others = map(read, sources[:_TRIED])
        return next((one.claim for one in others if _outweighs(one, best, library)), best.claim)
    near = max(source.share for source in sources)
    refuted = best.claim.verdict == "contradicted"
    stands = near >= _SAME and not _tells_of_others(best.claim)
    return _read(sentence, [], library).claim if refuted and not stands else best.claim


def _outweighs(other: _Reading, best: _Reading, library: Library) -> bool:
    """Whether the words of a rule are those of the one and not of the other, and what speaks against it there is how it
    is told: the same words of another year have other figures, but not those of the same law."""
    against = {finding.code for finding in other.claim.findings if finding.level == "error"}
    if against and against <= _TOLD and other.alike >= max(_NEARLY, best.alike + _FAR):
        return True
    laws = {citation.span.doc_id for reading in (other, best) for citation in reading.claim.citations}
    one_law = len(laws) == 1 and bool(library.made(articles.articles, *laws))
    return bool(against) and one_law and other.share >= max(_NEARLY, best.share + _FAR)


def _of_articles(sentence: str, sources: Sequence[_Source], library: Library) -> list[_Source]:
    """Those that stand in an article that the sentence names as its source."""
    keys = {articles.key(mention.title, mention.number) for mention in given_as(sentence)}
    found = []
    for source in sources if keys else ():
        document = library.document(source.candidate.span.doc_id)
        article = articles.holding(library.made(articles.articles, document.id), source.candidate.span.start)
        if article and articles.key(document.title, article.number) in keys:
            found.append(source)
    return found


def _readings(sentence: str, sources: Sequence[_Source], read: Callable[..., _Reading]) -> list[_Reading]:
    """Against the likeliest one by one; where none of them bears it alone, against several for its clauses."""
    tried = [read(source) for source in sources[:_TRIED]]
    if any(reading.claim.verdict == "supported" for reading in tried):
        return tried
    several = _by_clause(sentence, sources)
    return [*tried, read(*several)] if several else tried


def _read(sentence: str, sources: Sequence[_Source], library: Library) -> _Reading:
    spans: dict[Span, None] = {}
    for source in sources:
        spans.update(dict.fromkeys(source.candidate.spans))
    (checked,) = check([Claim(sentence, tuple(map(Citation, spans)))], library)
    said, given = _terms(sentence), content_pairs("\n".join(s.candidate.text for s in sources))
    shared = len(said & given)
    return _Reading(in_force(checked, library), shared / len(said), shared / len(said | given))


def _terms(sentence: str) -> frozenset[str]:
    """What a sentence says, its source left out where it says more."""
    return content_pairs(spelled(matter(sentence))) or content_pairs(spelled(sentence))


def _doubts(claim: Claim) -> tuple[bool, bool, int, int, int]:
    """Supported first, what is of another matter last; then the fewest details in doubt, findings and citations.

    Ranks are findings alone: many sources have a first place, each of a thing of its own.
    """
    other = any(f.code == "coverage" and f.at is None for f in claim.findings) or _tells_of_others(claim)
    errors = len({(f.code, f.at) for f in claim.findings if f.level == "error"})
    wrong = sum(detail.verdict != "supported" for detail in details(claim) if detail.kind != "rank")
    return claim.verdict != "supported", other, wrong, errors, len(claim.citations)


def _tells_of_others(claim: Claim) -> bool:
    """Whether a source is of another place or time and has another figure or comparison too: 浙江's says nothing of that
    of 福建, nor what 2025 has come to of 2023."""
    wrong = {f.code for f in claim.findings if f.level == "error"}
    return bool(wrong & _ELSE and wrong & _VALUES)


def _sources(sentence: str, hits: Sequence[Hit], library: Library) -> list[_Source]:
    """The candidates that are about the same, the likeliest first."""
    said, numbers = _terms(sentence), set(_NUMBER.findall(sentence))
    measured = [q for q in quantities.find(sentence) if has_others(q.unit)]
    found = []
    for candidate in candidates(hits, library):
        share = len(said & content_pairs(candidate.text)) / len(said)
        if share >= _ALIKE / 2:
            same = len(numbers & set(_NUMBER.findall(candidate.text)))
            same += len(_otherwise(measured, candidate.text))
            found.append(_Source(candidate, share, same))
    places, years = named_in(sentence), dates.years(sentence)
    found.sort(
        key=lambda s: (
            _ELSEWHERE * is_elsewhere(s.candidate, places)
            + _ANOTHER_TIME * _is_of_others(s.candidate, years)
            - s.share
            - s.numbers / (len(numbers) or 1) / 2
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
    places, terms, years = named_in(sentence), frozenset[str](), dates.years(sentence)
    for match in _CLAUSE.finditer(sentence):
        own, numbers = named_in(match[0]), set(_NUMBER.findall(match[0]))
        said = content_pairs(match[0])
        if len(said) < _CLAUSE_TERMS:
            if not (own and numbers and terms):
                continue
            said = terms
        places, terms, years = own or places, said, dates.years(match[0]) or years
        near = [s for s in sources if not is_elsewhere(s.candidate, places)]
        near = [s for s in near if not _is_of_others(s.candidate, years)] or near
        best = max(near, key=lambda s: _has(s, said, numbers), default=None)
        if best and _has(best, said, numbers) >= _SAME and best not in chosen:
            chosen.append(best)
    return chosen if len(chosen) > 1 else []


def _has(source: _Source, said: Set[str], numbers: Set[str]) -> float:
    """How much of a clause a source has: its terms, and by half its figures."""
    text = source.candidate.text
    given = len(numbers & set(_NUMBER.findall(text))) / (len(numbers) or 1)
    return len(said & content_pairs(text)) / len(said) + given / 2
