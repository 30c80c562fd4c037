"""A question → what is asked, of what, where and when: the values that evidence must match.

A question may ask several things (“…是多少、…有几家？”); each becomes an `Ask` of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.errors import RequestError
from assistant.words import Term, terms
from index import dates, docnumbers, regions
from index.docnumbers import DocNumber
from index.regions import Region
from index.tokens import normalise, simplified

Kind = Literal["number", "date", "who", "where", "definition", "list", "comparison", "document", "open"]

LIMIT = 2000
_PIECES = re.compile(r"[，,；;？?。！!]+")
_ASKING = re.compile(
    r"多少|几[个条家位种项名年]|哪|谁|什么|啥|何时|何种|怎么|怎样|如何|吗|呢$|有没有|是否|是不是|各指|还是|多大|多高|一致|不同|区别|定义|各负责"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("open", re.compile(r"(?:第几|哪一?)[条款]")),
    ("comparison", re.compile(r"不同|区别|差异|相比|对比|比较|不一样|一致|还是|哪个更|谁更|谁(?:高|低|大|小|多|少|强|快|好)")),
    ("who", re.compile(r"叫什么名字|姓名|哪(?:几)?位|哪几[名个]领导|由谁(?!主办|发|印|写|编)")),
    ("document", re.compile(r"文号|(?:什么|哪个|哪份|哪项)(?:文件|通知|意见|方案|办法|计划)|谁发|谁写|作者|主办|发文机关|联合发|联合印发")),
    ("date", re.compile(r"什么时候|何时|哪一?[年天月日]|几月|几号|什么时间|先后时间|时间是|日期|多久前|哪个先")),
    (
        "number",
        re.compile(r"多少|多大|多高|多长|(?<!哪)几(?:[个条家位种项名年倍成]|亿|万)|门槛|占比|比重|比例|数量|取值|目标(?:值|定)|指数"),
    ),
    ("who", re.compile(r"谁|什么人|哪些人|哪(?:些|个|几个)?(?:部门|单位|机关|机构|家|位)|由哪")),
    ("where", re.compile(r"哪儿|哪里|哪(?:些|个|几个)(?:园区|地方|地区|城市|省份?)|(?<![存难差错好弱强贵卡短同])在哪|哪个园区|何地|什么地方")),
    ("definition", re.compile(r"什么叫|啥叫|啥是|什么是|何谓|啥意思|什么意思|指(?:的是)?什么|是指什么|怎么理解|各指什么|定义|含义|怎么算")),
    (
        "open",
        re.compile(r"怎么(?:说|看|描述|做)|如何(?:看|描述|评价)|(?:有|是)(?:什么|哪些)(?:要求|内容|规定)|(?:讲|提出|规定)(?:了|的)?(?:是)?(?:什么|啥)"),
    ),
    ("open", re.compile(r"(?:原因|影响|作用|意义|关系|目的|背景|难点|难处|困难|建议|看法|趋势|特点|好处|风险|手段|经验|效果)(?:是什么|有什么|有哪些|在哪|何在)|(?:是什么|有什么|有哪些|什么)(?:原因|影响|作用|意义|关系|目的|背景|难点|难处|困难|建议|看法|趋势|特点|好处|风险|手段|经验|效果)|(?:原因|影响|作用|意义)$")),
    ("list", re.compile(r"哪些|哪几|哪[一二三四五六七八九十\d]|包括|几大|都是什么|都有什么|是什么|有什么|干什么|引进什么|分别|列出|具体")),
)  # fmt: skip
_NAMED = (
    re.compile(r"(?:[什啥]么?叫|什么是|啥是|何谓)[“\"]?([^”\"，。？?]{2,16})"),
    re.compile(r"[“\"]?([^“”\"，。？?]{2,16}?)[”\"]?(?:这?[两三四]个字|这个?(?:词|说法|提法|概念))?(?:到底|究竟)?(?:指(?:的是)?什么|是指什么|是什么意思|是啥意思|啥意思|如何定义|怎么定义|的定义|的含义|各?指什么|是什么$|怎么理解)"),
)  # fmt: skip
_QUOTED = re.compile('[“"「]([^”"」]{2,40})[”"」]')
_MEASURE = re.compile(
    r"(?:多少|(?<!哪)几)\s*(亿元|万元|元|条|个(?!百分点)|家|位|名|项|种|倍|年|公顷|平方米|人|届|期)"
)
_MONEY = re.compile(r"多少(?:钱|资金|投资|亿|贷款)|产值|营业收入|拨了多少|投了多少|投资额")
_SHARE = re.compile(
    r"百分点|占比|增长目标|涨幅|增幅|失业率|比重|比例|份额|百分之|增速|增长率|城镇化率|占.{0,12}多少"
)
_COUNT = re.compile(r"(?:哪|[“\"]?)([一二三四五六七八九十]{1,2}|\d{1,2})(?:个一|大|个|条|种|项|类|步)")
_TYPE = re.compile(
    r"(?:哪(?:些|几|[一二三四五六七八九十\d]+)?(?:个|条|种|项|类|家|位|大)?|什么|多少[个条家项种])([\u4e00-\u9fff]{2,6})"
)
_TARGET = re.compile(r"(?:控制|预期|发展|规划)?目标")
_FIGURE = re.compile(r"(?:多少|(?<!哪)几)(?:[个条家位名项种亿万](?:元|人)?)*([\u4e00-\u9fff]{2,12})?")
_OTHER = re.compile(r"(?:19|20)\d\d年?|第?[一二三四]季度|《[^《》]*》|是$|为$|达到了?$|有$|了$")
_ACTING = re.compile(r"[占投收拿花卖给把被让了]")
_REPORT = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:国务院|[\u4e00-\u9fff]{2,7}[省市区县州])?(?:政府工作报告|统计公报)"
)
_BOTH = re.compile(
    r"^(.{0,20}?)([\u4e00-\u9fff“”]{2,10})(?:和|与|跟)([\u4e00-\u9fff“”]{2,10})(?:各自|各|分别)(.+)$"
)
_FOCUSED = 2
_EXPLAINS = frozenset(
    ("原因", "手段", "建议", "看法", "难点", "难处", "背景", "目的", "好处", "意义", "作用", "效果")
)
_ATTRIBUTES = frozenset(
    (
        "门槛",
        "额度",
        "金额",
        "数值",
        "部门",
        "单位",
        "机关",
        "机构",
        "联合",
        "发",
        "发布",
        "印发",
        "内容",
        "针对",
    )
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked. `about` is its text with the subject before it; `terms` are its own words and the subject's.

    `measure` is the unit that the answer should have: "%", "元", a measure word, or empty for any. `named` is
    the thing whose meaning is asked, `count` how many items a list must have (0 for any). `target` asks for
    what was aimed at; `focus` are the nouns of the figure asked for, which must stand beside it.
    """

    text: str
    about: str
    kind: Kind
    terms: tuple[Term, ...]
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    measure: str = ""
    named: str = ""
    count: int = 0
    target: bool = False
    focus: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. `standalone` needs no earlier turn; `quoted` are phrases in “” and 《》."""

    question: str
    standalone: str
    asks: tuple[Ask, ...]
    regions: tuple[Region, ...] = ()
    years: tuple[int, ...] = ()
    doc_numbers: tuple[DocNumber, ...] = ()
    titles: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()


def understand(question: str) -> Query:
    """Read a question. RequestError when it is empty or longer than 2,000 characters."""
    text = simplified(re.sub(r"\s+", " ", question).strip())
    if not text:
        raise RequestError("问题是空的。请输入要查的内容，例如：什么是链长制？")
    if len(text) > LIMIT:
        raise RequestError(
            f"问题有 {len(text)} 字，超过 {LIMIT} 字的上限。请缩短，或把材料用 yanju check 核对。"
        )
    numbers = tuple(m.number for m in docnumbers.find(text, loose=True))
    plain = _without_numbers(text)
    titles = tuple(re.findall(r"《([^《》]{2,80})》", text)) or tuple(_REPORT.findall(text)[:1])
    quoted = tuple(dict.fromkeys(_QUOTED.findall(text)))
    places = _places(plain)
    return Query(question, text, tuple(_asks(plain)), places, _years(plain), numbers, titles, quoted)


def _without_numbers(text: str) -> str:
    for mention in reversed(docnumbers.find(text, loose=True)):
        text = text[: mention.at[0]] + re.sub(r"^(?:文件|文|里|中)", "", text[mention.at[1] :])
    return text


def _places(text: str) -> tuple[Region, ...]:
    found = (m.region for m in regions.find(re.sub(r"《[^《》]*》", "", text)))
    return tuple(dict.fromkeys(r for r in found if r.level != "country"))


def _years(text: str) -> tuple[int, ...]:
    """The years that a question sets: both ends of a span, the year of a date."""
    found: list[int] = []
    for mention in dates.find(text):
        found += [mention.years[0], mention.years[-1]] if mention.years else []
    return tuple(dict.fromkeys(found))


def _asks(text: str) -> Iterator[Ask]:
    pieces = [p for p in _PIECES.split(text) if p.strip()]
    asking = [part for p in pieces if _ASKING.search(p) for part in _parts(p)] or [text]
    subject = "，".join(p for p in pieces if not _ASKING.search(p))
    shared = terms(subject)
    first = terms(pieces[0])
    for piece in asking:
        own = terms(piece)
        # “责任部门是哪家” speaks of what the question began with.
        leans = len(own) <= 3 and piece not in _parts(pieces[0])
        known = {t.forms[0] for t in own}
        borrowed = tuple(replace(t, weight=0.6 * t.weight) for t in first) if leans else ()
        more = {t.forms[0]: t for t in (*borrowed, *shared) if t.forms[0] not in known}
        own = _typed(own, piece)
        places = _places(piece) or _places(text)
        own = tuple(_placed(t, places) for t in own)
        kind = _kind(piece) if len(asking) > 1 and _kind(piece) != "open" else _kind(text)
        if kind == "open":
            own = tuple(
                replace(t, weight=0.3 * t.weight, noun=False) if t.forms[0] in _EXPLAINS else t for t in own
            )
        if kind in ("document", "number"):
            own = tuple(t for t in own if t.forms[0] not in _ATTRIBUTES and not _TARGET.fullmatch(t.forms[0]))
        ask = Ask(
            text=piece,
            about=f"{subject}，{piece}",
            kind=kind,
            terms=(*own, *more.values()),
            regions=places,
            years=_years(piece) or _years(text),
            measure=_measure(piece),
            named=_named(piece),
            count=_count(text if len(asking) == 1 else piece),
            target=kind == "number" and bool(_TARGET.search(piece)),
            focus=_focus(piece, places) if kind == "number" else (),
        )
        yield from _each(ask)


def _parts(piece: str) -> list[str]:
    """A piece cut where both sides ask (“建成了多少、引进了多少家”) or share one asking (“甲和乙各负责什么”)."""
    parts = piece.split("、")
    if len(parts) > 1 and all(_ASKING.search(p) for p in parts):
        return parts
    both = _BOTH.match(piece)
    if both and not regions.find(both[2]) and not re.search(r"[“”]", piece):
        before, first, second, rest = both.groups()
        return [f"{before}{first}{rest}", f"{before}{second}{rest}"]
    return [piece]


def _each(ask: Ask) -> Iterator[Ask]:
    """One ask for each of several places, or of several quoted things whose meaning is asked."""
    quoted = re.findall(r"[“\"]([^”\"]{2,12})[”\"]", ask.text)
    if ask.kind == "definition" and len(quoted) > 1:
        rest = tuple(t for t in ask.terms if not any(t.forms[0] in q for q in quoted))
        for name in quoted:
            yield replace(
                ask, named=name, terms=(*terms(name), *(replace(t, weight=0.3 * t.weight) for t in rest))
            )
    elif len(ask.regions) > 1:
        names = [normalise(r.name) for r in ask.regions]
        for place in ask.regions:
            others = [n for n in names if n != normalise(place.name)]
            own = tuple(t for t in ask.terms if not any(t.forms[0] in n or n in t.forms[0] for n in others))
            yield replace(ask, regions=(place,), terms=own)
    else:
        yield ask


def _kind(text: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "open")


def _measure(text: str) -> str:
    if match := _MEASURE.search(text):
        return {"万元": "元", "亿元": "元"}.get(match[1], match[1])
    if _SHARE.search(text):
        return "%"
    return "元" if _MONEY.search(text) else ""


def _placed(term: Term, places: Sequence[Region]) -> Term:
    """A place is the same in short and in full (广东, 广东省)."""
    for place in places:
        names = (normalise(place.name), normalise(place.full))
        if term.forms[0] in names:
            return replace(term, forms=tuple(dict.fromkeys((*names, *term.forms))))
    return term


def _focus(text: str, places: Sequence[Region]) -> tuple[Term, ...]:
    """The nouns right after 多少 with its measure word, else those right before it (…的[X]是多少)."""
    found = _FIGURE.search(text)
    if found is None:
        return ()
    after = terms(found[1] or "")
    nouns = tuple(t for t in after if t.noun and t.forms[0] != "钱")
    if nouns:
        return nouns[-_FOCUSED:]
    before = _TARGET.sub("", _REPORT.sub("", text[: found.start()]))
    for place in places:
        before = before.replace(place.full or place.name, "").replace(place.name, "")
    phrase = re.split(r"的|提出|达到|[，、]", _OTHER.sub("", before.rstrip("是为有了")))[-1]
    if _ACTING.search(phrase):
        return ()
    return tuple(t for t in terms(phrase) if t.weight >= 0.5)


def _typed(own: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """What is asked for by its kind (哪些地方, 哪四个问题) need not stand in the answer: its words weigh little."""
    found = _TYPE.search(text)
    if found is None:
        return own
    kind = normalise(found[1])
    return tuple(replace(t, weight=0.5 * t.weight) if kind.startswith(t.forms[0]) else t for t in own)


def _named(text: str) -> str:
    found = next((m[1] for pattern in _NAMED if (m := pattern.search(text))), "")
    if found and (quoted := _QUOTED.search(text)):
        return normalise(quoted[1])
    return re.sub(r"[“”\"]|^.*?的(?=.{2,})|到底$|究竟$", "", normalise(found))


def _count(text: str) -> int:
    match = _COUNT.search(text)
    if match is None or not re.search(r"哪|什么|包括", text):
        return 0
    return dates.number(match[1])
