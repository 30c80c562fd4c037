"""Documents become passages: entries, rows, lists and paragraphs, cut at block and sentence ends only.

The splitter never builds text: it groups blocks and picks cut points, so a passage is a slice of the
canonical text by construction. Passages, headings and furniture account for every character but the
line breaks between them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from index.articles import Article, articles, holding
from index.sentences import sentences
from index.types import Block, Document, Passage, Span

SIZE = 420

_Path = tuple[str, ...]


def split(document: Document, size: int = SIZE) -> list[Passage]:
    """The passages of a document in text order, of about `size` characters at most (an entry: twice that).

    A policy entry (title, date, summary) is one passage, and so is a table row; an article of a law
    shares none with another. A heading with nothing under it is a passage; other headings are the path
    of what stands under them.
    """
    scopes = [p.scope for p in document.policies if "\n" in document.at(p.scope)]
    scopes = [s for s in scopes if s.end - s.start < len(document.text) // 2]
    passages: list[Passage] = []
    law = articles(document)
    for path, blocks in _groups(document, scopes, law):
        start = blocks[0].span.start
        if blocks[0].table is not None:
            passages += _table(document, path, blocks)
        else:
            entry = any(scope.covers(blocks[0].span) for scope in scopes)
            article = holding(law, start) is not None
            passages += _prose(document, path, blocks, 2 * size if entry else size, entry, article)
    return sorted(passages, key=lambda p: p.span)


def _groups(
    document: Document, scopes: Sequence[Span], law: Sequence[Article]
) -> Iterator[tuple[_Path, list[Block]]]:
    """Neighbouring blocks under one heading, of one entry, article, table, language and genre; and the path above them."""
    above: list[Block] = []
    path: _Path = ()
    section = 0
    keyed: list[tuple[tuple[_Path, object], Block]] = []
    for i, block in enumerate(document.blocks):
        if block.kind == "furniture":
            continue
        if block.kind == "heading":
            if _empty(document, i):
                keyed.append(((path, i), block))
            section += 1
            above = [*(heading for heading in above if heading.level < block.level), block]
            path = tuple(document.at(heading.span) for heading in above)
            continue
        scope = next((s for s in scopes if s.covers(block.span)), None)
        article = holding(law, block.span.start)
        keyed.append(((path, (section, scope, article, block.table, block.lang, block.genre)), block))
    for (path, _), members in groupby(keyed, key=lambda pair: pair[0]):
        yield path, [block for _, block in members]


def _empty(document: Document, i: int) -> bool:
    """Whether a heading has nothing under it before the next heading of its level or above."""
    for block in document.blocks[i + 1 :]:
        if block.kind == "heading" and block.level <= document.blocks[i].level:
            return True
        if block.kind != "furniture":
            return False
    return True


def _prose(
    document: Document, path: _Path, blocks: Sequence[Block], size: int, entry: bool, article: bool
) -> Iterator[Passage]:
    """Blocks packed up to `size`; a signature or source line ends a passage and is context of those it signs.

    How an entry or an article begins is context of what goes on; the 款 of an article stand together.
    """
    for signed in _signed(blocks):
        note = signed[-1].span if signed[-1].kind == "note" and len(signed) > 1 else None
        spans = _pack(document, signed, size, article)
        for n, span in enumerate(spans):
            context = [blocks[0].span] if (entry or article) and n else []
            if note is not None and not span.covers(note):
                context.append(note)
            kind = next(b.kind for b in signed if b.span.overlaps(span))
            yield Passage(span, path, kind, tuple(context), signed[0].lang, signed[0].genre)


def _signed(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of blocks that end with a note, or with the group."""
    run: list[Block] = []
    for block, after in pairwise([*blocks, None]):
        assert block is not None
        run.append(block)
        if block.kind == "note" and (after is None or after.kind != "note"):
            yield run
            run = []
    if run:
        yield run


def _pack(document: Document, blocks: Sequence[Block], size: int, together: bool) -> list[Span]:
    """Spans that join neighbouring blocks while they fit; a block that alone is too long is cut at sentences."""
    spans: list[Span] = []
    for block in blocks:
        for start, end in _pieces(document.text, block.span, size):
            short = together or block.kind != "paragraph" or end - start < 60
            joins = spans and end - spans[-1].start <= size and short
            if spans and (joins or block.kind == "note"):
                spans[-1] = Span(document.id, spans[-1].start, end)
            else:
                spans.append(Span(document.id, start, end))
    return spans


def _pieces(text: str, span: Span, size: int) -> Iterator[tuple[int, int]]:
    """A block whole, or cut between sentences; a sentence of more than twice `size` is cut at a lesser mark."""
    if span.end - span.start <= size:
        yield span.start, span.end
        return
    start = end = span.start
    for _, stop in _sentences(text, span, 2 * size):
        if stop - start > size and end > start:
            yield start, end
            start = end
        end = stop
    yield start, span.end


def _sentences(text: str, span: Span, most: int) -> Iterator[tuple[int, int]]:
    for start, stop in sentences(text, span.start, span.end):
        while stop - start > most:
            cut = max(text.rfind(mark, start + most // 2, start + most) for mark in "；，、;, \n\t") + 1
            yield start, cut or start + most
            start = cut or start + most
        yield start, stop


def _table(document: Document, path: _Path, blocks: Sequence[Block]) -> Iterator[Passage]:
    """Caption with header; each row with caption, header and inherited cells as context; each note."""
    head = [b for b in blocks if b.kind == "caption" or b.header]
    notes = tuple(b.span for b in blocks if b.kind == "note")
    if head:
        span = Span(document.id, min(b.span.start for b in head), max(b.span.end for b in head))
        yield Passage(span, path, "caption", notes, head[0].lang, head[0].genre)
    for block in blocks:
        if block.kind == "note":
            yield Passage(block.span, path, "note", tuple(b.span for b in head), block.lang, block.genre)
        elif block.kind == "row" and not block.header:
            inherited = tuple(c for c in block.cells if c is not None and not block.span.covers(c))
            context = (*(b.span for b in head), *inherited)
            yield Passage(block.span, path, "row", context, block.lang, block.genre)
