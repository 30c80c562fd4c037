"""How good one shown answer is: each metric is a named function of a case and what was shown for it.

A metric gives a number from 0 to 1, or None where it does not apply to the case; its mean over the
cases it applies to is the number that the gate watches. None asks a model, and none asks the system
for its opinion except `unsupported_rate`, which takes the verdict only as a reason against.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import fmean

from assistant.shapes import AnswerShape, CitationShape, ClaimShape
from evals.cases import Case, Evidence, squeezed, states
from evals.judge import Verdicts, places
from evals.spans import Characters, Pieces, characters, cited, covered, union, verbatim, words

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ECHO = re.compile("（所问[^）]*）")
_DIFFERS = re.compile("不一致|不一样|不同|不符|有出入|冲突|矛盾|前后|两种说法|说法不一|分别作")


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer as programs read it, and where its hits stand. `texts` are the raw files by name.

    A hit is several pieces (source, raw ranges): the passage, and the context that belongs to it.
    """

    answer: AnswerShape
    hits: tuple[Pieces, ...]
    texts: Mapping[str, str]
    verdict: Verdicts


Metric = Callable[[Case, Shown], float | None]


def evidence_recall_at_1(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence in the first hit. Recall@k as in TREC's ad hoc tracks, by span."""
    return _evidence_recall(case, shown, 1)


def evidence_recall_at_5(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence in the first five hits."""
    return _evidence_recall(case, shown, 5)


def evidence_recall_at_10(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence in the first ten hits."""
    return _evidence_recall(case, shown, 10)


def reciprocal_rank(case: Case, shown: Shown) -> float | None:
    """One over the rank of the first hit with any required evidence; its mean is MRR (Voorhees, TREC-8 QA, 1999)."""
    if not case.required():
        return None
    ranked = (
        _evidence_recall(case, Shown(shown.answer, (hit,), shown.texts, shown.verdict), 1)
        for hit in shown.hits
    )
    return next((1 / rank for rank, share in enumerate(ranked, 1) if share), 0.0)


def fact_recall(case: Case, shown: Shown) -> float | None:
    """Share of the facts that the shown claims state. Nuggets as in TREC 2003 QA, matched after NFKC."""
    text = "\n".join(claim["text"] for claim in shown.answer["claims"])
    return fmean(states(text, fact) for fact in case.facts) if case.facts else None


def number_accuracy(case: Case, shown: Shown) -> float | None:
    """Share of the numbers shown that stand whole in the file at the places their claim cites. Our own."""
    found = [
        number in numbers("\n".join(words(c, shown.texts) for c in claim["citations"]))
        for claim in shown.answer["claims"]
        for number in numbers(claim["text"])
    ]
    return fmean(found) if found else None


def unsupported_rate(case: Case, shown: Shown) -> float | None:
    """Share of the shown claims doubted, uncited, not verbatim, or with a number they do not cite. Lower is better.

    The opposite of faithfulness as in RAGAS (Es et al., EACL 2024), by characters instead of a judge.
    """
    claims = shown.answer["claims"]
    return fmean(not supported(claim, shown.texts) for claim in claims) if claims else None


def verbatim_rate(case: Case, shown: Shown) -> float | None:
    """Share of the citations whose quote is what stands at their raw offsets in the file. Our own."""
    found = _citations(shown)
    return fmean(verbatim(c, shown.texts) for c in found) if found else None


def sentence_covered(case: Case, shown: Shown) -> float | None:
    """Share of the shown claims that the checker, asked again, finds supported by all they cite.

    ALCE's citation recall (Gao et al., EMNLP 2023) with the checker in place of an entailment model.
    """
    claims = shown.answer["claims"]
    return fmean(_holds(c, c["citations"], shown) for c in claims) if claims else None


def citation_needed(case: Case, shown: Shown) -> float | None:
    """Share of the citations that are not idle: their claim holds, and they alone hold it or it fails without them.

    ALCE's citation precision (Gao et al., EMNLP 2023), with the checker and characters.
    """
    found = [
        _needed(claim, at, shown) for claim in shown.answer["claims"] for at in range(len(claim["citations"]))
    ]
    return fmean(found) if found else None


def citation_precision(case: Case, shown: Shown) -> float | None:
    """Share of the citations that lie in the evidence or its context, by span overlap."""
    found = _citations(shown)
    if case.refuse or not found:
        return None
    gold = union(characters(e.source, e.raw, shown.texts) for e in case.evidence)
    return fmean(covered(cited(c, shown.texts), gold) for c in found)


def citation_recall(case: Case, shown: Shown) -> float | None:
    """Share of the required evidence that some citation covers; 0 for a refusal that was not due."""
    if case.refuse:
        return None
    return _share(case, union(cited(c, shown.texts) for c in _citations(shown)), shown.texts)


def conciseness(case: Case, shown: Shown) -> float | None:
    """Characters of the evidence with its context over characters shown, 1 at most: an answer is no document. Our own."""
    length = sum(len(squeezed(c["text"])) for c in shown.answer["claims"])
    gold = union(characters(e.source, e.raw, shown.texts) for e in case.evidence)
    return min(1.0, len(gold) / length) if length and gold else None


def refusal_precision(case: Case, shown: Shown) -> float | None:
    """Of the refusals, the share that was due. As the unanswerable half of SQuAD 2.0 (Rajpurkar et al., 2018)."""
    return float(case.refuse) if _refused(shown) else None


def refusal_recall(case: Case, shown: Shown) -> float | None:
    """Of the questions that the sources cannot answer, the share refused."""
    return float(_refused(shown)) if case.refuse else None


def conflict_reported(case: Case, shown: Shown) -> float | None:
    """Where sources disagree: half for each side shown, half for saying that they do. After CONFLICTS (Cattan et al., 2025)."""
    if case.behaviour != "conflict":
        return None
    return _half(case, shown) + 0.5 * bool(_DIFFERS.search(_remarks(shown)))


def premise_corrected(case: Case, shown: Shown) -> float | None:
    """Where the question is wrong: half for the true value, half for naming what is wrong. After CREPE (Yu et al., ACL 2023)."""
    if case.behaviour != "premise":
        return None
    return _half(case, shown) + 0.5 * states(_remarks(shown), case.said)


def readings_listed(case: Case, shown: Shown) -> float | None:
    """Where the question has several readings: is there an answer for each? After AmbigQA (Min et al., EMNLP 2020)."""
    recall = fact_recall(case, shown)
    return float(recall == 1) if case.behaviour == "readings" else None


METRICS: dict[str, Metric] = {
    metric.__name__: metric
    for metric in (
        evidence_recall_at_1,
        evidence_recall_at_5,
        evidence_recall_at_10,
        reciprocal_rank,
        fact_recall,
        number_accuracy,
        unsupported_rate,
        verbatim_rate,
        sentence_covered,
        citation_needed,
        citation_precision,
        citation_recall,
        conciseness,
        refusal_precision,
        refusal_recall,
        conflict_reported,
        premise_corrected,
        readings_listed,
    )
}
LOWER_IS_BETTER = frozenset({"unsupported_rate", "draft_unsupported_rate"})


def supported(claim: ClaimShape, texts: Mapping[str, str]) -> bool:
    """Called supported, cited, every citation verbatim, and every number of it in what it cites."""
    quotes = "\n".join(words(c, texts) for c in claim["citations"])
    return (
        claim["verdict"] == "supported"
        and bool(claim["citations"])
        and all(verbatim(c, texts) for c in claim["citations"])
        and numbers(claim["text"]) <= numbers(quotes)
    )


def numbers(text: str) -> frozenset[str]:
    """The whole numbers of a text: 3000 is not in 13000. Units, which a table has in its header, are the checker's."""
    return frozenset(_NUMBER.findall(unicodedata.normalize("NFKC", text)))


def _evidence_recall(case: Case, shown: Shown, k: int) -> float | None:
    pieces = (characters(source, raw, shown.texts) for hit in shown.hits[:k] for source, raw in hit)
    return _share(case, union(pieces), shown.texts)


def _share(case: Case, found: Characters, texts: Mapping[str, str]) -> float | None:
    """Share of the required evidence that is found; of several places that say the same, one will do."""
    groups = case.required()
    return fmean(any(_has(found, item, texts) for item in group) for group in groups) if groups else None


def _has(found: Characters, item: Evidence, texts: Mapping[str, str]) -> bool:
    return covered(characters(item.source, item.raw, texts), found)


def _citations(shown: Shown) -> list[CitationShape]:
    return [c for claim in shown.answer["claims"] for c in claim["citations"]]


def _holds(claim: ClaimShape, citations: list[CitationShape], shown: Shown) -> bool:
    return shown.verdict(claim["text"], places(citations)) == "supported"


def _needed(claim: ClaimShape, at: int, shown: Shown) -> bool:
    own, rest = claim["citations"][at], claim["citations"][:at] + claim["citations"][at + 1 :]
    return _holds(claim, claim["citations"], shown) and (
        _holds(claim, [own], shown) or not _holds(claim, rest, shown)
    )


def _half(case: Case, shown: Shown) -> float:
    return 0.5 * (fact_recall(case, shown) or 0.0)


def _remarks(shown: Shown) -> str:
    """What the answer says besides its claims; the question repeated is no remark."""
    answer = shown.answer
    findings = (f["message"] for claim in answer["claims"] for f in claim["findings"])
    text = _ECHO.sub("", "\n".join((*answer["gaps"], *answer["notices"], *findings)))
    return text.replace(answer["question"].rstrip("？?。！!"), "")


def _refused(shown: Shown) -> bool:
    return not shown.answer["claims"]
