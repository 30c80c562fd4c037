"""What one search sees: the sidecars of one generation, checked, opened, and brought up to the store.

A sidecar is a cache. One of an older generation is caught up, one that is missing, torn or foreign is
rebuilt from the store; where the folder cannot be written, a private copy serves instead.
"""

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index import lexical as analyser
from index import lookup, parts, sidecar
from index.entries import Row
from index.errors import StoreDamagedError, StoreError
from index.lexical import Lexical
from index.record import row_hash
from index.schema import truncate
from index.sidecar import Pointer, Stamp
from index.store import Store

if TYPE_CHECKING:
    from index.dense import Dense

LEXICAL = "lexical"
DENSE = "dense"
# How tantivy words a failing disk: “… (os error 28)”, “IoError { … Os { code: 28 …”, “… io::Error most likely …”.
_CODE = re.compile(r"(?:os error |\bcode: )(\d+)")
_IO = re.compile(r"io( |::)?error", re.IGNORECASE)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class View:
    """Open sidecars, and the store's generation and digest that they were made from."""

    generation: int
    digest: str
    lexical: Lexical
    dense: "Dense | None" = None
    pointer: Pointer | None = None


def fingerprint() -> str:
    """Names everything that decides what the lexical index holds of a document."""
    return f"{analyser.fingerprint()}.{lookup.VERSION}"


def published(store: Store, folder: Path, encoder: str = "", known: View | None = None) -> View | None:
    """The published sidecars, perhaps of an older generation; None when they are torn, or not this store's.

    `encoder` is the fingerprint of the one at hand, empty without one. What `known` has checked is not read again.
    """
    pointer = trusted(store, folder, LEXICAL, known.pointer if known else None)
    if pointer is None or (known is not None and known.pointer == pointer):
        return known if pointer else None
    try:
        lexical = _open(folder / pointer.name)
    except StoreError:
        return None
    dense = None
    vectors = trusted(store, folder, DENSE) if encoder else None
    if vectors and vectors.generation == pointer.generation and vectors.fingerprint == encoder:
        dense = _open_dense(folder / vectors.name)
    return View(pointer.generation, pointer.digest, lexical, dense, pointer)


def publish(
    store: Store,
    folder: Path,
    encoder: str,
    progress: Progress,
    known: View | None = None,
    *,
    whole: bool = False,
) -> None:
    """Bring the published sidecars up to the store; `whole` rebuilds them in any case. Needs the writer's lock."""
    with store.snapshot() as now:
        generation = now.generation()
        digest = now.digest(generation)
        pointer = None if whole else trusted(now, folder, LEXICAL, known.pointer if known else None)
        if pointer is None:
            if now.count("passages"):
                progress(f"正在重建检索索引（{now.count('passages')} 段）……")
            if not whole:
                # What is torn is of no use, and its room may be needed.
                sidecar.sweep(folder, LEXICAL)
        if pointer is None or pointer.generation < generation:
            stamp = Stamp(generation, digest, fingerprint())
            sidecar.publish(
                folder, LEXICAL, stamp, lambda path: _build_lexical(now, path, progress, pointer), pointer
            )
        _publish_dense(now, folder, encoder, Stamp(generation, digest, encoder), progress, whole)
    truncate(store.path)


def private(store: Store, encoder: str, progress: Progress) -> View:
    """Sidecars of our own in a temporary folder, which goes with the view."""
    with _temporary() as folder, store.snapshot() as now:
        progress(f"正在临时建立检索索引（{now.count('passages')} 段）……")
        _build_lexical(now, folder / LEXICAL, progress)
        dense = None
        if complete(now, encoder):
            _build_dense(now, folder / DENSE)
            dense = _open_dense(folder / DENSE)
        generation = now.generation()
        lexical = Lexical.open(folder / LEXICAL)
        weakref.finalize(lexical, shutil.rmtree, folder, ignore_errors=True)
        return View(generation, now.digest(generation), lexical, dense)


