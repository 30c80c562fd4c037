"""Is a figure told of the time that it is of: the year it stands with, a year's or a running total, how often?"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant import quantities
from assistant.quantities import ANY_YEAR, Quantity
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.verbatim import folded
from index import dates
from index.dates import DateMention
from index.types import Span

_STOP = re.compile(r"[。；;！？!?\n]")
_CLAUSE = re.compile(r"[，,：:。；;！？!?\n]")
_SPELLS = {
    "累计": re.compile("累计|累积|历年来|总共"),
    "当年": re.compile("当年|新增|新建成|新培育|新设立?|新认定|新(?=退出|开[工通]|引进|签约|投[产运])|年内"),
    "年均": re.compile("年均|平均每年|每年平均"),
    "人均": re.compile("人均|户均|地均|亩均|每亩|人平"),
}
_SHARED_OUT = {"年均", "人均"}  # left out, they change what a figure says; the others may go without saying
_PUT_IN = ("累计", "当年")
_CHANGE = re.compile("(?:增加|减少|净增|提高|提升|下降|上升|回落|增长|降低)了?(?:约|近|超|超过)?$")
_GREW = re.compile("增长了?(?:约|近|超|超过)?$")
_STOCK = re.compile("(?:达到?|共有?|[已现拥]有|总[数量]为|增[至到])(?:约|近|超|超过)?$")
_CHANGED_TO = re.compile(
    "(?:增加|减少|提高|提升|下降|上升|回落|增长|降低)了?[到至为](?:20\\d\\d年的?)?(?:约|近|超|超过)?$"
)
_CHANGED = re.compile(
    "[增减升降]|提高|回落|多|少|变化|差|变动|扩大|缩小|(?<![换创高更])新(?![能型质区疆业材一])"
)
_FROM_TO = re.compile("[从由](?![^，。；]*[增涨降][长速幅])[^，。；]*[到至]$")  # 由31%提升至54%
_TO = re.compile("[从由][^，。；]*[^达直][到至].{0,8}$")  # 人均……从10.5万元提高到2025年的14万元
_TO_DATE = re.compile("累计|累积|共|总|合计|截至|截止|以来|年来|末|底|已有|现有|拥有|存量")
_SHARE = re.compile("(?:占比|比重|份额)(?:[达为约超至到近]|达到|超过|提高到)?$")
_PART = re.compile("占(?![地用有])[^，。；、\\d增长减降升]{0,10}$")
_SHARED = re.compile("[占比率]|份额|的?是|[里中]|由|来自")
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_INCOME = re.compile("居民人均(?=(?:可支配)?收入|(?:生活)?消费支出)")
"""居民收入增长 is always that of 人均可支配收入; so is an amount that no place has in all."""
_IN_ALL = 1_000_000  # 元, from which on an amount may be that of all people together
_FEW = 6  # characters of a clause that do not say what its figure is of
_OFTEN = re.compile("每(?:半年|[两二三五]年|个?季度?|个?月|[年周天])")


def spells(claim: Claim, support: Support) -> Iterator[Finding]:
    """累计 told as 当年, 年均 left out, a total of several years told as one year's; code period."""
    said = quantities.find(claim.text)
    for at, quantity in enumerate(said):
        given = [
            (cited, other, _scope(cited.text, [f for f, _ in own], n))
            for cited in support.cited
            for own in [_own(cited)]
            for n, (other, _) in enumerate(own)
            if quantities.equal(quantity, other)
        ]
        scope = _scope(claim.text, said, at)
        wrong = [
            _spell(
                *(
                    _INCOME.sub("居民", words) if _of_each(quantity, scope) else words
                    for words in (scope, theirs)
                )
            )
            or _yearly(claim, quantity, scope, theirs)
            or _stock(claim.text, quantity, scope, cited.text, other)
            or _change(claim.text, quantity, scope, cited.text, other)
            or _level(claim.text, quantity, cited, other)
            or _share(claim.text, quantity, cited.text, other)
            or _put_in(_clause(claim.text, quantity), _clause(cited.text, other), quantity, cited)
            for cited, other, theirs in given
        ]
        if given and all(wrong):
            cited, other, theirs = given[0]
            yield _told(claim, quantity, scope, cited, other, theirs)


def _of_each(quantity: Quantity, scope: str) -> bool:
    """Whether a figure of income can be no total: a rate, a span of years, a few ten thousand 元."""
    return quantity.unit in ("%", "年") or (
        quantity.unit == "元" and quantity.value < _IN_ALL and "总" not in scope
    )


