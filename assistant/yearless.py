"""A month, or a day of one, that is told without its year."""

import re

from index.dates import DateMention
from index.types import Dated

_TERM = re.compile("之?前|以前|底前|[止起]")


def unsure(mention: DateMention, text: str, told: Dated) -> bool:
    """Whether the year of a date of the text cannot be told by that of its document.

    9月26日 in a report of January may be of the year before, unless it is a term (12月31日前); of a document whose
    own month is not known it may be of any.
    """
    start, end = mention.at
    if not mention.relative or "年" in text[start:end]:
        return False
    ahead = mention.start > told.start and not _TERM.match(text, end)
    return ahead or told.precision not in ("day", "month")
