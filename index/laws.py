"""Which documents of a library a law's name means: its title, or a short one that people use (未保法, 北京控烟条例)."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index import regions
from index.articles import KINDS, STATE
from index.lookup import normal_title
from index.store import Listing

_KIND = re.compile(f"(?:{KINDS})$")
_BRACKETS = re.compile("[（(][^（）()]*[）)]$")
_FRAME = frozenset("管理 服务 工作 若干 暂行 特别 保障 促进 省 市 的 和 与 及 、".split())  # noqa: SIM905
"""Words of a title that a short name may leave out."""
_SHORTEST = 2  # characters before the kind of a short name


def called(name: str, listings: Iterable[Listing]) -> tuple[Listing, ...]:
    """The documents of that very title; where there are none, those whose title the name shortens."""
    known = tuple(listings)
    exact = tuple(one for one in known if is_title(name, one.title))
    return exact or tuple(one for one in known if _shortens(_plain(name), _plain(one.title)))


def is_title(name: str, title: str) -> bool:
    """Whether a name is that very title, the state and the year of the version left out."""
    return _plain(name) == _plain(title)


@lru_cache(maxsize=4096)  # asked of each passage of a law
def means(name: str, title: str) -> bool:
    """Whether a name is that title, or shortens it."""
    return is_title(name, title) or _shortens(_plain(name), _plain(title))


@lru_cache(maxsize=65_536)  # every question that names a law asks for the same titles
def _plain(title: str) -> str:
    return _BRACKETS.sub("", normal_title(title)).removeprefix(STATE)


def _shortens(name: str, title: str) -> bool:
    """Whether a name has of each word of a title a character at least, in order, and none besides; the place may be
    left out, and so may words that most titles have."""
    kind = _KIND.search(name)
    if kind is None or not title.endswith(kind[0]) or kind.start() < _SHORTEST:
        return False
    place, rest = _placed(title)
    mine, own = _placed(name)
    if mine and mine != place:
        return False
    return _spelled(own[: -len(kind[0])], _words(rest[: -len(kind[0])]))


def _placed(title: str) -> tuple[str, str]:
    """The place that a title begins with, empty for none, and what follows it."""
    first = regions.leading(title)
    if first is None:
        return "", title
    return first.region.name, re.sub("^(?:特别行政区|自治[区州县]|[省市州县区])", "", title[first.at[1] :])


def _words(text: str) -> Sequence[str]:
    # Loads its dictionary, which few questions need.
    import rjieba

    return rjieba.cut(text)


def _spelled(name: str, words: Sequence[str]) -> bool:
    if not words:
        return not name
    taken = 0
    for char in words[0]:
        taken += taken < len(name) and name[taken] == char
    skipped = words[0] in _FRAME and _spelled(name, words[1:])
    return skipped or any(_spelled(name[n:], words[1:]) for n in range(taken, 0, -1))
