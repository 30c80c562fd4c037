"""How near a text is to a topic: the share of the topic's rare words that it has.

The topic's own words count whole, other wordings of them a little less, words of the same field half;
words in the headings above or the sentences before count less than words of the sentence. What a text means
adds to its words.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.held import held
from assistant.meaning import Nearness, far, nearness
from assistant.places import countries
from assistant.sides import LIGHT, sides
from assistant.words import Term, alike, related, synonyms
from index import Library, regions
from index.tokens import content_pairs, normalise

_OTHER, FIELD = 0.9, 0.55
_FRAME, _BESIDE, _OPENING, _ABOVE, _BEFORE = 0.75, 0.65, 0.6, 0.45, 0.35
_BARELY, _ONLY_ABOVE = 0.2, 0.6
_PLAIN, _ASIDE, _LOOSE, _SLIGHT = 0.06, 0.2, 0.8, 0.35
HEADLINE = 20
"""Characters up to which the sentence that a paragraph opens with is its heading: 提升粮食生产能力。"""
_SENSE = 0.6  # how much what a text means adds to its words
_TELLS = 6  # characters from which on a text means something by itself
_MOST_OF_IT = 0.65  # what a part of a word counts that may stand for it
_OF_RAREST, _MEANT, _LIKE = 0.8, 0.8, 0.6
"""How rare a part is, as a share of the rarest part of its word, that says as much for its length; and what share of
that, and of the rarity of the word itself, it must be for words of its own field to be of the topic: 粮食 of 粮食安全,
and not 安全; none of a word that the library has not at all, as 医院 of 宠物医院."""
_MOST, _AT_ONCE = 0.6, 0.6
"""The share of a side that must be told where the library carries it, and that some one part of a text must exceed."""
_SAYING = 0.3  # how heavy a word must be to tell one matter of the library from the others
_HEADLESS = 0.5  # what a text is worth without a head of the topic
_HEAD_HELD, _WEIGHTY = 0.5, 0.45  # how far it must have one, and how heavy a head is beside the heaviest
_JOINT = re.compile("[和与及、的]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the topic: its wordings with how much each counts, its weight, whether the library has it, and whether
    it is a head.

    A Chinese phrase ends in its head: 中小企业融资难 is about 融资难, and 中小企业 only says whose.
    """

    own: Term
    others: Term
    parts: Mapping[str, float]
    field: Term
    weight: float
    known: bool = True
    head: bool = False

    def held(self, text: str) -> tuple[float, bool]:
        """How far a normalised text has it, and whether it has a word of the same field, where that may count more.

        非煤矿山 are no 煤矿.
        """
        if "非" in text and not self.own.forms[0].startswith("非"):
            text = text.replace(f"非{self.own.forms[0]}", "")
        best = held(self.own, text)
        if best < _OTHER and any(form in text for form in self.others.forms):
            return _OTHER, False
        for form, share in self.parts.items():
            if share > best and form in text:
                best = share
        return best, best < FIELD and any(form in text for form in self.field.forms)

    def named(self, text: str) -> bool:
        """Whether a normalised text has it in some wording: 体育 is not 体育彩票."""
        parts = (form for form in self.parts if _part(form, self.own.forms[0]) >= _MOST_OF_IT)
        return held(self.own, text) >= FIELD or any(form in text for form in (*self.others.forms, *parts))

    def told(self, text: str) -> bool:
        """Whether a normalised text tells of it, in some wording or in words of its field, which do not stand for what
        no text of the library speaks of."""
        return self.named(text) or (self.known and any(form in text for form in self.field.forms))


