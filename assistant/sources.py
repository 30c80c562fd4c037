"""Whose text a question asks for: documents called by author, issuer or title."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant import focus, question_kind
from assistant.series import telling
from assistant.understand import Ask
from index.reports import whose, year_of
from index.store import Listing
from index.tokens import normalise

_SHORT_TITLE = 6
_GOVERNMENT = re.compile("国务院(?=政府工作报告)")
_PART = re.compile("国务院(?=[\u4e00-\u9fff]{0,10}?(?:部门|机构|机关|办公厅|总理|组成|直属))")
"""Who is spoken of, and not whose text is asked for (国务院专利行政部门)."""


def named(text: str, listings: Iterable[Listing]) -> dict[str, int]:
    """The ids of the documents that a text names, and where in it, normalised, it first does; in that order."""
    plain = normalise(text)
    whole = _PART.sub("", plain)
    found = {
        listing.id: min(plain.find(name) for name in _names(listing) if name in whole)
        for listing in listings
        if any(name in whole for name in _names(listing))
    }
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def put_to(one: str, ask: Ask, several: Mapping[str, int], listings: Mapping[str, Listing]) -> Ask:
    """What is asked of one of several documents: without the names of the others, of its own year where each has one,
    and what it says itself where they are compared."""
    own = _names(listings[one])
    others = [name for other in several if other != one for name in _names(listings[other])]
    terms = tuple(t for t in ask.terms if _is_in(t.forms[0], own) or not _is_in(t.forms[0], others))
    each = len(ask.years) == len(several) == len(set(several.values())) and one in several
    years = (ask.years[list(several).index(one)],) if each else ask.years
    put = replace(ask, terms=terms, years=years)
    if ask.kind != "comparison":
        return put
    kind = question_kind.compared(ask.text)
    return replace(put, kind=kind, focus=focus.compared(ask.text) if kind == "number" else ())


def people(listing: Listing) -> tuple[str, ...]:
    """The authors and issuers of a document, normalised; of a report that names none, the government in its title."""
    own = [v.text for v in (*listing.meta.authors, *listing.meta.issuers)]
    if not own and year_of(listing.title, listing.meta):
        own = _GOVERNMENT.findall(listing.title)
    return tuple(map(normalise, own))


def meant(text: str, ask: Ask, listings: Mapping[str, Listing]) -> dict[str, int]:
    """Of the documents that a text names, where reports that tell of the years asked for are among them, these, and those named by
    their titles: what else a government issued is not meant. Where no year is asked for, the newest report."""
    several = named(text, listings.values())
    told = several.keys() & telling(ask.years, ask.regions, listings.values())
    about = normalise(ask.about)
    if ask.target or "工作报告" in about:  # that of the year itself, and not the next, which looks back on it
        own = {one for one in told if year_of(listings[one].title, listings[one].meta) in ask.years}
        told = own or told
    return {
        one: at
        for one, at in several.items()
        if not told or one in told or normalise(listings[one].title) in about
    }


def _names(listing: Listing) -> tuple[str, ...]:
    title = whose(listing.title, listing.meta)
    titles = [title, *re.split(r"[\s：:]", title)]
    return (
        *(name for name in people(listing) if len(name) >= 2),
        *(normalise(title) for title in titles if len(title) >= _SHORT_TITLE),
    )


def _is_in(word: str, names: Iterable[str]) -> bool:
    return any(word in name for name in names)
