"""Does the claim give a thing the part that the source gives another: who leads, which end of the market, what is a must?"""

import re
from collections.abc import Iterator, Sequence

from assistant import quantities
from assistant.agencies import Agency, find_agencies, same_agency
from assistant.context import Context, around, pairs, usurped
from assistant.contrasts import MODALS, OFFICES, PROGRESS, QUALIFIERS, RESIDENCE, TRADE, Contrast, qualifier
from assistant.lists import head
from assistant.quantities import Quantity
from assistant.relations import compares
from assistant.stretches import end_of
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index.types import Span

At = tuple[int, int]

_CLAUSE = re.compile(r"[^，。；：:,;！？!?\n]+")
_HEDGE = re.compile("几乎|大多数?|大部分|绝大多数|原则上|基本上?(?![面盘农公药医养建法保民单功原制格要框])")
_EVERY = re.compile("全部|一律|所有|无一例外|悉数|完全")
_EXCEPT = re.compile("只有|仅有|除外|除了|除.{1,12}外")
_DRAFT = re.compile("征求意见稿|公开征求意见|送审稿")
_RULED = re.compile("规定|已经?|印发|出台|施行|实施|要求|明确")
_OPINION = re.compile("建议|认为|呼吁|希望|提议|主张")
_DECREED = re.compile("规定|决定|印发|出台|明确要求")
_DENIED = re.compile("没有|并无|并非|不是")
_LEADS = re.compile("[\u4e00-\u9fff]{0,2}?(牵头|主办|承办|主管)")
_LED_BY = re.compile("(牵头|主办|承办|主管)(?:部门|单位|机构)?(?:是|为|：|系)[\u4e00-\u9fff]{0,2}$")
_STRICT = ("必须", "强制", "严禁", "禁止", "一律")
_LENIENT = re.compile("原则上|允许|可以|鼓励|支持|自愿")
_MUST = re.compile("必须|应当|不得|严禁|禁止|务必|强制|一律|须|应该")
_RESIDENTS = re.compile("(?<![乡镇村市])(?:常住|全体)?居民")
_SOME = re.compile("[城农乡][镇村市](?:(?:居民)?[、和与及][城农乡][镇村市])?(?:常住)?居民")
_TOGETHER = re.compile(r"进出口(?=[^。！？!?\n]*$)(?![^。！？!?\n]*分别)")
_EACH_OF_BOTH = re.compile("城乡(?:常住)?居民[^，。；]{0,20}分别[^，。；]*$")
_SAME_CLAUSE = 0.6


def parts(claim: Claim, support: Support) -> Iterator[Finding]:
    """An agency, an office or an end of the market that does what the source has another do; code agency, office, polarity."""
    for cited in support.cited:
        yield from _swapped(
            "agency",
            claim.text,
            [(a.at, a.name) for a in find_agencies(claim.text)],
            cited,
            [(a.at, a.name) for a in find_agencies(cited.text)],
        )
        for contrast in (OFFICES, *QUALIFIERS):
            ours, theirs = _words(contrast, claim.text), _words(contrast, cited.text)
            if contrast is not OFFICES:
                ours = [
                    w for w in ours if not has_figure(claim.text, w[0]) and not compares(claim.text, w[0])
                ]
            yield from _swapped(contrast.code, claim.text, ours, cited, theirs)


