"""Is what the claim calls the first or the only one called so by the source?"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from assistant import nouns
from assistant.context import pairs, placeless
from assistant.ranks import FRAMING, ends, firsts, within
from assistant.support import Cited, Support
from assistant.types import Claim, Finding

_STATEMENT = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE_END = re.compile(r"[，。；;！？!?\n]|$")
_PART = re.compile("[东中西]部|东北")
"""A part of the country among which something is first; provinces and the whole country are places."""
_LEFT = re.compile("[从由](?:全[国省球])?第[^，。；位]{1,3}位?$")
_FROM = re.compile("[从由]$")  # 从全国第8位跃居第1位
_MEASURE = re.compile("(?:[率量额值数速幅比]|[强密度]度|规模|比重|份额|面积|里程|增长)$")
_DERIVED = re.compile("(?:增[速幅量]|[率比]|[强密]度|比重|份额)$")
"""What is measured of a measure: who is first by it need not be so by the measure itself."""
_SIZE, _AMOUNT = re.compile("(?:规模|数量|总[量数额])$"), re.compile("(?:[量额值数]|面积|里程)$")
_GROWN = re.compile("增[速幅长]")
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
        left = _FROM.search(claim.text, 0, at[0])
        others = [one for one in others if left or not _FROM.search(one[0].text, 0, one[1][0])] or others
        was = not left and all(_FROM.search(cited.text, 0, there[0]) for cited, there, _ in others)
        if others and (was or part not in [other for _, _, other in others]):
            cited, there, _ = others[0]
            message = f"句中“{claim.text[slice(*at)]}”，所引原文作“{cited.text[slice(*there)]}”"
            yield Finding("rank", "error", message, at, cited.part(*there))


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
        measure = _measure(statement[0][: said.start()])
        yield at, partial(_borne, _about(statement[0], said.end()), measure, part[0] if part else "", bears)


def _about(statement: str, end: int) -> frozenset[str]:
    """What a rank is told of: the words before it, and those behind it in its clause; its place aside."""
    return _words(placeless(statement[: _clause_end(statement, end)]))


def _measure(text: str) -> str:
    """By what something is ranked that stands before its rank: the last word of its clause that measures, of the clause
    before where that only ranks; empty where none does."""
    clauses = _CLAUSE_END.split(text)
    while len(clauses) > 1 and not _words(clauses[-1]):
        clauses.pop()
    return next((w.text for w in reversed(nouns.find(clauses[-1])) if _MEASURE.search(w.text)), "")


def _measured(said: str, named: str) -> bool:
    """Whether what stands before a rank is measured as the claim says; the size of a thing need not be named."""
    given = _measure(named)
    if (
        said == given
        or nouns.same(said, given)
        or (said and given.endswith(said))
        or (given and said.endswith(given))
    ):
        return True
    if _GROWN.search(said) and _GROWN.search(given):
        return True
    if _DERIVED.search(given):
        return False
    return not said or (not given and bool(_AMOUNT.search(said))) or said in named or bool(_SIZE.search(said))


def _borne(about: frozenset[str], measure: str, part: str, bears: re.Pattern[str], words: str) -> bool:
    """Whether a source has one of the words for it with any of what it is told of, measured as that is, and its part of the country.

    A rank is of what its own clause names, or else of all that stands behind what is ranked before.
    """
    starts = [0, *(end for end in ends(words) if not _LEFT.search(words, 0, end))]
    for match in bears.finditer(words):
        start = max(at for at in starts if at <= match.start())
        stop = _clause_end(words, match.end())
        own = max([start, *(m.end() for m in _CLAUSE_END.finditer(words, start, match.start()) if m[0])])
        if part not in words[own:stop]:
            continue
        if not _measured(measure, words[start : match.start()]):
            continue
        named = words[own : match.end()] + words[match.end() : stop].split("、")[0]
        if not about or about & _words(words[own if len(_words(named)) > _LITTLE else start : stop]):
            return True
    return False


def _words(text: str) -> frozenset[str]:
    return pairs(FRAMING.sub(" ", text))


def _clause_end(text: str, start: int) -> int:
    stop = _CLAUSE_END.search(text, start)
    return stop.start() if stop else len(text)


def _nearest(statement: str, cited: Cited) -> list[tuple[Cited, re.Match[str]]]:
    """The statements of a citation that share the most words with one of the claim."""
    about = pairs(statement)
    given = list(_STATEMENT.finditer(cited.text))
    most = max((len(about & pairs(words[0])) for words in given), default=0)
    return [(cited, words) for words in given if len(about & pairs(words[0])) == most]
