"""What the parts of the tab 起草 do: draft, stop, change what was drafted, open its sources."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.generate import Generator
from assistant.steering import Steering
from assistant.web.basis_fold import BasisFold
from assistant.web.copy_fold import CopyFold
from assistant.web.downloads import Downloads
from assistant.web.drafted import Shown, drafted, redrafted
from assistant.web.edit_fold import EditFold
from assistant.web.manners import buttons, holding
from assistant.web.scrub import Scrub
from assistant.web.source_panel import SourcePanel
from assistant.web.steering_fold import SteeringFold
from index.library import Library

HELD = 4
"""The buttons that wait while something is drafted; their updates come behind that of 停止, before all others."""
_STOPPED = "已停止起草。"


@dataclass(frozen=True, slots=True)
class Drafting:
    """Each answers with the updates of the parts that it was wired to."""

    library: Library
    generator: Generator
    scrub: Scrub
    downloads: Downloads
    copy: CopyFold
    table: BasisFold
    steers: SteeringFold
    edits: EditFold
    panel: SourcePanel

    @property
    def folds(self) -> list[Any]:
        """What stands around the draft, in the order of `updates`."""
        parts = (self.downloads, self.copy, self.table, self.steers, self.edits, self.panel)
        return [output for part in parts for output in part.outputs]

    def respond(self, asked: str, region: str, profile: str) -> Iterator[list[Any]]:
        yield from self._stepping(drafted(asked, region, profile, self.library, self.generator, self.scrub))

    def changing(self, steer: Callable[..., Steering]) -> Callable[..., Iterator[list[Any]]]:
        """What drafts the same anew, as `steer` has it."""

        def change(now: Shown, *given: Any) -> Iterator[list[Any]]:  # noqa: ANN401
            yield from self._stepping(redrafted(now, steer, given, self.library, self.generator, self.scrub))

        return change

    def halt(self) -> list[Any]:
        return [*buttons(held=False, count=HELD), *self.updates(Shown(_STOPPED))]

    def select(self, now: Shown, event: gr.SelectData) -> list[Any]:
        """The places on which the sentence rests whose mark was clicked."""
        if event.index >= len(now.pieces):
            return self.panel.expired()
        return self.panel.opened(now.pieces[event.index].marked, now.sources)

    def updates(self, now: Shown) -> list[Any]:
        """Those of the state, the draft itself and its folds."""
        whole = now.outline is not None and not now.outline.refusal
        return [
            now,
            now.heading,
            gr.HighlightedText(value=now.highlighted(), visible=bool(now.pieces)),
            now.notes,
            *self.downloads.shown(visible=whole),
            *self.copy.shown(visible=whole),
            *self.table.about(now.outline.topic if now.outline else ""),
            *self.steers.about(now.outline),
            *self.edits.about(now.outline),
            *self.panel.first(now.sources),
        ]

    def _stepping(self, steps: Iterator[Shown]) -> Iterator[list[Any]]:
        yield from holding((self.updates(now) for now in steps), self.updates(Shown()), count=HELD)
