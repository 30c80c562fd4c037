"""The material of a draft: checked sentences on a topic, sorted by the facet of a lead that they serve."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from assistant.candidates import Candidate, candidates, shown
from assistant.check import check
from assistant.cite import cite
from assistant.fit import held
from assistant.form.signs import FIGURE
from assistant.issues import questions
from assistant.request import Request
from assistant.types import Claim
from assistant.wording import policy_of, worded
from assistant.words import Term, related, terms
from index import Filter, Library, regions
from index.regions import Region
from index.tokens import content_pairs, normalise
from index.types import Document, Hit, Policy, Span

Facet = Literal["背景", "本地", "反映", "政策", "影响", "外地", "问题"]

_SEARCHES = (
    "",
    "问题 不足 滞后 难 缺乏",
    "通知 意见 方案 行动计划 提出",
    "做法 机制 建立 推行",
    "年 占 增长 亿元 万",
    "影响 风险 冲击 制约",
)
_HITS, _JUDGED, _PROBLEMS = 30, 90, 40
_RELEVANT, _RELEVANT_PROBLEM = 0.42, 0.2
_LONG, _SHORT, _PLAIN = 100, 20, 70
_LEADS = frozenset({"提案", "提案线索"})
_PROBLEM = re.compile(
    r"不足|滞后|依赖|难(?!得|点)|缺[乏少失]|尚未|不够|偏[低弱小少]|薄弱|较弱|不强|突出|不完善|不健全|紧缺|粗放|同质|不畅|浪费|雷同|短板|瓶颈"
)
_MEASURE = re.compile(r"(?:协调|着力|帮助|重点)(?:解决|破解)|解决.{0,12}问题，|要(?:坚持|加强|统筹)")
_EFFECT = re.compile(r"影响|导致|造成|冲击|风险|威胁|制约|使得|加剧")
_VOICE = re.compile(r"反映|认为|表示")


@dataclass(frozen=True, slots=True)
class Fact:
    """A supported sentence with where it belongs: its facet, how near the topic, the place it speaks of."""

    claim: Claim
    facet: Facet
    relevance: float
    local: bool
    candidate: Candidate
    pairs: frozenset[str]
    items: tuple[str, ...] = ()
    policy: Policy | None = None
    on_topic: bool = True


def gather(request: Request, library: Library, filter: Filter | None = None) -> list[Fact]:
    """Every usable sentence on the topic, the nearest first. Text of genre 提案 or 提案线索 is never material."""
    hits = _hits(request, library, filter)
    wanted = [_widened(term) for term in terms(request.topic)]
    rarity = library.rarity(t.forms[0] for t in wanted)
    found = [
        part
        for c in candidates(hits, library)
        if c.form in ("sentence", "cell") and c.hit.passage.genre not in _LEADS
        for part in _parts(c, library.document(c.span.doc_id))
    ]
    near = ((relevance(c, wanted, rarity), -n, c) for n, c in enumerate(found))
    ranked = sorted(near, key=lambda r: r[:2], reverse=True)
    best = [r for r in ranked if r[0] >= _RELEVANT][:_JUDGED]
    best += [r for r in ranked if _RELEVANT_PROBLEM <= r[0] < _RELEVANT and _PROBLEM.search(r[2].text)][
        :_PROBLEMS
    ]
    place = regions.get(request.region)
    facts = [_fact(c, score, place, library) for score, _, c in best]
    return sorted((f for f in facts if f is not None), key=lambda f: -f.relevance)


def relevance(candidate: Candidate, wanted: Sequence[Term], rarity: Mapping[str, float]) -> float:
    """The share of the topic's weighted words in a sentence, those that only stand near it counted half."""
    total = covered = 0.0
    for term in wanted:
        weight = term.weight * rarity.get(term.forms[0], 1.0)
        total += weight
        covered += weight * max(
            held(term, candidate.words), 0.5 * held(term, candidate.near), 0.4 * held(term, candidate.before)
        )
    return covered / total if total else 0.0


