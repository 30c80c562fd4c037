"""A figure that a report tells of a run of years, where a question is for one: the answer says so beside it."""

import re
from collections.abc import Iterator, Sequence

from assistant.brought import brought
from assistant.held import held
from assistant.quantities import Quantity
from assistant.quantities import find as quantities
from assistant.types import Citation, Claim, Finding
from assistant.understand import Ask
from assistant.years_told import Years, one_year, run_at, years_told
from index import dates
from index.library import Library
from index.tokens import normalise
from index.types import Span

CODE = "period"
_CLAUSES = re.compile("[，；。：、;]|,(?!\\d)")
_HELD = 0.5
_YEARLY = re.compile("每年|年均|逐年")
_FROM = re.compile("[从由]$")


def cautions(claim: Claim, asks: Sequence[Ask], library: Library) -> Iterator[Finding]:
    """One for the first figure of what a claim cites that is told of a run of years, where one year is asked for.

    What stood at the end of the run (城镇化率60%) is its last year's too; what was done in its course, or is
    aimed at for its end, is no one year's.
    """
    if any(ask.kind != "number" for ask in asks) or len(asked := {_year(ask) for ask in asks}) != 1:
        return
    (year,) = asked
    for citation in claim.citations if year else ():
        found = library.made(years_told, citation.span.doc_id)
        run = run_at(found, citation.span.start)
        if run and (caution := _caution(citation, run, year, asks, library)):
            yield caution
            return


def _year(ask: Ask) -> str:
    return one_year(ask.text, ask.years)


def _caution(
    citation: Citation, run: Years, year: str, asks: Sequence[Ask], library: Library
) -> Finding | None:
    said = Span(citation.span.doc_id, *run.words)
    text, words = library.quote(citation.span), library.quote(said).strip("“”")
    told = dates.years(text)
    asked = {y for ask in asks for y in ask.years}
    if asked & told or (run.ahead and asked == {run.last}):
        return None
    for figure, before in _figures(text, asks):
        if run.ahead:
            message = f"“{figure}”说的是“{words}”（到{run.last}年）的目标，不是{year}的数"
        elif _YEARLY.search(before):
            message = f"“{figure}”说的是“{words}”每年的情况，不是{year}一年的数，请核对"
        elif brought(before):
            message = f"“{figure}”出自讲“{words}”的段落，可能是{run.first}至{run.last}年合计，不是{year}一年的数，请核对"
        else:
            continue
        return Finding(CODE, "warning", message, source=said)
    return None


def _figures(text: str, asks: Sequence[Ask]) -> list[tuple[str, str]]:
    """The figures of the clauses that name what is asked for, of all where none does, each with its clause before it."""
    clauses = [(clause, quantities(clause)) for clause in _CLAUSES.split(text)]
    told = [one for one in clauses if one[1]]
    nouns = [term for ask in asks for term in ask.focus]
    own = [one for one in told if nouns and all(held(t, normalise(one[0])) >= _HELD for t in nouns)] or told
    return [
        (_shown(clause, q), clause[: q.at[0]].rstrip())
        for clause, found in own
        for q in found
        if not _FROM.search(clause, 0, q.at[0])
    ]


def _shown(clause: str, quantity: Quantity) -> str:
    return clause[slice(*quantity.at)].strip()
