"""Is what the claim calls the first or the only one called so by the source?"""

import re
from collections.abc import Iterator

from assistant.context import pairs
from assistant.ranks import firsts
from assistant.support import Cited, Support
from assistant.types import Claim, Finding

_STATEMENT = re.compile(r"[^。；;！？!?\n]+")


def ranked(claim: Claim, support: Support) -> Iterator[Finding]:
    """居首位, 首个 or 唯一 of what the nearest statement of each citation calls nothing of the sort; code rank."""
    for statement in _STATEMENT.finditer(claim.text):
        near = [nearest for cited in support.cited for nearest in _nearest(statement[0], cited)]
        for said, bears in firsts(statement[0]):
            if near and not any(bears.search(words[0]) for _, words in near):
                at = statement.start() + said.start(), statement.start() + said.end()
                cited, words = near[0]
                source = cited.part(*words.span())
                yield Finding("rank", "error", f"所引原文没有说“{said[0]}”", at, source)


def _nearest(statement: str, cited: Cited) -> list[tuple[Cited, re.Match[str]]]:
    """The statements of a citation that share the most words with one of the claim."""
    about = pairs(statement)
    given = list(_STATEMENT.finditer(cited.text))
    most = max((len(about & pairs(words[0])) for words in given), default=0)
    return [(cited, words) for words in given if len(about & pairs(words[0])) == most]
