"""Which questions of the material a lead on the topic may ask: those whose problem 事由 can tell, and that are of the topic.

A question is of the topic by its own words, or because what its problem is told in is about the topic. What
somebody proposes is asked for only where the library names too few problems.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from assistant.asking import TOUCHES, TRACE, Question, aim
from assistant.facets import states_shortcoming
from assistant.facts import Fact
from assistant.material import Material
from assistant.of_topic import close
from assistant.relevance import Matter
from assistant.sameness import rooted
from index.tokens import content_pairs, normalise

OF_TOPIC = 0.3
"""How near a question, or a fact, of the topic is."""
FEWEST_ITEMS = 3
"""That a lead should have."""
_OF_BEST = 0.7  # a problem less near than this share of the nearest question is not what the topic asks
_OF_MEASURE = 0.75  # the same beside the nearest proposal
_ELSEWHERE = 0.6  # what a question is worth that was told of another place
_ROOT_WORTH = 0.15  # how much a question gains from what its root tells
_AKIN = 0.2  # how near the root of a question must be that is not of the topic itself
_BY_ROOT = 0.6  # how near a question is that does not name the topic, as a share of what its root stands in
_LENT = 0.4  # how near a proposal is that does not name the topic, as a share of what it grows from
_DENSE = 0.2  # what a question that is not gains by saying little else than the topic's words
_PROPOSED, _BORROWED = 0.15, 0.4  # and a proposal, which counts less than a problem, here and elsewhere
_SLIGHT, _FOREIGN = 0.5, 0.6
"""Below what of its words and its meaning a question is asked last of all, here and of another place."""
_ALIKE = 0.6  # share of the smaller of two questions that the other has, from which on they are one
_HALF = 0.5  # of a clause that a question asks for
_LABEL = re.compile(r"[（(][一二三四五六七八九十\d]+[)）]|第?[一二三四五六七八九十]+[、,，]|\d{1,2}[.、]")


def worth_asking(material: Material) -> Material:
    """The material with the questions whose problem 事由 can tell, and of those that ask the same the fullest.

    What somebody proposes is asked for where the library names too few problems of the topic; where those are
    too few as well, each thing that is proposed in one breath is asked for by itself, and what is told of the topic
    here may be asked for though it does not name it."""
    fullest = _asked(material, _fullness)
    if len(fullest) >= FEWEST_ITEMS:
        return replace(material, questions=fullest)
    lent = tuple(replace(q, near=max(q.near, _near_root(q))) for q in material.questions)
    briefest = _asked(replace(material, questions=lent), _brevity)
    return replace(material, questions=max(fullest, briefest, key=len))


def _asked(material: Material, order: Callable[[Question], Any]) -> tuple[Question, ...]:
    """Problems, then proposals; of those that ask the same the first by some order."""
    questions: list[Question] = []
    bases = Counter(question.basis for question in material.questions)
    for question in sorted(material.questions, key=order):
        roots = tuple(r for r in question.roots if question.tells(r))
        own = not question.roots and rooted(question, material.facts, material.matter.pairs)
        if (roots or own) and not any(_same(question, other) for other in questions):
            pairs = content_pairs(question.text)
            dense = len(pairs & material.matter.pairs) / max(len(pairs), 1)
            near = question.near if question.near >= OF_TOPIC else question.near + _DENSE * dense
            sole = question.measure or bases[question.basis] == 1
            around = (_around(r, question, material.matter, sole) for r in roots)
            near = max(near, _BY_ROOT * max(around, default=0.0))
            questions.append(replace(question, roots=roots, near=near))
    questions.sort(key=lambda q: (-q.near, q.text))
    # What is only proposed, or wrong elsewhere, is of the topic by its own words or not at all.
    questions = [
        q
        for q in questions
        if not (q.measure or q.elsewhere) or material.matter.asks(normalise(q.text)) >= TRACE
    ]
    problems = [
        replace(q, aside=_aside(q, questions, material.matter))
        for q in questions
        if not q.measure and (q.near >= TOUCHES or not q.roots)
    ]
    asked = [q for q in problems if q.near >= OF_TOPIC and not (q.aside or q.elsewhere)]
    named = any(content_pairs(q.text) & material.matter.pairs for q in asked)
    measures = [q for q in questions if q.measure and q.near >= (_BORROWED if q.elsewhere else _PROPOSED)]
    return (*problems, *(() if named and len(asked) >= FEWEST_ITEMS else measures))


def _aside(problem: Question, questions: Sequence[Question], matter: Matter) -> bool:
    """Whether a problem is asked only where there are no others: what somebody proposes is much nearer the topic, or
    only what its problem stands in is of the topic."""
    own = matter.asks(normalise(problem.text))
    if own < TRACE and not problem.here:
        return True
    proposed = max((q.near for q in questions if q.measure), default=0.0)
    if problem.near < proposed * (_OF_MEASURE if problem.near >= OF_TOPIC else 1.0):
        return True
    nearest = max((q.near for q in questions if q.roots), default=0.0)
    return not problem.here and problem.near < _OF_BEST * nearest and own < TOUCHES


def _fullness(question: Question) -> tuple[bool, int, int, str]:
    """What is not told of elsewhere first, then the fullest, and of those alike the one whose problem is told in the
    fewest words."""
    return (
        question.elsewhere,
        -len(question.text),
        min((root.size for root in question.roots), default=0),
        question.text,
    )


def _brevity(question: Question) -> tuple[bool, bool, int, str]:
    """Problems first, what is not told of elsewhere first, the briefest first."""
    return question.measure, question.elsewhere, len(question.text), question.text


def _near_root(question: Question) -> float:
    """What a proposal here borrows from the fact that it grows from."""
    near = max((root.near for root in question.roots if root.local), default=0.0)
    return _LENT * near if question.measure and not question.elsewhere else 0.0


def _around(root: Fact, question: Question, matter: Matter, sole: bool) -> float:
    """How far the topic is what a root's paragraph opens with; the only problem of a sentence is what that is about,
    a proposal what stands directly behind it.

    An opening that is itself one of several problems says nothing of the next one."""
    if root.telling is None or "；" in root.body:
        return 0.0
    opening = root.telling.statement.opening
    about = [] if states_shortcoming(opening) and not _LABEL.match(opening) else [opening]
    told = _beside(root.body, question) if question.measure else root.body
    about += [normalise(re.sub("《[^》]*》", "", told))] if sole and root.own else []
    return max((matter.asks(text) for text in about), default=0.0)


def _beside(body: str, question: Question) -> str:
    """What a question asks of what is told, and the next clause."""
    told, asked = re.split("(?<=[，；：])", body), content_pairs(question.text)
    pairs = [content_pairs(clause) for clause in told]
    spoken = [n for n, said in enumerate(pairs) if said and len(said & asked) >= _HALF * len(said)]
    return "".join(told[: spoken[-1] + 2]) if spoken else ""


def _same(one: Question, other: Question) -> bool:
    """Whether one of two questions has most of the other's words."""
    pairs = [content_pairs(q.text) for q in (one, other)]
    return len(pairs[0] & pairs[1]) >= _ALIKE * max(min(map(len, pairs)), 1)


