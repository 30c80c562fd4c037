"""What a text tells as more than, less than or near another thing: 农村居民收入增速快于城镇居民."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import nouns, quantities
from assistant.context import pairs, placeless

MORE, LESS = "[高快大多]于|超过", "[低慢小少]于|不及(?![时格])"
"""What sets figures against each other, and things as well."""
_TOLD = re.compile(
    f"(?P<more>{MORE}|[优好强]于|超出|跑赢|领先于)|(?:{LESS}|[劣弱]于|落后于)|(?P<near>接近|持平于)"
)
_THAN = re.compile(
    r"(?<![对占])比(?![重例上去])(?P<right>[\u4e00-\u9fff]{2,16}?)[还更要]?(?:(?P<more>[高多大快优好])|[低少小慢差])(?![\u4e00-\u9fff])"
)
_STATEMENT = re.compile(r"[^。；;！？!?\n]+")
_CLAUSE = re.compile("[，,：:]")
_OPENS = re.compile(r"[\u4e00-\u9fff]{2}")
_TIME = re.compile("[年月季期]前?$")
_FIGURE = re.compile(r"[(（的为达]\s*\d")
_FRAMING = re.compile(
    "个?百分点|平均|水平|(?:增加值)?(?:年均|同比)?增[速幅长]|[连持]续|[首屡]次|年均|分别|[均都]$"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing set against another: `sign` is 1 for more, -1 for less, 0 for near.

    `word` is where the word for it stands; what is said with it lasts to `end`.
    """

    word: tuple[int, int]
    end: int
    sign: int
    left: str
    right: str

    @property
    def at(self) -> tuple[int, int]:
        """Where it is said: the word for it, and what follows that."""
        return self.word[0], self.end

    @property
    def measured(self) -> bool:
        """Whether the text has a figure of what something is set against: 低于浙江的3.3%."""
        return bool(_FIGURE.search(self.right))

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of what is compared and of what with."""
        return _named(self.left), _named(self.right)

    def likeness(self, other: "Relation") -> int:
        """How many words both have on the same sides, or on exchanged ones; 0 where they are of other things."""
        left, right, before, behind = *self.sides, *other.sides
        if self._crosses(other):
            return len(left & behind) + len(right & before)
        unsaid = not _named(placeless(self.left))
        return len(left & before) + len(right & behind) if (left & before or unsaid) and right & behind else 0

    def bears(self, other: "Relation") -> bool:
        """Whether it says what the other says of the same things: 甲高于乙 bears 乙低于甲."""
        return self.sign == (-other.sign if self._crosses(other) else other.sign)

    def _crosses(self, other: "Relation") -> bool:
        left, right, before, behind = *self.sides, *other.sides
        return bool((left & behind) - before and (right & before) - behind)


@lru_cache(maxsize=1024)  # many claims are held against the same candidates
def relations(text: str) -> tuple[Relation, ...]:
    """All of a text in order; a bound of a figure (超过3%) is none."""
    told = ((statement, _words(statement)) for statement in _STATEMENT.finditer(text))
    return tuple(one for statement, words in told if words for one in _of(statement, words))


def compares(text: str, at: tuple[int, int]) -> bool:
    """Whether a stretch of a text stands in a clause that sets one thing against another."""
    told = [relation.at for relation in relations(text)]
    return any(
        start <= at[0] < end or (at[1] <= start and not _CLAUSE.search(text, at[1], start))
        for start, end in told
    )


def _words(statement: re.Match[str]) -> list[re.Match[str]]:
    """The words of a statement that may tell one, in order."""
    told = sorted((*_TOLD.finditer(statement[0]), *_THAN.finditer(statement[0])), key=re.Match.start)
    first, bounds = statement.start(), [q.at for q in quantities.find(statement.string)] if told else []
    return [m for m in told if not any(a < first + m.end() and first + m.start() < b for a, b in bounds)]


def _of(statement: re.Match[str], told: Sequence[re.Match[str]]) -> Iterator[Relation]:
    """The relations of a statement; those in a row (高于全省、高于全国) are of one thing."""
    words, first = statement[0], statement.start()
    left, last = "", 0
    for match, end in zip(told, [*(m.start() for m in told[1:]), len(words)], strict=True):
        than = match.re is _THAN
        stop = _CLAUSE.search(words, match.end(), end)
        stop_at = match.end() if than else stop.start() if stop else end
        right = match["right"] if than else words[match.end() : stop_at].rstrip("、")
        if not last or words[last : match.start()].strip("、也均且并更"):
            left = _before(words, match.start())
        last = stop_at
        if _OPENS.match(right) and not (than and _TIME.search(right)):
            sign = 1 if match["more"] else 0 if not than and match["near"] else -1
            word = first + match.start(), first + match.end()
            end = first + stop_at - (words[stop_at - 1] == "、")
            yield Relation(word, end, sign, left, right)


def _before(text: str, end: int) -> str:
    """What is set against something: from its clause on, or from the clause before that names anything."""
    clauses = _CLAUSE.split(text[:end])
    clauses[-1] = _own(clauses[-1])
    for at in range(len(clauses) - 1, -1, -1):
        if _names(words := "，".join(clauses[at:])):
            return words
    return "，".join(clauses)


def _own(clause: str) -> str:
    """A clause without what is told before a 、 with a figure of its own: 粮食增产8%、投资增速……"""
    told, _, own = clause.rpartition("、")
    return own if told and _names(own) and quantities.find(told) else clause


def _names(text: str) -> bool:
    return any(word.naming and not nouns.idle(word.text) for word in nouns.find(text))


def _named(text: str) -> frozenset[str]:
    return pairs(_FRAMING.sub(" ", text))
