"""Whether a candidate is there for such a question: a list of the kind asked for, a line with its label, the entry of a document."""

import re

from assistant import headed
from assistant.answer_form import lists_kind
from assistant.beside import labelled
from assistant.candidates import Candidate
from assistant.definitions import defines
from assistant.labels import heads, label
from assistant.understand import Ask, kind_asked
from index.tokens import content_pairs, normalise
from index.types import Document

_ASPECTS = re.compile("[哪有][几些]个?方面|哪[几些]点")
_COMPRISES = re.compile(
    "(?:^|的|所[称说]的?)([\u4e00-\u9fff]{2,8}?)(?:主要|都|具体)?(?:包括|是指|指)(?:哪|什么)"
)
"""Where it is asked what a thing comprises, what says what is meant by it."""
_DEFINED = 0.5
_FIELDS = frozenset(("who", "number", "date", "where"))


def made_for(candidate: Candidate, ask: Ask, document: Document, *, sure: bool) -> bool:
    """`sure` says that nothing speaks against the candidate."""
    if counts_off(candidate, ask):
        return True
    if ask.kind == "list":
        comprised = _COMPRISES.search(normalise(ask.text))
        if comprised is None:
            return lists_kind(candidate, ask, document)
        return candidate.form == "sentence" and defines(candidate, comprised[1]) >= _DEFINED
    if ask.kind == "comparison":
        return candidate.form == "cell" and labelled(candidate, ask) and headed.column(candidate, ask) > 0
    if candidate.form == "item" and ask.kind in _FIELDS:
        own = label(candidate.text)
        return bool(own) and own in normalise(ask.text)
    here = ask.regions or (candidate.told and candidate.told == set(ask.years))
    if ask.kind == "number" and ask.focus and here and candidate.form in ("sentence", "cell"):
        return sure
    return candidate.form == "policy" and ask.kind in ("date", "document")


def counts_off(candidate: Candidate, ask: Ask) -> bool:
    """Whether it is a list, and by what stands above it one of what is asked for."""
    if candidate.form != "points":
        return heads(candidate, ask)
    # The rows of a table may be of that kind, and only some of them what is asked for.
    told = candidate.group is not None and kind_asked(ask.text) & content_pairs(candidate.label)
    return bool(_ASPECTS.search(ask.text) or told)
