"""What a library remembers of its store for as long as the store stays what it is: the listings, the documents asked for."""

from collections.abc import Callable
from typing import Any, TypeVar

from index.standing import Standing
from index.store import Listing, Store
from index.types import Document

T = TypeVar("T")
_MOST = 256


class Known:
    """Safe to ask from several threads: each value is worked out whole before it takes the older one's place."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listings: tuple[str, tuple[Listing, ...]] = ("", ())
        self._standing: tuple[tuple[Listing, ...], Standing] = ((), Standing(()))
        self._documents: tuple[str, dict[str, Document]] = ("", {})
        self._made: tuple[dict[str, Document], dict[tuple[Callable[..., Any], str], Any]] = ({}, {})

    def listings(self) -> tuple[Listing, ...]:
        now, known = self._store.state(), self._listings
        if known[0] != now:
            known = self._listings = (now, self._store.listings())
        return known[1]

    def standing(self) -> Standing:
        listings, known = self.listings(), self._standing
        if known[0] is not listings:
            known = self._standing = (listings, Standing(listings))
        return known[1]

    def document(self, doc_id: str) -> Document:
        """NotFoundError when it was removed or replaced."""
        now, known = self._store.state(), self._documents
        if known[0] != now or len(known[1]) >= _MOST:
            known = self._documents = (now, {})
        found = known[1].get(doc_id) or self._store.document(doc_id)
        return known[1].setdefault(doc_id, found)

    def made(self, reader: Callable[[Document], T], doc_id: str) -> T:
        """What a function makes of a document, NotFoundError like it; forgotten together with the documents."""
        document, documents, known = self.document(doc_id), self._documents[1], self._made
        if known[0] is not documents:
            known = self._made = (documents, {})
        key = reader, doc_id
        if key not in known[1]:
            known[1][key] = reader(document)
        made: T = known[1][key]
        return made
