"""Is what is told as more or less than another so by the figures of both, the claim's own or those of the source?"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from assistant import nouns, quantities
from assistant.context import pairs, placeless
from assistant.lists import apart
from assistant.opposed import holds, set_against
from assistant.relations import Relation, relations
from assistant.support import Cited, Figure, Support
from assistant.types import Claim, Finding

_GROWTH = re.compile("(?:增加值)?(?:年均|同比)?(?:增[速幅长]|涨幅)|增加值")
_GROWN = re.compile(r"(?:增长|增速|增幅|上涨|上升)[^，,。；;]{0,6}$")
_HALF = 0.5  # of the words that tell one side from the other


def compared(claim: Claim, support: Support) -> Iterator[Finding]:
    """城镇 told as grown faster than 农村, where the source tells the reverse, or their figures do, or nothing; code comparison."""
    given = [(cited, other) for cited in support.cited for other in relations(cited.text)]
    for said in relations(claim.text):
        if said.measured:
            continue
        most = max((said.likeness(other) for _, other in given), default=0)
        near = [(cited, other) for cited, other in given if most and said.likeness(other) == most]
        if any(other.bears(said) for _, other in near):
            continue
        if near:
            cited, other = near[0]
            words, there = claim.text[slice(*said.at)], cited.text[slice(*other.at)]
            message = f"句中“{words}”，所引原文作“{there}”"
            yield Finding("comparison", "error", message, said.at, cited.part(*other.at))
        else:
            yield from _by_figures(claim, said, support)


def _by_figures(claim: Claim, said: Relation, support: Support) -> Iterator[Finding]:
    """What the figures of both say of a comparison that the source does not make, or that it has none of them."""
    left, right = _side(said.left), _side(said.right)
    words = claim.text[slice(*said.at)]
    for cited in support.cited if _GROWTH.search(said.left + said.right) else ():
        ours, theirs = _growth(left - right, cited), _growth(right - left, cited)
        if ours is None or theirs is None or ours.quantity.value == theirs.quantity.value:
            continue
        if (ours.quantity.value > theirs.quantity.value) != (said.sign > 0):
            message = f"句中“{words}”，所引原文分别作{ours.text}和{theirs.text}"
            yield Finding("comparison", "error", message, said.at, ours.span)
        return
    told = _measured(said.left, left - right, support), _measured(said.right, right - left, support)
    if not any(holds(a.quantity, b.quantity, more=said.sign > 0) for a, b in product(*told) if _alike(a, b)):
        yield Finding("comparison", "error", f"所引原文没有说“{words}”", said.at)


def outdone(claim: Claim, support: Support) -> Iterator[Finding]:
    """3.3%, 高于江苏的3.38%: what the claim's own figures refute; code comparison."""
    for theirs in quantities.find(claim.text):
        more, ours = set_against(claim.text, theirs)
        if ours and not any(holds(q, theirs, more=more) for q in ours):
            words = claim.text[ours[-1].at[0] : theirs.at[1]].strip()
            given = (f.span for f in support.figures if quantities.equal(ours[-1], f.quantity))
            at = ours[-1].at[1], theirs.at[1]
            yield Finding("comparison", "error", f"“{words}”，大小说反了", at, next(given, None))


def _measured(side: str, own: frozenset[str], support: Support) -> list[Figure]:
    """The figures beside the most of one side's `own` words, half at least; none where a word of it is not in the source."""
    figures = [q.at for q in quantities.find(side)]
    words = [w for w in nouns.find(placeless(side)) if not any(a <= w.start < b for a, b in figures)]
    named = [w for w in words if not nouns.idle(w.text)]
    given = apart(support.words)
    if not any(w.naming for w in nouns.find(side)) or not all(nouns.holds(given, w.text) for w in named):
        return []
    own &= pairs(support.words)
    contexts = ((figure, figure.context) for figure in support.figures)
    beside = [(figure, len(own & (c.before | c.behind | c.clause))) for figure, c in contexts]
    most = max((shared for _, shared in beside), default=0)
    return [figure for figure, shared in beside if shared == most >= _HALF * len(own)]


def _alike(one: Figure, other: Figure) -> bool:
    return one.span != other.span and one.quantity.unit == other.quantity.unit


def _side(text: str) -> frozenset[str]:
    """What one side of a comparison is of, its place and its growth aside."""
    return pairs(_GROWTH.sub(" ", placeless(text)))


def _growth(own: frozenset[str], cited: Cited) -> Figure | None:
    """The one figure of growth in a citation that half of one side's `own` words tell from the others."""
    about = [
        (figure, figure.context.before)
        for figure in cited.figures
        if figure.quantity.unit == "%" and _GROWN.search(cited.text[: cited.at(figure.span)[0]])
    ]
    often = Counter(word for _, words in about for word in words)
    telling = {word for word in own if often[word] <= 1}
    found = [figure for figure, words in about if telling and len(telling & words) >= _HALF * len(telling)]
    return found[0] if len(found) == 1 else None
