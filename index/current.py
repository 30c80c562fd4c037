"""The view of the moment: which sidecars answer now, and who brings them up to the store.

A reader takes what is published if it is of the store's generation. If not, it publishes itself when
nobody else is about to, keeps serving the older view when somebody is, and makes a private copy when
it has nothing and may not write.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index import view
from index.errors import StoreError, StoreReadOnlyError
from index.lock import announced, batch_running, writing
from index.reasons import reason
from index.store import Store
from index.view import Progress, View


class Current:
    """Safe to ask from several threads. `encoder` is the fingerprint of the one at hand, empty without one."""

    def __init__(self, store: Store, encoder: str, progress: Progress, wait: float, read_only: bool) -> None:
        self._store = store
        self._folder = store.path.parent
        self._encoder = encoder
        self._progress = progress
        self._wait = wait
        self._read_only = read_only
        self._turn = threading.Lock()
        self._view: View | None = None
        self._held = False

    def view(self) -> View:
        """The newest view to be had without waiting for anybody; the first is of the store's own generation."""
        with self._turn:
            if self._view is None or self._view.digest != self._store.state():
                self._view = self._newest()
            return self._view

    @contextmanager
    def held(self, progress: Progress | None = None) -> Iterator[None]:
        """Put off settling until the block ends, and let other readers know that it is to come."""
        with announced(self._folder):
            self._held = True
            try:
                yield
            finally:
                self._held = False
            with writing(self._folder, self._wait):
                self.settle(progress)

    def settle(self, progress: Progress | None = None, *, whole: bool = False) -> None:
        """Publish what the store now holds; `whole` rebuilds it from nothing. Needs the writer's lock."""
        if self._held:
            return
        tell = progress or self._progress
        try:
            view.publish(self._store, self._folder, self._encoder, tell, self._view, whole=whole)
        except OSError as error:
            raise StoreError(
                f"资料已保存，但检索索引没有写成（{reason(error)}）。请检查磁盘空间，下次打开时会自动重建。"
            ) from error

    def _newest(self) -> View:
        found = self._published()
        if found is not None and self._is_current(found):
            return found
        usable = found or self._view
        if self._read_only:
            return (self._view and usable) or self._private()
        if usable is None or not batch_running(self._folder):
            try:
                with writing(self._folder, 0 if usable else self._wait):
                    self.settle()
                usable = self._published() or usable
            except StoreReadOnlyError:
                return (self._view and usable) or self._private()
            except StoreError as error:
                # Somebody else is publishing, or the disk is full: what we have must do.
                if usable is None:
                    self._progress(str(error))
        return usable or self._private()

    def _published(self) -> View | None:
        return view.published(self._store, self._folder, self._encoder, self._view)

    def _private(self) -> View:
        try:
            return view.private(self._store, self._encoder, self._progress)
        except OSError as error:
            raise StoreError(f"临时检索索引没有写成（{reason(error)}）。请检查磁盘空间后重试。") from error

    def _is_current(self, found: View) -> bool:
        if found.digest != self._store.state():
            return False
        return found.dense is not None or not view.complete(self._store, self._encoder)
