"""Is the place the claim's own: named by the cited text or above it, at its own level, and of the same citation?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import governed, quantities
from assistant.check_names import known_titles
from assistant.check_ranks import bearers
from assistant.context import around, pairs, usurped
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from index import regions
from index.regions import Mention, Region
from index.types import Span

_OURS = re.compile(r"我(?:自治区|[省市县区])")
_ITS = re.compile(r"(?:本|全|该)(?:自治区|[省市县区])|(?<![\u4e00-\u9fff])[省市](?=委|政府|领导|级)")
_MANY = 3  # places that stand as examples for the whole country
_COMPARED = re.compile("(?<![对占])比(?!重|例|上年|去年)[^，。；]{1,20}[多高低少大小快慢]|相比|[多高低少]出")
# Names who wrote it, not where it is.
_CREDIT = re.compile(r"\s*(?:[（(].*[)）]\s*$|注[:：]|\S{0,2}来源[:：])")
# Says of what kind a thing is, or how it ranks, not where it is: 全国重点实验室, 居全国第4位.
_RANKED = re.compile(
    "全国(?=重点|文明|示范|试点|先进|百强|十[大佳强]|第[一二三四五六七八九十\\d]|前[列茅三五十\\d]|首[位个批家创]|领先|率先|唯一)"
)
# Of the country as a whole: where it opens what is told, and not what something is ranked or measured against.
_OF_COUNTRY = re.compile(r"(?:^|[，。；：,;:“（(\s年]|[使令让据从由]|[目当]前|去年|今年)$")
# Who lays a rule down: 国家规定 and 法律规定 are said of no rule of one place.
_STATE = re.compile(
    "(?:国家|(?<![\u4e00-\u9fff])(?:我国|现行)?法律)(?=(?:早?已经?|就|也|还|均|都)?(?:明文|明确|统一)?(?:规定|要求|立法|提出|出台))"
)
_COUNTRY = ("全国", "我国")  # 中国 is more often of a name (中国人民银行)
_STATES = re.compile("国家|中央|国务院|我国|全国|法律")
_BEHIND = re.compile("[\u4e00-\u9fff]{0,4}[在于由]")  # 最早出现在湖南
_STOP = re.compile("[，；：]")
_SUFFIX = re.compile(r"[省市县州](?![场值域县级际区内外])")  # not 市场, 县域, 市县


@dataclass(frozen=True, slots=True)
class _Named:
    """The places of one citation: `own` stand in its words, `above` are those of the nearest scope that names any."""

    cited: Cited
    own: tuple[Mention, ...]
    above: frozenset[Region]

    def covers(self, said: Mention, claimed: Sequence[Mention], claim: str) -> bool:
        """Whether the citation speaks of the place that the claim names.

        A place above counts only if the claim leaves out no place that what it tells is of in the cited words,
        so that a fact about another place is not taken over. A province is covered with its city (广东佛山).
        """
        of_one = any(above.level != "country" for above in self.above)
        whole = all(m.region.level == "country" for m in claimed) and _bears(claim, said)
        own = [m for m in self.own if _bears(self.cited.text, m)] if of_one and whole else self.own
        here = frozenset(m.region for m in own)
        if said.region in here or (_STATE.match(claim, said.at[0]) and _STATES.search(self.cited.text)):
            return True
        for inner in claimed:
            if 0 <= inner.at[0] - said.at[1] <= 1 and regions.within(inner.region, said.region):
                return inner.region in here | self.above
        if said.region.level == "area" and said.region.name.removesuffix("地区") in self.cited.whole.text:
            return True  # 西部大开发 speaks of 西部地区
        if said.region.level == "country" and not here and not self.above:
            return True  # 我国 may be put in front of what is said of no place
        if said.region.level == "country" and len(here) >= _MANY:
            return True  # 深圳、无锡、东莞等45个 of the whole country
        return said.region in self.above and not self.elsewhere(said, claimed, claim)

    def says(self, said: Mention, claim: str) -> bool:
        """Whether the cited words themselves name the place, and tell of it no more and no less than the claim does."""
        bears = _bears(claim, said)
        return any(m.region == said.region and _bears(self.cited.text, m) == bears for m in self.own)

    def elsewhere(self, said: Mention, claimed: Sequence[Mention], claim: str) -> list[Mention]:
        """The places, other than the claim's own, that the cited words speak of where they say what the claim says."""
        text, ours = self.cited.text, {m.region for m in claimed}
        of = (m for clause in governed.told(claim, text) for m in governed.governing(text, self.own, clause))
        return [
            m
            for m in of
            if m.region not in ours and m.region.level != "country" and not _is_example(text, m, said)
        ]


