"""Names of places in a Word file. That of a source says which characters it is, so every mark carries its citation."""

import re

from index.types import Span

END = "yj_end"
"""Stands where the text ends and its annexes begin."""

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
