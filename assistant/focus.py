"""What an answer must name: the nouns of the figure, the place or the thing that a question asks for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.question_kind import EXPLAINS, TERM, Kind, measure
from assistant.words import Term, terms
from index.regions import Region

TARGET = re.compile(r"(?:控制|预期|发展|规划)?目标")
_FIGURE = re.compile(
    r"(?:百分之)?(?:多少|(?<!哪)几)(?:[个条家位名项种亿万成折](?:元|人)?)*([\u4e00-\u9fff]{1,12})?"
)
_OTHER = re.compile(
    r"(?:19|20)\d\d年?|[“\"]?十[一二三四五六七八九]五[”\"]?(?:时期|期间)?|[去今明前上]年|第?[一二三四]季度|《[^《》]*》|是$|为$|达到了?$|有$|了$"
)
_SO_MANY = "(?:[两三四五六七八九十]个?(?:[省市区县州]|地(?!方))[份区]?)?"  # 浙江和江苏两省
_BASE = re.compile("占([^，。、占]{2,16}?)的(?:比[重例]|份额)[是为有]?$")  # of which a share is asked
_ACTING = re.compile(
    r"[拿卖把被了罚]|占(?!比|地(?!区|方)|有率)|(?<![棉鲜雪])花(?![费卉园生])|(?<![供自补配])给(?![水排])|(?<![转出])让"
    r"|投(?!资(?:总?额|金额|规模|强度|率))|收(?![入益支购])"
)
"""What somebody does, and not the name of a thing (旅游花费, 占地面积, 供给): of that no figure is asked."""
_HAS = re.compile(r"有(?:没有|无)?([\u4e00-\u9fff]{2,12}?)(?:吗|没有|么|[？?]|$)")
_LIES = re.compile("的([^的，、]{2,6}?)(?:是|位于|设在|在)(?:哪|何处|何地|什么地方)")
_BEGUN = re.compile(
    "的([^的，、]{2,16}?)(?:是|在)?(?:成立|制定|建立|设立|修订|启动|开始)于?(?:哪|何时|什么时候)"
)
_MATTER = re.compile("的([^的，。]+?)(?:更|[？?]?$)")
AMOUNT = re.compile("量$|[总金]?额$|种类$|数目$|个数$")
# Things whose names end in what they are: a manual that is named is called one.
_CALLED = re.compile(
    r"(?:什么|何种|哪[些个家项份种位所门款支场]?)(?:[\u4e00-\u9fff]{0,6}?)(小组|委员会|协会|联盟|手册|系统|平台|交易所|论坛|证书|称号|协议|合同|债券|课程|大赛|热线|网站|软件|培训|审查)"
)
_FOCUSED = 2
_SUMS = frozenset(("钱", "金额", "数额", "资金", "规模", "数量", "人数", "户数", "门槛"))
"""What a figure is in any case need not be said beside it."""


def focus(kind: Kind, text: str, places: Sequence[Region]) -> tuple[Term, ...]:
    """The nouns that must stand beside what answers a question of that kind; none where none must."""
    if kind == "number":
        return _figure(text, places)
    if kind == "date":
        return _begun(text)
    wanted = _site(text) if kind == "where" else _had(text) if kind == "open" else ()
    return (*wanted, *_called(text)) if kind in ("open", "list", "who", "where") else ()


def compared(text: str) -> tuple[Term, ...]:
    """The nouns of the figure by which things are compared (哪家的[净利润]更高)."""
    found = _MATTER.search(text)
    return tuple(t for t in terms(found[1]) if t.noun and t.forms[0] not in _SUMS) if found else ()


def _figure(text: str, places: Sequence[Region]) -> tuple[Term, ...]:
    """The nouns right after 多少 with its measure word, else those right before it (…的[X]是多少)."""
    found = _FIGURE.search(text)
    if found is None or measure(text) == TERM:
        return ()
    after = terms(found[1] or "")
    nouns = tuple(t for t in after if t.noun and t.forms[0] not in (*_SUMS, measure(text)))
    if nouns:
        return nouns[-_FOCUSED:]
    before = TARGET.sub("", text[: found.start()])
    for place in places:
        before = re.sub(f"(?:{place.full or place.name}|{place.name}){_SO_MANY}", "", before)
    base = _BASE.search(before)
    phrase = re.split(r"的|提出|达到|目前|现在|[，、]", _OTHER.sub("", before.rstrip("是为有了")))[-1]
    if _ACTING.search(phrase):
        return ()
    named = [*terms(phrase), *(t for t in terms(base[1] if base else "") if t.noun)]
    return tuple(_amount(t) for t in named if t.weight >= 0.5 and t.forms[0] not in _SUMS)


def _amount(term: Term) -> Term:
    """能源消耗量 is also told as 能源消耗 with its figure, 投资总额 as 投资."""
    less = AMOUNT.sub("", term.forms[0])
    bare = 1 < len(less) < len(term.forms[0]) and not less.endswith("产")
    return replace(term, forms=(*term.forms, less)) if bare else term


def _site(text: str) -> tuple[Term, ...]:
    """The noun of what is asked to lie somewhere (…的注册地在哪里)."""
    found = _LIES.search(text)
    return tuple(t for t in terms(found[1]) if t.noun) if found else ()


def _had(text: str) -> tuple[Term, ...]:
    """The nouns of what is asked to be there or not (有税收优惠吗)."""
    found = _HAS.search(text)
    nouns = (t for t in terms(found[1]) if t.noun and t.forms[0] not in EXPLAINS) if found else ()
    return tuple(nouns)[-_FOCUSED:]


def _begun(text: str) -> tuple[Term, ...]:
    """The noun of what is asked when it began (…的管理团队成立于哪一年)."""
    found = _BEGUN.search(text)
    return tuple(t for t in terms(found[1]) if t.noun)[-1:] if found else ()


def _called(text: str) -> tuple[Term, ...]:
    """What a thing that is asked for must be called (什么手册)."""
    found = _CALLED.search(text)
    return (Term((found[1],), 1.0, noun=True),) if found else ()
