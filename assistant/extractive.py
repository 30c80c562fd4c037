"""The generator without a model: the sentences, items and cells that answer, in the source's own words."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.announcing import follows, paragraph
from assistant.beside import beside
from assistant.candidates import Candidate
from assistant.cite import DraftClaim
from assistant.evidence import Evidence, Selection
from assistant.generate import Notice
from assistant.labels import heads, label, named
from assistant.plain import shown, unnumbered
from assistant.question_kind import ARTICLE, SPEAKER, asks_which
from assistant.readings import close, of_each_place
from assistant.signature import signature
from assistant.understand import Ask, Query
from index import Library, articles
from index.sentences import sentences
from index.types import Document, Policy, Span

_ORDINALS = re.compile(
    r"(?:[，：。；]|^)\s*(?:(第[一二三四五六七八九十])[，,]|([一二三四五六七八九])是|(首先|其次|再次|最后)[，,])"
)
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_EXPLAINS = re.compile(
    r"\s*(?:即|[前后]者|[（(][^）)]*[）)]。?$|其(?:主要|根本|深层次?)?原因|也就是|换言之|换句话说|具体来说|具体而言|但不同的(?:地方)?)"
)
_CONTENT = re.compile("内容|讲|说|规定|要求|提出|写")
_LABEL = re.compile("(?:简介|主要内容|内容)\\s*[：:]\\s*")
_NOT_ALL = "以下只列出检索到的地方，可能不全。要逐个地方核实，请用“对照”。"
_LISTED, _SCRAPS, _SUMMARY, _SENTENCE = 30, 10, 4, 20


class Extractive:
    """Answers with the source's own words; needs no model and no network."""

    name = "extractive"
    prompt = ""

    def answer(
        self, query: Query, selections: Sequence[Selection], library: Library
    ) -> Iterator[DraftClaim | Notice]:
        """One draft a sentence, item or cell, in the order asked; each is cited by its spans and said once."""
        said: set[object] = set()
        for selection in selections:
            for draft in (*_named(query, selection, library), *_told_of(selection, library)):
                if isinstance(draft, Notice):
                    yield draft
                elif draft.spans not in said and draft.text not in said:
                    said |= {draft.spans, draft.text}
                    yield draft


def _named(query: Query, selection: Selection, library: Library) -> Iterator[DraftClaim]:
    """The document that a question calls by its number, in one line; where its content is asked for, with what is told of it."""
    entry = next((e.candidate for e in selection.chosen if e.candidate.policy), None)
    if query.doc_numbers and entry is not None and entry.policy is not None:
        yield _draft(entry)
        if _CONTENT.search(selection.ask.text) and not selection.ask.terms:
            yield from islice(_told(entry.policy, library.document(entry.span.doc_id)), _SUMMARY)


def _told(policy: Policy, document: Document) -> Iterator[DraftClaim]:
    """The sentences of an entry, or of the cells of its row, less the lines that only name and date it."""
    inside = [block for block in document.blocks if policy.scope.covers(block.span)]
    pieces = [cell for block in inside for cell in block.cells or (block.span,) if cell]
    for piece in pieces:
        label = _LABEL.match(document.at(piece))
        start = piece.start + (label.end() if label else 0)
        for a, b in sentences(document.text, start, piece.end):
            if b - a >= _SENTENCE and not Span(document.id, a, b).overlaps(policy.span):
                yield _quoted(document, Span(document.id, a, b))


def _told_of(selection: Selection, library: Library) -> Iterator[DraftClaim | Notice]:
    """What answers one ask; with the number of its article, where that is asked for."""
    numbered = ARTICLE.search(selection.ask.text)
    drafts = list(_drafts(selection, library))
    for draft in drafts:
        yield _in_article(draft, library) if numbered and isinstance(draft, DraftClaim) else draft
    if selection.ask.kind in ("open", "list") and len(drafts) == 1 and isinstance(drafts[0], DraftClaim):
        (span, *_), document = drafts[0].spans, library.document(drafts[0].spans[0].doc_id)
        yield from (_quoted(document, one) for one in follows(document, span, selection.ask))


def _in_article(draft: DraftClaim, library: Library) -> DraftClaim:
    """A sentence of a law behind the number of the article that it stands in: 第二十二条：……"""
    document = library.document(draft.spans[0].doc_id)
    article = articles.holding(library.made(articles.articles, document.id), draft.spans[0].start)
    if article is None or draft.text.startswith(article.label):
        return draft
    return DraftClaim(f"{article.label}：{draft.text}", (*draft.spans, article.head))


def _drafts(selection: Selection, library: Library) -> Iterator[DraftClaim | Notice]:
    if not selection.chosen:
        return
    if asks_which(selection.ask.text):
        yield from _places(selection, library)
        return
    best = _announced(selection)
    if (
        selection.ask.kind == "list"
        or best.candidate.form == "points"
        or _whole(selection.ask, best, library)
    ):
        yield from _list(selection, best, library)
    else:
        fact = selection.ask.kind in ("number", "date", "who")
        over = set[Span]()
        for candidate in _shown(selection, library):
            told = _thought if fact or not _ORDINALS.match(candidate.text) else _counted
            document = library.document(candidate.span.doc_id)
            if (above := _above(document, candidate, library)) and above not in over:
                over.add(above)
                yield _quoted(document, above)
            yield from told(document, candidate)
            if SPEAKER.search(selection.ask.text):
                yield from (_quoted(document, span) for span in signature(document, candidate.span))


