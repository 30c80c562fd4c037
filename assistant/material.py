"""The material of a draft: what the library states on a topic, sorted by the facet of a lead that it serves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.cite import DraftClaim
from assistant.columns import Column, columns
from assistant.form.signs import FIGURE
from assistant.issues import questions
from assistant.relevance import Matter
from assistant.request import Request
from assistant.statements import Statement, statements
from assistant.voices import Voice
from assistant.wording import Telling, place_above, worded
from index import Filter, Library, dates, docnumbers, regions
from index.regions import Region
from index.tokens import content_pairs, normalise
from index.types import Hit, Policy, Span

Facet = Literal["政策", "背景", "本地", "问题", "反映", "影响", "外地"]

_SEARCHES = (
    "",
    "问题 不足 滞后 难 缺乏",
    "通知 意见 方案 行动计划 提出",
    "做法 机制 建立 推行",
    "年 占 增长 亿元 万",
    "影响 风险 冲击 制约",
)
_HITS = 30
_PROBLEM = re.compile(
    r"不足|滞后|依赖|难(?!得|点)|缺[乏少失]|尚未|不够|偏[低弱小少]|薄弱|较弱|不强|突出|不完善|不健全|紧缺|粗放|同质|不畅|浪费|雷同|短板|瓶颈|垄断|没有建立|差距"
)
_EFFECT = re.compile(r"影响|导致|造成|冲击|风险|威胁|制约|使得|加剧")
_MEASURE = re.compile(r"(?:协调|着力|帮助|重点|着重|为)(?:解决|破解)|^解决|，解决.{0,12}问题")
_PLANNED = re.compile(r"将(?!.{0,6}锁定)|可能|预计|或将|有望|拟(?!合)")
_NAMED = re.compile(r"“[^”]{2,16}”")
_ROW = 0.06


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of 事由 in the making: what it says, what it rests on, and how much it is worth.

    `near` is how far it is of the topic (0 to 1), `worth` adds what it tells: figures, dates, names, the place
    asked for. `region` is the place it speaks of, `day` an ISO date for ordering; `items` are the questions that
    grow from it, `pairs` its content.
    """

    body: str
    facet: Facet
    near: float
    worth: float
    local: bool
    region: Region | None
    day: str
    pairs: frozenset[str]
    source: Span
    telling: Telling | None = None
    column: Column | None = None
    items: tuple[str, ...] = ()

    @property
    def voice(self) -> Voice:
        return self.telling.voice if self.telling else Voice("统计")

    @property
    def policy(self) -> Policy | None:
        return self.voice.policy

    def draft(self, again: bool = False) -> DraftClaim:
        if self.telling is not None:
            return self.telling.draft(again)
        assert self.column is not None
        return self.column.draft()

    @property
    def size(self) -> int:
        return len("".join(self.draft().text.split()))


@dataclass(frozen=True, slots=True)
class Material:
    """All facts on a topic, the nearest first, and the questions that the sources ask themselves."""

    facts: tuple[Fact, ...]
    asked: tuple[tuple[str, Span], ...]
    matter: Matter


def gather(request: Request, library: Library, filter: Filter | None = None) -> Material:
    """Every way to tell what the library states on the topic. Text of genre 提案 or 提案线索 is never material."""
    hits = _hits(request, library, filter)
    matter = Matter.of(request.topic, library)
    place = regions.get(request.region)
    found = statements(hits, library)
    facts = [f for s in found for f in _facts(s, matter, place)]
    facts += [_of_column(c, matter, place) for c in columns(hits, library, place)]
    asked = tuple((item, s.span) for s in found for item in _own_question(s))
    return Material(tuple(sorted(facts, key=lambda f: (-f.worth, f.source))), asked, matter)


def _hits(request: Request, library: Library, filter: Filter | None) -> list[Hit]:
    found: dict[Span, Hit] = {}
    for words in _SEARCHES:
        for place in dict.fromkeys((request.region, "")):
            for hit in library.search(f"{place}{request.topic} {words}".strip(), _HITS, filter):
                found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _facts(statement: Statement, matter: Matter, place: Region | None) -> Iterator[Fact]:
    for telling in worded(statement, place):
        text = normalise(telling.text())
        near = matter.near(normalise(telling.body), text, statement.near, statement.before)
        yield _fact(telling, near, place)


