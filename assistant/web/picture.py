"""The library at a glance: how many documents there are of each year, issuer and place, as small bars."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.references import known_by
from assistant.web.scrub import Scrub
from index.library import Library
from index.store import Listing

_MOST = 6
_WIDTH, _HEIGHT = 110, 12
_UNKNOWN = "未载明"
_OTHERS = "其他"


def picture(library: Library, scrub: Scrub) -> list[str]:
    """Three tables in Markdown, each row with a bar; nothing where there are no documents."""
    listings = library.documents()
    if not listings:
        return ["", "", ""]
    years = Counter(_year(one) for one in listings)
    issuers = Counter(name for one in listings for name in ({v.text for v in one.meta.issuers} or {_UNKNOWN}))
    places = Counter(one.meta.region.text if one.meta.region else _UNKNOWN for one in listings)
    return [
        _bars("年份", _newest(years), scrub),
        _bars("发文机关", _commonest(issuers), scrub),
        _bars("地区", _commonest(places), scrub),
    ]


def _year(one: Listing) -> str:
    dated = known_by(one.meta)
    return f"{dated.start[:4]}年" if dated else _UNKNOWN


def _newest(years: Counter[str]) -> list[tuple[str, int]]:
    """The last years, the newest first; those before them together."""
    known = sorted((year for year in years if year != _UNKNOWN), reverse=True)
    shown = [(year, years[year]) for year in known[:_MOST]]
    return _with(shown, "更早", sum(years[year] for year in known[_MOST:]), years[_UNKNOWN])


def _commonest(found: Counter[str]) -> list[tuple[str, int]]:
    """The names that stand most often, the others together."""
    named = sorted(
        ((name, count) for name, count in found.items() if name != _UNKNOWN),
        key=lambda one: (-one[1], one[0]),
    )
    rest = sum(count for _, count in named[_MOST:])
    return _with(named[:_MOST], _OTHERS, rest, found[_UNKNOWN])


def _with(shown: Sequence[tuple[str, int]], name: str, rest: int, unknown: int) -> list[tuple[str, int]]:
    more = [(name, rest), (_UNKNOWN, unknown)]
    return [*shown, *(one for one in more if one[1])]


def _bars(title: str, counts: Iterable[tuple[str, int]], scrub: Scrub) -> str:
    """A bar is nothing but numbers; the words stand outside it, scrubbed as everywhere."""
    counts = list(counts)
    most = max(count for _, count in counts)
    lines = [f"| {title} | | 份数 |", "| --- | --- | ---: |"]
    for name, count in counts:
        lines.append(f"| {scrub(name)} | {bar(count, most)} | {count} |")
    return "\n".join(lines)


def bar(part: int, whole: int) -> str:
    """A part of a whole as a bar, for Markdown."""
    width = max(_WIDTH * part // max(whole, 1), 2)
    return (
        f'<svg class="bar" width="{_WIDTH}" height="{_HEIGHT}">'
        f'<rect width="{width}" height="{_HEIGHT}" rx="2"></rect></svg>'
    )
