"""Which figure of a text stands with which date: 2023年为2.26%."""

from collections.abc import Iterator

from assistant import quantities
from assistant.quantities import ANY_YEAR, Quantity
from index import dates
from index.dates import DateMention

Dated = tuple[DateMention, Quantity]


def pairs(text: str, base: str) -> Iterator[Dated]:
    """Each date with the first figure behind it, if no other date stands between and the sentence goes on."""
    days, figures = dates.find(text, base or ANY_YEAR), quantities.find(text)
    for at, day in enumerate(days):
        ends = [end for stop in "。；！？\n" if (end := text.find(stop, day.at[1])) >= 0]
        until = min([*ends, *(other.at[0] for other in days[at + 1 : at + 2])], default=len(text))
        behind = [f for f in figures if day.at[1] <= f.at[0] < until]
        if behind:
            yield day, behind[0]


def alike(one: Dated, other: Dated) -> bool:
    (day, figure), (other_day, other_figure) = one, other
    same_day = (day.start, day.end) == (other_day.start, other_day.end)
    return same_day and figure.unit == other_figure.unit and quantities.equal(figure, other_figure)
