"""A library as one zip: a backup, and a way to move it. Taken while it is in use, proved on the way back.

The zip holds library.sqlite, copied by SQLite's online backup, and a manifest with its hash. The sidecars
stay behind, for they are made from it. Restoring goes through the same backup in the other direction, as
one transaction: a kill leaves the library as it was or as the zip has it, and whoever is searching sees
the one or the other. Nothing is unpacked under a name that the zip gives.
"""

import hashlib
import json
import os
import shutil
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index import schema, view
from index.errors import NotFoundError, StoreDamagedError, StoreError, StoreMissingError, StoreVersionError
from index.lock import writing
from index.reasons import reason
from index.schema import MIGRATIONS, NAME
from index.store import Store
from index.verify import stored

FORMAT = 1
_KIND = "yanju-library"
_MANIFEST = "manifest.json"
_MANIFEST_LIMIT = 2**16
_CHUNK = 2**20
_SCRATCH = "yanju-archive-"
_LONG_AGO = 24 * 3600  # seconds
# What the standard library's reader raises for a zip that somebody or something has altered.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a zip says of itself. `schema` counts migrations; `size` (bytes) and `sha256` are those of library.sqlite."""

    kind: str
    format: int
    schema: int
    generation: int
    digest: str
    documents: int
    passages: int
    vectors: int
    encoder: str
    size: int
    sha256: str
    at: str


def export(folder: Path, target: Path, tell: Tell = lambda _: None, *, replace: bool = False) -> Manifest:
    """Write the library in a folder to a zip, while others read and change it.

    StoreError when a file is there already and is not to be replaced, or when the library is not sound, for
    a copy of something damaged is no backup. The zip stands under its name only once it is whole.
    """
    if target.exists() and not replace:
        raise StoreError(f"{target} 已经存在，没有覆盖。请换一个文件名，或加上 --replace。")
    Store.open(folder).close()
    with _scratch() as scratch:
        tell("正在复制资料库……")
        schema.copy(folder / NAME, scratch / NAME)
        tell("正在核对……")
        manifest = _described(scratch)
        tell("正在压缩……")
        _write(scratch / NAME, manifest, target)
    return manifest


def restore(
    archive: Path, folder: Path, tell: Tell = lambda _: None, *, replace: bool = False, wait: float = 10.0
) -> Manifest:
    """Make the library in a folder what a zip holds, once that is proved; the sidecars follow when it is opened.

    A library that holds anything is left alone unless `replace` is given. NotFoundError without such a
    file, StoreDamagedError for one that is not whole or not ours, StoreVersionError for a newer one.
    """
    if not archive.is_file():
        raise NotFoundError(f"找不到备份文件：{archive}。请检查路径是否写对。")
    _may_replace(folder, replace)
    with _scratch() as scratch:
        tell("正在解压……")
        manifest = _unpack(archive, scratch / NAME)
        tell("正在核对……")
        _prove(archive, scratch, manifest)
        _make_room(folder, wait)
        with writing(folder, wait):
            # Since the first question somebody may have added something.
            _may_replace(folder, replace)
            schema.overwrite(folder / NAME, scratch / NAME)
            view.sweep(folder)
            schema.truncate(folder / NAME)
    return manifest


def _described(scratch: Path) -> Manifest:
    """The manifest of a copy; StoreDamagedError when it is not sound."""
    with closing(Store.open(scratch)) as store:
        if problem := next(stored(store), None):
            raise StoreDamagedError(
                f"资料库有损坏，没有写出备份：{problem.message}可先运行 yanju index verify 查看全部损坏之处。"
            )
        generation = store.generation()
        with (scratch / NAME).open("rb") as data:
            sha256 = hashlib.file_digest(data, "sha256").hexdigest()
        return Manifest(
            _KIND,
            FORMAT,
            schema.migrations_of(scratch / NAME),
            generation,
            store.digest(generation),
            store.count("documents"),
            store.count("passages"),
            store.count("vectors"),
            store.setting("encoder"),
            (scratch / NAME).stat().st_size,
            sha256,
            datetime.now(UTC).isoformat(timespec="seconds"),
        )


def _write(copy: Path, manifest: Manifest, target: Path) -> None:
    """Written aside, synced, renamed: at any moment the target is the old file or the whole new one."""
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".tmp", dir=target.absolute().parent
        )
        try:
            with os.fdopen(handle, "wb") as out:
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
                    bundle.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
                    bundle.write(copy, NAME)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"没有写成 {target}（{reason(error)}）。请检查文件夹、权限和磁盘空间后重试。"
        ) from error


