"""The reports of one government from year to year: which of them tell of a year."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from assistant.candidates import Candidate
from assistant.understand import Ask
from index.regions import Region
from index.reports import series_of, year_of
from index.store import Listing
from index.types import Document

_NAMED = 0.85  # of what is asked, for it to be asked by its name


class _Evidence(Protocol):
    @property
    def candidate(self) -> Candidate: ...

    @property
    def cover(self) -> float: ...

    @property
    def covers(self) -> bool: ...

    @property
    def misgiving(self) -> str: ...


E = TypeVar("E", bound=_Evidence)


def telling(years: Collection[int], places: Sequence[Region], listings: Iterable[Listing]) -> tuple[str, ...]:
    """The ids of the reports that tell of any of these years: that of the year itself plans for it, the next looks back.

    Of the series of these places, of all where there are none; of the newest year where no year is given.
    """
    found: list[str] = []
    for known in series(places, listings).values():
        wanted = {one for year in years for one in (year, year + 1)} or {max(known)}
        found += [known[year] for year in sorted(wanted & known.keys())]
    return tuple(found)


def of_its_year(evidence: _Evidence, ask: Ask) -> bool:
    """Whether a report tells, of just the year asked for, the figure that is asked for by its name."""
    told = set(evidence.candidate.told)
    named = ask.kind == "number" and bool(ask.focus) and evidence.cover >= _NAMED and not evidence.misgiving
    return named and evidence.covers and bool(told) and told == set(ask.years)


def newest(found: Sequence[E], ask: Ask, document: Callable[[str], Document]) -> Sequence[E]:
    """The evidence for a figure that is asked of no year, without what a newer report of the same government tells as
    well; all of it elsewhere."""
    if ask.years or ask.kind != "number":
        return found
    told = [_report(e, document) for e in found]
    last: dict[str, int] = {}
    for e, (name, year) in zip(found, told, strict=True):
        if e.covers and not e.misgiving:
            last[name] = max(year, last.get(name, 0))
    return [e for e, (name, year) in zip(found, told, strict=True) if year >= last.get(name, 0)]


def _report(evidence: _Evidence, document: Callable[[str], Document]) -> tuple[str, int]:
    """Whose report something is from, and of which year; of any other document its id."""
    own = document(evidence.candidate.span.doc_id)
    year = year_of(own.title, own.meta)
    return (series_of(own.title, own.meta), year) if year else (own.id, 0)


def series(places: Sequence[Region], listings: Iterable[Listing]) -> Mapping[str, Mapping[int, str]]:
    """By what they are called, the ids of the reports of a government by their years, where there are several; of these
    places, of any where there are none."""
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for listing in listings:
        if year := year_of(listing.title, listing.meta):
            found[series_of(listing.title, listing.meta)][year] = listing.id
    return {
        name: known
        for name, known in found.items()
        if len(known) > 1 and (not places or any(place.name in name for place in places))
    }


def outdated(listings: Iterable[Listing], kept: int) -> frozenset[str]:
    """The ids of the reports that as many as `kept` newer ones of the same government follow."""
    return frozenset(known[year] for known in series((), listings).values() for year in sorted(known)[:-kept])
