"""Is what the source only plans told as done, or what it tells as done as a plan?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.quantities import Quantity
from assistant.said_of import Saying, nearest, sayings
from assistant.scale import Mark, Range
from assistant.scales import COME, EITHER, PLANNED, TENSE, TO_COME
from assistant.stretches import end_of, start_of, stretch
from assistant.support import Cited, Figure, Support
from assistant.types import Claim, Finding
from index.types import Span

_TARGET = re.compile(f"力争|争取|力求|{PLANNED}|(?<![模虚比草])拟(?![人合])|预计|有望|(?<!为)目标(?!价)")
_AHEAD = re.compile(
    rf"{_TARGET.pattern}|(?<!已)安排(?!了)|将|要|到\d{{4}}年|规划|如何|打算|准备|提出|明确|推动|推进|加快|建议"
)
_HEADS_AIMS = re.compile(f"[^；：:]*(?:{_TARGET.pattern})[^；：:]*[：:]")
_TOLD_AS_AIM = re.compile("目标(?:值|数|任务)?(?:被|均|都)?(?:[设制确]?定)?(?:为|在|是|成)?(?:约|近)?$")
_AGAINST_AIM = re.compile("完成|超|高于|低于|[实兑]现|达到?")
_BY_YEAR = re.compile(r"到\s*20\d\d\s*年(?:底|末)?[^，。；]{0,8}?[将要]")
_SO_ALREADY = re.compile("已经?|[实现达到建成]了|现有|拥有")
_CAME_TO = re.compile("达到|突破|[增降升]至|[提升][高升]到|稳定在|保持在|建成|新[增建]|完成|增长|下降|翻")
_DONE = re.compile("已|完成|实现[^，。；]{0,10}目标|实现了|达到了|建成了|超过了|突破了|[\u4e00-\u9fff]了")
_SET = re.compile(f"{_TARGET.pattern}|确定|安排|提出|规划")
_STOPS = "。！？\n"
_CLAUSE_STOPS = _STOPS + "；，,"
_INSTEAD = {TO_COME: "所引原文说的是目标或打算", COME: "所引原文说的是已经做到的"}


def targets(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure that the source only aims at, told as if it were so."""
    if _AHEAD.search(claim.text):
        return
    for quantity in quantities.find(claim.text):
        if claim.text.startswith("一", quantity.at[0]) and quantity.unit != "番":
            continue
        given = [(c, f) for c in support.cited for f in c.figures if quantities.equal(quantity, f.quantity)]
        given = [(c, f) for c, f in given if f.quantity.unit == quantity.unit] or given
        already = bool(_SO_ALREADY.search(claim.text))
        start = start_of(claim.text, quantity.at[1], _CLAUSE_STOPS)
        came_to = bool(_CAME_TO.search(claim.text, start, quantity.at[1]))
        aims = [_aim(c, f, already, came_to and not _of_plan(claim.text, c)) for c, f in given]
        if aims and aims[0] is not None and None not in aims:
            said, source = claim.text[slice(*quantity.at)].strip(), aims[0]
            message = f"句中把“{said}”写成了事实，所引原文说的是目标或预计"
            yield Finding("target", "error", message, quantity.at, source)


def _of_plan(text: str, cited: Cited) -> bool:
    """Whether a claim tells of a time that was to come when the document that it cites was written."""
    return any(day.end >= cited.date for day in cited.dates(text))


def _aim(cited: Cited, figure: Figure, already: bool, came_to: bool) -> Span | None:
    """The word before a figure, in its sentence, that makes it an aim, or what it is in a report's plans; None for a fact.

    `already` and `came_to` are whether the claim says so in so many words.
    """
    if not cited.span.covers(figure.span):
        return None
    end, _ = cited.at(figure.span)
    start = start_of(cited.text, end, _STOPS + "；")
    done = _SO_ALREADY if cited.planned else _DONE  # 完成减排任务 is no deed among plans
    if done.search(cited.text, start, end_of(cited.text, end, _STOPS)):
        return None
    by_year = _BY_YEAR.search(cited.text, start, end) if already else None
    aim = _TARGET.search(cited.text, start, end) or _head(cited.text, start, done) or by_year
    if aim:
        return cited.part(*aim.span())
    return figure.span if cited.planned and came_to else None


def _head(text: str, at: int, done: re.Pattern[str]) -> re.Match[str] | None:
    """The words that head the list which an item at a place of a sentence is of, where they make aims of its items: 主要目标是：……；……"""
    head = _HEADS_AIMS.match(text, start_of(text, at, _STOPS), at)
    return None if head is None or done.search(head[0]) else head


def aimed(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure that the source has come to, told as what was aimed at; code target."""
    for quantity in quantities.find(claim.text):
        before = claim.text[start_of(claim.text, quantity.at[0], _CLAUSE_STOPS) : quantity.at[0]]
        if not _TOLD_AS_AIM.search(before) or _AGAINST_AIM.search(before):
            continue
        given = list(support.giving(quantity))
        if given and all(cited.ahead is False and not _as_aim(cited.text, other) for cited, other in given):
            (cited, other), said = given[0], claim.text[slice(*quantity.at)].strip()
            message = f"句中把“{said}”写成了目标，所引原文说的是已经做到的"
            yield Finding("target", "error", message, quantity.at, cited.part(*other.at))


def _as_aim(text: str, figure: Quantity) -> bool:
    """Whether what looks back tells a figure as an aim: 低于13%左右的预期目标."""
    return bool(_SET.search(stretch(text, figure.at, _CLAUSE_STOPS)))


def tenses(claim: Claim, support: Support) -> Iterator[Finding]:
    """已 told of what the source sets out to do, 将 or 计划 of what it has done; code target."""
    for told in sayings(TENSE, claim.text):
        said = told.marks[0] if len({mark.needs for mark in told.marks}) == 1 else None
        found = (_turned(said, thing, claim, support) for thing in told.things if said)
        if first := next(filter(None, found), None):
            yield first


def _turned(said: Mark, thing: str, claim: Claim, support: Support) -> Finding | None:
    given = [(_tense(cited, other), cited, other) for cited, other in nearest(TENSE, thing, support)]
    others = {tense for tense, _, _ in given}
    if len(others) != 1 or said.needs == EITHER or others & {said.needs, EITHER}:
        return None
    tense, cited, other = given[0]
    message = f"句中“{claim.text[said.start : said.end]}”，{_INSTEAD[tense]}"
    return Finding("target", "error", message, (said.start, said.end), cited.part(*other.at))


def _tense(cited: Cited, told: Saying) -> Range:
    """What a clause's own words tell, else the part of the report that it stands in; open where its sentence plans."""
    own = {mark.leaves for mark in told.marks}
    if len(own) == 1:
        return own.pop()
    start = start_of(cited.text, told.at[0], _STOPS + "；")
    planned = any(mark.leaves == TO_COME for mark in TENSE.marks(cited.text[start : told.at[0]]))
    if own or planned or cited.ahead is None:
        return EITHER
    return TO_COME if cited.ahead else COME
