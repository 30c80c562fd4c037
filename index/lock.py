"""One writer at a time: an OS lock on the library folder, held for one change and freed by a kill.

A second lock, `announced`, is a promise and no more: somebody is in the middle of a batch and will
publish the sidecars at its end, so readers need not do it between two documents.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from index.errors import StoreLockedError, StoreReadOnlyError

_WRITER = "writer.lock"
_BATCH = "batch.lock"


@contextmanager
def writing(folder: Path, wait: float) -> Iterator[None]:
    """Hold the writer's lock. StoreLockedError after `wait` seconds, StoreReadOnlyError without permission."""
    # filelock takes 50 ms to import, and only writers need it.
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(folder / _WRITER, timeout=wait)
        lock.acquire()
    except Timeout as error:
        raise StoreLockedError(
            f"另一个程序正在更新资料库 {folder}。请等它结束后再试，查询不受影响。"
        ) from error
    except (OSError, NotImplementedError) as error:
        raise StoreReadOnlyError(
            f"无法写入资料库文件夹 {folder}。请检查文件夹权限，或用 --library 换一个文件夹。"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def announced(folder: Path) -> Iterator[None]:
    """Tell readers that the sidecars will be published soon. A second batch goes on without telling."""
    from filelock import FileLock, Timeout

    with ExitStack() as held:
        lock = FileLock(folder / _BATCH, timeout=0)
        try:
            held.enter_context(lock)
        except Timeout:
            yield
        else:
            yield


def batch_running(folder: Path) -> bool:
    """Whether a living process has promised to publish."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(folder / _BATCH, timeout=0):
            return False
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        # Where we may not lock, nobody on this machine promises us anything.
        return False