def trusted(store: Store, folder: Path, stem: str, known: Pointer | None = None) -> Pointer | None:
    """The pointer, if what it names is whole and was made from this very store at some generation."""
    pointer = sidecar.read(folder, stem)
    if pointer is None or store.digest(pointer.generation) != pointer.digest:
        return None
    if stem == LEXICAL and pointer.fingerprint != fingerprint():
        return None
    return pointer if sidecar.intact(folder, pointer, known) else None


def complete(store: Store, encoder: str) -> bool:
    """Whether every passage has a vector made by this encoder."""
    if not encoder or store.setting("encoder") != encoder:
        return False
    return store.count("vectors") == store.count("passages") > 0


def sweep(folder: Path) -> None:
    """Remove every sidecar."""
    for stem in (LEXICAL, DENSE):
        sidecar.sweep(folder, stem)


def _build_lexical(store: Store, path: Path, progress: Progress, pointer: Pointer | None = None) -> None:
    """`pointer` names an older one beside it, of which all is taken over that has not changed since."""
    counted = dict(store.rows("SELECT document, count(*) FROM passages GROUP BY document ORDER BY min(key)"))
    changed = {change.document for change in store.changes(pointer.generation)} if pointer else ()
    before = path.parent / pointer.name if pointer else None
    with _disk_errors():
        parts.build(path, counted, lambda ids: _rows(store, ids, progress), before, changed)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """tantivy tells of a full or failing disk by a ValueError."""
    try:
        yield
    except ValueError as error:
        if code := _CODE.search(str(error)):
            raise OSError(int(code[1]), os.strerror(int(code[1]))) from error
        if not _IO.search(str(error)):
            raise
        raise OSError(str(error)) from error


def _rows(store: Store, ids: Iterable[str], progress: Progress) -> Iterator[Row]:
    for doc_id in ids:
        try:
            yield from lookup.rows(store.document(doc_id), store.passages_of(doc_id))
        except StoreDamagedError as error:
            # The others must stay searchable; verify names this one.
            progress(str(error))


def _open(path: Path) -> Lexical:
    """tantivy cannot open an index in a folder that it may not write, so there it gets a copy."""
    if os.access(path, os.W_OK):
        return Lexical.open(path)
    with _temporary() as folder:
        shutil.copytree(path, folder / LEXICAL, copy_function=shutil.copyfile)
        (folder / LEXICAL).chmod(0o700)
        lexical = Lexical.open(folder / LEXICAL)
        weakref.finalize(lexical, shutil.rmtree, folder, ignore_errors=True)
        return lexical


@contextmanager
def _temporary() -> Iterator[Path]:
    """A folder of our own; removed when the block fails, and else by whoever uses it."""
    folder = Path(tempfile.mkdtemp(prefix="yanju-"))
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _publish_dense(
    store: Store, folder: Path, encoder: str, stamp: Stamp, progress: Progress, whole: bool
) -> None:
    """FAISS can only be rebuilt; without the encoder an index of other vectors is removed, and the next user builds it."""
    pointer = trusted(store, folder, DENSE)
    if pointer is not None and pointer.generation == stamp.generation and not whole:
        return
    if not complete(store, encoder):
        sidecar.sweep(folder, DENSE)
        return
    try:
        sidecar.publish(folder, DENSE, stamp, lambda path: _build_dense(store, path))
    except StoreDamagedError as error:
        # The words must stay searchable without the vectors.
        progress(str(error))
        sidecar.sweep(folder, DENSE)


def _build_dense(store: Store, path: Path) -> None:
    # numpy and faiss take a fifth of a second to import; without an encoder nobody needs them.
    import numpy as np

    from index.dense import build

    found = store.rows("SELECT key, vector, hash FROM vectors ORDER BY key")
    if any(row_hash(key, vector) != stored for key, vector, stored in found):
        raise StoreDamagedError("资料库中有向量已损坏。请运行 yanju index rebuild 重新编码。")
    keys = np.array([key for key, _, _ in found], dtype=np.int64)
    vectors = np.frombuffer(b"".join(vector for _, vector, _ in found), dtype="<f2")
    build(path, keys, vectors.reshape(len(keys), -1).astype(np.float32))


def _open_dense(path: Path) -> "Dense":
    from index.dense import Dense

    return Dense.open(path)
