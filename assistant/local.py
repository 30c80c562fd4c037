"""Places that no gazetteer has and a library has texts of: its counties."""

from collections.abc import Iterable, Sequence

from index import regions
from index.regions import Mention, Region
from index.store import Listing


def local(listings: Iterable[Listing]) -> tuple[Region, ...]:
    """Each of them once."""
    named = {listing.meta.region.text for listing in listings if listing.meta.region}
    return tuple(place for name in sorted(named) if (place := regions.county(name)))


def mentions(text: str, local: Sequence[Region]) -> list[Mention]:
    """Where a text first names each of these places, in order."""
    starts = ((text.find(place.name), place) for place in local)
    found = (Mention((start, start + len(place.name)), place) for start, place in starts if start >= 0)
    return sorted(found, key=lambda mention: mention.at[0])
