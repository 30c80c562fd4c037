"""Which of the evidence speaks of the matter as the question does: as it is and not as it is to be, or as what was not done."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from assistant.aims import PLANS
from assistant.candidates import Candidate
from assistant.fit_time import asks_ahead
from assistant.held import held
from assistant.understand import Ask
from assistant.years_told import one_year
from index.reports import series_of, year_of
from index.types import Document

_UNDONE = re.compile("(?:没有?|没能|未能?|尚未)(?!有)([\u4e00-\u9fff]{2})")
_AHEAD = re.compile(f"{PLANS}|预计")
_INTENDED = re.compile("[今明]年(?:还|再)?(?:想|要|将|打算|计划|准备|力争|争取|拟)|打算")
"""What is asked of somebody's plans: what was done is no answer, where any plan is told."""
_CLAUSES, _LETTERS = re.compile("[,;，；。:：]"), re.compile(r"[\W_]+")
_HELD, _COMPOUND, _KIND = 0.9, 4, 2  # a share; characters of a compound, and of what it is a kind of
_WORSE, _LESS = 1.5, 0.15  # log-odds, and how much less of a question
_NAMED = 0.85  # of what is asked, for it to be asked by its name
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
    if ask.kind == "number":
        return _figures(found, ask)
    if ask.kind == "comparison" and not ask.regions:
        return [e for e in found if _sets_apart(e.candidate, ask)] or found
    if ask.kind in ("open", "list"):
        named = [e for e in found if not _of_sibling(e.candidate, ask)]
        found = named if any(e.score >= found[0].score - _WORSE for e in named) else found
        if undone := _UNDONE.search(ask.text):
            said = re.compile(f"{_NOT}{undone[1]}")
            found = [e for e in found if said.search(e.candidate.text)] or found
    return found


def _figures(found: Sequence[E], ask: Ask) -> Sequence[E]:
    """The same of the evidence for a figure."""
    if not asks_ahead(ask):
        found = [e for e in found if not e.candidate.ahead] or found
    elif ask.years and not (ask.target or _AHEAD.search(ask.text)):
        found = _done(found, ask)
    if one_year(ask.text, ask.years):
        alone = [e for e in found if not _of_several(e)]
        found = alone if any(_is_sure(e) and e.score >= found[0].score - _WORSE for e in alone) else found
    if _INTENDED.search(ask.text):
        found = [e for e in found if e.candidate.ahead is not False] or found
    return found


def _done(found: Sequence[E], ask: Ask) -> Sequence[E]:
    """Without what was aimed at for a year whose figure is told; all of it where none is."""
    done = [e for e in found if not e.candidate.ahead]
    if len(ask.years) > 1:
        # What a run of years has come to seldom names the run again.
        return done if any(map(_is_sure, done)) else found
    most = max((e.cover for e in found), default=0.0) - _LESS
    return done if any(_is_sure(e) and not _of_several(e) and e.cover >= most for e in done) else found


def _is_sure(evidence: _Evidence) -> bool:
    return evidence.covers and not evidence.misgiving


def of_its_year(evidence: _Evidence, ask: Ask) -> bool:
    """Whether a report tells, of just the year asked for, the figure that is asked for by its name."""
    named = ask.kind == "number" and bool(ask.focus) and evidence.cover >= _NAMED
    told = evidence.candidate.told
    return named and _is_sure(evidence) and bool(told) and told == set(ask.years)


def newest(found: Sequence[E], ask: Ask, document: Callable[[str], Document]) -> Sequence[E]:
    """The evidence for a figure that is asked of no year, without what a newer report of the same government tells as
    well; all of it elsewhere."""
    if ask.years or ask.kind != "number":
        return found
    told = [_report(e, document) for e in found]
    last: dict[str, int] = {}
    for e, (name, year) in zip(found, told, strict=True):
        if _is_sure(e):
            last[name] = max(year, last.get(name, 0))
    return [e for e, (name, year) in zip(found, told, strict=True) if year >= last.get(name, 0)]


def _report(evidence: _Evidence, document: Callable[[str], Document]) -> tuple[str, int]:
    """Whose report something is from, and of which year; of any other document its id."""
    own = document(evidence.candidate.span.doc_id)
    year = year_of(own.title, own.meta)
    return (series_of(own.title, own.meta), year) if year else (own.id, 0)


def _of_several(evidence: _Evidence) -> bool:
    """Whether it is told of a run of years."""
    return len(evidence.candidate.told) > 1


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
