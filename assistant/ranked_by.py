"""By what something is ranked: 产量居全国第一 says nothing of its 增速."""

import re

from assistant import nouns
from assistant.ranks import unframed

_CLAUSE_END = re.compile(r"[，。；;！？!?\n]")
_MEASURE = re.compile("(?:[率量额值数速幅比]|[强密]度|规模|比重|份额|面积|里程|增长)$")
_DERIVED = re.compile("(?:增[速幅量]|[率比]|[强密]度|比重|份额)$")
"""What is measured of a measure: who is first by it need not be so by the measure itself."""
_SIZE, _AMOUNT = re.compile("(?:规模|数量|总[量数额])$"), re.compile("(?:[量额值数]|面积|里程)$")
_GROWN = re.compile("增[速幅长]")


def measure(text: str) -> str:
    """By what something is ranked that stands before its rank: the last word of its clause that measures, of the clause
    before where that only ranks; empty where none does."""
    clauses = _CLAUSE_END.split(text)
    while len(clauses) > 1 and not unframed(clauses[-1]):
        clauses.pop()
    return next((w.text for w in reversed(nouns.find(clauses[-1])) if _MEASURE.search(w.text)), "")


def same_measure(said: str, named: str) -> bool:
    """Whether what stands before a rank is measured as is said; the size of a thing need not be named."""
    given = measure(named)
    if said == given or nouns.same(said, given) or (_GROWN.search(said) and _GROWN.search(given)):
        return True
    if said and given and (given.endswith(said) or said.endswith(given)):
        return True
    if _DERIVED.search(given):
        return False
    return not said or (not given and bool(_AMOUNT.search(said))) or said in named or bool(_SIZE.search(said))
