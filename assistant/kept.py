"""Conversations kept beside the library, a file each: listed, opened again, and deleted for good.

A file lies in the folder of the one whose conversation it is. Its first line says what a list shows and under which
names the documents were known, the second holds the questions. It is written aside, synced and renamed. What is
removed from the library goes out of every conversation too; the words of a document that was only replaced stay,
and say that their source has changed. A library that is open for reading keeps none.
"""

import os
import re
import secrets
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.talk import Talk, Turn
from index.errors import NotFoundError, StoreDamagedError, StoreReadOnlyError
from index.library import Library
from index.reasons import reason

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FOLDER = "talks"
MOST = 200
"""Conversations of one person; the oldest make room for the newest."""
_LASTS = 365 * 24 * 3600
"""Seconds after which one that nobody went on with is deleted."""
_NAME = re.compile(r"[0-9a-z]{1,64}")
_SUFFIX, _ASIDE = ".jsonl", ".tmp"
_TITLE = 60
_GONE = "没有这段对话，可能已经删除。可以直接提新的问题。"
_DAMAGED = "这段对话的文件已损坏，打不开。可以删除它。"
_UNFINISHED = "（没有回答完。请再问一次。）"


@dataclass(frozen=True, slots=True)
class Title:
    """What a list says of a conversation: its first question, and when it last went on, in seconds since 1970.

    `names` are those of the documents whose words may stand in it.
    """

    id: str
    title: str
    at: float
    names: Mapping[str, tuple[str, ...]]


class Kept:
    """The conversations about one library. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = library.folder / FOLDER
        self._lock = threading.Lock()
        self._swept = ""

    @property
    def keeps(self) -> bool:
        return not self._library.read_only

    def titles(self, owner: str) -> list[Title]:
        """The newest first. One whose file is damaged has no title."""
        self.sweep()
        return sorted((_title(path) for path in self._files(owner)), key=lambda one: -one.at)

    def read(self, owner: str, name: str) -> Talk:
        """As it was written; who reads it waits for no answer, so a question without one has ended.

        NotFoundError, or StoreDamagedError for a file that is not as it was written.
        """
        self.sweep()
        path = self._path(owner, name)
        if not self.keeps or not path.is_file():
            raise NotFoundError(_GONE)
        return Talk(name, _turns(path)).ended(_UNFINISHED)

    def write(self, owner: str, talk: Talk) -> Talk:
        """Keep a conversation as it is now, less what was removed from the library meanwhile.

        It comes back with an id. StoreReadOnlyError where the folder cannot be written.
        """
        if not self.keeps:
            return talk
        self.sweep()
        talk = talk if talk.id else replace(talk, id=secrets.token_hex(8))
        path = self._path(owner, talk.id)
        with self._lock:
            before = _title(path).names if path.is_file() else {}
            seen = {doc_id for turn in talk.turns for doc_id in turn.documents()}
            talk = talk.without(self._gone({doc_id: before.get(doc_id, ()) for doc_id in seen}))
            self._write(path, talk, self._names(talk, before), time.time())
            for old in sorted(self._files(owner), key=_changed)[:-MOST]:
                _unlink(old)
        return talk

    def delete(self, owner: str, name: str) -> None:
        """Nothing of it stays. One that is not there is deleted already."""
        with self._lock:
            _unlink(self._path(owner, name))

    def delete_all(self, owner: str) -> None:
        with self._lock:
            for path in self._files(owner):
                _unlink(path)

    def sweep(self) -> None:
        """Take out what was removed from the library since, and what nobody went on with for a year."""
        now = self._library.digest
        if self._swept == now or not self.keeps or not self._folder.is_dir():
            return
        with self._lock:
            for aside in self._folder.glob(f"*/*{_ASIDE}"):
                _unlink(aside)
            for path in self._folder.glob(f"*/*{_SUFFIX}"):
                if time.time() - _changed(path) > _LASTS:
                    _unlink(path)
                elif gone := self._gone(_title(path).names):
                    self._take_out(path, gone)
            self._swept = now

    def _take_out(self, path: Path, gone: Collection[str]) -> None:
        try:
            talk = Talk(path.stem, _turns(path)).without(gone)
        except StoreDamagedError:
            # Nobody can tell what it holds.
            return _unlink(path)
        known = _title(path)
        names = {doc_id: names for doc_id, names in known.names.items() if doc_id not in gone}
        self._write(path, talk, names, known.at)

    def _gone(self, known: Mapping[str, tuple[str, ...]]) -> set[str]:
        """The documents that the library holds no more, under none of their names."""
        listings = self._library.documents()
        held = {listing.id for listing in listings}
        names = {name for listing in listings for name in listing.sources}
        return {doc_id for doc_id, old in known.items() if doc_id not in held and names.isdisjoint(old)}

    def _names(self, talk: Talk, before: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        named = {**before, **{listing.id: listing.sources for listing in self._library.documents()}}
        seen = {doc_id for turn in talk.turns for doc_id in turn.documents()}
        return {doc_id: named[doc_id] for doc_id in sorted(seen & named.keys())}

    def _files(self, owner: str) -> Iterator[Path]:
        folder = self._path(owner, "x").parent
        return folder.glob(f"*{_SUFFIX}") if self.keeps else iter(())

    def _path(self, owner: str, name: str) -> Path:
        """NotFoundError for what can be no name of ours: it may come from an address."""
        if not _NAME.fullmatch(owner) or not _NAME.fullmatch(name):
            raise NotFoundError(_GONE)
        return self._folder / owner / f"{name}{_SUFFIX}"

    def _write(self, path: Path, talk: Talk, names: Mapping[str, tuple[str, ...]], at: float) -> None:
        title = " ".join(talk.turns[0].question.split())[:_TITLE] if talk.turns else ""
        head = _titles().dump_json(Title(talk.id, title, at, names))
        body = _all_turns().dump_json(talk.turns, exclude_defaults=True)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, aside = tempfile.mkstemp(suffix=_ASIDE, dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(b"%s\n%s\n" % (head, body))
                    out.flush()
                    os.fsync(out.fileno())
                os.utime(aside, (at, at))
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StoreReadOnlyError(
                f"这段对话没有存下（{reason(error)}）。请检查资料库文件夹的权限和磁盘空间。"
            ) from error


@cache
def _all_turns() -> "TypeAdapter[tuple[Turn, ...]]":
    """How the questions are written and read, strictly. A twentieth of a second to load, for the page alone."""
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Turn, ...])


@cache
def _titles() -> "TypeAdapter[Title]":
    from pydantic import TypeAdapter

    return TypeAdapter(Title)


def _title(path: Path) -> Title:
    try:
        with path.open("rb") as file:
            return _titles().validate_json(file.readline())
    except (OSError, ValueError):
        return Title(path.stem, "", _changed(path), {})


def _turns(path: Path) -> tuple[Turn, ...]:
    try:
        _, body = path.read_bytes().split(b"\n", 1)
        return _all_turns().validate_json(body)
    except (OSError, ValueError) as error:
        raise StoreDamagedError(_DAMAGED) from error


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _unlink(path: Path) -> None:
    """Gone for good also after a power cut; the last one takes the folder with it."""
    path.unlink(missing_ok=True)
    if os.name == "posix" and path.parent.is_dir():
        handle = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
