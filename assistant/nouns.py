"""The words of a text that name things, and whether another text has them in one wording or another."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from assistant import words
from index.tokens import normalise

# Parts of speech of rjieba: names of things, what tells kinds of them apart, short forms, set phrases.
_NAMING = frozenset("n nr ns nt nz ng j b l s".split())  # noqa: SIM905
# What the dictionary takes for verbs and a policy text counts.
_COUNTED = frozenset(
    "收入 支出 投入 产出 担保 贷款 融资 销售 消费 就业 失业 进口 出口 补贴 补助 奖励 税收 经费 编制 诉求".split()  # noqa: SIM905
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_CHAIN = "链"  # of 创新链 and the like the dictionary knows the first part alone
_PARTS, _LAST = "njabvf", "nj"  # how the dictionary calls the characters of a name, and the last of them
_HALF = 2  # characters of the parts that a longer word is taken apart into


@dataclass(frozen=True, slots=True)
class Word:
    """A word of two characters or more at [start, end), with its part of speech as rjieba has it."""

    text: str
    start: int
    end: int
    tag: str

    @property
    def naming(self) -> bool:
        """Whether it names a thing and does not tell what happens."""
        return self.tag in _NAMING or self.text in _COUNTED

    @property
    def nominal(self) -> bool:
        """Whether it can stand in the place of a name: 生产 in 生产基地."""
        return self.naming or self.tag in ("vn", "i")


@lru_cache(maxsize=1024)  # the sentences that a draft is held against come again and again
def find(text: str) -> tuple[Word, ...]:
    """The Han words of a text in order, by the dictionary alone: what is guessed cuts across words."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Word]:
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    at, last = 0, None
    for word, tag in rjieba.tag(text, hmm=False):
        start = text.find(word, at)
        at = start + len(word)
        if word == _CHAIN and last and last.end == start:
            last = Word(f"{last.text}{word}", last.start, at, "n")
            continue
        if last:
            yield last
        last = Word(word, start, at, tag) if _HAN.fullmatch(word) else None
    if last:
        yield last


def coined(text: str) -> Iterator[Word]:
    """Names that the dictionary does not know: it takes 独库 of 独库高速 apart into characters, of which the last names."""
    import rjieba  # as above

    at, run = 0, list[tuple[int, str]]()
    for word, tag in rjieba.tag(text, hmm=False):
        start = text.find(word, at)
        at = start + len(word)
        if len(word) == 1 and tag[0] in _PARTS and "\u4e00" <= word <= "\u9fff":
            run.append((start, tag))
            continue
        if len(run) >= _HALF and run[-1][1][0] in _LAST and _HAN.fullmatch(word):
            yield Word(text[run[0][0] : start], run[0][0], start, "nz")
        run = []


def idle(word: str) -> bool:
    """Whether a word frames a statement (情况, 比重) and names nothing in it."""
    return word in _idle()


def same(one: str, other: str) -> bool:
    """Whether two words are wordings of one thing; 弟兄 is 兄弟."""
    return (
        sorted(one) == sorted(other) or one in _wordings().get(other, ()) or other in _wordings().get(one, ())
    )


def holds(source: str, word: str) -> bool:
    """Whether a text in small letters has a word, in another wording perhaps or in parts."""
    if any(form in source for form in (word, *_wordings().get(normalise(word), ()))):
        return True
    if len(word) < 2 * _HALF:
        return False
    parts = (word[:_HALF], word[_HALF:]) if len(word) == 2 * _HALF else (word[:-_HALF], word[-_HALF:])
    return all(
        idle(part) or any(form in source for form in (part, *_wordings().get(part, ()))) for part in parts
    )


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("assistant").joinpath("nouns.toml").read_text(encoding="utf-8"))


@cache
def _idle() -> frozenset[str]:
    return frozenset(_table()["idle"].split())


@cache
def _wordings() -> Mapping[str, Sequence[str]]:
    """Each word with the others of its meaning."""
    table: dict[str, list[str]] = {word: list(others) for word, others in words.synonyms().items()}
    for group in _table()["same"]:
        for word in group:
            table.setdefault(word, []).extend(other for other in group if other != word)
    return table
