"""What a sync would do, found out without doing it: every file is hashed, none is read into a document."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceError
from index.intake import shown, source_of
from index.library import Library
from index.load import refuse_unknown
from index.sync import Step, compared, is_gone, known_as


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Names below the folder. `gone` would be removed; `kept` stay, for their files could not be looked for.

    `unreadable` are (name, message) of what cannot be opened or has no known format; whether the others
    can become a document, only reading them tells.
    """

    total: int
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()

    @property
    def unchanged(self) -> int:
        return self.total - len(self.added) - len(self.changed) - len(self.unreadable)


def foresee(library: Library, folder: Path, tell: Callable[[Step], None] = lambda _: None) -> Foreseen:
    """What `sync` would do with a folder as both are now. NotFoundError and CatalogError like it."""
    listed, _, missing = compared(library, folder)
    known = {source.path: source.digest for source in library.sources()}
    added: list[str] = []
    changed: list[str] = []
    unreadable: list[tuple[str, str]] = []
    for done, (path, entry) in enumerate(listed, 1):
        name = _below(known_as(path), folder)
        try:
            digest = source_of(path, entry).digest
            refuse_unknown(path)
        except SourceError as error:
            unreadable.append((name, str(error)))
        else:
            before = known.get(known_as(path))
            if before != digest:
                (added if before is None else changed).append(name)
        tell(Step(done, len(listed), name))
    gone = [_below(source.path, folder) for source in missing if is_gone(source.path)]
    kept = [_below(source.path, folder) for source in missing if not is_gone(source.path)]
    return Foreseen(len(listed), tuple(added), tuple(changed), tuple(gone), tuple(kept), tuple(unreadable))


def _below(path: str, folder: Path) -> str:
    return shown(os.path.relpath(path, known_as(folder)))
