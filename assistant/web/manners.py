"""How every event of the page behaves."""

from collections.abc import Iterable, Iterator
from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""No progress line in English, no programming interface."""
EVERY: dict[str, Any] = {**QUIET, "trigger_mode": "multiple"}
"""For looking at things: a click counts even while an earlier one is being answered."""
IDLE = 3600
"""Seconds after which the server forgets a session's result that nobody goes on with."""


def holding(steps: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Steps of updates, with a button before them that is held down until they end, well or not.

    The end repeats the last step: Gradio sends differences, and one that takes back a change of what is
    visible may overtake it.
    """
    last: list[Any] = []
    try:
        for last in steps:
            yield [gr.Button(interactive=False), *last]
    except Exception:
        yield [gr.Button(interactive=True), *last]
        raise
    yield [gr.Button(interactive=True), *last]