def qualified(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure told of 省级 or 出口 that the source gives for 国家级 or 进口; code polarity."""
    for quantity in quantities.find(claim.text):
        for contrast in QUALIFIERS:
            said = _last(contrast, claim.text, head(claim.text, quantity))
            if said and compares(claim.text, said[0]):
                continue
            given = (
                [_other(contrast, said, *one) for one in _given(contrast, quantity, support)] if said else []
            )
            if said and given and None not in given:
                cited, at = next(filter(None, given))
                yield _instead(contrast.code, claim.text[slice(*said[0])], said[0], cited, at)
                break


def _other(
    contrast: Contrast, said: tuple[At, str], cited: Cited, figure: Quantity, word: tuple[At, str] | None
) -> tuple[Cited, At] | None:
    """Where the source says that a figure is of another kind than the claim's, or of 进出口 together."""
    if word:
        return None if word[1] == said[1] else (cited, word[0])
    together = list(_TOGETHER.finditer(cited.text, 0, figure.at[0])) if contrast is TRADE else []
    return (cited, together[-1].span()) if together else None


def everyone(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure told of all 居民 that the source gives for those of 城镇 or of 农村; code polarity."""
    for quantity in quantities.find(claim.text):
        start = head(claim.text, quantity)
        said = list(_RESIDENTS.finditer(claim.text, 0, start))
        if not said or _last(RESIDENCE, claim.text, start):
            continue
        parts = [_of_some(*one) for one in _given(RESIDENCE, quantity, support)]
        if parts and None not in parts:
            cited, at = next(filter(None, parts))
            yield _instead(RESIDENCE.code, said[-1][0], said[-1].span(), cited, at)


def _of_some(cited: Cited, figure: Quantity, word: tuple[At, str] | None) -> tuple[Cited, At] | None:
    """Where the source says that a figure is of the 居民 of 城镇 or 农村 alone."""
    found = _SOME.match(cited.text, word[0][0]) if word else None
    if found and _RESIDENTS.search(cited.text, found.end(), figure.at[0]):
        return None
    found = found or _EACH_OF_BOTH.search(cited.text, 0, figure.at[0])
    return (cited, found.span()) if found else None


def _given(
    contrast: Contrast, quantity: Quantity, support: Support
) -> Iterator[tuple[Cited, Quantity, tuple[At, str] | None]]:
    """Where the source has a figure, and the word of a contrast that stands before it there."""
    for cited, other in support.giving(quantity):
        yield cited, other, _last(contrast, cited.text, head(cited.text, other))


def kinds(claim: Claim, support: Support) -> Iterator[Finding]:
    """中低端 before what the source says of 高端, figures apart; 已 where it says 尚在; code polarity."""
    clauses = [(cited, m) for cited in support.cited for m in _CLAUSE.finditer(cited.text)]
    for clause in _CLAUSE.finditer(claim.text):
        for contrast in (*QUALIFIERS, PROGRESS):
            said, about = contrast.pattern.search(clause[0]), pairs(contrast.pattern.sub("，", clause[0]))
            if not said or len(about) < 3 or (contrast is not PROGRESS and quantities.find(clause[0])):
                continue
            near = [(len(about & pairs(m[0])) / len(about), -n) for n, (_, m) in enumerate(clauses)]
            share, n = max(near, default=(0.0, 0))
            cited, other = clauses[-n] if clauses else (None, None)
            given = list(contrast.pattern.finditer(other[0])) if other and share >= _SAME_CLAUSE else []
            if cited and other and given and not any(m[0] in contrast.of(said[0]) for m in given):
                at = (clause.start() + said.start(), clause.start() + said.end())
                source = (other.start() + given[0].start(), other.start() + given[0].end())
                yield _instead(contrast.code, said[0], at, cited, source)


def _last(contrast: Contrast, text: str, end: int) -> tuple[At, str] | None:
    match = qualifier(contrast, text, end)
    return (match.span(), min(contrast.of(match[0]))) if match else None


def has_figure(text: str, at: At) -> bool:
    """Whether a figure follows in the sentence."""
    end = end_of(text, at[1], "。！？!?\n")
    return any(at[1] <= q.at[0] < end for q in quantities.find(text))


def modality(claim: Claim, support: Support) -> Iterator[Finding]:
    """A clause of the source told with a modal of another kind, wherever in the clause it stands."""
    clauses = [(cited, m) for cited in support.cited for m in _CLAUSE.finditer(cited.text)]
    for clause in _CLAUSE.finditer(claim.text):
        said = list(MODALS.pattern.finditer(clause[0]))
        about = pairs(MODALS.pattern.sub("，", clause[0]))
        if not said or len(about) < 3:
            continue
        near = [(len(about & pairs(m[0])) / len(about), -n) for n, (_, m) in enumerate(clauses)]
        share, n = max(near, default=(0.0, 0))
        if share < _SAME_CLAUSE:
            yield from _stricter(said, clause.start(), support)
            continue
        cited, other = clauses[-n]
        given = list(MODALS.pattern.finditer(other[0]))
        known = {word for m in given for word in MODALS.of(m[0])}
        for match in said:
            if given and match[0] not in known:
                at = (clause.start() + match.start(), clause.start() + match.end())
                source = (other.start() + given[0].start(), other.start() + given[0].end())
                yield _instead("modality", match[0], at, cited, source)
                break


def _stricter(said: Sequence[re.Match[str]], start: int, support: Support) -> Iterator[Finding]:
    """必须 or 严禁 where the whole source only allows something."""
    strict = next((m for m in said if m[0] in _STRICT and not support.holds(m[0])), None)
    allowed = [(cited, m) for cited in support.cited for m in _LENIENT.finditer(cited.text)]
    if strict and allowed and not _MUST.search(support.words):
        cited, other = allowed[0]
        at = (start + strict.start(), start + strict.end())
        yield _instead("modality", strict[0], at, cited, other.span())


def hedges(claim: Claim, support: Support) -> Iterator[Finding]:
    """几乎 or 原则上 left out before the same words; 全部 put where the source has exceptions; code scope."""
    said = folded(claim.text).text
    for cited in support.cited:
        for match in _HEDGE.finditer(cited.text):
            after = folded(cited.text[match.end() : match.end() + 8]).text[:3]
            at = said.find(after)
            if len(after) == 3 and at >= 0 and not _HEDGE.search(said[max(at - 6, 0) : at]):
                message = f"所引原文作“{match[0]}{after}”，句中没有“{match[0]}”"
                yield Finding("bound", "error", message, _where(claim.text, after), cited.part(*match.span()))
                break
    every = _EVERY.search(claim.text)
    if every and not _EVERY.search(support.words):
        for cited in support.cited:
            if limit := _EXCEPT.search(cited.text):
                yield _instead("scope", every[0], every.span(), cited, limit.span())
                break


def status(claim: Claim, support: Support) -> Iterator[Finding]:
    """A draft out for comment told as a rule in force, somebody's advice told as a decree; code status."""
    for cited in support.cited:
        ruled, draft = _RULED.search(claim.text), _DRAFT.search(cited.beside or cited.text)
        if ruled and draft and not re.search("征求|拟|稿|草案", claim.text):
            message = f"所引的还是{draft[0]}，句中说成了“{ruled[0]}”"
            yield Finding("status", "error", message, ruled.span(), _whole(cited, draft.span()))
        decreed, opinion = _DECREED.search(claim.text), _OPINION.search(cited.text)
        if decreed and opinion and not _OPINION.search(claim.text) and decreed[0] not in cited.text:
            yield _instead("status", decreed[0], decreed.span(), cited, opinion.span())


def denied(claim: Claim, support: Support) -> Iterator[Finding]:
    """没有 put right before a figure that the source gives; code negation."""
    for quantity in quantities.find(claim.text):
        match = re.search(rf"(?:{_DENIED.pattern})$", claim.text[: quantity.at[0]])
        for figure in support.figures if match else ():
            if match and quantities.equal(quantity, figure.quantity) and match[0] not in support.words:
                at = (match.start(), quantity.at[1])
                message = f"句中“{claim.text[slice(*at)].strip()}”，所引原文作“{figure.text.strip()}”"
                yield Finding("negation", "error", message, at, figure.span)
                break


def leading(claim: Claim, support: Support) -> Iterator[Finding]:
    """An agency in the lead (牵头, 主办, 负责) where the source has another there; code agency."""
    for agency, verb in _leaders(claim.text):
        given = [(cited, other) for cited in support.cited for other, v in _leaders(cited.text) if v == verb]
        if given and not any(same_agency(agency, other) for _, other in given):
            cited, other = given[0]
            yield _instead("agency", claim.text[slice(*agency.at)], agency.at, cited, other.at)


def _leaders(text: str) -> Iterator[tuple[Agency, str]]:
    for agency in find_agencies(text):
        if verb := _LEADS.match(text, agency.at[1]) or _LED_BY.search(text[: agency.at[0]]):
            yield agency, verb[1]


def _words(contrast: Contrast, text: str) -> list[tuple[At, str]]:
    return [(m.span(), min(contrast.of(m[0]))) for m in contrast.pattern.finditer(text)]


def _swapped(
    code: str, text: str, said: Sequence[tuple[At, str]], cited: Cited, given: Sequence[tuple[At, str]]
) -> Iterator[Finding]:
    """Mentions of the claim around which the source has another name of the same sort."""
    taken, theirs = [at for at, _ in said], [at for at, _ in given]
    for at, name in said:
        own = [_beside(code, cited.text, there, theirs) for there, other in given if other == name]
        # 省长任组长: what the claim names too is more often the other end of the statement than its rival.
        beside = {other for there, other in said if other != name and _one_clause(text, at, there)}
        rivals = [there for there, other in given if other != name and other not in beside]
        if not own:
            continue
        homes = [there for there, other in given if other == name]
        rivals = [
            there for there in rivals if not any(_listed(cited.text, there, home, theirs) for home in homes)
        ]
        contexts = [_beside(code, cited.text, there, theirs) for there in rivals]
        rival = usurped(_beside(code, text, at, taken), own, contexts, telling=True)
        if rival is not None:
            yield _instead(code, text[slice(*at)], at, cited, rivals[rival])


def _beside(code: str, text: str, at: At, taken: Sequence[At]) -> Context:
    """The words beside a mention; for an agency on whichever side: it does a thing, or the thing is done by it."""
    context = around(text, at, taken, alone=True)
    return Context(context.before | context.behind) if code == "agency" else context


def _listed(text: str, a: At, b: At, names: Sequence[At]) -> bool:
    """Whether two names stand in one list, as issuers do, with nothing but other names between them."""
    first, second = sorted((a, b))
    between = text[first[1] : second[0]]
    for start, end in names:
        if first[1] <= start and end <= second[0]:
            between = between.replace(text[start:end], "")
    return not re.sub(r"[\s、和与及]|[\u4e00-\u9fff]{2,3}(?:省|市|自治区)", "", between)


def _one_clause(text: str, a: At, b: At) -> bool:
    first, second = sorted((a, b))
    return not re.search(r"[，。；：,;！？!?\n]", text[first[1] : second[0]])


def _instead(code: str, said: str, at: At, cited: Cited, source: At) -> Finding:
    message = f"句中“{said}”，所引原文作“{cited.text[slice(*source)]}”"
    return Finding(code, "error", message, at, cited.part(*source))


def _whole(cited: Cited, at: At) -> Span:
    """The span of a range of the sentences that the cited words lie in."""
    return Span(cited.span.doc_id, cited.whole_at + at[0], cited.whole_at + at[1])


def _where(text: str, words: str) -> At | None:
    plain = folded(text)
    at = plain.text.find(words)
    return plain.original(at, at + len(words)) if at >= 0 else None
