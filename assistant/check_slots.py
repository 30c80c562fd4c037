"""Does a clause of the claim put another subject where the source's clause has its own?"""

import difflib
import re
from collections.abc import Iterator

from assistant.context import pairs
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import Folded, folded
from index import regions

_CLAUSE = re.compile(r"[^，。；：:,;！？!?\n]+")
_LEAD = re.compile(r"^(?:其中|同时|此外|而|但|并|(?:19|20)\d\d年)+")
_SUBJECT = re.compile("[\u4e00-\u9fff]{2,10}")
_RELATED = re.compile(
    "([\u4e00-\u9fff]{2,24}?)(占|高于|低于|多于|少于|大于|小于|优于|领先|落后于|超过)([\u4e00-\u9fff]{2,14})"
)
_REST = 6  # characters behind the subject that both clauses share
_RUN = 4  # of them in one run right behind it
_ALIKE = 0.6


def subjects(claim: Claim, support: Support) -> Iterator[Finding]:
    """高等学校 before words that the source says of 企业, where the source speaks of both; code subject."""
    words = folded(claim.text)
    for match in _CLAUSE.finditer(words.text):
        if match[0] in support.words:
            continue
        for cited in support.cited:
            for other in _CLAUSE.finditer(folded(cited.text).text):
                at = _replaced(match[0], other[0], words.text, support.words)
                if at is not None:
                    yield _finding(words, match.start(), other.start(), at, cited)


def inverted(claim: Claim, support: Support) -> Iterator[Finding]:
    """甲占乙的四分之一 told as 乙占甲的四分之一; code subject."""
    words = folded(claim.text)
    for said in _RELATED.finditer(words.text):
        left, right = pairs(said[1]), pairs(said[3])
        for cited in support.cited:
            plain = folded(cited.text)
            for given in _RELATED.finditer(plain.text):
                before, behind = pairs(given[1]), pairs(given[3])
                if given[2] == said[2] and (left & behind) - before and (right & before) - behind:
                    message = f"句中“{said[0]}”，所引原文作“{given[0]}”，说反了"
                    source = cited.part(*plain.original(*given.span()))
                    yield Finding("subject", "error", message, words.original(*said.span()), source)


def _replaced(
    said: str, given: str, claim: str, source: str
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where both clauses have their subjects, if they say the same of different ones; None otherwise."""
    if said[-_RUN:] != given[-_RUN:] and said[-2:] != given[-2:]:
        return None
    skip, there = _skip(said), _skip(given)
    matcher = difflib.SequenceMatcher(None, said[skip:], given[there:], autojunk=False)
    codes = matcher.get_opcodes()
    if len(codes) < 2 or codes[0][0] != "replace" or matcher.ratio() < _ALIKE:
        return None
    _, a, b, c, d = codes[0]
    _, i, j, _, _ = codes[1]
    ours, theirs = said[skip + a : skip + b], given[there + c : there + d]
    shared = sum(block.size for block in matcher.get_matching_blocks())
    other = (
        _SUBJECT.fullmatch(ours)
        and _SUBJECT.fullmatch(theirs)
        and not set(ours) & set(theirs)
        and not any(
            regions.get(word) or word[0] in "全我本" for word in (ours, theirs)
        )  # places have a check
        and ours in source
        and theirs not in claim
        and j - i >= _RUN
        and shared >= _REST
    )
    return ((skip + a, skip + b), (there + c, there + d)) if other else None


def _skip(clause: str) -> int:
    match = _LEAD.match(clause)
    return match.end() if match else 0


def _finding(
    words: Folded, start: int, there: int, at: tuple[tuple[int, int], tuple[int, int]], cited: Cited
) -> Finding:
    (a, b), (c, d) = at
    given = folded(cited.text)
    ours, theirs = words.text[start + a : start + b], given.text[there + c : there + d]
    message = f"句中说的是“{ours}”，所引原文说的是“{theirs}”"
    source = cited.part(*given.original(there + c, there + d))
    return Finding("subject", "error", message, words.original(start + a, start + b), source)
