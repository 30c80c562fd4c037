"""Deliberately bad systems: what an honest run showed, spoilt in one way each. The gate must turn red for every one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from assistant.shapes import CitationShape, ClaimShape
from evals import mutate
from evals.metrics import Shown
from evals.run import Row, measure, scores
from evals.scores import Scores
from evals.spans import Characters, characters, cited, covered, ranges, union
from index.library import Library

_REFUSED = "资料库中没有足够的依据回答这个问题。"
_AHEAD, _CITED, _SHIFT = 7, 2, 40


@dataclass(frozen=True, slots=True)
class World:
    """What a bad system may draw on: what the honest one showed for all cases, and where the tables stand."""

    rows: Sequence[Row]
    tables: Characters

    def claims_of(self, row: Row) -> list[ClaimShape]:
        """What was shown for another case some way on."""
        at = self.rows.index(row) + _AHEAD
        turned = (*self.rows[at:], *self.rows[:at])
        return next(r.shown.answer["claims"] for r in turned if r is not row and r.shown.answer["claims"])


Mutant = Callable[[Row, World], Shown]


def wrong_span(row: Row, world: World) -> Shown:
    """引别处的话"""
    other = world.claims_of(row)[0]["citations"]
    return _each(row, lambda claim: {**claim, "citations": other})


def off_by_one(row: Row, world: World) -> Shown:
    """位置错一字"""
    return _citing(row, lambda c: {**c, "raw": [[start + 1, end + 1] for start, end in c["raw"]]})


def altered_digit(row: Row, world: World) -> Shown:
    """改句中数字"""
    return _saying(row, mutate.digit)


def altered_quote(row: Row, world: World) -> Shown:
    """改句中和引文数字"""
    spoilt = _citing(row, lambda c: {**c, "quote": mutate.digit(c["quote"])})
    return _saying(replace(row, shown=spoilt), mutate.digit)


def dropped_not(row: Row, world: World) -> Shown:
    """丢“不”字"""
    return _saying(row, lambda text: re.sub("不(?=[^少同仅断])|未|没有|尚未|难以", "", text))


def swapped_places(row: Row, world: World) -> Shown:
    """换地名"""
    return _saying(row, mutate.place)


def answers_all(row: Row, world: World) -> Shown:
    """无据也答"""
    if row.shown.answer["claims"] or not row.shown.hits:
        return row.shown
    found = _citation(row, *row.shown.hits[0][0])
    return _showing(row, [_claim(found["quote"], [found])])


def refuses_all(row: Row, world: World) -> Shown:
    """一律拒答"""
    return _showing(row, [])


def cites_everything(row: Row, world: World) -> Shown:
    """什么都引"""
    every = [_citation(row, *hit[0]) for hit in row.shown.hits[:_CITED]]
    return _each(row, lambda claim: {**claim, "citations": [*claim["citations"], *every]})


def copies_document(row: Row, world: World) -> Shown:
    """整篇照抄"""
    if not row.shown.answer["claims"]:
        return row.shown
    source = PurePath(row.shown.hits[0][0][0]).name
    lines = re.finditer(r"[^\n]*\S[^\n]*", row.shown.texts[source])
    quotes = [_citation(row, source, (line.span(),)) for line in lines]
    return _showing(row, [_claim(quote["quote"], [quote]) for quote in quotes])


def ignores_tables(row: Row, world: World) -> Shown:
    """不看表格"""
    texts = row.shown.texts
    kept = [
        claim
        for claim in row.shown.answer["claims"]
        if not any(covered(cited(c, texts), world.tables) for c in claim["citations"])
    ]
    hits = (h for h in row.shown.hits if not covered(characters(*h[0], texts), world.tables))
    return replace(_showing(row, kept), hits=tuple(hits))


def stale_document(row: Row, world: World) -> Shown:
    """用旧版位置"""

    def moved(c: CitationShape) -> CitationShape:
        third = len(row.shown.texts[PurePath(c["source"]).name]) // 3
        later = [[a + _SHIFT, b + _SHIFT] if a > third else [a, b] for a, b in c["raw"]]
        return {**c, "raw": later}

    return _citing(row, moved)


def no_citations(row: Row, world: World) -> Shown:
    """不引出处"""
    return _each(row, lambda claim: {**claim, "citations": []})


def ranks_backwards(row: Row, world: World) -> Shown:
    """检索倒序"""
    return replace(row.shown, hits=row.shown.hits[::-1])


def one_sided(row: Row, world: World) -> Shown:
    """只说一面"""
    kept: list[ClaimShape] = [{**claim, "findings": []} for claim in row.shown.answer["claims"][:1]]
    shown = _showing(row, kept)
    return replace(shown, answer={**shown.answer, "gaps": []})


def rambles(row: Row, world: World) -> Shown:
    """夹带别的话"""
    claims = row.shown.answer["claims"]
    return _showing(row, [*claims, *world.claims_of(row)] if claims else [])


MUTANTS: tuple[Mutant, ...] = (
    wrong_span,
    off_by_one,
    altered_digit,
    altered_quote,
    dropped_not,
    swapped_places,
    answers_all,
    refuses_all,
    cites_everything,
    copies_document,
    ignores_tables,
    stale_document,
    no_citations,
    ranks_backwards,
    one_sided,
    rambles,
)


def spoilt(rows: Sequence[Row], library: Library) -> Iterator[tuple[str, Scores]]:
    """Each system that answers badly by its Chinese name, with the scores it gets."""
    world = World(rows, _tables(rows, library))
    for mutant in MUTANTS:
        shown = ((row, mutant(row, world)) for row in rows)
        changed = [replace(row, shown=what, values=measure(row.case, what)) for row, what in shown]
        yield str(mutant.__doc__), scores(changed)


def _tables(rows: Sequence[Row], library: Library) -> Characters:
    """The raw characters of every table row."""
    texts = rows[0].shown.texts
    documents = [library.document(listing.id) for listing in library.documents()]
    return union(
        characters(document.source, document.locate(block.span).raw, texts)
        for document in documents
        for block in document.blocks
        if block.kind == "row"
    )


def _showing(row: Row, claims: list[ClaimShape]) -> Shown:
    refusal = None if claims else _REFUSED
    return replace(row.shown, answer={**row.shown.answer, "claims": claims, "refusal": refusal})


def _each(row: Row, change: Callable[[ClaimShape], ClaimShape]) -> Shown:
    return _showing(row, [change(claim) for claim in row.shown.answer["claims"]])


def _saying(row: Row, change: Callable[[str], str]) -> Shown:
    return _each(row, lambda claim: {**claim, "text": change(claim["text"])})


def _citing(row: Row, change: Callable[[CitationShape], CitationShape]) -> Shown:
    return _each(row, lambda claim: {**claim, "citations": [change(c) for c in claim["citations"]]})


def _claim(text: str, citations: list[CitationShape]) -> ClaimShape:
    return {"text": text, "verdict": "supported", "citations": citations, "findings": []}


def _citation(row: Row, source: str, raw: Iterable[Iterable[int]]) -> CitationShape:
    """A true citation of a place: bad systems quote exactly unless it is the quoting that they spoil."""
    pieces = ranges(raw)
    text = row.shown.texts[PurePath(source).name]
    return {
        "id": "",
        "source": source,
        "title": "",
        "doc_number": None,
        "page": None,
        "line": None,
        "paragraph": None,
        "cell": None,
        "boxes": [],
        "confidence": None,
        "heading": [],
        "raw": [[a, b] for a, b in pieces],
        "quote": "".join(text[a:b] for a, b in pieces),
    }
