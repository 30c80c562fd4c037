"""案由: the title of a lead as what a 提案 is about, with the verb that its last noun takes: 关于…的提案."""

import re
from collections.abc import Mapping

from assistant.issue_grammar import VERB_FIRST, verb_for
from assistant.predicates import acts, goes_on
from index import regions

_ILL = re.compile(
    "(?:难|问题|不足|滞后|短缺|突出|严重|不强|不高|不畅|同质化|(?:低效|粗放)利用|(?:无序|恶性|同质化)竞争)$"
)
_VERBED = re.compile(
    "(?:培育|建设|发展|利用|用地|治理|改革|升级|转型|保障|协作|协同|协调|融合|转移|招商|引进|监测|整合|转化|衔接|联动|振兴|做大做强|补短板|提质增效|就业创业|制|机制)$"
)
_WRONG = re.compile(
    "没(?!收)|不(?!断|仅|同|动产|锈|久)|太(?![阳湖空原行平极])|[又住得][差贵少慢]|乱|拖欠|过剩|内卷|跑路|伤人|欺凌|漏水|坏了"
)
"""What goes wrong, as people say it: 低保没跟上, 价格太贵了."""
_DONE = re.compile("(?<!坏)了$")
_MEANS = re.compile("(?:面向|给|为|依托)[^的]+$")
_QUOTED = re.compile("[“”]")
_ASKED = re.compile("(?!这[种些样])[\u4e00-\u9fff]{2,6}")
_TAKEN: Mapping[str, str] = {"经济": "发展", "集群": "培育", "环境": "优化", "老龄化": "应对", "关系": "理顺"}
"""What a title takes otherwise than a 问题点 does."""


def cause(topic: str, title: str, region: str) -> str:
    """案由. The place is named unless the title names it; a verb that the topic was asked for with stays."""
    place = regions.get(region) if region else None
    here = place.full if place and place.name not in title else ""
    name = title.removesuffix("情况")
    if _ILL.search(name):
        return f"关于解决{here}{name.removesuffix('问题')}问题的提案"
    if asked := _asked(topic, name):
        return (
            f"关于{asked}{here}{VERB_FIRST.sub('', name, count=1) if VERB_FIRST.match(name) else name}的提案"
        )
    if name.startswith("让"):
        return f"关于让{here}{name[1:]}的提案"
    if (does := VERB_FIRST.match(name)) and acts(name):
        return f"关于{does[0]}{here}{name[does.end() :]}的提案"
    if _VERBED.search(name):
        return f"关于推进{here}{name}的提案"
    own = (verb for noun, verb in _TAKEN.items() if name.endswith(noun))
    verb = next(own, None) or verb_for(name)
    if verb:
        return f"关于{verb}{here}{name}的提案"
    if _WRONG.search(name):
        return f"关于解决{here}{_DONE.sub('', name)}问题的提案"
    if _MEANS.match(name) or goes_on(name):
        return f"关于{here}{name}的提案"
    return f"关于加强{here}{name.removesuffix('工作')}工作的提案"


def _asked(topic: str, name: str) -> str:
    """The verbs before the name in the first clause of a topic; empty where there are none."""
    first, found, _ = _QUOTED.sub("", topic).partition(name)
    again = VERB_FIRST.match(name)
    return f"{first}{again[0] if again else ''}" if found and _ASKED.fullmatch(first) else ""
