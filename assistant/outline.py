"""A topic becomes a proposal lead: gather, choose, order, word, check the form."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from assistant import form
from assistant.asking import Question
from assistant.cautions import cautions
from assistant.check import check
from assistant.choose import Choice
from assistant.cite import cite
from assistant.facts import Fact, length
from assistant.form import Profile
from assistant.gaps import gaps, unsure
from assistant.generate import Drafter
from assistant.generate import Generator as Speaker
from assistant.issues import EXPLORED
from assistant.material import Material, gather
from assistant.outline_llm import written
from assistant.paragraphs import Sentence, paragraphs, sentences, spoken_often, told_size, told_twice
from assistant.relevance import Matter
from assistant.request import Request, read_request
from assistant.sameness import same_sentence
from assistant.similar import similar
from assistant.types import Citation, Claim, Outline, Trace
from index import Filter, Library
from index.tokens import content_pairs, normalise
from index.types import Policy

GENERATOR = "extractive"
_REFUSAL = "资料库中没有足够的依据起草这一主题的线索。"
_INSTEAD = "模型写的事由没有一句能核实。以下不用模型，直接摘录原文。"
_OURS = "模型没有写出合格的问题点。问题点由程序从原文引出。"
_FEWEST_ITEMS = 3
_WANTING = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:(?:较为?|比较|严重|普遍)?(?:短缺|紧缺|缺乏|匮乏|不足|滞后|薄弱|不强|不高|不畅|不够|突出)的?)?(?:问题)?(?=$|[，；])"
)
_CALLED_FOR = re.compile("(?:这就|因此|为此)?(?:亟需|亟须|亟待|急需|需要|有待)")
_OF_TOPIC, _TOUCHES = 0.3, 0.2  # how near a question, or a fact, of the topic is; and one that touches it
# What a question is worth that has none of the topic's heavy words, those of this share of the heaviest's weight.
_BESIDE, _HEAVY = 0.6, 0.8
_FOREIGN = 0.92  # what a question is worth whose problem is told of no place, where one is asked for
_DENSE = 0.2  # what a question that is not gains by saying little else than the topic's words
_ALIKE = 0.6  # share of the smaller of two questions that the other has, from which on they are one
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
    sought = replace(asked, topic=_WANTING.sub("", asked.topic))
    material = _fit_to_ask(gather(sought, library, filter), bool(asked.region), library)
    choice = Choice(material, asked, rules, lambda fact: _said(Sentence(fact), library))
    choice.make()
    known = similar(asked.topic, library)
    leads = [library.quote(earlier.span) for earlier in known]
    outline = Outline(
        asked.topic,
        asked.title,
        asked.profile,
        gaps=tuple(gaps(choice.facts, len(choice.questions), material, asked, rules, leads)),
        similar=known,
        trace=Trace(GENERATOR, library.digest, library.encoder),
    )
    if not _carries(choice, material, asked):
        yield replace(outline, refusal=_REFUSAL)
        return
    if isinstance(generator, Drafter):
        outline = yield from _by_model(outline, asked, choice, material, library, generator)
    if not outline.reasons:
        outline = yield from _by_rule(outline, choice, rules, library)
    cited = (c.span for part in (*outline.reasons, outline.issues) for claim in part for c in claim.citations)
    outline = replace(outline, notices=(*outline.notices, *cautions(cited, library)))
    yield replace(outline, form=form.check(outline, rules, region=asked.region, library=library))


def _by_rule(
    outline: Outline, choice: Choice, rules: Profile, library: Library
) -> Generator[Claim, None, Outline]:
    """The source's own sentences, and the questions that its problems grow into."""
    reasons = _reasons(choice, rules, library)
    for claims in reasons:
        yield from claims
    items = tuple(_items(choice, reasons))
    yield from items
    return replace(
        outline,
        reasons=reasons,
        issues=items,
        gaps=(*outline.gaps, *_strayed(choice), *unsure(choice.facts, library)),
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
    items = tuple(into.issues) or tuple(_items(choice, into.reasons))
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
    """Whether the library carries the topic: it is named, asked about, and there is enough to ask and to tell."""
    told = [normalise(fact.text) for fact in choice.facts]
    local = not asked.region or any(fact.local for fact in choice.facts)
    enough = choice.size >= _SHORTEST and len(choice.questions) >= _FEWEST_ITEMS
    asks = any(2 * question.near >= _TOUCHES for question in choice.questions)
    return enough and local and asks and not material.matter.missing(told)


def _fit_to_ask(material: Material, of_place: bool, library: Library) -> Material:
    """The material with the questions whose problem 事由 can tell, and of those that ask the same the fullest.

    One measure is explored where the library names too few problems of the topic."""
    questions: list[Question] = []
    for question in sorted(material.questions, key=lambda q: (-len(q.text), q.text)):
        roots = tuple(r for r in question.roots if _tells(r, question, library))
        if (roots or not question.roots) and not any(_same(question, other) for other in questions):
            pairs = content_pairs(question.text)
            dense = len(pairs & material.matter.pairs) / max(len(pairs), 1)
            near = question.near if question.near >= _OF_TOPIC else question.near + _DENSE * dense
            near *= 1.0 if _has_heaviest(question.text, material.matter) else _BESIDE
            near *= _FOREIGN if of_place and roots and not roots[0].local else 1.0
            questions.append(replace(question, roots=roots, near=near))
    questions.sort(key=lambda q: (-q.near, q.text))
    explored = [q for q in questions if q.text.startswith(EXPLORED)]
    problems = [q for q in questions if q not in explored]
    if sum(q.near >= _OF_TOPIC for q in problems) < _FEWEST_ITEMS:
        problems += [replace(q, near=1.0) for q in explored if q.near >= _TOUCHES][:1]
    return replace(material, questions=tuple(problems))


def _has_heaviest(text: str, matter: Matter) -> bool:
    """Whether a text has a word that weighs most in some clause of the topic, or one of its field."""
    plain = normalise(text)
    heaviest = (max(word.weight for word in side) for side in matter.sides)
    return any(
        word.weight >= _HEAVY * most and word.held(plain) > 0
        for side, most in zip(matter.sides, heaviest, strict=True)
        for word in side
    )


def _same(one: Question, other: Question) -> bool:
    """Whether one of two questions has most of the other's words."""
    pairs = [content_pairs(q.text) for q in (one, other)]
    return len(pairs[0] & pairs[1]) >= _ALIKE * max(min(map(len, pairs)), 1)


def _tells(root: Fact, question: Question, library: Library) -> bool:
    """Whether a fact tells the problem of a question: it is told of the same sentence, or the sentence only says
    what a problem beside it calls for."""
    if root.telling is not None and root.telling.statement.span == question.basis:
        return True
    return root.facet == "问题" and bool(_CALLED_FOR.match(library.quote(question.basis)))


def _reasons(choice: Choice, rules: Profile, library: Library) -> tuple[tuple[Claim, ...], ...]:
    """The paragraphs of 事由; what is said apart for the check's sake may cost a fact its place."""
    while fact := _needless(choice, rules):
        choice.facts = [f for f in choice.facts if f is not fact]
    while True:
        told = sentences(paragraphs(choice.facts, rules))
        reasons = tuple(tuple(_worded(part, library)) for part in told)
        size = sum(length(claim.text) for part in reasons for claim in part)
        if size <= choice.most or not choice.drop():
            return reasons


def _needless(choice: Choice, rules: Profile) -> Fact | None:
    """What can be left out: told for a question that is not shown, or the least of somebody who speaks too often."""
    roots = [root for question in _shown(choice) for root in question.roots]
    free = [f for f in choice.facts if not any(same_sentence(f, root) for root in roots)]
    twice = told_twice(choice.facts, choice.material.matter)
    if idle := [f for f in free if f.near < _OF_TOPIC or f in twice]:
        return idle[0]
    if told_size(choice.facts, rules) < rules.aim[0]:
        return None
    often = [f for f in spoken_often(choice.facts, rules) if f in free]
    return min(often, key=lambda fact: fact.worth, default=None)


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


def _shown(choice: Choice) -> list[Question]:
    """The questions of a draft: those that are not of the topic only where too few are, what is to be explored last."""
    near = [q for q in choice.questions if q.near >= _OF_TOPIC or not q.roots]
    shown = near if len(near) >= choice.fewest else choice.questions[: choice.fewest]
    return sorted(shown, key=lambda q: q.text.startswith(EXPLORED))


def _strayed(choice: Choice) -> Iterator[str]:
    """What is asked though it only touches the topic, for people to judge."""
    shown = _shown(choice)
    least = min(_TOUCHES, max((q.near for q in shown), default=0.0) / 2)
    for question in shown:
        if question.roots and question.near < least:
            yield f"问题点“{question.text}”取自相近事项的表述，是否切题请核实"


def _items(choice: Choice, reasons: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    """The questions, each on the sentence of 事由 that tells its problem, and where that is another one on its own."""
    told = [claim for part in reasons for claim in part]
    for question in _shown(choice):
        roots = [f for r in question.roots for f in choice.facts if f is r or same_sentence(f, r)]
        spans = (roots or [_nearest(question, choice.facts)])[0].spans
        cited = [c for claim in told for c in claim.citations if any(c.span.overlaps(s) for s in spans)]
        if not any(c.span.overlaps(question.basis) for c in cited):
            cited.append(Citation(question.basis))
        yield Claim(question.text, tuple(dict.fromkeys(cited)), (), "supported")


def _nearest(question: Question, facts: Sequence[Fact]) -> Fact:
    """The fact that a question of the source itself speaks of."""
    pairs = content_pairs(question.text)
    return max(facts, key=lambda fact: len(pairs & content_pairs(fact.body)))


def _basis(chosen: Sequence[Fact]) -> Iterator[Policy]:
    """The policies that the chosen sentences rest on, once each."""
    yield from dict.fromkeys(fact.policy for fact in chosen if fact.policy is not None)
