"""A proposal lead in plain text: 题目, 事由, 问题点, and where each of its parts stands.

    <题目>
    事由：<段1>
    <段2> …
    问题点：
    1. <…>
    依据与出处：

A `Lead` points into one text and copies nothing. Findings on form count characters of `Lead.text`:
for a draft of ours the text that `of` writes, for a lead that people paste in their own text, untouched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from assistant.errors import RequestError
from assistant.types import Outline
from index.sentences import sentences

Range = tuple[int, int]

MARK = re.compile(r"\[\d{1,3}(?:[,，、\-—]\d{1,3})*\](?!\d)")
"""A citation mark, [1] or [1,2]; the year of a badly bracketed 文号 is none."""

_REASONS = re.compile(r"【?事由(?:】[：:]?|[：:]|(?=\s*$))")
_ISSUES = re.compile(r"【?问题点(?:】[：:]?|[：:]|(?=\s*$))")
_END = re.compile(r"【?(?:依据与出处|数据核对表|政策依据表|待核)")
_BEFORE_TITLE = re.compile(r"(?:(?:#+|[一二三四五六七八九十]{1,3}、|题目[：:])\s*)+")
_NUMBER = re.compile(r"(?:\d{1,2}\s*[.．、)）]|[（(]\d{1,2}[)）]|[①-⑳]|[-*•])\s*")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Lead:
    """The parts of a lead as half-open ranges of `text`; an absent title is (0, 0).

    `paragraphs` are those of 事由, each a tuple of sentences. Labels and numbering lie in no part.
    """

    text: str
    title: Range
    paragraphs: tuple[tuple[Range, ...], ...]
    issues: tuple[Range, ...]

    def at(self, part: Range) -> str:
        return self.text[part[0] : part[1]]

    def sentences(self) -> Iterator[Range]:
        """The sentences of 事由, in order."""
        return chain.from_iterable(self.paragraphs)

    def reasons(self) -> Range | None:
        """From the first to the last character of 事由; None when there is none."""
        return (self.paragraphs[0][0][0], self.paragraphs[-1][-1][1]) if self.paragraphs else None

    def parts(self) -> Iterator[Range]:
        """Everything that people read: title, sentences, items."""
        return chain([self.title] if self.title[1] else [], self.sentences(), self.issues)

    def size(self, *parts: Range) -> int:
        """Length as the form counts it: without white space and citation marks."""
        return sum(len(_BLANK.sub("", MARK.sub("", self.at(part)))) for part in parts)

    def where(self, offset: int) -> str:
        """The part that holds a character, in words for people; empty for a label."""
        if self.title[0] <= offset < self.title[1]:
            return "题目"
        for number, paragraph in enumerate(self.paragraphs, 1):
            if paragraph[0][0] <= offset < paragraph[-1][1]:
                return f"事由第{number}段"
        for number, (start, end) in enumerate(self.issues, 1):
            if start <= offset < end:
                return f"问题点第{number}条"
        return ""


def of(outline: Outline) -> Lead:
    """The lead as plain text, without citation marks. One claim is one sentence or one item:
    `paragraphs[i][j]` is `outline.reasons[i][j]` (empty paragraphs left out), `issues[i]` is `outline.issues[i]`."""
    pieces: list[str] = []
    length = 0

    def write(text: str) -> Range:
        nonlocal length
        pieces.append(text)
        length += len(text)
        return length - len(text), length

    title = write(outline.title)
    write("\n事由：")
    paragraphs = []
    for number, claims in enumerate(claims for claims in outline.reasons if claims):
        if number:
            write("\n")
        paragraphs.append(tuple(write(claim.text) for claim in claims))
    write("\n问题点：")
    issues = []
    for number, claim in enumerate(outline.issues, 1):
        write(f"\n{number}. ")
        issues.append(write(claim.text))
    return Lead("".join(pieces), title, tuple(paragraphs), tuple(issues))


def read(text: str) -> Lead:
    """Read one lead. The title is the last line before 事由; the text ends at 依据与出处.

    RequestError when no line opens with 事由. A missing 问题点 gives no items, which `form` reports.
    """
    title: Range = (0, 0)
    paragraphs: list[tuple[Range, ...]] = []
    items: list[Range] = []
    part = "title"
    for start, end in _lines(text):
        if part == "title" and (label := _REASONS.match(text, start, end)):
            part, start = "reasons", label.end()
        elif part == "reasons" and (label := _ISSUES.match(text, start, end)):
            part, start = "issues", label.end()
        elif part != "title" and _END.match(text, start, end):
            break
        if part == "title":
            title = (_after(_BEFORE_TITLE, text, start, end), end)
        elif part == "reasons" and (found := tuple(sentences(text, start, end))):
            paragraphs.append(found)
        elif part == "issues" and text[start:end].strip():
            _add_item(items, text, start, end)
    if part == "title":
        raise RequestError("没有找到以“事由：”开头的一行，请按“题目、事由：、问题点：”的格式提交线索。")
    return Lead(text, title, tuple(paragraphs), tuple(items))


def _lines(text: str) -> Iterator[Range]:
    """Lines that hold something, white space at both ends left out."""
    for line in re.finditer(r"[^\n]*\S", text):
        yield _after(_BLANK, text, line.start(), line.end()), line.end()


def _add_item(items: list[Range], text: str, start: int, end: int) -> None:
    """A numbered line opens an item; a line without a number goes on with a numbered item above it."""
    body = _after(_NUMBER, text, start, end)
    if body == start and items and _numbered(text, items[-1][0]):
        items[-1] = (items[-1][0], end)
    else:
        items.append((_after(_BLANK, text, body, end), end))


def _numbered(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return _NUMBER.fullmatch(text[line:start].lstrip()) is not None


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found else start
