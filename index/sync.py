"""A library made equal to a folder, as far as its texts came from there: added, replaced, removed.

Every file is hashed each time. Size and time of change would not do: copying tools and archives keep the
time, editors may restore it, a version that is put back brings its old one, and a hash costs less than a
hundredth of what reading the file costs. What is there already is not read into a document again.
"""

import os
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from index.errors import LimitError, NotFoundError, UnreadableFileError
from index.folder import Listed, files
from index.intake import shown
from index.library import Library
from index.load import read
from index.results import Report
from index.store import Source


@dataclass(frozen=True, slots=True)
class Step:
    """How far a sync is: `line` says what became of file number `done`, or what else is being done."""

    done: int
    total: int
    line: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did. `removed` are names whose files are gone; `outdated` went too, for their files now hold
    something that cannot be read; `kept` stay, for their files could not be looked for.
    """

    report: Report
    removed: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def sync(
    library: Library, folder: Path, tell: Callable[[Step], None] = lambda _: None, *, empty: bool = False
) -> Synced:
    """Make what the library holds from a folder equal to it; what was added from elsewhere stays.

    Each change is durable by itself, so a sync that was cut short goes on where it was when it is called
    again. New files come before old ones go, so the text of a file that was moved is never gone in between.
    A folder without any file is most often a drive that is not there: UnreadableFileError, unless `empty`
    says that everything is to go.
    """
    # Listed whole before anything is changed: a malformed catalogue, or a drive that fails, stops it here.
    listed, there, missing = compared(library, folder)
    if missing and not there and not empty:
        raise UnreadableFileError(
            f"文件夹 {folder} 里一个文件也没有，而资料库里有 {len(missing)} 个文件来自它。"
            "请检查磁盘是否已连接；确实要全部删除时请加上 --empty。"
        )
    number = count(1)
    with library.batch(lambda line: tell(Step(len(listed), len(listed), line))):
        report = library.add_listed(listed, lambda line: tell(Step(next(number), len(listed), line)))
        gone = [source for source in missing if is_gone(source.path)]
        for path in (*(s.path for s in gone), *_failed(library, folder, there)):
            library.remove(path)
        outdated = _outdated(library, report)
        for source in outdated:
            library.remove(source.path, forget=False)
    kept = [source for source in missing if source not in gone]
    return Synced(report, _names(gone), _names(outdated), _names(kept))


def compared(library: Library, folder: Path) -> tuple[list[Listed], frozenset[str], list[Source]]:
    """The files of a folder, their paths as the library knows them, and the sources from there that it has no more.

    NotFoundError without such a folder.
    """
    if not folder.is_dir():
        raise NotFoundError(f"找不到文件夹：{folder}。请检查路径是否写对。")
    listed = list(files(folder, library.folder))
    there = frozenset(known_as(path) for path, _ in listed if path.exists())
    missing = [s for s in library.sources() if _is_under(s.path, folder) and s.path not in there]
    return listed, there, missing


def known_as(path: Path | str) -> str:
    """A path as the library knows it."""
    return shown(os.path.abspath(path))


def _is_under(path: str, folder: Path) -> bool:
    return path.startswith(os.path.join(known_as(folder), ""))


def is_gone(path: str) -> bool:
    """Whether a file that was not listed is gone for certain: the nearest folder above it can be listed."""
    for above in Path(path).parents:
        try:
            with os.scandir(above):
                return True
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            return False
    return False


def _failed(library: Library, folder: Path, there: Container[str]) -> list[str]:
    """The files that could not be read when they were there."""
    known = {source.path for source in library.sources()}
    paths = (failure.path for failure in library.failures() if failure.path not in known)
    return [p for p in paths if _is_under(p, folder) and p not in there and is_gone(p)]


def _outdated(library: Library, report: Report) -> list[Source]:
    """What is known of files that hold something else by now, and that cannot become a document.

    A library built anew would not hold it, so an answer must not rest on it. A file that cannot be opened
    at all, perhaps because it is being edited, may well be as it was.
    """
    failed = {known_as(path): Path(path) for path, _ in report.failures}
    return [s for s in library.sources() if s.path in failed and _is_readable(failed[s.path])]


def _is_readable(path: Path) -> bool:
    try:
        read(path)
    except UnreadableFileError:
        return False
    except LimitError:
        return True
    return True


def _names(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(source.name for source in sources)
