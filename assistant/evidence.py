"""Which candidates answer a question, and whether any does.

A candidate must meet the conditions of `assistant.fit` and cover enough of what the question says; a
score alone never decides that. What falls short says why.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant import fit
from assistant.candidates import LEADS, Candidate, candidates
from assistant.fit import Sought, held
from assistant.sources import named, people
from assistant.understand import Ask, Query
from assistant.words import Term, is_word
from index import Library
from index.tokens import normalise
from index.types import Hit

ENOUGH = 0.5
"""The least share of a question's weighted content words that evidence covers (chosen on the eval questions)."""
_MOST = 0.68
"""From this share on, one rare word that is missing no longer disqualifies."""
_NEAR, _BEFORE, _BACKGROUND = 0.85, 0.6, 0.3
_RARE, _RARE_IN_CELL, _UNHEARD = 0.75, 0.4, 0.9
_CLOSE = {"number": 0.93, "definition": 0.93, "date": 0.9, "comparison": 0.85}
"""How near to the best score other evidence must come to be shown beside it; elsewhere it must equal it."""
_LITTLE = 0.35
"""Terms of less weight together say nothing that an answer must hold."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate for one ask. `cover` is the share of its content words found, `score` ranks, `lacks` says what fails."""

    candidate: Candidate
    ask: Ask
    cover: float
    score: float
    missing: tuple[str, ...] = ()
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """For one ask: what answers it, best first, or nothing and why; `nearest` is what comes closest."""

    ask: Ask
    chosen: tuple[Evidence, ...]
    nearest: Evidence | None
    gap: str = ""


def select(query: Query, hits: Sequence[Hit], library: Library) -> tuple[Selection, ...]:
    """Judge every candidate of the hits for each thing asked. Leads of others are never evidence."""
    found = candidates(hits, library, without=LEADS)
    judge = _Judge(query, hits, library)
    return tuple(judge.selection(ask, found, one) for ask in query.asks for one in judge.apart(ask))


def close(selection: Selection) -> tuple[Evidence, ...]:
    """The best evidence and what comes close to it from elsewhere: where sources differ, all are shown."""
    if not selection.chosen:
        return ()
    best = selection.chosen[0]
    kept = [best]
    least = best.score * _CLOSE.get(selection.ask.kind, 0.995)
    for other in selection.chosen[1:]:
        apart = all(not other.candidate.span.overlaps(k.candidate.span) for k in kept)
        alike = best.candidate.form != "cell" or other.candidate.column == best.candidate.column
        if apart and alike and other.score >= least and len(kept) < 3:
            kept.append(other)
    return tuple(kept)


class _Judge:
    """Scores candidates for one query."""

    def __init__(self, query: Query, hits: Sequence[Hit], library: Library) -> None:
        self.query = query
        self.library = library
        self.listings = {listing.id: listing for listing in library.documents()}
        self.ranks = {id(hit): n for n, hit in enumerate(hits)}
        self.rarity = library.rarity(t.forms[0] for ask in query.asks for t in (*ask.terms, *ask.background))

    def apart(self, ask: Ask) -> Iterator[frozenset[str]]:
        """The documents that may answer: those that the question names, each alone when there are several."""
        listings = self.listings.values()
        said = named(ask.text, listings) or named(self.query.standalone, listings)
        yield from (frozenset({one}) for one in sorted(said)) if len(said) > 1 else (said,)

    def selection(self, ask: Ask, found: Iterable[Candidate], sources: frozenset[str]) -> Selection:
        names = [name for one in sources for name in people(self.listings[one])]
        own = (t for t in ask.terms if not any(t.forms[0] in n for n in names) and self._is_said(t))
        ask = replace(ask, terms=tuple(own))
        inside = [c for c in found if not sources or c.span.doc_id in sources]
        judged = sorted((self._judge(c, ask) for c in inside), key=lambda e: -e.score)
        chosen = tuple(e for e in judged if not e.lacks and e.cover >= ENOUGH)
        nearest = judged[0] if judged and not chosen else None
        return Selection(ask, chosen, nearest, "" if chosen else _gap(ask, self.query, nearest))

    def _is_said(self, term: Term) -> bool:
        """Whether a term is a word at all: one of the library, or of the dictionary, and no slip of the cutting."""
        return self.rarity.get(term.forms[0], 1.0) < _UNHEARD or is_word(term.forms[0])

    def _judge(self, candidate: Candidate, ask: Ask) -> Evidence:
        sought = Sought(self.query, ask, self.library.document(candidate.span.doc_id))
        cover, missing = self._cover(candidate, ask.terms, ask.kind == "date")
        background, _ = self._cover(candidate, ask.background)
        if candidate.form == "policy" and not missing and self._called(candidate, sought):
            # What it is called by is all that its one line can hold of such a question.
            cover = max(cover, _NEAR)
        score = cover + _BACKGROUND * background + self._bonus(candidate, ask)
        lacks = next((word for condition in fit.CONDITIONS if (word := condition(candidate, sought))), "")
        return Evidence(
            candidate, ask, cover, score, missing, lacks or self._unheard(candidate, ask, cover, missing)
        )

    def _cover(
        self, candidate: Candidate, terms: Sequence[Term], dated: bool = False
    ) -> tuple[float, tuple[str, ...]]:
        """The weighted share of terms that stand in a candidate or near it, and the nouns that don't."""
        total = covered = 0.0
        missing: list[str] = []
        for term in terms:
            weight = term.weight * self.rarity.get(term.forms[0], 1.0)
            share = max(
                held(term, candidate.words),
                _NEAR * held(term, candidate.near),
                _BEFORE * held(term, candidate.before),
            )
            total += weight
            covered += weight * share
            unheard = self.rarity.get(term.forms[0], 1.0) >= _UNHEARD
            if share < 0.4 and term.noun and (unheard or term.weight >= 0.8):
                missing.append(term.forms[0])
        # A day that stands in some sentence of a document is not the document's own.
        little = 0.0 if dated and candidate.form != "policy" else _LITTLE
        return (covered / total if total > little else 1.0), tuple(missing)

    def _called(self, candidate: Candidate, sought: Sought) -> bool:
        """Whether the question calls this very document by its number or title."""
        asked = sought.ask.kind in ("document", "date")
        by_number = bool(self.query.doc_numbers) and not fit.number(candidate, sought)
        return asked and (by_number or any(normalise(t) in candidate.words for t in self.query.titles))

    def _bonus(self, candidate: Candidate, ask: Ask) -> float:
        """What tells equals apart: the order of the hits, length, touching words, and the shape asked for."""
        bonus = 0.1 / (1 + self.ranks.get(id(candidate.hit), 50) / 4)
        bonus -= 0.05 * max(0, len(candidate.text) - 160) / 160
        bonus += 0.2 * min(_compounds(candidate, ask), 2)
        if ask.kind in ("number", "date") and candidate.form != "policy":
            bonus += 0.12
        return bonus + _shape(candidate, ask)

    def _unheard(self, candidate: Candidate, ask: Ask, cover: float, missing: Sequence[str]) -> str:
        """A rare noun of the question that stands nowhere near, unless nearly everything else does."""
        if cover >= _MOST or (ask.count and fit.items(candidate) == ask.count):
            return ""
        short_cell = candidate.form == "cell" and len(candidate.value) <= fit.PROSE
        if ask.kind == "comparison" and candidate.form == "cell" and _labelled(candidate, ask):
            return ""
        least = _RARE_IN_CELL if short_cell else _RARE
        rare = [m for m in missing if self.rarity.get(m, 1.0) >= least and is_word(m)]
        return f"“{rare[0]}”" if rare else ""


