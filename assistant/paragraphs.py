"""The chosen facts in the order of a lead: policy, local facts, problems and voices, examples from elsewhere."""

from collections.abc import Sequence

from assistant.facets import Facet
from assistant.facts import Fact
from assistant.form import Profile

_PARTS: tuple[tuple[Facet, ...], ...] = (("政策", "背景"), ("本地",), ("问题", "影响", "反映"), ("外地",))
_LEVELS = {"country": 0, "province": 1, "area": 1, "city": 2, "district": 3}
_VOICES = ("", "统计", "署名", "会议", "文件", "承前", "报道", "委员", "论文", "专家")


def paragraphs(chosen: Sequence[Fact], rules: Profile) -> list[list[Fact]]:
    """The paragraphs of 事由, as many and as long as the form asks for; the last one ends on a fact.

    Without examples from elsewhere the local facts come last, so that no draft ends on a complaint.
    """
    order = list(_PARTS)
    if not any(fact.facet == "外地" for fact in chosen):
        order = [order[0], order[2], order[1]]
    parts = [sorted((f for f in chosen if f.facet in facets), key=_place) for facets in order]
    least, most = rules.paragraph
    parts = _long_enough([part for part in parts if part], least)
    parts = [half for part in parts for half in (_halves(part) if _size(part) > most else [part])]
    while len(parts) > rules.paragraphs[1]:
        shortest = min(range(len(parts) - 1), key=lambda n: _size(parts[n]) + _size(parts[n + 1]))
        parts = _joined(parts, shortest)
    return _halves(parts[0]) if len(parts) == 1 and not rules.short else parts


def _place(fact: Fact) -> tuple[object, ...]:
    """Where a fact stands in its paragraph: by level and date, what one voice says together."""
    if fact.facet in ("问题", "影响", "反映"):
        return (_VOICES.index(fact.voice.kind), str(fact.voice.spans), fact.source)
    level = _LEVELS.get(fact.region.level, 1) if fact.region else 1
    return (level, fact.day or "9", str(fact.voice.spans), fact.source)


def _long_enough(parts: list[list[Fact]], least: int) -> list[list[Fact]]:
    """A paragraph that is too short joins the one before it."""
    while len(parts) > 1:
        short = next((n for n, part in enumerate(parts) if _size(part) < least), None)
        if short is None:
            break
        parts = _joined(parts, max(short - 1, 0))
    return parts


def _joined(parts: list[list[Fact]], n: int) -> list[list[Fact]]:
    """The paragraphs with the nth and the one behind it as one."""
    return [*parts[:n], [*parts[n], *parts[n + 1]], *parts[n + 2 :]]


def _halves(part: list[Fact]) -> list[list[Fact]]:
    """A paragraph as two of like length."""
    if len(part) < 2:
        return [part]
    half = min(range(1, len(part)), key=lambda n: abs(_size(part[:n]) - _size(part[n:])))
    return [part[:half], part[half:]]


def _size(part: Sequence[Fact]) -> int:
    return sum(fact.size for fact in part)
