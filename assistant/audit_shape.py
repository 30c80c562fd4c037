"""A checked text as the JSON shape that programs read; `check.schema.json` says the same."""

from collections.abc import Iterable
from typing import TypedDict

from assistant import shapes
from assistant.audit import Item
from assistant.details import Detail
from assistant.shapes import CitationShape, FindingShape
from assistant.types import Verdict
from index.library import Library


class DetailShape(TypedDict):
    """Something that a sentence states; start and end are characters of the checked text."""

    kind: str
    text: str
    start: int
    end: int
    verdict: Verdict
    finding: FindingShape | None
    citation: CitationShape | None


class ItemShape(TypedDict):
    """A sentence of the checked text."""

    text: str
    start: int
    end: int
    verdict: Verdict
    citations: list[CitationShape]
    findings: list[FindingShape]
    details: list[DetailShape]


def items(checked: Iterable[Item], library: Library) -> dict[str, list[ItemShape]]:
    return {"items": [_item(item, library) for item in checked]}


def _item(item: Item, library: Library) -> ItemShape:
    stated = shapes.claim(item.claim, library)
    return {
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "verdict": stated["verdict"],
        "citations": stated["citations"],
        "findings": stated["findings"],
        "details": [_detail(detail, item.start, library) for detail in item.details],
    }


def _detail(given: Detail, start: int, library: Library) -> DetailShape:
    return {
        "kind": given.kind,
        "text": given.text,
        "start": start + given.start,
        "end": start + given.end,
        "verdict": given.verdict,
        "finding": shapes.finding(given.finding, library) if given.finding else None,
        "citation": shapes.citation(given.citation, library) if given.citation else None,
    }
