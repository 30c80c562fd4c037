"""Where a work report looks back on several years at once, and no longer on the last one alone."""

import re

from assistant.quantities import ANY_YEAR
from index import dates
from index.types import Document, Span

Spells = tuple[tuple[int, bool], ...]

_LAST_OF_SEVERAL = re.compile("，?(?:作为|也?是)“十[二三四五六]五”[^，。]{0,12}(?:收官|最后一)[^，。]*年")
_CUE = re.compile(
    "(?P<several>[过这]去?的?五年|五年[来间]|五年接续|的五年|“十[二三四五六]五”(?:时期|期间|以来|的五年|成就))"
    "|刚刚过去的(?:20\\d\\d年|一年)|过去一年|(?<![五\\d])一年来|20\\d\\d年(?:是|，|工作|全?省)"
)
_OF_BOTH = re.compile("20\\d\\d年.*“十|“十.*20\\d\\d年")
_YEAR = re.compile("20\\d\\d(?=年)")
_OPENING = 90  # characters of a paragraph in which it says of what time it tells


def spells(document: Document) -> Spells:
    """Where a work report turns to several years (True) or to one (False), by offset; none for other documents.

    A term that is still to come is not among them. A paragraph that says nothing of it goes on with what stands before,
    as does a heading that names both.
    """
    genre = document.meta.genre.text if document.meta.genre else ""
    if "工作报告" not in genre + document.title:
        return ()
    year = max((f"{one}-01-01" for one in _YEAR.findall(document.title)), default="")
    found: list[tuple[int, bool]] = []
    for block in document.blocks:
        text = _LAST_OF_SEVERAL.sub("", document.at(block.span)[:_OPENING])
        cue = None if block.kind == "heading" and _OF_BOTH.search(text) else _CUE.search(text)
        if cue:
            to_come = any(term.end >= year > "" for term in dates.find(cue[0], year or ANY_YEAR))
            found.append((block.span.start, bool(cue["several"]) and not to_come))
    return tuple(found)


def of_several(span: Span, known: Spells) -> bool:
    """Whether a place in a work report tells of several years at once."""
    before = [several for at, several in known if at < span.end]
    return bool(before) and before[-1]