@dataclass(frozen=True, slots=True)
class Matter:
    """What a draft is about, side by side (`assistant.sides`); the `first` of them are of the clause that the topic
    begins with, `sense` tells how near a text is in meaning. Texts are given normalised."""

    sides: tuple[tuple[Word, ...], ...]
    first: int = 1
    sense: Nearness = far
    words: tuple[Word, ...] = dataclasses.field(init=False, repr=False, compare=False)
    _heads: tuple[int, ...] = dataclasses.field(init=False, repr=False, compare=False)
    _weights: tuple[float, ...] = dataclasses.field(init=False, repr=False, compare=False)
    _known: dict[str, list[tuple[float, bool]]] = dataclasses.field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        # Thousands of texts are held against one matter: what is the same for each is worked out once.
        words = tuple(word for side in self.sides for word in side)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "_heads", tuple(n for n, word in enumerate(words) if word.head))
        object.__setattr__(self, "_weights", tuple(sum(w.weight for w in side) for side in self.sides))

    @classmethod
    def of(cls, topic: str, library: Library) -> "Matter":
        """Words that the library has everywhere weigh little, those that only say what is to be done nothing."""
        found = list(sides(topic))
        named = dict.fromkeys(term.forms[0] for side in found for term in side.words)
        rarity = library.rarity([*named, *(part for name in named for part in _parts(name))])
        made = [(side, [_word(t, rarity) for t in side.words]) for side in found]
        known = [(s, words if s.first else [w for w in words if _is_known(w, rarity)]) for s, words in made]
        headed = tuple(_headed(words, side.text) for side, words in known if words)
        first = sum(bool(words) and side.first for side, words in known)
        return cls(headed, first, nearness("，".join(named), library))

    @property
    def field(self) -> tuple[str, ...]:
        """Words of the same field, for finding material that says the matter in other words."""
        return tuple(
            dict.fromkeys(f for w in self.words for f in (*w.parts, *w.others.forms, *w.field.forms))
        )

    def near(
        self, body: str, sentence: str, beside: str = "", above: str = "", before: str = "", opening: str = ""
    ) -> float:
        """From 0 to 1: `body` is what is told, `sentence` has who says it too; `beside` stands before it in the
        source's sentence, `above` and `before` over and before that, `opening` is the sentence that its paragraph
        opens with and says what it is about. What is only around hardly counts."""
        headed = opening if len(opening) <= HEADLINE else ""
        told = ((1.0, body), (_FRAME, sentence), (_BESIDE, beside), (_BESIDE, headed))
        around = (*told, (_OPENING, opening), (_ABOVE, above), (_BEFORE, before))
        own = self._share(self._most(told))
        whole = self._share(self._most(around))
        near = whole if own >= _BARELY else own + _ONLY_ABOVE * (whole - own)
        near = near if self._headed(text for _, text in around) else near * _HEADLESS
        return self._sensed(near, body)

    def _held(self, text: str, field: float = FIELD) -> list[float]:
        """How far a text has each of the words; `field` is what a word of the same field counts, FIELD at most."""
        if text not in self._known:
            # What stands around a sentence does so around every way to tell it.
            self._known[text] = [word.held(text) for word in self.words]
        return [max(share, field) if akin else share for share, akin in self._known[text]]

    def _most(self, texts: Iterable[tuple[float, str]]) -> Iterator[float]:
        """How far the text that has most of it has each of the words, each text at its share."""
        rows = ([share * held for held in self._held(text)] for share, text in texts)
        return map(max, zip(*rows, strict=True))

    def _sensed(self, near: float, text: str) -> float:
        """A nearness by words with what the meaning of the text adds to it: the less, the more the words say."""
        return near + _SENSE * self.sense(text) * max(0.0, 1 - near) ** 2

    def _headed(self, texts: Iterable[str]) -> bool:
        """Whether one of some texts has what one side of the topic is about."""
        if not self._heads:
            return True
        return any(held[n] >= _HEAD_HELD for held in map(self._held, texts) for n in self._heads)

    def side(self, text: str) -> int:
        """Which side of the topic a normalised text has most of."""
        held = iter(self._held(text))
        shares = [
            sum(w.weight * next(held) for w in side) / (sum(w.weight for w in side) or 1.0)
            for side in self.sides
        ]
        return shares.index(max(shares)) if shares else 0

    def asks(self, text: str, field: float = _LOOSE * FIELD) -> float:
        """How far a question is of the topic: words of the field count less than in a fact, unless told otherwise."""
        share = self._share(self._held(text, field))
        share = share if self._headed([text]) else share * _HEADLESS
        return self._sensed(share, text) if len(text) >= _TELLS else share

    def names(self, text: str) -> bool:
        """Whether a normalised text has any word of the topic, in whatever wording, or one of its field."""
        return any(self._held(text))

    @property
    def pairs(self) -> frozenset[str]:
        """The content of the topic itself, which all that is told of it shares."""
        return content_pairs("，".join(w.own.forms[0] for w in self.words))

    def carried(self, texts: Sequence[str]) -> bool:
        """Whether some texts tell what one side of the topic's first clause is about, and most of what it says of it."""
        # A word of one character says no matter by itself: 电 of 电不够用.
        named = [s for s in self.sides[: max(self.first, 1)] if any(len(w.own.forms[0]) > 1 for w in s)]
        return any(_carried(side, texts) for side in named)

    def missing(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The words that weigh most and that no text has, in itself, in another wording or in one of its field."""
        wanting = (w.own.forms[0] for w in self._heavy if not any(w.told(text) for text in texts))
        return tuple(dict.fromkeys(wanting))

    def known(self, name: str) -> bool:
        """Whether the library has a word of the topic, by its characters at least."""
        return any(word.known for word in self.words if word.own.forms[0] == name)

    def nearly(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The words that weigh most and of which the texts have nothing but words of their field: 港口 for 邮轮."""
        said = content_pairs("，".join(texts))
        heads = [w for w in self._heavy if w.head and any(w.told(text) for text in texts)]
        strange = (w for w in heads if not any(w.named(text) for text in texts))
        wanting = (w.own.forms[0] for w in strange if not content_pairs(w.own.forms[0]) & said)
        return tuple(dict.fromkeys(wanting))

    @property
    def _heavy(self) -> list[Word]:
        heaviest = max((w.weight for w in self.words), default=0.0)
        return [w for w in self.words if w.weight >= 0.6 * heaviest]

    def _share(self, held: Iterable[float]) -> float:
        """The share of the side of whose words most is `held`, and a little of the others'; a side of plain words says less."""
        heaviest, told = max(self._weights, default=0.0) or 1.0, iter(held)
        shares = [
            sum([w.weight * next(told) for w in side]) / (weight * heaviest) ** 0.5
            for side, weight in zip(self.sides, self._weights, strict=True)
        ]
        return (1 - _ASIDE) * max(shares) + _ASIDE * sum(shares) / len(shares) if shares else 0.0


def _carried(side: Sequence[Word], texts: Sequence[str]) -> bool:
    """Whether the heads and most of a side are told, and most of it in one breath."""
    parts = [part for text in texts for part in re.split("[;；]", text)]
    apart = [[word for word in side if word.told(part)] for part in parts]
    told = [word for word in side if any(word in some for some in apart)]
    heads = [word for word in side if word.head]
    at_once = max(
        (_weight(some) for some in apart if not heads or any(w in heads for w in some)), default=0.0
    )
    whole = _weight(side)
    return all(w in told for w in heads) and _weight(told) >= _MOST * whole and at_once > _AT_ONCE * whole


def _weight(words: Iterable[Word]) -> float:
    return sum(word.weight for word in words)


def _is_known(word: Word, rarity: Mapping[str, float]) -> bool:
    """Whether the library has a word, or words of its field: what people say in passing it often has not."""
    return rarity.get(word.own.forms[0], 1.0) < 1.0 or bool(word.others.forms or word.field.forms)


def _headed(side: Sequence[Word], clause: str) -> tuple[Word, ...]:
    """A side with its head marked: the last heavy word of the clause, and of what goes before 的 in it.

    Where no word says much (工业新兴优势产业链), what the others only tell more of counts as much as any."""
    plain, heaviest = normalise(clause), max(word.weight for word in side)
    if heaviest < _SAYING:
        *before, final = sorted(side, key=lambda w: plain.find(w.own.forms[0]))
        side = (*before, replace(final, weight=heaviest))
    heavy = [word for word in side if word.weight >= _WEIGHTY * heaviest]
    ends = [found.start() for found in _JOINT.finditer(plain)] + [len(plain)]
    last = []
    for start, end in zip([0, *ends], ends, strict=False):
        within = [w for w in heavy if start <= plain.find(w.own.forms[0]) < end]
        last += sorted(within, key=lambda w: plain.find(w.own.forms[0]))[-1:]
    return tuple(replace(word, head=word in last) for word in side)


def _part(form: str, name: str) -> float:
    """What a part of a word counts: 链长 of 链长制 more than 人才 of 人才培养."""
    return 0.15 + 0.9 * len(form) / len(name)


def _word(term: Term, rarity: Mapping[str, float]) -> Word:
    name = term.forms[0]
    rare, known = rarity.get(name, 1.0), {part: rarity.get(part, 1.0) for part in _parts(name)}
    rarest = max(known.values(), default=1.0) or 1.0
    says = {part: min(1.0, share / (_OF_RAREST * rarest)) for part, share in known.items()}
    parts = {part: _part(part, name) * share**2 for part, share in says.items()}
    others = tuple(f for f in (*synonyms().get(name, ()), *alike().get(name, ())) if f != name)
    meant = (p for p, share in says.items() if share >= _MEANT and _LIKE * rare <= known[p] and rare < 1)
    field = [f for form in (name, *others, *meant) for f in related().get(form, ())]
    other = tuple(f for f in dict.fromkeys(field) if f != name and f not in others and f not in parts)
    where = (term.place or regions.find(name)) and not countries(name)
    weight = term.weight * (rare + _PLAIN) * (_SLIGHT if name in LIGHT or where else 1.0)
    return Word(Term((name,), 1.0), Term(others, 1.0), parts, Term(other, 1.0), weight, rare < 1)


def _parts(name: str) -> tuple[str, ...]:
    """The words that stand in a word and may stand for it: 链长 in 链长制."""
    return tuple(part for part in related() if len(part) >= 2 and part != name and part in name)
