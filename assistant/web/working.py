"""A long work on a thread of its own: its steps are seen as they come, and it ends when nobody looks any more."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

R = TypeVar("R")
Tell = Callable[[str], None]
_BEAT = 1.0
"""Seconds after which the last step is said again, so that whoever looks may go."""


def watched(work: Callable[[Tell], R]) -> Iterator[str | R]:
    """What `work` tells, the newest where several came at once, and at last what it returns, no text.

    What it raises is raised here. Closed before the end, it ends the next time it tells something, by
    a CancelledError.
    """
    steps: SimpleQueue[str | None] = SimpleQueue()
    left = Event()

    def tell(line: str) -> None:
        if left.is_set():
            raise CancelledError
        steps.put(line)

    with_one = ThreadPoolExecutor(1)
    done = with_one.submit(work, tell)
    done.add_done_callback(lambda _: steps.put(None))
    with_one.shutdown(wait=False)
    said = ""
    try:
        while (line := _newest(steps, said)) is not None:
            said = line
            yield said
        yield done.result()
    finally:
        left.set()


def _newest(steps: "SimpleQueue[str | None]", said: str) -> str | None:
    """The last of the steps that have come; what was `said` when none comes in time; None at the end."""
    try:
        line = steps.get(timeout=_BEAT)
        while line is not None and not steps.empty():
            line = steps.get_nowait()
    except Empty:
        return said
    return line
