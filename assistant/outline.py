"""A topic becomes a proposal lead: gather, order, turn problems into questions, check the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import form
from assistant.form import Profile
from assistant.form.items import faults
from assistant.material import Facet, Fact, gather
from assistant.request import Request, read_request
from assistant.similar import similar
from assistant.types import Citation, Claim, Outline, Trace
from index import Filter, Library
from index.tokens import content_pairs
from index.types import Policy

_ORDER: tuple[tuple[Facet, ...], ...] = (("政策", "背景", "本地"), ("问题", "反映", "影响"), ("外地",))
_WANTED: dict[Facet, int] = {"政策": 2, "本地": 3, "问题": 3, "反映": 1, "外地": 2, "影响": 1, "背景": 1}
_FILL = 0.85
_ORDERED = tuple(facet for facets in _ORDER for facet in facets)
_ALIKE, _ALIKE_ITEMS = 0.5, 0.45
_REFUSAL = "资料库中没有足够的依据起草这一主题的线索。"
_MISSING: dict[Facet, str] = {
    "政策": "材料未载与本主题直接相关的政策文件（文号、机关、日期）",
    "本地": "材料未载{place}这一事项的数据",
    "问题": "材料未载{place}这一事项存在问题的具体表述",
    "外地": "材料未载外地在这一事项上的做法",
}


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
    earlier = similar(asked.topic, library)
    facts = gather(asked, library, filter)
    chosen = choose(facts, rules)
    empty = Outline(
        asked.topic, asked.title, asked.profile, similar=earlier, trace=Trace("extractive", library.digest)
    )
    items = tuple(_items(chosen, facts, asked)) if chosen else ()
    if not chosen or len(items) < form.PROFILES[asked.profile].paragraphs[0]:
        yield replace(empty, refusal=_REFUSAL, gaps=tuple(_gaps(facts, asked)))
        return
    reasons = tuple(
        tuple(f.claim for f in paragraph) for paragraph in _paragraphs(chosen, *rules.paragraph)
    )
    for claims in reasons:
        yield from claims
    yield from items
    outline = replace(
        empty,
        reasons=reasons,
        issues=items,
        gaps=tuple(_gaps(chosen, asked)),
        basis=tuple(_basis(chosen)),
    )
    yield replace(outline, form=form.check(outline, rules, region=asked.region, library=library))


def choose(facts: Sequence[Fact], rules: Profile) -> list[Fact]:
    """Facts for the profile's length: every facet its share, no two alike, the nearest to the topic first.

    Empty when what the library holds would not fill the least length.
    """
    chosen: list[Fact] = []
    size = 0
    most = rules.aim[1]
    for wanted in (_WANTED, {facet: 9 for facet in _WANTED}):
        for facet, count in wanted.items():
            for fact in (f for f in facts if f.facet == facet and f.on_topic):
                if sum(f.facet == facet for f in chosen) >= count:
                    break
                length = len("".join(fact.claim.text.split()))
                if fact in chosen or size + length > most or any(_alike(fact, other) for other in chosen):
                    continue
                chosen.append(fact)
                size += length
        if size >= _FILL * most:
            break
    return chosen if size >= rules.reasons[0] else []


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts say the same: the same words of the source, or mostly the same content."""
    if one.candidate.span.overlaps(other.candidate.span) or (
        one.policy is not None and one.policy == other.policy
    ):
        return True
    return len(one.pairs & other.pairs) > _ALIKE * min(len(one.pairs), len(other.pairs))


def _paragraphs(chosen: Sequence[Fact], least: int, most: int) -> Iterator[list[Fact]]:
    """Background and policy, then problems and effects, then examples from elsewhere; a short one joins its neighbour."""
    parts = [[f for facet in facets for f in chosen if f.facet == facet] for facets in _ORDER]
    parts = [
        sorted(part, key=lambda f: (_ORDERED.index(f.facet), f.candidate.span)) for part in parts if part
    ]
    while (
        len(parts) > 1
        and (short := next((n for n, p in enumerate(parts) if _size(p) < least), None)) is not None
    ):
        into = short - 1 if short else 1
        parts[min(short, into)] = [*parts[min(short, into)], *parts[max(short, into)]]
        del parts[max(short, into)]
    for part in parts:
        yield from _halves(part, most)


def _halves(part: list[Fact], most: int) -> Iterator[list[Fact]]:
    """A paragraph that is too long as two."""
    if _size(part) <= most or len(part) < 2:
        yield part
        return
    half = min(range(1, len(part)), key=lambda n: abs(_size(part[:n]) - _size(part[n:])))
    yield from (part[:half], part[half:])


def _size(part: Sequence[Fact]) -> int:
    return sum(len("".join(fact.claim.text.split())) for fact in part)


def _items(chosen: Sequence[Fact], facts: Sequence[Fact], request: Request) -> Iterator[Claim]:
    """Questions that grow from problem statements, each with its basis beside it, no two on one aspect."""
    ground = content_pairs(request.title + "".join(f.claim.text for f in chosen))
    topic = content_pairs(request.topic)
    kept: list[frozenset[str]] = []
    for fact in (*chosen, *(f for f in facts if f not in chosen)):
        for text in sorted(fact.items, key=lambda t: -len(content_pairs(t) & topic)):
            pairs = content_pairs(text)
            alike = any(len(pairs & k) > _ALIKE_ITEMS * len(pairs | k) for k in kept)
            if alike or len(pairs & ground) < 2 or any(faults(text)):
                continue
            kept.append(pairs)
            yield Claim(text, tuple(Citation(s) for s in fact.candidate.spans[:1]), (), "supported")
            if len(kept) == (request.items or 4):
                return


def _gaps(facts: Sequence[Fact], request: Request) -> Iterator[str]:
    held = {fact.facet for fact in facts}
    for facet, words in _MISSING.items():
        if facet not in held:
            yield words.format(place=request.region)


def _basis(chosen: Sequence[Fact]) -> Iterator[Policy]:
    """The policies that the chosen sentences rest on, once each."""
    yield from dict.fromkeys(fact.policy for fact in chosen if fact.policy is not None)
