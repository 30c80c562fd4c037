"""政策依据表: the policies that the library reports on a topic, in the order of their dates.

Nothing is inferred: a status is what a title or a text says (试行, 征求意见稿, 有效期3年, 已废止), else
empty. A draft for comment and the final text are told apart, and so are two dates for one policy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.basis_rows import Row, core, merged, related, short, valid
from assistant.errors import RequestError
from assistant.leads import is_lead
from assistant.named_policies import entries, itself, named
from assistant.relevance import Matter
from assistant.types import Citation
from index import docnumbers, regions
from index.articles import articles
from index.library import Library
from index.tokens import normalise
from index.types import Document

_DEPTH, _NEAR = 400, 0.7
_REQUEST = re.compile("的?(?:政策依据|依据|政策文件|相关政策|政策|文件|有关)+$|^(?:关于|有关)")


@dataclass(frozen=True, slots=True)
class Basis:
    """`rows` in the order of their dates, those without one last; `gaps` is what the library does not say."""

    topic: str
    rows: tuple[Row, ...]
    gaps: tuple[str, ...] = ()


def basis(topic: str, library: Library, *, newest: bool = False) -> Basis:
    """The policies on a topic, the oldest first, or the newest; a place or a 文号 in the topic is a condition.

    RequestError for an empty topic. Text of genre 提案 is no basis: what only leads name becomes a gap.
    """
    if not topic.strip():
        raise RequestError("没有看出要查依据的主题。请写明事项，例如：产业链链长制。")
    documents = [library.document(doc_id) for doc_id in _documents(topic, library)]
    asked = _Asked.of(topic, library)
    found = [row for document in documents for row in _rows(document) if asked.holds(row, library)]
    rows = merged(row for row in found if not _from_lead(row, library))
    rows = [valid(row, library) for row in related(rows)]
    dated = [row for row in rows if row.policy.date]
    dated.sort(key=lambda row: row.policy.date.start if row.policy.date else "", reverse=newest)
    ordered = (*dated, *(row for row in rows if not row.policy.date))
    hints = [row for row in found if _from_lead(row, library)]
    return Basis(topic, ordered, tuple(_gaps(topic, ordered, hints)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A topic as conditions: document numbers (or parts of one), places, and the matter that rows are about."""

    numbers: frozenset[str]
    places: tuple[regions.Region, ...]
    matter: Matter

    @classmethod
    def of(cls, topic: str, library: Library) -> "_Asked":
        numbers = docnumbers.find(topic, loose=True)
        places = [m for m in regions.find(topic) if m.region.level in ("province", "city")]
        rest = topic
        for at in sorted([*(m.at for m in numbers), *(m.at for m in places)], reverse=True):
            rest = rest[: at[0]] + rest[at[1] :]
        matter = _REQUEST.sub("", _REQUEST.sub("", re.sub(r"\s+", "", rest).strip("省市的")))
        return cls(
            frozenset(m.number.key for m in numbers),
            tuple(m.region for m in places),
            Matter.of(matter, library),
        )

    def holds(self, row: Row, library: Library) -> bool:
        policy = row.policy
        if self.numbers:
            return any(
                not self.numbers.isdisjoint(m.number.keys()) for m in docnumbers.find(policy.doc_number)
            )
        place = regions.get(policy.region)
        if not self.matter.words:
            return any(place and regions.within(place, wanted) for wanted in self.places)
        if self.places and not (place and any(_covers(place, wanted) for wanted in self.places)):
            return False
        told = normalise(library.quote(policy.scope)) if short(policy) else ""
        title = normalise(policy.title)
        near = max(self.matter.near(title, title), self.matter.near(told, told))
        return near >= _NEAR or (row.whole and self._ruled(row, title, library))

    def _ruled(self, row: Row, title: str, library: Library) -> bool:
        """Whether a law that its title says is on the matter has an article that tells it."""
        document = library.document(row.citation.span.doc_id)
        law = library.made(articles, document.id) if self.matter.names(title) else ()
        told = (normalise(document.at(article.span)) for article in law)
        return any(self.matter.near(text, text, above=title) >= _NEAR for text in told)


def _documents(topic: str, library: Library) -> list[str]:
    """The documents that may name a policy on the topic, in the order of the library."""
    near = {hit.passage.span.doc_id for hit in library.search(topic, _DEPTH)}
    return [listing.id for listing in library.documents() if listing.id in near]


def _rows(document: Document) -> Iterator[Row]:
    """Every policy of a document: itself, its entries and table rows, what its sentences name."""
    own = itself(document)
    if own is not None:
        yield Row(own, Citation(own.span), whole=True)
    for policy in (*entries(document), *named(document)):
        yield Row(policy, Citation(policy.span))


def _from_lead(row: Row, library: Library) -> bool:
    document = library.document(row.policy.span.doc_id)
    return is_lead(document, "") or any(
        is_lead(document, block.genre) for block in document.blocks if block.span.overlaps(row.policy.span)
    )


def _covers(place: regions.Region, wanted: regions.Region) -> bool:
    """Whether a policy of a place counts for another: its own, that of a place in it, that of the whole country."""
    return regions.within(place, wanted) or place.level == "country"


def _gaps(topic: str, rows: tuple[Row, ...], hints: list[Row]) -> Iterator[str]:
    if not rows:
        yield f"材料未载与“{topic}”有关的政策文件"
    if any(not row.policy.status for row in rows):
        yield "状态写“材料未载”的，材料没有说明是否现行有效，请核实"
    if undated := sum(row.policy.date is None for row in rows):
        yield f"有 {undated} 件材料未载日期，排在最后"
    held = {core(row.policy.title) for row in rows}
    for row in hints:
        if core(row.policy.title) not in held:
            number = f"（{row.policy.doc_number}）" if row.policy.doc_number else ""
            yield f"已有线索中提到《{row.policy.title}》{number}；线索不作依据，请查找原件并入库"
