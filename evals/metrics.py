"""How good one shown answer is: each metric is a named function of a case and what was shown for it.

A metric gives a number from 0 to 1 (`answer_length`: characters), or None where it does not apply to
the case; its mean over the cases it applies to is the number that the gate watches. Nothing here asks
the system for its opinion except `unsupported_rate`, which takes the verdict only as a reason against.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from statistics import fmean

from assistant.shapes import AnswerShape, CitationShape, ClaimShape
from evals.cases import Case, Evidence, Ranges, joined, squeezed, states

# Found or cited means that at least half of the characters are there: a sentence and the clause that
# carries its fact count as the same place, a neighbouring sentence does not.
HALF = 0.5

Characters = frozenset[tuple[str, int]]
Pieces = tuple[tuple[str, Ranges], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as programs read it, and where its hits stand. `texts` are the raw files by name.

    A hit is several pieces (source, raw ranges): the passage, and the context that belongs to it.
    """

    answer: AnswerShape
    hits: tuple[Pieces, ...]
    texts: Mapping[str, str]


Metric = Callable[[Case, Shown], float | None]


def evidence_recall_at_1(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence that stands in the first hit."""
    return _evidence_recall(case, shown, 1)


def evidence_recall_at_5(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence that stands in the first five hits."""
    return _evidence_recall(case, shown, 5)


def evidence_recall_at_10(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence that stands in the first ten hits."""
    return _evidence_recall(case, shown, 10)


def fact_recall(case: Case, shown: Shown) -> float | None:
    """Share of the facts that the shown claims state."""
    text = "\n".join(claim["text"] for claim in shown.answer["claims"])
    return fmean(states(text, fact) for fact in case.facts) if case.facts else None


def unsupported_rate(case: Case, shown: Shown) -> float | None:
    """Share of the shown claims that do not stand on their citations. Lower is better."""
    claims = shown.answer["claims"]
    return fmean(not supported(claim, shown.texts) for claim in claims) if claims else None


def verbatim_rate(case: Case, shown: Shown) -> float | None:
    """Share of the citations whose quote is what stands at their raw offsets in the file."""
    cited = _citations(shown)
    return fmean(verbatim(c, shown.texts) for c in cited) if cited else None


def citation_precision(case: Case, shown: Shown) -> float | None:
    """Share of the citations that lie in the evidence or its context."""
    cited = _citations(shown)
    if case.refuse or not cited:
        return None
    gold = _union(characters(e.source, e.raw, shown.texts) for e in case.evidence)
    return fmean(_covered(_cited_characters(c, shown), gold) for c in cited)


def citation_recall(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence that some citation covers; 0 for a refusal that was not due."""
    if case.refuse:
        return None
    return _share(case, _union(_cited_characters(c, shown) for c in _citations(shown)), shown.texts)


def refusal_precision(case: Case, shown: Shown) -> float | None:
    """Of the refusals, the share that was due."""
    return float(case.refuse) if _refused(shown) else None


def refusal_recall(case: Case, shown: Shown) -> float | None:
    """Of the questions that the sources cannot answer, the share refused."""
    return float(_refused(shown)) if case.refuse else None


def answer_length(case: Case, shown: Shown) -> float | None:
    """Characters shown, white space left out; None for a refusal. Reported, not gated."""
    return (
        float(sum(len(squeezed(c["text"])) for c in shown.answer["claims"])) if not _refused(shown) else None
    )


METRICS: dict[str, Metric] = {
    metric.__name__: metric
    for metric in (
        evidence_recall_at_1,
        evidence_recall_at_5,
        evidence_recall_at_10,
        fact_recall,
        unsupported_rate,
        verbatim_rate,
        citation_precision,
        citation_recall,
        refusal_precision,
        refusal_recall,
        answer_length,
    )
}
LOWER_IS_BETTER = frozenset({"unsupported_rate"})
UNGATED = frozenset({"answer_length"})


def verbatim(citation: CitationShape, texts: Mapping[str, str]) -> bool:
    """Do the raw pieces, read from the file, give the quote? White space aside, nothing may differ."""
    text = texts.get(PurePath(citation["source"]).name)
    raw = _ranges(citation["raw"])
    if text is None or not raw or not all(0 <= start < end <= len(text) for start, end in raw):
        return False
    return squeezed(joined(text, raw)) == squeezed(citation["quote"])


def supported(claim: ClaimShape, texts: Mapping[str, str]) -> bool:
    """Called supported, cited, every citation verbatim, and every number of it in what it cites."""
    quotes = "\n".join(c["quote"] for c in claim["citations"])
    return (
        claim["verdict"] == "supported"
        and bool(claim["citations"])
        and all(verbatim(c, texts) for c in claim["citations"])
        and numbers(claim["text"]) <= numbers(quotes)
    )


def numbers(text: str) -> frozenset[str]:
    """The whole numbers of a text: 3000 is not in 13000."""
    return frozenset(re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text)))


def characters(source: str, raw: Ranges, texts: Mapping[str, str]) -> Characters:
    """The places of the characters, white space left out, so that ranges can be compared as sets."""
    name = PurePath(source).name
    text = texts.get(name, "")
    return frozenset(
        (name, i) for start, end in raw for i in range(start, min(end, len(text))) if not text[i].isspace()
    )


def _evidence_recall(case: Case, shown: Shown, k: int) -> float | None:
    pieces = (characters(source, raw, shown.texts) for hit in shown.hits[:k] for source, raw in hit)
    return _share(case, _union(pieces), shown.texts)


def _share(case: Case, found: Characters, texts: Mapping[str, str]) -> float | None:
    """Share of the required evidence that is found; of several places that say the same, one will do."""
    groups = case.required()
    return fmean(any(_has(found, item, texts) for item in group) for group in groups) if groups else None


def _has(found: Characters, item: Evidence, texts: Mapping[str, str]) -> bool:
    return _covered(characters(item.source, item.raw, texts), found)


def _covered(part: Characters, whole: Characters) -> bool:
    return bool(part) and len(part & whole) >= HALF * len(part)


def _citations(shown: Shown) -> list[CitationShape]:
    return [c for claim in shown.answer["claims"] for c in claim["citations"]]


def _cited_characters(citation: CitationShape, shown: Shown) -> Characters:
    return characters(citation["source"], _ranges(citation["raw"]), shown.texts)


def _ranges(raw: Iterable[Iterable[int]]) -> Ranges:
    return tuple((start, end) for start, end in raw)


def _union(parts: Iterable[Characters]) -> Characters:
    return frozenset().union(*parts)


def _refused(shown: Shown) -> bool:
    return not shown.answer["claims"]
