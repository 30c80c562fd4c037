"""What a person says of a document: it wins over what was read, is kept with the document, and is marked as such."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from index import dates
from index.policies import find_policies
from index.types import Dated, DateKind, Document, Meta, Value

LABELS: Mapping[str, str] = MappingProxyType({
    "title": "题名", "doc_number": "文号", "issuers": "发文机关", "authors": "作者", "date": "日期",
    "region": "地区", "genre": "文种", "status": "状态", "validity": "有效期",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A value for each thing that a person filled in; None leaves what was read, an empty one takes it away.

    `date` is ISO: YYYY, YYYY-MM or YYYY-MM-DD. A title cannot be taken away.
    """

    title: str | None = None
    doc_number: str | None = None
    issuers: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None
    date_kind: DateKind = "成文"
    region: str | None = None
    genre: str | None = None
    status: str | None = None
    validity: str | None = None

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of what was filled in, as people call them."""
        return tuple(label for name, label in LABELS.items() if getattr(self, name) is not None)

    def over(self, earlier: "Correction") -> "Correction":
        """Both together; where both say something, this one holds."""
        kept = {f.name: getattr(earlier, f.name) for f in fields(self) if getattr(self, f.name) is None}
        kind = self.date_kind if self.date is not None else earlier.date_kind
        return replace(self, **kept, date_kind=kind)

    def less(self, names: Collection[str]) -> "Correction":
        """Without what was filled in under these names, keys of `LABELS`."""
        gone: dict[str, Any] = {name: None for name in LABELS if name in names}
        return replace(self, **gone)

    def applied(self, document: Document) -> Document:
        """The document as the person says it is. Its text, blocks and passages stay what they are."""
        if not self.filled:
            return document
        titled = replace(document, title=self.title or document.title, meta=self.meta(document.meta))
        return replace(titled, policies=find_policies(titled, titled.meta))

    def meta(self, read: Meta) -> Meta:
        """The metadata alone."""
        return replace(
            read,
            doc_number=_value(self.doc_number, read.doc_number),
            issuers=_values(self.issuers, read.issuers),
            authors=_values(self.authors, read.authors),
            dates=read.dates if self.date is None else self._dates(read),
            region=_value(self.region, read.region),
            genre=_value(self.genre, read.genre),
            status=_value(self.status, read.status),
            validity=_value(self.validity, read.validity),
            titled=None if self.title else read.titled,
            filled=self.filled,
        )

    def _dates(self, read: Meta) -> tuple[Dated, ...]:
        mention = dates.iso(self.date or "")
        others = tuple(d for d in read.dates if d.kind == "施行" and self.date_kind != "施行")
        if mention is None:
            return others
        return (Dated(mention.start, mention.end, mention.precision, self.date_kind), *others)

    def written(self) -> str:
        """As JSON, for the store."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(given, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> "Correction":
        """Back from JSON; ValueError, TypeError or AttributeError for what no correction wrote."""
        given: dict[str, Any] = json.loads(text)
        for name in ("issuers", "authors"):
            if name in given:
                given[name] = tuple(given[name])
        correction = cls(**given)
        values = (getattr(correction, f.name) for f in fields(cls))
        if not all(isinstance(v, str) or v is None or all(isinstance(p, str) for p in v) for v in values):
            raise ValueError(text)
        return correction


def _value(given: str | None, read: Value | None) -> Value | None:
    return read if given is None else Value(given) if given else None


def _values(given: tuple[str, ...] | None, read: tuple[Value, ...]) -> tuple[Value, ...]:
    return read if given is None else tuple(map(Value, given))
