"""library.sqlite opened as it must be: its pragmas, its numbered migrations, its errors in the user's language.

WAL with synchronous=FULL makes a commit durable; secure_delete and temp_store=MEMORY leave no deleted
words behind; readers open mode=ro, so that only the writer, who holds the folder's lock, ever
checkpoints (SQLite 3.7.0 to 3.51.2 can corrupt when two connections checkpoint at once).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from index.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
)
from index.lock import writing
from index.reasons import reason

NAME = "library.sqlite"
APPLICATION = 0x59414E4A  # "YANJ": tells our file from any other SQLite database

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE documents (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, hash TEXT NOT NULL, meta TEXT NOT NULL, policies TEXT NOT NULL,
            furniture TEXT NOT NULL, blocks TEXT NOT NULL, places TEXT NOT NULL, text TEXT NOT NULL)""",
        """CREATE TABLE sources (
            position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
            document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, hash TEXT NOT NULL)""",
        "CREATE INDEX sources_of_document ON sources (document)",
        """CREATE TABLE passages (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            start INTEGER NOT NULL, "end" INTEGER NOT NULL, body TEXT NOT NULL, slice TEXT NOT NULL,
            hash TEXT NOT NULL)""",
        "CREATE INDEX passages_of_document ON passages (document, start)",
        """CREATE TABLE vectors (
            key INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
            vector BLOB NOT NULL, hash TEXT NOT NULL)""",
        """CREATE TABLE changes (
            generation INTEGER PRIMARY KEY, kind TEXT NOT NULL, document TEXT NOT NULL, content TEXT NOT NULL,
            digest TEXT NOT NULL, at TEXT NOT NULL)""",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
    (
        """CREATE TABLE failures (
            position INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL UNIQUE, state TEXT NOT NULL,
            message TEXT NOT NULL)""",
    ),
    (
        """CREATE TABLE corrections (
            document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, body TEXT NOT NULL,
            hash TEXT NOT NULL)""",
    ),
)
"""Only ever appended to: a library remembers in user_version how many of them it has been through."""

