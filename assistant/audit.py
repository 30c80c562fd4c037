"""Checking a text written elsewhere: every sentence against the best sentence of the library."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.candidates import Candidate, candidates
from assistant.check import check
from assistant.errors import RequestError
from assistant.types import Citation, Claim
from index import Library
from index.sentences import sentences
from index.tokens import content_pairs

LIMIT = 100_000
_HITS, _ALIKE = 8, 0.3


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the checked text at [start, end), and what the library says of it."""

    text: str
    start: int
    end: int
    claim: Claim


def audit(text: str, library: Library) -> tuple[Item, ...]:
    """Every sentence of a text with its verdict. RequestError for an empty or over-long text."""
    return tuple(audit_stream(text, library))


def audit_stream(text: str, library: Library) -> Iterator[Item]:
    """The same, one sentence at a time."""
    if not text.strip():
        raise RequestError("没有可核对的文字。请给出要核对的文件，或用 - 从标准输入读入文字。")
    if len(text) > LIMIT:
        raise RequestError(f"文字有 {len(text)} 字，超过 {LIMIT} 字的上限。请分成几份核对。")
    for start, end in sentences(text):
        sentence = text[start:end]
        if not content_pairs(sentence):
            continue
        best = _best(sentence, library)
        claim = Claim(sentence, tuple(Citation(span) for span in best.spans) if best else ())
        (checked,) = check([claim], library)
        yield Item(sentence, start, end, checked)


def _best(sentence: str, library: Library) -> Candidate | None:
    """The candidate that shares most with a sentence, if it shares enough to be about the same."""
    said = content_pairs(sentence)
    found = candidates(library.search(sentence, _HITS), library)
    shares = [(len(said & content_pairs(c.text)) / len(said), -n) for n, c in enumerate(found)]
    if not shares:
        return None
    share, n = max(shares)
    return found[-n] if share >= _ALIKE else None
