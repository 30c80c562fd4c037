"""Has a thing the rank that a claim tells of it: the first, the only one, the fifth of 中部?"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from assistant.context import pairs, placeless
from assistant.ranked_by import measure, same_measure
from assistant.ranks import ends, firsts, is_left, unframed, within
from assistant.support import Cited, Support
from assistant.types import Claim, Finding

_STATEMENT = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE_END = re.compile(r"[，。；;！？!?\n]|$")
_PART = re.compile("[东中西]部|东北")
"""A part of the country among which something is first; provinces and the whole country are places."""
_BESIDE = 6  # characters before a rank in which its part may stand
_LITTLE = 2  # pairs beside a rank in its clause that do not yet say of what it is: 规模, 产量

At = tuple[int, int]


def ranked(claim: Claim, support: Support) -> Iterator[Finding]:
    """居首位, 首个 or 唯一 of what the nearest statement of each citation calls nothing of the sort; code rank."""
    for statement in _STATEMENT.finditer(claim.text):
        near = [nearest for cited in support.cited for nearest in _nearest(statement[0], cited)]
        for at, told in _told(statement):
            if near and not any(told(words[0]) for _, words in near):
                cited, words = near[0]
                message = f"所引原文没有说“{claim.text[slice(*at)]}”"
                yield Finding("rank", "error", message, at, cited.part(*words.span()))


def among(claim: Claim, support: Support) -> Iterator[Finding]:
    """居中部第5位 of what the source has 居全国第5位; code rank."""
    given = [(cited, *one) for cited in support.cited for one in within(cited.text)]
    for at, part, rank in within(claim.text):
        others = [(cited, there, other) for cited, there, other, same in given if same == rank]
        left = is_left(claim.text, at[0])
        others = [one for one in others if left or not is_left(one[0].text, one[1][0])] or others
        was = not left and all(is_left(cited.text, there[0]) for cited, there, _ in others)
        if others and (was or part not in [other for _, _, other in others]):
            cited, (start, end), _ = others[0]
            start -= was  # 从全国第8位, of what has been left behind
            message = f"句中“{claim.text[slice(*at)]}”，所引原文作“{cited.text[start:end]}”"
            yield Finding("rank", "error", message, at, cited.part(start, end))


def bearers(claim: Claim, support: Support) -> Iterator[tuple[At, list[Cited]]]:
    """The first ranks of a claim, each with the citations that tell it of the same."""
    for statement in _STATEMENT.finditer(claim.text):
        for at, told in _told(statement):
            yield at, [cited for cited in support.cited if told(cited.text)]


def _told(statement: re.Match[str]) -> Iterator[tuple[At, Callable[[str], bool]]]:
    """Where a statement tells a first rank, each with the question whether a text bears it."""
    for said, bears in firsts(statement[0]):
        at = statement.start() + said.start(), statement.start() + said.end()
        part = _PART.search(statement[0], max(said.start() - _BESIDE, 0), said.end())
        by = measure(statement[0][: said.start()])
        yield at, partial(_borne, _about(statement[0], said.end()), by, part[0] if part else "", bears)


def _about(statement: str, end: int) -> frozenset[str]:
    """What a rank is told of: the words before it, and those behind it in its clause; its place aside."""
    return unframed(placeless(statement[: _clause_end(statement, end)]))


def _borne(about: frozenset[str], by: str, part: str, bears: re.Pattern[str], words: str) -> bool:
    """Whether a source has one of the words for it with any of what it is told of, measured as that is, and its part of the country.

    A rank is of what its own clause names, or else of all that stands behind what is ranked before.
    """
    starts = [0, *ends(words)]
    for match in bears.finditer(words):
        start = max(at for at in starts if at <= match.start())
        stop = _clause_end(words, match.end())
        own = max([start, *(m.end() for m in _CLAUSE_END.finditer(words, start, match.start()) if m[0])])
        if part not in words[own:stop] or not same_measure(by, words[start : match.start()]):
            continue
        named = words[own : match.end()] + words[match.end() : stop].split("、")[0]
        if not about or about & unframed(words[own if len(unframed(named)) > _LITTLE else start : stop]):
            return True
    return False


def _clause_end(text: str, start: int) -> int:
    stop = _CLAUSE_END.search(text, start)
    return stop.start() if stop else len(text)


def _nearest(statement: str, cited: Cited) -> list[tuple[Cited, re.Match[str]]]:
    """The statements of a citation that share the most words with one of the claim."""
    about = pairs(statement)
    given = list(_STATEMENT.finditer(cited.text))
    most = max((len(about & pairs(words[0])) for words in given), default=0)
    return [(cited, words) for words in given if len(about & pairs(words[0])) == most]
