"""A draft of the tab 起草: how it comes about and is made anew, and what is saved of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant import outline_text
from assistant.errors import RequestError
from assistant.generate import Generator
from assistant.grow import grow
from assistant.marks import Marked
from assistant.outline import draft_stream
from assistant.outline_text import Piece
from assistant.request import read_request
from assistant.steering import AS_IT_COMES, Steering
from assistant.types import Claim, Outline
from assistant.web import draft_text
from assistant.web.scrub import Scrub
from assistant.word import contents, full
from assistant.word.paper import Paper
from index import regions
from index.errors import ExpectedError, NotFoundError
from index.library import Library

MARK = "依据"
"""What the pieces of a lead are called that can be clicked."""
_WORKING = "正在起草……"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows: a heading in Markdown, the lead piece by piece, and notes in Markdown.

    `outline` is the whole draft, once it is whole; `call` (要求, 地区, 体例) and `steering` are what it was made of.
    """

    heading: str = ""
    pieces: tuple[Piece, ...] = ()
    notes: str = ""
    sources: Marked = ()
    outline: Outline | None = None
    call: tuple[str, str, str] = ("", "", "")
    steering: Steering = AS_IT_COMES

    def highlighted(self) -> list[tuple[str, str | float | None]]:
        return [(piece.text, MARK if piece.mark else None) for piece in self.pieces]


def drafted(
    request: str,
    region: str,
    profile: str,
    library: Library,
    generator: Generator,
    scrub: Scrub,
    steering: Steering = AS_IT_COMES,
) -> Iterator[Shown]:
    """The lead as it grows, and at last the whole of it with its notes; or why there is none."""
    claims: tuple[Claim, ...] = ()
    call = (request, region, profile)
    yield Shown(_WORKING)
    try:
        place = _region(region)
        for step in draft_stream(
            request, library, generator, region=place, profile=profile, steering=steering
        ):
            if isinstance(step, Outline):
                yield replace(_whole(step, library, scrub), call=call, steering=steering)
            else:
                claims = (*claims, step)
                # Not piece by piece into the lead: Gradio sends differences, over which its component stumbles.
                yield Shown(f"{_WORKING}\n\n{draft_text.growing(claims, scrub)}")
    except ExpectedError as error:
        yield Shown(f"**{scrub(str(error))}**")


def redrafted(
    now: Shown,
    steer: Callable[..., Steering],
    given: Sequence[Any],
    library: Library,
    generator: Generator,
    scrub: Scrub,
) -> Iterator[Shown]:
    """The same request with another steering; where that cannot be, the draft as it is, and why."""
    try:
        steering = steer(_made(now), now.steering, *given)
    except ExpectedError as error:
        yield replace(now, heading=f"**{scrub(str(error))}**")
        return
    yield from drafted(*now.call, library, generator, scrub, steering)


def _whole(outline: Outline, library: Library, scrub: Scrub) -> Shown:
    notes = draft_text.notes(outline, library, scrub)
    if outline.refusal:
        return Shown(f"**{scrub(outline.refusal)}**", notes=notes, outline=outline)
    return Shown(
        f"### {scrub(outline.title)}",
        tuple(draft_text.pieces(outline)),
        notes,
        outline_text.marks(outline).numbered(),
        outline,
    )


def as_paper(now: Shown, library: Library) -> Paper:
    """The lead with its annexes. NotFoundError when the draft is gone."""
    return contents.outline(_made(now), library)


def as_full_paper(now: Shown, library: Library) -> Paper:
    """The full 提案 that grows from the lead. NotFoundError when a source, or the draft itself, is gone."""
    outline, (request, region, _) = _made(now), now.call
    place = read_request(request, _region(region)).region
    return full.full(grow(outline, library, region=place, steering=now.steering), library)


def _made(now: Shown) -> Outline:
    if now.outline is None:
        raise NotFoundError("这份草稿已经清除。请重新起草，再下载。")
    return now.outline


def _region(text: str) -> str:
    """The short name of a place; empty for none. RequestError for a name that is no place."""
    if not text.strip():
        return ""
    if (place := regions.get(text.strip())) is None:
        raise RequestError(f"没有“{text.strip()}”这个地区。请写省、市、县的名称，或留空。")
    return place.name
