"""Which years 去年, 今年 and 近五年 are to those who ask a library of the reports of several."""

import re
from collections.abc import Sequence

from assistant.aims import AIM, EXPECTED
from assistant.each_year import asks_each
from assistant.series import series
from index import dates, regions
from index.store import Listing

_SPOKEN = re.compile("[今去本上前明后]年")
_LAST_YEARS = re.compile("(?:最近|近|过去)的?(?P<count>[二两三四五六七八九十2-9])年(?:来|间|里)?的?")
_EVERY_YEAR = re.compile("历年(?:来)?的?")
_SUM = re.compile("年均|累计|[一总合共]共|合计|总计")
"""What is asked of several years as a whole."""
_AIMED = re.compile(f"{AIM}|{EXPECTED}|拟|安排|计划")


def dated(question: str, listings: Sequence[Listing]) -> str:
    """A question with the years that 去年, 今年 and 近五年 are by the newest report of those that it may be for.

    As it is where it names a year, or where the library has no series of reports that ends in one.
    """
    places = [m.region for m in regions.find(question) if m.region.level != "country"]
    known = list(series(places, listings).values())
    if len({max(one) for one in known}) != 1 or dates.find(question):
        return question
    first, newest = min(map(min, known)), max(map(max, known))
    for mention in reversed(dates.find(question, f"{newest}-12-31")):
        if spoken := _SPOKEN.match(question, mention.at[0]):
            question = f"{question[: spoken.start()]}{mention.start[:4]}年{question[spoken.end() :]}"
    # What is planned for ends with the newest report's own year, what is looked back on before it.
    back = 0 if _AIMED.search(question) else 1
    each = not (_SUM.search(question) or asks_each(question))

    def run(match: re.Match[str]) -> str:
        start = newest - back + 1 - dates.number(match["count"].replace("两", "二"))
        return f"{start}年至{newest - back}年{'各年' if each else ''}的"

    question = _LAST_YEARS.sub(run, question)
    return _EVERY_YEAR.sub(f"{first - back}年至{newest - back}年各年的", question)
