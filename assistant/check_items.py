"""Is a figure told of the thing that its own item of the source counts, and not of what the item beside it tells?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.context import pairs, placeless
from assistant.support import Figure, Support
from assistant.types import Claim, Finding

_ITEM = re.compile(r"[^、，。；：,;！？!?\n]+")
_CLAUSE = re.compile(r"[，。；：,;！？!?\n]")
_MANY = 3  # pairs that only another item has, before a figure is taken to be told of that
_MOST = 0.5  # of what the claim says beside the figure


def astray(claim: Claim, support: Support) -> Iterator[Finding]:
    """What a count begins an item with is told in that item: 7个盟市互通高速, where the source has 7个盟市接通高铁、所有盟市互通高速; code subject."""
    for quantity in quantities.find(claim.text):
        said = pairs(placeless(_item(claim.text, quantity.at)))
        for cited in support.cited:
            same = [f for f in cited.figures if quantities.equal(quantity, f.quantity)]
            if len(same) == 1 and not cited.context:
                first = same[0].span.start - cited.span.start
                own = _item(cited.text, (first, first + len(same[0].text)))
                counts = own.strip().startswith(same[0].text.strip())
                if counts and (other := _told(said, own, same[0], cited.text, first)):
                    at = cited.part(*other.span())
                    words = f"{claim.text[slice(*quantity.at)].strip()}"
                    message = f"“{words}”在所引原文中说的是“{own.strip()}”，不是“{other[0].strip()}”"
                    yield Finding("subject", "error", message, quantity.at, at)


def _told(said: frozenset[str], own: str, figure: Figure, text: str, at: int) -> re.Match[str] | None:
    """The item of a figure's clause, beside its own, that has what is said of the figure, where its own has not."""
    near = figure.context
    strange = said - pairs(own) - near.before - near.behind
    if len(strange) < _MANY or len(pairs(own) - said) < _MANY:
        return None
    stop = _CLAUSE.search(text, at)
    for other in _ITEM.finditer(
        text,
        max((m.end() for m in _CLAUSE.finditer(text, 0, at)), default=0),
        stop.start() if stop else len(text),
    ):
        hit = strange & pairs(other[0])
        if len(hit) >= max(_MANY, _MOST * len(said)):
            return other
    return None


def _item(text: str, at: tuple[int, int]) -> str:
    """The item of a list or the clause that a stretch of a text stands in."""
    return next((m[0] for m in _ITEM.finditer(text) if m.start() <= at[0] < m.end()), "")
