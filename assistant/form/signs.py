"""The signs by which a sentence states something that wants a source."""

import re

from index import regions

_HAN_NUMERAL = "一二两三四五六七八九十百千数几"
FIGURE = re.compile(
    r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d])"
    rf"|百分之[{_HAN_NUMERAL}]+|[{_HAN_NUMERAL}]+(?:万|亿|倍|成(?=[，。以左的]))"
)
"""A figure or a date; the digits of 5G and G60 are part of a name."""

TITLE = re.compile(r"《[^》]{1,200}》")

_VOICES = "反映|指出|提出|认为|表示|显示|统计|披露"
ATTRIBUTION = re.compile(
    rf"(?<![依根数证])据[^，。；据]{{0,24}}(?:{_VOICES}|介绍|了解|报道|测算|调查|通报)"
    rf"|(?:{_VOICES}|介绍|报道|预计|强调|透露|分析)(?=[，：]|“[^”]{{8,}}”)"
    rf"|》(?:（[^）]*）)?[^，。；《]{{0,6}}(?:{_VOICES}|明确|要求|规定|预计|强调)"
    r"|来自[^，。]{2,20}(?:数据|统计|报告)|[还也](?:指出|提出|认为)(?![的了过])"
)
"""Who says so: 据业内人士反映, 广东省能源局披露，, 《…》提出."""

_QUOTATION = re.compile(r"“[^”]{8,400}”")
_COMPARISON = re.compile(
    r"同比|环比|高于|低于|多于|少于|超过|不及|落后于|领先|居首|首位|前列|翻番|翻一番"
    r"|比[^，。；]{1,16}(?:高|低|多|少|快|慢|大|小|早|晚|增|减|降|升)|较[^，。；]{1,12}(?:提前|增|减|降|升|提高|扩大)"
)


def is_factual(text: str) -> bool:
    """Whether a sentence holds a figure, a date, a document title or an attribution."""
    return any(sign.search(text) for sign in (FIGURE, TITLE, ATTRIBUTION))


def wants_a_source(text: str) -> str:
    """The words for which a sentence needs a citation, empty if it needs none.

    A figure, date, 文号, 《》, attribution, quotation of 8 characters or more, comparison, or a place
    below the country: what is said of a place happened there.
    """
    for sign in (FIGURE, TITLE, ATTRIBUTION, _QUOTATION, _COMPARISON):
        if found := sign.search(text):
            return found[0]
    return next((text[slice(*m.at)] for m in regions.find(text) if m.region.level != "country"), "")


def is_attributed(text: str) -> bool:
    """Whether a sentence says who says so."""
    return bool(ATTRIBUTION.search(text))
