"""Who issues the documents that a text names: 中国人民银行 工业和信息化部……《意见》, 省委、省政府印发《意见》."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.agencies import find_agencies
from index import dates

_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")
_CLAUSE = re.compile(r"[，。；：:,;！？!?\n\t）)》]")
_ISSUES = re.compile("(?:联合|共同|正式|关于|印发|发布|出台|公布|制定|下发|推出|颁布|转发|了|的)+$")
_AND = re.compile(r"会同|联合|[、\s]+|(?<=[府委厅局部会院行署办])[和与及]")
_BODIES = {
    "党委": "(?:[省市县区州]|自治区|中共|党)委(?:员会)?|中共中央|党中央",
    "政府": "政府|国务院",
    "人大": "人大(?:常委会)?|人民代表大会(?:常务委员会)?",
    "政协": "政协",
}
_BODY = {kind: re.compile(f"(?:{words})(?:办公厅|办公室)?$") for kind, words in _BODIES.items()}
_AGENCY = re.compile("(?:厅|局|部|委|委员会|办公室|银行|央行|法院|检察院|总署|中心|小组)$")
_MORE = re.compile("等|会同|联合|共同|牵头|多?部门|多?部委")


@dataclass(frozen=True, slots=True)
class Issued:
    """A titled document with the bodies named before it; `more` where they are said not to be all."""

    title: str
    who: tuple[str, ...]
    more: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """Which of party, government, congress and 政协 they are; a department is none of these."""
        return frozenset(kind for kind, body in _BODY.items() if any(body.search(name) for name in self.who))


def issued(text: str) -> Iterator[tuple[tuple[int, int], Issued]]:
    """Every titled document of a text right before whose title, or its 印发, somebody is named who can issue it, and
    the half-open range that names them."""
    for title in _TITLE.finditer(text):
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, title.start())), default=0)
        start = max([start, *(day.at[1] for day in dates.find(text) if day.at[1] <= title.start())])
        before = _ISSUES.sub("", text[start : title.start()].rstrip())
        if who := issuing(_AND.split(before)):
            yield (start, start + len(before)), Issued(title[0][1:-1], who, bool(_MORE.search(before)))


def issuing(names: Iterable[str]) -> tuple[str, ...]:
    """Those of some names that are of bodies which issue documents, and not of places."""
    return tuple(name for name in names if _issues(name))


def _issues(name: str) -> bool:
    return bool(_AGENCY.search(name) or find_agencies(name)) or any(b.search(name) for b in _BODY.values())