def _fact(telling: Telling, near: float, place: Region | None) -> Fact:
    text, body = telling.text(), telling.body
    region = _region(telling)
    local = place is None or (region is not None and regions.within(region, place))
    items = tuple(_free(item, region, place) for item in _items(telling))
    facet = _facet(telling, region, place, bool(items))
    worth = near * _density(text, body) + 0.1 * (local and place is not None) - 0.15 * bool(_PLANNED.search(body))
    return Fact(
        body,
        facet,
        near,
        worth,
        local,
        region,
        _day(telling),
        content_pairs(body),
        telling.parts[0],
        telling,
        items=tuple(item for item in items if item),
    )


def _of_column(column: Column, matter: Matter, place: Region | None) -> Fact:
    near = matter.near(column.head, normalise(column.text), column.near, "")
    facet: Facet = "本地" if place is None or regions.find(column.text.split("显示，")[-1]) == () else "背景"
    body = column.text.split("显示，", 1)[1].rstrip("。")
    day = column.document.meta.dates[0].start if column.document.meta.dates else ""
    return Fact(body, facet, near, near * 1.3, False, None, day, content_pairs(body), column.spans[0], column=column)


def _density(text: str, body: str) -> float:
    """How much a sentence tells for its length: figures, names in quotation marks, a 文号."""
    dated = dates.find(body)
    figures = [m for m in FIGURE.finditer(body) if not any(d.at[0] <= m.start() < d.at[1] for d in dated)]
    told = min(len(figures), 3) * 0.14 + min(len(_NAMED.findall(body)), 2) * 0.12 + 0.1 * bool(dated)
    told += 0.12 * bool(docnumbers.find(text))
    return (1 + told) * min(1.0, (70 / max(len(text), 1)) ** 0.35)


def _items(telling: Telling) -> tuple[str, ...]:
    """The questions that grow from what is told; what is being solved already asks none."""
    if _MEASURE.search(telling.body) or telling.voice.kind in ("文件", "会议", "署名") or not _PROBLEM.search(telling.body):
        return questions(telling.body) if telling.voice.kind == "专家" else ()
    return questions(telling.body)


def _free(item: str, region: Region | None, place: Region | None) -> str:
    """An item speaks of the place asked for or of none: 我省 goes where no place is asked, another place's item too."""
    if place is None:
        item = re.sub(r"我[省市](?:的|各条)?", "", item)
    named = [m.region for m in regions.find(item) if m.region.level in ("province", "city", "district")]
    if place is not None and any(not regions.within(r, place) for r in named):
        return ""
    return "" if place is None and named else item


def _own_question(statement: Statement) -> Iterator[str]:
    """What the source asks itself: 如何确保……有效推进？"""
    if statement.text.rstrip().endswith(("？", "?")) and statement.text.startswith(("如何", "怎样")):
        yield from questions(statement.text.rstrip("？?"))


def _facet(telling: Telling, region: Region | None, place: Region | None, asks: bool) -> Facet:
    voice, text = telling.voice, telling.body
    official = voice.kind in ("文件", "会议", "署名")
    elsewhere = place is not None and region is not None and not regions.within(region, place) and region.level != "country"
    example = place is None and region is not None and region.level in ("province", "city", "district")
    if elsewhere or example:
        return "外地"
    if official:
        return "政策" if region is None or region.level in ("country", "province") else "本地"
    if asks or (_PROBLEM.search(text) and telling.voice.kind in ("委员", "论文", "报道")):
        return "问题"
    if voice.kind == "专家" or re.search(r"(?:表示|认为)[，：]", text):
        return "反映"
    if _EFFECT.search(text) and not FIGURE.search(text):
        return "影响"
    return "本地" if region is not None and region.level != "country" else "背景"


def _region(telling: Telling) -> Region | None:
    """The place a sentence speaks of: named in it, its policy's, its headings'; of several the first below the country."""
    named = [m.region for m in regions.find(telling.body)]
    below = [r for r in named if r.level in ("province", "city", "district")]
    if below:
        return below[0]
    if telling.voice.kind in ("文件", "会议") and telling.voice.policy:
        return regions.get(telling.voice.policy.region)
    if re.search(r"我[省市]|[全本][省市]|省内", telling.body) or telling.voice.kind == "委员":
        return place_above(telling.statement)
    if named and named[0].level == "country" or re.search("我国|全国|全球|各国|国际", telling.body):
        return regions.get("全国")
    if telling.voice.kind == "报道":
        own = telling.statement.document.heading_path(telling.statement.span.start)
        in_heading = [m.region for h in reversed(own) for m in regions.find(h) if m.region.level in ("province", "city")]
        return in_heading[0] if in_heading else None
    return None


def _day(telling: Telling) -> str:
    policy = telling.voice.policy
    if policy is not None and policy.date is not None:
        return policy.date.start
    found = dates.find(telling.body)
    return found[0].start if found else ""
