"""The form of a proposal lead: every rule a named check, run over a draft or over a lead in plain text.

Each finding's code is the rule's id; `at` counts characters of `Lead.text` (for a draft, of the text
that `lead.of` writes) and is None where the lead as a whole is meant or the part is missing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from assistant import lead as leads
from assistant.errors import RequestError
from assistant.form import facts, items, shape, sources, style
from assistant.form.case import COMMITTEE, PROFILES, PUBLIC300, PUBLIC500, Case, Profile, Rule
from assistant.lead import Lead
from assistant.types import Finding, Outline
from index.library import Library

__all__ = [
    "COMMITTEE",
    "PROFILES",
    "PUBLIC300",
    "PUBLIC500",
    "RULES",
    "Profile",
    "check",
    "check_lead",
    "profile",
]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "T1": shape.title_is_a_short_noun_phrase,
        "L1": shape.reasons_have_the_length,
        "L2": shape.whole_lead_has_the_length,
        "L3": shape.reasons_have_two_to_four_paragraphs,
        "L4": shape.paragraphs_have_the_length,
        "L5": shape.sentences_are_not_too_long,
        "F1": facts.enough_sentences_are_facts,
        "F2": facts.a_document_is_named_in_full,
        "F3": facts.the_region_is_spoken_of,
        "S1": style.no_advice_in_reasons,
        "S2": style.no_first_person,
        "S3": style.last_paragraph_is_no_summary,
        "S4": style.no_hype,
        "S5": style.dates_are_absolute,
        "S6": style.digits_and_marks_fit_han,
        "S7": style.document_names_are_written_right,
        "Q1": items.items_are_three_to_five,
        **{code: items.every(check) for code, check in items.ITEM_CHECKS.items()},
        "Q7": items.items_grow_from_the_reasons,
        "Q8": items.half_of_the_items_ask_how,
        "Q9": items.items_split_one_matter,
        "C1": sources.facts_carry_a_citation,
        "C2": sources.facts_stand_in_the_source,
        "C3": sources.quotations_are_verbatim,
        "C4": sources.opinion_is_attributed,
        "C5": sources.conflicts_are_named,
        "C6": sources.drafts_and_expired_documents_are_named_as_such,
        "C7": sources.nothing_is_pending_in_the_text,
    }
)


def check(
    outline: Outline, profile: Profile = COMMITTEE, *, region: str = "", library: Library | None = None
) -> tuple[Finding, ...]:
    """What every rule says of a draft, in the order of the rules.

    Without a `library` the rules that read cited documents (C4, half of F3; F2 and C6 fall back on
    the draft's basis) say nothing of them. NotFoundError when a cited document is not in the library.
    """
    return _run(Case(leads.of(outline), profile, region, outline, library))


def check_lead(lead: Lead, profile: Profile = COMMITTEE, region: str = "") -> tuple[Finding, ...]:
    """What the rules say of a lead without citations: C1–C6 do not apply to it."""
    return _run(Case(lead, profile, region))


def profile(name: str) -> Profile:
    """The profile of that name; RequestError for any other."""
    if name not in PROFILES:
        raise RequestError(f"没有“{name}”这种体例，可选：{'、'.join(PROFILES)}。")
    return PROFILES[name]


def _run(case: Case) -> tuple[Finding, ...]:
    return tuple(finding for rule in RULES.values() for finding in rule(case))
