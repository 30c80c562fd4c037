"""Which documents a filter lets through, judged by their metadata alone."""

from collections.abc import Iterable

from index import regions
from index.standing import Standing
from index.store import Listing
from index.types import Filter


def allowed(listings: Iterable[Listing], wanted: Filter, standing: Standing | None = None) -> frozenset[str]:
    """The ids of the documents that meet every condition that is set.

    A document that does not say its issuer, region, genre or date fails a condition on it. A region
    lets through what lies in it (广东 its cities too, not the other way round); issuers and genres
    match in part; a date matches when it overlaps the period asked for. A status may also be what
    another document says of one; `standing` is worked out where it is needed and not given.
    """
    listings = tuple(listings)
    found = frozenset(listing.id for listing in listings if _meets(listing, wanted))
    if not wanted.status:
        return found
    standing = standing or Standing(listings)
    return frozenset(doc_id for doc_id in found if standing.has(doc_id, wanted.status))


def among(listings: Iterable[Listing], wanted: Filter | None, standing: Standing) -> frozenset[str] | None:
    """The same; None when nothing restricts."""
    return None if wanted is None or wanted == Filter() else allowed(listings, wanted, standing)


def _meets(listing: Listing, wanted: Filter) -> bool:
    meta = listing.meta
    named = {listing.id, *listing.sources}
    return (
        (not wanted.documents or not named.isdisjoint(wanted.documents))
        and (not wanted.issuer or any(wanted.issuer in value.text for value in meta.issuers))
        and (not wanted.region or (meta.region is not None and _inside(meta.region.text, wanted.region)))
        and (not wanted.genre or (meta.genre is not None and wanted.genre in meta.genre.text))
        and _dated(listing, wanted.date_from, wanted.date_to)
    )


def _inside(region: str, wanted: str) -> bool:
    inner, outer = regions.get(region), regions.get(wanted)
    return regions.within(inner, outer) if inner and outer else region.startswith(wanted)


def _dated(listing: Listing, first: str, last: str) -> bool:
    """ISO dates compare as text; a bound may be shorter (2020 covers the whole year)."""
    if not first and not last:
        return True
    return any(
        date.end >= first and (not last or date.start[: len(last)] <= last) for date in listing.meta.dates
    )
