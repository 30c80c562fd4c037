"""The chosen facts in the order of a lead: policy, local facts, problems and voices, examples from elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.cite import DraftClaim
from assistant.facets import Facet
from assistant.facts import Fact, length, size_of
from assistant.form import Profile
from assistant.voices import Heard

_PARTS: tuple[tuple[Facet, ...], ...] = (
    ("政策", "背景"),
    ("本地",),
    ("问题", "影响", "反映", "主张"),
    ("外地",),
)
_LEVELS = {"country": 0, "province": 1, "area": 1, "city": 2, "district": 3}
_VOICES = ("", "统计", "署名", "会议", "文件", "承前", "报道", "委员", "论文", "专家")
_JOINED = frozenset({"委员", "论文", "专家", "统计"})
"""Voices that may go on in the same sentence."""
_LONGEST = 130  # characters of a sentence that tells two facts


@dataclass(frozen=True, slots=True)
class Sentence:
    """A fact for a reader who has heard its voice or not, with what the same people tell behind it."""

    fact: Fact
    heard: Heard = ""
    more: tuple[Fact, ...] = ()

    def drafts(self) -> Iterator[DraftClaim]:
        """What may be said, the best first."""
        for draft in self.fact.drafts(self.heard):
            text = "；".join([draft.text.removesuffix("。"), *(fact.body for fact in self.more)])
            spans = (span for fact in self.more for span in fact.spans)
            yield DraftClaim(f"{text}。" if self.more else draft.text, (*draft.spans, *spans))

    @property
    def text(self) -> str:
        return next(self.drafts()).text

    def alone(self) -> Iterator["Sentence"]:
        """The same facts in a sentence each."""
        yield replace(self, more=())
        yield from (Sentence(fact, "just") for fact in self.more)

    def goes_on(self, fact: Fact) -> bool:
        """Whether a fact may stand behind it in the same sentence."""
        if (
            fact.voice.kind not in _JOINED
            or fact.advises != self.fact.advises
            or "；" in self.fact.body + fact.body
        ):
            return False
        return length(self.text) + len(fact.body) < _LONGEST


def sentences(parts: Iterable[Sequence[Fact]]) -> list[list[Sentence]]:
    """Paragraphs of facts as sentences: who has spoken before is named shortly, or goes on in the same sentence."""
    spoken: set[object] = {None}
    told: list[list[Sentence]] = []
    for part in parts:
        told.append([])
        for fact in part:
            last = told[-1][-1] if told[-1] else None
            just = last is not None and fact.speaker is not None and fact.speaker == last.fact.speaker
            if last is not None and just and last.goes_on(fact):
                told[-1][-1] = replace(last, more=(*last.more, fact))
                continue
            # Three in a row do not begin alike.
            heard: Heard = "just" if just and last is not None and last.heard != "just" else "before"
            told[-1].append(Sentence(fact, heard if fact.speaker in spoken - {None} else ""))
            spoken.add(fact.speaker)
    return told


def told_size(facts: Sequence[Fact], rules: Profile) -> int:
    """Characters of 事由 that tells the facts."""
    return sum(length(s.text) for part in sentences(paragraphs(facts, rules)) for s in part) if facts else 0


def paragraphs(chosen: Sequence[Fact], rules: Profile) -> list[list[Fact]]:
    """The paragraphs of 事由, as many and as long as the form asks for; the last one ends on a fact.

    Without examples from elsewhere the local facts come last, so that no draft ends on a complaint.
    """
    order = list(_PARTS)
    if not any(fact.facet == "外地" for fact in chosen):
        order = [order[0], order[2], order[1]]
    parts = [sorted((f for f in chosen if f.facet in facets), key=_place) for facets in order]
    least, most = rules.paragraph
    parts = _long_enough([part for part in parts if part], least)
    parts = [half for part in parts for half in (_halves(part) if size_of(part) > most else [part])]
    while len(parts) > rules.paragraphs[1]:
        shortest = min(range(len(parts) - 1), key=lambda n: size_of(parts[n]) + size_of(parts[n + 1]))
        parts = _joined(parts, shortest)
    return _halves(parts[0]) if len(parts) == 1 and not rules.short else parts


def _place(fact: Fact) -> tuple[object, ...]:
    """Where a fact stands in its paragraph: by level and date, what one voice says together."""
    if fact.facet in _PARTS[2]:
        return (_VOICES.index(fact.voice.kind), str(fact.voice.spans), fact.source)
    level = _LEVELS.get(fact.region.level, 1) if fact.region else 1
    return (level, fact.day or "9", str(fact.voice.spans), fact.source)


def _long_enough(parts: list[list[Fact]], least: int) -> list[list[Fact]]:
    """A paragraph that is too short joins the one before it."""
    while len(parts) > 1:
        short = next((n for n, part in enumerate(parts) if size_of(part) < least), None)
        if short is None:
            break
        parts = _joined(parts, max(short - 1, 0))
    return parts


def _joined(parts: list[list[Fact]], n: int) -> list[list[Fact]]:
    """The paragraphs with the nth and the one behind it as one."""
    return [*parts[:n], [*parts[n], *parts[n + 1]], *parts[n + 2 :]]


def _halves(part: list[Fact]) -> list[list[Fact]]:
    """A paragraph as two of like length."""
    if len(part) < 2:
        return [part]
    half = min(range(1, len(part)), key=lambda n: abs(size_of(part[:n]) - size_of(part[n:])))
    return [part[:half], part[half:]]
