"""Places compared as sets of raw characters, and the raw place of a citation found again in a library."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from assistant.shapes import CitationShape
from evals.cases import Ranges, squeezed
from index.library import Library
from index.types import Document, Span

# Found or cited means that at least half of the characters are there: a sentence and the clause that
# carries its fact count as the same place, a neighbouring sentence does not.
HALF = 0.5

# Formats whose files are the text itself: offsets point into the file.
PLAIN = (".txt", ".md")

Characters = frozenset[tuple[str, int]]
Pieces = tuple[tuple[str, Ranges], ...]


def is_plain(source: str) -> bool:
    """Whether a file by this name is text, so that raw offsets point into the file and not into what was read off it."""
    return PurePath(source).suffix.lower() in PLAIN


def ranges(raw: Iterable[Iterable[int]]) -> Ranges:
    return tuple((start, end) for start, end in raw)


def characters(source: str, raw: Ranges, texts: Mapping[str, str]) -> Characters:
    """The places of the characters, white space left out, so that ranges can be compared as sets."""
    name = PurePath(source).name
    text = texts.get(name, "")
    return frozenset(
        (name, i) for start, end in raw for i in range(start, min(end, len(text))) if not text[i].isspace()
    )


def cited(citation: CitationShape, texts: Mapping[str, str]) -> Characters:
    return characters(citation["source"], ranges(citation["raw"]), texts)


def union(parts: Iterable[Characters]) -> Characters:
    return frozenset().union(*parts)


def covered(part: Characters, whole: Characters) -> bool:
    return bool(part) and len(part & whole) >= HALF * len(part)


def words(citation: CitationShape, texts: Mapping[str, str]) -> str:
    """What the file says at the citation's offsets, a line for each piece; empty when they are impossible."""
    text = texts.get(PurePath(citation["source"]).name)
    raw = ranges(citation["raw"])
    if text is None or not raw or not all(0 <= start < end <= len(text) for start, end in raw):
        return ""
    return "\n".join(text[start:end] for start, end in raw)


def verbatim(citation: CitationShape, texts: Mapping[str, str]) -> bool:
    """Do the raw pieces, read from the file, give the quote? White space aside, nothing may differ."""
    found = squeezed(words(citation, texts))
    return bool(found) and found == squeezed(citation["quote"])


class Places:
    """From raw offsets back to the spans of a library's documents."""

    def __init__(self, library: Library) -> None:
        listed = (library.document(item.id) for item in library.documents())
        self._documents: dict[str, Document] = {PurePath(d.source).name: d for d in listed}

    def span(self, source: str, raw: Ranges) -> Span | None:
        """The stretch of canonical text over the raw pieces; None where the library holds nothing of them."""
        document = self._documents.get(PurePath(source).name)
        if document is not None and raw and not is_plain(source):
            return Span(document.id, min(start for start, _ in raw), max(end for _, end in raw))
        touched = [
            (p.start + max(start - p.raw_start, 0), p.start + min(end - p.raw_start, p.end - p.start))
            for p in (document.places if document else ())
            if p.raw_start is not None
            for start, end in raw
            if start < p.raw_start + p.end - p.start and p.raw_start < end
        ]
        if document is None or not touched:
            return None
        return Span(document.id, min(a for a, _ in touched), max(b for _, b in touched))
