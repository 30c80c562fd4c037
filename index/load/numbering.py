"""The numbers that Word sets before paragraphs, as they show on paper: 一、（一）1. ①."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Element = Any  # lxml comes without types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written (`form`), and in what words (`text`: 第%1章)."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of one document, counting as its paragraphs are read in order."""

    levels: Mapping[str, Mapping[int, Level]]
    shared: Mapping[str, str]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> "Numbering":
        """From the root element of numbering.xml; without one, no paragraph has a number."""
        if root is None:
            return cls({}, {})
        abstract = {e.get(f"{_W}abstractNumId"): e for e in root.findall(f"{_W}abstractNum")}
        levels: dict[str, dict[int, Level]] = {}
        shared: dict[str, str] = {}
        for num in root.findall(f"{_W}num"):
            number = num.get(f"{_W}numId", "")
            base = _value(num, "abstractNumId")
            levels[number] = _levels(_linked(abstract.get(base), abstract))
            shared[number] = base
            for override in num.findall(f"{_W}lvlOverride"):
                _override(levels[number], override)
                shared[number] = number  # it counts by itself
        return cls(levels, shared)

    def next(self, number: str, level: int) -> tuple[str, Level] | None:
        """The number of the next paragraph of a list at a level; None for one that the file does not define."""
        known = self.levels.get(number, {})
        if level not in known:
            return None
        counts = self._counts.setdefault(self.shared[number], {})
        counts[level] = counts.get(level, known[level].start - 1) + 1
        for deeper in [d for d in counts if d > level]:
            restart = known[deeper].restart if deeper in known else None
            if restart != 0 and (restart is None or level < restart):
                del counts[deeper]
        return _shown(known, counts, level), known[level]


def _shown(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    own = levels[level]
    if own.form in ("bullet", "none"):
        return ""
    text = own.text
    for n in range(_MOST_LEVELS):
        if f"%{n + 1}" in text and n in levels:
            count = counts.get(n, levels[n].start)
            text = text.replace(f"%{n + 1}", written(count, "decimal" if own.legal else levels[n].form))
    return text


def written(number: int, form: str) -> str:
    """A number as one of Word's number formats writes it; in Arabic digits when the format is not known."""
    return _FORMS.get(form, str)(number)


def _levels(element: Element | None) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for lvl in element.findall(f"{_W}lvl") if element is not None else ():
        found[_number(lvl.get(f"{_W}ilvl"), 0)] = _level(lvl)
    return found


def _level(lvl: Element) -> Level:
    restart = _value(lvl, "lvlRestart")
    return Level(
        form=_value(lvl, "numFmt") or "decimal",
        text=_value(lvl, "lvlText"),
        start=_number(_value(lvl, "start"), 1),
        suffix=_value(lvl, "suff") or "tab",
        restart=_number(restart, 0) if restart else None,
        legal=lvl.find(f"{_W}isLgl") is not None,
    )


def _linked(element: Element | None, abstract: Mapping[str, Element]) -> Element | None:
    """A list that is defined by a style elsewhere: the abstract list that carries that style's name."""
    if element is None or element.find(f"{_W}lvl") is not None:
        return element
    name = _value(element, "numStyleLink")
    return next((e for e in abstract.values() if name and _value(e, "styleLink") == name), element)


def _override(levels: dict[int, Level], override: Element) -> None:
    n = _number(override.get(f"{_W}ilvl"), 0)
    lvl = override.find(f"{_W}lvl")
    if lvl is not None:
        levels[n] = _level(lvl)
    start = _value(override, "startOverride")
    if start and n in levels:
        old = levels[n]
        levels[n] = Level(old.form, old.text, _number(start, 1), old.suffix, old.restart, old.legal)


def _value(element: Element, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return "" if child is None else child.get(f"{_W}val") or ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isascii() and text.lstrip("-").isdigit() else default


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, str, str] = ("十", "百", "千")) -> str:
    """1 to 9999 in Han digits, as counted: 十二, 一百零五."""
    if not 0 < number < 10000:
        return str(number)
    text, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + (units[place - 1] if place else "")
        zero = digit == 0
    return text[1:] if text.startswith(("一十", "壹拾")) and digits is _DIGITS else text


def _digital(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(d)] for d in str(number)) if number >= 0 else str(number)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 260 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    pairs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    text = ""
    for value, letters in (*pairs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        text += letters * (number // value)
        number %= value
    return text


def _wide(number: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) if d.isdigit() else d for d in str(number))


def _zodiac(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
        ),
        chinese,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digital),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "chineseLegalSimplified": lambda n: chinese(n, _LEGAL, ("拾", "佰", "仟")),
    "ideographLegalTraditional": lambda n: chinese(n, "零壹貳參肆伍陸柒捌玖", ("拾", "佰", "仟")),
    "ideographTraditional": _zodiac("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _zodiac("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _zodiac("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalFullWidth": _wide,
    "decimalZero": lambda n: f"{n:02d}",
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerRoman": _roman,
    "none": lambda _: "",
    "bullet": lambda _: "",
}
