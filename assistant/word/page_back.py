"""The lines of an HTML file, paragraphs and rows, with the places that their marks name."""

from collections.abc import Iterator
from html.parser import HTMLParser

from assistant.word import anchors
from assistant.word.line import Line, row
from index.load.decode import decode

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "footer"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section"}
    | {"small", "table", "tbody", "td", "tfoot", "th", "thead", "ul"}
)
_UNREAD = frozenset({"head", "script", "style", "template"})


def page_lines(data: bytes, name: str) -> Iterator[Line]:
    """What a browser shows, in reading order. SourceError for what is no text."""
    reader = _Reader()
    reader.feed(decode(data, name)[0])
    reader.close()
    yield from reader.lines()


class _Reader(HTMLParser):
    """Where reading stands. A remark of the program inside a paragraph is left out, any other is a line of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._done: list[Line] = []
        self._rows: list[list[Line]] = []
        self._line = Line()
        self._held: list[Line] = []
        self._link = ""
        self._unread = 0

    def lines(self) -> Iterator[Line]:
        self._break()
        yield from self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        value = {key: told or "" for key, told in attrs}
        self._unread += tag in _UNREAD
        if tag == "small":
            self._held.append(self._line)
            self._line = Line()
        elif tag in _BLOCKS:
            self._break()
        if tag == "tr":
            self._break()
            self._rows.append([])
        elif tag == "a":
            self._link = value.get("href", "").removeprefix("#")
        elif tag == "br":
            self._line.text += " "
        if anchors.is_own(value.get("id", "")):
            self._line.names.append(value["id"])

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        if tag == "small" and self._held:
            if self._line.close().kind != "aside":
                self._break()
            self._line = self._held.pop()
        elif tag in _BLOCKS:
            self._break()
        elif tag == "tr" and self._rows:
            self._break()
            cells = self._rows.pop()
            self._read.extend(row(cells))
        elif tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if not self._unread:
            words = data.replace("\n", " ")
            self._line.link(words if self._line.text else words.lstrip(), self._link)

    def _break(self) -> None:
        """The line ends here."""
        if self._line.text.strip():
            self._line.text = self._line.text.rstrip()
            self._read.append(self._line.close())
        self._line = Line()

    @property
    def _read(self) -> list[Line]:
        """Where what was read goes: the row around it, or the lines."""
        return self._rows[-1] if self._rows else self._done
