"""A circuit breaker: after failures in a row, a service is left alone for a while."""

import threading
import time
from collections.abc import Callable

FAILURES, REST = 2, 60.0


class Breaker:
    """Open after two failures in a row, for sixty seconds; then one try decides. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def open(self) -> bool:
        """Whether to leave the service alone now."""
        with self._lock:
            return self._clock() < self._until

    def note(self, worked: bool) -> None:
        """How a try went."""
        with self._lock:
            self._failures = 0 if worked else self._failures + 1
            self._until = self._clock() + REST if self._failures >= FAILURES else 0.0
