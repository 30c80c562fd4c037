"""What tells the problem of a 问题点: what it rests on, what speaks of it, or for want of either the source's own words."""

from collections.abc import Iterable, Sequence

from assistant.check import check
from assistant.facets import states_shortcoming
from assistant.relevance import HEADLINE
from assistant.retold import Saying
from assistant.types import Claim
from index import Library
from index.tokens import content_pairs

_SPEAKS = 0.45  # share of a 问题点 that a fact has which speaks to it
_TROUBLE = ("问题", "反映", "影响")


def told_of(items: Sequence[Claim], sayings: Sequence[Saying]) -> list[list[Saying]]:
    """For each 问题点 what it rests on, or what states a problem and speaks of it, more than of any other."""
    tells: list[list[Saying]] = [[] for _ in items]
    for saying in sayings:
        rooted = [n for n, item in enumerate(items) if saying.rests_on(item.citations)]
        best = _most(saying, items, rooted) if rooted else spoken_to(saying, items)
        if best is not None:
            tells[best].append(saying)
    return tells


def spoken_to(saying: Saying, items: Sequence[Claim]) -> int | None:
    """Which 问题点 what states a problem speaks of most; None where it speaks of none."""
    if saying.fact is None or saying.fact.facet not in _TROUBLE:
        return None
    return _most(saying, items, (n for n, item in enumerate(items) if _share(saying, item) >= _SPEAKS))


def quoted(item: Claim, told: Sequence[Saying], library: Library) -> tuple[Saying, ...]:
    """The source's own words behind a 问题点, where no sentence of 事由 rests on them; a mere heading tells nothing."""
    for citation in item.citations:
        if any(saying.rests_on((citation,)) for saying in told):
            continue
        words = "".join(library.quote(citation.span).split()).rstrip("。；，")
        if len(words) < HEADLINE and not states_shortcoming(words):
            continue
        title = library.document(citation.span.doc_id).title
        (claim,) = check([Claim(f"《{title}》载：“{words}。”", (citation,))], library)
        if claim.verdict == "supported":
            return (Saying(claim),)
    return ()


def _most(saying: Saying, items: Sequence[Claim], among: Iterable[int]) -> int | None:
    return max(among, key=lambda n: _share(saying, items[n]), default=None)


def _share(saying: Saying, item: Claim) -> float:
    pairs = content_pairs(item.text)
    return len(pairs & content_pairs(saying.text)) / max(len(pairs), 1)
