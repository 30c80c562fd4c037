"""What a library remembers of its store for as long as the store stays what it is: the listings, the documents asked for."""

from index.standing import Standing
from index.store import Listing, Store
from index.types import Document

_MOST = 256


class Known:
    """Safe to ask from several threads: each value is worked out whole before it takes the older one's place."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listings: tuple[str, tuple[Listing, ...]] = ("", ())
        self._standing: tuple[tuple[Listing, ...], Standing] = ((), Standing(()))
        self._documents: tuple[str, dict[str, Document]] = ("", {})

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
