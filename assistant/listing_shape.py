"""The documents of a library as a JSON shape: what each is, how it stands, and what its values were read from."""

from collections.abc import Iterable
from typing import TypedDict

from assistant.references import iso, known_by
from index.standing import UNKNOWN, WORDS, Standing, Word
from index.store import Failure, Listing
from index.types import Value


class StandingShape(TypedDict):
    kind: str
    words: str
    earlier: str
    later: str
    source: str | None


class ListingShape(TypedDict):
    id: str | None
    source: str
    title: str
    doc_number: str | None
    issuers: list[str]
    date: str | None
    genre: str | None
    status: str | None
    status_source: str | None
    validity: str | None
    validity_source: str | None
    standing: list[StandingShape]
    filled: list[str]
    state: str
    passages: int
    message: str


def listings(given: Iterable[Listing], failures: Iterable[Failure] = ()) -> dict[str, list[ListingShape]]:
    """The documents, with what they say of each other, and after them the files that could not become one."""
    known = tuple(given)
    standing = Standing(known)
    return {"documents": [*(_listing(one, standing) for one in known), *map(_failure, failures)]}


def _failure(given: Failure) -> ListingShape:
    return {
        "id": None,
        "source": given.name,
        "title": "",
        "doc_number": None,
        "issuers": [],
        "date": None,
        "genre": None,
        "status": None,
        "status_source": None,
        "validity": None,
        "validity_source": None,
        "standing": [],
        "filled": [],
        "state": given.state,
        "passages": 0,
        "message": given.message,
    }


def _listing(given: Listing, standing: Standing) -> ListingShape:
    meta = given.meta
    states = [state for state in standing.states(given.id) if state != UNKNOWN]
    return {
        "id": given.id,
        "source": given.sources[0] if given.sources else "",
        "title": given.title,
        "doc_number": _text(meta.doc_number),
        "issuers": [value.text for value in meta.issuers],
        "date": iso(known_by(meta)),
        "genre": _text(meta.genre),
        "status": "，".join(states) or None,
        "status_source": _source(meta.status),
        "validity": _text(meta.validity),
        "validity_source": _source(meta.validity),
        "standing": [word(one) for one in (*standing.of(given.id), *standing.by(given.id))],
        "filled": list(meta.filled),
        "state": given.state,
        "passages": given.passages,
        "message": meta.notice,
    }


def word(said: Word) -> StandingShape:
    """What one document says of another."""
    return {
        "kind": said.kind,
        "words": WORDS[said.kind],
        "earlier": said.earlier,
        "later": said.later,
        "source": str(said.span) if said.span else None,
    }


def _text(value: Value | None) -> str | None:
    return value.text if value else None


def _source(value: Value | None) -> str | None:
    return str(value.span) if value and value.span else None
