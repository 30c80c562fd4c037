"""A topic becomes a proposal lead: gather, choose, order, word, check the form."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from assistant import form
from assistant.another import Rewriter
from assistant.asking import TOUCHES
from assistant.cautions import cautions
from assistant.choose import Choice
from assistant.facts import Fact
from assistant.form import Profile
from assistant.form.items import entitles
from assistant.form.sources import unnamed_places
from assistant.gaps import elsewhere, gaps, unsure
from assistant.generate import Drafter
from assistant.generate import Generator as Speaker
from assistant.material import Material, gather
from assistant.outline_llm import written
from assistant.own_words import edited
from assistant.paragraphs import Sentence, paragraphs, sentences, spoken_often, told_size, told_twice
from assistant.request import Request, read_request, titles
from assistant.said import Say, remembering, worded
from assistant.sameness import same_sentence
from assistant.similar import similar
from assistant.steering import AS_IT_COMES, Steering, narrowed, steered, touches, unused
from assistant.told import Told
from assistant.traits import length
from assistant.types import Claim, Outline, Trace
from assistant.worth_asking import FEWEST_ITEMS, worth_asking
from index import Filter, Library
from index.tokens import normalise

GENERATOR = "extractive"
_REFUSAL = "资料库中没有足够的依据起草这一主题的线索。"
_INSTEAD = "模型写的事由没有一句能核实。以下不用模型，直接摘录原文。"
_OURS = "模型没有写出合格的问题点。问题点由程序从原文引出。"
_WANTING = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:较为?|比较|严重|普遍)?(?:短缺|紧缺|缺乏|匮乏|不足|滞后|薄弱|不强|不高|不畅|不够|突出)的?)?(?:问题)?(?=$|[，；])"
)
_SHORTER = "有依据的材料只够写约 {} 字，不足委员提案线索要求的字数，本稿按公开征集（500 字以内）的体例起草；补充材料后可以再按原体例起草。"
_LEAST_ITEMS = 2  # without which there is no draft
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
    steering: Steering = AS_IT_COMES,
) -> Outline:
    """Draft a lead in which every fact points to the characters it rests on, or refuse and say what is missing.

    A `generator` that drafts (a Drafter) writes the lines, any other leaves them to the source's own words.
    The same call gives the same draft. RequestError for a request without a topic or an unknown profile.
    """
    *_, outline = draft_stream(
        request, library, generator, region=region, profile=profile, filter=filter, steering=steering
    )
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
    steering: Steering = AS_IT_COMES,
) -> Iterator[Claim | Outline]:
    """Each sentence of 事由 and each item as soon as it is settled, and at last the whole Outline.

    What people word themselves stands in the Outline alone. The short profiles tell no other facts than the
    committee's lead on the same request.

    A topic that the library cannot carry is sent to no model. Where nothing that a model wrote holds,
    the source's own words follow, and a notice says so.
    """
    asked = read_request(request, region, profile)
    asked = replace(asked, items=steering.items or asked.items)
    sought = replace(asked, topic=_WANTING.sub("", asked.topic))
    found = worth_asking(gather(sought, library, steering.filter(filter), long=True))
    found = steered(found, steering)
    said = remembering(library)
    rules, choice = _fitting(found, asked, said, library)
    shorter = _SHORTER.format(choice.size) if rules.name != asked.profile else ""
    asked = replace(asked, profile=rules.name)
    material = choice.material
    known = similar(asked.topic, library)
    leads = [library.quote(earlier.span) for earlier in known]
    outline = Outline(
        asked.topic,
        asked.title,
        asked.profile,
        gaps=tuple(gaps(choice.facts, len(choice.questions), material, asked, rules, leads)),
        similar=known,
        notices=(shorter,) if shorter else (),
        trace=Trace(GENERATOR, library.digest, library.encoder),
    )
    if not _carries(choice, material, asked):
        hints = (*outline.gaps, *elsewhere(found, asked))
        yield replace(outline, refusal=_REFUSAL, gaps=hints, notices=())
        return
    if isinstance(generator, Drafter):
        outline = yield from _by_model(outline, asked, choice, material, library, generator)
    if not outline.reasons:
        outline = yield from _by_rule(outline, choice, found, rules, steering, said, library)
    outline = _entitled(outline)
    notices = (*outline.notices, *unused(steering, outline.reasons, library))
    outline = edited(replace(outline, notices=notices), steering, library)
    cited = (c.span for part in (*outline.reasons, outline.issues) for claim in part for c in claim.citations)
    outline = replace(outline, notices=(*outline.notices, *cautions(cited, library)))
    yield replace(outline, form=form.check(outline, rules, region=asked.region, library=library))


def _fitting(material: Material, asked: Request, said: Say, library: Library) -> tuple[Profile, Choice]:
    """What to tell and to ask in the form that was wished, or in a shorter one where the material is too little for it."""
    wished = form.profile(asked.profile)
    choice = _chosen(material, asked, wished, said, library)
    if wished.short or choice.size >= wished.reasons[0]:
        return wished, choice
    return form.PUBLIC500, _chosen(material, asked, form.PUBLIC500, said, library, choice)


def _chosen(
    material: Material,
    asked: Request,
    rules: Profile,
    said: Say,
    library: Library,
    longer: Choice | None = None,
) -> Choice:
    """What to tell and to ask. A short lead is a choice from what the committee's lead tells, and where that
    gives too few questions, from what was chosen for it."""
    pools = [material]
    if rules.short:
        longer = longer or _chosen(material, asked, form.COMMITTEE, said, library)
        chosen, told = tuple(longer.facts), _parts(longer, form.COMMITTEE, said)
        pools = [narrowed(material, facts) for facts in (tuple(chain.from_iterable(told)), chosen)]
    for pool in pools:
        choice = Choice(pool, asked, rules, lambda fact: _told(fact, asked.region, said, library))
        choice.make()
        if len(choice.questions) >= FEWEST_ITEMS:
            break
    return choice


def _told(fact: Fact, region: str, said: Say, library: Library) -> Claim | None:
    """What a fact is told as; None where its source does not carry it, or speaks of another place that it does not name."""
    claim = said(Sentence(fact))
    return None if claim is None or unnamed_places(claim, region, library) else claim


def _entitled(outline: Outline) -> Outline:
    """With the title of another clause of the topic, where no item speaks of what the first one names and one does."""
    items = [item.text for item in outline.issues]
    fitting = [title for title in (outline.title, *titles(outline.topic)) if entitles(title, items)]
    return replace(outline, title=fitting[0]) if fitting else outline


def _by_rule(
    outline: Outline,
    choice: Choice,
    found: Material,
    rules: Profile,
    steering: Steering,
    said: Say,
    library: Library,
) -> Generator[Claim, None, Outline]:
    """The source's own sentences, and the questions that its problems grow into."""
    told = Told(_parts(choice, rules, said), tuple(choice.questions))
    rewriter = Rewriter(
        choice.material, rules, choice.most, choice.check, lambda fact: touches(fact, steering.keep)
    )
    told, notices = rewriter.made_anew(told, steering.again)
    reasons = _reasons(told.parts, said)
    for claims in reasons:
        yield from claims
    items = tuple(told.items(reasons))
    yield from items
    further = tuple(told.further(found))
    spare = dict(told.spare(further, choice.check))
    return replace(
        outline,
        reasons=reasons,
        issues=items,
        gaps=tuple(dict.fromkeys((*outline.gaps, *told.strayed(), *unsure(told.facts, library)))),
        basis=told.basis,
        notices=(*outline.notices, *notices),
        spare=tuple(spare),
        facts=(*told.facts, *spare.values()),
        further=further,
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
        return replace(outline, rejected=rejected, notices=(*outline.notices, *into.notices, _INSTEAD))
    ours = Told((tuple(choice.facts),), tuple(choice.questions))
    items = tuple(into.issues) or tuple(ours.items(into.reasons))
    if not into.issues:
        into.notices.append(_OURS)
        yield from items
    return replace(
        outline,
        reasons=into.reasons,
        issues=items,
        basis=into.basis(library),
        rejected=tuple(into.rejected),
        notices=(*outline.notices, *into.notices),
        trace=Trace(model.name, library.digest, library.encoder, model.outline_prompt),
    )


def _carries(choice: Choice, material: Material, asked: Request) -> bool:
    """Whether the library carries the topic: it is named, asked about, and there is enough to ask and to tell."""
    told = [normalise(fact.text) for fact in choice.facts]
    local = not asked.region or any(fact.local for fact in choice.facts)
    enough = choice.size >= _SHORTEST and len(choice.questions) >= _LEAST_ITEMS
    asks = any(2 * question.near >= TOUCHES for question in choice.questions)
    return enough and local and asks and material.matter.carried(told)


def _parts(choice: Choice, rules: Profile, said: Say) -> tuple[tuple[Fact, ...], ...]:
    """The facts by paragraphs; what is said apart for the check's sake may cost a fact its place."""
    while fact := _needless(choice, rules):
        choice.leave_out(fact, speaker=fact in spoken_often(choice.facts, rules))
    while True:
        parts = tuple(map(tuple, paragraphs(choice.facts, rules)))
        size = sum(length(claim.text) for part in _reasons(parts, said) for claim in part)
        if size <= choice.most or not choice.drop():
            return parts


def _reasons(parts: Sequence[Sequence[Fact]], said: Say) -> tuple[tuple[Claim, ...], ...]:
    """The paragraphs of 事由."""
    return tuple(tuple(worded(part, said)) for part in sentences(parts))


def _needless(choice: Choice, rules: Profile) -> Fact | None:
    """What can be left out: told for a question that is not shown, or the least of somebody who speaks too often."""
    roots = [root for question in choice.questions for root in question.roots]
    free = [f for f in choice.facts if not any(same_sentence(f, root) for root in roots)]
    twice = told_twice(choice.facts, choice.material.matter)
    if idle := [f for f in free if f.near < TOUCHES or f in twice]:
        return idle[0]
    if told_size(choice.facts, rules) < rules.aim[0]:
        return None
    often = [f for f in spoken_often(choice.facts, rules) if f in free]
    return min(often, key=lambda fact: fact.worth, default=None)