def places(claim: Claim, support: Support) -> Iterator[Finding]:
    """Every place of the claim; code place. A city does not answer for its province, nor the other way round."""
    titled = known_titles(claim, support)
    claimed = [m for m in _claimed(claim.text) if not any(a <= m.at[0] < b for a, b in titled)]
    named = [_named(cited) for cited in support.cited]
    for said in claimed:
        covering = [n for n in named if n.covers(said, claimed, claim.text)]
        if covering:
            compared = _COMPARED.search(claim.text)  # 比德阳多: either end of a comparison
            rivals = [None if compared else _usurper(claim, said, claimed, n) for n in covering]
            if rivals[0] is not None and None not in rivals and not _vouched(claim, said, support):
                yield _instead(claim, said, covering[0].cited, rivals[0])
            continue
        if doubted := _doubted(claim, said, claimed, named):
            yield doubted
            continue
        usurpers = [(n.cited, m) for n in named if (m := _usurper(claim, said, claimed, n)) is not None]
        absent = [(n.cited, m) for n in named for m in n.own if m.region not in {c.region for c in claimed}]
        others = usurpers or absent
        others = [pair for pair in others if pair[1].region.level == said.region.level] or others
        if others:
            yield _instead(claim, said, *others[0])
        else:
            words = claim.text[slice(*said.at)]
            yield Finding("place", "error", f"所引原文说的不是“{words}”", said.at)


def _bears(text: str, place: Mention) -> bool:
    """Whether what is told is of a place: of the country no more than is only measured against it (增速居全国前列)."""
    start, end = place.at
    if place.region.level != "country" or text[start:end] not in _COUNTRY:
        return True
    return bool(_OF_COUNTRY.search(text, 0, start)) and not _RANKED.match(text, start)


def _claimed(text: str) -> list[Mention]:
    """The places of a claim, and the state that is said to rule."""
    country = regions.get("全国")
    states = [Mention(m.span(), country) for m in _STATE.finditer(text)] if country else []
    return sorted((*regions.find(text), *states), key=lambda m: m.at)


def levels(claim: Claim, support: Support) -> Iterator[Finding]:
    """浙江市 for 浙江省: a name with the suffix of another level."""
    for mention in regions.find(claim.text):
        suffix = _SUFFIX.match(claim.text, mention.at[1])
        name = claim.text[slice(*mention.at)]
        if not suffix or name[-1] in "省市县州区" or support.holds(name + suffix[0]):
            continue
        at = (mention.at[0], suffix.end())
        message = f"“{name}{suffix[0]}”层级有误，应为“{mention.region.full}”"
        yield Finding("level", "error", message, at, _same_place(mention.region, support))


