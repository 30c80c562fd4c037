"""Which figure of a text stands with which date (2023年为2.26%), a claim's and its source's."""

from collections.abc import Iterator, Sequence

from assistant import quantities
from assistant.quantities import Quantity
from assistant.stretches import end_of
from assistant.support import Cited, Figure, Support
from index.dates import DateMention
from index.types import Span

Dated = tuple[DateMention, Quantity]


def pairs(text: str, cited: Cited) -> Iterator[Dated]:
    """Each date with the first figure behind it, if no other date stands between and the sentence goes on."""
    days, figures = cited.dates(text), quantities.find(text)
    for at, day in enumerate(days):
        until = min(
            [end_of(text, day.at[1], "。；！？\n"), *(other.at[0] for other in days[at + 1 : at + 2])]
        )
        behind = [f for f in figures if day.at[1] <= f.at[0] < until]
        if behind:
            yield day, behind[0]


def alike(one: Dated, other: Dated) -> bool:
    figure, other_figure = one[1], other[1]
    alike = figure.unit == other_figure.unit and quantities.equal(figure, other_figure)
    return alike and _same_day(one, other)


def _same_day(one: Dated, other: Dated) -> bool:
    return (one[0].start, one[0].end) == (other[0].start, other[0].end)


def of_its_day(claim: str, quantity: Quantity, support: Support, near: bool = False) -> Sequence[Figure]:
    """The source's figures, without those behind other dates where it has the claim's right behind the claim's date.

    If `near`, any of the claim's unit there will do: what the claim says is only near what the source has.
    """
    others: set[Span] = set()
    same = _same_day if near else alike
    for cited in support.cited:
        given = [pair for pair in pairs(cited.text, cited) if not near or pair[1].unit == quantity.unit]
        for pair in pairs(claim, cited):
            if pair[1].at == quantity.at and any(same(pair, other) for other in given):
                others.update(cited.part(*f.at) for day, f in given if day.start != pair[0].start)
    return [f for f in support.figures if f.span not in others]
