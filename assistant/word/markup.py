"""The lines of a .docx, paragraphs and rows, with the places that their marks name; read as a stream, no tree is built."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from assistant.word import anchors
from assistant.word.line import Line, row
from index.errors import DamagedFileError, LimitError
from index.load import package

_BODY = "word/document.xml"
_BESIDE = re.compile(r"word/(?!document\.|comments)[^/]+\.xml")
"""Page headers and footers, footnotes and endnotes; the parts that say how things look hold no words."""
_SAYS = re.compile(r"[^\W\d_]")
_LONGEST = 2**24  # bytes of the XML of a part

# What was moved away, how things looked before, the same again for older programs. (Deleted words are in no w:t.)
_GONE = frozenset({"moveFrom", "pPrChange", "rPrChange", "Fallback"})
_OFF = ("0", "false", "off")


def word_lines(data: bytes, name: str) -> Iterator[Line]:
    """The text and, behind it, what stands on its pages beside it; tracked changes as accepted. SourceError."""
    package.check(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            beside = sorted(part for part in opened.namelist() if _BESIDE.fullmatch(part))
            read = [_part(opened, part, name) for part in (_BODY, *beside)]
    except (KeyError, ValueError) as error:
        raise DamagedFileError(
            f"“{name}”已损坏，无法打开。请用 Word 或 WPS 打开检查，另存后再核对。"
        ) from error
    yield from read[0]
    # A page's number says nothing.
    yield from (line for part in read[1:] for line in part if _SAYS.search(line.text))


def _part(opened: zipfile.ZipFile, part: str, name: str) -> list[Line]:
    with opened.open(part) as stream:
        xml = stream.read(_LONGEST + 1)
    if len(xml) > _LONGEST:
        raise LimitError(f"“{name}”的正文太长，超出限制。请分成几份核对。")
    return list(lines(xml))


def lines(xml: bytes) -> Iterator[Line]:
    """Paragraphs and rows in reading order, what is deleted or hidden left out. ValueError for what is no such XML."""
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
        self._rows: list[list[Line]] = []
        self._gone = 0
        self._texts = False
        self._run: list[str] = []
        self._hidden = False
        self._link = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        value = _plain(attributes)
        self._gone += name in _GONE
        if name == "tr":
            self._rows.append([])
        elif name == "p":
            self._open.append(Line())
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
        elif name == "bookmarkStart" and anchors.is_own(value.get("name", "")):
            self._open[-1].names.append(value["name"])

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        self._gone -= name in _GONE
        if name == "tr" and self._rows:
            cells = self._rows.pop()
            self._read.extend(row(cells))
        elif name == "p" and self._open:
            self._read.append(self._open.pop().close())
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
        self._open[-1].link(words, self._link)

    @property
    def _read(self) -> list[Line]:
        """Where what was read goes: the row around it, or the lines."""
        return self._rows[-1] if self._rows else self.done


def _refuse(name: str, *_: object) -> None:
    """Nothing that Word writes has a document type, and entities come in by no other door."""
    raise ValueError(f"document type {name}")


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key.rpartition(" ")[2]: value for key, value in attributes.items()}
