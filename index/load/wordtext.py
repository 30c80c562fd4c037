"""The words of a Word paragraph as they show on paper: insertions accepted, deletions and hidden text out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Element = Any  # lxml comes without types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt")}
_INSIDE = {
    f"{W}{name}"
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "ruby",
    )
} | {f"{W}rubyBase", f"{W}dir", f"{W}bdo"}
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_WHITE = {"FFFFFF", "FEFEFE"}


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says, its parents included: name, outline level (0-based, 9 = text), numbering, hidden."""

    name: str = ""
    outline: int = 9
    number: str = ""
    level: int = 0
    hidden: bool = False


@dataclass(slots=True)
class Words:
    """What one paragraph holds beside its words: notes it refers to, text boxes, page breaks passed."""

    parts: list[tuple[str, int]] = field(
        default_factory=list
    )  # a piece of text and the page breaks before it
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    breaks: int = 0

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.parts)


def on(element: Element | None, name: str) -> bool | None:
    """A switch such as w:vanish: None when it is not there."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off")


def value(element: Element | None, name: str) -> str:
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""


def integer(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def styles(root: Element | None) -> Mapping[str, Look]:
    """Every style by its id, from the root element of styles.xml."""
    elements = {e.get(f"{W}styleId", ""): e for e in root.iter(f"{W}style")} if root is not None else {}
    looks: dict[str, Look] = {}
    for style in elements:
        chain: list[Element] = []
        at = style
        while at in elements and elements[at] not in chain:
            chain.append(elements[at])
            at = value(elements[at], "basedOn")
        looks[style] = _look(chain)
    return looks


def _look(chain: list[Element]) -> Look:
    name = value(chain[0], "name").lower()
    outline, number, level, hidden = "", "", "", None
    for element in chain:
        paragraph = element.find(f"{W}pPr")
        numbers = None if paragraph is None else paragraph.find(f"{W}numPr")
        outline = outline or value(paragraph, "outlineLvl")
        number = number or value(numbers, "numId")
        level = level or value(numbers, "ilvl")
        if hidden is None:
            hidden = on(element.find(f"{W}rPr"), "vanish")
    if not outline and name.startswith("heading ") and name[8:].isdigit():
        outline = str(int(name[8:]) - 1)
    return Look(name, integer(outline, 9), number, integer(level, 0), bool(hidden))


def read(paragraph: Element, looks: Mapping[str, Look], in_table: bool = False) -> Words:
    """The words of one w:p."""
    words = Words()
    properties = paragraph.find(f"{W}pPr")
    look = looks.get(value(properties, "pStyle"), Look())
    shaded = in_table or (properties is not None and properties.find(f"{W}shd") is not None)
    _walk(paragraph, words, looks, look.hidden, shaded)
    return words


def _walk(element: Element, words: Words, looks: Mapping[str, Look], hidden: bool, shaded: bool) -> None:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}r":
            if not _is_hidden(child, looks, hidden, shaded):
                _run(child, words)
        elif child.tag in _INSIDE:
            _walk(child, words, looks, hidden, shaded)
        elif child.tag == f"{_MC}AlternateContent":
            _walk(_chosen(child), words, looks, hidden, shaded)
        elif isinstance(child.tag, str) and child.tag.startswith(_MATH):
            _say(words, "".join(t.text or "" for t in child.iter(f"{_MATH}t")))


def _is_hidden(run: Element, looks: Mapping[str, Look], hidden: bool, shaded: bool) -> bool:
    properties = run.find(f"{W}rPr")
    own = on(properties, "vanish")
    style = looks.get(value(properties, "rStyle"), Look())
    if own if own is not None else hidden or style.hidden:
        return True
    white = value(properties, "color").upper() in _WHITE
    return white and not shaded and properties.find(f"{W}shd") is None and not value(properties, "highlight")


def _run(run: Element, words: Words) -> None:
    for child in run:
        if child.tag == f"{W}lastRenderedPageBreak":
            words.breaks += 1
        elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            words.notes.append((child.tag[len(W) :].removesuffix("Reference"), child.get(f"{W}id", "")))
        elif child.tag == f"{W}ruby":
            for inner in (r for base in child.iter(f"{W}rubyBase") for r in base.iter(f"{W}r")):
                _run(inner, words)
        elif child.tag == f"{_MC}AlternateContent":
            words.boxes += _boxes(_chosen(child))
        elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            words.boxes += _boxes(child)
        else:
            _say(words, _spelled(child))


def _spelled(child: Element) -> str:
    """The characters of a part of a run; none for what is no text."""
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag == f"{W}br" and child.get(f"{W}type") not in ("page", "column"):
        return "\n"
    return _SIGNS.get(child.tag, "")


def _say(words: Words, text: str) -> None:
    if text:
        words.parts.append((text.replace("\t", " "), words.breaks))


def _chosen(alternatives: Element) -> Element:
    """The first choice; what follows it says the same again for older programs."""
    return next(iter(alternatives), alternatives)


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes in a drawing, the outermost only, and of two that say the same the first."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _boxes(_chosen(child))
        else:
            yield from _boxes(child)
