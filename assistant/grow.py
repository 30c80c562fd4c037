"""An outline grows into a full 提案: what tells each problem, what is suggested on it, who may handle it.

What is stated is the outline's, in the order of a 提案, and stays cited. What is suggested is one suggestion a
problem, with measures that the sources report beside it; where they report none a blank is left for whoever hands it in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cause import cause
from assistant.errors import RequestError
from assistant.facts import Fact
from assistant.form import COMMITTEE
from assistant.full import COUNTS, LENGTH, Full, Problem
from assistant.measures import aim, headed, measures
from assistant.of_topic import far_off, of_topic
from assistant.paragraphs import Sentence, paragraphs, spoken_often
from assistant.problem_told import quoted, spoken_to, told_of
from assistant.retold import Saying, apart, retold
from assistant.said import Say, remembering
from assistant.sameness import repeats, same_sentence, tells_more
from assistant.steering import AS_IT_COMES, Steering
from assistant.types import Citation, Claim, Outline
from assistant.undertakers import policies_of, undertakers
from index import Filter, Library
from index.types import Span

SHORTEST, LONGEST = 600, 5000
_LEAST_TOLD = 2  # facts of 情况分析 that stay however short the 提案 must be
_ALIKE = 0.6  # and how far two facts say the same of which one is told
_OWN, _EXAMPLE, _VERY_NEAR, _WORTH = 0.15, 0.55, 0.8, 0.12
"""How much of the topic a fact has in its own words, and an example from elsewhere, that is told for want of nothing
better to do with the room; how near it is that needs none of them; and what either is worth."""
_EXAMPLES, _EXAMPLES_LAST = 5, 10
"""Examples from elsewhere, in all; and in an ample text that has nothing else left to tell."""
_AMPLE, _MUCH, _PLAIN = 2000, 0.35, 0.5
"""Characters from which on a text has room for long sentences, and for what says much of the topic; how much that is,
in a fact's own words, and the share of the worth asked of others that it needs."""
_LEFT_OUT = "第{}项建议的参考做法因篇幅略去，放宽字数上限后可以看到。"

Sayings = tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is told where: 情况分析 in the lead's order, what tells each problem, and the measures on it."""

    situation: Sayings
    told: tuple[Sayings, ...]
    practices: tuple[Sayings, ...]

    @property
    def all(self) -> Iterator[Saying]:
        for part in (self.situation, *self.told, *self.practices):
            yield from part


def grow(
    outline: Outline,
    library: Library,
    *,
    region: str = "",
    filter: Filter | None = None,
    steering: Steering = AS_IT_COMES,
    length: int = LENGTH,
) -> Full:
    """Grow an outline. RequestError for one that was refused, and for a length that no 提案 has.

    Where the length leaves room, facts on the matter that the outline has no room for are told too.
    """
    if outline.refusal or not outline.reasons:
        raise RequestError(f"{outline.refusal or '还没有线索。'}没有线索就不能写成提案，请先补充材料。")
    if not SHORTEST <= length <= LONGEST:
        raise RequestError(f"提案的字数上限应在 {SHORTEST} 到 {LONGEST} 之间，现为 {length}。")
    plan = _plan(outline, region, library, steering.filter(filter), steering.drop)
    claims = [claim for part in outline.reasons for claim in part]
    practices = [saying.claim for part in plan.practices for saying in part]
    bare = Full(
        outline,
        cause(outline.topic, outline.title, region),
        (),
        tuple(
            Problem(item, headed(item, region, library), (), f"建议{aim(item.text)}", measured=bool(found))
            for item, found in zip(outline.issues, plan.practices, strict=True)
        ),
        undertakers((*claims, *practices), region, library),
        length,
    )
    made = _filled(plan, outline, bare, remembering(library))
    basis = dict.fromkeys((*outline.basis, *policies_of(made.claims(), library)))
    return replace(made, outline=replace(outline, basis=tuple(basis)))


def _plan(
    outline: Outline, region: str, library: Library, filter: Filter | None, drop: Sequence[Span]
) -> _Plan:
    """The lead's facts by problems, what is left as 情况分析, and measures; nothing in two places."""
    sayings = _sayings(outline)
    told = told_of(outline.issues, sayings)
    behind = [
        tuple(own) or quoted(item, sayings, library) for own, item in zip(told, outline.issues, strict=True)
    ]
    practices = measures(outline.issues, outline.topic, region, library, filter, drop)
    used = [s for part in (*told, *practices) for s in part]
    situation = tuple(s for s in sayings if not any(s is u or _says(s, u) for u in used))
    return _Plan(situation, tuple(behind), practices)


