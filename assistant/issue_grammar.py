"""The grammar that turns a problem statement into what is to be done about it, in the statement's own words.

A rewrite reads one clause. Its aim is built of the clause's words and a verb that fits them:
融资难 → 缓解…融资难问题, 滞后 → 加快…, 不完善 → 完善…. A clause that no rewrite reads has no aim.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_VERY = (
    "(?:仍然|仍显|仍|依然|依旧|还是|还|也|均|都|更加|更为|更|比较|较为|较|相对|普遍|明显|日益|十分|非常|严重|整体|总体"
    "|并|尚|过于|过|很|极|偏|持续|长期|显得|不同程度地?)*"
)
_HEADS: tuple[tuple[str, str], ...] = (
    ("竞争力|影响力|水平|质量|效益|能级|效能|素质|指数|档次", "提升"),
    ("能力|实力|活力|动力|作用|韧性|同性|补性|主性|全性|定性|统性|植性|意识|后劲|功能", "增强"),
    ("率|积极性|意愿|效率|层次|占比|比重|附加值|含量|程度|强度|参与度|满意度|集中度", "提高"),
    ("力度|投入", "加大"),
    ("规模|需求|内需|消费|覆盖面", "扩大"),
    ("力量", "充实"),
    ("供给|储备|供应", "增加"),
    ("手段", "丰富"),
    ("渠道|来源", "拓宽"),
    ("机制|体系|制度|政策|设施|体制|法规|网络|环境|服务|标准|市场", "完善"),
    ("保障|支撑", "强化"),
    ("环节|链条", "补强"),
    ("地位|基础", "夯实"),
    ("支持|培育|培养|协同|协作|合作|互动|监管|管理|治理|整合|规划|引导|统筹|联动|攻关|评估|防控|保护|研究|创新", "加强"),
)  # fmt: skip
_MOVING = "改革|培养|建设|发展|转型|升级|进程|步伐|进展|推进|更新|转化|改造|发育"
_SCARCE = "人才|工人|人员|资金|用地|土地|能源|资源|电力|原料|材料|劳动力|师资|力量|企业|设备|技术"
_HARD = "融资|招工|用工|用地|落地|转型|监管|维权|就业|贷款|获贷|停车|入学|看病|办证|回款|引才|留人|共享|充电"
_TROUBLES: tuple[tuple[str, str], ...] = (
    ("矛盾", "缓解"), ("问题|难题", "解决"), ("倾向|现象|行为", "遏制"), ("障碍|壁垒", "破除"),
    ("困难|制约|瓶颈|困境", "破解"), ("短板|弱项", "补齐"), ("隐患", "消除"), ("差距", "缩小"), ("风险", "防范"),
    ("挑战|威胁|冲击|考验|阻力|压力", "应对"),
)  # fmt: skip
_LACKING = (
    "不足|不高|不强|不够|不畅|不实|不一|不稳|不清|不到位|不完善|不健全|不规范|短缺|匮乏|老化|老龄化|缺失|滞后|缓慢|困难|混乱|单一|后继乏人|偏[低高少弱]"
    "|过[低高]|较[低高差弱窄少]|[高低窄差弱]|(?:流动性|难度|压力|缺口|风险)大"
)
_TROUBLE = "|".join(nouns for nouns, _ in _TROUBLES)
_ILL = (
    "不足|不强|不高|不畅|不清|不均|不完善|不到位|脱钩|锁定|失衡|错配|错位|缺位|断链|过剩|重复建设|浪费|损失|漏损|破损|降低"
    "|加重|受阻|下降|粗放|雷同|同质|垄断|过于|过度|恶性|无序|低水平|低端|难|缺|滞后|污染|“两张皮”|“一刀切”"
)
VERB_FIRST = re.compile(
    r"(?:进一步|精准|有效|更好地?|切实|充分)?(?:加[强快大]|[办做]好|完善|健全|建立|构建|优化|提[升高]|增[强加]|推[动进]|促进|助推|深化|强化"
    r"|拓[宽展]|打[通破造]|形成|连接|吸引|培[育养]|支持|鼓励|引导|激励|激发|防[止范]|避免|遏制|破[解除]|化解|解决|缓解|消除|补[齐强]"
    r"|降低|减[少轻]|规范|理顺|处理好|统筹|协调|保护|找准|把握|发挥|运用|投入|围绕|立足|实现|巩固|畅通|扩大|纠正|确保|突破)"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be done, verb first. One that `serves` is a purpose: it follows the item before it.

    One that `runs_on` holds for the verb phrases after it too (亟需完善…，拓宽…，形成…).
    """

    text: str
    serves: bool = False
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class _Rewrite:
    pattern: re.Pattern[str]
    aim: str
    serves: bool = False
    runs_on: bool = False


