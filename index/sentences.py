"""Where the sentences of Chinese text begin and end.

The splitter, evidence selection, the checks and the outline's form all cut text here, so that a
sentence is the same span everywhere.
"""

import re
from collections.abc import Iterator

_END = re.compile(r"[。！？!?]+|…{2,}|\n+|(?<=[A-Za-z]{2})\.(?=\s)")
_CLOSERS = '”’」』）)】》〉"'
_OPEN = {"（": "）", "(": ")", "《": "》", "【": "】"}
_MARK = re.compile(r"[（(《【“）)》】”\n]")
_STOP = re.compile("[。！？!?…]")
_QUOTE_LIMIT = 120


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end] as half-open ranges of `text`, white space at both ends left out.

    A sentence ends at 。！？…… with the closing marks that follow it, or at a line break. Nothing is
    cut inside brackets or titles, nor inside a quotation of up to 120 characters.
    """
    end = len(text) if end is None else end
    closed = _enclosed(text, start, end)
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() in closed and "\n" not in match[0]:
            continue
        stop = match.end()
        while stop < end and text[stop] in _CLOSERS:
            stop += 1
        if stop <= begin:
            continue
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _enclosed(text: str, start: int, end: int) -> set[int]:
    """Offsets of full stops that stand inside brackets, titles or a short quotation of one line."""
    inside: set[int] = set()
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        char, i = match[0], match.start()
        if char == "\n":
            stack.clear()
        elif char in _OPEN or char == "“":
            stack.append((_OPEN.get(char, "”"), i))
        elif stack and char == stack[-1][0]:
            _, opened = stack.pop()
            if char != "”" or i - opened <= _QUOTE_LIMIT:
                # The last stop before a closing quotation mark ends the sentence with it: “……。”
                last = i - 1 if char == "”" else i
                inside.update(stop.start() for stop in _STOP.finditer(text, opened, last))
    return inside
