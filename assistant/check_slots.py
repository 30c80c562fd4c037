"""Does a clause of the claim put another subject where the source's clause has its own?"""

import difflib
import re
from collections.abc import Iterator
from itertools import permutations

from assistant import nouns
from assistant.agencies import find_agencies
from assistant.context import pairs
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import Folded, folded
from index import regions

_CLAUSE = re.compile(r"[^，。；：:,;！？!?\n]+")
_LEAD = re.compile(r"^(?:其中|同时|此外|而|但|并|(?:19|20)\d\d年)+")
_SUBJECT = re.compile("[\u4e00-\u9fff]{2,10}")
_RELATED = re.compile("([\u4e00-\u9fff]{2,24}?)(占|领先(?!于))([\u4e00-\u9fff]{2,14})")
_MANY = re.compile(r"[；;，,、和与及比均都]|合计|高于|低于")  # may speak of several things at once
_FROM_TO = re.compile("[从由]([\u4e00-\u9fff、]{2,12}?)(迁|转移|搬)[至到往向入]([\u4e00-\u9fff、]{2,14})")
_SIDES = (
    "东西南北中",
    "内外",
    "大中小",
    "男女",
    "新老旧",
    "左右",
    "前后",
    "上下",
    "高低",
    "长短",
    "甲乙丙丁",
    "城乡",
    "去再",
)
_NAME = "[\u4e00-\u9fff]{2,8}"
_IDENTITIES = (
    re.compile(f"({_NAME})(?<!特别|尤其|主要)”?是“?({_NAME})"),
    re.compile(f"({_NAME})”?[(]({_NAME})[)]"),
    re.compile(f"({_NAME}?)(?:分别)?担[当任]“?({_NAME})"),
    re.compile(f"({_NAME})”?由“?({_NAME}?)担[当任]"),
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
    """甲占乙的四分之一 told as 乙占甲的四分之一, 从甲迁至乙 as 从乙迁至甲; code subject."""
    words = folded(claim.text)
    for said in (*_RELATED.finditer(words.text), *_FROM_TO.finditer(words.text)):
        left, right = pairs(said[1]), pairs(said[3])
        for cited in support.cited:
            plain = folded(cited.text)
            for given in (*_RELATED.finditer(plain.text), *_FROM_TO.finditer(plain.text)):
                before, behind = pairs(given[1]), pairs(given[3])
                if given[2] == said[2] and (left & behind) - before and (right & before) - behind:
                    message = f"句中“{said[0]}”，所引原文作“{given[0]}”，说反了"
                    source = cited.part(*plain.original(*given.span()))
                    yield Finding("subject", "error", message, words.original(*said.span()), source)


def exchanged(claim: Claim, support: Support) -> Iterator[Finding]:
    """甲是丁 where the source says 甲是丙，乙是丁; so too of 甲（丙） or 丙担任甲; code subject."""
    for at, *said in _identities(claim.text):
        for cited in support.cited:
            given = list(_identities(cited.text))
            known = [
                [(place, a, b) for place, *names in given for a, b in permutations(names) if _same(one, a)]
                for one in said
            ]
            if not all(known) or any(_same(said[1], b) for _, _, b in known[0]):
                continue
            (place, _, own), (_, _, other) = known[0][0], known[1][0]
            message = f"句中“{said[0]}”是“{said[1]}”，所引原文中“{said[0]}”是“{own}”，“{said[1]}”是“{other}”"
            yield Finding("subject", "error", message, at, cited.part(*place))


def _same(said: str, given: str) -> bool:
    """Whether a name is another, what leads up to it aside: 政府 is 实行政府, 总链长 is not 副总链长."""
    return given.endswith(said) and not given.removesuffix(said).endswith(("副", "总"))


def _identities(text: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Where a text tells in so many words what something is, the thing, what it is; quotation marks aside."""
    plain = folded(text)
    for pattern in _IDENTITIES:
        for match in pattern.finditer(plain.text):
            yield plain.original(*match.span()), match[1], match[2]


def sides(claim: Claim, support: Support) -> Iterator[Finding]:
    """东环段 where the source has 西环段 between the very same words; code noun."""
    said, given = folded(claim.text), support.words
    for at, char in enumerate(said.text):
        others = next((side.replace(char, "") for side in _SIDES if char in side), "")
        before, behind = said.text[max(at - 2, 0) : at], said.text[at + 1 : at + 3]
        if not others or not _SUBJECT.fullmatch(before) or not _SUBJECT.fullmatch(behind):
            continue
        other = re.search(f"(?<={before})[{others}](?={behind})", given)
        if other and f"{before}{char}{behind}" not in given:
            message = f"句中“{char}{behind}”，所引原文作“{other[0]}{behind}”"
            yield Finding("noun", "error", message, said.original(at, at + 1), support.part(*other.span()))


def segments(claim: Claim, support: Support) -> Iterator[Finding]:
    """What one of two parallel statements (甲……；乙……) says, told of the other; code subject."""
    agencies = [claim.text[slice(*agency.at)] for agency in find_agencies(claim.text)]
    if _MANY.search(re.sub("|".join(map(re.escape, agencies)) or "(?!)", "", claim.text)):
        return
    said = [
        w
        for w in nouns.find(claim.text)
        if w.naming and not nouns.idle(w.text) and not regions.get(w.text)  # places have a check
    ]
    for cited in support.cited:
        for sentence in re.finditer("[^。！？\n]+", cited.text):
            parts = list(re.finditer("[^；;]+", sentence[0]))
            rest = cited.text[: sentence.start()] + cited.text[sentence.end() :]
            for here, there in permutations(parts, 2):
                only_here = [w for w in said if w.text in here[0] and w.text not in there[0] + rest]
                only_there = [w for w in said if w.text in there[0] and w.text not in here[0] + rest]
                if only_here and only_there and only_here[0].start < only_there[0].start:
                    word, start = only_there[0], sentence.start() + there.start()
                    at = start + there[0].find(word.text)
                    message = f"句中“{word.text}”，所引原文说的不是“{only_here[0].text}”，是另一项"
                    yield Finding(
                        "subject",
                        "error",
                        message,
                        (word.start, word.end),
                        cited.part(at, at + len(word.text)),
                    )
                    return


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
