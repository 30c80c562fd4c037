"""How far two facts, or two questions, say the same."""

import re
from collections.abc import Iterable

from assistant.asking import Question
from assistant.facts import Fact
from index.tokens import content_pairs

ROOTED = 0.45  # share of a question's content that a fact it grows from speaks of
_OWN = 0.3  # and the least that one must speak of
_ALIKE = 0.3  # share of their content that two questions on one aspect have in common
_LACKS = re.compile("(?:缺[少乏]|没有)(?!带动)([\u4e00-\u9fff]{4})")
_HAS = re.compile("拥有|具有|已有|形成了?|集聚了?")
# Characters that may be added to finish a sentence, and to tell its figures.
_FINISH, _FINISH_FIGURES = 16, 48
_SAME_SOURCE = 0.3  # how far two sentences of one document say the same, at least
_AS_GOOD = 0.8  # what a longer telling must be worth beside the shorter one
_OTHER_FIGURES = 0.45  # what two sentences in the same words say the same where their figures differ
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_CLAUSE = 9  # characters of a clause that no two sentences share by chance


def speaks_of(question: Question, facts: Iterable[Fact], share: float = ROOTED) -> bool:
    """Whether one of the facts speaks of what is asked."""
    return _says(content_pairs(question.text), facts, share)


def rooted(question: Question, facts: Iterable[Fact], topic: frozenset[str] = frozenset()) -> bool:
    """Whether one of the facts speaks of what is asked at all, beyond the pairs of the `topic` that all speak of."""
    return _says(content_pairs(question.text) - topic, facts, _OWN)


def _says(pairs: frozenset[str], facts: Iterable[Fact], share: float) -> bool:
    return any(len(pairs & content_pairs(fact.body)) >= share * len(pairs) for fact in facts)


def shortest_of(roots: tuple[Fact, ...]) -> list[Fact]:
    """The tellings of the sentence that a question comes from, the shortest first."""
    return sorted((fact for fact in roots if same_sentence(fact, roots[0])), key=lambda fact: fact.size)


def unlike(questions: Iterable[Question]) -> list[Question]:
    """The questions without those that ask what one before them asks."""
    kept: list[Question] = []
    for question in questions:
        pairs = content_pairs(question.text)
        alike = (_jaccard(pairs, content_pairs(other.text)) > _ALIKE for other in kept)
        if not any(alike) and not any(_parts(question) & _parts(other) for other in kept):
            kept.append(question)
    return kept


def _parts(question: Question) -> set[str]:
    """The clauses of a question."""
    return set(question.text.removeprefix("如何").split("，"))


def adds_figure(fact: Fact, longer: Fact) -> bool:
    """Whether a longer telling adds a figure."""
    return bool(re.search(r"\d", longer.body.replace(fact.body, "")))


def finishes(fact: Fact, longer: Fact, left: int) -> bool:
    """Whether a longer telling of the same sentence finishes a problem, or adds a figure, in few more characters."""
    if not (same_sentence(fact, longer) and fact.body in longer.body and longer.worth >= fact.worth):
        return False
    counts = adds_figure(fact, longer)
    room = min(left, _FINISH_FIGURES if counts else _FINISH)
    added = longer.body.replace(fact.body, "")
    return (fact.facet == "问题" or counts) and 0 < longer.size - fact.size <= room and "；" not in added


def tells_more(fact: Fact, longer: Fact, room: float = 1.0) -> bool:
    """Whether a longer telling of the same sentence is worth about as much: the less so, the more `room` a text has,
    as a multiple of the usual length. One that is long must be worth as much."""
    least = fact.worth * (1.0 if longer.long else _AS_GOOD**room)
    return fact.body in longer.body and fact.body != longer.body and longer.worth >= least


def same_sentence(one: Fact, other: Fact) -> bool:
    """Whether two facts are told of the same sentence."""
    return (
        one.telling is not None
        and other.telling is not None
        and one.telling.statement.span == other.telling.statement.span
    )


def touch(one: Fact, other: Fact) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def overlap(one: Fact, other: Fact) -> float:
    """How far two facts say the same: 1 for the same words, one document told by two, or the same other place."""
    if _are_one(one, other):
        return 1.0
    if one.voice.kind in ("文件", "承前") and one.speaker == other.speaker:
        return max(_SAME_SOURCE, _shared(one.pairs, other.pairs))
    if any(a in b or b in a for a in _titles(one) for b in _titles(other)):
        return 1.0
    if any(_says_again(*pair) or _denies(*pair) for pair in ((one, other), (other, one))):
        return 1.0
    share = _shared(one.pairs, other.pairs)
    if one.voice.kind == other.voice.kind == "委员":
        share = max(share, _shared(content_pairs(one.body), content_pairs(other.body)))
    return _OTHER_FIGURES * share if _count_others(one, other) else share


def repeats(new: Fact, told: Fact) -> float:
    """How far a fact says only what is told: what says it again and much more is worth telling where there is room, as
    is a second example of one place."""
    if touch(new, told):
        return 1.0
    if any(_denies(*pair) for pair in ((new, told), (told, new))):
        return 1.0
    share = len(new.pairs & told.pairs) / max(len(new.pairs), 1)
    return _OTHER_FIGURES * share if _count_others(new, told) else share


def _are_one(one: Fact, other: Fact) -> bool:
    """Whether both tell the same characters, or are examples of one place."""
    return touch(one, other) or (one.facet == other.facet == "外地" and one.region == other.region)


def _count_others(one: Fact, other: Fact) -> bool:
    """Whether both facts have figures, and none in common."""
    figures = [set(_FIGURES.findall(fact.body)) for fact in (one, other)]
    return all(figures) and figures[0].isdisjoint(figures[1])


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _titles(fact: Fact) -> list[str]:
    """The documents that a fact tells of, long titles only: short ones are names."""
    voiced = "" if fact.voice.kind in ("论文", "统计") else fact.voice.first
    issued = re.findall("(?:出台|印发|发布)[了的]?《([^《》]{12,})》(?=$|，|提出|要求|明确)", fact.body)
    return [*re.findall("《([^《》]{12,})》", voiced), *issued]


def _says_again(one: Fact, other: Fact) -> bool:
    """Whether a clause of one stands in the other word for word."""
    return any(len(clause) >= _CLAUSE and clause in other.body for clause in re.split("[，；：]", one.body))


def _denies(one: Fact, other: Fact) -> bool:
    """Whether one says that something is lacking which the other says is there: 缺少龙头企业, 拥有一批…龙头企业."""
    had = [clause for clause in re.split("[，；：]", other.body) if _HAS.search(clause)]
    return any(lacked[1] in clause for lacked in _LACKS.finditer(one.body) for clause in had)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
