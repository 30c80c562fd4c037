"""How far a text bears a phrase out, as a number: for ranking what may be true of it, never for a verdict.

A number or a name that the text lacks is nearly always wrong; any other word may be put in other words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.verbatim import folded

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAYS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_NAMES, _COUNTS = ("nr", "ns", "nt", "nz"), ("m", "t")  # parts of speech of rjieba
_NAME_LOSS, _COUNT_LOSS, _NEAR_GAIN = 0.35, 0.3, 0.6
_BESIDE, _REACH = 6, 60  # characters beside the phrase, and beside each place of it in the text


@dataclass(frozen=True, slots=True)
class Text:
    """A text that phrases are held against, prepared once."""

    words: str
    pairs: frozenset[str]
    numbers: frozenset[str]


def prepared(text: str) -> Text:
    plain = folded(text).text
    # Digits are looked for before white space goes: the cells 297.76 and 0.76 are two numbers.
    return Text(plain, frozenset(_pairs(plain)), frozenset(_NUMBER.findall(text)))


def grade(phrase: str, text: Text, sentence: str = "") -> float:
    """The higher, the better borne out: about 1.6 for words that stand so in the text, 0 and less for an absent name.

    `sentence` is what the phrase stands in: what is beside it should be beside it in the text too.
    """
    plain = folded(phrase).text
    if not plain:
        return 0.0
    said = _pairs(plain)
    share = sum(pair in text.pairs for pair in said) / len(said)
    characters = sum(char in text.words for char in plain) / len(plain)
    numbers = _NUMBER.findall(plain)
    whole = sum(number in text.numbers for number in numbers) / len(numbers) if numbers else 1.0
    names, counts = _kinds(plain)
    lost = (names * _NAME_LOSS + counts * _COUNT_LOSS) * (1 - share)
    return (share + characters) / 2 * whole - lost + _NEAR_GAIN * _near(plain, folded(sentence).text, text)


def _near(phrase: str, sentence: str, text: Text) -> float:
    """The share of what is said beside a phrase that stands near it in the text; where it is absent, anywhere."""
    at = sentence.find(phrase)
    if at < 0:
        return 0.0
    around = sentence[max(at - _BESIDE, 0) : at + len(phrase) + _BESIDE]
    beside = _pairs(around)
    anywhere = sum(pair in text.pairs for pair in beside) / len(beside)
    rest = set(_pairs(sentence.replace(phrase, " ", 1)))
    near = [len(rest & set(_pairs(window))) / (len(rest) or 1) for window in _windows(phrase, text.words)]
    return (anywhere + max(near, default=0.0)) / 2


def _windows(phrase: str, words: str) -> Iterator[str]:
    at = words.find(phrase)
    while at >= 0:
        yield words[max(at - _REACH, 0) : at + len(phrase) + _REACH]
        at = words.find(phrase, at + 1)


@cache
def _kinds(phrase: str) -> tuple[bool, bool]:
    """Whether a phrase has a name in it, and whether a number or a time."""
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    tags = [tag for _, tag in rjieba.tag(phrase)]
    return any(tag[:2] in _NAMES for tag in tags), any(tag[:1] in _COUNTS for tag in tags)


def _pairs(text: str) -> list[str]:
    run = "".join(_SAYS.findall(text))
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
