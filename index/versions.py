"""Several versions of one document: which of them a newer one has taken the place of."""

from collections.abc import Iterable

from index.lookup import normal_title
from index.store import Listing


def superseded(listings: Iterable[Listing]) -> frozenset[str]:
    """The ids of documents of which the library holds a newer one of the same title. Without dates, none is newer."""
    newest: dict[str, str] = {}
    dated = [(listing.id, normal_title(listing.title), _date(listing)) for listing in listings]
    for _, title, date in dated:
        newest[title] = max(newest.get(title, ""), date)
    return frozenset(doc_id for doc_id, title, date in dated if date and date < newest[title])


def _date(listing: Listing) -> str:
    """The latest day it was made or published on, as ISO; when it comes into force says nothing of its version."""
    return max((d.end for d in listing.meta.dates if d.kind != "施行"), default="")
