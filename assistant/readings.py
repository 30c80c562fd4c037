"""What of the evidence is shown beside the best: where sources differ, another place or another reading."""

import re
from collections.abc import Sequence

from assistant.evidence import Evidence, Selection
from assistant.places import told_of
from index import regions

_CLOSE = {"number": 0.3, "definition": 0.3, "date": 0.4, "comparison": 0.6}
"""How near to the best score other evidence must come to be shown beside it; elsewhere it must equal it."""
_BESIDE, _READINGS = 3, 5
_PLACES = re.compile("哪些(?:地方|地区|城市|省份?|[市县区])")
_OF_PLACES = frozenset(("number", "who", "where", "date"))
_LESS, _WORSE = 0.15, 1.2
"""How much less of the question, and how much worse by the score, another reading may be."""


def close(selection: Selection) -> tuple[Evidence, ...]:
    """The best evidence and what comes close to it from elsewhere: where sources differ, all are shown.

    A question about a fact that names no place has as many readings as there are places that it is told of:
    of each, the best is shown, as far as it covers the question no less. Where it is asked which places, each is.
    """
    if not selection.chosen:
        return ()
    if _PLACES.search(selection.ask.text):
        return _one_of_each_place(selection.chosen)
    ask, best = selection.ask, selection.chosen[0]
    kept, places = [best], set(told_of(best.candidate))
    least = best.score - _CLOSE.get(ask.kind, 0.02)
    open_place = ask.kind in _OF_PLACES and not ask.regions and bool(places)
    for other in selection.chosen[1:]:
        apart = all(not other.candidate.span.overlaps(k.candidate.span) for k in kept)
        alike = best.candidate.form != "cell" or other.candidate.column == best.candidate.column
        if not apart:
            continue
        there = told_of(other.candidate)
        elsewhere = open_place and there and places.isdisjoint(there) and other.cover >= best.cover - _LESS
        if (alike and other.score >= least and len(kept) < _BESIDE) or (
            elsewhere and other.score >= best.score - _WORSE
        ):
            kept.append(other)
            places |= there
    return tuple(kept[:_READINGS])


def _one_of_each_place(chosen: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The best of every place, the best first; of a province only what speaks of one, where provinces are asked for."""
    kept, places = list[Evidence](), set[str]()
    provinces = "省" in chosen[0].ask.text
    for evidence in chosen:
        there = told_of(evidence.candidate)
        if provinces:
            there = frozenset(name for name in there if (r := regions.get(name)) and r.level == "province")
        if there and places.isdisjoint(there):
            kept.append(evidence)
            places |= there
    return tuple(kept) or tuple(chosen[:1])
