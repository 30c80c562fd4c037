"""A full 提案 as `draft --full --json` writes it: its parts, and the outline it grew from."""

from typing import TypedDict

from assistant import outline_shape, shapes
from assistant.full import FIELDS, NOTICE, Full
from assistant.full_text import hints
from assistant.outline_shape import OutlineShape
from assistant.shapes import CitationShape, ClaimShape
from index.library import Library


class ProblemShape(TypedDict):
    item: ClaimShape
    heading: str
    told: list[ClaimShape]
    see: int | None
    suggestion: str
    practices: list[ClaimShape]


class UndertakerShape(TypedDict):
    name: str
    citation: CitationShape


class FullShape(TypedDict):
    cause: str
    fields: list[str]
    situation: list[list[ClaimShape]]
    problems: list[ProblemShape]
    undertakers: list[UndertakerShape]
    size: int
    limit: int
    notice: str
    notices: list[str]
    review: list[str]
    outline: OutlineShape


def full(given: Full, library: Library) -> FullShape:
    """`suggestion` and `undertakers` are suggestions, never facts; `practices` empty is a blank for the author,
    or for want of room, as `notices` say."""
    return {
        "cause": given.cause,
        "fields": list(FIELDS),
        "situation": [[shapes.claim(c, library) for c in part] for part in given.situation],
        "problems": [
            {
                "item": shapes.claim(problem.item, library),
                "heading": problem.heading,
                "told": [shapes.claim(c, library) for c in problem.told],
                "see": problem.see or None,
                "suggestion": problem.advice,
                "practices": [shapes.claim(c, library) for c in problem.practices],
            }
            for problem in given.problems
        ],
        "undertakers": [
            {"name": body.name, "citation": shapes.citation(body.citation, library)} for body in given.bodies
        ],
        "size": given.size,
        "limit": given.limit,
        "notice": NOTICE,
        "notices": list(given.notices),
        "review": list(hints(given)),
        "outline": outline_shape.outline(given.outline, library),
    }
