"""第N条 of laws and rules: where each stands, its address with 款, and how a question names one.

An article begins a paragraph with 第N条 and goes on to the next one or the next heading. Its 款 are its
paragraphs; the items （一）（二） under one belong to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import dates
from index.tokens import normalise
from index.types import Document, Span

_NUM = "[一二三四五六七八九十百千零〇两]+"
KINDS = "法典|法|条例|规定|规则|办法|细则|解释|准则|章程|决定"
"""What a law's title ends in."""
STATE = "中华人民共和国"
"""What the title of a law of the state may begin with, and is called without."""
TITLE_WORDS = r"(?:[^《》\n]|《[^《》\n]{2,60}》){2,100}"
"""What may stand between 《 and 》: a title that names another may have its 《》 inside."""
_OPENS = re.compile(rf"第({_NUM}|\d+)条(?:之({_NUM}))?[\s　]")
_ITEM = re.compile(rf"[（(]({_NUM}|\d+)[)）]|(\d+)[.．、]")
_ORDINAL = rf"{_NUM}|\d+"
MENTION = rf"第\s*(?:{_ORDINAL})\s*条(?:之{_NUM})?(?:[、和及]?第(?:{_ORDINAL})款)*(?:[、和及]?第[（(]?(?:{_ORDINAL})[)）]?项)*"
"""第三条第二款第一项, as it is written in any text."""
_MENTION = re.compile(
    rf"""
    (?:
        (?:《(?P<title>{TITLE_WORDS})》
         |(?P<loose>[\u4e00-\u9fff]{{1,30}}(?:{KINDS})))
        (?:[（(][^（）()]{{1,20}}[）)])?[的里中]?\s*
    )?
    第\s*(?P<number>{_ORDINAL})\s*条(?:之(?P<insert>{_NUM}))?
    (?P<clauses>(?:[、和及]?第(?:{_ORDINAL})款)+)?
    (?P<items>(?:[、和及]?第[（(]?(?:{_ORDINAL})[)）]?项)+)?
    """,
    re.VERBOSE,
)
_LISTED = re.compile("[、和及与或至到]|以及|或者")
_SELF = re.compile(f"^(?:法律|条例|规定|办法|细则)$|(?:本|该|此|上述|前述)(?:{KINDS})$")
_ASKING = re.compile("^(?:请问|违反|请|根据|按照|依照|依据|查一下|查|看看|我国|现行|帮我|的|在)+")
_FEWEST = 2
_CLAUSES = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Article:
    """`label` as it is written (第三条), `number` for programs (3, 120-1); `clauses` are where its 款 begin."""

    label: str
    number: str
    span: Span
    clauses: tuple[int, ...]

    @property
    def head(self) -> Span:
        """Where its label stands."""
        return Span(self.span.doc_id, self.span.start, self.span.start + len(self.label))


@dataclass(frozen=True, slots=True)
class Address:
    """Where a character of a law stands: its article, the number of its 款, that of its 项 (0 for none written)."""

    article: Article
    clause: int
    item: int

    def __str__(self) -> str:
        """第三条第二款; an article of one 款 is named alone."""
        several = 1 < len(self.article.clauses) <= len(_CLAUSES)
        return f"{self.article.label}第{_CLAUSES[self.clause - 1]}款" if several else self.article.label


@dataclass(frozen=True, slots=True)
class Mention:
    """《X》第三条第二款第一项 in a text, at `at` (half-open); no title, 款 or 项 where none is named."""

    at: tuple[int, int]
    title: str
    number: str
    clauses: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()


def articles(document: Document) -> tuple[Article, ...]:
    """The articles of a document in text order; none where fewer than two paragraphs begin with 第N条."""
    found: list[Article] = []
    opened: re.Match[str] | None = None
    for block in document.blocks:
        if block.kind == "furniture":
            continue
        if match := _OPENS.match(document.text, block.span.start, block.span.end):
            opened = match
            label = match[0].strip()
            found.append(Article(label, _number(match[1], match[2]), block.span, (block.span.start,)))
        elif block.kind == "heading":
            opened = None
        elif opened is not None:
            last = found[-1]
            item = _ITEM.match(document.text, block.span.start, block.span.end)
            more = (block.span.start,) if block.kind == "paragraph" and not item else ()
            span = Span(document.id, last.span.start, block.span.end)
            found[-1] = Article(last.label, last.number, span, last.clauses + more)
    return tuple(found) if len(found) >= _FEWEST else ()


def holding(found: Sequence[Article], offset: int) -> Article | None:
    """The article that a character stands in."""
    at = bisect_right(found, offset, key=lambda article: article.span.start) - 1
    return found[at] if at >= 0 and offset < found[at].span.end else None


def standing(document: Document, found: Sequence[Article], offset: int) -> Address | None:
    """The address of a character, for the articles of its document; None outside them."""
    article = holding(found, offset)
    if article is None:
        return None
    line = document.text.rfind("\n", 0, offset) + 1
    item = _ITEM.match(document.text, line)
    return Address(article, bisect_right(article.clauses, offset), _ordinal(item))


def lead(document: Document, address: Address, offset: int) -> Span | None:
    """What stands over the items of a 款 (市民应当遵守下列规定：), for a character of one of them."""
    start = address.article.clauses[address.clause - 1]
    end = document.text.index("\n", start) if "\n" in document.text[start:offset] else offset
    opens = end < offset and document.text[start:end].rstrip().endswith(("：", ":"))
    return Span(document.id, start, end) if opens else None


def address(document: Document, offset: int) -> str:
    """第三条第二款, for a character of a law; a law's article of one 款 is named alone, any other text not at all."""
    return str(standing(document, articles(document), offset) or "")


def key(title: str, number: str) -> str:
    """The exact term of an article: the law's name without 中华人民共和国, and the number."""
    return f"{normalise(title).removeprefix(STATE)}第{number}条"


def mentions(text: str) -> Iterator[Mention]:
    """The articles that a text names, in order: with the law's title (《公司法》第三条, 公司法第3条) or without (第三条).

    One that is listed after another is of the same law (《公司法》第三条、第四条).
    """
    title, end = "", 0
    for match in _MENTION.finditer(text):
        loose = _ASKING.sub("", match["loose"] or "")
        start = match.end("loose") - len(loose) if loose else match.start()
        if match["title"] or loose or not _LISTED.fullmatch(text, end, start):
            title = match["title"] or ("" if _SELF.search(loose) else loose)
        end = match.end()
        clauses, items = (
            frozenset(dates.number(number) for number in re.findall(_ORDINAL, match[part] or ""))
            for part in ("clauses", "items")
        )
        yield Mention((start, match.end()), title, _number(match["number"], match["insert"]), clauses, items)


def named(question: str) -> Iterator[str]:
    """The keys of the articles that a question names with their law."""
    return (key(mention.title, mention.number) for mention in mentions(question) if mention.title)


def _ordinal(item: re.Match[str] | None) -> int:
    return dates.number(item[1] or item[2]) if item else 0


def _number(number: str, insert: str | None) -> str:
    return str(dates.number(number)) + (f"-{dates.number(insert)}" if insert else "")
