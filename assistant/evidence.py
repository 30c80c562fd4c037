"""Which candidates answer a question, and whether any does.

A candidate must meet the conditions of `assistant.fit`, and be worth enough by the learned score of
`assistant.reader`, where it helps to cover what the question says. What falls short says why.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from assistant import fit, laws_named, reader
from assistant.answer_form import shape
from assistant.beside import labelled
from assistant.candidates import Candidate, candidates
from assistant.features import Asked, Column, Text
from assistant.fit import Sought
from assistant.held import held
from assistant.introduced import introductions, named_signers
from assistant.leads import LEADS, is_lead
from assistant.made_for import counts_off, made_for
from assistant.missing import absent, missing, mistyped, speaks_of, unasked
from assistant.preferred import kept, newest, of_its_year
from assistant.shares import Shares
from assistant.signature import signature
from assistant.sources import meant, named, people, put_to
from assistant.understand import Ask, Query
from assistant.words import Term, is_word
from index import Library
from index.articles import articles
from index.tokens import normalise
from index.types import Hit

ENOUGH = 0.1
"""The least worth of evidence, in log-odds: about the least with which seven of ten near-misses of a public set are refused
(`python -m evals.bench refusals`)."""
_COVERED = 1.25  # chosen on the questions that may be tuned on
"""What it adds to the worth of a candidate that it covers the question's words."""
_COVER = 0.5
"""The least share of a question's weighted content words for that."""
_MOST = 0.68
"""From this share on, one rare word that is missing no longer disqualifies."""
_NEAR, _BEFORE = 0.85, 0.6
_LAST = 50  # the rank of what no hit brought
_RARE, _RARE_IN_CELL, _TELLING, _UNHEARD = 0.75, 0.4, 0.45, 0.9
_DOUBTS = ("指标", "清单", "栏目")
_BEGINS = re.compile(
    "(?:哪|何|什么|几|多).*(?:施行|生效|实施|执行)|(?:施行|生效|实施|执行).*(?:哪|何|什么|几)"
)
_ITSELF = re.compile("本(?:法|条例|办法|规定|细则|规则|决定)自.{4,16}起(?:施行|实施)")
_LITTLE = 0.35
"""Terms of less weight together say nothing that an answer must hold."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A candidate for one ask. `cover` is the share of its content words found, `covers` whether that is most of
    them and no rare one is missing, `called` whether the question calls it by number or title; `score` is its worth in log-odds.

    `lacks` says what it must have and has not, `misgiving` what it had better have.
    """

    candidate: Candidate
    ask: Ask
    cover: float
    covers: bool
    called: bool = False
    lacks: str = ""
    misgiving: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Selection:
    """For one ask: what answers it, best first, or nothing and why; `nearest` is what comes closest."""

    ask: Ask
    chosen: tuple[Evidence, ...]
    nearest: Evidence | None
    gap: str = ""


def select(
    query: Query, hits: Sequence[Hit], library: Library, among: Sequence[Candidate] | None = None
) -> tuple[Selection, ...]:
    """Judge every candidate of the hits for each thing asked; `among` are they, where they were read already.

    Leads of others are never evidence.
    """
    found = candidates(hits, library, without=LEADS) if among is None else among
    leads = [hit for hit in hits if is_lead(library.document(hit.passage.span.doc_id), hit.passage.genre)]
    judge = Judge(query, hits, library)
    selections: list[Selection] = []
    for ask in query.asks:
        if ask.otherwise and any(s.chosen for s in selections if not s.ask.otherwise):
            continue
        put = (judge.selection(one, found, sources) for one, sources in judge.apart(ask))
        selections += [_of_leads(selection, judge, leads) for selection in put]
    return tuple(selections)


def _of_leads(selection: Selection, judge: "Judge", leads: Sequence[Hit]) -> Selection:
    """Where nothing answers but somebody's proposal lead does, the gap says so, and the lead is what comes nearest."""
    if selection.chosen or not leads:
        return selection
    said = [c for c in candidates(leads, judge.library) if c.form != "policy"]
    others = judge.selection(selection.ask, said, frozenset())
    if not others.chosen:
        return selection
    gap = f"资料库中只有提案线索讲到这一问题；线索是他人的意见，不作依据（所问：{selection.ask.text}）"
    return replace(selection, nearest=others.chosen[0], gap=gap)


