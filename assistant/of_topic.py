"""Whether a fact is of the topic: by its words, by what it means, or by what stands around it."""

from assistant.facts import Fact
from assistant.form.signs import FIGURE
from assistant.statements import is_work_report

_MEANT = 2.0  # how much what a text means adds to how near its words are
_OWN_WORDS, _BY_MEANING = 0.12, 0.5
"""How near a fact is that has words of the topic, and how close one by its meaning that has hardly any."""
_BESIDE, _AROUND = 0.4, 0.6
"""How near what has none of the topic's words must be by what stands around it, with a figure and without one."""
_STRAYS, _FAR_OFF, _NEARER = 0.6, 0.4, 1.5
"""How close a report's sentence is at least that does not stray, that is not quite another matter, and how much more it
counts the nearer it is."""


def close(near: float, meant: float) -> float:
    """How near the topic a text is in words and meaning together; from 0 to about 2."""
    return near + _MEANT * meant


def means_it(fact: Fact) -> bool:
    """Whether a fact is of the topic by its meaning, however few of its words it has itself."""
    return close(fact.own, fact.meant) >= _BY_MEANING


def of_topic(fact: Fact) -> bool:
    """Whether a fact is of the topic by its own words or its meaning, or enough by what stands around it."""
    tells = fact.column is not None or FIGURE.search(fact.body) is not None
    said = fact.own >= _OWN_WORDS or (fact.near >= _OWN_WORDS and means_it(fact))
    return said or fact.near >= (_BESIDE if tells else _AROUND)


def strays(fact: Fact) -> bool:
    """Whether a fact stands in a report and is close in neither words nor meaning."""
    return _reported(fact) and close(fact.near, fact.meant) < _STRAYS


def far_off(fact: Fact) -> bool:
    """Whether it stands in a report and is so little close that room alone is no reason to tell it."""
    return _reported(fact) and close(fact.near, fact.meant) < _FAR_OFF


def pull(fact: Fact) -> float:
    """What share of its worth a fact of a report keeps for how near it is; any other keeps all."""
    return float(fact.near**_NEARER) if _reported(fact) else 1.0


def _reported(fact: Fact) -> bool:
    """Whether a fact stands in a report on work, which speaks of everything."""
    return fact.telling is not None and is_work_report(fact.telling.statement.genre)
