"""Texts read back that have no room for names: a seal at the end holds those that a .docx and an .html hold in place.

They are those of the marks, and of the lines that are the program's own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.references import on_one_line
from assistant.word import anchors
from assistant.word.anchors import Kind
from assistant.word.line import Line, row
from assistant.word.paper import Paper, Pieces, rows
from index.load.decode import decode

_SEAL = re.compile(r"\n*<!-- yanju((?: [\w\[\]]+)*) -->\s*")
_NAMED = re.compile(r"(\[\d+\])(\w+)")
_NUMBER = re.compile(r"\[\d+\]")
_MARK = re.compile(r"(?<!^)\[\d+\]")
"""One that a line begins with is the number of an entry."""
_ESCAPE = re.compile(r"\\([^\w\s])")
_LOOK = re.compile(r"#{1,6}\s+|[-*+]\s+|\*\*(?=.*\*\*$)")
_CELLS, _RULE = re.compile(r"(?<!\\)\|"), re.compile(r"[|\s:-]+")
_REMARK = "（注意："


def sealed(markdown: str, paper: Paper) -> str:
    """The Markdown of a paper with its seal, in a comment."""
    marks = _marks(paper)
    told = (
        (line.text, line.kind)
        for cells in rows(paper)
        for line in _row([_line(_said(pieces), marks, whose) for pieces, whose in cells])
        if line.kind
    )
    return _with_seal(markdown, marks, told)


def _said(pieces: Pieces) -> str:
    return on_one_line("".join(piece.text for piece in pieces))


def sealed_text(text: str, paper: Paper) -> str:
    """The lines for a terminal of what the paper tells, with their seal; those with a mark are sentences."""
    marks = _marks(paper)
    read = [line for told in text.split("\n") for line in _row([_line(w, marks) for w in _words(told)])]
    said = max((n for n, line in enumerate(read) if line.marks), default=len(read))
    told: Iterator[tuple[str, Kind]] = (
        (line.text, "own" if n < said else "aside") for n, line in enumerate(read) if not line.marks
    )
    return _with_seal(text.rstrip("\n"), marks, told)


def _marks(paper: Paper) -> dict[str, str]:
    found = (piece for cells in rows(paper) for pieces, _ in cells for piece in pieces)
    return {piece.text: piece.link for piece in found if anchors.source(piece.link)}


def _with_seal(text: str, marks: Mapping[str, str], told: Iterable[tuple[str, Kind]]) -> str:
    names = [anchors.of_own(words, whose, 0) for words, whose in dict.fromkeys(told)]
    return f"{text}\n\n<!-- yanju {' '.join([*map(''.join, marks.items()), *names])} -->"


def sealed_lines(data: bytes, name: str) -> Iterator[Line]:
    """Paragraphs and rows in reading order; none of a text without a seal. SourceError for what is no text."""
    text = decode(data, name)[0]
    seals = list(_SEAL.finditer(text))
    known = " ".join(seal[1] for seal in seals).split()
    marks = {match[1]: match[2] for match in map(_NAMED.fullmatch, known) if match}
    names = [one for one in known if anchors.is_own(one)]
    for told in _SEAL.sub("\n", text).split("\n") if seals else ():
        for line in _row([_line(_unnoted(words, marks, names), marks) for words in _words(told)]):
            line.names += names
            yield line.close()


def _words(told: str) -> list[str]:
    """What a line says, or each cell of a row, without the look that Markdown gives it."""
    told = told.strip()
    if _RULE.fullmatch(told):
        return []
    cells = _CELLS.split(told.removesuffix("|"))[1:] if told.startswith("|") else [told]
    return [_ESCAPE.sub(r"\1", _LOOK.sub("", cell.strip(), count=1).removesuffix("**")) for cell in cells]


def _row(cells: Sequence[Line]) -> Iterable[Line]:
    return row(cells) if len(cells) > 1 else cells


def _unnoted(words: str, marks: Mapping[str, str], names: Sequence[str]) -> str:
    """Words less the remarks of the program on them."""
    for start, end in reversed(list(_remarks(words))):
        if anchors.kind_of(_line(words[start:end], marks).text, names) == "aside":
            words = words[:start] + words[end:]
    return words


def _remarks(words: str) -> Iterator[tuple[int, int]]:
    """Where a remark in brackets begins and ends, brackets within it included."""
    start = words.find(_REMARK)
    while start >= 0:
        depth, end = 1, start + 1
        while depth and end < len(words):
            depth += {"（": 1, "）": -1}.get(words[end], 0)
            end += 1
        yield start, end
        start = words.find(_REMARK, end)


def _line(words: str, marks: Mapping[str, str], whose: Kind = "") -> Line:
    """Words with each number that names a source as a mark."""
    line, last = Line(kind=whose), 0
    only = re.fullmatch(r"(?:\[\d+\])+", words)
    for match in (_NUMBER if only else _MARK).finditer(words):
        if match[0] in marks:
            line.text += words[last : match.start()]
            line.link("", marks[match[0]])
            last = match.end()
    line.text += words[last:]
    return line
