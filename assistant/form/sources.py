"""What the sentences of 事由 rest on (C1–C7). A lead without an outline carries no citations; only C7 reads it."""

import re
from collections.abc import Iterator

from assistant.form.case import Case
from assistant.form.signs import is_attributed, wants_a_source
from assistant.lead import Range
from assistant.types import Claim, Finding
from index import Library, regions
from index.regions import Region
from index.types import Block, Document, Policy, Span

_QUOTATION = "quotation"
_CONFLICT = "conflict"
_THIRD_PARTY = re.compile(r"专家|观点|委员|论文|研究|智库|评论")
_STATUS = re.compile(r"征求意见稿|草案|废止|失效|过期|修订前|被.{1,30}(?:取代|替代)")
_TITLE = re.compile(r"《([^《》]+)》")
_PENDING = re.compile(r"【?待核】?|材料未载")
_MANY = 8  # a gap shorter than this may stand in the body by chance


def facts_carry_a_citation(case: Case) -> Iterator[Finding]:
    """C1: a sentence with a number, date, 《》, 文号, attribution, place, quotation or comparison is cited."""
    for at, claim in case.claims():
        if not claim.citations and (words := wants_a_source(claim.text)):
            start = at[0] + claim.text.index(words)
            message = f"{case.lead.where(at[0])}“{words}”所在的一句没有出处，请引用材料，或删去这一句"
            yield Finding("C1", "error", message, (start, start + len(words)))


def facts_stand_in_the_source(case: Case) -> Iterator[Finding]:
    """C2: every number, date and 文号 of a cited sentence occurs in the cited text, as the check of claims found."""
    for at, claim in case.claims():
        errors = [f for f in claim.findings if f.level == "error"]
        wrong = [f for f in errors if f.code not in (_QUOTATION, _CONFLICT)]
        if claim.citations and claim.verdict != "supported":
            for found in wrong:
                yield _passed_on("C2", case, at, found)
            if not errors:
                message = f"{case.lead.where(at[0])}这一句未通过与原文的核对，请改用原文的说法，或删去"
                yield Finding("C2", "error", message, at)


def quotations_are_verbatim(case: Case) -> Iterator[Finding]:
    """C3: quoted words and leaders' words verbatim, as the check of claims found."""
    for at, claim in case.claims():
        for found in claim.findings:
            if found.code == _QUOTATION and found.level == "error":
                yield _passed_on("C3", case, at, found)


def opinion_is_attributed(case: Case) -> Iterator[Finding]:
    """C4 (warning): third-party data and opinion are attributed in the sentence.

    Third-party is what stands in a paper, a research report, or a section of experts' or members' voices.
    """
    for at, claim in case.claims():
        if is_attributed(claim.text):
            continue
        genres = (_genre(document, span) for document, span in _cited(claim, case.library))
        if opinion := next((genre for genre in genres if _THIRD_PARTY.search(genre)), ""):
            message = f"{case.lead.where(at[0])}这一句出自{opinion}，请在句中写明是谁的说法，如“据……反映”"
            yield Finding("C4", "warning", message, at)


def conflicts_are_named(case: Case) -> Iterator[Finding]:
    """C5: where sources disagree, the sentence names the one it uses; the conflict itself is reported in 依据与出处."""
    for at, claim in case.claims():
        if not is_attributed(claim.text) and any(f.code == _CONFLICT for f in claim.findings):
            message = f"{case.lead.where(at[0])}这一句各材料说法不一，请在句中写明采用哪一份材料"
            yield Finding("C5", "error", message, at)


def drafts_and_expired_documents_are_named_as_such(case: Case) -> Iterator[Finding]:
    """C6 (warning): a 征求意见稿, expired or superseded document is named as such.

    Its status is the policy's, or stands in the title that the cited paragraph gives it.
    """
    for at, claim in case.claims():
        for title, status in _unfinished(claim, case).items():
            if status not in claim.text:
                message = f"{case.lead.where(at[0])}所引《{title}》标明“{status}”，请在句中写明"
                yield Finding("C6", "warning", message, at)


