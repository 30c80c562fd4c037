"""Whether a cell of a table stands below a head, or has a value, that a question speaks of."""

import re

from assistant import fit_value
from assistant.candidates import Candidate
from assistant.held import held
from assistant.understand import Ask
from assistant.words import terms
from index.tokens import normalise

HEADED = 0.3
"""How well a column fits whose head, or whose value, the question names."""
_NOTE = re.compile(r"[（(].*?[)）]|^\s*其中\s*[:：]?")
_AGAINST = re.compile("同比|环比|[比较]上年")


def column(candidate: Candidate, ask: Ask) -> float:
    """How far the column of a cell, or its value, is what the question speaks of: up to HEADED; 投入强度 is not 投入."""
    head, about = normalise(_NOTE.sub("", candidate.column)).strip(), normalise(ask.about)
    asked = about if ask.kind == "comparison" else normalise(ask.text)
    if is_said(candidate, ask) or (head and re.search(rf"(?<![副总]){re.escape(head)}", asked)):
        return HEADED
    if fit_value.in_charge(candidate, ask):
        return HEADED
    own = [t for t in ask.terms if t.forms[0] in about and t.weight >= 0.35]
    names = terms(_AGAINST.sub("", head))
    another = any(t.noun and not any(held(o, t.forms[0]) for o in own) for t in names)
    return 0.0 if another else 0.2 * max((held(t, head) for t in own), default=0.0)


def is_said(cell: Candidate, ask: Ask) -> bool:
    """Whether the question speaks of the value of a cell itself, and asks for the row."""
    value = normalise(cell.value)
    return len(value) >= 2 and value in normalise(ask.about)
