"""Whose text a question asks for: documents called by author, issuer or title."""

import re
from collections.abc import Iterable

from index.store import Listing
from index.tokens import normalise

_SHORT_TITLE = 6


def named(text: str, listings: Iterable[Listing]) -> frozenset[str]:
    """The ids of the documents that a text names; empty when it names none."""
    plain = normalise(text)
    return frozenset(listing.id for listing in listings if any(name in plain for name in _names(listing)))


def people(listing: Listing) -> tuple[str, ...]:
    """The authors and issuers of a document, normalised."""
    return tuple(normalise(v.text) for v in (*listing.meta.authors, *listing.meta.issuers))


def _names(listing: Listing) -> tuple[str, ...]:
    titles = [listing.title, *re.split(r"[\s：:]", listing.title)]
    return (
        *(name for name in people(listing) if len(name) >= 2),
        *(normalise(title) for title in titles if len(title) >= _SHORT_TITLE),
    )
