"""Is a figure told of the years that the work report tells of where it stands?"""

import re
from collections.abc import Iterator

from assistant import quantities
from assistant.brought import brought
from assistant.check_dates import OF_REPORT
from assistant.quantities import ANY_YEAR, Quantity
from assistant.support import Cited, Support
from assistant.types import Claim, Finding
from assistant.years_told import Years
from index import dates

_STOP = re.compile(r"[。；;！？!?\n]")
_CLAUSE = re.compile(r"[，,：:。；;！？!?\n]")
_BY_THEN = re.compile("截至|截止|以来|年来|年间|年末|年底|[到至比较].{0,6}年|从")


def years(claim: Claim, support: Support) -> Iterator[Finding]:
    """What several years have brought told of one, a goal for the last of several told of one before it, what one has
    brought told of several; code period."""
    for quantity in quantities.find(claim.text):
        given = list(support.giving(quantity))
        if given and all(_of_others(claim, quantity, cited, other) for cited, other in given):
            cited, other = given[0]
            said, spell = claim.text[slice(*quantity.at)].strip(), _told(cited.years) if cited.years else ""
            message = f"句中“{said}”，所引原文说的是{spell}"
            yield Finding("period", "error", message, quantity.at, cited.part(*other.at))


def _of_others(claim: Claim, quantity: Quantity, cited: Cited, other: Quantity) -> bool:
    """Whether a figure is told of other years than its report tells of there; what the report is called says of none."""
    told_of, before = cited.years, _CLAUSE.split(cited.text[: other.at[0]])[-1]
    if told_of is None or dates.find(before, ANY_YEAR):
        return False
    sentence = _STOP.split(claim.text[: quantity.at[0]])[-1]
    found = [m for m in cited.dates(sentence) if not OF_REPORT.match(sentence, m.at[1])]
    single = [m for m in found if m.precision == "year"]
    plan = any(m.precision == "period" for m in found)
    if told_of.several and told_of.ahead:
        return not plan and any(m.end < f"{told_of.last}-12-31" for m in single)
    if told_of.several:
        return bool(brought(before) and single and not plan and not _BY_THEN.search(sentence))
    return bool(brought(before) and plan and not single and not told_of.ahead)


def _told(told_of: Years) -> str:
    if told_of.ahead and told_of.several:
        return f"到{told_of.last}年的目标"
    return f"{told_of.first}—{told_of.last}年的" if told_of.several else f"{told_of.first}年的"
