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
LAST: dict[str, Any] = {**QUIET, "trigger_mode": "always_last", "queue": False}
"""For what follows from its inputs alone: one after the other, and of several quick changes the last is answered."""
AGAIN: dict[str, Any] = {**QUIET, "trigger_mode": "multiple"}
"""For work that can be stopped, by a button that is held while it lasts: it can be begun again at once.

Gradio holds stopped work to be going on for a moment more, and would pass over what is begun in it.
"""
IDLE = 3600
"""Seconds after which the server forgets a session's result that nobody goes on with."""
SWAP = "swap"
"""The class of a button that is not seen while it is held: one that begins work, and the one that stops it."""


def field(label: str, placeholder: str, name: str, *, most: int = 1) -> gr.Textbox:
    """The field of a request, beside what begins it: it grows to `most` lines, and its label is read out only."""
    return gr.Textbox(
        label=label,
        placeholder=placeholder,
        show_label=False,
        container=False,
        lines=1,
        max_lines=most,
        scale=6,
        min_width=220,
        elem_id=name,
    )


def begin_and_stop(label: str, name: str, *, scale: int = 1, width: int = 80) -> tuple[gr.Button, gr.Button]:
    """Two buttons in one place: what begins the work, and 停止 while it lasts."""
    begin = gr.Button(label, variant="primary", scale=scale, min_width=width, elem_id=name, elem_classes=SWAP)
    return begin, stopping(name, scale=scale, width=width)


def stopping(name: str, *, scale: int = 0, width: int = 140) -> gr.Button:
    """停止 for what is begun by something of this name; not seen before that."""
    return gr.Button(
        "停止",
        variant="stop",
        scale=scale,
        min_width=width,
        interactive=False,
        elem_id=f"{name}-stop",
        elem_classes=SWAP,
    )


def buttons(*, held: bool, count: int) -> list[Any]:
    """The updates of 停止, and of `count` buttons that must wait, as work has begun or has ended.

    What each step of an answer updates is no component of its own, which takes long to build.
    """
    return [gr.update(interactive=held), *[gr.update(interactive=not held)] * count]


def holding(steps: Iterable[list[Any]], begun: list[Any], count: int) -> Iterator[list[Any]]:
    """Steps of updates, with those of the buttons before them: held until the steps end, well or not.

    The end repeats the last step: Gradio sends differences, and one that takes back a change of what is
    visible may overtake it. `begun` stands where there was no step, and after a bug.
    """
    last = begun
    try:
        for last in steps:
            yield [*buttons(held=True, count=count), *last]
    except Exception:
        yield [*buttons(held=False, count=count), *begun]
        raise
    yield [*buttons(held=False, count=count), *last]
