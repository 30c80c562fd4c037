"""The fold 改句子: a sentence of the draft is edited in place, and while one types its evidence is held against it."""

from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.own_words import own_item, reworded
from assistant.references import on_one_line
from assistant.steering import Edit, Steering
from assistant.types import VERDICTS, Claim, Outline
from assistant.web.manners import LAST
from assistant.web.scrub import Scrub, bare
from index.errors import ExpectedError
from index.library import Library

_SHOWN = 40
_HINT = "选一句话，直接改；改的时候就核对。留空再点“采用”，就删去这句。"
_REMOVED = "采用以后，这句话就删去。"


class EditFold:
    """The fold; `inputs` are the chosen sentence and its new words, `outputs` what `about` updates."""

    def __init__(self, library: Library, scrub: Scrub, state: gr.State) -> None:
        self._library = library
        self._scrub = scrub
        with gr.Accordion("改句子（边改边核对）", open=False, visible=False, elem_id="edit") as fold:
            chosen = gr.Dropdown(
                [], label="句子或问题点", type="index", filterable=False, elem_id="edit-which"
            )
            text = gr.Textbox(label="改为", lines=3, max_lines=8, elem_id="edit-text")
            verdict = gr.Markdown(_HINT, latex_delimiters=[], elem_id="edit-verdict")
            self.adopt = gr.Button("采用", size="sm", scale=0, min_width=100, elem_id="edit-adopt")
            # The text changes with another draft before the browser has its sentences: it knows no number of theirs.
            which = gr.State(None)
        self.inputs = [which, text]
        self.outputs = [fold, chosen, which, text, verdict]
        chosen.input(self._choose, [state, chosen], [which, text], **LAST)
        text.change(self._judge, [state, which, text], verdict, **LAST)

    def about(self, outline: Outline | None) -> list[Any]:
        """Updates for another draft: nothing is chosen yet."""
        if outline is None or outline.refusal:
            return [gr.Accordion(visible=False), *[gr.skip()] * 4]
        lines = [_line(n, claim) for n, claim in enumerate(claims(outline), 1)]
        return [gr.Accordion(visible=True), gr.Dropdown(lines, value=None), None, "", _HINT]

    def _choose(self, now: Any, number: int | None) -> tuple[int | None, str]:  # noqa: ANN401
        claim = _claim(now.outline, number)
        return number, claim.text if claim else ""

    def _judge(self, now: Any, number: int | None, text: str) -> str:  # noqa: ANN401
        claim = _claim(now.outline, number)
        if claim is None:
            return _HINT
        if not text.strip():
            return _REMOVED
        if text == claim.text:
            return self._told(claim)
        try:
            return self._told(judged(now.outline, claim, text.strip(), self._library))
        except ExpectedError as error:
            return self._scrub(str(error))

    def _told(self, claim: Claim) -> str:
        reasons = "".join(f"\n- {self._scrub(finding.message)}" for finding in claim.findings)
        return f"**{VERDICTS[claim.verdict]}**\n{reasons}"


def claims(outline: Outline) -> list[Claim]:
    """What can be edited: the sentences of 事由, then the items."""
    return [*(claim for part in outline.reasons for claim in part), *outline.issues]


def judged(outline: Outline, claim: Claim, text: str, library: Library) -> Claim:
    """A claim of a draft in other words, with its verdict. NotFoundError when its source is gone."""
    if claim in outline.issues:
        told = [c for part in outline.reasons for c in part]
        return own_item(text, told, library, claim.citations)
    return reworded(claim, text, library)


def adopted(outline: Outline, steering: Steering, number: int | None, text: str) -> Steering:
    """The steering with one more edit; one of a sentence that was edited before replaces that edit."""
    claim = _claim(outline, number)
    if claim is None or claim.text == text.strip():
        return steering
    was = next((edit.was for edit in steering.edits if edit.now == claim.text), claim.text)
    others = tuple(edit for edit in steering.edits if edit.was != was)
    return replace(steering, edits=(*others, Edit(was, text.strip())))


def _claim(outline: Outline | None, number: int | None) -> Claim | None:
    found = claims(outline) if outline else []
    return found[number] if number is not None and number < len(found) else None


def _line(number: int, claim: Claim) -> str:
    words = bare(on_one_line(claim.text))
    return f"{number}. {words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}"
