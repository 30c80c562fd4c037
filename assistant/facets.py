"""Which facet of a lead a sentence serves, what place it speaks of, and of what day."""

import re
from typing import Literal

from assistant.form.signs import FIGURE
from assistant.issues import questions
from assistant.statements import is_work_report
from assistant.wording import Telling, place_above
from index import dates, regions
from index.regions import Region

Facet = Literal["政策", "背景", "本地", "问题", "反映", "主张", "影响", "外地"]

_PROBLEM = re.compile(
    r"不足|滞后|依赖|难(?!得|点)|缺[乏少]|缺失(?!环节|薄弱)|尚未|不够|偏[低弱小少]|薄弱(?!环节)|较弱|不强|突出(?=$|[，。；])|突出问题|不完善|不健全|紧缺|粗放|同质|不畅|浪费|雷同|垄断|没有建立|针对[^，。]{4,40}问题|很难|不到位|违规|受制于人|偏少|污染(?=[产天严排])|差距|困难|低端|不注重|不重视|忽视|重[\u4e00-\u9fff]{1,3}[、，]?轻(?![工型质松])[\u4e00-\u9fff]"
)
_EFFECT = re.compile(r"影响|导致|造成|冲击|风险|威胁|制约|使得|加剧")
_REMEDY = re.compile(
    r"(?:(?:协调|着力|帮助|重点|着重|为)(?:解决|破解)|^解决|，解决)(?![^，。]*(?:不足|缺[乏少资]|失衡|错配|滞后|“两张皮”))"
)
_BESIDE = re.compile("^(?:相比于?|相对于|不同于)[^，]*，|^[与同和][^，]*(?:相比|不同)，")
"""With whom a place is compared, at the head of a sentence."""
_OURS = re.compile("我[省市]|[全本][省市]|省内")
SPEAKER = re.compile(r"^[^，“”]{4,40}(?:认为|表示)，")
"""Who is quoted at the head of a sentence; his post names places that the sentence does not speak of."""


def states_shortcoming(text: str) -> bool:
    """Whether a text says what is wrong, and not how it is put right."""
    return bool(_PROBLEM.search(text)) and not _REMEDY.search(text)


def facet_of(telling: Telling, region: Region | None, place: Region | None) -> Facet:
    """The facet of what is told of `region` in a lead for `place`, or for no place."""
    kind, text = telling.voice.kind, telling.body
    below = region is not None and region.level in ("province", "city", "district")
    asks = bool(questions(text)) and kind != "专家" and not _REMEDY.search(text)
    if below and place is None and asks and kind == "委员":
        return "问题"
    # Asked for no place, what reports tell of their own places is the state of things, and no mere example.
    reported = place is None and is_work_report(telling.statement.genre)
    if region is not None and below and not reported and not (place and regions.within(region, place)):
        return "外地"
    if telling.statement.admitted:
        return "问题"
    if kind in ("文件", "会议", "署名"):
        return "政策" if region is None or region.level in ("country", "province") else "本地"
    if kind == "委员" and not (_OURS.search(text) or regions.find(text)):
        return "问题"
    if asks or (kind in ("委员", "论文", "报道") and states_shortcoming(text)):
        return "问题"
    if kind == "专家" or re.search(r"(?:表示|认为)[，：]", text):
        return "反映"
    if _EFFECT.search(text) and not FIGURE.search(text):
        return "影响"
    return "本地" if below else "背景"


def region_of(telling: Telling) -> Region | None:
    """The place a sentence speaks of: named in it, its policy's, its headings'; of several the first below the country."""
    body = _BESIDE.sub("", SPEAKER.sub("", telling.body))
    if _OURS.search(re.sub("《[^》]*》", "", body)) and (home := place_above(telling.statement)):
        return home
    named = [m.region for m in regions.find(body)]
    below = [r for r in named if r.level in ("province", "city", "district")]
    if below:
        return below[0]
    if is_work_report(telling.statement.genre) or telling.voice.titled:
        return place_above(telling.statement)
    if telling.voice.kind in ("文件", "会议") and telling.voice.policy:
        return regions.get(telling.voice.policy.region)
    if telling.voice.kind == "委员":
        return place_above(telling.statement)
    if named or re.search("我国|全国|全球|各国|国际", body):
        return regions.get("全国")
    return _region_above(telling) if telling.voice.kind in ("报道", "承前", "") else None


def _region_above(telling: Telling) -> Region | None:
    headings = telling.statement.document.heading_path(telling.statement.span.start)
    above = (m.region for heading in reversed(headings) for m in regions.find(heading))
    return next((region for region in above if region.level in ("province", "city")), None)


def day_of(telling: Telling) -> str:
    """The ISO date by which a sentence is put in order: its policy's, else the first it names."""
    policy = telling.voice.policy
    if policy is not None and policy.date is not None:
        return policy.date.start
    found = dates.find(telling.body)
    return found[0].start if found else ""