def ranked(material: Material) -> list[tuple[float, Question]]:
    """The questions with roots and what each is worth: what hardly touches the topic last, before it what is told of
    other places, problems before proposals, the nearest to the topic and to the place asked for first."""
    worth = [
        (_worth(q, material.matter), q)
        for q in material.questions
        if q.roots and (q.near > 0 or q.roots[0].near >= _AKIN)
    ]
    slight = {q.text for _, q in worth if _is_slight(q, material.matter)}
    return sorted(
        worth,
        key=lambda r: (r[1].text in slight, r[1].elsewhere, r[1].aside, r[1].measure, -r[0], r[1].text),
    )


def _is_slight(question: Question, matter: Matter) -> bool:
    """Whether what is not a problem of the topic here is near it in neither words nor meaning."""
    if not (question.measure or question.elsewhere or question.aside):
        return False
    touches = close(question.near, matter.sense(normalise(aim(question.text))))
    return touches < (_FOREIGN if question.elsewhere else _SLIGHT)


def _worth(question: Question, matter: Matter) -> float:
    root = question.roots[0]
    named = any(word.own.forms[0] in question.text for word in matter.words)
    near = 0.6 * question.near + 0.15 * root.near + _ROOT_WORTH * min(root.worth, 1.0) + 0.04 * named
    near = (near + 0.15 * root.local) * (_ELSEWHERE if question.elsewhere else 1.0)
    return float(near * (60 / max(root.size, 60)) ** 0.3)