def _shape(candidate: Candidate, ask: Ask) -> float:
    """How far a candidate has the shape of an answer to such a question."""
    bonus = _defines(candidate, ask.named) if ask.named else 0.0
    if ask.kind == "definition" and candidate.form == "cell":
        bonus -= 0.3
    elif candidate.form == "cell":
        bonus += fit.column(candidate, ask) + 0.3 * _labelled(candidate, ask)
    if ask.kind == "comparison" and re.search(r"不同|区别|差异|相比|而", candidate.text):
        bonus += 0.15
    if candidate.form == "policy":
        bonus += {"document": 0.4, "date": 0.22}.get(ask.kind, -0.2)
    if ask.count and fit.items(candidate) == ask.count:
        bonus += 0.35 if candidate.form == "item" else 0.15
    return bonus


def _labelled(candidate: Candidate, ask: Ask) -> bool:
    return normalise(candidate.label) in normalise(ask.about)


def _compounds(candidate: Candidate, ask: Ask) -> int:
    """How many pairs of words that touch in the question touch in the candidate too (招商部门)."""
    asked = normalise(ask.about)
    pairs = (a.forms[0] + b.forms[0] for a, b in pairwise(ask.terms))
    return sum(pair in asked and pair in candidate.words for pair in pairs)


def _defines(candidate: Candidate, name: str) -> float:
    """How well a sentence says what a thing is, rather than only naming it."""
    text = re.sub(r"[“”\"「」]", "", candidate.words)
    says = r"(?P<means>是指|指的是|指)|即|通常由|一般由|由.{2,30}组成|是由|是|使|找准"
    if match := re.search(rf"(?:^|[,，。;；:：而])\s*{re.escape(name)}[，,]?(?:{says})", text):
        return 0.6 if match["means"] else 0.5
    heading = re.sub(r"[“”]", "", normalise((candidate.hit.passage.heading or ("",))[-1]))
    if heading == name:
        return 0.4
    return 0.15 if heading.startswith(("什么是", "何谓")) and name in heading else 0.0


def _gap(ask: Ask, query: Query, nearest: Evidence | None) -> str:
    """What the library does not say, in words: the document, place, time or thing that is missing."""
    what = re.sub(r"[？?。]", "", ask.text).strip()
    reasons = {
        "文号": f"材料未载文号 {'、'.join(n.canonical for n in query.doc_numbers)} 的文件",
        "文件": f"材料未载《{'》《'.join(query.titles)}》的这一内容",
        "地区": f"材料未载{'、'.join(r.full or r.name for r in ask.regions)}的这一情况",
        "时间": f"材料未载{'、'.join(f'{y}年' for y in ask.years) or '所问时间'}的这一情况",
        "数值": "材料提到了相关内容，但未载所问的数值、日期或单位",
        "目标": "材料未载所问的目标，只有已完成的情况或其他指标",
        "指标": "材料未载所问的指标",
        "清单": "材料提到了相关内容，但没有列出所问的清单",
        "栏目": "材料的表格中没有所问的栏目",
    }
    if nearest is None:
        return f"材料未载：{what}"
    unheard = nearest.lacks or "、".join(f"“{m}”" for m in nearest.missing[:3])
    return f"{reasons.get(nearest.lacks) or f'材料未载{unheard}'}（所问：{what}）"
