"""Whether a clause says something by itself: it holds a predicate, and does not lean on what follows."""

import re
from functools import cache

from assistant.doing import DOING, HOW
from index import regions

# What comes behind one of these is no predicate of its own: 用三年时间, 按照三个层次, 会同科技厅.
_COVERB = re.compile(
    r"^(?:按照|依照|根据|围绕|依托|立足|依附|基于|瞄准|着眼|面向|对照|针对|结合|通过|随着|为了|为|以(?![往上])|用|由于|由|将|把|给(?!予)|对于|对|向|从|自|在|与|和|同|因|受|借助|作为|鉴于|面对|相比于|相对于|相比|除了|除|经过|经|到|至|当(?!地))"
)
_MAIN = re.compile(
    r"形成|提供|部署|建[设立成]|加[强快大]|推[动进行广]|实[现施行]|促进|提[升高]|打造|设立|开展|给予|发挥|联系|培[育养]|引进|制定|完善|健全|优化|达|占|增长|下降|出台|发布|印发"
    r"|任|领衔|挂帅|突破|解决|破解|缓解|支持|鼓励|引导|组建|搭建|构建|拥有|存在|成为|创造|奠定|扩大|聚焦|梳理|协调|统筹|要求|规划|出现|产生|具有|位居|率先|保障|确保|没有"
)
_GIVES = re.compile(r"提供|奠定|创造|带来|注入|腾出|打下|打开|贡献")
_FRAME_NOUN = re.compile(
    r"(?:要求|原则|思路|布局|格局|方向|目标|精神|部署|模式|方式|形式|核心|基础|主体|导向|契机|抓手|需求|需要|重点|变化|规划|趋势|条件|时间|层次|角度|维度|支撑点|主线|纽带|牵引|支撑"
    r"|状况|情况|形势|局面|背景|推动|视角|而言|制约|问题|难题|短板|需要)$"
)
_LOCATIVE = re.compile(
    r"^(?:在|自|从|到|当|截至|至)?.{1,90}(?:后|以来|期间|之际|过程中|背景下|条件下|情况下|形势下|环境下|前提下|方面|时期)$|^(?:在|自|从|到|当|截至|至).{1,90}(?:中|下|时|上|前|底|时候)$"
)
_NEEDS_MORE = re.compile(
    r"(?:包括|如下|分别|例如|比如|如|即|会同|以及|特别是|尤其是|包含|涵盖|其中|是|为|为主|提出|指出|明确|要求|强调|表示|认为|反映|透露|显示|表明|规定)$"
    r"|^(?:力争|争取|计划)?(?:到|至|经过|用|从)[^，]{1,12}(?:年|努力|时间)$|^(?:一个|原先|许多|大量|部分|现有)[^，]*的[\u4e00-\u9fff]{2,6}$|^其中|看$|应?从[^，]*(?:高度|角度|出发)$|围绕[^，]*(?:方向|目标|要求|主题)$|^考虑[^，]*(?:情况|需要|因素)$|的\s*\d+\s*[个条家项]$"
    r"|的(?:加快|全面|大规模|深入|进一步)?(?:实施|推进|发展|提升|建设|出现|到来|应用|实现|形成|提出)$|^(?![^，]*[把将])[^，、]{2,20}作为[^，、]*的[\u4e00-\u9fff]{2,12}$"
    r"|^[^，]{0,8}受[^，]+(?:驱使|影响|制约|推动|带动)$"
    r"|按照(?!.*(?:原则|要求|思路|模式|方式|部署|规定|标准|步骤|格局|布局).{3,})|^[与同和].*(?:不同|相比|一样|相同)$|^就.*而言$"
)
_ADJECTIVE = re.compile(
    r"(?:多|少|大|小|高|低|强|弱|难|慢|快|重|紧|足|差|严重|突出|明显|滞后|雷同|粗放|合理)$"
)
_MEASURED = re.compile(
    r"[\u4e00-\u9fff]\s*\d[\d.,]*\s*(?:[%％]|[万亿]?[公亩平吨元个家条人户项座处所台辆张套间件名艘架]\S{0,3})$"
)
_TIME = re.compile(r"[年月日季周]|期间|以来|现在|目前")
_SORTED = re.compile("分(?:行业|类|级|步|批|区|领域|层)")
_GOES_ON = re.compile(
    rf"^(?:{HOW}|进一步|加快|重点|极大|大大|显著|明显|要|已完成|已|新|累计|地(?=[\u4e00-\u9fff]{{2}}))*(?:加[强快大]|完善|健全|建[立设成]|构建|优化|提[升高]|增[强加]|推[动进行广]|促进|助推|深化|强化|拓[宽展]|打[通造]"
    r"|形成|连接|吸引|培[育养]|支持|鼓励|引导|激励|激发|防[止范]|避免|遏制|破[解除]|化解|解决|缓解|消除|补[齐强]|降低|减[少轻]|规范|理顺|统筹|协调|保护|发挥|运用|实[施现行]|巩固|畅通|扩大|确保|突破"
    r"|满足|探索|落实|开展|聚焦|梳理|组建|设立|成立|布局|搭建|组织|带动|引进|招引|维护|保障|做[大强优]|壮大|发展|用好|深挖|集聚|依托|围绕|立足|针对|按照|以(?!往)|向|对|力争|到\d{4}年|扶持|提供|敬畏|尊重|不搞|[新建]建|建[了起]|新增|完成|[抓办管建做][好实]|守[好住牢]|稳[定住](?!性)|帮[助扶]|发放|修[建复缮]|整治|更新|改造(?!工程|项目|任务)|启动|培训|招募|推出|出台|编制|制定|举[办行]|争[创取]|创建|盘活|严[格控])"
)
_AHEAD = 8  # characters that tell how a clause begins
_NAMED = 3  # characters from which on something is named
_GROWS = re.compile("发展[\u4e00-\u9fff]{2,4}(?:经济|产业|农业|工业|旅游|金融|贸易|物流|教育|事业)$")
"""What is set out to be done, though the dictionary calls its verb a noun: 发展低空经济."""
_WITH = re.compile(r"会同|联合(?!体|国|会|攻关|审批)")
_LEADS_IN = re.compile(r"^(?:综合看|按照方案|同样|当然|所以|据了解|据介绍)$")


