"""A question that names an article of a law (《公司法》第三条, 公司法第3条第二款) is answered with that article, or the 款 of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.candidates import Candidate
from assistant.evidence import Evidence, Selection
from assistant.understand import Ask, Query
from index import Library, articles, laws
from index.articles import Article, Mention
from index.store import Listing
from index.types import Document, Filter, Hit, Span

_MANY = 6  # laws of one short name that are told


@dataclass(frozen=True, slots=True)
class Statutes:
    """A selection for each article named, none where none is; `notices` say which law a short name was taken for."""

    selections: tuple[Selection, ...] = ()
    notices: tuple[str, ...] = ()


def statutes(query: Query, library: Library, filter: Filter | None = None) -> Statutes:
    """The articles that a question names. One that the library does not hold is a gap, which says what is missing."""
    named = dict.fromkeys(m for m in articles.mentions(query.standalone) if m.title)
    ask = replace(query.asks[0], kind="list", count=0)
    selections, notices = list[Selection](), list[str]()
    for mention in {replace(m, at=(0, 0)): m for m in named}.values():
        held = laws.called(mention.title, library.documents())
        titles = dict.fromkeys(one.title for one in held)
        found = next(_found(mention, held, library, filter), None) if len(titles) == 1 else None
        if found is None:
            selections.append(Selection(ask, (), None, _missing(mention, ask, held, library)))
            continue
        selections.append(Selection(ask, (Evidence(found, ask, cover=1.0, covers=True, score=1.0),), None))
        title = next(iter(titles))
        if not laws.is_title(mention.title, title):
            notices.append(f"问题中的“{mention.title}”按《{title}》作答")
    return Statutes(tuple(selections), tuple(dict.fromkeys(notices)))


def _found(
    mention: Mention, held: Sequence[Listing], library: Library, filter: Filter | None
) -> Iterator[Candidate]:
    """The article in the documents of a law, the newest version first."""
    ids = {one.id for one in held}
    for hit in library.search(f"《{held[0].title}》第{mention.number}条", 2 * len(ids), filter):
        document = library.document(hit.passage.span.doc_id)
        article = articles.holding(library.made(articles.articles, document.id), hit.passage.span.start)
        if document.id in ids and article and article.number == mention.number:
            yield from _told(mention, article, document, hit)


def _told(mention: Mention, article: Article, document: Document, hit: Hit) -> Iterator[Candidate]:
    """The article whole, or the 款 that are asked for; nothing where it has not that many."""
    if not mention.clauses:
        yield Candidate((article.head,), article.label, "item", hit, group=article.span)
    elif max(mention.clauses) <= len(article.clauses):
        ends = (*article.clauses[1:], article.span.end)
        first, last = article.clauses[min(mention.clauses) - 1], ends[max(mention.clauses) - 1]
        group = Span(document.id, first, first + len(document.text[first:last].rstrip()))
        yield Candidate((group,), document.at(group), "item", hit, group=group)


def _missing(mention: Mention, ask: Ask, held: Sequence[Listing], library: Library) -> str:
    """What is missing: the law, its article, the 款, or which of several laws is meant."""
    clause = f"第{max(mention.clauses)}款" if mention.clauses else ""
    wanted = f"{articles.key(mention.title, mention.number)}{clause}"
    return f"材料未载{wanted}：{_why(mention, held, library)}（所问：{ask.text}）"


def _why(mention: Mention, held: Sequence[Listing], library: Library) -> str:
    titles = list(dict.fromkeys(f"《{one.title}》" for one in held))
    if not titles:
        return "资料库中没有这部法规"
    if len(titles) > 1:
        more = f"等{len(titles)}部" if len(titles) > _MANY else ""
        return f"资料库中可这样称呼的有{'、'.join(titles[:_MANY])}{more}，请写明是哪一部"
    told = [article for one in held for article in library.made(articles.articles, one.id)]
    if own := next((article for article in told if article.number == mention.number), None):
        return f"{titles[0]}{own.label}只有{len(own.clauses)}款"
    ends = f"到{told[-1].label}为止" if told and len(held) == 1 else "没有这一条"
    return f"资料库所收的{titles[0]}{ends}"
