"""Places that no gazetteer has and a library has texts of: its counties."""

from collections.abc import Iterable

from index import regions
from index.regions import Region
from index.store import Listing


def local(listings: Iterable[Listing]) -> tuple[Region, ...]:
    """Each of them once."""
    named = {listing.meta.region.text for listing in listings if listing.meta.region}
    return tuple(place for name in sorted(named) if (place := regions.county(name)))