def _parts(candidate: Candidate, document: Document) -> Iterator[Candidate]:
    """A long sentence by its semicolons, so that the part on the topic can be told without the rest."""
    if candidate.form == "cell" or len(candidate.text) <= _LONG:
        yield candidate
        return
    start, end = candidate.span.start, candidate.span.end
    cuts = [start, *(m.end() for m in re.finditer(r"[；;]", document.text[start:end])), end]
    cuts = [start, *(start + c for c in cuts[1:-1]), end]
    for a, b in pairwise(cuts):
        if b - a >= _SHORT:
            before = candidate.before + normalise(document.text[start:a])
            text = shown(document.text[a:b])
            yield replace(
                candidate, spans=(Span(document.id, a, b), *candidate.spans[1:]), text=text, before=before
            )


def _widened(term: Term) -> Term:
    """A word of the topic with the words of its field."""
    more = next((related()[f] for f in term.forms if f in related()), ())
    return replace(term, forms=tuple(dict.fromkeys((*term.forms, *more))))


def _hits(request: Request, library: Library, filter: Filter | None) -> list[Hit]:
    found: dict[object, Hit] = {}
    for words in _SEARCHES:
        for place in dict.fromkeys((request.region, "")):
            for hit in library.search(f"{place}{request.topic} {words}".strip(), _HITS, filter):
                found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _fact(candidate: Candidate, score: float, place: Region | None, library: Library) -> Fact | None:
    document = library.document(candidate.span.doc_id)
    said = worded(candidate, document)
    if said is None:
        return None
    (claim,) = check(cite([said.draft], library, [candidate.hit]), library)
    if claim.verdict != "supported":
        return None
    local = place is None or _is_local(claim.text, place, candidate, document)
    facet = _facet(candidate, claim.text, local)
    # What says a figure, a date or a name of the place asked for is worth more than what says neither.
    told = 0.12 * min(len(FIGURE.findall(candidate.text)), 2) + 0.06 * min(candidate.text.count("“"), 2)
    worth = (score + told + 0.12 * local) * (_PLAIN / max(len(claim.text), _PLAIN)) ** 0.5
    tells = facet in ("问题", "反映", "影响") or bool(_PROBLEM.search(candidate.text))
    return Fact(
        claim,
        facet,
        worth,
        local,
        candidate,
        content_pairs(claim.text),
        questions(candidate.text) if tells and not _MEASURE.search(candidate.text) else (),
        policy_of(candidate, document),
        on_topic=score >= _RELEVANT,
    )


def _facet(candidate: Candidate, text: str, local: bool) -> Facet:
    genre = candidate.hit.passage.genre
    if genre == "政策文件":
        return "政策" if local or not _places(text) else "外地"
    if genre == "专家观点":
        return "反映"
    if not local and _about_elsewhere(text):
        return "外地"
    if genre == "委员反映" or (_PROBLEM.search(text) and questions(candidate.text)):
        return "问题"
    if _VOICE.search(text):
        return "反映"
    if _EFFECT.search(text):
        return "影响"
    return "本地" if local and (FIGURE.search(text) or "“" in text) else "背景"


def _about_elsewhere(text: str) -> bool:
    """Whether a sentence tells of a place: it names it at its beginning, or as an example (如……市建立)."""
    early = any(m.at[0] <= 24 for m in regions.find(text) if m.region.level in ("province", "city"))
    return early or bool(re.search(r"如[\u4e00-\u9fff]{2,8}[省市](?:建立|推行|出台|实施)", text))


def _is_local(text: str, place: Region, candidate: Candidate, document: Document) -> bool:
    """Whether a sentence is of the asked place: it names it or a part of it, or names none in that place's own text."""
    named = _places(text)
    if any(regions.within(p, place) for p in named):
        return True
    own = document.meta.region is not None and document.meta.region.text == place.name
    return own and (not named and bool(re.search(r"我省|全省|省内|我市|全市", text)))


def _places(text: str) -> tuple[Region, ...]:
    return tuple(m.region for m in regions.find(text) if m.region.level in ("province", "city", "district"))


def by_facet(facts: Sequence[Fact], facet: Facet) -> Iterator[Fact]:
    return (fact for fact in facts if fact.facet == facet)