def _sayings(outline: Outline) -> list[Saying]:
    """What the lead says, each thing by itself."""
    return [s for part in outline.reasons for claim in part for s in apart(claim, outline.facts)]


def _says(one: Saying, other: Saying) -> bool:
    """Whether one says what the other does, of the same characters."""
    said = map(Citation, other.fact.spans) if other.fact else other.claim.citations
    return one.rests_on(tuple(said))


def _worded(plan: _Plan, bare: Full, say: Say) -> Full:
    """The 提案 that tells a plan, said anew in the order in which it is read."""
    parts = _paragraphs(plan.situation)
    claims = iter(retold([*parts, *plan.told, *plan.practices], say))
    situation = tuple(next(claims) for _ in parts)
    told = [next(claims) for _ in plan.told]
    see = [
        _elsewhere(problem.item, plan.told) if not own else 0
        for problem, own in zip(bare.problems, told, strict=True)
    ]
    problems = tuple(
        replace(problem, told=told[n], see=see[n], practices=next(claims))
        for n, problem in enumerate(bare.problems)
    )
    return replace(bare, situation=tuple(part for part in situation if part), problems=problems)


def _elsewhere(item: Claim, told: Sequence[Sayings]) -> int:
    """The number of the problem, counted from 1, where what tells this one stands; 0 for none."""
    found = (n for n, part in enumerate(told, 1) if any(s.rests_on(item.citations) for s in part))
    return next(found, 0)


def _paragraphs(sayings: Sayings) -> list[list[Saying]]:
    """情况分析 by paragraphs in the order of a lead; what has no fact stays behind what it stood behind."""
    by_fact = {id(s.fact): s for s in sayings if s.fact}
    facts = _facts(sayings)
    parts = [[by_fact[id(f)] for f in part] for part in paragraphs(facts, COMMITTEE)] if facts else [[]]
    for before, saying in zip((None, *sayings), sayings, strict=False):
        if saying.fact is None:
            part = next((part for part in parts if before in part), parts[0])
            part.insert(part.index(before) + 1 if before in part else 0, saying)
    return parts


def _filled(plan: _Plan, outline: Outline, bare: Full, say: Say) -> Full:
    """Within the limit: shortened, or with what else there is on the matter as far as there is room, the best first."""
    plan, made = _shortened(plan, bare, say)
    if any(p.measured and not p.practices for p in made.problems):
        return _noted(made)
    facts = (*_facts(_sayings(outline)), *(f for f in outline.further if _tells_of_it(f, bare.limit)))
    elsewhere = [f for f in facts if f.facet == "外地" and bare.limit >= _AMPLE]
    for fact, most in (*((f, _EXAMPLES) for f in facts), *((f, _EXAMPLES_LAST) for f in elsewhere)):
        more = _with(plan, fact, bare, say, most) if made.size + _adds(fact, plan) <= bare.limit else None
        if more is not None and (longer := _worded(more, bare, say)).size <= bare.limit:
            plan, made = more, longer
    return _noted(made)


def _adds(fact: Fact, plan: _Plan) -> int:
    """About how many characters a fact adds, at least: it may go on in the sentence of another."""
    told = sum(len(other.body) for other in _facts(plan.all) if same_sentence(fact, other))
    return len(fact.body) - told


def _tells_of_it(fact: Fact, limit: int) -> bool:
    """Whether a fact that the lead has no room for says enough of the topic to be told in a text of this length."""
    share, ample = LENGTH / limit, limit >= _AMPLE
    if fact.facet == "外地":
        near = fact.own >= max(_OWN, _EXAMPLE * share) or fact.near >= _VERY_NEAR
    else:
        near = of_topic(fact) and not far_off(fact)
    least = _WORTH * share * (_PLAIN if ample and fact.own >= _MUCH else 1.0)
    return near and fact.worth >= least and (ample or not fact.long)


