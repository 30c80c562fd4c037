"""Is what the claim calls the first or the only one called so by the source?"""

import re
from collections.abc import Iterator

from assistant.context import pairs
from assistant.ranks import FRAMING, ends, firsts
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from index import regions

_STATEMENT = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE_END = re.compile(r"[，。；;！？!?\n]|$")


def ranked(claim: Claim, support: Support) -> Iterator[Finding]:
    """居首位, 首个 or 唯一 of what the nearest statement of each citation calls nothing of the sort; code rank."""
    for statement in _STATEMENT.finditer(claim.text):
        near = [nearest for cited in support.cited for nearest in _nearest(statement[0], cited)]
        for said, bears in firsts(statement[0]):
            about = _about(statement[0], said.end())
            if near and not any(_borne(about, bears, words[0]) for _, words in near):
                at = statement.start() + said.start(), statement.start() + said.end()
                cited, words = near[0]
                source = cited.part(*words.span())
                yield Finding("rank", "error", f"所引原文没有说“{said[0]}”", at, source)


def _about(statement: str, end: int) -> frozenset[str]:
    """What a rank is told of: the words before it, and those behind it in its clause; its place aside."""
    stop = _CLAUSE_END.search(statement, end)
    text = statement[: stop.start() if stop else end]
    for place in regions.find(text):
        text = text.replace(text[slice(*place.at)], " " * (place.at[1] - place.at[0]))
    return pairs(FRAMING.sub(" ", text))


def _borne(about: frozenset[str], bears: re.Pattern[str], words: str) -> bool:
    """Whether a source has one of the words for it with any of what it is told of, behind what is ranked before."""
    starts = [0, *ends(words)]
    for match in bears.finditer(words):
        start = max(at for at in starts if at <= match.start())
        stop = _CLAUSE_END.search(words, match.end())
        beside = pairs(FRAMING.sub(" ", words[start : stop.start() if stop else match.end()]))
        if not about or about & beside:
            return True
    return False


def _nearest(statement: str, cited: Cited) -> list[tuple[Cited, re.Match[str]]]:
    """The statements of a citation that share the most words with one of the claim."""
    about = pairs(statement)
    given = list(_STATEMENT.finditer(cited.text))
    most = max((len(about & pairs(words[0])) for words in given), default=0)
    return [(cited, words) for words in given if len(about & pairs(words[0])) == most]