def years(claim: Claim, support: Support) -> Iterator[Finding]:
    """A figure with a year beside it in the source, told of the year that stands beside another; code date."""
    said = quantities.find(claim.text)
    for at, quantity in enumerate(said):
        for cited in support.cited:
            base = cited.date or ANY_YEAR
            mention = _beside(claim.text, said, at, base) or _last(claim.text, quantity, base)
            own = [q for q, _ in _own(cited)]
            placed = [(q, _beside(cited.text, own, n, base)) for n, q in enumerate(own)]
            same = [(q, day) for q, day in placed if quantities.equal(quantity, q)]
            if not mention or not same or any(day is None or _touch(mention, day) for _, day in same):
                continue
            for other, day in placed:
                if (
                    day
                    and (day.start, day.end) == (mention.start, mention.end)
                    and other.unit == quantity.unit
                ):
                    yield _of_year(claim, mention, quantity, cited, same[0][1], other)
                    break


def often(claim: Claim, support: Support) -> Iterator[Finding]:
    """每月 and the like, which the source must say; code frequency."""
    given = [(cited, m) for cited in support.cited for m in _OFTEN.finditer(cited.text)]
    words = folded(claim.text)
    for match in _OFTEN.finditer(words.text):
        unit = match[0].rstrip("度")[-1]
        if any(_usual(match[0]) == _usual(m[0]) for _, m in given):
            continue
        if not given and re.search(rf"(?<!\d){unit}(?:均|度)|[一逐按]{unit}", support.words):
            continue
        at = words.original(*match.span())
        if given:
            cited, other = given[0]
            message = f"句中“{match[0]}”，所引原文作“{other[0]}”"
            yield Finding("frequency", "error", message, at, cited.part(*other.span()))
        else:
            yield Finding("frequency", "error", f"所引原文中没有“{match[0]}”", at)


@lru_cache(maxsize=1024)
def _dates(text: str, base: str) -> tuple[DateMention, ...]:
    return dates.find(text, base)


def _usual(often: str) -> str:
    return often.replace("个", "").replace("度", "").replace("二", "两")


def _own(cited: Cited) -> list[tuple[Quantity, Span]]:
    """The figures that stand in the cited words themselves, not in a table's header or a merged cell."""
    return [
        (quantity, cited.part(*quantity.at))
        for quantity in quantities.find(cited.text)
        if not cited.text.startswith("一", quantity.at[0])
    ]


def _scope(text: str, found: Sequence[Quantity], at: int) -> str:
    """The words of a figure's clause before it, back to the figure before where they say enough, else all of them, with
    the clause before if these are few and say of no spell."""
    *before, clause = _CLAUSE.split(text[: found[at].at[0]])
    start = found[at - 1].at[1] if at and not _TO.search(clause) else 0
    for words in (_CLAUSE.split(text[start : found[at].at[0]])[-1], clause):
        if len(words) > _FEW or any(spell.search(words) for spell in _SPELLS.values()):
            return words
    return "".join(before[-1:]) + clause


def _clause(text: str, quantity: Quantity) -> str:
    """The words of a figure's clause before it: 新增 holds for all that is counted behind it."""
    return _CLAUSE.split(text[: quantity.at[0]])[-1]


def _spell(ours: str, theirs: str) -> bool:
    """Whether two clauses speak of different spells of time."""
    said = {name for name, words in _SPELLS.items() if words.search(ours)}
    given = {name for name, words in _SPELLS.items() if words.search(theirs)}
    if said & given:
        return bool(said - given and given - said)
    return bool(given and said) or bool(given & _SHARED_OUT) or said == {"年均"}


def _put_in(ours: str, theirs: str, quantity: Quantity, cited: Cited) -> bool:
    """当年 or 累计 before a figure that has none in the source, where another figure of its unit has it."""
    said = [words for name in _PUT_IN if (words := _SPELLS[name]).search(ours) and not words.search(theirs)]
    own = [q for q, _ in _own(cited)]
    return any(
        words.search(_scope(cited.text, own, n))
        for words in said
        for n, q in enumerate(own)
        if q.unit == quantity.unit and q.value != quantity.value
    )


def _change(text: str, said: Quantity, scope: str, source: str, given: Quantity) -> bool:
    """Whether an amount by which something grew is told as the amount itself."""
    if said.unit in ("%", "百分点", "倍"):
        return False
    return bool(_CHANGE.search(source[: given.at[0]])) and not _CHANGED.search(
        scope + text[said.at[0] : said.at[1] + 4]
    )


