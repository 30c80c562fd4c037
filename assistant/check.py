"""Does the cited text support the claim? Named checks, and the verdict that follows from what they find."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant import (
    check_addressed,
    check_articles,
    check_bases,
    check_compared,
    check_dates,
    check_fates,
    check_figures,
    check_items,
    check_lists,
    check_names,
    check_norms,
    check_nouns,
    check_papers,
    check_places,
    check_plans,
    check_ranks,
    check_roles,
    check_scales,
    check_slots,
    check_spans,
    check_wording,
    check_years,
    quantities,
)
from assistant.agencies import find_agencies
from assistant.attributed import matter
from assistant.support import Support, gather
from assistant.types import Claim, Finding, Verdict
from assistant.verbatim import folded
from index import dates, docnumbers, regions
from index.library import Library
from index.tokens import content_pairs

Checker = Callable[[Claim, Support], Iterator[Finding]]

_COVERED = 0.5  # share of a claim's content terms that its citations must have
_CLAUSE_COVERED = 0.25  # the same for each longer clause of it
_LONG_CLAUSE = 6
_SHORT_CLAUSE = 3  # from this many terms on, a clause must share one with its citations (请立即付款)
_CLAUSE = re.compile(r"[^，；。：！？,;!?\n]+")
_ITEM = re.compile(r"[^，；。：！？、,;!?\n]+")


def uncited(claim: Claim, support: Support) -> Iterator[Finding]:
    """A claim without a citation rests on nothing, and there is nothing else to check it by."""
    if not support.cited:
        yield Finding("uncited", "error", "这句话没有可核对的出处")


def coverage(claim: Claim, support: Support) -> Iterator[Finding]:
    """Enough of the claim's words stand in the cited text, or in the headings and table header above it.

    Figures and dates count as covered, since they have checks of their own: 三成 is 30%. What says little else must
    have its words together: 服务 and 不足 stand in any long sentence.
    """
    scopes = "\n".join(scope for cited in support.cited for scope in cited.scopes)
    given = content_pairs(scopes) | content_pairs(support.around)  # a masthead spaces out its names
    told = matter(claim.text)
    words = _without_figures(told)
    scattered = words == told and _scattered(words, support)
    if scattered or _uncovered(told, words, given) > 1 - _COVERED:
        yield Finding("coverage", "error", "句中多数内容不见于所引原文")
        return
    for match in _CLAUSE.finditer(words):
        clause = told[slice(*match.span())]
        size, missing = len(content_pairs(clause)), _uncovered(clause, match[0], given)
        if (size >= _LONG_CLAUSE and missing > 1 - _CLAUSE_COVERED) or (
            size >= _SHORT_CLAUSE and missing == 1
        ):
            yield Finding("coverage", "error", f"“{clause.strip()}”不见于所引原文", match.span())


def _scattered(words: str, support: Support) -> bool:
    """Whether no clause of the cited texts, with what stands above it, has most of the few words of a claim.

    The cells of a row are one clause.
    """
    said = {term for term in content_pairs(words) if not term.endswith("不")}
    if not 0 < len(said) < _LONG_CLAUSE:
        return False
    for cited in support.cited:
        text = cited.beside or cited.text
        above = content_pairs("\n".join(scope for scope in cited.scopes if scope not in (text, cited.text)))
        for clause in [text] if "\t" in text else _ITEM.findall(text):
            if len(said & (content_pairs(clause) | above)) > _COVERED * len(said):
                return False
    return True


def _uncovered(text: str, without_figures: str, given: frozenset[str]) -> float:
    """The share of a text's content terms that are no figures and not in `given`."""
    said = content_pairs(text)
    return len((said & content_pairs(without_figures)) - given) / (len(said) or 1)


def _without_figures(text: str) -> str:
    """The text with spaces for quantities and dates, its offsets kept."""
    days = dates.find(text, quantities.ANY_YEAR)
    for start, end in [*(q.at for q in quantities.find(text)), *(day.at for day in days)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


CHECKERS: tuple[Checker, ...] = (
    check_addressed.addressed,
    check_figures.figures,
    check_lists.listed,
    check_lists.order,
    check_lists.turned,
    check_items.astray,
    check_slots.subjects,
    check_slots.inverted,
    check_slots.exchanged,
    check_compared.compared,
    check_compared.outdone,
    check_slots.segments,
    check_slots.sides,
    check_spans.spells,
    check_years.years,
    check_spans.years,
    check_spans.often,
    check_bases.bases,
    check_bases.since,
    check_bases.rates,
    check_dates.dates,
    check_articles.addresses,
    check_names.doc_numbers,
    check_names.titles,
    check_names.agencies,
    check_names.names,
    check_names.quotations,
    check_places.places,
    check_places.levels,
    check_places.mixed,
    check_wording.contrasts,
    check_wording.offices,
    check_wording.negation,
    check_ranks.ranked,
    check_ranks.among,
    check_plans.targets,
    check_plans.aimed,
    check_plans.tenses,
    check_roles.parts,
    check_roles.leading,
    check_roles.qualified,
    check_roles.everyone,
    check_roles.kinds,
    check_roles.modality,
    check_roles.hedges,
    check_roles.status,
    check_roles.denied,
    check_norms.modals,
    check_norms.exceptions,
    check_norms.conditions,
    check_norms.listed,
    check_fates.fates,
    check_papers.issuers,
    check_papers.sayings,
    check_scales.standing,
    check_nouns.things,
    check_nouns.slots,
    check_nouns.heads,
    coverage,
)


def check(claims: Iterable[Claim], library: Library) -> tuple[Claim, ...]:
    """The same claims with what the checks found added to what citing found, and the verdict set.

    NotFoundError when a citation does not belong to the library.
    """
    return tuple(_checked(claim, gather(claim, library)) for claim in claims)


def _checked(claim: Claim, support: Support) -> Claim:
    checkers = CHECKERS if claim.citations else (uncited,)
    if _is_copied(claim, support):
        checkers = (check_addressed.addressed,)
    found = (f for checker in checkers for f in checker(claim, support))
    findings = tuple(dict.fromkeys((*claim.findings, *found)))
    return replace(claim, findings=findings, verdict=_verdict(claim, findings))


def _is_copied(claim: Claim, support: Support) -> bool:
    """Whether a claim is a whole sentence of the source, or several, character by character: what the others compare
    is the same."""
    return any(folded(claim.text).text == cited.whole.text for cited in support.cited)


def _verdict(claim: Claim, findings: tuple[Finding, ...]) -> Verdict:
    errors = [f for f in findings if f.level == "error"]
    if not claim.citations:
        return "unsupported"
    if not errors:
        return "supported"
    if any(f.source for f in errors if f.code != "bound"):
        return "contradicted"
    failed = {f.at for f in errors if f.at and f.code != "bound"}
    if any(f.code == "coverage" for f in errors) or (failed and len(failed) >= _named_things(claim.text)):
        return "unsupported"
    return "partial"


def _named_things(text: str) -> int:
    """How many figures and named things a claim has, each of which the source could fail to give."""
    finders: tuple[Callable[[str], Sequence[object]], ...] = (
        quantities.find,
        quantities.names,
        dates.find,
        docnumbers.find,
        regions.find,
        find_agencies,
        check_names.TITLE.findall,
        check_names.QUOTED.findall,
    )
    return sum(len(find(text)) for find in finders)
