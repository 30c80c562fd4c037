"""Numbers, units, percentages and ranges in Chinese text as values that can be compared.

Offsets are half-open and count characters of the text given. Dates, 文号 and names that only look
like numbers (531计划, “135”工程, 1+20, 500强, G60, 第三) are no quantities; `names` finds the latter.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.bounds import AFTER, BEFORE, BOUND_OF, FAR, Bound, bounds_agree
from assistant.numerals import ROMAN, han, roman
from assistant.units import LATIN_UNIT, MULTIPLE, UNIT, is_measure, multiple, ratio, unit_of
from index import dates, docnumbers

_HAN = "零〇一二两三四五六七八九十百千万亿"
_PLAIN = str.maketrans(
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0xFF01 + i) not in "，：；！？（）"}
)

_GAP = r"[ \u3000\xa0]*"  # white space inside a quantity; line breaks and tabs end it
_TO = rf"{_GAP}(?:[—–―\-~～−]{{1,2}}|至|到){_GAP}"
_QUANTITY = re.compile(
    rf"""
    (?:(?P<before>{BEFORE})(?:[了到达至有]|达到|可[得获达享]|享受|为|给予|奖励|补助|补贴)?{_GAP}
      |(?P<far>{FAR})[\u4e00-\u9fff]{{1,8}}?)?
    (?:(?P<parts>[百千万]|[{_HAN}]{{1,3}})分之)?
    (?: (?<![\d.])(?P<sign>(?<![0-9A-Za-z\u4e00-\u9fff])[-−+]|(?<=[为于至是达])[-−])?
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?:/(?P<over>\d+)(?![\d/]))?(?![\d])
      | (?<![另前后上下])(?P<half>一半|半数)(?!年)
      | (?<![A-Za-z])(?P<best>[ⅠI][类级]?{_TO})?(?P<roman>{ROMAN})(?={_GAP}[类级期档])
      | (?<![几数{_HAN}])(?<![上成](?=[百千万亿]))(?P<han>[{_HAN}]+(?:点[零〇一二三四五六七八九]+)?)(?!几) )
    {_GAP}(?P<more>余|多|来(?=[万亿{_HAN}个名家条]))?
    {_GAP}(?P<multiple>{MULTIPLE})?
    (?P<more2>[余多])?
    {_GAP}(?P<unit>{UNIT})?
    (?P<more3>(?<=[年月天里成倍])[余多](?![{_HAN}]))?
    {_GAP}(?P<after>{AFTER})?
    """,
    re.VERBOSE,
)
_EACH = 6  # characters before a figure in which 分别 may stand
ANY_YEAR = "2000-01-01"  # a base for `dates.find` where only the characters of a date matter
_RANGE_GAP = re.compile(_TO)
_LIST_GAP = re.compile(rf"[、,，和与及]{_GAP}(?:[\u4e00-\u9fff]{{1,6}})?{_GAP}")

# Marks that only order or point: they say nothing, so they are not compared.
_MARKS = re.compile(
    r"(?m)^\s*[（(]?\d{1,2}[)）.、．](?!\d)|(?<=[。；;：:，、\s])[（(]\d{1,2}[)）]|\[\d+(?:[,，、\-—–]\d+)*\]"
    r"|^\s*[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|三次(?=产业)"
)
_NAMES = re.compile(
    rf"""
      第{_GAP}(?:\d+|[{_HAN}]+)(?:届|期|条|章|节|款|项|号|次|批|位|类)?
    | [“"‘「]{_GAP}\d[\d\-*×]*{_GAP}[”"’」]
    | (?<![\d.+])\d+(?:\+(?:\d+|[A-Za-z]))+
    | (?<![A-Za-z])PM_?(?:2\.5|10)
    | (?<![\d.])\d+(?!{LATIN_UNIT})[A-Za-z]+(?![A-Za-z])
    | (?:十[六七八九]|二十)大(?![\u4e00-\u9fff]?(?:类|重点|产业|任务|工程|行动|项目))
    | (?:[{_HAN}]+|\d+)届 | [{_HAN}]+中全会
    | (?:\d+|[{_HAN}]+){_GAP}强(?![化调制度烈大])
    | [图表]{_GAP}\d+
    | (?P<unless_unit>
          (?<![A-Za-z])[A-Za-z]+[-–]?\d+(?:\.\d+)?(?![\d.])[A-Za-z]*
        | (?:\d+|[二三四五六七八九十])个{_GAP}[“"]?(?:\d+(?![\d.+])|一)
        | (?<![\d.])\d{{2,4}}(?!\d){_GAP}[\u4e00-\u9fff]{{0,8}}?(?:计划|工程|行动)
        | (?<![\d.])(?:19|20)\d\d(?!\d|[.,]\d|{_GAP}[余多年—–~\-])
        | (?<=[\u4e00-\u9fffA-Za-z“"])\d\.0(?!\d) | (?<![\d.])\d\.0(?=[\u4e00-\u9fff])
      )
    """,
    re.VERBOSE,
)
_EACH_BOUND = re.compile(f"(?:分别|依次)[^，。；]{{0,4}}?(?:{BEFORE})")
_UNIT_NEXT = re.compile(rf"{_GAP}(?:{MULTIPLE}|{UNIT})")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit. `at` covers bound, number and unit; 万 and 亿 are multiplied out.

    `unit` is canonical and empty where none is said; `high` is the upper end of a range.
    """

    at: tuple[int, int]
    value: Decimal
    unit: str = ""
    bound: Bound = ""
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name that looks like a number; `text` is canonical: without white space, quotation marks and 第."""

    at: tuple[int, int]
    text: str


@lru_cache(maxsize=4096)  # every check asks for the figures of the same few texts
def find(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in reading order, each the widest reading of its characters."""
    plain = text.translate(_PLAIN)
    taken = _taken(text, plain)
    singles: list[tuple[Quantity, Decimal]] = []
    for match in _QUANTITY.finditer(plain):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        digits = next(match.span(name) for name in ("digits", "han", "half", "roman") if match[name])
        if any(digits[0] < b and a < digits[1] for a, b in taken) or not _is_quantity(match):
            continue
        singles.append((_quantity(match, (start, end)), multiple(match["multiple"] or "")))
    return tuple(_with_list_bounds(plain, _with_list_units(plain, _with_ranges(plain, singles))))


def names(text: str) -> tuple[Name, ...]:
    """The number-like names of a text: 第三, 5G, “135”, 1+20, 500强. (十四五 is a date.)"""
    plain = text.translate(_PLAIN)
    other = [*_elsewhere(text), *(m.span() for m in _MARKS.finditer(plain))]
    return tuple(
        Name(at, _canonical_name(plain[slice(*at)])) for at in _names(plain) if not _overlaps(at, other)
    )


def equal(a: Quantity, b: Quantity) -> bool:
    """Same value, in whatever unit of one measure, and unit and bound of one do not contradict the other's."""
    b = in_unit(b, a.unit)
    same = (a.value, a.high) == (b.value, b.high)
    return same and same_unit(a.unit, b.unit) and bounds_agree(a.bound, b.bound)


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """The quantity told in another unit of its measure: 275亿公斤 for 550亿斤; itself where `unit` is of another."""
    few, many = ratio(quantity.unit, unit)
    if few == many:
        return quantity
    high = None if quantity.high is None else quantity.high * many / few
    return replace(quantity, value=quantity.value * many / few, unit=unit, high=high)


def same_unit(a: str, b: str) -> bool:
    """Equal, one not said, or two words for counting that are used of the same things (88名, 88人; 3个, 3家)."""
    people = {"人", "名", "位", "个"}
    return (
        a == b
        or not a
        or not b
        or {a, b} <= people
        or ("个" in (a, b) and not is_measure(a) and not is_measure(b))
    )


def with_unit(quantity: Quantity, written: str) -> Quantity:
    """The quantity of a table cell under the unit of its header, such as 万元/公顷; it keeps one of its own."""
    scale, unit = unit_of(written)
    if quantity.unit or not unit:
        return quantity
    high = None if quantity.high is None else quantity.high * scale
    return replace(quantity, value=quantity.value * scale, unit=unit, high=high)


def _canonical_name(written: str) -> str:
    name = re.sub(r"[\s“”\"‘’「」第_]", "", written)
    # 第十条 and 第10条 are one article.
    if not written.startswith("第"):
        return name
    return re.sub(rf"[{_HAN}]+", lambda m: str(han(m[0])), name).removesuffix("位")  # 第五 of 第5位


def _overlaps(at: tuple[int, int], ranges: Iterable[tuple[int, int]]) -> bool:
    return any(at[0] < end and start < at[1] for start, end in ranges)


def _elsewhere(text: str) -> list[tuple[int, int]]:
    return [*(d.at for d in dates.find(text, ANY_YEAR)), *(n.at for n in docnumbers.find(text, loose=True))]


def _names(plain: str) -> Iterator[tuple[int, int]]:
    for match in _NAMES.finditer(plain):
        digits = max(match.end() - i for i, c in enumerate(match[0][::-1]) if c.isdigit() or c in _HAN)
        if not (match["unless_unit"] and _UNIT_NEXT.match(plain, digits)):
            yield match.span()


def _taken(text: str, plain: str) -> list[tuple[int, int]]:
    return [*_elsewhere(text), *(m.span() for m in _MARKS.finditer(plain)), *_names(plain)]


def _is_quantity(match: re.Match[str]) -> bool:
    if match["digits"] or match["parts"] or match["half"] or match["roman"]:
        return True
    vague = re.fullmatch("[百千万亿]|[一二两三四五六七八九]{2}", match["han"])  # 两三家, 百家
    return bool(match["unit"]) and not vague


def _quantity(match: re.Match[str], at: tuple[int, int]) -> Quantity:
    if match["half"]:
        value = Decimal(50)
    elif match["roman"]:
        value = roman(match["roman"])
    else:
        value = han(match["han"]) if match["han"] else Decimal(match["digits"].replace(",", ""))
    value *= multiple(match["multiple"] or "")
    if match["over"]:
        value /= Decimal(match["over"]) or 1
    if match["sign"] in {"-", "−"}:
        value = -value
    scale, unit = unit_of(match["unit"] or "")
    value *= scale
    if parts := match["parts"]:
        unit = {"百": "%", "千": "‰", "万": "‱"}.get(parts, "")
        value = value if unit else value / (han(parts) or 1)
    unit = "%" if match["half"] else unit
    if unit == "成":
        value, unit = value * 10, "%"
    more = match["more"] or match["more2"] or match["more3"]
    word = match["after"] or match["before"] or match["far"] or more or ("以上" if match["best"] else "")
    return Quantity(at, value, unit, BOUND_OF.get(word.removeprefix("及"), ""))


def _with_ranges(plain: str, singles: list[tuple[Quantity, Decimal]]) -> list[tuple[Quantity, Decimal]]:
    """Join 3—5年, 2%至3%, 10-20亿元; the lower end takes unit and 万/亿 from the upper where it has none."""
    joined: list[tuple[Quantity, Decimal]] = []
    for quantity, scale in singles:
        low, low_scale = joined[-1] if joined else (None, Decimal(1))
        gap = plain[low.at[1] : quantity.at[0]] if low else ""
        if not (
            low
            and low.high is None
            and _RANGE_GAP.fullmatch(gap)
            and (not low.unit or low.unit == quantity.unit)
        ):
            joined.append((quantity, scale))
            continue
        factor = scale if not low.unit and low_scale == 1 else Decimal(1)
        joined[-1] = (
            Quantity(
                (low.at[0], quantity.at[1]),
                low.value * factor,
                quantity.unit,
                quantity.bound or low.bound,
                quantity.value,
            ),
            scale,
        )
    return joined


def _with_list_units(plain: str, found: list[tuple[Quantity, Decimal]]) -> list[Quantity]:
    """In “22、株洲15、湘潭13 条” the last item's unit, 万 and 亿 hold for the items before it."""
    out: list[Quantity] = []
    scale_after = Decimal(1)
    for quantity, scale in reversed(found):
        bare = not quantity.unit and scale == 1
        if bare and out and out[-1].unit and _LIST_GAP.fullmatch(plain, quantity.at[1], out[-1].at[0]):
            quantity = replace(quantity, value=quantity.value * scale_after, unit=out[-1].unit)
        else:
            scale_after = scale
        out.append(quantity)
    return out[::-1]


def _with_list_bounds(plain: str, found: list[Quantity]) -> Iterator[Quantity]:
    """In “分别超过8万元、4.5万元” what is said before the first item holds for the others."""
    last: Quantity | None = None
    for quantity in found:
        joined = last and re.fullmatch(rf"{_GAP}[、和与及]{_GAP}", plain[last.at[1] : quantity.at[0]])
        if last and joined and not quantity.bound:
            quantity = replace(quantity, bound=last.bound)
        each = _EACH_BOUND.search(plain, max(quantity.at[0] - _EACH, 0), quantity.at[1])
        last = quantity if joined or (quantity.bound and each) else None
        yield quantity
