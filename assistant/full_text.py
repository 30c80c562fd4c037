"""A full 提案 as text for a terminal; what it rests on and leaves open stands below."""

from collections.abc import Iterator

from assistant import outline_text
from assistant.full import Full, Line, lines, plain
from assistant.marks import Marks
from assistant.outline_text import Part
from assistant.review import review
from assistant.review_text import LEVELS, where
from assistant.types import Claim
from index.library import Library


def marks(given: Full) -> Marks:
    """The numbers of every place that it rests on."""
    return Marks.of(part for line in lines(given) for part in line.parts if isinstance(part, Claim))


def text(given: Full, library: Library) -> str:
    """For a terminal."""
    numbers = marks(given)
    said = [given.cause]
    for line in lines(given):
        said += ["", _line(line, numbers)] if line.style == "heading" else [_line(line, numbers)]
    for part in parts(given, library):
        said += ["", f"{part.title}：", *part.lines]
    return "\n".join(said)


def _line(line: Line, numbers: Marks) -> str:
    return "".join(
        part if isinstance(part, str) else "".join(p.text for p in outline_text.pieces(part, numbers))
        for part in line.parts
    )


def parts(given: Full, library: Library) -> Iterator[Part]:
    """What stands below the text: places, policies, what is open, and the hints of 立案预审."""
    sources = tuple(outline_text.source(cited, mark, library) for mark, cited in marks(given).numbered())
    yield Part("依据与出处", sources, listed=False)
    yield from (
        part
        for part in outline_text.parts(given.outline, library)
        if part.title not in ("事由", "问题点", "依据与出处", "形式检查", "说明")
    )
    notices = tuple(dict.fromkeys((*given.outline.notices, *given.notices)))
    found = tuple(hints(given))
    yield from (part for part in (Part("说明", notices), Part("立案预审提示", found)) if part.lines)


def hints(given: Full) -> Iterator[str]:
    """What 立案预审 finds in it."""
    body = plain(given)
    for finding in review(body, "提案", given.limit).findings:
        yield f"{LEVELS[finding.level]}：{finding.message}{where(finding, body)}"
