"""What a government's report counts up, one thing after another: which of them may be told without the others."""

import re
from collections.abc import Sequence

from assistant.predicates import begins_with_verb, goes_on
from index import regions
from index.regions import Region

_DONE = re.compile(
    "(?:累计|共|新|全面|顺利|成功|率先)*(?:建[成设]|改建|新增(?!贷款|[^，]*(?:占|用于))|新[建改认培签]|打通|开通|实施|开展|完成|引进|培育|组建|设立|出台|制定|整治|改造|创建|获批|获评|认定|发放|培训|治理|修复|举办)"
)
_CAME_OF = re.compile(
    "(?:明显|显著|大幅|稳步|有效|全面)(?:提[升高]|增[强长]|改善|优化|好转|下降|降低|缓解|加快|完善|扩大|向好)$|实现“[^”]{2,6}”$"
)
_OF_TIME = re.compile(r"累计|年均|[三五十]年|“十[一二三四五]五”|到\d{4}\s*年|力争|争取|计划|将|总书记|其中")
_MEASURE = re.compile(
    r"(?!其中|同比|环比|较|比|增速|增量|增幅|分别|占)[^\d，：“”]{4,24}(?:达到?|突破|超过?|提[高升]到|增[至长]|增加到|下降到?|降[至低]到?|上升到?|保持在|稳定在|为|约)\s*\d"
)
_MAKES = re.compile(
    "(?:支持|推动|鼓励|引导|带动|帮助|指导|促进)[^，、；]{0,8}(?:企业|公司|集团|银行|机构|高校|医院|院所)"
)


def is_done(clause: str) -> bool:
    """Whether a clause begins with what only stands for something that was done: 建成, 新增, 获批."""
    return bool(_DONE.match(clause))


def came_of(body: str) -> bool:
    """Whether a body ends with what came of something: 营养餐质量明显提升."""
    return bool(_CAME_OF.search(body))


def counts(clause: str, earlier: Sequence[str], beside: Sequence[str], home: Region) -> bool:
    """Whether a clause counts up one more thing that was done by who did those before, and in the same time.

    `earlier` are the clauses of the sentence before it, `beside` those of its own part. None of them may name
    anybody else than the place at `home`, or make anybody act, or say until when, or that it adds up years.
    """
    one_more = is_done(clause) or _measured(clause) or (goes_on(clause) and not beside)
    if not one_more or _OF_TIME.search("，".join(earlier)):
        return False
    before = [*earlier[:1], *beside]
    return (
        all(goes_on(text) or is_done(text) or _measured(text) or begins_with_verb(text) for text in before)
        and all(regions.within(home, m.region) for text in before for m in regions.find(text))
        and not _MAKES.search("，".join(before))
    )


def _measured(clause: str) -> bool:
    """Whether a clause says of a measure what it comes to: 森林覆盖率提高到42.5%."""
    return bool(_MEASURE.match(clause)) and not begins_with_verb(clause)