_BUSY_MS = 10_000
_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_COLUMNS = (
    "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'"
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's errors as StoreErrors; what is a mistake in our SQL stays an sqlite3 error."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code, the rest says more.
        code = getattr(error, "sqlite_errorcode", -1) & 0xFF
        raise (_explained(code, path) or error) from error
    except UnicodeDecodeError as error:
        # SQLite quoted what it could not read.
        raise _damaged(path) from error


def _explained(code: int, path: Path) -> StoreError | None:
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return _damaged(path)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StoreError(f"读写资料库 {path} 时磁盘出错或已满，已保存的内容未受影响。请检查磁盘空间后重试。")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLockedError(f"另一个程序正在使用资料库 {path}。请等它结束后再试。")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return StoreReadOnlyError(
            f"没有权限打开或写入资料库 {path}。请检查文件夹权限，或用 --library 换一个文件夹。"
        )
    return None


def reader(path: Path) -> sqlite3.Connection:
    """A read-only connection, in autocommit: it holds no snapshot between two queries."""
    with ExitStack() as undo:
        db = undo.enter_context(closing(_connect(path, "mode=ro")))
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            refused = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
            if not refused or path.with_name(f"{path.name}-wal").exists():
                raise
            # A folder that cannot be written has no room for WAL's shared memory, nor can its library change.
            return _connect(path, "mode=ro&immutable=1")
        undo.pop_all()
        return db


@contextmanager
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: committed when the block ends, rolled back when it raises. Hold the folder's lock around it."""
    with translated(path), closing(_connect(path, "mode=rw")) as db:
        _prepare(db)
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


def migrate(path: Path) -> None:
    """Bring a new or older library to the newest schema, each migration in one transaction. Needs the lock."""
    with translated(path), closing(_connect(path, "mode=rwc")) as db:
        check(db, path, new=True)
        db.execute("PRAGMA journal_mode=WAL")
    for number, statements in enumerate(MIGRATIONS, 1):
        with writer(path) as db:
            if _number(db, "user_version") < number:
                for statement in statements:
                    db.execute(statement)
                db.execute(f"PRAGMA application_id={APPLICATION}")
                db.execute(f"PRAGMA user_version={number}")


def create(folder: Path, wait: float) -> None:
    """A new, empty library; StoreReadOnlyError where there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(
            f"无法在 {folder} 建立资料库文件夹（{reason(error)}）。请检查路径与权限，或用 --library 换一个文件夹。"
        ) from error
    with writing(folder, wait):
        migrate(folder / NAME)


def set_aside(folder: Path) -> Path:
    """Rename the library and its write-ahead log; the log goes first, for it is of no use alone. Needs the lock."""
    path = folder / NAME
    if not path.is_file():
        raise missing(folder)
    aside = f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}"
    for name in (f"{NAME}-shm", f"{NAME}-wal", NAME):
        if (folder / name).exists():
            (folder / name).replace(folder / f"{name}.{aside}")
    return folder / f"{NAME}.{aside}"


def copy(path: Path, to: Path) -> None:
    """SQLite's online backup of a library, as one read of it: a file of its own, without a log beside it."""
    with translated(path), closing(reader(path)) as source, closing(_connect(to, "mode=rwc")) as db:
        source.backup(db)
        db.execute("PRAGMA journal_mode=DELETE")


def overwrite(path: Path, source: Path) -> None:
    """Make a library equal to such a copy, in one transaction; those who read it see it change. Needs the lock."""
    with translated(path), closing(reader(source)) as given, closing(_connect(path, "mode=rw")) as db:
        _prepare(db)
        given.backup(db)


def migrations_of(path: Path) -> int:
    """How many migrations a library has been through; StoreDamagedError when it defines more or less than they do.

    A trigger or a view that came with somebody else's file would run inside every later change.
    """
    with translated(path), closing(reader(path)) as db, closing(sqlite3.connect(":memory:")) as sound:
        check(db, path)
        for statement in chain.from_iterable(MIGRATIONS[: version(db)]):
            sound.execute(statement)
        if set(sound.execute(_OBJECTS)) != set(db.execute(_OBJECTS)):
            raise _damaged(path)
        return version(db)


def version(db: sqlite3.Connection) -> int:
    """How many migrations this library has been through."""
    return _number(db, "user_version")


def check(db: sqlite3.Connection, path: Path, *, new: bool = False) -> None:
    """Whether this is a library that we can read: StoreMissing-, StoreDamaged- or StoreVersionError if not."""
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        if not new:
            raise missing(path.parent)
        return
    if _number(db, "application_id") != APPLICATION:
        raise StoreDamagedError(
            f"{path} 不是言据的资料库文件。请用 --library 换一个文件夹，或先移走这个文件。"
        )
    if version(db) > len(MIGRATIONS):
        raise StoreVersionError(
            f"资料库 {path.parent} 由更新版本的言据建立（版本 {version(db)}，本程序支持到 {len(MIGRATIONS)}）。"
            "请升级言据后再打开，资料没有改动。"
        )
    # A bit flipped in a table's own definition would make every later question fail as if it were our mistake.
    with closing(sqlite3.connect(":memory:")) as sound:
        for statement in chain.from_iterable(MIGRATIONS[: version(db)]):
            sound.execute(statement)
        if not set(sound.execute(_COLUMNS)) <= set(db.execute(_COLUMNS)):
            raise _damaged(path)


def _damaged(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        f"资料库文件 {path} 已损坏，无法读取。请先备份这个文件夹，再运行 yanju index rebuild 重建资料库。"
    )


def missing(folder: Path) -> StoreError:
    """What is said where there is no library yet, or where a file stands in the way of one."""
    there = next((place for place in (folder, *folder.parents) if os.path.exists(place)), folder)
    if os.path.isfile(there):
        return StoreError(f"{there} 是一个文件，资料库要放在文件夹里。请用 --library 给出一个文件夹。")
    return StoreMissingError(f"还没有资料库：{folder}。请先运行 yanju index add 文件或文件夹。")


def truncate(path: Path) -> bool:
    """Move the write-ahead log into the library and empty it; False while a reader holds it. Needs the lock."""
    with translated(path), closing(_connect(path, "mode=rw")) as db:
        _prepare(db)
        busy: int = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode}"
    # Doors search from several threads; SQLite itself is built serialized.
    db = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000
    )
    # A flipped bit may leave bytes that are no text; their row's hash tells, so they must not raise before.
    db.text_factory = _decoded
    return db


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _prepare(db: sqlite3.Connection) -> None:
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        "mmap_size=0",
    ):
        db.execute(f"PRAGMA {pragma}")


def _number(db: sqlite3.Connection, pragma: str) -> int:
    value: int = db.execute(f"PRAGMA {pragma}").fetchone()[0]
    return value
