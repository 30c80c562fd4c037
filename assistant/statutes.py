"""A question that names an article of a law (《公司法》第三条) is answered with that article, whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.candidates import Candidate
from assistant.evidence import Evidence, Selection
from assistant.understand import Ask, Query
from index import Library, articles
from index.types import Hit, Span


def statutes(query: Query, hits: Sequence[Hit], library: Library) -> tuple[Selection, ...]:
    """A selection for each article named; an article that the library does not hold is a gap. None named, none selected."""
    wanted = dict.fromkeys(articles.named(query.standalone))
    return tuple(_selection(key, query.asks[0], hits, library) for key in wanted)


def _selection(key: str, ask: Ask, hits: Sequence[Hit], library: Library) -> Selection:
    ask = replace(ask, kind="list", count=0)
    found = next(_found(key, hits, library), None)
    if found is None:
        return Selection(ask, (), None, f"材料未载{key}（所问：{ask.text}）")
    return Selection(ask, (Evidence(found, ask, cover=1.0, covers=True, score=1.0),), None)


def _found(key: str, hits: Sequence[Hit], library: Library) -> Iterator[Candidate]:
    """The article in the hits, which come newest version first."""
    for hit in hits:
        document = library.document(hit.passage.span.doc_id)
        article = articles.holding(library.made(articles.articles, document.id), hit.passage.span.start)
        if article and articles.key(document.title, article.number) == key:
            start = Span(document.id, article.span.start, article.span.start + len(article.label))
            yield Candidate((start,), document.at(start), "item", hit, group=article.span)
