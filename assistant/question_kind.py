"""What kind of thing a piece of a question asks for: a figure and its unit, a date, somebody, a meaning, so many things."""

import re
from typing import Literal

from index import dates
from index.tokens import normalise

Kind = Literal["number", "date", "who", "where", "definition", "list", "comparison", "document", "open"]

ARTICLE = re.compile(
    r"第几[条款]|(?:法|条例|办法|规定|细则|条文|依据|根据|出自)[^，。；]{0,12}哪一?[条款]|哪一?[条款](?:法|规定|管)"
)
"""Which article of a law says something."""
EXPLAINS = frozenset(
    [
        "原因",
        "手段",
        "建议",
        "看法",
        "难点",
        "难处",
        "背景",
        "目的",
        "好处",
        "意义",
        "作用",
        "效果",
        "弊病",
        "弊端",
        "毛病",
        "缺点",
        "优点",
        "告诫",
        "提法",
        "主张",
        "观点",
    ]
)
"""What is told of a thing without its name: a reason need not be called one."""
_VIEWS = "原因|影响|作用|意义|关系|目的|背景|难点|难处|困难|建议|看法|趋势|特点|好处|风险|手段|经验|效果|弊病|弊端|毛病|缺点|优点|告诫|提法"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("open", re.compile(r"(?:第几|哪一?)[条款]")),
    ("comparison", re.compile(r"不同|区别|差异|相比|对比|比较|不一样|一致|还是|差别|差在哪|哪个更|谁更|(?:谁|哪个)(?:高|低|大|小|多|少|强|快|好)")),
    ("definition", re.compile(r"(?:所称|所说|这里|中|里)的?[^，。？]{2,16}是?指(?:的是)?哪")),
    ("who", re.compile(r"叫什么名字|姓名|哪(?:几)?位|哪几[名个]领导|由谁(?!主办|发|印|写|编)")),
    ("document", re.compile(r"文号|(?:什么|哪个|哪份|哪项)(?:文件|通知|意见|方案|办法|计划)|(?:哪(?:些|几个|几家|个|家)|什么)(?:部门|单位|机关|机构)(?:联合|共同)?(?:印?发|下发|发布|出台|制定|起草)的?(?![\u4e00-\u9fff])|谁发|谁写|作者|主办|发文机关|联合发|联合印发")),
    ("date", re.compile(r"(?<![哪多])几(?:[天日周]|个(?:月|工作日|小时))|什么时候|何时|哪[一几个]?[年天月日]|几月|几号|什么时间|先后时间|时间是|日期|多久|多长时间|哪个先")),
    ("list", re.compile(r"(?<![“\"])[几两三四五六七八九十\d][个条种项类家位].{1,12}(?:叫啥|叫什么|是啥|是什么|是哪)")),
    (
        "number",
        re.compile(r"多少|多大|多高|多长|(?<!哪)几(?:[个条家位种项名年倍成折]|亿|万)|门槛|占比|比重|比例|数量|取值|目标(?:值|定)|指数"),
    ),
    ("who", re.compile(r"谁|什么人|哪些人|哪(?:些|个|几个)?(?:部门|单位|机关|机构|家|位)|由哪(?!一?级)")),
    ("where", re.compile(r"(?<![存难差错好弱强贵卡短同]在)哪[儿里]|哪(?:些|个|几个)(?:园区|地方|地区|城市|省份?|国家)|(?<![存难差错好弱强贵卡短同])在哪(?!些|几)|哪个园区|何地|什么地方")),
    ("definition", re.compile(r"(?:什么|怎|啥)样的?[\u4e00-\u9fff]{0,6}?(?:算|属于|称得上)|[“\"][^”\"]*[一二三四五六七八九十两\d][^”\"]*[”\"](?:分别|具体|各)?(?:是|指|包括)哪|什么叫|啥叫|啥是|什么是|何谓|啥意思|什么意思|指(?:的是)?[什啥]|怎么理解|定义|含义|怎么算")),
    (
        "open",
        re.compile(r"怎么(?:说|看|描述|做)|如何(?:看|描述|评价)|(?:有|是)(?:什么|哪些)(?:要求|内容|规定)|(?:讲|提出|规定)(?:了|的)?(?:是)?(?:什么|啥)"),
    ),
    ("open", re.compile(rf"(?:{_VIEWS})(?:是什么|有什么|有哪些|在哪|何在)|(?:是什么|有什么|有哪些|什么)新?(?:{_VIEWS})|(?:原因|影响|作用|意义)$")),
    ("list", re.compile(r"哪些|哪几|哪[一二三四五六七八九十两\d]|包括|几大|都是什么|都有什么|是什么|有什么|干什么|引进什么|分别|列出|具体")),
)  # fmt: skip
_NAMED = (
    re.compile(r"[“\"]([^“”\"]*[一二三四五六七八九十两\d][^“”\"]*)[”\"](?:分别|具体|各)?(?:是|指|包括)哪"),
    re.compile(r"(?:什么|怎|啥)样的?[\u4e00-\u9fff]{0,6}?(?:算|属于|称得上)(?:是)?[“\"]?([^“”\"，。？?]{2,16})"),
    re.compile(r"(?:[什啥]么?叫|什么是|啥是|何谓)[“\"]?([^”\"，。？?]{2,16})"),
    re.compile(r"[“\"]?([^“”\"，。？?]{2,16}?)[”\"]?(?:这?[两三四]个字|这个?(?:词|说法|提法|概念))?(?:到底|究竟)?(?:是?指(?:的是)?(?:什么|啥|哪)|是什么意思|是啥意思|啥意思|如何定义|怎么定义|的定义|的含义|各?指什么|是什么$|怎么理解)"),
)  # fmt: skip
SPEAKER = re.compile(
    r"谁(?:说|讲|提|主张|的(?:观点|看法|话))|(?:说|讲|提|认为|主张|建议).{0,40}的(?:是谁|人是谁|是哪[位个])|哪[位个](?:专家|学者|研究者)(?:说|讲|提|认为|主张|建议)"
)
"""Who said something, and not who does something."""
_PLACES = re.compile(
    r"(?:(?:19|20)\d\d年|目前|现在|当前|如今|全国|国内)?都?有?哪些(?:地方|地区|城市|省份?|[市县区])"
)
_FIRST_OF = re.compile(
    r"哪一?个(?:地方|地区|城市|省份?|[市县区]).*(?:首位|居首|榜首|末位|垫底|第[一二三四五六七八九十\d]+[位名]?|最[高大多低小少])"
)
QUOTED = re.compile('[“"「]([^”"」]{2,40})[”"」]')
_MEASURE = re.compile(
    r"(?:多少|(?<![哪第])几)\s*(?:百|千|万|亿)*(元|公斤|千克|斤|标箱|标准箱|微克|周岁|岁|条|个(?!百分点)|家|位|名|项|种|倍|年|公顷|平方公里|平方米|平米|立方米|公里|米|吨|亩|千瓦时|千瓦|[张所座户辆架件处场例次床台套列艘班趟支头只株]|人次?|届|期|折)"
)
_TERM = re.compile(r"(?:多少|(?<!哪)几)(?:个?工作日|个月|个?小时|分钟|[日天](?=[之以]?[内前后]|$))")
TERM = "时长"
"""The measure of how long something takes or may take, whatever its unit."""
_MONEY = re.compile(
    r"(?:销售|成交|交易|零售|贸易|营业|[进出]口)总?额|多少(?:钱|资金|投资|亿(?=[元美港欧日]|$|[，。？?])|贷款)|产值|生产总值(?=[是为有达到约]*多少)|增加值|营业收入|总额|拨了多少|投了多少|投资额"
)
_SHARE = re.compile(
    r"百分点|占比|增长目标|涨幅|增幅|失业率|赤字率|比重|比例|份额|百分之|增速|增长率|城镇化率|占.{0,12}多少|(?:增长|下降|提高|上升|减少)了?多少(?![\u4e00-\u9fff])|几成"
)
_MORE: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("date", re.compile("更[早晚]|先后|哪个先|谁先")),
    ("number", re.compile("(?:更|谁|哪[个家])[高低大小多少]")),
)
_COUNT = re.compile(r"(?:哪|[“\"]?)([一二三四五六七八九十]{1,2}|\d{1,2})(?:个一|大|个|条|种|项|类|步)")
_WHICH = re.compile("哪一?[条个家项](?!些)")


