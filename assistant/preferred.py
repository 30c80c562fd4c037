"""Which of the evidence speaks of the matter as the question does: as it is and not as it is to be, or as what was not done."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from assistant.aims import EXPECTED
from assistant.candidates import Candidate
from assistant.fit_time import asks_ahead
from assistant.understand import Ask

_UNDONE = re.compile("(?:没有?|没能|未能?|尚未)(?!有)([\u4e00-\u9fff]{2})")
_AHEAD = re.compile("将|要(?!求)|拟|计划|规划|安排|力争|争取|" + EXPECTED + "|打算|预计")
_NOT = "(?:未|没|不|无法|难以)[^，。；、]{0,3}"


class _Evidence(Protocol):
    @property
    def candidate(self) -> Candidate: ...

    @property
    def covers(self) -> bool: ...

    @property
    def misgiving(self) -> str: ...


E = TypeVar("E", bound=_Evidence)


def kept(found: Sequence[E], ask: Ask) -> Sequence[E]:
    """Those that do, in the order given; all of them where none does, or the question does not say."""
    if ask.kind == "number" and not asks_ahead(ask):
        found = [e for e in found if not e.candidate.ahead] or found
    elif ask.kind == "number" and ask.years and not (ask.target or _AHEAD.search(ask.text)):
        # Of a year whose figure is told, what was aimed at for it is no answer.
        done = [e for e in found if not e.candidate.ahead]
        found = done if any(e.covers and not e.misgiving for e in done) else found
    if ask.kind in ("open", "list") and (undone := _UNDONE.search(ask.text)):
        said = re.compile(f"{_NOT}{undone[1]}")
        found = [e for e in found if said.search(e.candidate.text)] or found
    return found
