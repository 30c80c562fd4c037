"""catalog.toml: what a person knows of the files in a folder, and the text may not say.

One `[[document]]` table a file: `file` and any of title, authors, issuers, date (with date_kind),
genre, region, sha256, rights. What the catalogue does not say is left to the text itself.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from index.errors import CatalogError
from index.types import DateKind

NAME = "catalog.toml"
_TEXTS = ("title", "genre", "region", "date", "date_kind", "sha256", "rights")
_LISTS = ("authors", "issuers")
_OF_TEXT = ("title", "genre", "region", "rights")

Words = tuple[tuple[str, ...], ...]
"""What a catalogue says of a text, as its document keeps it: the name of each thing, and its values."""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalogue says of one file; empty fields say nothing. `date` is ISO: YYYY, YYYY-MM or YYYY-MM-DD."""

    file: str
    title: str = ""
    authors: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    date: str = ""
    date_kind: DateKind = "发布"
    genre: str = ""
    region: str = ""
    sha256: str = ""
    rights: str = ""

    @property
    def words(self) -> Words:
        """What it says of the text."""
        names = (*_LISTS, *_OF_TEXT, *(("date", "date_kind") if self.date else ()))
        said = ((name, getattr(self, name)) for name in names)
        return tuple((name, *([v] if isinstance(v, str) else v)) for name, v in said if v)

    def over(self, earlier: Words) -> "CatalogEntry":
        """With what an earlier one said; where both say something, this one holds."""
        said = {name for name, *_ in self.words}
        values: dict[str, Any] = {
            name: tuple(given) if name in _LISTS else given[0] for name, *given in earlier if name not in said
        }
        return replace(self, **values)

    def verify(self, data: bytes) -> None:
        """CatalogError when the catalogue names other bytes than these."""
        if self.sha256 and hashlib.sha256(data).hexdigest() != self.sha256:
            raise CatalogError(
                f"“{self.file}”的内容与 {NAME} 登记的 sha256 不符，文件可能被改动过。请换回原文件，或更新登记。"
            )


def read_catalog(folder: Path) -> Mapping[str, CatalogEntry]:
    """The entries of a folder's catalogue by file name; empty when there is none. CatalogError if malformed."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} 不合 TOML 格式：{error}。请修改后重试。") from error
    if not isinstance(rows, list):
        raise CatalogError(f"{path} 应由若干 [[document]] 组成。请修改后重试。")
    entries = [_entry(row, path) for row in rows]
    return {entry.file: entry for entry in entries}


def _entry(row: dict[str, Any], path: Path) -> CatalogEntry:
    unknown = set(row) - {"file", *_TEXTS, *_LISTS}
    if unknown or not isinstance(row.get("file"), str):
        what = f"有不认识的字段：{'、'.join(sorted(unknown))}" if unknown else "有一条没有写 file"
        raise CatalogError(f"{path} {what}。请修改后重试。")
    if row.get("date_kind", "发布") not in get_args(DateKind):
        raise CatalogError(
            f"{path} 中“{row['file']}”的 date_kind 应为 {'、'.join(get_args(DateKind))} 之一。请修改后重试。"
        )
    return CatalogEntry(
        file=row["file"],
        authors=tuple(str(v) for v in row.get("authors", ())),
        issuers=tuple(str(v) for v in row.get("issuers", ())),
        date_kind=cast(DateKind, row.get("date_kind", "发布")),
        **{key: str(row.get(key, "")) for key in _TEXTS if key != "date_kind"},
    )