class Judge:
    """Scores candidates for one query."""

    def __init__(self, query: Query, hits: Sequence[Hit], library: Library) -> None:
        self.query = query
        self.library = library
        self.listings = {listing.id: listing for listing in library.documents()}
        self.ranks = {id(hit): n for n, hit in enumerate(hits)}
        self.rarity = library.rarity(t.forms[0] for ask in query.asks for t in ask.terms)
        # Candidates are many, their documents and the wordings asked for few.
        self._document, self._shares = cache(library.document), cache(Shares)
        self._articles = lambda document: library.made(articles, document.id)

    def apart(self, ask: Ask) -> Iterator[tuple[Ask, frozenset[str]]]:
        """The documents that may answer, with what they are asked: those that the question names, each alone when there are several."""
        several = meant(self.query.standalone, ask, self.listings)
        said = meant(ask.text, ask, self.listings) or several
        if len(several) < 2:
            yield ask, frozenset(said)
            return
        for one in said:
            yield put_to(one, ask, several, self.listings), frozenset({one})

    def selection(self, ask: Ask, found: Sequence[Candidate], sources: frozenset[str]) -> Selection:
        if gap := unasked(ask, self.query) or mistyped(ask, self.library):
            return Selection(ask, (), None, gap)
        if told := introductions(ask.text, found, self.library):
            return Selection(ask, tuple(Evidence(c, ask, 1.0, True, called=True) for c in told), None)
        ask, judged = self.scored(ask, found, sources)
        enough = [e for e in judged if not e.lacks and (e.score >= ENOUGH or e.called or of_its_year(e, ask))]
        chosen = tuple(newest(kept(enough, ask), ask, self._document))
        others = (e for e in judged if e.lacks not in ("答案", "此人") and e.candidate.form != "policy")
        if chosen:
            return Selection(ask, chosen, None)
        # Of a document that is called by its number, itself is nearer than any other; of a place, what it says of the matter.
        far = (lambda e: e.lacks == "地区" or not speaks_of(e.candidate, ask)) if ask.regions else bool
        nearest = next(iter(sorted(others, key=lambda e: (e.lacks == "文号", far(e)))), None)
        lacks = (nearest.lacks or nearest.misgiving) if nearest else None
        return Selection(ask, (), nearest, missing(ask, self.query, lacks))

    def scored(
        self, ask: Ask, found: Sequence[Candidate], sources: frozenset[str]
    ) -> tuple[Ask, list[Evidence]]:
        """What `judged` gives, with scores, the best first."""
        ask, judged = self.judged(ask, found, sources)
        return ask, sorted(self._worth(judged, ask), key=lambda e: -e.score)

    def judged(
        self, ask: Ask, found: Sequence[Candidate], sources: frozenset[str]
    ) -> tuple[Ask, list[Evidence]]:
        """The ask with the words that evidence must have, and every candidate of the sources, without its score."""
        names = [name for one in sources for name in people(self.listings[one])]
        names += (signing := named_signers(self.query.standalone, found, self.library))
        own = [t for t in ask.terms if not any(t.forms[0] in n for n in names) and self._is_said(t)]
        ask = replace(ask, terms=laws_named.matter(own, self.query.standalone))
        among = [c for c in found if not sources or c.span.doc_id in sources]
        among = [c for c in among if c.form != "points" or fit.lists(ask)]
        rows = {_column(c) for c in among if c.form == "cell" and labelled(c, ask)}
        shares = self._shares(ask.terms)
        judged = [self._judge(c, ask, shares, signing) for c in among]
        judged = [replace(e, lacks=e.lacks or "栏目") if _elsewhere(e, rows) else e for e in judged]
        unknown = absent(ask, self.library)
        return ask, [replace(e, lacks=unknown) for e in judged] if unknown else judged

    def _worth(self, judged: Sequence[Evidence], ask: Ask) -> list[Evidence]:
        """The candidates with their scores."""
        if not judged:
            return []
        scores = reader.worth(self.table(judged, ask))
        return [
            replace(e, score=float(score) + (_COVERED * (1 + self._is_made_for(e)) if e.covers else 0.0))
            for e, score in zip(judged, scores, strict=True)
        ]

    def _is_made_for(self, evidence: Evidence) -> bool:
        candidate, ask = evidence.candidate, evidence.ask
        if ask.kind == "open" and self.query.doc_numbers and not counts_off(candidate, ask):
            return candidate.form != "policy" and not evidence.lacks
        return made_for(candidate, ask, self._document(candidate.span.doc_id), sure=not evidence.misgiving)

    def _titles(self, candidate: Candidate, ask: Ask) -> bool:
        """Whether the line of a document has what is asked of a document; what it does (废止) its text tells."""
        if ask.kind != "document":
            return True
        texts = (candidate.words, candidate.near)
        telling = (t for t in ask.terms if self.rarity.get(t.forms[0], 1.0) >= _TELLING and not t.noun)
        return all(any(held(t, text) for text in texts) for t in telling)

    def table(self, judged: Sequence[Evidence], ask: Ask) -> dict[str, Column]:
        """What `reader.worth` weighs. A word is rare or not among those that may answer."""
        found = [e.candidate for e in judged]
        # Points are of what is said above them; they themselves say nothing of that.
        said = [c.label if c.form == "points" else c.words for c in found]
        texts = [Text(words, c.before, c.near) for words, c in zip(said, found, strict=True)]
        table = {
            "reading": reader.reading(
                Asked(ask.about, ask.kind, self._shares(ask.terms), self.rarity), texts
            ),
            "likeness": reader.likeness(ask.about, said),
            "early": np.array([1 / (1 + self.ranks.get(id(c.hit), _LAST) / 4) for c in found]),
            "cover": np.array([e.cover for e in judged]),
            "called": np.array([float(e.called) for e in judged]),
        }
        shapes = [shape(c, ask) for c in found]
        table |= {name: np.array([one[name] for one in shapes]) for name in shapes[0]}
        return table | {name: np.array([float(e.misgiving == name) for e in judged]) for name in _DOUBTS}

    def _is_said(self, term: Term) -> bool:
        """Whether a term is a word at all: one of the library, or of the dictionary, and no slip of the cutting."""
        return self.rarity.get(term.forms[0], 1.0) < _UNHEARD or is_word(term.forms[0])

    def _unsaid(self, candidate: Candidate, signing: Collection[str]) -> str:
        """Whether somebody else says it than the one whom the question names."""
        if not signing:
            return ""
        document, listing = self._document(candidate.span.doc_id), self.listings[candidate.span.doc_id]
        said = [candidate.text, *map(document.at, signature(document, candidate.span)), *people(listing)]
        return "" if any(name in text for name in signing for text in said) else "署名"

    def _judge(self, candidate: Candidate, ask: Ask, shares: Shares, signing: Collection[str]) -> Evidence:
        sought = Sought(self.query, ask, self._document(candidate.span.doc_id), self._articles)
        cover, missing = self._cover(candidate, shares, ask.kind == "date")
        if called := self._called(candidate, sought):
            # What it is called by is all that its one line can hold of such a question.
            cover, missing = max(cover, _NEAR), ()
        lacks = next((word for condition in fit.CONDITIONS if (word := condition(candidate, sought))), "")
        lacks = lacks or self._unsaid(candidate, signing)
        misgiving = next((word for doubt in fit.MISGIVINGS if (word := doubt(candidate, sought))), "")
        unheard = self._unheard(candidate, ask, cover, missing)
        if unheard and candidate.form == "cell" and len(candidate.value) <= fit.PROSE:
            lacks = lacks or "栏目"
        rare = any(self.rarity.get(m, 1.0) >= _TELLING for m in missing)
        if candidate.form == "policy" and (rare or cover < _COVER or not self._titles(candidate, ask)):
            lacks = lacks or "文件"
        return Evidence(candidate, ask, cover, cover >= _COVER and not unheard, called, lacks, misgiving)

    def _cover(
        self, candidate: Candidate, shares: Shares, dated: bool = False
    ) -> tuple[float, tuple[str, ...]]:
        """The weighted share of terms that stand in a candidate or near it, and the nouns that don't."""
        total = covered = 0.0
        missing: list[str] = []
        texts = candidate.words, candidate.near, candidate.before
        for term, own, near, before in zip(shares.terms, *map(shares, texts), strict=True):
            rarity = self.rarity.get(term.forms[0], 1.0)
            share = max(own, _NEAR * near, _BEFORE * before)
            total += term.weight * rarity
            covered += term.weight * rarity * share
            if share < 0.4 and term.noun and (rarity >= _UNHEARD or term.weight >= 0.8):
                missing.append(term.forms[0])
        # A day that stands in some sentence of a document is not the document's own.
        little = 0.0 if dated and candidate.form != "policy" else _LITTLE
        return (covered / total if total > little else 1.0), tuple(missing)

    def _called(self, candidate: Candidate, sought: Sought) -> bool:
        """Whether this is the entry of the very document that the question calls by its number or title, or
        what a law that it names says of its own beginning."""
        if candidate.form != "policy":
            asked = _BEGINS.search(sought.ask.text) and _ITSELF.search(candidate.text)
            return bool(asked and named(self.query.standalone, [self.listings[candidate.span.doc_id]]))
        by_title = sought.ask.kind in ("document", "date") and self.query.titles
        by_number = self.query.doc_numbers and not fit.number(candidate, sought)
        return bool(by_number or (by_title and any(normalise(t) in candidate.words for t in by_title)))

    def _unheard(self, candidate: Candidate, ask: Ask, cover: float, missing: Sequence[str]) -> bool:
        """Whether a rare noun of the question stands nowhere near, though not nearly everything else does."""
        short_cell = candidate.form == "cell" and len(candidate.value) <= fit.PROSE
        most = cover >= _MOST and not (short_cell and ask.kind == "number")
        if most or (ask.count and fit.items(candidate) == ask.count):
            return False
        if ask.kind == "comparison" and candidate.form == "cell" and labelled(candidate, ask):
            return False
        least = _RARE_IN_CELL if short_cell else _RARE
        return any(self.rarity.get(m, 1.0) >= least and is_word(m) for m in missing)


def _column(cell: Candidate) -> tuple[str, str]:
    return cell.span.doc_id, cell.column


def _elsewhere(evidence: Evidence, named: Collection[tuple[str, str]]) -> bool:
    """Whether a cell stands in another row than the one that the question names."""
    cell = evidence.candidate
    return cell.form == "cell" and _column(cell) in named and not labelled(cell, evidence.ask)
