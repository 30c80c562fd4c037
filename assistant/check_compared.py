"""Is a growth told as higher or lower than another as it is by the figures that the source gives for both?"""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.context import pairs
from assistant.support import Cited, Figure, Support
from assistant.types import Claim, Finding
from index import regions

_MORE = "高于|快于|大于|超过"
_COMPARED = re.compile(f"([^，。；：！？\\n]{{2,40}}?)({_MORE}|低于|慢于|小于|不及)([\u4e00-\u9fff]{{2,20}})")
_GROWTH = re.compile("(?:增加值)?(?:年均|同比)?(?:增[速幅长]|涨幅)|增加值")
_GROWN = re.compile(r"(?:增长|增速|增幅|上涨|上升)[^，,。；;]{0,6}$")
_HALF = 0.5  # of the words that tell one side from the other


def compared(claim: Claim, support: Support) -> Iterator[Finding]:
    """城镇 told as grown faster than 农村, where they are 4.5% and 5.7%; code comparison."""
    for said in _COMPARED.finditer(claim.text):
        left, right = _side(said[1]), _side(said[3])
        for cited in support.cited if _GROWTH.search(said[0]) else ():
            ours, theirs = _growth(left - right, cited), _growth(right - left, cited)
            if ours is None or theirs is None or ours.quantity.value == theirs.quantity.value:
                continue
            if (ours.quantity.value > theirs.quantity.value) != bool(re.fullmatch(_MORE, said[2])):
                message = f"句中“{said[0].strip()}”，所引原文分别作{ours.text}和{theirs.text}"
                yield Finding("comparison", "error", message, said.span(), ours.span)


def _side(text: str) -> frozenset[str]:
    """What one side of a comparison is of, its place and its growth aside."""
    for place in regions.find(text):
        text = text.replace(text[slice(*place.at)], " " * (place.at[1] - place.at[0]))
    return pairs(_GROWTH.sub(" ", text))


def _growth(own: frozenset[str], cited: Cited) -> Figure | None:
    """The one figure of growth in a citation that half of one side's `own` words tell from the others."""
    about = [
        (figure, figure.context.before)
        for figure in cited.figures
        if figure.quantity.unit == "%" and _GROWN.search(cited.text[: figure.span.start - cited.span.start])
    ]
    often = Counter(word for _, words in about for word in words)
    telling = {word for word in own if often[word] <= 1}
    found = [figure for figure, words in about if telling and len(telling & words) >= _HALF * len(telling)]
    return found[0] if len(found) == 1 else None