def _rewrite(pattern: str, aim: str, *, serves: bool = False, runs_on: bool = False) -> _Rewrite:
    """`~name` in a pattern stands for a macro."""
    whole = re.sub("~([a-z]+)", lambda name: _MACROS[name[1]], pattern)
    return _Rewrite(re.compile(whole), aim, serves, runs_on)


_MACROS = {
    "x": "(?!难在|大部分|多数|明显|远远|相对|普遍|日益|十分|非常|仍|依然|尚|还|的)(?P<x>.{2,}?)",
    "y": "(?P<y>.{2,}?)",
    "very": _VERY,
    "notyet": "(?:尚未|还未|仍未|还没有|没有|未能)",
    "need": "(?:亟需|亟须|亟待|急需|急待|仍需要?|尚需|还需要?|需要|有待|有必要)(?:进一步)?",
    "verb": VERB_FIRST.pattern,
    "hard": f"(?:{_HARD})",
    "ill": f"(?:{_ILL})",
    "moving": f"(?:{_MOVING})",
    "scarce": f"(?:{_SCARCE})",
    "trouble": f"(?:{_TROUBLE})",
    "lacking": f"(?:{_LACKING})",
    "means": "(?:政策|制度|机制|规划|法规|标准)",
    "short": "(?:不足|不够|欠缺|缺失|缺位|薄弱)",
}

