"""Numbers and dates of a spreadsheet as it shows them: 12.50%, 1,234, 2021年6月10日."""

import re
from datetime import date, datetime, time, timedelta

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,.]*")


def shown(value: int | float | datetime | date | time | timedelta, form: str) -> str:
    """A cell's value in its number format; a format that is not known shows the value in full."""
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    if isinstance(value, datetime | date | time):
        return _date(value, form)
    section = _section(value, form)
    plain = _QUOTED.sub(lambda m: m[1] or m[2] or "", section)
    digits = _DIGITS.search(_QUOTED.sub("", section))
    if digits is None or "E" in plain or "?/" in plain or "General" in section:
        return general(value)
    number = abs(value) if ";" in form and value < 0 and section != form.split(";")[0] else value
    if "%" in plain:
        number *= 100
    written = _written(number, digits[0])
    at = plain.find(digits[0])
    return (plain[:at] + written + plain[at + len(digits[0]) :]).strip() if at >= 0 else written


def general(value: int | float) -> str:
    """A number without a format: in full, without the noise of binary fractions."""
    if isinstance(value, int):
        return str(value)
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10f}".rstrip("0").rstrip(".") if abs(value) >= 1e-9 else f"{value:g}"


def _section(value: int | float, form: str) -> str:
    """The part of a format for positive numbers, negative ones or zero."""
    parts = form.split(";")
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 and parts[2].strip() else parts[0]


def _written(number: int | float, digits: str) -> str:
    whole, _, fraction = digits.partition(".")
    while whole.endswith(","):  # thousands are left out
        whole, number = whole[:-1], number / 1000
    places = sum(c in "0#?" for c in fraction)
    least = sum(c == "0" for c in fraction)
    text = f"{number:,.{places}f}" if "," in whole else f"{number:.{places}f}"
    if places > least and "." in text:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    width = whole.count("0")
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    return sign + body.zfill(width + len(body) - len(body.split(".")[0])) if width > 1 else text


def _date(value: datetime | date | time, form: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M:%S") if value.second else value.strftime("%H:%M")
    plain = _QUOTED.sub(lambda m: m[1] or m[2] or "", form).lower()
    clock = isinstance(value, datetime) and (value.hour or value.minute or value.second)
    hour = f" {value:%H:%M}" if clock else ""
    if "年" in plain or "月" in plain:
        year = f"{value.year}年" if "y" in plain else ""
        month = f"{value.month}月" if "m" in plain else ""
        day = f"{value.day}日" if "d" in plain else ""
        return f"{year}{month}{day}{hour}"
    if "d" not in plain and "y" in plain:
        return f"{value.year}-{value.month:02d}" if "m" in plain else str(value.year)
    return f"{value.year}-{value.month:02d}-{value.day:02d}{hour}"
