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
TITLE_WORDS = r"(?:[^《》\n]|《[^《》\n]{2,60}》){2,100}"
"""What may stand between 《 and 》: a title that names another may have its 《》 inside."""
_OPENS = re.compile(rf"第({_NUM}|\d+)条(?:之({_NUM}))?[\s　]")
_ITEM = re.compile(r"[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]")
_NAMED = re.compile(
    rf"(?:《({TITLE_WORDS})》|([\u4e00-\u9fff]{{2,30}}(?:法|法典|条例|规定|规则|办法|细则|解释|准则|章程|决定)))"
    rf"(?:[（(][^（）()]{{1,20}}[）)])?[的里中]?\s*第\s*({_NUM}|\d+)\s*条(?:之({_NUM}))?"
)
_ASKING = re.compile("^(?:请问|请|根据|按照|依照|依据|查一下|查|看看|我国|现行|帮我|的|在|中)+")
_STATE = "中华人民共和国"
_FEWEST = 2
_CLAUSES = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Article:
    """`label` as it is written (第三条), `number` for programs (3, 120-1); `clauses` are where its 款 begin."""

    label: str
    number: str
    span: Span
    clauses: tuple[int, ...]


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


def address(document: Document, offset: int) -> str:
    """第三条第二款, for a character of a law; a law's article of one 款 is named alone, any other text not at all."""
    article = holding(articles(document), offset)
    if article is None:
        return ""
    clause = bisect_right(article.clauses, offset)
    several = 1 < len(article.clauses) <= len(_CLAUSES)
    return f"{article.label}第{_CLAUSES[clause - 1]}款" if several else article.label


def key(title: str, number: str) -> str:
    """The exact term of an article: the law's name without 中华人民共和国, and the number."""
    return f"{normalise(title).removeprefix(_STATE)}第{number}条"


def named(question: str) -> Iterator[str]:
    """The keys of the articles that a question names: 《公司法》第三条, 公司法第3条."""
    for match in _NAMED.finditer(question):
        title = match[1] or _ASKING.sub("", match[2])
        yield key(title, _number(match[3], match[4]))


def _number(number: str, insert: str | None) -> str:
    return str(dates.number(number)) + (f"-{dates.number(insert)}" if insert else "")