# In order: the first that reads the clause is taken. {x} and {y} are words of the clause, {verb} is
# the verb that goes with the last noun of {x}.
_REWRITES: tuple[_Rewrite, ...] = (
    # What the source itself says must be done, or leaves undone.
    _rewrite(r"(?:.*一大问题是)?没有(?P<y>(?:建立|完善|健全|形成).+)", "{y}", runs_on=True),
    _rewrite(r"(?:这就|就|政府|地方政府)?~need(?P<y>~verb.+)", "{y}", runs_on=True),
    _rewrite(r"(?:要|应|应当)(?P<y>(?:规范|理顺|纠正|处理好|破除|打破|遏制|防止|避免).+)", "{y}", runs_on=True),
    _rewrite(r"(?:从而|以)?(?P<x>(?:防止|避免|遏制|扭转)(?!了).{4,})", "{x}"),
    _rewrite(r"~notyet(?P<y>(?:精准|有效|充分|真正)?(?:吸引|打通|发挥|培育|利用).+)", "{y}", runs_on=True),
    _rewrite(r"~x~very~need(?P<y>(?:加快|加强|完善|提升|提高|优化|健全|深化|拓展|改进|增强|挖掘|壮大|提振|激发|夯实|巩固|化解){1,2})", "{y}{x}"),
    _rewrite(r"~x~notyet(?P<y>(?:深度|充分|有效|真正)(?:融合|衔接|对接|融通|联动))", "推动{x}{y}"),
    _rewrite(r"~x~notyet(?P<y>建立|形成|健全|建成)", "加快{y}{x}"),
    _rewrite(r"~notyet(?:真正)?(?P<y>(?:形成|建立|实现|建成).+)", "加快{y}", serves=True),
    _rewrite(r"~x(?:不能|未能|难以|没有|尚未)(?:得到)?(?:充分|有效)发挥", "充分发挥{x}", serves=True),
    _rewrite(r"~x(?:短期内?)?难以?实现", "加快实现{x}", serves=True),
    # What a report says of its own place: tasks, and what is still to be done.
    _rewrite(r"(?P<x>~verb.{2,}?|~verb.{2,}?、.+?)(?:的)?任务~very(?:艰巨|紧迫|繁重|较重|重)(?:繁重)?", "{x}"),
    _rewrite(r"~x的?任务~very(?:艰巨|紧迫|繁重|较重|重)(?:繁重)?", "推进{x}"),
    _rewrite(r"(?P<x>~verb.{2,}?)~very(?:任重道远|有(?:很多|大量|不少)工作要做|~need(?:持续)?(?:用力|加力|努力))", "{x}"),
    _rewrite(r"~x~very(?:任重道远|有(?:很多|大量|不少)工作要做|~need持续(?:用力|加力|努力))", "推进{x}"),
    _rewrite(r"~x问题~very~need(?:下大力气)?(?:长期)?(?:用力)?(?P<y>破解|解决|化解)", "{y}{x}问题"),
    _rewrite(r"~x~very(?:要|需)(?P<y>补短板、提质量|补短板|提质增效)", "推动{x}{y}"),
    _rewrite(r"~x~very(?:存在|有)(?:着)?(?:一些|不少|许多|诸多|部分|一定的?)?(?P<n>(?:[堵痛卡难断]点)+)", "打通{x}的{n}"),
    _rewrite(r"~x~very(?:存在|有)(?:着)?(?:一些|不少|许多|诸多|部分|一定的?)?(?P<n>短板弱项|短板不足|短板|弱项)", "补齐{x}的{n}"),
    _rewrite(r"~x~very(?:存在|有)(?:着)?(?:一些|不少|许多|诸多|部分|一定的?)?(?P<n>薄弱环节)", "补强{x}的{n}"),
    _rewrite(r"~x~very(?:存在|有)(?:着)?(?:一些|不少|许多|诸多|部分|一定的?)?(?P<n>风险隐患|隐患)", "消除{x}的{n}"),
    _rewrite(r"~x(?P<m>对|给)~y提出了?(?P<n>新(?:课题|挑战|要求))", "应对{x}{m}{y}提出的{n}"),
    _rewrite(r"(?:部分|一些|不少|有的)?(?P<x>.{2,}?经营)~very(?:面临)?困难", "破解{x}困难"),
    _rewrite(r"(?P<x>.{2,}?(?:企业|主体|行业))困难~very(?:多|大|重)", "破解{x}面临的困难"),
    _rewrite(r"~x(?P<y>监管|治理|管理|执法|取证|维权|推进)难度~very(?:加大|大|增加|上升)", "破解{x}{y}难题"),
    _rewrite(r"(?P<x>.{2,}?难度)~very(?:加大|大|增加|上升)", "降低{x}"),
    _rewrite(r"~x~very有难度", "促进{x}"),
    _rewrite(r"~x发挥~very不够(?:充分)?", "充分发挥{x}"),
    # Two complaints of one thing stay together, and what people say in so many words.
    _rewrite(r"(?P<x>[^、]{3,}?~lacking、[^、]{0,8}?~lacking)", "解决{x}等问题"),
    _rewrite(r"~x推进~very(?:缓慢|迟缓|困难|难|不快|不够快)", "加快推进{x}"),
    _rewrite(r"~x落实~very(?:不到位|不够|不力)", "推动{x}落实到位"),
    _rewrite(r"~x配备~very(?:不足|不够|不齐)", "加强{x}配备"),
    _rewrite(r"~x缺口~very(?:大|多|明显|突出|扩大)", "填补{x}缺口"),
    _rewrite(r"(?P<x>.{2,}?)(?:历史)?欠账~very(?:多|大)", "补齐{x}欠账"),
    _rewrite(r"~x~very存在(?:着)?(?:一些|不少|一定的?)?(?:监管)?(?P<n>盲区|盲点|空白|漏洞)", "消除{x}{n}"),
    _rewrite(r"(?P<x>.{2,}?(?:职责|权责|责任|边界))~very(?:交叉|不清|不明|模糊)", "理顺{x}"),
    _rewrite(r"(?P<x>.{2,}?队伍)~very(?:老化|薄弱|不强|不足|不稳定?|不健全)", "加强{x}建设"),
    _rewrite(r"(?P<x>.{2,}?秩序)~very(?:混乱|乱)", "规范{x}"),
    _rewrite(r"(?P<x>.{2,}?(?:质量|水平|素质))~very(?:参差不齐|良莠不齐|不一)", "提升{x}"),
    _rewrite(r"(?:部分|一些|不少|有的)?(?P<x>.{3,}?(?:老化|老龄化|空心化|空置|撂荒|流失))~very(?:严重|突出|明显|加剧)", "解决{x}问题"),
    _rewrite(r"(?:部分|一些|不少|有的)?(?P<x>.{2,}?(?:水质|质量|价格|供应|队伍|收入))~very不(?:够)?稳定?", "稳定{x}"),
    _rewrite(r"(?P<x>.{2,}?结构)~very(?:偏重|单一|失衡)", "优化{x}"),
    _rewrite(r"(?P<x>.{2,}?)(?:问题)?~notyet(?:得到)?(?:根治|(?:根本|彻底|有效)?(?:解决|扭转))", "根治{x}问题"),
    # Trouble that has a noun: 问题, 矛盾, 风险, 差距 ….
    _rewrite(r"(?:.*?~very存在|.*?面临)(?:着)?(?:很高的|较高的)?(?P<y>.*“[^”]+”的风险)", "防范{y}"),
    _rewrite(r"~x~very存在(?:着)?(?P<y>.{2,}?难)的?问题", "缓解{x}{y}问题"),
    _rewrite(r"~x~very(?:存在|面临)(?:着)?(?P<y>.{2,}?)的(?P<n>危险|风险)", "防范{x}{y}的{n}"),
    _rewrite(r"(?P<y>与.{2,}?)相比~very(?:有|存在)(?:着)?(?:较大|很大|明显|一定|不小)的?差距", "缩小{y}的差距", serves=True),
    _rewrite(r"~x~very(?:存在|有)(?:着)?(?:较大|很大|明显|一定|不小)的?(?P<y>.{0,6}差距)", "缩小{x}的{y}"),
    _rewrite(r"~x~very(?:低于|落后于)~y", "缩小{x}与{y}的差距"),
    _rewrite(r"~x面临(?:着)?(?P<y>~hard难)", "缓解{x}面临的{y}问题", serves=True),
    _rewrite(r"(?:为|着力|努力|着重|协调|切实|帮助|加快)*(?P<v>解决|破解|化解)~y(?P<n>问题|难题|矛盾|障碍|瓶颈|困境)", "{v}{y}{n}"),
    _rewrite(r"(?:.*?)出现了?(?P<y>.*“[^”]+”.*?的?现象)", "遏制{y}"),
    _rewrite(r"(?P<x>.{2,}?风险)~very累积", "防范{x}累积", serves=True),
    _rewrite(r"(?P<x>.{2,}?~trouble)~very(?:突出|严重|凸显|显现|较?多|存在|尖锐|大|高|加剧|上升|不容忽视)", "{verb}{x}", serves=False),
    _rewrite(r"(?P<x>.{2,}?~ill.{0,4})长期存在", "解决{x}问题"),
    _rewrite(r"~x~very存在(?:着)?(?P<y>.*?~ill.*?等问题)", "解决{x}存在的{y}"),
    _rewrite(r"~x(?:却)?因~y而出现了?(?P<n>“[^”]+”(?:效应|现象))", "遏制{x}因{y}而出现的{n}"),
    _rewrite(r".*?出现了?(?P<y>.*?~ill.*?等问题)", "解决{y}"),
    _rewrite(r"(?:以及)?(?P<x>(?!.*(?:解决|破解)).*?~ill.{0,12}?的?问题)", "解决{x}"),
    _rewrite(r"~x~very(?P<m>面临|遭遇|遇到|受到)(?:着|了|的)?(?:很大的?|较大的?|前所未有的|史无前例的|严峻的?|巨大的?|诸多|不少|很多|一些)?(?P<y>.*?~trouble)", "{verb}{x}{m}的{y}"),
    _rewrite(r"~x~very受制于人", "破解{x}受制于人的问题"),
    # Dependence and want.
    _rewrite(r"(?:.*面临)?~x(?P<y>对外(?:依存|依赖)度)~very高", "降低{x}的{y}"),
    _rewrite(r"~x对~y(?:高度|过度|严重)依赖", "降低{x}对{y}的依赖"),
    _rewrite(r"~x~very(?:高度|过度|仍然|主要|严重)~very依赖于?~y(?:或从?.+)?", "降低{x}对{y}的依赖"),
    _rewrite(r"~x(?:基本|几乎|长期)?被(?P<y>.{2,12})垄断", "打破{y}对{x}的垄断"),
    _rewrite(r"~x~very(?:缺少|缺乏)~y(?P<n>带动|引领|牵引)(?:作用)?", "增强{y}对{x}的{n}作用"),
    _rewrite(r"(?:缺少|缺乏)(?P<x>.+(?:支撑|支持|服务|保障|引导))", "{verb}{x}"),
    _rewrite(r"~x~very(?P<n>缺少|缺乏)~y", "解决{x}{n}{y}的问题"),
    _rewrite(r"(?P<x>.{2,}?~scarce)~very(?P<y>紧缺|短缺|缺乏|匮乏|紧张|断档|外流|流失)", "缓解{x}{y}问题"),
    _rewrite(r"(?P<x>.*?~hard)难", "缓解{x}难问题"),
    _rewrite(r"(?P<x>[^，]{2,6})不愿意?(?P<y>~verb.+|提供.+)", "引导{x}{y}", serves=True),
    _rewrite(r"~x(?:还|尚|仍)没有(?P<y>(?:强大|大型|知名|有影响力)的?[^，]{2,})", "培育{y}"),
    # Weak, low, slow, unfinished.
    _rewrite(r"(?P<x>.{2,}?~means)对~y的(?P<n>.*(?:协同|协作|合作|衔接|联动))~very~short", "完善{x}，加强{y}的{n}"),
    _rewrite(r"(?P<x>.{2,}?~means)对~y的(?P<n>.{2,6})~very~short", "完善{x}，加强对{y}的{n}"),
    _rewrite(r"(?P<x>.{2,}?~moving)~very(?:滞后|缓慢|迟缓|落后|不快|不够快|偏慢|偏缓)", "加快{x}"),
    _rewrite(r"(?P<x>.{2,}?(?:机制|体系|制度|服务))~very(?:缺失|缺位|不够?健全)", "健全{x}"),
    _rewrite(r"(?P<x>.{2,}?(?:成本|门槛))~very(?:高|上升|上涨)", "降低{x}"),
    _rewrite(r"(?P<x>.{2,}?负担)~very(?:重|加重|大)", "减轻{x}"),
    _rewrite(r"~x~very(?P<y>衔接|流通|循环|对接|传导|共享)~very不(?:够)?顺?畅", "畅通{x}{y}"),
    _rewrite(r"~x(?P<y>耦合|衔接|结合|联系|协作)~very不(?:够)?紧密", "促进{x}紧密{y}"),
    _rewrite(r"(?P<x>.{2,}?地位)~very不(?:够)?(?:稳固|牢固)", "巩固{x}"),
    _rewrite(r"(?P<x>.{2,}?)(?P<y>发展方式)~very粗放", "转变{x}粗放的{y}"),
    _rewrite(r"(?P<x>.{2,}?(?:布局|结构|配置|分布))~very不(?:够|尽)?合理", "优化{x}"),
    _rewrite(r"(?P<x>.{2,}?(?:渠道|来源))~very单一", "拓宽{x}"),
    _rewrite(r"~x(?P<y>分布|配置|发展)~very不(?:平衡|均衡|均)", "促进{x}均衡{y}"),
    _rewrite(r"(?P<x>.{2,}?对.{2,}?)(?P<y>干预)~very多", "减少{x}的{y}"),
    _rewrite(r"在~x方面~very有~very大?的?(?:提升|完善|改进)(?:和完善|和提升)?空间", "加强{x}"),
    _rewrite(
        r"(?!难在)~x~very(?:弱|薄弱|不强|不够强|不足|不够|欠缺|低|低下|不高|不够高|少|缺失|不够?完善|不够?健全|不到位|不力|不优|不够?[大广深]|[弱小])",
        "{verb}{x}",
    ),
    # What ought not to be, and what comes of it.
    _rewrite(r"(?P<x>.{2,}?搞“[^”]+”)", "避免{x}"),
    _rewrite(r"(?P<x>.{2,}?(?:雷同|同质化|碎片化|泛滥|被(?:粗放|过度|随意)(?:使用|利用)))", "避免{x}"),
    _rewrite(r"(?P<x>[^、]{2,}?(?:同质化|碎片化|雷同|重复)(?:、(?:同质化|碎片化|雷同|重复))?)、.*~ill.*", "破解{x}等问题"),
    _rewrite(r"~x(?:不仅)?浪费(?:大量的?)?(?P<y>.{2,})", "避免{x}浪费{y}"),
    _rewrite(r"(?P<x>.{0,6}?重复的.{2,6}?)(?:还是)?~very多", "减少{x}", serves=True),
    _rewrite(r"~very(?:很难|难以)(?P<y>(?:差异化|精准|精确|有效).{2,})", "实现{y}"),
    _rewrite(r"针对(?:[^，]{2,14}反映的)?(?P<y>.{4,}问题)", "解决{y}"),
    _rewrite(r"(?P<x>(?:要素|资源|土地|财政|资金).{0,6}浪费)", "减少{x}"),
    _rewrite(r"造成(?:大量的?)?(?P<x>无效.+)", "减少{x}", serves=True),
    _rewrite(r"(?P<x>.{2,}?竞争)(?:表现)?(?:尤为|~very)突出", "规范{x}行为"),
    _rewrite(r"(?P<x>.{4,}?侵蚀.{2,})", "防止{x}"),
    _rewrite(r"(?:制约|阻碍|限制|影响)(?:了|着)?(?P<x>.{2,}(?:突破|发展|升级|提升|流动|创新|转型))", "促进{x}", serves=True),
    _rewrite(r"不利于(?P<y>(?:巩固|促进|推动|提升).+)", "{y}", serves=True),
    _rewrite(r"(?:导致|造成|引发)(?P<x>.*(?:破损|降低|浪费|损失|下降|流失|割裂))", "防止{x}", serves=True),
    _rewrite(r"(?P<x>对?.{4,}(?:机制|体系)的(?:构建|建设|完善))也?是一个?难点", "推进{x}"),
)  # fmt: skip

