"""The generator without a model: the sentences, items and cells that answer, in the source's own words."""

import re
from collections.abc import Iterator, Sequence

from assistant.candidates import Candidate, shown, unnumbered
from assistant.cite import DraftClaim
from assistant.evidence import Evidence, Selection, close, labelled
from assistant.understand import Query
from index import Library
from index.sentences import sentences
from index.types import Document, Span

_ORDINALS = re.compile(
    r"(?:[，：。；]|^)\s*(?:(第[一二三四五六七八九十])[，,]|([一二三四五六七八九])是|(首先|其次|再次|最后)[，,])"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_LISTED, _SCRAPS = 30, 10


class Extractive:
    """Answers with the source's own words; needs no model and no network."""

    name = "extractive"
    prompt = ""

    def answer(self, query: Query, selections: Sequence[Selection], library: Library) -> Iterator[DraftClaim]:
        """One draft a sentence, item or cell, in the order asked; each is cited by its spans and said once."""
        said: set[object] = set()
        for selection in selections:
            for draft in (*_named(query, selection), *_drafts(selection, library)):
                if draft.spans not in said and draft.text not in said:
                    said |= {draft.spans, draft.text}
                    yield draft


def _named(query: Query, selection: Selection) -> Iterator[DraftClaim]:
    """The document that a question calls by its number, in one line, before what it says."""
    if query.doc_numbers and selection.chosen:
        for evidence in selection.chosen:
            if evidence.candidate.form == "policy":
                yield _draft(evidence.candidate)
                return


def _drafts(selection: Selection, library: Library) -> Iterator[DraftClaim]:
    if not selection.chosen:
        return
    best = selection.chosen[0]
    if selection.ask.kind == "list":
        yield from _list(selection, best, library)
    elif selection.ask.kind == "comparison" and (beside := _beside(selection)):
        yield from (_draft(c) for c in sorted(beside, key=lambda c: c.spans[0]))
    else:
        yield from (_draft(e.candidate) for e in close(selection))


def _beside(selection: Selection) -> list[Candidate]:
    """What a table sets side by side of the things compared: cells of one column in the rows asked for, or of one row."""
    cells = [e.candidate for e in selection.chosen if e.candidate.form == "cell"]
    asked = [c for c in cells if labelled(c, selection.ask)]
    if not asked:
        return []
    column = [c for c in asked if c.column == asked[0].column and c.label != asked[0].label]
    return [asked[0], *column] if column else [c for c in cells if c.group == asked[0].group]


def _draft(candidate: Candidate) -> DraftClaim:
    return DraftClaim(candidate.text, candidate.spans)


def _list(selection: Selection, best: Evidence, library: Library) -> Iterator[DraftClaim]:
    """A list whole: every item of it, every row with the same cell, or the sentences that count it off."""
    candidate = best.candidate
    if candidate.form == "cell":
        yield from _same_cells(selection, candidate)
    elif candidate.form == "item" and candidate.group is not None:
        yield from _items(selection, library.document(candidate.span.doc_id), candidate.group)
    else:
        yield from _counted(library.document(candidate.span.doc_id), candidate)


def _same_cells(selection: Selection, candidate: Candidate) -> Iterator[DraftClaim]:
    alike = [e.candidate for e in selection.chosen if e.candidate.form == "cell"]
    alike = [c for c in alike if (c.column, c.value) == (candidate.column, candidate.value)]
    yield from (_draft(c) for c in sorted(alike, key=lambda c: c.spans[0]))


def _items(selection: Selection, document: Document, group: Span) -> Iterator[DraftClaim]:
    """The items of a list. Scraps that only stand near each other (a slide) are no list: then those that answer."""
    inside = [b for b in document.blocks if group.covers(b.span) and b.kind in ("list", "paragraph")]
    spans = [unnumbered(document, block) for block in inside]
    listed = sum(block.kind == "list" or bool(_NUMBERED.match(document.at(block.span))) for block in inside)
    if len(inside) > _SCRAPS and listed < len(inside) / 2:
        spans = sorted(e.candidate.span for e in selection.chosen if e.candidate.group == group)[:_SCRAPS]
    for span in spans[:_LISTED]:
        yield DraftClaim(shown(document.at(span)), (span,))


def _counted(document: Document, candidate: Candidate) -> Iterator[DraftClaim]:
    """The sentence, and its neighbours in the same block when it is one of a counted series."""
    block = next((b for b in document.blocks if b.span.covers(candidate.span)), None)
    if block is None or block.kind == "row" or not _ORDINALS.search(candidate.text):
        yield _draft(candidate)
        return
    for a, b in sentences(document.text, block.span.start, block.span.end):
        text = document.text[a:b]
        if _ORDINALS.search(text):
            span = Span(document.id, a, b)
            yield DraftClaim(shown(document.at(span)), (span,))
