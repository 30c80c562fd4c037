"""HTML → a tree whose texts know where they stand in the source, character by character."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

_VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    }
)
# A start tag ends these, as far as the next element of the second set.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "td", "th", "table"})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd"}), frozenset({"dl", "td", "th", "table"}))),
    "option": (frozenset({"option"}), frozenset({"select"})),
    **dict.fromkeys(("td", "th"), (frozenset({"td", "th", "caption"}), frozenset({"table", "tr"}))),
    "tr": (frozenset({"tr", "td", "th", "caption"}), frozenset({"table"})),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        (frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}), frozenset({"table"})),
    ),
}
_SCOPES = frozenset({"table", "td", "th", "caption"})
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that stand in the source at [start, end), on a line counted from 1; `reference`: not letter by letter."""

    text: str
    start: int
    end: int
    line: int
    reference: bool = False


@dataclass(slots=True)
class Node:
    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Node | Text"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Node"]:
        """Every element of these kinds below this one, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self) -> str:
        return "".join(c.text if isinstance(c, Text) else c.text() for c in self.children)


def parse(source: str) -> Node:
    """The tree of a page, however badly it is closed. Elements deeper than two hundred are laid flat."""
    builder = _Builder(source)
    builder.feed(source)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Node("")
        self._source = source
        self._stack = [self.root]
        self._lines = list(
            accumulate((len(line) for line in source.split("\n")), lambda a, n: a + n + 1, initial=0)
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end(frozenset({"p"}), _SCOPES)
        if tag in _ENDS:
            self._end(*_ENDS[tag])
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._stack[-1].children.append(node)
        if tag not in _VOID and len(self._stack) < _DEEPEST:
            self._stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._stack[-1].tag == tag and tag in ("a", "span", "div", "p", "td"):
            self._stack.pop()

    def handle_endtag(self, tag: str) -> None:
        scopes = frozenset({"table"}) if tag in _TABLE_PARTS else _SCOPES
        for n in range(len(self._stack) - 1, 0, -1):
            if self._stack[n].tag == tag:
                del self._stack[n:]
                return
            if self._stack[n].tag in scopes:
                return

    def _end(self, ended: frozenset[str], scope: frozenset[str]) -> None:
        """Close the outermost of some elements that is open, as far as the scope reaches."""
        at = None
        for n in range(len(self._stack) - 1, 0, -1):
            if self._stack[n].tag in scope:
                break
            if self._stack[n].tag in ended:
                at = n
        if at is not None:
            del self._stack[at:]

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        for n, part in enumerate(data.split("\n")):
            if n:
                self._stack[-1].children.append(Text("\n", start - 1, start, line + n - 1))
            if part:
                self._stack[-1].children.append(Text(part, start, start + len(part), line + n))
            start += len(part) + 1

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        end = start + len(written)
        if self._source.startswith(";", end):
            written, end = f"{written};", end + 1
        shown = html.unescape(written)
        self._stack[-1].children.append(Text(shown, start, end, line, reference=shown != written))
