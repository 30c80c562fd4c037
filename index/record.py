"""Documents and passages as JSON columns, and back, exactly.

The codec follows the dataclasses of `index.types`, so a field added there with a default is stored
without a change here, and an older row reads with that default. A span is written [start, end]: its
document is always the row's own. Fields that hold their default are left out.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, NamedTuple, Protocol, Union, get_args, get_origin, get_type_hints

from index.types import Document, Meta, Passage, Span

_Reader = Callable[[Any, str], Any]
_PLAIN = (str, int, bool, float, NoneType)
_COLUMNS = ("meta", "policies", "furniture", "blocks", "places")


class _Record(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


class DocumentRow(NamedTuple):
    """The columns of a document; the names it was added under are kept apart. The big ones come last."""

    id: str
    title: str
    meta: str
    policies: str
    furniture: str
    blocks: str
    places: str
    text: str


class PassageRow(NamedTuple):
    """The columns of a passage. `slice` is the SHA-256 of the characters its span points to."""

    document: str
    start: int
    end: int
    body: str
    slice: str


def write_document(document: Document) -> DocumentRow:
    """ValueError when a span in the document points into another one."""
    columns = {name: _json(_encode(getattr(document, name), document.id)) for name in _COLUMNS}
    return DocumentRow(id=document.id, title=document.title, text=document.text, **columns)


def read_document(row: DocumentRow, source: str) -> Document:
    hints = get_type_hints(Document)
    parts = {name: _reader(hints[name])(json.loads(getattr(row, name)), row.id) for name in _COLUMNS}
    return Document(id=row.id, title=row.title, text=row.text, source=source, **parts)


def read_meta(doc_id: str, column: str) -> Meta:
    """The column `meta` alone, for lists that need nothing else of a document."""
    meta: Meta = _reader(Meta)(json.loads(column), doc_id)
    return meta


def write_passage(passage: Passage, document: Document) -> PassageRow:
    """ValueError when the passage, or its context, does not lie in the document."""
    words = document.at(passage.span)
    body = {name: value for name, value in _fields(passage, document.id).items() if name != "span"}
    return PassageRow(document.id, passage.span.start, passage.span.end, _json(body), slice_hash(words))


def read_passage(row: PassageRow) -> Passage:
    span = [row.start, row.end]
    passage: Passage = _reader(Passage)({"span": span, **json.loads(row.body)}, row.document)
    return passage


def row_hash(*columns: str | int | bytes) -> str:
    """Names the content of a row; the length before each column keeps neighbours apart."""
    datas = [column if isinstance(column, bytes) else str(column).encode() for column in columns]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(data), data) for data in datas])).hexdigest()


def slice_hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _encode(value: object, doc_id: str) -> object:
    if isinstance(value, Span):
        if value.doc_id != doc_id:
            raise ValueError(f"span {value} does not belong to document {doc_id!r}")
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_encode(item, doc_id) for item in value]
    return _fields(value, doc_id) if is_dataclass(value) and not isinstance(value, type) else value


def _fields(value: _Record, doc_id: str) -> dict[str, object]:
    found = {}
    for name, default in _defaults(type(value)):
        item = getattr(value, name)
        if item != default:
            found[name] = item if type(item) in _PLAIN else _encode(item, doc_id)
    return found


@cache
def _defaults(kind: type[_Record]) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass, each with its default; nothing equals MISSING."""
    made = ((f, f.default_factory) for f in fields(kind))
    return tuple((f.name, f.default if make is MISSING else make()) for f, make in made)


@cache
def _reader(kind: object) -> _Reader:
    """What turns JSON back into a value of this type, given the document that its spans point into."""
    if kind is Span:
        return lambda value, doc_id: Span(doc_id, value[0], value[1])
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_reader(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = _reader(next(arg for arg in args if arg is not NoneType))
        return lambda value, doc_id: None if value is None else inner(value, doc_id)
    if origin is tuple and args[-1] is Ellipsis:
        item = _reader(args[0])
        return lambda value, doc_id: tuple(item(part, doc_id) for part in value)
    if origin is tuple:
        items = [_reader(arg) for arg in args]
        return lambda value, doc_id: tuple(r(v, doc_id) for r, v in zip(items, value, strict=True))
    return lambda value, doc_id: value


def _dataclass_reader(kind: type[Any]) -> _Reader:
    hints = get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}

    def read(value: dict[str, object], doc_id: str) -> object:
        return kind(**{name: readers[name](part, doc_id) for name, part in value.items()})

    return read
