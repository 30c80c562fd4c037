"""A topic becomes a proposal lead: gather, choose, order, word, check the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import form
from assistant.asking import Question
from assistant.check import check
from assistant.choose import Choice
from assistant.cite import cite
from assistant.facts import Fact
from assistant.gaps import gaps, unsure
from assistant.material import Material, gather
from assistant.paragraphs import paragraphs
from assistant.request import Request, read_request
from assistant.similar import similar
from assistant.types import Citation, Claim, Outline, Trace
from index import Filter, Library
from index.tokens import normalise
from index.types import Policy

GENERATOR = "extractive"
_REFUSAL = "资料库中没有足够的依据起草这一主题的线索。"
_FEWEST_ITEMS = 3
_SHORTEST = 150
"""Below this many characters there is nothing to show as a draft, whatever the profile."""


def draft(
    request: str,
    library: Library,
    *,
    region: str = "",
    profile: str = "",
    filter: Filter | None = None,
) -> Outline:
    """Draft a lead in which every fact points to the characters it rests on, or refuse and say what is missing.

    RequestError for a request without a topic or an unknown profile.
    """
    *_, outline = draft_stream(request, library, region=region, profile=profile, filter=filter)
    assert isinstance(outline, Outline)
    return outline


def draft_stream(
    request: str, library: Library, *, region: str = "", profile: str = "", filter: Filter | None = None
) -> Iterator[Claim | Outline]:
    """Each sentence of 事由 and each item as soon as it is settled, and at last the whole Outline."""
    asked = read_request(request, region, profile)
    rules = form.profile(asked.profile)
    material = gather(asked, library, filter)
    choice = Choice(material, asked, rules, lambda fact: _claim(fact, library))
    choice.make()
    empty = Outline(
        asked.topic,
        asked.title,
        asked.profile,
        similar=similar(asked.topic, library),
        trace=Trace(GENERATOR, library.digest),
    )
    missing = tuple(gaps(choice.facts, len(choice.questions), material, asked, rules))
    if not _carries(choice, material, asked):
        yield replace(empty, refusal=_REFUSAL, gaps=missing)
        return
    reasons = tuple(tuple(_worded(part, library)) for part in paragraphs(choice.facts, rules))
    for claims in reasons:
        yield from claims
    items = tuple(_item(question) for question in choice.questions)
    yield from items
    outline = replace(
        empty,
        reasons=reasons,
        issues=items,
        gaps=(*missing, *unsure(choice.facts, library)),
        basis=tuple(_basis(choice.facts)),
    )
    yield replace(outline, form=form.check(outline, rules, region=asked.region, library=library))


def _carries(choice: Choice, material: Material, asked: Request) -> bool:
    """Whether the library carries the topic: what is chosen names it, and there is enough to ask and to tell."""
    told = [normalise(fact.text) for fact in choice.facts]
    local = not asked.region or any(fact.local for fact in choice.facts)
    enough = choice.size >= _SHORTEST and len(choice.questions) >= _FEWEST_ITEMS
    return enough and local and not material.matter.missing(told)


def _claim(fact: Fact, library: Library, again: bool = False) -> Claim | None:
    """The first way to say a fact that the check supports; None when it supports none."""
    claims = (check(cite([draft], library, []), library)[0] for draft in fact.drafts(again))
    return next((claim for claim in claims if claim.verdict == "supported"), None)


def _worded(facts: Sequence[Fact], library: Library) -> Iterator[Claim]:
    """The sentences of a paragraph; one that follows another in the same voice says so shortly."""
    before: Fact | None = None
    for fact in facts:
        again = before is not None and _same_voice(before, fact)
        if claim := _claim(fact, library, again):
            yield claim
            before = fact


def _same_voice(one: Fact, other: Fact) -> bool:
    kind = other.voice.kind
    return bool(kind) and kind == one.voice.kind and one.voice.spans == other.voice.spans


def _item(question: Question) -> Claim:
    return Claim(question.text, (Citation(question.basis),), (), "supported")


def _basis(chosen: Sequence[Fact]) -> Iterator[Policy]:
    """The policies that the chosen sentences rest on, once each."""
    yield from dict.fromkeys(fact.policy for fact in chosen if fact.policy is not None)
