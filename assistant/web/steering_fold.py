"""The fold 调整: which facts a draft is to leave out or take up, what it is to ask, which paragraph is to be made anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.references import on_one_line
from assistant.steering import FEWEST, MOST, Steering
from assistant.types import Claim, Outline
from assistant.web.scrub import bare

_SHOWN = 60
_HELP = "勾选以后点“按此重写”；已改过的句子保留。自拟的问题点会标明，并到资料库里找依据。"


class SteeringFold:
    """The fold; `inputs` are what `wished` reads, `outputs` what `about` updates, `rewrite` and `again` the buttons."""

    def __init__(self) -> None:
        with gr.Accordion("调整事实、问题点和段落", open=False, visible=False, elem_id="steer") as fold:
            gr.Markdown(_HELP, elem_classes="hint")
            drop = gr.CheckboxGroup([], label="不用的句子", type="index", elem_id="steer-drop")
            keep = gr.CheckboxGroup([], label="可以加进来的事实", type="index", elem_id="steer-keep")
            own = gr.Textbox(
                label="自拟问题点",
                placeholder="一行一条，如：如何……",
                lines=2,
                max_lines=5,
                elem_id="steer-own",
            )
            with gr.Row(equal_height=True, elem_classes="request"):
                numbers = [("随材料", 0), *((f"{n} 条", n) for n in range(FEWEST, MOST + 1))]
                items = gr.Dropdown(
                    numbers,
                    value=0,
                    label="问题点条数",
                    filterable=False,
                    min_width=120,
                    elem_id="steer-items",
                )
                self.rewrite = gr.Button(
                    "按此重写", variant="primary", min_width=120, elem_id="steer-rewrite"
                )
            with gr.Row(equal_height=True, elem_classes="request"):
                part = gr.Dropdown(
                    [("第1段", 1)],
                    value=1,
                    label="段落",
                    filterable=False,
                    min_width=120,
                    elem_id="steer-part",
                )
                self.again = gr.Button("换材料重写这一段", min_width=160, elem_id="steer-again")
        self.inputs = [drop, keep, own, items, part]
        self.outputs = [fold, drop, keep, part]

    def about(self, outline: Outline | None) -> list[Any]:
        """Updates for another draft: what it tells, what it could tell, and its paragraphs."""
        if outline is None or outline.refusal:
            return [gr.Accordion(visible=False), *[gr.skip()] * 3]
        told = [claim for part in outline.reasons for claim in part]
        parts = [(f"第{n}段", n) for n in range(1, len(outline.reasons) + 1)]
        return [
            gr.Accordion(visible=True),
            gr.CheckboxGroup(_lines(told), value=[]),
            gr.CheckboxGroup(_lines(outline.spare), value=[]),
            gr.Dropdown(parts, value=1),
        ]


def wished(
    outline: Outline,
    steering: Steering,
    drop: Sequence[int],
    keep: Sequence[int],
    own: str,
    items: int,
    part: int = 1,
) -> Steering:
    """The steering with what was ticked and written added to it; which `part` is chosen says nothing here.

    RequestError for what the form does not know.
    """
    told = [claim for part in outline.reasons for claim in part]
    dropped = _spans(told, drop)
    # Paragraphs that were made anew would be others: what is told changes, and with it what stands in which.
    return replace(
        steering,
        drop=(*steering.drop, *dropped),
        keep=(*(span for span in steering.keep if span not in dropped), *_spans(outline.spare, keep)),
        asked=tuple(line.strip() for line in own.splitlines() if line.strip()),
        items=items,
        again=(),
    )


def anew(outline: Outline, steering: Steering, *given: Any) -> Steering:  # noqa: ANN401
    """The steering with one more paragraph to be made anew, the last of what is given; nothing else of it counts."""
    return replace(steering, again=(*steering.again, given[-1]))


def _spans(claims: Sequence[Claim], chosen: Sequence[int]) -> tuple[Any, ...]:
    """What the chosen claims rest on first: who speaks and when stands behind that."""
    return tuple(claims[n].citations[0].span for n in chosen if n < len(claims) and claims[n].citations)


def _lines(claims: Sequence[Claim]) -> list[str]:
    """The claims, short, each only once: a choice is known by its words."""
    lines = (bare(on_one_line(claim.text)) for claim in claims)
    return [
        f"{n}. {line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}" for n, line in enumerate(lines, 1)
    ]
