"""What a sentence states that can be wrong by a character: figures, dates, 文号, titles, quotations, each with its verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import quantities
from assistant.check_names import QUOTED, TITLE
from assistant.ranks import placed
from assistant.types import Citation, Claim, Finding, Verdict
from index import dates, docnumbers

KINDS = {
    "figure": "数字",
    "rank": "位次",
    "date": "日期",
    "doc-number": "文号",
    "title": "文件名",
    "quotation": "引文",
}

_BROAD = {"coverage", "uncited"}  # findings on a whole sentence, which say nothing of one figure
_SPEECH = re.compile("[，。；：、！？]|.{12}")  # “链长制” is a term, not a quotation


@dataclass(frozen=True, slots=True)
class Detail:
    """The characters [start, end) of the sentence, and what the checks found on them.

    `finding` is None where nothing speaks against it; `citation` is what it was held against.
    """

    kind: str
    text: str
    start: int
    end: int
    verdict: Verdict
    finding: Finding | None = None
    citation: Citation | None = None


def details(claim: Claim) -> tuple[Detail, ...]:
    """The details of a checked claim in reading order, none inside another."""
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _stated(claim.text):
        if not any(start < b and a < end for a, b, _ in found):
            found.append((start, end, kind))
    return tuple(_detail(claim, *place) for place in sorted(found))


def _stated(text: str) -> Iterator[tuple[int, int, str]]:
    """Everything stated, what contains others before them: a year in a title is no date of the sentence."""
    yield from ((*m.span(), "title") for m in TITLE.finditer(text))
    yield from ((*n.at, "doc-number") for n in docnumbers.find(text, loose=True))
    yield from ((*m.span(), "quotation") for m in QUOTED.finditer(text) if _SPEECH.search(m[0][1:-1]))
    yield from ((*at, "rank") for at in placed(text))
    yield from ((*d.at, "date") for d in dates.find(text, quantities.ANY_YEAR))
    for quantity in quantities.find(text):
        if not text.startswith("一", quantity.at[0]):
            yield *_trimmed(text, *quantity.at), "figure"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


def _detail(claim: Claim, start: int, end: int, kind: str) -> Detail:
    against = [f for f in claim.findings if f.level == "error" and f.at and f.code not in _BROAD]
    against = [f for f in against if f.at and f.at[0] < end and start < f.at[1]]
    finding = next((f for f in against if f.source), against[0] if against else None)
    citation = claim.citations[0] if claim.citations else None
    verdict: Verdict = "supported" if citation else "unsupported"
    if finding:
        verdict = "contradicted" if finding.source else "unsupported"
    if finding and finding.source:
        citation = next(
            (c for c in claim.citations if c.span.covers(finding.source)), Citation(finding.source)
        )
    return Detail(kind, claim.text[start:end], start, end, verdict, finding, citation)
