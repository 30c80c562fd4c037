"""How many questions are being answered or wait for it: one too many is told so at once, and waits for nothing."""

import threading
import time
from collections.abc import Callable

from assistant.errors import RequestError

MOST = 36
"""Those that are answered at once, and 32 that wait."""
_PATIENCE = 120.0
"""Seconds after which a question counts no more: whoever asked it may have closed the page."""
_BUSY = "系统繁忙：正在回答的问题太多。请过几秒再提一次。"


class Turnstile:
    """Counts who has been let in and has not left yet, by any name that tells them apart."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._inside: dict[str, float] = {}

    def enter(self, who: str) -> None:
        """RequestError when too many are inside."""
        with self._lock:
            now = self._clock()
            self._inside = {one: since for one, since in self._inside.items() if now - since < _PATIENCE}
            if len(self._inside) >= self._most and who not in self._inside:
                raise RequestError(_BUSY)
            self._inside[who] = now

    def leave(self, who: str) -> None:
        with self._lock:
            self._inside.pop(who, None)
