"""Policies along the time: a strip with a dot for each, and below it the same in a table, the superseded struck out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.basis_rows import Row
from assistant.references import day, entry, known_by, named
from assistant.web.scrub import Scrub
from index.standing import WORDS, Standing
from index.types import Dated

MOST = 60
"""How many stand in the table; of more, the newest."""
_OVER = frozenset({"废止", "失效", "停止执行", "代替", "新版"})
_ENDED = ("废止", "失效", "停止执行", "被代替")
_TOP, _STEP, _LEVELS, _RADIUS = 30, 11, 5, 5
_MARGIN, _TICKS, _APART = 4.0, 8, 3.0


@dataclass(frozen=True, slots=True)
class Event:
    """A policy by its date. `over` when it is superseded; `words` are what others say of it, each with its key."""

    key: str
    dated: Dated
    name: str
    issuers: str
    over: bool
    words: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def year(self) -> float:
        """The day it begins with, in years."""
        begun = date.fromisoformat(self.dated.start)
        return begun.year + (begun.timetuple().tm_yday - 1) / 366


def of_library(standing: Standing) -> list[Event]:
    """The dated documents of a library, the oldest first."""
    titles = {one.id: one.title for one in standing.listings}
    found = []
    for one in standing.listings:
        if dated := known_by(one.meta):
            words = tuple(
                (WORDS[word.kind], word.later) for word in standing.of(one.id) if word.later in titles
            )
            own = one.meta.status.text if one.meta.status else ""
            over = any(word.kind in _OVER for word in standing.of(one.id)) or any(w in own for w in _ENDED)
            number = one.meta.doc_number.text if one.meta.doc_number else ""
            issuers = "、".join(value.text for value in one.meta.issuers)
            found.append(Event(one.id, dated, named(one.title, number), issuers, over, words, own))
    return sorted(found, key=lambda event: event.dated.start)


def of_basis(rows: Iterable[Row]) -> list[Event]:
    """The dated policies that a library reports on a matter, the oldest first."""
    found = []
    for number, row in enumerate(rows):
        policy = row.policy
        if policy.date:
            note = "；".join(filter(None, (policy.status, *(finding.message for finding in row.findings))))
            over = any(f.code == "repealed" for f in row.findings) or any(w in policy.status for w in _ENDED)
            issuers = "、".join(policy.issuers)
            found.append(Event(f"{number}", policy.date, entry(policy), issuers, over, (), note))
    return sorted(found, key=lambda event: event.dated.start)


def timeline(events: Sequence[Event], scrub: Scrub) -> str:
    """Both as Markdown; nothing but numbers is in the picture, the words are scrubbed as everywhere."""
    shown = events[-MOST:]
    if not shown:
        return ""
    earlier = len(events) - len(shown)
    table = "\n".join(_table(shown, scrub))
    return f"{_strip(shown)}\n\n{table}" + (f"\n\n更早的 {earlier} 件没有列出。" if earlier else "")


def _table(shown: Sequence[Event], scrub: Scrub) -> Iterator[str]:
    number = {event.key: n for n, event in enumerate(shown, 1)}
    yield "| | 日期 | 文件 |"
    yield "| ---: | --- | --- |"
    for n, event in enumerate(shown, 1):
        name = scrub(event.name)
        links = [f"{word}，见第 {number[key]} 件" if key in number else word for word, key in event.words]
        note = "；".join(filter(None, dict.fromkeys((event.note, *links))))
        lines = (f"<del>{name}</del>" if event.over else name, scrub(event.issuers), scrub(note))
        yield f"| {n} | {scrub(day(event.dated))} | {'<br>'.join(filter(None, lines))} |"


def _strip(shown: Sequence[Event]) -> str:
    """The strip: years below, a dot for each event, hollow where it is superseded, joined with what supersedes it."""
    first, last = int(shown[0].year), int(shown[-1].year) + 1
    known = {event.key for event in shown}
    top = _TOP if any(key in known for event in shown for _, key in event.words) else _STEP
    ats = [_at(event.year, first, last) for event in shown]
    levels = _levels(ats)
    floor = top + _STEP * (max(levels) + 1)
    heights = (floor - _STEP * (level + 1) for level in levels)
    places = dict(zip((event.key for event in shown), zip(ats, heights, strict=True), strict=True))
    links = [_link(places[e.key], places[key]) for e in shown for _, key in e.words if key in places]
    dots = [_dot(n, event.over, *places[event.key]) for n, event in enumerate(shown, 1)]
    marks = [*_axis(first, last, floor), *links, *dots]
    return f'<svg class="timeline" width="100%" height="{floor + 22}">{"".join(marks)}</svg>'


def _levels(ats: Sequence[float]) -> list[int]:
    """For each place, the lowest level with room for a dot; where none has, the dots lie on each other."""
    lasts = [-_APART] * _LEVELS
    levels = []
    for at in ats:
        levels.append(next((n for n, last in enumerate(lasts) if at - last >= _APART), 0))
        lasts[levels[-1]] = at
    return levels


def _at(year: float, first: int, last: int) -> float:
    """Where a moment stands between two years, in percent of the width."""
    return _MARGIN + (100 - 2 * _MARGIN) * (year - first) / (last - first)


def _axis(first: int, last: int, floor: int) -> Iterator[str]:
    yield f'<line x1="{_MARGIN}%" y1="{floor}" x2="{100 - _MARGIN}%" y2="{floor}"></line>'
    for year in range(first, last + 1, max((last - first) // _TICKS, 1)):
        at = _at(year, first, last)
        yield f'<line x1="{at:.2f}%" y1="{floor}" x2="{at:.2f}%" y2="{floor + 5}"></line>'
        yield f'<text x="{at:.2f}%" y="{floor + 19}" text-anchor="middle">{year}</text>'


def _dot(number: int, over: bool, x: float, y: int) -> str:
    hollow = ' class="over"' if over else ""
    return f'<circle{hollow} cx="{x:.2f}%" cy="{y}" r="{_RADIUS}"><title>{number}</title></circle>'


def _link(earlier: tuple[float, int], later: tuple[float, int]) -> str:
    """Up from the one, across, and down to the other."""
    (a, top), (b, bottom) = earlier, later
    ends = ((a, top, a, _TOP - 18), (a, _TOP - 18, b, _TOP - 18), (b, _TOP - 18, b, bottom))
    return "".join(
        f'<line class="link" x1="{p:.2f}%" y1="{q}" x2="{r:.2f}%" y2="{s}"></line>' for p, q, r, s in ends
    )
