"""What Chinese and Roman numerals are worth."""

import unicodedata
from decimal import Decimal

ROMAN = "(?:[ⅠⅡⅢⅣⅤⅥ]|I{1,3}|I?V|VI)"
_ROMANS = ("I", "II", "III", "IV", "V", "VI")


def roman(text: str) -> Decimal:
    """The value of a Roman numeral, in one character (Ⅲ) or in letters."""
    return Decimal(_ROMANS.index(unicodedata.normalize("NFKC", text)) + 1)


def han(text: str) -> Decimal:
    """The value of a Chinese numeral: 三十, 一百零五, 二〇二一, 三点五, 一万二千."""
    whole, _, fraction = text.partition("点")
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    tail = "".join(str(digits[c]) for c in fraction)
    if len(whole) > 1 and all(c in digits for c in whole):
        return Decimal("".join(str(digits[c]) for c in whole) + (f".{tail}" if tail else ""))
    total = section = digit = 0
    for char in whole:
        if char in digits:
            digit = digits[char]
        elif char in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            power = 10**4 if char == "万" else 10**8
            held = section + digit
            total = (total + held or 1) * power if power > total else total + held * power
            section = digit = 0
    return Decimal(total + section + digit) + (Decimal(f"0.{tail}") if tail else 0)
