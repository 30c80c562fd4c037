"""A topic becomes a proposal lead: gather, choose, order, word, check the form."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant import form
from assistant.asking import Question
from assistant.check import check
from assistant.choose import Choice
from assistant.cite import cite
from assistant.facts import Fact, length
from assistant.form import Profile
from assistant.gaps import gaps, unsure
from assistant.generate import Drafter
from assistant.generate import Generator as Speaker
from assistant.material import Material, gather
from assistant.outline_llm import written
from assistant.paragraphs import Sentence, paragraphs, sentences
from assistant.request import Request, read_request
from assistant.similar import similar
from assistant.types import Citation, Claim, Outline, Trace
from index import Filter, Library
from index.tokens import normalise
from index.types import Policy

GENERATOR = "extractive"
_REFUSAL = "资料库中没有足够的依据起草这一主题的线索。"
_INSTEAD = "模型写的事由没有一句能核实。以下不用模型，直接摘录原文。"
_OURS = "模型没有写出合格的问题点。问题点由程序从原文引出。"
_FEWEST_ITEMS = 3
_SHORTEST = 150
"""Below this many characters there is nothing to show as a draft, whatever the profile."""


def draft(
    request: str,
    library: Library,
    generator: Speaker | None = None,
    *,
    region: str = "",
    profile: str = "",
    filter: Filter | None = None,
) -> Outline:
    """Draft a lead in which every fact points to the characters it rests on, or refuse and say what is missing.

    A `generator` that drafts (a Drafter) writes the lines, any other leaves them to the source's own words.
    RequestError for a request without a topic or an unknown profile.
    """
    *_, outline = draft_stream(request, library, generator, region=region, profile=profile, filter=filter)
    assert isinstance(outline, Outline)
    return outline


def draft_stream(
    request: str,
    library: Library,
    generator: Speaker | None = None,
    *,
    region: str = "",
    profile: str = "",
    filter: Filter | None = None,
) -> Iterator[Claim | Outline]:
    """Each sentence of 事由 and each item as soon as it is settled, and at last the whole Outline.

    A topic that the library cannot carry is sent to no model. Where nothing that a model wrote holds,
    the source's own words follow, and a notice says so.
    """
    asked = read_request(request, region, profile)
    rules = form.profile(asked.profile)
    material = gather(asked, library, filter)
    choice = Choice(material, asked, rules, lambda fact: _said(Sentence(fact), library))
    choice.make()
    outline = Outline(
        asked.topic,
        asked.title,
        asked.profile,
        gaps=tuple(gaps(choice.facts, len(choice.questions), material, asked, rules)),
        similar=similar(asked.topic, library),
        trace=Trace(GENERATOR, library.digest, library.encoder),
    )
    if not _carries(choice, material, asked):
        yield replace(outline, refusal=_REFUSAL)
        return
    if isinstance(generator, Drafter):
        outline = yield from _by_model(outline, asked, choice, material, library, generator)
    if not outline.reasons:
        outline = yield from _by_rule(outline, choice, rules, library)
    yield replace(outline, form=form.check(outline, rules, region=asked.region, library=library))


def _by_rule(
    outline: Outline, choice: Choice, rules: Profile, library: Library
) -> Generator[Claim, None, Outline]:
    """The source's own sentences, and the questions that its problems grow into."""
    reasons = _reasons(choice, rules, library)
    for claims in reasons:
        yield from claims
    items = tuple(_item(question) for question in choice.questions)
    yield from items
    return replace(
        outline,
        reasons=reasons,
        issues=items,
        gaps=(*outline.gaps, *unsure(choice.facts, library)),
        basis=tuple(_basis(choice.facts)),
    )


def _by_model(
    outline: Outline,
    asked: Request,
    choice: Choice,
    material: Material,
    library: Library,
    model: Drafter,
) -> Generator[Claim, None, Outline]:
    """What holds of a model's lines. Without a sentence of 事由 there is no draft; items that it lacks are ours."""
    into = yield from written(asked, material, library, model)
    if not into.reasons:
        rejected = (*into.rejected, *into.issues)
        return replace(outline, rejected=rejected, notices=(*into.notices, _INSTEAD))
    items = tuple(into.issues) or tuple(map(_item, choice.questions))
    if not into.issues:
        into.notices.append(_OURS)
        yield from items
    return replace(
        outline,
        reasons=into.reasons,
        issues=items,
        basis=into.basis(library),
        rejected=tuple(into.rejected),
        notices=tuple(into.notices),
        trace=Trace(model.name, library.digest, library.encoder, model.outline_prompt),
    )


def _carries(choice: Choice, material: Material, asked: Request) -> bool:
    """Whether the library carries the topic: what is chosen names it, and there is enough to ask and to tell."""
    told = [normalise(fact.text) for fact in choice.facts]
    local = not asked.region or any(fact.local for fact in choice.facts)
    enough = choice.size >= _SHORTEST and len(choice.questions) >= _FEWEST_ITEMS
    return enough and local and not material.matter.missing(told)


def _reasons(choice: Choice, rules: Profile, library: Library) -> tuple[tuple[Claim, ...], ...]:
    """The paragraphs of 事由; what is said apart for the check's sake may cost a fact its place."""
    while True:
        told = sentences(paragraphs(choice.facts, rules))
        reasons = tuple(tuple(_worded(part, library)) for part in told)
        size = sum(length(claim.text) for part in reasons for claim in part)
        if size <= choice.most or not choice.drop():
            return reasons


def _said(sentence: Sentence, library: Library) -> Claim | None:
    """The first way to say it that the check supports; None when it supports none."""
    claims = (check(cite([draft], library, []), library)[0] for draft in sentence.drafts())
    return next((claim for claim in claims if claim.verdict == "supported"), None)


def _worded(part: Sequence[Sentence], library: Library) -> Iterator[Claim]:
    """The sentences of a paragraph; what the check does not support together is said apart."""
    for sentence in part:
        together = _said(sentence, library)
        apart = [None] if together or not sentence.more else [_said(s, library) for s in sentence.alone()]
        yield from (claim for claim in (together, *apart) if claim)


def _item(question: Question) -> Claim:
    return Claim(question.text, (Citation(question.basis),), (), "supported")


def _basis(chosen: Sequence[Fact]) -> Iterator[Policy]:
    """The policies that the chosen sentences rest on, once each."""
    yield from dict.fromkeys(fact.policy for fact in chosen if fact.policy is not None)
