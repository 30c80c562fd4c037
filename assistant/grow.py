"""An outline grows into a full 提案: what tells each problem, what is suggested on it, who may handle it.

What is stated is the outline's and stays cited. What is suggested is one suggestion a problem, with measures that
the sources report beside it; where they report none a blank is left for whoever hands it in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.check import check
from assistant.errors import RequestError
from assistant.full import LENGTH, Full, Problem
from assistant.measures import aim, heading, measures
from assistant.steering import AS_IT_COMES, Steering
from assistant.types import Claim, Outline
from assistant.undertakers import policies_of, undertakers
from index import Filter, Library, regions
from index.tokens import content_pairs

SHORTEST, LONGEST = 600, 5000
_LEAST_TOLD = 2  # sentences of 情况分析 that stay however short the 提案 must be
_ILL = re.compile("(?:难|问题|不足|滞后|短缺|突出|严重|不强|不高|不畅)$")
_OPENING = re.compile(r"[^，；。“]{2,60}(?:反映|指出|提出|认为|表示|显示|表明|报道)，")
_VERBED = re.compile(
    "(?:培育|建设|发展|利用|用地|治理|改革|升级|转型|保障|协作|转移|招商|引进|监测|整合|制|机制)$"
)


def grow(
    outline: Outline,
    library: Library,
    *,
    region: str = "",
    filter: Filter | None = None,
    steering: Steering = AS_IT_COMES,
    length: int = LENGTH,
) -> Full:
    """Grow an outline. RequestError for one that was refused, and for a length that no 提案 has."""
    if outline.refusal or not outline.reasons:
        raise RequestError(f"{outline.refusal or '还没有线索。'}没有线索就不能写成提案，请先补充材料。")
    if not SHORTEST <= length <= LONGEST:
        raise RequestError(f"提案的字数上限应在 {SHORTEST} 到 {LONGEST} 之间，现为 {length}。")
    told = [claim for part in outline.reasons for claim in part]
    problems = tuple(_problems(outline, told, region, library, steering.filter(filter)))
    used = [claim for p in problems for claim in (p.item, *p.told, *p.practices)]
    situation = tuple(
        left for part in outline.reasons if (left := tuple(c for c in part if not _said(c, used)))
    )
    practices = [claim for p in problems for claim in p.practices]
    basis = dict.fromkeys((*outline.basis, *policies_of(practices, library)))
    made = Full(
        replace(outline, basis=tuple(basis)),
        _cause(outline.title, region),
        situation,
        problems,
        undertakers((*told, *practices), region, library),
        length,
    )
    return _fitted(made)


def _problems(
    outline: Outline, told: Sequence[Claim], region: str, library: Library, filter: Filter | None
) -> Iterator[Problem]:
    """One for each 问题点, with the sentences that tell it; one that only another one's sentence tells points there."""
    tells = _told_of(outline.issues, told, library)
    found = measures(outline.issues, outline.topic, region, library, filter)
    for n, item in enumerate(outline.issues):
        own = tuple(tells[n]) or _quoted(item, told, library)
        see = next((k for k in range(len(tells)) if any(_rests_on(c, item) for c in tells[k])), None)
        yield Problem(
            item,
            heading(item.text),
            own,
            f"建议{aim(item.text)}",
            found[n],
            0 if own or see is None else see + 1,
        )


def _told_of(items: Sequence[Claim], told: Sequence[Claim], library: Library) -> list[list[Claim]]:
    """For each 问题点 the sentences, or parts of sentences, that speak of it more than of any other."""
    tells: list[list[Claim]] = [[] for _ in items]
    for claim in told:
        rooted = [n for n, item in enumerate(items) if _rests_on(claim, item)]
        for part in _parts(claim, library) if len(rooted) > 1 else (claim,):
            pairs = content_pairs(part.text)
            if rooted:
                best = max(rooted, key=lambda n: len(pairs & content_pairs(items[n].text)))
                tells[best].append(part)
    return tells


def _parts(claim: Claim, library: Library) -> tuple[Claim, ...]:
    """What one voice says behind one another, each apart; the whole where a part would not be supported."""
    opening = _OPENING.match(claim.text)
    bodies = claim.text[opening.end() if opening else 0 :].rstrip("。").split("；")
    parts = [Claim(f"{opening[0] if opening else ''}{body}。", claim.citations) for body in bodies]
    checked = check(parts, library)
    return checked if all(part.verdict == "supported" for part in checked) else (claim,)


def _quoted(item: Claim, told: Sequence[Claim], library: Library) -> tuple[Claim, ...]:
    """The source's own words behind a 问题点, where no sentence of 事由 rests on them."""
    for citation in item.citations:
        if any(citation == other for claim in told for other in claim.citations):
            continue
        words = "".join(library.quote(citation.span).split()).rstrip("。；，")
        title = library.document(citation.span.doc_id).title
        (claim,) = check([Claim(f"《{title}》载：“{words}。”", (citation,))], library)
        if claim.verdict == "supported":
            return (claim,)
    return ()


def _rests_on(claim: Claim, item: Claim) -> bool:
    return any(citation in item.citations for citation in claim.citations)


def _said(claim: Claim, others: Iterable[Claim]) -> bool:
    """Whether what a sentence says first is cited for one of the others."""
    first = claim.citations[:1]
    return any(c.span.overlaps(o.span) for c in first for other in others for o in other.citations)


def _cause(title: str, region: str) -> str:
    """案由: 关于…的提案."""
    place = regions.get(region) if region else None
    here = place.full if place and place.name not in title else ""
    name = title.removesuffix("情况")
    if _ILL.search(name):
        return f"关于解决{here}{name.removesuffix('问题')}问题的提案"
    return f"关于{'推进' if _VERBED.search(name) else '加强'}{here}{name}{'' if _VERBED.search(name) else '工作'}的提案"


def _fitted(given: Full) -> Full:
    """Within the limit: second measures go first, then sentences of 情况分析 from the end, then second sentences of problems."""
    for shorter in (_fewer_practices, _less_situation, _shorter_problems):
        while given.size > given.limit and (less := shorter(given)) != given:
            given = less
    if given.size > given.limit:
        notice = f"全文{given.size}字，超过{given.limit}字，已无可省略的内容，请自行压缩。"
        return replace(given, notices=(*given.notices, notice))
    return given


def _fewer_practices(given: Full) -> Full:
    return replace(given, problems=_cut(given.problems, "practices"))


def _shorter_problems(given: Full) -> Full:
    return replace(given, problems=_cut(given.problems, "told"))


def _cut(problems: Sequence[Problem], name: str) -> tuple[Problem, ...]:
    """Without the last of what the last problem has more than one of."""
    cut = list(problems)
    for n in range(len(cut) - 1, -1, -1):
        if len(held := getattr(cut[n], name)) > 1:
            cut[n] = replace(cut[n], **{name: held[:-1]})
            break
    return tuple(cut)


def _less_situation(given: Full) -> Full:
    if sum(map(len, given.situation)) <= _LEAST_TOLD:
        return given
    *before, last = given.situation
    return replace(given, situation=(*before, *([last[:-1]] if last[:-1] else [])))
