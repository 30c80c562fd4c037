"""Whether what stands under a heading is still to be done: the plans of a report, not what it looks back on."""

import re
from collections.abc import Iterable, Sequence

from assistant.years_told import Years, years_told
from index.types import Document, Span

Turns = tuple[tuple[int, bool], ...]

_PLANS = re.compile(
    r"(?:今年|明年|20\d\d年|下一步|“十[四五六]五”).{0,12}(?:重点|任务|安排|工作建议|要求|目标|考虑|举措|打算)"
    r"|重点(?:任务|工作)|工作安排|开好局|谱写|规划(?:纲要)?（草案）"
)
_LOOKS_BACK = re.compile(r"回顾|总结|成就|成绩|过去|取得|成效")
_TO_DO = re.compile(r"[（(]?[一二三四五六七八九十\d]*[）)、.]?\s*(?:加快|推动|推进|促进|提升|持续释放|巩固)")
_TURNS = re.compile("规划(?:纲要)?（草案）|“十[五六]五”(?:时期|规划)|今后五年|未来五年|下一步")
_YEAR = re.compile(r"20\d\d(?=年)")
_WORK_OF = re.compile(r"(20\d\d)年[^，。]{0,6}工作(?!报告)")


def ahead(headings: Iterable[str]) -> bool | None:
    """What the nearest heading that tells says, the outermost given first; None where none tells."""
    told = (_tells(heading, 0) for heading in reversed(tuple(headings)))
    return next((one for one in told if one is not None), None)


def turns(document: Document, years: Sequence[Years] | None = None) -> Turns:
    """Where a work report turns to its plans (True) or to what was done, by offset; none for other documents.

    A part whose heading tells nothing, on whatever level, goes on with what the report had come to. Years are read
    beside that of its title, under a heading that tells of both the plan begins where it is named, and a sentence may
    say that it looks back, or on. `years` are its `years_told`, if at hand.
    """
    genre = document.meta.genre.text if document.meta.genre else ""
    if "工作报告" not in genre + document.title:
        return ()
    year = max(map(int, _YEAR.findall(document.title)), default=0)
    headings = [b.span for b in document.blocks if b.kind == "heading"]
    told = [(h, one) for h in headings if (one := _tells(document.at(h), year)) is not None]
    found: list[tuple[int, bool]] = []
    ends = [*(heading.start for heading, _ in told), len(document.text)]
    for (heading, one), end in zip(told, ends[1:], strict=True):
        found.append((heading.end, one))
        both = not one and _PLANS.search(document.at(heading))
        if both and (plan := _TURNS.search(document.text, heading.end, end)):
            found.append((plan.start(), True))
    years = years_told(document) if years is None else years
    found += [(part.at, part.ahead) for part in years if part.first]
    return tuple(sorted(found))


def stands_ahead(document: Document, span: Span, known: Turns | None = None) -> bool | None:
    """What the headings say of a place in a document; None where none tells. `known` are its turns, if at hand."""
    found = turns(document) if known is None else known
    if found:
        before = [ahead for at, ahead in found if at < span.end]
        return before[-1] if before else None
    return ahead(document.heading_path(span.start))


def _tells(heading: str, year: int) -> bool | None:
    """Whether a heading is of what is to be done (True) or was (False); `year` is that of the report, 0 for none known."""
    if _LOOKS_BACK.search(heading) and not _TO_DO.match(heading):
        return False
    if _PLANS.search(heading):
        return True
    named = [int(found) for found in _WORK_OF.findall(heading)]
    return max(named) >= year if named and year else None
