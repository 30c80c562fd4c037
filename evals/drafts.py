"""Drafts over the seeds: what a good lead must use, stand on and keep to, and drafts spoilt in one way each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean

from assistant import form, shapes
from assistant.check import check
from assistant.leads import LEADS
from assistant.outline import draft
from assistant.request import read_request
from assistant.types import Claim, Outline
from evals import mutate
from evals.cases import Topic, states
from evals.metrics import supported
from evals.scores import Values
from index.library import Library
from index.types import Span

Drafted = Sequence[tuple[Topic, Outline]]
Metric = Callable[[Topic, Outline, "World"], float | None]


@dataclass(frozen=True, slots=True)
class World:
    """What a draft is held against: the library it was made from, and whether a claim stands on what it cites."""

    library: Library
    stands: Callable[[Claim], bool]


def world(library: Library, texts: Mapping[str, str]) -> World:
    """The world of a library; `texts` are the original files by name. Each claim is judged once."""

    @cache
    def stands(claim: Claim) -> bool:
        (again,) = check([Claim(claim.text, claim.citations)], library)
        return again.verdict == "supported" and supported(shapes.claim(claim, library), texts)

    return World(library, stands)


def drafted(topics: Iterable[Topic], library: Library) -> Drafted:
    """The draft of each topic, without a model."""
    return [(t, draft(t.request, library, region=t.region, profile=t.profile)) for t in topics]


def draft_fact_recall(topic: Topic, given: Outline, world: World) -> float | None:
    """Share of the facts of a good lead on this topic that the draft states in one of their wordings."""
    text = "\n".join(claim.text for claim in (*_reasons(given), *given.issues))
    return fmean(states(text, fact.wordings) for fact in topic.facts) if topic.facts else None


def draft_unsupported_rate(topic: Topic, given: Outline, world: World) -> float | None:
    """Share of the sentences of 事由 that are uncited, not verbatim, or fail the checks asked again. Lower is better."""
    found = [world.stands(claim) for claim in _reasons(given)]
    return 1 - fmean(found) if found else None


def draft_form(topic: Topic, given: Outline, world: World) -> float | None:
    """1 for a draft that breaks no rule of form; the rules are asked again, not read from the draft."""
    if not given.reasons:
        return None
    rules, region = form.profile(given.profile), read_request(topic.request, topic.region).region
    found = form.check(given, rules, region=region, library=world.library)
    return float(all(finding.level != "error" for finding in found))


def draft_own_words(topic: Topic, given: Outline, world: World) -> float | None:
    """1 for a draft that rests on no earlier lead: leads are shown beside a draft, never used in it."""
    spans = [citation.span for claim in (*_reasons(given), *given.issues) for citation in claim.citations]
    return 1.0 - any(_in_lead(span, world.library) for span in spans) if spans else None


def draft_refusal(topic: Topic, given: Outline, world: World) -> float | None:
    """1 where a topic is refused, with its gaps named, exactly when the library cannot carry it."""
    refused = given.refusal is not None and not given.reasons and bool(given.gaps)
    return float(refused == topic.refuse)


def draft_similar(topic: Topic, given: Outline, world: World) -> float | None:
    """Share of the earlier leads on the matter that are shown beside the draft."""
    titles = [similar.title for similar in given.similar]
    found = [any(shown.endswith(title) for shown in titles) for title in topic.similar]
    return fmean(found) if found else None


METRICS: Mapping[str, Metric] = {
    metric.__name__: metric
    for metric in (
        draft_fact_recall,
        draft_unsupported_rate,
        draft_form,
        draft_own_words,
        draft_refusal,
        draft_similar,
    )
}


def values(found: Drafted, world: World) -> dict[str, Values]:
    """Each topic's values by its id: a part of the scores."""
    return {t.id: {name: metric(t, given, world) for name, metric in METRICS.items()} for t, given in found}


def another_digit(given: Outline, others: Drafted, world: World) -> Outline:
    """起草时改数字"""
    return _saying(given, mutate.digit)


def another_place(given: Outline, others: Drafted, world: World) -> Outline:
    """起草时换地名"""
    return _saying(given, mutate.place)


def unmarked(given: Outline, others: Drafted, world: World) -> Outline:
    """起草不标出处"""
    return _each(given, lambda claim: replace(claim, citations=()))


def elsewhere(given: Outline, others: Drafted, world: World) -> Outline:
    """起草引别处的话"""
    return _each(given, lambda claim: replace(claim, citations=_other(given, others).reasons[0][0].citations))


def off_topic(given: Outline, others: Drafted, world: World) -> Outline:
    """起草别的题"""
    return _other(given, others) if given.reasons else given


def bare(given: Outline, others: Drafted, world: World) -> Outline:
    """起草只留一段"""
    return replace(given, reasons=given.reasons[:1])


def silent(given: Outline, others: Drafted, world: World) -> Outline:
    """一律不起草"""
    return replace(given, reasons=(), issues=(), refusal="资料库中没有足够的材料。")


def whatever(given: Outline, others: Drafted, world: World) -> Outline:
    """什么题都起草"""
    return _other(given, others) if given.refusal else given


def from_leads(given: Outline, others: Drafted, world: World) -> Outline:
    """照抄已有线索"""
    leads = [theirs for _, other in others for near in other.similar for _, theirs in near.pairs]
    return _each(given, lambda claim: replace(claim, citations=(*claim.citations, leads[0])))


def alone(given: Outline, others: Drafted, world: World) -> Outline:
    """不列相似线索"""
    return replace(given, similar=())


MUTANTS = (
    another_digit,
    another_place,
    unmarked,
    elsewhere,
    off_topic,
    bare,
    silent,
    whatever,
    from_leads,
    alone,
)


def spoilt(found: Drafted, world: World) -> Iterator[tuple[str, dict[str, Values]]]:
    """Each bad drafter by its Chinese name, with the values it gets."""
    for mutant in MUTANTS:
        yield str(mutant.__doc__), values([(t, mutant(given, found, world)) for t, given in found], world)


def _reasons(given: Outline) -> list[Claim]:
    return [claim for paragraph in given.reasons for claim in paragraph]


def _other(given: Outline, others: Drafted) -> Outline:
    """The draft of another topic."""
    made = [other for _, other in others if other.reasons]
    return made[made.index(given) - 1] if given in made else made[0]


def _in_lead(span: Span, library: Library) -> bool:
    blocks = library.document(span.doc_id).blocks
    return any(block.genre in LEADS and block.span.overlaps(span) for block in blocks)


def _each(given: Outline, change: Callable[[Claim], Claim]) -> Outline:
    return replace(given, reasons=tuple(tuple(map(change, paragraph)) for paragraph in given.reasons))


def _saying(given: Outline, change: Callable[[str], str]) -> Outline:
    return _each(given, lambda claim: replace(claim, text=change(claim.text)))
