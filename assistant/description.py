"""What the library knows of one document, value by value: where each was read, or that a person filled it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from assistant.cautions import shown
from assistant.listing_shape import StandingShape, word
from assistant.references import day, iso, named, on_one_line, position
from index.correction import LABELS
from index.library import Library
from index.standing import UNKNOWN, WORDS
from index.types import Document, Span, Value


@dataclass(frozen=True, slots=True)
class Item:
    """One value. `text` is for people, `plain` for programs; `kind` says of a date what happened then."""

    name: str
    text: str
    plain: str
    span: Span | None = None
    kind: str = ""
    filled: bool = False


class ItemShape(TypedDict):
    name: str
    label: str
    value: str
    kind: str | None
    source: str | None
    filled: bool


class DescriptionShape(TypedDict):
    id: str
    sources: list[str]
    values: list[ItemShape]
    unknown: list[str]
    standing: list[StandingShape]


def items(document: Document) -> tuple[Item, ...]:
    """Every value that is known, in the order of `LABELS`."""
    return tuple(_items(document))


def text(document: Document, library: Library) -> str:
    return "\n".join(_lines(document, library))


def shape(document: Document, library: Library) -> DescriptionShape:
    """As index_describe.schema.json says."""
    found = items(document)
    standing = library.standing
    listing = next(one for one in library.documents() if one.id == document.id)
    return {
        "id": document.id,
        "sources": list(listing.sources),
        "values": [
            {
                "name": item.name,
                "label": LABELS[item.name],
                "value": item.plain,
                "kind": item.kind or None,
                "source": str(item.span) if item.span else None,
                "filled": item.filled,
            }
            for item in found
        ],
        "unknown": [name for name in LABELS if name not in {item.name for item in found}],
        "standing": [word(one) for one in (*standing.of(document.id), *standing.by(document.id))],
    }


def _items(document: Document) -> Iterator[Item]:
    meta = document.meta
    filled = {name for name, label in LABELS.items() if label in meta.filled}
    yield Item("title", document.title, document.title, meta.titled, filled="title" in filled)
    values: dict[str, tuple[Value | None, ...]] = {
        "doc_number": (meta.doc_number,),
        "issuers": meta.issuers,
        "authors": meta.authors,
        "date": (),
        "region": (meta.region,),
        "genre": (meta.genre,),
        "status": (meta.status,),
        "validity": (meta.validity,),
    }
    for name, found in values.items():
        for value in found:
            if value is not None:
                yield Item(name, value.text, value.text, value.span, filled=name in filled)
        for dated in meta.dates if name == "date" else ():
            by_hand = name in filled and dated.span is None
            yield Item(name, day(dated), iso(dated) or "", dated.span, dated.kind, by_hand)


def _lines(document: Document, library: Library) -> Iterator[str]:
    yield f"{named(document.title)}；编号 {document.id}"
    found = items(document)
    for name, label in LABELS.items():
        told = [item for item in found if item.name == name]
        yield from (f"    {label}：{_told(item, library)}" for item in told)
        if not told:
            yield f"    {label}：{UNKNOWN}"
    standing = library.standing
    for one in standing.of(document.id):
        yield f"    {WORDS[one.kind]}：见{named(library.document(one.later).title)}{shown(one.span)}"
    for one in standing.by(document.id):
        verb = "旧版" if one.kind == "新版" else f"{one.kind}了"
        yield f"    {verb}：{named(library.document(one.earlier).title)}{shown(one.span)}"


def _told(item: Item, library: Library) -> str:
    value = on_one_line(item.text) + (f"，{item.kind}" if item.kind else "")
    if item.filled:
        return f"{value}（人工填写）"
    if item.span is None:
        return f"{value}（据目录或文件名、题名得出）"
    where = position(library.locate(item.span))
    return f"{value}（{f'{where}，' if where else ''}yanju show {item.span}）"