def _above(document: Document, candidate: Candidate, library: Library) -> Span | None:
    """What stands over an item of an article, without which nobody can tell whether it is demanded or forbidden."""
    at = candidate.span.start
    address = articles.standing(document, library.made(articles.articles, document.id), at)
    return articles.lead(document, address, at) if address else None


def _places(selection: Selection, library: Library) -> Iterator[DraftClaim | Notice]:
    """What is told of each place, with its name where only the title of its document has that."""
    yield Notice(_NOT_ALL)
    for place in of_each_place(selection, library):
        if place.title:
            name, title = place.title
            yield DraftClaim(f"{name}：{place.candidate.text}", (*place.candidate.spans, title))
        else:
            yield from _thought(place.document, place.candidate)


def _announced(selection: Selection) -> Evidence:
    """The best evidence; where that only announces what is counted off after it, the points."""
    # Of a document that is asked for a list its own line is none.
    lines = selection.ask.kind == "list" and any(e.candidate.form != "policy" for e in selection.chosen)
    best = next(e for e in selection.chosen if not (lines and e.candidate.form == "policy"))
    if best.candidate.form not in ("sentence", "item"):
        return best
    for other in selection.chosen:
        above = other.candidate.group
        if other.candidate.form == "points" and above and above.overlaps(best.candidate.span):
            return other
    return best


def _whole(ask: Ask, best: Evidence, library: Library) -> bool:
    """Whether an item answers with others of its list: several are asked for by name, or how something is done of which
    the list is by its heading."""
    item = best.candidate
    if item.form != "item" or item.group is None:
        return False
    if len(named(library.document(item.span.doc_id).at(item.group).split("\n"), ask.about)) > 1:
        return True
    return heads(item, ask)


def _shown(selection: Selection, library: Library) -> Sequence[Candidate]:
    """The cells that belong side by side, where a table answers; else the best and what comes close to it."""
    compares = selection.ask.kind == "comparison"
    cells = [e.candidate for e in selection.chosen[: None if compares else 1] if e.candidate.form == "cell"]
    tabled = beside(cells[0], selection.ask, library) if cells else []
    return tabled if len(tabled) > 1 else [e.candidate for e in close(selection)]


def _thought(document: Document, candidate: Candidate) -> Iterator[DraftClaim]:
    """A sentence with its neighbours where one only says what the other means: 即…, 也就是…; a head with what it heads."""
    at = next((n for n, b in enumerate(document.blocks) if b.span.covers(candidate.span)), None)
    if at is None or candidate.form not in ("sentence", "item"):
        yield _draft(candidate)
        return
    own, *beside = candidate.spans
    block = document.blocks[at]
    around = next((cell for cell in block.cells if cell and cell.covers(own)), block.span)
    told = [Span(document.id, a, b) for a, b in sentences(document.text, around.start, around.end)]
    first, last = _run(document, told, told.index(own)) if own in told else (0, 0)
    for span in told[first : last + 1] if own in told else [own]:
        yield DraftClaim(shown(document.at(span)), (span, *beside))
    if candidate.text.endswith(("：", ":")):
        yield from (_quoted(document, span) for span in _headed(document, at))


def _headed(document: Document, at: int) -> list[Span]:
    """What stands below a head: its items, or the one block that follows."""
    below = document.blocks[at + 1 : at + 1 + _LISTED]
    items: list[Span] = []
    for block in below:
        # What a web page numbered has lost its numbers, and is told by its semicolons.
        goes_on = bool(items) and document.at(items[-1]).endswith(("；", ";"))
        numbered = block.kind == "list" or _NUMBERED.match(document.at(block.span))
        if block.kind == "heading" or not (goes_on or numbered):
            break
        items.append(unnumbered(document, block))
    return items or [block.span for block in below[:1]]


def _run(document: Document, told: Sequence[Span], own: int) -> tuple[int, int]:
    """The first and last of the sentences that explain one another, with this one among them."""
    first = last = own
    while first and _explains(document, told[first]):
        first -= 1
    while last + 1 < len(told) and _explains(document, told[last + 1]):
        last += 1
    return first, last


def _explains(document: Document, span: Span) -> bool:
    return bool(_EXPLAINS.match(document.at(span)))


def _quoted(document: Document, span: Span) -> DraftClaim:
    return DraftClaim(shown(document.at(span)), (span,))


def _draft(candidate: Candidate) -> DraftClaim:
    return DraftClaim(candidate.text, candidate.spans)


def _list(selection: Selection, best: Evidence, library: Library) -> Iterator[DraftClaim]:
    """A list whole: every item of it, every row with the same cell, or the sentences that count it off."""
    candidate = best.candidate
    if candidate.form == "points":
        yield from (_quoted(library.document(span.doc_id), span) for span in candidate.spans)
    elif candidate.form == "cell":
        yield from _same_cells(selection, candidate)
    elif candidate.text.endswith(("：", ":")):
        yield from _thought(library.document(candidate.span.doc_id), candidate)
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
    asked = named([document.at(span) for span in spans], selection.ask.about)
    for span in spans[:_LISTED]:
        if not asked or label(document.at(span)) in asked:
            yield _quoted(document, span)


def _counted(document: Document, candidate: Candidate) -> Iterator[DraftClaim]:
    """The sentence, and its neighbours in the same block when it is one of a counted series."""
    told = paragraph(document, candidate.span) if _ORDINALS.search(candidate.text) else ()
    if not told:
        yield from _thought(document, candidate)
    for span in told:
        if _ORDINALS.search(document.at(span)):
            yield _quoted(document, span)