def nothing_is_pending_in_the_text(case: Case) -> Iterator[Finding]:
    """C7: what the library does not hold goes to a list 【待核】, never into the text."""
    gaps = [g for g in (case.outline.gaps if case.outline else ()) if len(g) >= _MANY]
    pending = re.compile("|".join([_PENDING.pattern, *map(re.escape, gaps)]))
    for part in case.lead.parts():
        for found in pending.finditer(case.lead.text, *part):
            message = f"{case.lead.where(found.start())}“{found[0]}”：资料库没有的内容请移到【待核】清单"
            yield Finding("C7", "error", message, found.span())


def policies_of(claim: Claim, case: Case) -> tuple[Policy, ...]:
    """The policies that a claim rests on: of those that its citations report, the ones it names, else the nearest."""
    found: dict[Policy, None] = {}
    for citation in claim.citations:
        known = [p for p in _policies(citation.span.doc_id, case) if p.scope.covers(citation.span)]
        named = [p for p in known if f"《{p.title}》" in claim.text]
        nearest = min((p.scope.end - p.scope.start for p in known), default=0)
        found |= dict.fromkeys(named or [p for p in known if p.scope.end - p.scope.start == nearest])
    return tuple(found)


def cited_places(claim: Claim, library: Library | None) -> tuple[Region, ...]:
    """The places that the cited text speaks of: its own, else its policy's, its headings', its document's.

    A policy that names no place is not of the place that lists it."""
    found: list[Region] = []
    for document, span in _cited(claim, library):
        policies = [p.region for p in document.policies if p.scope.covers(span)]
        if any((place := regions.get(name)) and place.level == "country" for name in policies):
            continue
        headings = reversed(document.heading_path(span.start))
        own = document.meta.region.text if document.meta.region and not policies else ""
        for text in (document.at(span), *policies, *headings, own):
            if places := places_in(text):
                found.extend(places)
                break
    return tuple(dict.fromkeys(found))


def unnamed_places(claim: Claim, region: str, library: Library | None) -> tuple[Region, ...]:
    """The places that the cited text speaks of, where none is in the region and the claim names none."""
    asked = next((mention.region for mention in regions.find(region)), None)
    if asked is None or places_in(claim.text):
        return ()
    places = cited_places(claim, library)
    return () if any(regions.within(place, asked) for place in places) else places


def places_in(text: str) -> tuple[Region, ...]:
    """The places below the country that a text names."""
    return tuple(m.region for m in regions.find(text) if m.region.level != "country")


def _unfinished(claim: Claim, case: Case) -> dict[str, str]:
    """Titles that a claim rests on with what tells that they are drafts or no longer in force."""
    found: dict[str, str] = {}
    for policy in policies_of(claim, case):
        if status := _STATUS.search(policy.status) or _STATUS.search(policy.title):
            found[policy.title] = status[0]
    paragraphs = [d.at(block.span) for d, span in _cited(claim, case.library) if (block := _block(d, span))]
    titles = [title for text in paragraphs for title in _TITLE.findall(text)]
    named = any(f"《{title}》" in claim.text for title in titles if not _STATUS.search(title))
    for title in [] if named else titles:
        if status := _STATUS.search(title):
            found[title] = status[0]
    return found


def _cited(claim: Claim, library: Library | None) -> Iterator[tuple[Document, Span]]:
    """The citations of a claim with their documents; nothing without a library."""
    if library is not None:
        for citation in claim.citations:
            yield library.document(citation.span.doc_id), citation.span


def _policies(doc_id: str, case: Case) -> tuple[Policy, ...]:
    if case.library is not None:
        return case.library.document(doc_id).policies
    basis = case.outline.basis if case.outline else ()
    return tuple(policy for policy in basis if policy.scope.doc_id == doc_id)


def _genre(document: Document, span: Span) -> str:
    """What kind of speech a span is: its section's, else its document's."""
    block = _block(document, span)
    own = document.meta.genre.text if document.meta.genre else ""
    return (block.genre if block else "") or own


def _block(document: Document, span: Span) -> Block | None:
    return next((block for block in document.blocks if block.span.overlaps(span)), None)


def _passed_on(code: str, case: Case, at: Range, found: Finding) -> Finding:
    start, end = found.at or (0, at[1] - at[0])
    message = f"{case.lead.where(at[0])}：{found.message}"
    return Finding(code, "error", message, (at[0] + start, at[0] + end), found.source)
