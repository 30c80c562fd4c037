"""Is a figure told of the thing that its own item of the source counts, and not of what the item beside it tells?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.context import pairs, placeless
from assistant.stretches import end_of, start_of, stretch
from assistant.support import Figure, Support
from assistant.types import Claim, Finding

At = tuple[int, int]

_STOPS = "，。；：,;！？!?\n"
_ITEM = re.compile(f"[^、{_STOPS}]+")
_MANY = 3  # pairs that only another item has, before a figure is taken to be told of that
_MOST = 0.5  # of what the claim says beside the figure


def astray(claim: Claim, support: Support) -> Iterator[Finding]:
    """What a count begins an item with is told in that item: 7个盟市互通高速, where the source has 7个盟市接通高铁、所有盟市互通高速; code subject."""
    for quantity in quantities.find(claim.text):
        said = pairs(placeless(stretch(claim.text, quantity.at, _STOPS + "、")))
        for cited in support.cited:
            same = [f for f in cited.figures if quantities.equal(quantity, f.quantity)]
            if len(same) != 1 or cited.context:
                continue
            at = cited.at(same[0].span)
            own = stretch(cited.text, at, _STOPS + "、").strip()
            told = _told(said, own, same[0], cited.text, at) if own.startswith(same[0].text.strip()) else None
            if told:
                words = claim.text[slice(*quantity.at)].strip()
                message = f"“{words}”在所引原文中说的是“{own}”，不是“{told[0].strip()}”"
                yield Finding("subject", "error", message, quantity.at, cited.part(*told.span()))


def _told(said: frozenset[str], own: str, figure: Figure, text: str, at: At) -> re.Match[str] | None:
    """The item of a figure's clause, beside its own, that has what is said of the figure, where its own has not."""
    near = figure.context
    strange = said - pairs(own) - near.before - near.behind
    if len(strange) < _MANY or len(pairs(own) - said) < _MANY:
        return None
    needed = max(_MANY, _MOST * len(said))
    items = _ITEM.finditer(text, start_of(text, at[0], _STOPS), end_of(text, at[1], _STOPS))
    return next((item for item in items if len(strange & pairs(item[0])) >= needed), None)