def _unpack(archive: Path, copy: Path) -> Manifest:
    try:
        with zipfile.ZipFile(archive) as bundle:
            infos = {info.filename: info for info in bundle.infolist()}
            if _MANIFEST not in infos:
                raise _foreign(archive)
            if sorted(info.filename for info in bundle.infolist()) != sorted((_MANIFEST, NAME)):
                raise StoreDamagedError(
                    f"{archive} 里有不该有或重复的文件，没有导入。请用 yanju index export 重新导出。"
                )
            with bundle.open(_MANIFEST) as data:
                manifest = _manifest(data.read(_MANIFEST_LIMIT), archive)
            if infos[NAME].file_size != manifest.size:
                raise _damaged(archive)
            _room_for(manifest.size, copy.parent)
            with bundle.open(NAME) as data, copy.open("wb") as out:
                total = hashlib.sha256()
                while chunk := data.read(_CHUNK):
                    total.update(chunk)
                    out.write(chunk)
    except _BROKEN as error:
        raise _damaged(archive) from error
    except OSError as error:
        raise StoreError(
            f"没有读完 {archive}（{reason(error)}）。请检查文件、权限和磁盘空间后重试。"
        ) from error
    if total.hexdigest() != manifest.sha256:
        raise _damaged(archive)
    return manifest


def _manifest(data: bytes, archive: Path) -> Manifest:
    try:
        written: dict[str, Any] = json.loads(data)
        kind, number = written["kind"], written["format"]
    except (ValueError, TypeError, KeyError) as error:
        raise _foreign(archive) from error
    if kind != _KIND:
        raise _foreign(archive)
    if type(number) is int and number > FORMAT:
        raise _newer(archive)
    kinds = {field.name: field.type for field in fields(Manifest)}
    if {name: type(value) for name, value in written.items()} != kinds:
        raise _damaged(archive)
    manifest = Manifest(**written)
    if manifest.schema > len(MIGRATIONS):
        raise _newer(archive)
    return manifest


def _prove(archive: Path, scratch: Path, manifest: Manifest) -> None:
    """The copy is a library, sound in every row, and the one that the manifest describes."""
    path = scratch / NAME
    try:
        if schema.migrations_of(path) != manifest.schema:
            raise _damaged(archive)
        schema.migrate(path)
        with closing(Store.open(scratch)) as store:
            said = (manifest.generation, manifest.digest, manifest.documents, manifest.passages)
            found = (store.generation(), store.state(), store.count("documents"), store.count("passages"))
            if said != found or any(stored(store)):
                raise _damaged(archive)
    except StoreVersionError as error:
        raise _newer(archive) from error
    except (StoreDamagedError, StoreMissingError) as error:
        # What it says of its own path would lead nowhere.
        raise _damaged(archive) from error


def _may_replace(folder: Path, replace: bool) -> None:
    """StoreError when there is a library that must not be lost; a newer program's is never touched."""
    try:
        with closing(Store.open(folder)) as store:
            held = store.count("documents")
    except StoreMissingError:
        return
    except StoreDamagedError as error:
        if replace:
            return
        raise StoreDamagedError(
            f"{folder} 里已有一个打不开的资料库，没有覆盖。要用备份代替它，请加上 --replace，损坏的文件会改名保留。"
        ) from error
    if held and not replace:
        raise StoreError(
            f"资料库 {folder} 里已有 {held} 份文献，没有覆盖。"
            "要用备份代替它们，请加上 --replace；也可用 --library 换一个文件夹。"
        )


def _make_room(folder: Path, wait: float) -> None:
    """A library to restore into: the one that is there, or an empty one; what is damaged is renamed first."""
    try:
        Store.open(folder).close()
    except StoreMissingError:
        schema.create(folder, wait)
    except StoreDamagedError:
        with writing(folder, wait):
            view.sweep(folder)
            schema.set_aside(folder)
        schema.create(folder, wait)


def _room_for(size: int, scratch: Path) -> None:
    if shutil.disk_usage(scratch).free < size:
        raise StoreError(
            f"临时文件夹 {scratch.parent} 放不下解压后的资料库（{size // 2**20 + 1} MB）。"
            "请腾出空间，或用环境变量 TMPDIR 换一个临时文件夹后重试。"
        )


@contextmanager
def _scratch() -> Iterator[Path]:
    """A private folder on this machine, for SQLite works on files that it can lock. What a kill left long ago goes."""
    for left in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH) as folder:
        yield Path(folder)


def _foreign(archive: Path) -> StoreDamagedError:
    return StoreDamagedError(f"{archive} 不是言据导出的资料库。请选择用 yanju index export 导出的 zip 文件。")


def _damaged(archive: Path) -> StoreDamagedError:
    return StoreDamagedError(
        f"{archive} 不完整或已损坏，没有导入，原有资料没有改动。请重新复制或下载这个文件，或重新导出。"
    )


def _newer(archive: Path) -> StoreVersionError:
    return StoreVersionError(f"{archive} 由更新版本的言据导出，没有导入。请升级言据后再导入。")
