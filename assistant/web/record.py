"""What is known of a document, thing by thing, each with the words it was read from or a note that a person filled it in."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.description import Item, items
from assistant.references import around, named, on_one_line, position
from assistant.web.scrub import Scrub
from index.correction import LABELS
from index.library import Library
from index.standing import UNKNOWN, WORDS, Word
from index.types import Document, Span

_BEFORE, _AFTER = 80, 160
"""How many characters are shown on either side of the words."""
_BY_HAND = "人工填写"
_FILLED = "这一项是人工填写的，文中不一定有。撤销后恢复读出的内容。"
_GIVEN = "这一项得自文件名、题名或随文件夹的目录，文中没有直接写明。"
_UNTOLD = "文中没有写明。可以在下面填写，填写的会标明是人工填写。"
_NEWER = "资料库里有同一题名、日期较晚的一份。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `name` is a key of `LABELS`, empty for what one document says of another; `other` is that one's id.

    `words` are what a person may change; `kind` says of a date what happened then; `span` is where it was read.
    """

    line: str
    name: str = ""
    words: str = ""
    kind: str = ""
    span: Span | None = None
    filled: bool = False
    other: str = ""

    @property
    def known(self) -> bool:
        return bool(self.words or self.other)


def entries(document: Document, library: Library) -> tuple[Entry, ...]:
    """Every thing in the order of `LABELS`, those that nothing tells included, and then its standing, both ways."""
    return (*_values(document, library), *_standing(document, library))


def shown(entry: Entry, library: Library, scrub: Scrub) -> str:
    """Where an entry was read, as Markdown: the words highlighted among their neighbours. NotFoundError."""
    if entry.span is None:
        note = _NEWER if entry.other else _FILLED if entry.filled else _GIVEN if entry.words else _UNTOLD
        return f"**{scrub(entry.line)}**\n\n{note}"
    document = library.document(entry.span.doc_id)
    before, after = around(entry.span, document)
    before = before if len(before) <= _BEFORE else "…" + before[-_BEFORE:]
    after = after if len(after) <= _AFTER else after[:_AFTER] + "…"
    quote, before, after = (_lines(text, scrub) for text in (document.at(entry.span), before, after))
    where = "，".join(filter(None, (named(document.title), position(library.locate(entry.span)))))
    return f"**{scrub(entry.line)}**\n\n> {before}<mark>{quote}</mark>{after}\n\n{scrub(f'读自{where}')}"


def _values(document: Document, library: Library) -> Iterator[Entry]:
    found = items(document)
    for name, label in LABELS.items():
        told = [item for item in found if item.name == name]
        for item in told:
            line = f"{label}：{on_one_line(item.text)}{f'，{item.kind}' if item.kind else ''}{_source(item, library)}"
            # Of several, what takes their place is given for all of them together.
            words = "、".join(one.plain for one in told) if name in ("issuers", "authors") else item.plain
            yield Entry(line, name, words, item.kind, item.span, item.filled)
        if not told:
            filled = label in document.meta.filled
            yield Entry(f"{label}：{UNKNOWN}{f'（{_BY_HAND}）' if filled else ''}", name, filled=filled)


def _source(item: Item, library: Library) -> str:
    if item.filled:
        return f"（{_BY_HAND}）"
    if item.span is None:
        return "（据目录或文件名、题名）"
    where = position(library.locate(item.span))
    return f"（{where}）" if where else ""


def _standing(document: Document, library: Library) -> Iterator[Entry]:
    def entry(said: Word, words: str, other: str) -> Entry:
        return Entry(f"{words}：{named(library.document(other).title)}", span=said.span, other=other)

    standing = library.standing
    for one in standing.of(document.id):
        yield entry(one, f"{WORDS[one.kind]}，见", one.later)
    for one in standing.by(document.id):
        yield entry(one, "旧版" if one.kind == "新版" else f"{one.kind}了", one.earlier)


def _lines(text: str, scrub: Scrub) -> str:
    """Several lines as one paragraph of Markdown, the cells of a table apart."""
    return "<br>".join("　".join(map(scrub, line.split("\t"))) for line in text.split("\n"))
