"""How near a text is to a topic: the share of the topic's rare words that it has.

The topic's own words count whole, other wordings of them a little less, words of the same field half;
words in the headings above or the sentences before count less than words of the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.fit import held
from assistant.words import Term, related, synonyms, terms
from index import Library
from index.tokens import normalise

_OTHER, _FIELD = 0.9, 0.5
_FRAME, _ABOVE, _BEFORE = 0.75, 0.45, 0.35
_PLAIN = 0.12
_DOING = re.compile(
    r"^(?:(?:进一步|大力|加快|积极|着力|有效|全面)*(?:推动|推进|加强|完善|促进|探索|落实|实施|优化|提升|提高|解决|破解|缓解|降低|防范|避免|防止|鼓励|引导|深化|强化|做好|扩大|增强|加大|推行|规范)"
    r"|培育发展|培育(?=.{4,})|发展(?=.{4,}))+(?:和|与)?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the topic with its other wordings, the words of its field, and its weight."""

    own: Term
    others: Term
    field: Term
    weight: float

    def held(self, text: str) -> float:
        best = held(self.own, text)
        if best < _OTHER and self.others.forms:
            best = max(best, _OTHER * held(self.others, text))
        if best < _FIELD and self.field.forms:
            best = max(best, _FIELD * held(self.field, text))
        return best


@dataclass(frozen=True, slots=True)
class Matter:
    """What a draft is about. Texts are given normalised."""

    words: tuple[Word, ...]

    @classmethod
    def of(cls, topic: str, library: Library) -> "Matter":
        """Words that the library has everywhere weigh little, those that only say what is to be done nothing."""
        own = [t for clause in re.split("[，,；;]", topic) for t in terms(_DOING.sub("", clause))]
        unique = list({t.forms[0]: t for t in own}.values()) or list(terms(topic))
        rarity = library.rarity(t.forms[0] for t in unique)
        return cls(tuple(_word(t, rarity.get(t.forms[0], 1.0)) for t in unique))

    def near(self, body: str, sentence: str, above: str, before: str) -> float:
        """From 0 to 1: `body` is what is told, `sentence` has who says it too, `above` and `before` stand around it."""
        total = sum(w.weight for w in self.words)
        found = sum(
            w.weight
            * max(
                w.held(body),
                _FRAME * w.held(sentence),
                _ABOVE * w.held(above),
                _BEFORE * w.held(before),
            )
            for w in self.words
        )
        return found / total if total else 0.0

    def told(self, text: str) -> float:
        """The same for a text alone."""
        total = sum(w.weight for w in self.words)
        return sum(w.weight * w.held(text) for w in self.words) / total if total else 0.0

    def missing(self, texts: Sequence[str]) -> tuple[str, ...]:
        """The words that weigh and that no text has, in itself or in another wording."""
        heaviest = max((w.weight for w in self.words), default=0.0)
        return tuple(
            w.own.forms[0]
            for w in self.words
            if w.weight >= 0.5 * heaviest and not any(w.held(text) >= _OTHER * 0.6 for text in texts)
        )


def _word(term: Term, rarity: float) -> Word:
    name = term.forms[0]
    others = tuple(f for f in synonyms().get(name, ()) if f != name)
    field = tuple(f for form in (name, *others) for f in related().get(form, ()) if f != name and f not in others)
    known = tuple(dict.fromkeys(normalise(f) for f in field))
    return Word(Term((name,), 1.0), Term(others, 1.0), Term(known, 1.0), term.weight * (rarity + _PLAIN))
