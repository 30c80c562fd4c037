"""Which of the evidence speaks of the matter as the question does: as it is and not as it is to be, or as what was not done."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from assistant.aims import EXPECTED
from assistant.candidates import Candidate
from assistant.fit_time import asks_ahead
from assistant.held import held
from assistant.understand import Ask
from assistant.years_told import one_year

_UNDONE = re.compile("(?:没有?|没能|未能?|尚未)(?!有)([\u4e00-\u9fff]{2})")
_AHEAD = re.compile("将|要(?!求)|拟|计划|规划|安排|力争|争取|" + EXPECTED + "|打算|预计")
_INTENDED = re.compile("[今明]年(?:还|再)?(?:想|要|将|打算|计划|准备|力争|争取|拟)|打算")
"""What is asked of somebody's plans: what was done is no answer, where any plan is told."""
_CLAUSES, _LETTERS = re.compile("[,;，；。:：]"), re.compile(r"[\W_]+")
_HELD, _COMPOUND, _KIND = 0.9, 4, 2  # a share; characters of a compound, and of what it is a kind of
_WORSE, _LESS = 1.5, 0.15  # log-odds, and how much less of a question
_NOT = "(?:未|没|不|无法|难以)[^，。；、]{0,3}"


class _Evidence(Protocol):
    @property
    def candidate(self) -> Candidate: ...

    @property
    def cover(self) -> float: ...

    @property
    def covers(self) -> bool: ...

    @property
    def misgiving(self) -> str: ...

    @property
    def score(self) -> float: ...


E = TypeVar("E", bound=_Evidence)


def kept(found: Sequence[E], ask: Ask) -> Sequence[E]:
    """Those that do, in the order given; all of them where none does, or the question does not say."""
    if ask.kind == "number" and not asks_ahead(ask):
        found = [e for e in found if not e.candidate.ahead] or found
    elif ask.kind == "number" and ask.years and not (ask.target or _AHEAD.search(ask.text)):
        # Of a year whose figure is told, what was aimed at for it is no answer.
        done = [e for e in found if not e.candidate.ahead]
        of_then = [e for e in done if len(ask.years) > 1 or not _of_several(e)]
        # What a run of years has come to seldom names the run again.
        most = max((e.cover for e in found), default=0.0) - _LESS if len(ask.years) == 1 else 0.0
        found = done if any(e.covers and not e.misgiving and e.cover >= most for e in of_then) else found
    if ask.kind == "number" and one_year(ask.text, ask.years):
        alone = [e for e in found if not _of_several(e)]
        found = alone if any(_as_good(e, found[0]) for e in alone) else found
    if ask.kind == "number" and _INTENDED.search(ask.text):
        found = [e for e in found if e.candidate.ahead is not False] or found
    if ask.kind == "comparison" and not ask.regions:
        found = [e for e in found if _sets_apart(e.candidate, ask)] or found
    if ask.kind in ("open", "list"):
        named = [e for e in found if not _of_sibling(e.candidate, ask)]
        found = named if any(e.score >= found[0].score - _WORSE for e in named) else found
    if ask.kind in ("open", "list") and (undone := _UNDONE.search(ask.text)):
        said = re.compile(f"{_NOT}{undone[1]}")
        found = [e for e in found if said.search(e.candidate.text)] or found
    return found


def _of_several(evidence: _Evidence) -> bool:
    """Whether it is told of a run of years."""
    return len(set(evidence.candidate.told)) > 1


def _as_good(alone: _Evidence, best: _Evidence) -> bool:
    """Whether what is told of the year asked for, and not of a run of years, answers hardly worse than the best."""
    return alone.covers and not alone.misgiving and alone.score >= best.score - _WORSE


def _of_sibling(candidate: Candidate, ask: Ask) -> bool:
    """Whether a text names what is called alike, and not the thing asked for: 口岸经济, where 低空经济 is."""
    texts = (candidate.words, candidate.near)
    nouns = (t for t in ask.terms if t.noun and len(t.forms[0]) >= _COMPOUND)
    return any(t.forms[0][-_KIND:] in texts[0] and not any(held(t, x) >= _HELD for x in texts) for t in nouns)


def _sets_apart(candidate: Candidate, ask: Ask) -> bool:
    """Whether a text begins a clause with each of the two things compared, one after the other: 链主是企业，链长是政府."""
    names = [t.forms[0] for t in ask.terms if t.noun][:2]
    clauses = [_LETTERS.sub("", clause) for clause in _CLAUSES.split(candidate.words)]
    begun = [name for clause in clauses for name in names if clause.removeprefix("而").startswith(name)]
    return candidate.form not in ("sentence", "item") or len(set(begun)) > 1