_PURPOSES = re.compile("防范|缓解.*矛盾")


@lru_cache(maxsize=8192)  # the ways to tell a sentence share its clauses
def read(clause: str) -> Aim | None:
    """The aim in a clause that was stripped of connectives and punctuation; None for one that states no problem."""
    for rewrite in _REWRITES:
        found = rewrite.pattern.fullmatch(clause)
        words = {name: text or "" for name, text in found.groupdict().items()} if found else {}
        verb = _verb_for(words) if "{verb}" in rewrite.aim else ""
        if found and verb is not None:
            text = rewrite.aim.format(**words, verb=verb)
            return Aim(text, rewrite.serves or bool(_PURPOSES.match(text)), rewrite.runs_on)
    return None


def _verb_for(words: dict[str, str]) -> str | None:
    """The verb that takes the last noun of the trouble (y, else x) as its object; None when none is known."""
    return _known(_TROUBLES, words.get("y") or words.get("x", "")) or _known(_HEADS, words.get("x", ""))


def verb_for(noun: str) -> str | None:
    """The verb that takes a noun as its object: 完善 a 体系, 防范 a 风险; None when none is known."""
    return _known(_TROUBLES, noun) or _known(_HEADS, noun)


def _known(table: Sequence[tuple[str, str]], noun: str) -> str | None:
    return next((verb for endings, verb in table if noun.endswith(tuple(endings.split("|")))), None)
