"""Which laws a question asks of (消防法对…有什么规定), and whether a text is what such a law says."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.candidates import Candidate
from assistant.words import Term
from index import laws
from index.tokens import normalise
from index.types import Document

_KIND = "法典|(?<![办做方执立司看想说手用合违非无])法|条例"
_ASKS = "(?=[》”]?(?:对|是?怎[么样]|是?如何|有[没哪什]|中?里?(?:明确)?(?:规定|要求)|[中里]|要求|关于))"
_NAMED = re.compile(
    rf"《([^《》]{{2,40}}(?:{_KIND}))》{_ASKS}|(?:^|[，。；？\s]|根据|按照|依照|请问)((?:(?!和|与|跟|或|、|对|是)[\u4e00-\u9fff]){{2,24}}?(?:{_KIND})){_ASKS}"
)
_REPORT = re.compile("(?:国务院)?政府工作报告")
_SAYS = "》(?:第[一二三四五六七八九十百]+条)?(?:已|也|还|均)?(?:明确)?(?:规定|明确|要求|提出|指出)"


@lru_cache(maxsize=256)  # each candidate is held against the laws of its question
def named(question: str) -> tuple[str, ...]:
    """The names of the laws whose rule is asked for, as the question has them."""
    found = (m[1] or m[2] for m in _NAMED.finditer(question))
    return tuple(dict.fromkeys(found))


def matter(own: Sequence[Term], question: str) -> tuple[Term, ...]:
    """The terms of a question but those of the names: they say where to look, and not for what."""
    names = [normalise(name) for name in (*named(question), *_REPORT.findall(question))]
    rest = normalise(question)
    for name in names:
        rest = rest.replace(name, "")
    kept = (t for t in own if t.forms[0] in rest or not any(t.forms[0] in name for name in names))
    return tuple(kept) or tuple(own)


def says(candidate: Candidate, document: Document, question: str) -> bool:
    """Whether a candidate is of such a law, or tells what it says: who only carries it out (贯彻《X》) does not."""
    names = named(question)
    return not names or any(
        laws.means(name, document.title) or re.search(re.escape(name) + _SAYS, candidate.text)
        for name in names
    )
