"""The publish pattern: a file or folder that can be rebuilt, named by one pointer file, never half there.

Built under a temporary name, every file synced and hashed, renamed, and only then named by the
pointer, which is itself written aside, synced and renamed. So at any instant the pointer names a
whole sidecar or one that its hashes betray; whoever finds the latter rebuilds. The pattern, and
what happens without it, was measured: RELIABILITY.md §1.
"""

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a sidecar must agree with: the store's generation and digest, and the analyser or encoder that made it."""

    generation: int
    digest: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Pointer(Stamp):
    """What the pointer file says: which sidecar is current.

    `files` gives the SHA-256 of each file by its path in the sidecar, "." when it is one file.
    """

    name: str
    files: Mapping[str, str]
    format: int = FORMAT


def read(folder: Path, stem: str) -> Pointer | None:
    """What is published under this stem; None when nothing is, or nothing that can be believed."""
    try:
        stored = json.loads((folder / f"{stem}.json").read_bytes())
        pointer = Pointer(**stored["pointer"])
        believed = pointer.format == FORMAT and stored["check"] == _check(pointer)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return pointer if believed and pointer.name == Path(pointer.name).name else None


def intact(folder: Path, pointer: Pointer, known: Pointer | None = None) -> bool:
    """Whether every file has the hash the pointer gives. Files that `known` already vouches for are not read again."""
    vouched = _lasting(known) if known and known.name == pointer.name else {}
    path = folder / pointer.name
    try:
        return all(
            (vouched.get(part) == expected and (path / part).exists()) or _sha256(path / part) == expected
            for part, expected in pointer.files.items()
        )
    except OSError:
        return False


def publish(
    folder: Path, stem: str, stamp: Stamp, build: Callable[[Path], None], before: Pointer | None = None
) -> Pointer:
    """Build a new sidecar at the path handed to `build`, make it current, and remove every other one.

    Files that `build` takes over from `before`, under their own names, are not hashed again.
    """
    taken = _lasting(before) if before else {}
    name = f"{stem}.{stamp.generation}.{secrets.token_hex(4)}"
    temporary = folder / f"{name}.tmp"
    try:
        build(temporary)
        _sync(temporary)
        files = _hashes(temporary, taken)
    except BaseException:
        # On a full disk the half of it would stand in the way of everything else.
        _remove(temporary)
        raise
    temporary.rename(folder / name)
    _sync_folder(folder)
    pointer = _pointer(stamp, name, files)
    _point(folder, stem, pointer)
    sweep(folder, stem, keep=name)
    return pointer


def sweep(folder: Path, stem: str, keep: str = "") -> None:
    """Remove every sidecar of this stem but one, and what a crash left half-built; without `keep`, the pointer too."""
    if not keep:
        (folder / f"{stem}.json").unlink(missing_ok=True)
    for path in folder.glob(f"{stem}.*"):
        if path.name in {keep, f"{stem}.json"}:
            continue
        _remove(path)


def _remove(path: Path) -> None:
    # Where a reader's open file cannot be removed (Windows), the next publisher tries again.
    with suppress(OSError):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _pointer(stamp: Stamp, name: str, files: Mapping[str, str]) -> Pointer:
    return Pointer(stamp.generation, stamp.digest, stamp.fingerprint, name, files)


def _point(folder: Path, stem: str, pointer: Pointer) -> None:
    temporary = folder / f"{stem}.json.tmp"
    stored = {"pointer": asdict(pointer), "check": _check(pointer)}
    with temporary.open("w", encoding="utf-8") as out:
        json.dump(stored, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(folder / f"{stem}.json")
    _sync_folder(folder)


def _check(pointer: Pointer) -> str:
    """The pointer vouches for itself too: one flipped digit of its generation would make the index lie."""
    return hashlib.sha256(json.dumps(asdict(pointer), sort_keys=True).encode()).hexdigest()


def _lasting(pointer: Pointer) -> dict[str, str]:
    """The files that never change under their names; the descriptors go by the same names in every sidecar."""
    return {part: sha for part, sha in pointer.files.items() if not part.endswith(".json")}


def _parts(path: Path) -> list[str]:
    """The files of a sidecar; lock files come and go with its readers and are no part of it."""
    if path.is_file():
        return ["."]
    found = (p for p in path.rglob("*") if p.is_file() and p.suffix != ".lock")
    return sorted(p.relative_to(path).as_posix() for p in found)


def _hashes(path: Path, known: Mapping[str, str]) -> dict[str, str]:
    return {part: known.get(part) or _sha256(path / part) for part in _parts(path)}


def _sha256(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Force a sidecar's files, and the folders that name them, to the disk."""
    for part in _parts(path):
        # Windows syncs only what is open for writing.
        with (path / part).open("r+b") as data:
            os.fsync(data.fileno())
    for folder in [path, *path.rglob("*")] if path.is_dir() else []:
        if folder.is_dir():
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    # Windows has no handle of a folder to sync, and makes renames durable by itself.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