def mixed(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure or a rank of one citation told of a place that only another citation speaks of."""
    if len(support.cited) < 2:
        return
    claimed = regions.find(claim.text)
    named = [_named(cited) for cited in support.cited]
    for at, givers in _given(claim, support):
        meant = [m for m in claimed if m.at[1] <= at[0] and not _RANKED.match(claim.text, m.at[0])]
        meant += [m for m in claimed if _BEHIND.fullmatch(claim.text, at[1], m.at[0])]
        if not meant or not givers:
            continue
        place = meant[-1]
        covering = [n for n in named if n.covers(place, claimed, claim.text)]
        here = governed.clause(claim.text, at)
        giving = [
            n for n in named if n.cited in givers and not _instead_of(claim, place, claimed, n, support)
        ]
        if covering and not any(n.says(place, claim.text) or n.covers(place, claimed, here) for n in giving):
            words, detail = (claim.text[slice(*part)].strip() for part in (place.at, at))
            yield Finding("mixed", "error", f"“{detail}”与“{words}”出自不同的材料，不能合成一句", at)


def _given(claim: Claim, support: Support) -> Iterator[tuple[tuple[int, int], list[Cited]]]:
    """The figures and the first ranks of a claim, each with the citations that give it."""
    for quantity in quantities.find(claim.text):
        yield (
            quantity.at,
            [c for c in support.cited if any(quantities.equal(quantity, f.quantity) for f in c.figures)],
        )
    yield from bearers(claim, support)


def _doubted(
    claim: Claim, said: Mention, claimed: Sequence[Mention], named: Sequence[_Named]
) -> Finding | None:
    """That a place stands before what is told, which may go on about it: no other place than the claim's is said there."""
    for one in named:
        others = one.elsewhere(said, claimed, claim.text) if said.region in one.above else []
        told = governed.told(claim.text, one.cited.text) if others else ()
        if others and not any(start <= m.at[0] < end for m in others for start, end in told):
            words, before = claim.text[slice(*said.at)], one.cited.text[slice(*others[0].at)]
            return Finding(
                "place", "error", f"所引原文前面说的是“{before}”，这里说的未必是“{words}”", said.at
            )
    return None


def _is_example(text: str, place: Mention, whole: Mention) -> bool:
    """Whether a place is an example of what is counted in the whole: 赤壁、恩施等14个县市."""
    return governed.is_example(text, place) and regions.within(place.region, whole.region)


def _usurper(claim: Claim, said: Mention, claimed: Sequence[Mention], named: _Named) -> Mention | None:
    """The place that stands in the source where the claim has another of its places."""
    text, taken = named.cited.text, [m.at for m in named.own]
    same = [m for m in named.own if m.region == said.region]
    rivals = [m for m in named.own if m.region != said.region and not _is_example(text, m, said)]
    i = usurped(
        around(
            claim.text, said.at, [*(m.at for m in claimed), *(m.span() for m in _OURS.finditer(claim.text))]
        ),
        [around(text, m.at, taken) for m in same],
        [around(text, m.at, taken) for m in rivals],
    )
    return None if i is None else rivals[i]


def _vouched(claim: Claim, said: Mention, support: Support) -> bool:
    """Whether a figure behind the place has the place beside it in the source: 低于浙江（0.76）."""
    name = pairs(said.region.name)
    behind = [q for q in quantities.find(claim.text) if q.at[0] >= said.at[1]][:1]
    return any(
        quantities.equal(q, f.quantity) and name <= f.context.before for q in behind for f in support.figures
    )


def _instead_of(
    claim: Claim, said: Mention, claimed: Sequence[Mention], named: _Named, support: Support
) -> bool:
    """Whether the cited words have another place where the claim has this one, which it holds against none."""
    if _COMPARED.search(claim.text) or _vouched(claim, said, support):
        return False
    return _usurper(claim, said, claimed, named) is not None


def _instead(claim: Claim, said: Mention, cited: Cited, other: Mention) -> Finding:
    message = f"句中“{claim.text[slice(*said.at)]}”，所引原文作“{cited.text[slice(*other.at)]}”"
    return Finding("place", "error", message, said.at, cited.part(*other.at))


def _named(cited: Cited) -> _Named:
    above: tuple[Mention, ...] = ()
    for scope in reversed(cited.scopes[1:]):
        if not _CREDIT.match(scope):
            named = tuple(m for m in _all(scope, above, cited) if not _RANKED.match(scope, m.at[0]))
            if scope == cited.beside:
                named = tuple(m for m in named if _governs(m, above, cited))
            above = named or above
    return _Named(cited, tuple(_all(cited.text, above, cited)), frozenset(m.region for m in above))


def _governs(named: Mention, above: Sequence[Mention], cited: Cited) -> bool:
    """Whether the cited words may be of a place that the sentence names beside them: a later clause that goes on to a
    part of the place spoken of, or to the whole country, says nothing of them."""
    first, last = cited.span.start - cited.whole_at, cited.span.end - cited.whole_at
    if named.at[0] < first:
        return governed.reaches(cited.beside, named)
    if named.at[0] < last:
        return False
    home = named.region.level == "country" or any(regions.within(named.region, m.region) for m in above)
    return not (home and _STOP.search(cited.beside, last, named.at[0]))


def _all(text: str, above: Sequence[Mention], cited: Cited) -> Iterator[Mention]:
    """Places by name, and what 我省 (the document's), 全省 and 省政府 (of the place last named) mean."""
    by_name = regions.find(text)
    yield from by_name
    home = regions.get(cited.region)
    for match in (*_OURS.finditer(text), *_ITS.finditer(text)):
        before = [*above, *(m for m in by_name if m.at[1] <= match.start())]
        meant = home if match[0][0] == "我" or not before else before[-1].region
        region = regions.resolve_self(match[0], meant)
        if region is not None:
            yield Mention(match.span(), region)


def _same_place(region: Region, support: Support) -> Span | None:
    for cited in support.cited:
        for mention in regions.find(cited.text):
            if mention.region == region:
                return cited.part(*mention.at)
    return None
