"""How every event of the page behaves."""

from collections.abc import Iterable, Iterator
from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""No progress line in English, no programming interface."""
EVERY: dict[str, Any] = {**QUIET, "trigger_mode": "multiple", "queue": False}
"""For looking at things: every click counts, even while an earlier one is being answered.

They go past the queue, whose stream may lose the answer to one of several quick clicks (Gradio 6.31).
"""
IDLE = 3600
"""Seconds after which the server forgets a session's result that nobody goes on with."""


def buttons(*, held: bool, count: int) -> list[Any]:
    """The updates of buttons whose work has begun, or has ended."""
    return [gr.Button(interactive=not held)] * count


def holding(steps: Iterable[list[Any]], begun: list[Any], count: int) -> Iterator[list[Any]]:
    """Steps of updates, with `count` buttons before them that are held down until they end, well or not.

    The end repeats the last step, or `begun` where there was none: Gradio sends differences, and one that
    takes back a change of what is visible may overtake it.
    """
    last = begun
    try:
        for last in steps:
            yield [*buttons(held=True, count=count), *last]
    except Exception:
        yield [*buttons(held=False, count=count), *last]
        raise
    yield [*buttons(held=False, count=count), *last]
