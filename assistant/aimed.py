"""A figure that a work report aims at, where it is asked how much it was: the answer says so beside it."""

import re
from collections.abc import Iterator, Sequence

from assistant.ahead import stands_ahead, turns
from assistant.aims import PLANS
from assistant.quantities import find as quantities
from assistant.types import Citation, Claim, Finding
from assistant.understand import Ask
from index.library import Library
from index.reports import year_of

CODE = "aim"
_ASKS_AIMS = re.compile(f"{PLANS}|预计|预算|报告|定在|定的|今年")
"""What is asked of plans, of what a report says, or of a year that is not over: that need not be told."""


def cautions(claim: Claim, asks: Sequence[Ask], library: Library) -> Iterator[Finding]:
    """One for the first place that a claim cites where a report plans for the year whose figure is asked for."""
    for citation in claim.citations:
        year = _planned_for(citation, library)
        own = [ask for ask in asks if ask.kind == "number" and ask.years == (year,)]
        aims = any(ask.target or _ASKS_AIMS.search(ask.text) for ask in own)
        if own and not aims and quantities(library.quote(citation.span)):
            message = f"这里说的是{year}年的目标或安排，不是完成情况"
            yield Finding(CODE, "warning", message, source=citation.span)
            return


def _planned_for(citation: Citation, library: Library) -> int:
    """The year that a work report plans for where a citation stands, 0 where it does not."""
    document = library.document(citation.span.doc_id)
    year = year_of(document.title, document.meta)
    known = library.made(turns, document.id) if year else ()
    return year if year and stands_ahead(document, citation.span, known) else 0
