"""The material of a draft: what the library states on a topic, sorted by the facet of a lead that it serves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant import quantities
from assistant.cite import DraftClaim
from assistant.columns import Column, columns
from assistant.form.items import faults
from assistant.form.signs import FIGURE
from assistant.issues import questions
from assistant.relevance import Matter
from assistant.request import Request
from assistant.statements import Statement, statements
from assistant.voices import Voice, voice_of
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
_HITS, _TOGETHER = 40, 3
_PROBLEM = re.compile(
    r"不足|滞后|依赖|难(?!得|点)|缺[乏少失]|尚未|不够|偏[低弱小少]|薄弱|较弱|不强|突出(?=$|[，。；])|突出问题|不完善|不健全|紧缺|粗放|同质|不畅|浪费|雷同|垄断|没有建立|差距|困难|低端"
)
_EFFECT = re.compile(r"影响|导致|造成|冲击|风险|威胁|制约|使得|加剧")
_MEASURE = re.compile(
    r"(?:(?:协调|着力|帮助|重点|着重|为)(?:解决|破解)|^解决|，解决)(?![^，。]*(?:不足|缺[乏少资]|失衡|错配|滞后|“两张皮”))"
)
_PLANNED = re.compile(r"可能|预计|或将|有望|拟(?!合)|势必|如果|假如")
_SPEAKER = re.compile(r"^[^，“”]{4,40}(?:认为|表示)，")
_DONE = re.compile(
    r"建立|设立|成立|实施|推行|出台|印发|制定|挂帅|担任|任\d|任\s\d|联系|组建|搭建|形成|启动|完成|建成|引进|培育"
)
_OF_ALL = re.compile(r"工作报告|纲要|会议|领导小组")
_LISTED = re.compile(
    r"(?:[^，。；：、“”]{2,14}、){4,}[^，。；：、“”]{2,14}"
)  # one of many things named is no subject
_TITLE = re.compile(r"《[^《》]*》")
_NAMED = re.compile(r"“([^”]{2,16})”")
_ABROAD = re.compile(r"美国|日本|欧盟|德国|英国|法国|韩国|欧美|发达国家|各国")
_ROOTED, _BESIDE, _BARE, _HEARD, _ALMOST, _TITLED, _NAMED_ONLY, _NOTHING = 0.4, 5, 0.5, 0.3, 0.85, 0.3, 0.15, 0.6
_TELLS: Mapping[Facet, float] = {
    "问题": 0.5,
    "政策": 0.35,
    "反映": 0.45,
    "影响": 0.3,
    "背景": 0.15,
    "本地": 0.3,
}
_OTHER_MATTER = 0.8  # a policy whose title, or whose words, speak of something else
_LOCAL, _NATIONAL, _AHEAD, _FAR, _NEARNESS = 1.2, 1.3, 0.7, 0.6, 1.8


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence of 事由 in the making: what it says, what it rests on, and how much it is worth.

    `near` is how far it is of the topic (0 to 1), `worth` adds what it tells: figures, names, dates, the place
    asked for. `region` is the place it speaks of, `day` an ISO date for ordering, `pairs` its content beyond the topic.
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
    side: int = 0
    own: float = 0.0
    telling: Telling | None = None
    column: Column | None = None

    @property
    def voice(self) -> Voice:
        return self.telling.voice if self.telling else self.column.voice if self.column else Voice()

    @property
    def policy(self) -> Policy | None:
        return self.voice.policy

    def drafts(self, again: bool = False) -> Iterator[DraftClaim]:
        """What may be said of it, the best first."""
        if self.telling is not None:
            yield from self.telling.drafts(again)
        if self.column is not None:
            yield from self.column.drafts(again)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The characters that its words stand in."""
        return self.telling.parts if self.telling is not None else (self.source,)

    @property
    def text(self) -> str:
        return next(self.drafts()).text

    @property
    def size(self) -> int:
        """Characters without white space."""
        return len("".join(self.text.split()))


@dataclass(frozen=True, slots=True)
class Question:
    """An item of 问题点 in the making: where the source says it, and how far it is of the topic.

    `roots` are the facts told of the same paragraph that speak of it, the fittest first; a question that
    the source itself asks has none, and may grow from any.
    """

    text: str
    basis: Span
    near: float
    roots: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """All facts and questions on a topic, those of most worth first."""

    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    matter: Matter