def _stock(text: str, said: Quantity, scope: str, source: str, given: Quantity) -> bool:
    """Whether what came anew is told as all there is: 工厂达到10家 for 新增工厂10家."""
    new, before = _SPELLS["当年"], source[: given.at[0]]
    told = _STOCK.search(text[: said.at[0]]) and not new.search(scope)
    return bool(told and new.search(_clause(source, given)) and not _STOCK.search(before))


def _level(text: str, said: Quantity, cited: Cited, given: Quantity) -> bool:
    """Whether what something came to, or a rate, is told as a change of it: 普及率提高97% for 普及率提高到97%."""
    if not _CHANGE.search(text[: said.at[0]]):
        return False
    source = cited.text
    if _CHANGED_TO.search(source[: given.at[0]]) or _PART.search(source[: given.at[0]]):
        return True
    if said.unit != "%" and not _GREW.search(text[: said.at[0]]):
        return False
    if _FROM_TO.search(source[: given.at[0]]):
        return True
    own = _clause(source, given) + re.split("、|" + _CLAUSE.pattern, source[given.at[1] :])[0]
    return bool(_WORD.search(own)) and not _CHANGED.search(own + "".join(cited.context))


def _share(text: str, said: Quantity, source: str, given: Quantity) -> bool:
    """Whether a share of a thing is told as the thing's own figure: 民间投资达65.2% for 民间投资占比达65.2%."""
    told = _STOP.split(text[: said.at[0]])[-1] + _CLAUSE.split(text[said.at[1] :])[0]
    return bool(_SHARE.search(source[: given.at[0]])) and not _SHARED.search(told)


def _yearly(claim: Claim, quantity: Quantity, scope: str, theirs: str) -> bool:
    """Whether a running total is told of a single year."""
    sentence = _STOP.split(claim.text[: quantity.at[0]])[-1]
    if not _SPELLS["累计"].search(theirs) or _TO_DATE.search(sentence) or _TO_DATE.search(scope):
        return False
    return any(m.precision == "year" for m in _dates(sentence, ANY_YEAR))


def _told(
    claim: Claim, quantity: Quantity, scope: str, cited: Cited, other: Quantity, theirs: str
) -> Finding:
    said, there = claim.text[slice(*quantity.at)].strip(), cited.text[slice(*other.at)].strip()
    words_there = (*_SPELLS.values(), _CHANGE)
    word = next((m[0] for words in words_there if (m := words.search(theirs))), "")
    ours = next((m[0] for words in _SPELLS.values() if (m := words.search(scope))), "")
    told = f"句中说成“{ours}{said}”" if ours else f"句中“{said}”没有这样说"
    instead = (
        f"所引原文作“{word}……{there}”" if word else f"所引原文作“{_clause(cited.text, other).strip()}{there}”"
    )
    start = other.at[0] - len(theirs) + theirs.find(word) if word else other.at[0]
    return Finding("period", "error", f"{told}，{instead}", quantity.at, cited.part(start, other.at[1]))


def _beside(text: str, found: Sequence[Quantity], at: int, base: str) -> DateMention | None:
    """The date between a figure and the figure before it, within the sentence."""
    start = found[at - 1].at[1] if at else 0
    before = _STOP.split(text[start : found[at].at[0]])[-1]
    begin = found[at].at[0] - len(before)
    inside = [m for m in _dates(text, base) if begin <= m.at[0] and m.at[1] <= found[at].at[0]]
    return inside[-1] if inside and inside[-1].precision in ("year", "month") else None


def _last(text: str, quantity: Quantity, base: str) -> DateMention | None:
    """The last date before a figure in its sentence."""
    sentence = _STOP.split(text[: quantity.at[0]])[-1]
    begin = quantity.at[0] - len(sentence)
    before = [m for m in _dates(text, base) if begin <= m.at[0] and m.at[1] <= quantity.at[0]]
    return before[-1] if before and before[-1].precision in ("year", "month") else None


def _touch(a: DateMention, b: DateMention) -> bool:
    return a.start <= b.end and b.start <= a.end


def _of_year(
    claim: Claim,
    mention: DateMention,
    quantity: Quantity,
    cited: Cited,
    day: DateMention | None,
    other: Quantity,
) -> Finding:
    said, when = claim.text[slice(*quantity.at)].strip(), claim.text[slice(*mention.at)].strip()
    theirs = cited.text[slice(*day.at)].strip() if day else ""
    there = cited.text[slice(*other.at)].strip()
    message = f"句中把“{said}”说成{when}的，所引原文中是{theirs}的；{when}的是“{there}”"
    return Finding("date", "error", message, mention.at, cited.part(*other.at))
