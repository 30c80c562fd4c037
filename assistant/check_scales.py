"""Does the claim have a thing stand where the source has it: 开工 and not 建成, 所有 and not 部分?"""

import re
from collections.abc import Iterator

from assistant.context import pairs
from assistant.said_of import Saying, nearest, sayings
from assistant.scale import Mark, Scale
from assistant.scales import SCALES
from assistant.support import Support
from assistant.types import Claim, Finding

_LIMITS = re.compile("(?<!一)部分|少数|个别|多数|全部|所有|一律|悉数|全面推开|全面铺开")
"""How many of a kind are meant, which a claim can't put in of its own."""

_SOME = 2  # pairs of characters


def standing(claim: Claim, support: Support) -> Iterator[Finding]:
    """A thing told as further, less far, of more or of fewer than the source's words on it bear; codes stage, scope."""
    for scale in SCALES:
        for told in sayings(scale, claim.text):
            found = (_instead(scale, told, thing, claim, support) for thing in told.things if told.marks)
            if first := next(filter(None, found), None):
                yield first


def _instead(scale: Scale, told: Saying, thing: str, claim: Claim, support: Support) -> Finding | None:
    """The mark that the nearest words of the source have in the place of the claim's."""
    said = max(told.marks, key=lambda mark: mark.leaves[1])
    near = nearest(scale, thing, support)
    given = [(cited, mark) for cited, other in near for mark in other.marks if _alike(said, mark)]
    at = said.start, said.end
    if not given and _LIMITS.search(claim.text, *at) and not _borne(scale, said, told.words, support):
        return Finding(scale.code, "error", f"所引原文没有说“{claim.text[slice(*at)]}”", at)
    if not given or any(mark.bears(said) for _, mark in given):
        return None
    cited, mark = min(given, key=lambda pair: pair[1].leaves[1] - pair[1].leaves[0])
    ours, theirs = claim.text[said.start : said.end], cited.text[mark.start : mark.end]
    message = f"句中“{ours}”，所引原文作“{theirs}”"
    source = cited.part(mark.start, mark.end)
    return Finding(scale.code, "error", message, (said.start, said.end), source)


def _borne(scale: Scale, said: Mark, words: str, support: Support) -> bool:
    """Whether anything that the source says with some of the words has a mark that bears the claim's."""
    return any(
        mark.bears(said) and len(pairs(words) & pairs(other.words)) >= _SOME
        for cited in support.cited
        for other in sayings(scale, cited.text)
        for mark in other.marks
    )


def _alike(said: Mark, given: Mark) -> bool:
    """Whether two marks that stand before what they count count the same."""
    return not (said.of and given.of) or bool(pairs(said.of) & pairs(given.of))
