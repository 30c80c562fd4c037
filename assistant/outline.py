"""A topic becomes a proposal lead: gather, choose, order, word, check the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import form
from assistant.check import check
from assistant.choose import Choice
from assistant.cite import cite
from assistant.gaps import gaps, unsure
from assistant.material import Facet, Fact, Material, Question, gather
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
_PARTS: tuple[tuple[Facet, ...], ...] = (("政策", "背景"), ("本地",), ("问题", "影响", "反映"), ("外地",))
_LEVELS = {"country": 0, "province": 1, "area": 1, "city": 2, "district": 3}
_VOICES = ("", "统计", "署名", "会议", "文件", "承前", "报道", "委员", "论文", "专家")


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
    reasons = tuple(tuple(_worded(part, library)) for part in _paragraphs(choice.facts, rules.paragraph))
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
        again = before is not None and bool(fact.voice.kind) and fact.voice.spans == before.voice.spans
        again = again and before is not None and fact.voice.kind == before.voice.kind
        claim = _claim(fact, library, again)
        assert claim is not None
        yield claim
        before = fact


def _paragraphs(chosen: Sequence[Fact], bounds: tuple[int, int]) -> Iterator[list[Fact]]:
    """Policy, local facts, problems and voices, examples; it ends on a fact. A short one joins its neighbour."""
    least, most = bounds
    order = list(_PARTS)
    if not any(fact.facet == "外地" for fact in chosen):
        order = [order[0], order[2], order[1]]
    parts = [sorted((f for f in chosen if f.facet in facets), key=_place) for facets in order]
    parts = [part for part in parts if part]
    while (
        len(parts) > 1
        and (short := next((n for n, p in enumerate(parts) if _size(p) < least), None)) is not None
    ):
        into = short - 1 if short else 0
        parts[into : into + 2] = [[*parts[into], *parts[into + 1]]]
    for part in parts:
        yield from _halves(part, most)


def _place(fact: Fact) -> tuple[object, ...]:
    """Where a fact stands in its paragraph: by level and date, what one voice says together."""
    level = _LEVELS.get(fact.region.level, 1) if fact.region else 1
    voice = _VOICES.index(fact.voice.kind)
    if fact.facet in ("问题", "影响", "反映"):
        return (voice, str(fact.voice.spans), fact.source)
    return (level, fact.day or "9", str(fact.voice.spans), fact.source)


def _halves(part: list[Fact], most: int) -> Iterator[list[Fact]]:
    """A paragraph that is too long as two."""
    if _size(part) <= most or len(part) < 2:
        yield part
        return
    half = min(range(1, len(part)), key=lambda n: abs(_size(part[:n]) - _size(part[n:])))
    yield from (part[:half], part[half:])


def _size(part: Sequence[Fact]) -> int:
    return sum(fact.size for fact in part)


def _item(question: Question) -> Claim:
    return Claim(question.text, (Citation(question.basis),), (), "supported")


def _basis(chosen: Sequence[Fact]) -> Iterator[Policy]:
    """The policies that the chosen sentences rest on, once each."""
    yield from dict.fromkeys(fact.policy for fact in chosen if fact.policy is not None)
