"""What an item of a list begins with and is about: “补链”：……, “链主”通常由……, 对东南亚：……"""

import re
from collections.abc import Iterable, Sequence

from assistant.candidates import Candidate
from assistant.understand import Ask
from index.tokens import content_pairs, normalise

_LABEL = re.compile(
    r'(?:[\s\-•·●◆➤*]+|\d{1,2}[.、)）])*(?:[“"]([^”"]{2,12})[”"]|([^，。；：:“”"\s\-•·●◆➤*][^，。；：:“”"]{1,11})[：:](?!\s*\d{1,2}[.．、]))'
)
_HOW = re.compile("怎么|怎样|如何|措施|做法|办法|举措")
"""What is asked for where a list of measures may answer."""
_FEWEST, _MOST = 4, 0.6
"""Pairs of characters of a heading that tells apart, and what share of them a question must have."""


def label(item: str) -> str:
    """The label that an item begins with, normalised; empty where it has none."""
    found = _LABEL.match(item)
    return normalise(found[1] or found[2]).strip() if found else ""


def named(items: Iterable[str], question: str) -> Sequence[str]:
    """The labels of a list that a question names: of two of which one is a part of the other, the longer."""
    plain = normalise(question)
    told = {one for one in map(label, items) if one and one in plain}
    return [one for one in told if not any(one != other and one in other for other in told)]


def heads(candidate: Candidate, ask: Ask) -> bool:
    """Whether a list, or how something is done, is asked for, and most words of the heading above an item are asked about."""
    listed = ask.kind == "list" or (ask.kind == "open" and _HOW.search(ask.text))
    if candidate.form != "item" or candidate.group is None or not listed:
        return False
    pairs = content_pairs((candidate.hit.passage.heading or ("",))[-1])
    return len(pairs) >= _FEWEST and len(pairs & content_pairs(ask.about)) >= _MOST * len(pairs)
