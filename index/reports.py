"""What a yearly report that calls itself only 政府工作报告 is known by: 2024年国务院政府工作报告."""

import re

from index.types import Meta

_YEAR = re.compile(r"(20\d\d)\s*年[\u4e00-\u9fff]{0,12}政府工作报告")
_REPORT, _OF_YEAR = "政府工作报告", re.compile(r"(?:19|20)\d\d年")
_ANY_YEAR = re.compile(r"20\d\d\s*年")
_BARE = re.compile("(?:政府)?工作报告")


def called(title: str, meta: Meta) -> str:
    """The title of a document; of a work report that names neither year nor place in it, with both, as far as its
    opening lines say them."""
    if not _BARE.fullmatch(title):
        return title
    year = f"{meta.dates[0].start[:4]}年" if meta.dates else ""
    return f"{year}{whose(title, meta)}"


def whose(title: str, meta: Meta) -> str:
    """The same without its year."""
    if not _BARE.fullmatch(title):
        return title
    who = meta.issuers[0].text.removesuffix("人民政府") if meta.issuers else ""
    return f"{who or (meta.region.text if meta.region else '')}{title}"


def series_of(title: str, meta: Meta) -> str:
    """What the reports of one government are called, whatever the year: 国务院政府工作报告."""
    return _ANY_YEAR.sub("", called(title, meta), count=1)


def year_of(title: str, meta: Meta) -> int:
    """The year in whose beginning a government reports on its work, 0 for any other document."""
    found = _YEAR.search(called(title, meta))
    return int(found[1]) if found else 0


def is_report(wanted: str, text: str, own: str) -> bool:
    """Whether a text names the report of that year, whatever stands between: 2021年政府工作报告, 2021年1月28日的广东省政府工作报告.

    What stands in the report of one year, `own`, is of no other, whichever year it speaks of.
    """
    which = wanted.removesuffix(_REPORT)
    year = _OF_YEAR.match(which)
    if not wanted.endswith(_REPORT):
        return False
    if year and _OF_YEAR.match(own) and own.endswith(_REPORT):
        return own.startswith(year[0]) and which[year.end() :] in own
    return _REPORT in text and which in text
