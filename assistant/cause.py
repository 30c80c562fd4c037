"""案由: the title of a lead as what a 提案 is about, with the verb that its last noun takes: 关于…的提案."""

import re
from collections.abc import Mapping

from assistant.issue_grammar import VERB_FIRST, verb_for
from index import regions

_ILL = re.compile(
    "(?:难|问题|不足|滞后|短缺|突出|严重|不强|不高|不畅|同质化|(?:低效|粗放)利用|(?:无序|恶性|同质化)竞争)$"
)
_VERBED = re.compile(
    "(?:培育|建设|发展|利用|用地|治理|改革|升级|转型|保障|协作|协同|协调|融合|转移|招商|引进|监测|整合|转化|衔接|联动|振兴|做大做强|制|机制)$"
)
_ASKED = re.compile("[\u4e00-\u9fff]{2,6}")
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
    if _VERBED.search(name):
        return f"关于推进{here}{name}的提案"
    own = (verb for noun, verb in _TAKEN.items() if name.endswith(noun))
    verb = next(own, None) or verb_for(name)
    return f"关于{verb}{here}{name}的提案" if verb else f"关于加强{here}{name.removesuffix('工作')}工作的提案"


def _asked(topic: str, name: str) -> str:
    """The verbs before the name in the first clause of a topic; empty where there are none."""
    first, found, _ = topic.partition(name)
    again = VERB_FIRST.match(name)
    return f"{first}{again[0] if again else ''}" if found and _ASKED.fullmatch(first) else ""
