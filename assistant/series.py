"""The reports of one government from year to year: which of them tell of a year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from index.regions import Region
from index.reports import series_of, year_of
from index.store import Listing


def telling(years: Collection[int], places: Sequence[Region], listings: Iterable[Listing]) -> tuple[str, ...]:
    """The ids of the reports that tell of any of these years: that of the year itself plans for it, the next looks back.

    Of the series of these places, of all where there are none; of the newest year where no year is given.
    """
    found: list[str] = []
    for known in series(places, listings).values():
        wanted = {one for year in years for one in (year, year + 1)} or {max(known)}
        found += [known[year] for year in sorted(wanted & known.keys())]
    return tuple(found)


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
