"""Of which place a text speaks where it says what a claim says: the places that stand there, and those it goes on about."""

import re
from collections.abc import Sequence

from assistant import quantities
from assistant.context import pairs
from assistant.predicates import begins_with_verb
from assistant.stretches import stretch
from index import dates
from index.regions import Mention

At = tuple[int, int]

_STOPS = "，。；：:,;！？!?\n\t"
_CLAUSE = re.compile(f"[^{_STOPS}]+")
_ENDS = re.compile(r"[。！？!?\n]")
_COUNTED = re.compile(f"[^{_STOPS}]*?等(?:\\d|[一两二三四五六七八九十百]+[个家条批])")
_BECAME = re.compile(
    f"(?P<thing>[^{_STOPS}]+?)(?:(?:入选|获[批评]|跻身|通过[^{_STOPS}]*(?:评估|验收|审查|认定))"
    "|(?:建成|投[产运用]|投入(?:商业|正式)?|试?运[行营]|使用|开[工馆园业]|动工|[竣完]工|封顶|通[车航水]|落[地户]|[揭挂]牌|启[用动]|上线)+"
    f"(?=[{_STOPS}]|$))"
)
"""What has become of one thing: 佛山电厂投产 is said of the 电厂."""
_ACTS = re.compile("政府|[省市县区州]委|部门|[局厅办]$")
_SAYS = re.compile("(?:显示|统计|指出|表明|提出|规定|[截据]?[至据止到])$")


def told(claim: str, text: str) -> tuple[At, ...]:
    """The clauses of a text that say what a claim says: for each clause of it those that have its figures, or its words.

    All of them where none is known to.
    """
    own = [m.span() for m in _CLAUSE.finditer(text)]
    found: dict[At, None] = {}
    for clause in _CLAUSE.finditer(claim):
        figures, words = quantities.find(clause[0]), pairs(clause[0])
        same = [at for at in own if any(_gives(text[slice(*at)], figure) for figure in figures)]
        shared = {at: len(words & pairs(text[slice(*at)])) for at in same or own}
        most = max(shared.values(), default=0)
        found.update((at, None) for at in shared if shared[at] == most and (same or most))
    return tuple(found or own)


def clause(text: str, at: At) -> str:
    """The clause of a text that a stretch of it stands in."""
    return stretch(text, at, _STOPS)


def _gives(clause: str, figure: quantities.Quantity) -> bool:
    return any(quantities.equal(figure, other) for other in quantities.find(clause))


def governing(text: str, places: Sequence[Mention], clause: At) -> list[Mention]:
    """The places that a clause is of: those that stand in it, or else those before it in its sentence that it may go on about."""
    start, end = clause
    if inside := [place for place in places if start <= place.at[0] < end]:
        return inside
    opened = max((m.end() for m in _ENDS.finditer(text, 0, start)), default=0)
    return [place for place in places if opened <= place.at[0] < start and reaches(text, place)]


def reaches(text: str, place: Mention) -> bool:
    """Whether the clauses behind a place may go on about it: 佛山加快转型，…… and not 支持佛山转型，…… or 佛山电厂投产，……"""
    first = max((m.end() for m in re.finditer(f"[{_STOPS}]", text[: place.at[0]])), default=0)
    if _is_object(text[first : place.at[0]]):
        return False
    if is_example(text, place) or text.startswith("“", place.at[1]):
        return False
    became = _BECAME.match(text, place.at[1])
    return not became or begins_with_verb(became["thing"]) or bool(_ACTS.search(became["thing"]))


def is_example(text: str, place: Mention) -> bool:
    """Whether a place stands for more that are counted together: 赤壁、恩施等14个县市."""
    return bool(_COUNTED.match(text, place.at[1]))


def _is_object(opening: str) -> bool:
    """Whether what opens a clause does something to, with or for what follows."""
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    for day in reversed(dates.find(opening, quantities.ANY_YEAR)):
        opening = opening[: day.at[0]] + opening[day.at[1] :]
    tags = [tag for word, tag in rjieba.tag(_SAYS.sub("", opening), hmm=False) if word != "在"]
    return "新建" in opening or any(tag in ("v", "vn", "p") for tag in tags)  # 新建 is a county too
