"""What of the evidence is shown: the best, where sources differ another place or another reading, or each place asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.candidates import Candidate
from assistant.evidence import Evidence, Selection
from assistant.places import named_in, reporting, told_of, which
from index import Library
from index.types import Document, Span

_CLOSE = {"number": 0.3, "definition": 0.3, "date": 0.4, "comparison": 0.6}
"""How near to the best score other evidence must come to be shown beside it; elsewhere it must equal it."""
_BESIDE, _READINGS = 3, 5
_OF_PLACES = frozenset(("number", "who", "where", "date"))
_LESS, _WORSE = 0.15, 1.2
"""How much less of the question, and how much worse by the score, another reading may be."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is told of a place; `title` is what its document's title calls it, and where, if its own words name none."""

    candidate: Candidate
    document: Document
    title: tuple[str, Span] | None = None


def close(selection: Selection) -> tuple[Evidence, ...]:
    """The best evidence and what comes close to it from elsewhere: where sources differ, all are shown.

    A question about a fact that names no place has as many readings as there are places that it is told of:
    of each, the best is shown, as far as it covers the question no less.
    """
    if not selection.chosen:
        return ()
    ask, best = selection.ask, selection.chosen[0]
    kept, places = [best], set(told_of(best.candidate))
    least = best.score - _CLOSE.get(ask.kind, 0.02)
    open_place = ask.kind in _OF_PLACES and not ask.regions and bool(places)
    for other in selection.chosen[1:]:
        apart = all(not other.candidate.span.overlaps(k.candidate.span) for k in kept)
        alike = best.candidate.form != "cell" or other.candidate.column == best.candidate.column
        if not apart:
            continue
        there = told_of(other.candidate)
        elsewhere = open_place and there and places.isdisjoint(there) and other.cover >= best.cover - _LESS
        if (alike and other.score >= least and len(kept) < _BESIDE) or (
            elsewhere and other.score >= best.score - _WORSE
        ):
            kept.append(other)
            places |= there
    return tuple(kept[:_READINGS])


def of_each_place(selection: Selection, library: Library) -> Iterator[Place]:
    """Where it is asked which places: the best of each, the best first."""
    told = set[str]()
    for evidence in selection.chosen:
        candidate = evidence.candidate
        document = library.document(candidate.span.doc_id)
        places = which(candidate, selection.ask.text, document)
        if told.isdisjoint(places):
            told |= places
            own = reporting(document)
            shown = named_in(candidate.text) if own is None else {own} & named_in(candidate.text)
            at = -1 if shown else document.text.find(document.title)
            title = Span(document.id, at, at + len(document.title)) if at >= 0 else None
            name = "、".join(sorted(places)) if own is None else own.full or own.name
            yield Place(candidate, document, (name, title) if title else None)