def gather(request: Request, library: Library, filter: Filter | None = None) -> Material:
    """Every way to tell what the library states on the topic. Text of genre 提案 or 提案线索 is never material."""
    matter = Matter.of(request.topic, library)
    hits = _hits(request, matter, library, filter)
    place = regions.get(request.region)
    found = statements(hits, library)
    told = {s.span: _nearest([_fact(t, matter, place) for t in worded(s, place)]) for s in found}
    facts = [f for some in told.values() for f in some]
    facts += [_of_column(c, matter) for c in columns(hits, library, place)]
    fields: dict[Span, list[Fact]] = {}
    for statement in found:
        fields.setdefault(statement.field, []).extend(told[statement.span])
    asked = [q for s in found for q in _questions(s, fields[s.field], matter, place)]
    return Material(
        tuple(sorted(facts, key=lambda f: (-f.worth, f.source))),
        tuple(sorted(asked, key=lambda q: (-q.near, q.text))),
        matter,
    )


def _hits(request: Request, matter: Matter, library: Library, filter: Filter | None) -> list[Hit]:
    found: dict[Span, Hit] = {}
    places = dict.fromkeys((request.region, ""))
    asked = [f"{place}{request.topic} {words}".strip() for words in _SEARCHES for place in places]
    field = [" ".join(matter.field[n : n + _TOGETHER]) for n in range(0, len(matter.field), _TOGETHER)]
    for n, text in enumerate([*asked, *field]):
        for hit in library.search(text, _HITS if n < len(asked) else _HITS // 2, filter):
            found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _fact(telling: Telling, matter: Matter, place: Region | None) -> Fact:
    statement, text, body = telling.statement, telling.text(), telling.body
    beside = normalise(_beside(telling))
    plain = normalise(_LISTED.sub("", body))
    near = matter.near(plain, normalise(_LISTED.sub("", text)), beside, statement.near, statement.before)
    region = _region(telling)
    local = place is None or (region is not None and regions.within(region, place))
    facet = _facet(telling, region, place)
    worth = (
        near**_NEARNESS
        * _info(text, body, facet, matter, telling.voice.kind)
        * (_LOCAL if local and place is not None else 1.0)
    )
    worth *= _NATIONAL if facet == "政策" and (region is None or region.level == "country") else 1.0
    worth *= _OTHER_MATTER if telling.voice.policy is not None and matter.asks(plain) < _NAMED_ONLY else 1.0
    worth *= _OTHER_MATTER if _titled_otherwise(telling.voice.policy, matter) else 1.0
    worth *= _AHEAD if _PLANNED.search(body) else 1.0
    worth *= _FAR if _ABROAD.search(body) and not re.search("我[国省市]|国内", body) else 1.0
    pairs = content_pairs(body) - matter.pairs
    return Fact(
        body,
        facet,
        near,
        worth,
        local,
        region,
        _day(telling),
        pairs,
        telling.parts[0],
        matter.side(normalise(text)),
        matter.asks(plain),
        telling,
    )


def _titled_otherwise(policy: Policy | None, matter: Matter) -> bool:
    """Whether a policy is about some other matter by its title; reports and plans of everything are about none."""
    if policy is None or _OF_ALL.search(policy.title):
        return False
    return matter.asks(normalise(policy.title)) < _TITLED


def _nearest(facts: list[Fact]) -> list[Fact]:
    """Of the ways to tell a sentence those that tell what it says of the topic, and all that states a problem."""
    best = max((f.own for f in facts), default=0.0)
    return [f for f in facts if f.own >= _ALMOST * best or f.facet == "问题"]


def _beside(telling: Telling) -> str:
    """What stands before a telling in the same part of its sentence."""
    start = telling.statement.span.start
    before = telling.statement.text[: telling.parts[0].start - start]
    return before[max(before.rfind("；"), before.rfind(";")) + 1 :]


def _of_column(column: Column, matter: Matter) -> Fact:
    text = f"{column.voice.first}{column.body}"
    near = matter.near(column.head, normalise(text), above=column.near)
    worth = near**_NEARNESS * _info(text, column.body, "背景", matter)
    day = column.document.meta.dates[0].start if column.document.meta.dates else ""
    pairs = content_pairs(column.body) - matter.pairs
    return Fact(column.body, "背景", near, worth, False, None, day, pairs, column.spans[0], column=column)


def _info(text: str, body: str, facet: Facet, matter: Matter, voice: str = "") -> float:
    """How much a sentence tells: figures, names, arrangements, a 文号, places; a problem tells something without them."""
    plain = _TITLE.sub("", _SPEAKER.sub("", body))
    names = [n for n in _NAMED.findall(plain) if matter.asks(normalise(n)) == 0]
    bare = _NAMED.sub("", plain)
    figures = sum(bool(re.search(r"\d", bare[slice(*q.at)])) for q in quantities.find(bare))
    told = 0.3 * min(figures, 3) + 0.16 * min(len(names), 3) + 0.1 * bool(dates.find(plain))
    told += 0.25 * bool(facet != "政策" and _DONE.search(plain)) + 0.12 * bool(regions.find(plain))
    told += 0.3 * bool(docnumbers.find(text))
    told *= _BARE if facet == "背景" and not figures else 1.0
    told += _HEARD if facet == "问题" and voice == "委员" else 0.0
    nothing = _NOTHING if not told and facet not in ("问题", "政策") else 1.0
    return (_TELLS.get(facet, 0.35) + told) * nothing * (0.9 if "；" in body else 1.0)


def _questions(
    statement: Statement, told: list[Fact], matter: Matter, place: Region | None
) -> Iterator[Question]:
    """What a statement of a problem, or a question of the source, asks; each with the facts it can grow from."""
    text = statement.text.rstrip("？?")
    own = text != statement.text and text.startswith(("如何", "怎样"))
    if not own and not _states_problem(statement):
        return
    for asked in questions(text):
        item = _free(asked, statement, place)
        if not item or any(faults(item)):
            continue
        pairs = content_pairs(item)
        roots = [] if own else sorted((r for f in told if (r := _root(f, pairs, statement))), key=_fitness)
        if own or roots:
            yield Question(item, statement.span, matter.asks(normalise(item)), tuple(f for *_, f in roots))


_Root = tuple[bool, float, Fact]


def _root(fact: Fact, pairs: frozenset[str], statement: Statement) -> _Root | None:
    """How much of an item a fact of the same paragraph speaks of; None when it is too little to grow from."""
    shared = len(pairs & content_pairs(fact.body))
    own = fact.telling is not None and fact.telling.statement.span == statement.span
    enough = shared >= _ROOTED * len(pairs) if own else shared >= _BESIDE
    return (not own, -shared / max(len(pairs), 1), fact) if enough else None


def _fitness(root: _Root) -> tuple[bool, float, int]:
    return root[0], root[1], root[2].size


def _states_problem(statement: Statement) -> bool:
    voice = voice_of(statement)
    if voice is None or voice.kind in ("文件", "会议", "署名"):
        return False
    if voice.kind in ("委员", "专家"):
        return True
    return bool(_PROBLEM.search(statement.text)) and not _MEASURE.search(statement.text)


def _free(item: str, statement: Statement, place: Region | None) -> str:
    """An item speaks of the place asked for or of none: 我省 goes where no place is asked, another place's item too."""
    if place is None or (home := place_above(statement)) is None or not regions.within(home, place):
        item = re.sub(r"我[省市](?:的|各条)?", "", item)
    named = [m.region for m in regions.find(item) if m.region.level in ("province", "city", "district")]
    if place is None:
        return "" if named else item
    return "" if any(not regions.within(r, place) for r in named) else item


def _facet(telling: Telling, region: Region | None, place: Region | None) -> Facet:
    voice, text = telling.voice, telling.body
    below = region is not None and region.level in ("province", "city", "district")
    asks = bool(questions(text)) and voice.kind != "专家" and not _MEASURE.search(text)
    if below and place is None and asks and voice.kind == "委员":
        return "问题"
    if below and (place is None or (region is not None and not regions.within(region, place))):
        return "外地"
    if voice.kind in ("文件", "会议", "署名"):
        return "政策" if region is None or region.level in ("country", "province") else "本地"
    told = (
        bool(_PROBLEM.search(text)) and voice.kind in ("委员", "论文", "报道") and not _MEASURE.search(text)
    )
    if asks or told:
        return "问题"
    if voice.kind == "专家" or re.search(r"(?:表示|认为)[，：]", text):
        return "反映"
    if _EFFECT.search(text) and not FIGURE.search(text):
        return "影响"
    return "本地" if below else "背景"


def _region(telling: Telling) -> Region | None:
    """The place a sentence speaks of: named in it, its policy's, its headings'; of several the first below the country."""
    body = _SPEAKER.sub("", telling.body)
    named = [m.region for m in regions.find(body)]
    below = [r for r in named if r.level in ("province", "city", "district")]
    if below:
        return below[0]
    if telling.voice.kind in ("文件", "会议") and telling.voice.policy:
        return regions.get(telling.voice.policy.region)
    if re.search(r"我[省市]|[全本][省市]|省内", body) or telling.voice.kind == "委员":
        return place_above(telling.statement)
    if named or re.search("我国|全国|全球|各国|国际", body):
        return regions.get("全国")
    headings = telling.statement.document.heading_path(telling.statement.span.start)
    if telling.voice.kind in ("报道", "承前", ""):
        above = [
            m.region
            for h in reversed(headings)
            for m in regions.find(h)
            if m.region.level in ("province", "city")
        ]
        return above[0] if above else None
    return None


def _day(telling: Telling) -> str:
    policy = telling.voice.policy
    if policy is not None and policy.date is not None:
        return policy.date.start
    found = dates.find(telling.body)
    return found[0].start if found else ""