def begins_with_coverb(clause: str) -> bool:
    return bool(_COVERB.match(clause))


def goes_on(clause: str) -> bool:
    """Whether a clause begins with what is done, as one of several things that somebody does."""
    return bool(_GOES_ON.match(clause))


def acts(clause: str) -> bool:
    """Whether a verb of governing or business stands in a clause."""
    return bool(_MAIN.search(clause))


@cache
def complete(clause: str) -> bool:
    """Whether a clause holds a predicate of its own."""
    if _LOCATIVE.search(clause) or _NEEDS_MORE.search(clause):
        return False
    rest = clause
    if opened := _COVERB.match(clause):
        main = _GIVES if opened[0] in ("为", "为了") else _MAIN
        inner = main.search(clause, opened.end() + 2)
        if inner is None or _FRAME_NOUN.search(clause):
            return False
        rest = clause[inner.start() :]
    if (joined := list(_WITH.finditer(rest))) and not _MAIN.search(rest, joined[-1].end() + 2):
        return False
    return (
        bool(_MAIN.search(rest))
        or bool(_MEASURED.search(rest))
        or bool(_ADJECTIVE.search(rest))
        or _has_predicate(rest)
    )


def _has_predicate(clause: str) -> bool:
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    tagged = [(word, tag) for word, tag in rjieba.tag(clause) if tag != "x"]
    telling = ("v", "a", "vg", "z", "l", "i", "ad", "vn") if len(tagged) > 2 else ("v", "vg")
    return any(tag in telling for _, tag in tagged[1:]) or (
        bool(tagged) and tagged[0][1] == "v" and len(tagged) > 1
    )


def begins_with_verb(clause: str) -> bool:
    """Whether a clause begins with what is done, or how, and does not say by whom: 分行业打造……, 从……给与……."""
    # Takes a tenth of a second to load its dictionary, which `yanju --help` need not wait for.
    import rjieba

    word, tag = next(iter(rjieba.tag(clause[:_AHEAD])), ("", ""))
    return tag in ("v", "p", "d", "ad") or bool(_SORTED.match(word) or _COVERB.match(word))


def _sets_out(clause: str) -> bool:
    """Whether a clause begins with what is to be done, and names with what: 深化国企改革, but not 推进机制."""
    verb = DOING.match(clause)
    return verb is not None and len(clause) - verb.end() >= _NAMED


def is_label(clause: str) -> bool:
    """Whether a clause only says what the sentence is about: 人才, 土地及基础设施."""
    return (
        len(clause) <= 8
        and not re.search("^[就对]|方面$|(?:表明|显示|指出|认为|统计|分析)$", clause)
        and not (_GROWS.match(clause) or _sets_out(clause))
        and not (complete(clause) or _COVERB.match(clause) or regions.find(clause) or _TIME.search(clause))
    )


def is_light(clause: str) -> bool:
    """When, where and of what, which a sentence can do without: 人才, 招商链方面, 在……出台……后."""
    if _TIME.search(clause) and not re.search(r"后$", clause):
        return False
    return bool(_LOCATIVE.search(clause) or _LEADS_IN.match(clause)) or is_label(clause)