def _with(plan: _Plan, fact: Fact, bare: Full, say: Say, examples: int) -> _Plan | None:
    """The plan with one fact more, or one told more fully; None for what says what is told, or cannot be said, or
    whose speaker says enough, and for one more of so many `examples`."""
    told = _facts(plan.all)
    same = [other for other in told if same_sentence(other, fact)]
    fuller = bool(same) and all(tells_more(other, fact, bare.limit / LENGTH) for other in same)
    if not fuller and any(repeats(fact, other) >= _ALIKE for other in told):
        return None
    if (claim := say(Sentence(fact))) is None:
        return None
    saying = Saying(claim, fact)
    if fuller:
        return _fuller(plan, saying, same)
    if any(_amid(*pair) for other in plan.all for pair in ((saying, other), (other, saying))):
        return None
    if fact.facet == "外地" and sum(f.facet == "外地" for f in _facts(plan.situation)) >= examples:
        return None
    if (item := spoken_to(saying, bare.outline.issues)) is not None:
        return replace(plan, told=_put(plan.told, item, (*plan.told[item], saying)))
    if fact in spoken_often([*_facts(plan.situation), fact], COMMITTEE, bare.limit / LENGTH):
        return None
    return replace(plan, situation=(*plan.situation, saying))


def _amid(one: Saying, other: Saying) -> bool:
    """Whether what one tells stands amid the characters that the other rests on."""
    parts = one.fact.spans if one.fact else ()
    cited = [citation.span for citation in other.claim.citations]
    return any(span.covers(part) for part in parts for span in cited)


def _fuller(plan: _Plan, saying: Saying, shorter: Sequence[Fact]) -> _Plan | None:
    """The plan in which a fact takes the place of what it tells more fully, behind a problem rather than in
    情况分析; None where that would leave more than one other part without a sentence."""
    parts = [*plan.told, *plan.practices, plan.situation]
    holding = [n for n, part in enumerate(parts) if any(s.fact in shorter for s in part)]
    if sum(all(s.fact in shorter for s in parts[n]) for n in holding[1:]) > 1:
        return None
    for n in holding:
        at = next(i for i, s in enumerate(parts[n]) if s.fact in shorter)
        rest = [s for s in parts[n] if s.fact not in shorter]
        parts[n] = (*rest[:at], *([saying] if n == holding[0] else []), *rest[at:])
    items = len(plan.told)
    return _Plan(parts[-1], tuple(parts[:items]), tuple(parts[items:-1]))


def _shortened(plan: _Plan, bare: Full, say: Say) -> tuple[_Plan, Full]:
    """Second measures go first, then facts of 情况分析, then second facts of problems, then the longest measures."""
    made = _worded(plan, bare, say)
    for shorter in (_fewer_practices, _less_situation, _shorter_problems, _no_practice):
        while made.size > bare.limit and (less := shorter(plan)) != plan:
            plan, made = less, _worded(less, bare, say)
    return plan, made


def _noted(made: Full) -> Full:
    """With what its length cost it."""
    left_out = "、".join(
        f"（{COUNTS[n]}）" for n, p in enumerate(made.problems) if p.measured and not p.practices
    )
    notices = [_LEFT_OUT.format(left_out)] if left_out else []
    if made.size > made.limit:
        notices.append(f"全文{made.size}字，超过{made.limit}字，已无可省略的内容，请自行压缩。")
    return replace(made, notices=(*made.notices, *notices))


def _fewer_practices(plan: _Plan) -> _Plan:
    return replace(plan, practices=_cut(plan.practices))


def _shorter_problems(plan: _Plan) -> _Plan:
    return replace(plan, told=_cut(plan.told))


def _no_practice(plan: _Plan) -> _Plan:
    longest = max(range(len(plan.practices)), key=lambda n: sum(len(s.text) for s in plan.practices[n]))
    return replace(plan, practices=_put(plan.practices, longest, ()))


def _less_situation(plan: _Plan) -> _Plan:
    """Without the fact that is worth least; what has no fact is what somebody wrote, and stays."""
    facts = [s for s in plan.situation if s.fact]
    if len(plan.situation) <= _LEAST_TOLD or not facts:
        return plan
    least = min(facts, key=lambda s: s.fact.worth if s.fact else 0.0)
    return replace(plan, situation=tuple(s for s in plan.situation if s is not least))


def _cut(parts: Sequence[Sayings]) -> tuple[Sayings, ...]:
    """Without the last of what the last part has more than one of."""
    last = next((n for n in range(len(parts) - 1, -1, -1) if len(parts[n]) > 1), None)
    return tuple(parts) if last is None else _put(parts, last, parts[last][:-1])


def _facts(sayings: Iterable[Saying]) -> list[Fact]:
    return [s.fact for s in sayings if s.fact]


def _put(parts: Sequence[Sayings], n: int, part: Sayings) -> tuple[Sayings, ...]:
    return (*parts[:n], part, *parts[n + 1 :])
