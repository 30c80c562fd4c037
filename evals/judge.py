"""The checker asked again: does a claim stand on what the file has at its raw offsets, whatever the system said of it?"""

from collections.abc import Callable, Iterable
from functools import cache

from assistant.check import check
from assistant.shapes import CitationShape
from assistant.types import Citation, Claim, Verdict
from evals.cases import Ranges
from evals.spans import Places, ranges
from index.library import Library

Place = tuple[str, Ranges]
Verdicts = Callable[[str, tuple[Place, ...]], Verdict]


def judge(library: Library) -> Verdicts:
    """A function from a claim's words and the places it cites to a verdict; each pair is checked once.

    A place of which the library holds nothing counts as not cited.
    """
    places = Places(library)

    @cache
    def verdict(text: str, cited: tuple[Place, ...]) -> Verdict:
        spans = (places.span(source, raw) for source, raw in cited)
        citations = tuple(Citation(span) for span in dict.fromkeys(spans) if span is not None)
        (checked,) = check([Claim(text, citations)], library)
        return checked.verdict

    return verdict


def places(citations: Iterable[CitationShape]) -> tuple[Place, ...]:
    """Where citations stand, as a judge takes them."""
    return tuple((c["source"], ranges(c["raw"])) for c in citations)
