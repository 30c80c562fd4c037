"""A question beside texts that may answer it: how much of the question each text has, as numbers.

Shares go from 0 to 1. What most of the texts have tells none of them apart, so shares are also taken
with each word weighed by how few of these texts have it (`local`), and beside the best text (`ahead`).
Only overlap and the shape of a sentence are counted; the weights are learned (`assistant.reader`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.quantities import find as quantities
from assistant.shares import Shares
from assistant.words import content
from index import dates
from index.tokens import normalise

Column = NDArray[np.float64]
Matrix = NDArray[np.float64]

_BARE = re.compile(r"[^\u4e00-\u9fffa-z0-9]")
_CLAUSE = re.compile(r"[,，;；:：、。]")
_WHY = re.compile("为什么|为何|为啥|原因|缘故")
_SHAPES = {
    "quoted": re.compile("[“「《]"),
    "because": re.compile("因为|由于|因此|所以|原因|为了|故|导致|使得"),
    "means": re.compile("是指|指的是|即|称为|又称|是一"),
    "asks": re.compile(r"[？?]\s*$"),
    "leans": re.compile(r"\s*[他她它其该此这]"),
    "somebody": re.compile("书记|[省市县区厅局部院会长]长|主任|主席|部门|政府|企业|公司|协会|[厅局委署院]"),
    "somewhere": re.compile("[省市县区州镇村国]|园区|基地"),
}
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Text:
    """What may answer, `before` it in its paragraph, and what stands `around` it (title, headings, table header); normalised."""

    words: str
    before: str = ""
    around: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `shares` are of its terms; `rarity` tells of each how much it says in this library, from 0 to 1."""

    text: str
    kind: str
    shares: Shares
    rarity: Mapping[str, float]

    @property
    def bare(self) -> str:
        """The characters of the question that say what it is about."""
        return _BARE.sub("", normalise(content(self.text)))


def features(asked: Asked, texts: Sequence[Text]) -> dict[str, Column]:
    """By name, a number for each text, in their order. There must be a text."""
    found = {**_terms(asked, texts), **_characters(asked, texts), **_shape(asked, texts)}
    for name in _AHEAD:
        found[f"ahead_{name}"] = _ahead(found[name])
    return found


_AHEAD = (
    *("cover", "cover_around", "local", "local_before", "local_around"),
    *("pairs", "pairs_around", "local_pairs", "clause"),
)


def _terms(asked: Asked, texts: Sequence[Text]) -> dict[str, Column]:
    """Which terms stand in a text, in it or before it, in it or anywhere near it."""
    terms, shares = asked.shares.terms, asked.shares
    own = np.array([shares(text.words) for text in texts])
    before = np.maximum(own, np.array([shares(text.before) for text in texts]))
    around = np.maximum(before, np.array([shares(text.around) for text in texts]))
    rarity = np.array([asked.rarity.get(t.forms[0], 1.0) for t in terms])
    weight = np.array([t.weight for t in terms])
    plain, local = weight * rarity, weight * (0.3 + rarity) * _few(own)
    nouns = np.array([t.noun for t in terms], bool)
    verbs = ~nouns & (weight >= 0.55)
    missing = 1 - around
    found = {
        **{"cover": _share(own, plain), "cover_before": _share(before, plain)},
        **{"cover_around": _share(around, plain), "local": _share(own, local)},
        **{"local_before": _share(before, local), "local_around": _share(around, local)},
        **{"nouns_missing": missing @ nouns, "verbs_missing": missing @ verbs},
        **{"others_missing": missing @ ~(nouns | verbs)},
        **{"nouns": own @ nouns, "verbs": own @ verbs, "asked": np.full(len(texts), float(len(terms)))},
        "rare_missing": (missing * (rarity * nouns)).max(axis=1, initial=0.0),
        "rare_not_in_it": ((1 - own) * (rarity * nouns)).max(axis=1, initial=0.0),
    }
    return found


def _few(own: Matrix) -> Column:
    """More, the fewer of the texts have a term."""
    few: Column = np.log((len(own) + 1) / (own.sum(axis=0) + 0.5))
    return few


def _share(held_by: Matrix, weights: Column) -> Column:
    total = weights.sum()
    return held_by @ weights / total if total else np.zeros(len(held_by))


def _characters(asked: Asked, texts: Sequence[Text]) -> dict[str, Column]:
    """Which characters and touching pairs of the question stand in a text."""
    bare = asked.bare
    single, pair = sorted(set(bare)), sorted(_pairs(bare))
    bodies = [_BARE.sub("", text.words) for text in texts]
    chars = np.array([[c in body for c in single] for body in bodies], float).reshape(len(texts), -1)
    pairs = np.array([[p in body for p in pair] for body in bodies], float).reshape(len(texts), -1)
    near = np.array([[p in t.before or p in t.around for p in pair] for t in texts], float)
    near = np.maximum(pairs, near.reshape(len(texts), -1))
    weights = _few(pairs)
    of = dict(zip(pair, weights, strict=True))
    runs = np.array([min(_run(bare, body), _LONGEST) for body in bodies], float)
    sizes = np.array([len(body) for body in bodies], float)
    return {
        **{"chars": _share(chars, np.ones(len(single))), "local_chars": _share(chars, _few(chars))},
        **{"pairs": _share(pairs, np.ones(len(pair))), "local_pairs": _share(pairs, weights)},
        "pairs_around": _share(near, np.ones(len(pair))),
        "clause": np.array([_clause(t.words, of) for t in texts]) / (weights.sum() or 1.0),
        **{"run": runs, "run_share": runs / max(len(bare), 1), "size": np.log(sizes + 1)},
        "of_its_own": pairs.sum(axis=1) / np.maximum(sizes - 1, 1),
    }


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _clause(words: str, weights: Mapping[str, float]) -> float:
    """The most that a single clause has of the question's pairs."""
    held = [(pair, weight) for pair, weight in weights.items() if pair in words]
    return max(sum(weight for pair, weight in held if pair in clause) for clause in _CLAUSE.split(words))


def _run(bare: str, body: str) -> int:
    """The length of the longest run of the question that stands in a text."""
    longest = 0
    for i in range(len(bare)):
        while i + longest < len(bare) and bare[i : i + longest + 1] in body:
            longest += 1
    return longest


def _shape(asked: Asked, texts: Sequence[Text]) -> dict[str, Column]:
    """What a text is like, and whether that is what such a question wants."""
    found = {name: np.array([bool(p.search(t.words)) for t in texts], float) for name, p in _SHAPES.items()}
    found["listed"] = np.array([min(t.words.count("、"), 5) for t in texts], float)
    found["figure"] = np.array([bool(quantities(t.words)) for t in texts], float)
    found["date"] = np.array([bool(dates.find(t.words)) for t in texts], float)
    wanted = {"number": "figure", "date": "date", "who": "somebody", "where": "somewhere"}
    wanted |= {"list": "listed", "definition": "means"}
    for kind, shape in wanted.items():
        found[f"{kind}_wants_{shape}"] = found[shape] * (asked.kind == kind)
    found["why_wants_because"] = found["because"] * bool(_WHY.search(asked.text))
    return found


def _ahead(column: Column) -> Column:
    """How far each is behind the best; of the best, how far it is ahead of the next."""
    best = column.max()
    rest = column[column < best]
    return np.where(column < best, column - best, best - rest.max() if len(rest) else 0.0)
