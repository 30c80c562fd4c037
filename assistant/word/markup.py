"""The paragraphs of a .docx's main part, each with the places that its marks name; read as a stream, no tree is built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from assistant.word import anchors
from index.types import Span

# What was moved away, how things looked before, the same again for older programs. (Deleted words are in no w:t.)
_GONE = frozenset({"moveFrom", "pPrChange", "rPrChange", "Fallback"})
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Line:
    """One paragraph: its words without marks, (offset, span) of each mark, and whether the annexes begin here."""

    text: str = ""
    style: str = ""
    marks: list[tuple[int, Span]] = field(default_factory=list)
    ends: bool = False
    in_table: bool = False


def lines(xml: bytes) -> Iterator[Line]:
    """The paragraphs in reading order, what is deleted or hidden left out. ValueError for what is no such XML."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed: {error}") from error
    yield from reader.done


class _Reader:
    """Where reading stands."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self._open: list[Line] = []
        self._gone = self._cells = 0
        self._texts = False
        self._run: list[str] = []
        self._hidden = False
        self._link = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        value = _plain(attributes)
        self._gone += name in _GONE
        if name == "tc":
            self._cells += 1
        elif name == "p":
            self._open.append(Line(in_table=self._cells > 0))
        elif name == "hyperlink":
            self._link = value.get("anchor", "")
        elif name == "r":
            self._run, self._hidden = [], False
        elif name == "t":
            self._texts = True
        elif self._open and not self._gone:
            self._inside(name, value)

    def _inside(self, name: str, value: Mapping[str, str]) -> None:
        """What stands in a paragraph, or says how it looks."""
        if name in ("tab", "br", "cr"):
            self._run.append(" ")
        elif name == "vanish":
            self._hidden = value.get("val") not in _OFF
        elif name == "pStyle":
            self._open[-1].style = value.get("val", "")
        elif name == "bookmarkStart" and value.get("name") == anchors.END:
            self._open[-1].ends = True

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        self._gone -= name in _GONE
        if name == "tc":
            self._cells -= 1
        elif name == "p" and self._open:
            self.done.append(self._open.pop())
        elif name == "hyperlink":
            self._link = ""
        elif name == "t":
            self._texts = False
        elif name == "r":
            self._say()

    def characters(self, text: str) -> None:
        if self._texts and not self._gone:
            self._run.append(text)

    def _say(self) -> None:
        """Add a run to its paragraph: words, or a mark."""
        words, self._run = "".join(self._run), []
        if not words or not self._open or self._hidden:
            return
        line = self._open[-1]
        span = anchors.source(self._link)
        if span is None:
            line.text += words
        elif (len(line.text), span) not in line.marks:
            line.marks.append((len(line.text), span))


def _refuse(name: str, *_: object) -> None:
    """Nothing that Word writes has a document type, and entities come in by no other door."""
    raise ValueError(f"document type {name}")


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition(" ")[2]: value for key, value in attributes.items()}