def kind(text: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "open")


def asks_which(text: str) -> bool:
    """Whether a question is for all places of which something is told, or that have a rank, and not where something else is to go."""
    return bool(_PLACES.match(text) or _FIRST_OF.match(text))


def compared(text: str) -> Kind:
    """What is asked of each of several things that a question compares."""
    return next((kind for kind, pattern in _MORE if pattern.search(text)), "open")


def measure(text: str) -> str:
    if _TERM.search(text):
        return TERM
    if match := _MEASURE.search(text):
        return {"周岁": "岁", "平米": "平方米", "人次": "人", "千克": "公斤", "标箱": "标准箱"}.get(
            match[1], match[1]
        )
    if _SHARE.search(text):
        return "%"
    return "元" if _MONEY.search(text) else ""


def named(text: str) -> str:
    found = next((m[1] for pattern in _NAMED if (m := pattern.search(text))), "")
    if found and (quoted := QUOTED.search(text)):
        return normalise(quoted[1])
    return (
        re.sub(r"[“”\"]|^.*?所称的?|^.*?的(?=.{2,})|到底$|究竟$", "", normalise(found))
        .removesuffix("各")
        .removesuffix("分别")
    )


def count(text: str) -> int:
    match = _COUNT.search(text)
    if match is None or not re.search("哪|(?<!为)什么|是啥|包括", text) or _WHICH.search(text):
        return 0
    return dates.number(match[1])
