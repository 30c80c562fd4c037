"""What a library holds, as the rows of a list: its documents, and the files that could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.references import iso, known_by
from assistant.web.scrub import bare
from index.library import Library
from index.standing import UNKNOWN
from index.store import Failure, Listing
from index.types import Value

HEADERS = ("状态", "题名", "文号", "发文机关", "日期", "文种", "段数", "文件名")
EMPTY = "资料库还没有文献。请先添加文件。"


@dataclass(frozen=True, slots=True)
class Row:
    """A document or a file that could not be read, as the list shows it; `key` is what removes it.

    The first cell and the last together are its own. `message` says what to know of it, or what to do.
    """

    key: str
    name: str
    cells: tuple[str, ...]
    message: str = ""


def rows(library: Library) -> tuple[Row, ...]:
    """The documents in the order of their adding, and then the files that could not be read."""
    standing = library.standing
    held = (_held(one, standing.states(one.id)) for one in standing.listings)
    return (*held, *map(_failed, library.failures()))


def row_of(cells: list[str] | None, library: Library) -> Row | None:
    """The row of these cells, wherever it stands by now; None when it is there no more."""
    own = (cells[0], cells[-1]) if cells else None
    return next((row for row in rows(library) if (row.cells[0], row.cells[-1]) == own), None)


def named(key: str, library: Library) -> Row | None:
    """The row of this key; None when it is there no more."""
    return next((row for row in rows(library) if row.key == key), None)


def matching(given: Iterable[Row], words: str) -> list[list[str]]:
    """The cells of the rows in which every one of these words stands."""
    wanted = words.lower().split()
    return [list(row.cells) for row in given if all(w in "\n".join(row.cells).lower() for w in wanted)]


def summary(library: Library) -> str:
    counts = library.counts
    bad = len(library.failures())
    if not counts.documents and not bad:
        return EMPTY
    held = f"共 {counts.documents} 份文献，{counts.passages} 段。"
    return held + (f"另有 {bad} 个文件未能读入，排在最后，写明了怎么办。" if bad else "")


def _held(given: Listing, states: tuple[str, ...]) -> Row:
    meta = given.meta
    cells = (
        "，".join((given.state, *(state for state in states if state != UNKNOWN))),
        given.title,
        _text(meta.doc_number),
        "、".join(value.text for value in meta.issuers),
        iso(known_by(meta)) or "",
        _text(meta.genre),
        str(given.passages or ""),
        given.sources[0] if given.sources else "",
    )
    return Row(given.id, f"《{given.title}》", tuple(map(bare, cells)), meta.notice)


def _failed(given: Failure) -> Row:
    cells = (given.state, given.message, *[""] * (len(HEADERS) - 3), given.name)
    return Row(given.name, given.name, tuple(map(bare, cells)), given.message)


def _text(value: Value | None) -> str:
    return value.text if value else ""
