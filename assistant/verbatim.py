"""What "the same words" means: NFKC form and white space may differ, nothing else."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` as it is compared; `offsets[i]` is the character of the original that text[i] came from."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the original behind text[start:end], which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=4096)  # what is cited, and what stands around it, is compared again and again
def folded(text: str) -> Folded:
    """NFKC, without white space."""
    pairs = [
        (folded_char, offset)
        for offset, char in enumerate(text)
        for folded_char in unicodedata.normalize("NFKC", char)
        if not folded_char.isspace()
    ]
    return Folded("".join(char for char, _ in pairs), tuple(offset for _, offset in pairs))


def occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of `text` that read like `quote`, in order; none begins or ends inside a number."""
    wanted, source = folded(quote).text, folded(text)
    at = source.text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = source.original(at, at + len(wanted))
        if not _inside_number(text, start) and not _inside_number(text, end):
            yield start, end
        at = source.text.find(wanted, at + 1)


def _inside_number(text: str, at: int) -> bool:
    return bool(re.search(r"\d[.,]?$", text[max(at - 2, 0) : at]) and re.match(r"[.,]?\d", text[at : at + 2]))
