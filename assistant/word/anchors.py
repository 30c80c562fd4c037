"""Names of places in a file. That of a source says which characters it is, so every mark carries its citation;
that of words which the program added itself carries their digest, so that they are known as long as nobody changed them.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Literal

from index.types import Span

Kind = Literal["", "own", "aside"]
"""Whose words a line is: a sentence or anybody's, own words of the text (title, headings, advice), those beside it (annexes,
remarks)."""

_OWN = re.compile(r"yj_(own|aside)_([0-9a-f]{12})_\d{1,6}")
_SENTENCE = re.compile(r"yj_sentence_\d+")
_SOURCE = re.compile(r"yj_([0-9a-f]{8,20})_(\d{1,8})_(\d{1,8})")
_LONGEST = 40  # characters that Word keeps of a bookmark's name


def of_source(span: Span) -> str:
    """The name of an entry of 依据与出处, from which `source` reads the span back. ValueError for an odd document id."""
    name = f"yj_{span.doc_id}_{span.start}_{span.end}"
    if len(name) > _LONGEST or not _SOURCE.fullmatch(name):
        raise ValueError(f"no bookmark can be named after {span}")
    return name


def source(name: str) -> Span | None:
    """The span that a name was made of; None for any other name."""
    match = _SOURCE.fullmatch(name)
    if match is None or int(match[2]) >= int(match[3]):
        return None
    return Span(match[1], int(match[2]), int(match[3]))


def of_sentence(number: int) -> str:
    """The name of a sentence of the text, counted from 1."""
    return f"yj_sentence_{number}"


def is_sentence(name: str) -> bool:
    return _SENTENCE.fullmatch(name) is not None


def of_own(words: str, kind: Kind, number: int) -> str:
    """The name of words that the program added itself, which `kind_of` knows again; `number` tells apart the same words."""
    return f"yj_{kind}_{_digest(words)}_{number}"


def kind_of(words: str, names: Iterable[str]) -> Kind:
    """Whose words they are where one of the names was made of them; "" where none was."""
    ours = {match[2]: match[1] for match in map(_OWN.fullmatch, names) if match}
    found = ours.get(_digest(words)) if ours else None
    return "own" if found == "own" else "aside" if found else ""


def is_own(name: str) -> bool:
    return _OWN.fullmatch(name) is not None


def _digest(words: str) -> str:
    """White space is laid out anew by every program, and says nothing."""
    return hashlib.blake2b("".join(words.split()).encode("utf-8", "replace"), digest_size=6).hexdigest()
