"""查重: earlier leads and proposals like this text or topic, with what they share side by side.

They are shown beside a draft and never used as evidence: each is somebody's wording of a wish.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.earlier import Earlier, earlier
from assistant.errors import RequestError
from assistant.likeness import Likeness, Weighed
from assistant.proposal import Proposal, Range, read_proposal
from assistant.runs import runs
from assistant.types import Citation, Similar
from index.library import Library
from index.sentences import sentences
from index.types import Span

if TYPE_CHECKING:
    from index.encode import Encoder

LIMIT = 100_000
_PAIRS = 5
_COPIED = 40
"""Characters word for word that make a text like another whatever its matter: more than the name of a document."""

How = Literal["照录", "相近"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Characters [at) of the text and the words of the earlier one beside them: near-verbatim, or near in matter."""

    how: How
    at: Range
    citation: Citation


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier lead or proposal on the matter. `reasons` and `issues` say how near the text is to its
    事由 (or 情况) and to its 问题点 (or 建议), `words` are the weightiest words that both have."""

    earlier: Earlier
    score: float
    reasons: float
    issues: float
    words: tuple[str, ...]
    pairs: tuple[Pair, ...]


def similar(text: str, library: Library, encoder: "Encoder | None" = None) -> tuple[Similar, ...]:
    """The earlier leads and proposals on the matter of a topic or text, the nearest first; of a `Match`, what drafts show."""
    return tuple(
        Similar(
            m.earlier.title,
            m.earlier.span,
            m.score,
            tuple((text[slice(*pair.at)], pair.citation) for pair in m.pairs),
        )
        for m in matches(text, library, encoder)
    )


def matches(text: str, library: Library, encoder: "Encoder | None" = None) -> tuple[Match, ...]:
    """Every lead and proposal of the library on the matter of a topic or text, the nearest first.

    With `encoder` likeness counts vectors too, which finds a matter told in other words. RequestError
    for a text beyond the limit.
    """
    if len(text) > LIMIT:
        raise RequestError(f"文字有 {len(text)} 字，超过 {LIMIT} 字的上限。请一次查重一件。")
    held = [*earlier(text, library)]
    if not held or not text.strip():
        return ()
    likeness = Likeness(library, encoder)
    given = read_proposal(text)
    whole, *theirs = likeness.weigh([text, *(library.quote(one.span) for one in held)])
    found: list[Match] = []
    for one, its in zip(held, theirs, strict=True):
        score = likeness.between(whole, its)
        copied = [*_verbatim(given, one, library)]
        if score >= likeness.least or _length(copied) >= _COPIED:
            reasons, issues = _parts(given, one, likeness, library)
            pairs = (*copied, *_alike(text, one, [pair.at for pair in copied], likeness, library))
            found.append(Match(one, round(score, 3), reasons, issues, likeness.shared(whole, its), pairs))
    return tuple(sorted(found, key=lambda match: -match.score))


def _parts(given: Proposal, one: Earlier, likeness: Likeness, library: Library) -> tuple[float, float]:
    """How near the reasons of both are, and the issues of both."""
    ours = (_words(given, "事由", "情况", "分析"), _words(given, "问题点", "建议"))
    theirs = ("\n".join(map(library.quote, spans)) for spans in (one.reasons, one.issues))
    a, b, c, d = likeness.weigh([*ours, *theirs])
    return round(likeness.between(a, c), 3), round(likeness.between(b, d), 3)


def _words(given: Proposal, *names: Literal["事由", "情况", "分析", "问题点", "建议"]) -> str:
    """These parts of a text; all of it where it has none, as a topic has."""
    parts = [given.at(at) for name in names for at in given.all(name)]
    return "\n".join(parts) or given.text


def _verbatim(given: Proposal, one: Earlier, library: Library) -> Iterator[Pair]:
    """What the text has word for word, or nearly so, from an earlier one; labels and numbering do not count."""
    start = one.span.start
    ours = _only(given.text, [*given.sentences()]) if given.parts else given.text
    theirs = [(span.start - start, span.end - start) for span in (*one.reasons, *one.issues)]
    for run in runs(ours, _only(library.quote(one.span), theirs)):
        span = Span(one.span.doc_id, start + run.other[0], start + run.other[1])
        yield Pair("照录", run.one, Citation(span))


def _length(pairs: Sequence[Pair]) -> int:
    return sum(pair.at[1] - pair.at[0] for pair in pairs)


def _only(text: str, ranges: Sequence[Range]) -> str:
    """The text with these ranges alone, everything else made a line's end, so that offsets stay."""
    kept = ["\n"] * len(text)
    for start, end in ranges:
        kept[start:end] = text[start:end]
    return "".join(kept)


def _alike(
    text: str, one: Earlier, taken: Sequence[Range], likeness: Likeness, library: Library
) -> Iterator[Pair]:
    """Sentences of both that say much the same in other words, the nearest first, each used once."""
    ours = [at for at in sentences(text) if not any(at[0] < b and a < at[1] for a, b in taken)]
    theirs = [*one.issues, *one.reasons]
    if not ours or not theirs:
        return
    mine = likeness.weigh([text[a:b] for a, b in ours])
    its = likeness.weigh([library.quote(span) for span in theirs])
    ranked = sorted(_scores(mine, its, likeness), reverse=True)
    used: set[tuple[str, int]] = set()
    for score, a, b in ranked:
        # What is found as a whole shows at least the pair it rests on most.
        if (score < likeness.close and (used or taken)) or len(used) >= 2 * _PAIRS:
            return
        if used.isdisjoint({("ours", a), ("theirs", b)}):
            used |= {("ours", a), ("theirs", b)}
            yield Pair("相近", ours[a], Citation(theirs[b]))


def _scores(
    mine: Sequence[Weighed], its: Sequence[Weighed], likeness: Likeness
) -> Iterator[tuple[float, int, int]]:
    for a, one in enumerate(mine):
        for b, other in enumerate(its):
            yield likeness.between(one, other), a, b
