"""What the parts of the tab 问答 do: take a question, answer it, stop, open its sources, and open what was asked before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr
from gradio.components import Component

from assistant.generate import Generator
from assistant.kept import Kept
from assistant.talk import Talk
from assistant.web import conversation as said
from assistant.web.copy_fold import CopyFold
from assistant.web.downloads import Downloads
from assistant.web.login import owner
from assistant.web.manners import buttons, holding
from assistant.web.scrub import Scrub
from assistant.web.source_panel import SourcePanel
from assistant.web.talks_fold import TalksFold
from assistant.web.turnstile import Turnstile
from index.errors import ExpectedError
from index.library import Library

ADDRESS = "talk"
"""The part of the page's address that names the conversation."""
HELD = 3
"""停止, and the two buttons that wait while it can be pressed: their updates come first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Each answers with the updates of the parts that it was wired to.

    A conversation is kept when a question was taken and when its answer ends, so that a reload in between shows the
    question.
    """

    library: Library
    generator: Generator
    scrub: Scrub
    kept: Kept
    downloads: Downloads
    copy: CopyFold
    panel: SourcePanel
    talks: TalksFold
    turnstile: Turnstile

    def take(self, request: gr.Request, asked: str, before: Talk, *given: Any) -> list[Any]:  # noqa: ANN401
        """The question, which the gate has let in, becomes the last line; one that cannot be asked stays in its field."""
        before, who = self._current(before, request), request.session_hash or ""
        if before.pending:
            return _nothing(1 + HELD + 2 + len(self.seen) + len(self.talks.outputs))
        try:
            now = said.begun(asked, given, before, self.library)
            now = self.kept.write(owner(request.request), now)
        except ExpectedError as error:
            self.turnstile.leave(who)
            return self._refused(replace(before, notice=str(error)))
        return ["", *buttons(held=True, count=2), *self.show(now, request)]

    def _refused(self, told: Talk) -> list[Any]:
        """Nothing but what is told."""
        shown = said.messages(said.lines(told, self.library, self.scrub))
        rest = len(self.seen) + len(self.talks.outputs)
        return [*_nothing(1 + HELD), shown, told, *_nothing(rest)]

    def respond(self, request: gr.Request, before: Talk) -> Iterator[list[Any]]:
        """The answer, sentence by sentence."""
        if not before.pending:
            yield _nothing(HELD + 2 + len(self.seen))
            return
        steps = (self.updates(now) for now in self._answered(request, before))
        yield from holding(steps, self.updates(before.ended(said.FAILED)), count=2)

    def _answered(self, request: gr.Request, before: Talk) -> Iterator[Talk]:
        """The conversation step by step. Who stops it keeps what there is then: nothing is written here after that."""
        now = before
        try:
            for now in said.answered(before, self.library, self.generator):
                if now.pending:
                    yield now
        finally:
            self.turnstile.leave(request.session_hash or "")
        yield self._keep(now, request)

    def halt(self, request: gr.Request, before: Talk) -> list[Any]:
        self.turnstile.leave(request.session_hash or "")
        now = self._keep(before.ended(said.STOPPED), request)
        return [*buttons(held=False, count=2), *self.updates(now)]

    def reopen(self, request: gr.Request) -> list[Any]:
        """The conversation that the page's address names, after a reload."""
        name = request.query_params.get(ADDRESS, "")
        if not name:
            return self.show(Talk(), request)
        try:
            return self.show(self.kept.read(owner(request.request), name), request)
        except ExpectedError as error:
            return self.show(Talk(notice=str(error)), request)

    def fresh(self, request: gr.Request) -> list[Any]:
        """A new conversation; the one before stays in the list."""
        return self.show(Talk(), request)

    def select(self, request: gr.Request, before: Talk, event: gr.SelectData) -> list[Any]:
        """The places on which the line rests that was clicked."""
        shown = said.lines(self._current(before, request), self.library, self.scrub)
        if event.index >= len(shown):
            return self.panel.expired()
        return self.panel.opened(shown[event.index].marked, said.sources(shown, event.index))

    @property
    def seen(self) -> list[Component]:
        """What shows a conversation, the chat itself and its state aside."""
        return [*self.downloads.outputs, *self.copy.outputs, *self.panel.outputs]

    def updates(self, now: Talk) -> list[Any]:
        """Those of the chat, its state, and `seen`: all of them each time, for of two quick steps one may be left out."""
        shown = said.lines(now, self.library, self.scrub)
        whole = bool(now.answers) and not now.pending
        saved = [*self.downloads.shown(visible=whole), *self.copy.shown(visible=whole)]
        return [said.messages(shown), now, *saved, *self.panel.first(said.sources(shown))]

    def show(self, now: Talk, request: gr.Request) -> list[Any]:
        """Those of `updates`, and of the list of conversations."""
        return [*self.updates(now), *self.talks.shown(now, request)]

    def _keep(self, now: Talk, request: gr.Request) -> Talk:
        try:
            return self.kept.write(owner(request.request), now) if now.turns else now
        except ExpectedError as error:
            return replace(now, notice=str(error))

    def _current(self, before: Talk, request: gr.Request) -> Talk:
        """What the session holds, or where the server has forgotten it, the file of the conversation."""
        name = request.query_params.get(ADDRESS, "")
        if before.turns or not name:
            return before
        try:
            return self.kept.read(owner(request.request), name)
        except ExpectedError:
            return before


def _nothing(count: int) -> list[Any]:
    """Updates that leave everything as it is."""
    return [gr.skip() for _ in range(count)]
