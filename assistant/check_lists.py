"""Are the figures of a list told of the things that the source lists them for?"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant import quantities
from assistant.context import around
from assistant.lists import Entry, entries, runs
from assistant.quantities import Quantity
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded

_ITEM = re.compile(r"([\u4e00-\u9fff]{2})[、和与及]")
_FROM = re.compile("[从由](?:(?:19|20)\\d\\d年的?|原来的?)?$")
_TO = re.compile("[^，。；]{0,12}[至到为](?:(?:19|20)\\d\\d年的?)?")
_STOP = re.compile(r"[。；;！？!?\n]")


def listed(claim: Claim, support: Support) -> Iterator[Finding]:
    """航空 told with the figure that the source gives for 集成电路, in a list with 分别; code subject."""
    found = quantities.find(claim.text)
    own = {entry.quantity.at: entry.item for entry in entries(claim.text, found)}
    for cited in support.cited:
        given = tuple(entries(cited.text, quantities.find(cited.text)))
        for quantity in found:
            same = [entry for entry in given if quantities.equal(quantity, entry.quantity)]
            said = folded(own.get(quantity.at) or _before(claim.text, quantity)).text
            if same and not any(_names(said, entry.item) for entry in same):
                told = [other for entry in same for other in entry.others if _names(said, other)]
                if told:
                    yield _told_of(told[-1], claim, quantity, same[0], given, cited)


def order(claim: Claim, support: Support) -> Iterator[Finding]:
    """Figures listed after 分别 in another order than the source lists them for the same things."""
    for run in runs(claim.text, quantities.find(claim.text)):
        for cited in support.cited:
            for given in runs(cited.text, quantities.find(cited.text)):
                if _reordered(run, given) and _same_lead(claim.text, run[0], cited.text, given[0]):
                    said = claim.text[run[0].at[0] : run[-1].at[1]]
                    instead = cited.text[given[0].at[0] : given[-1].at[1]]
                    at, source = (run[0].at[0], run[-1].at[1]), cited.part(given[0].at[0], given[-1].at[1])
                    message = f"句中“{said}”的次序与所引原文“{instead}”不同"
                    yield Finding("subject", "error", message, at, source)


def turned(claim: Claim, support: Support) -> Iterator[Finding]:
    """由2.93扩大至3.27 of what the source has go from 3.27 to 2.93; code subject."""
    for start, end in _ways(claim.text):
        for cited in support.cited:
            given = list(_ways(cited.text))
            same = [way for way in given if quantities.equal(start, way[0]) and quantities.equal(end, way[1])]
            back = [way for way in given if quantities.equal(start, way[1]) and quantities.equal(end, way[0])]
            if back and not same:
                first, last = back[0]
                there = cited.text[first.at[0] : last.at[1]]
                at = start.at[0], end.at[1]
                message = f"句中“{claim.text[slice(*at)]}”，所引原文作“{there}”，说反了"
                source = cited.part(first.at[0], last.at[1])
                yield Finding("subject", "error", message, at, source)


def _ways(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """The figures that something goes from and to."""
    for start, end in pairwise(quantities.find(text)):
        if _FROM.search(text, 0, start.at[0]) and _TO.fullmatch(text, start.at[1], end.at[0]):
            yield start, end


def _before(text: str, quantity: Quantity) -> str:
    """What the claim says before a figure, up to the figure before it, else from the start of its sentence."""
    sentence = _STOP.split(text[: quantity.at[0]])[-1]
    others = quantities.find(sentence)
    return sentence[others[-1].at[1] :] if others else sentence


def _names(said: str, item: str) -> bool:
    item = folded(item).text
    return item in said or (len(item) > 2 and item[-1] in "市县区省州" and item[:-1] in said)


def _told_of(
    item: str, claim: Claim, quantity: Quantity, same: Entry, given: Sequence[Entry], cited: Cited
) -> Finding:
    instead = next(entry.quantity for entry in given if entry.item == item)
    said = claim.text[slice(*quantity.at)].strip()
    there = cited.text[slice(*instead.at)].strip()
    message = f"句中“{said}”，所引原文说的是“{same.item}”；“{item}”在原文中是“{there}”"
    return Finding("subject", "error", message, quantity.at, cited.part(*instead.at))


def _reordered(said: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    ours, theirs = [(q.value, q.unit) for q in said], [(q.value, q.unit) for q in given]
    return ours != theirs and sorted(ours) == sorted(theirs)


def _same_lead(claim: str, said: Quantity, source: str, given: Quantity) -> bool:
    """Whether both lists follow the same words, and the things they are of come in the same order."""
    ours, theirs = around(claim, said.at).before, around(source, given.at).before
    first = [
        _ITEM.findall(text[max(at - 60, 0) : at])[:1]
        for text, at in ((claim, said.at[0]), (source, given.at[0]))
    ]
    return bool(ours) and len(ours & theirs) >= 0.7 * len(ours) and first[0] == first[1]
