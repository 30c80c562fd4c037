"""How a source is shown to a reader: 《题名》（文号），发文机关，日期，位置, and the words around a quote."""

import re

from assistant.types import Citation
from index.articles import address
from index.library import Library
from index.types import Dated, DateKind, Document, Location, Meta, Policy, Span

_HEADINGS = 2
_DOCUMENT = re.compile(
    r"(?:意见|通知|方案|办法|规划|计划|措施|报告|公报|公告|通报|条例|规定|细则|决定|决议|纲要|要点|指南|指引|批复|声明|目录|清单|函|法|讲话|稿[)）]?)[*＊]?$|[《（(]"
)
_KINDS: tuple[DateKind, ...] = ("成文", "发布", "施行", "会议")


def reference(cited: Citation, library: Library) -> str:
    """Where a quote stands, as a reader would look it up. NotFoundError when the library no longer holds it."""
    document = library.document(cited.span.doc_id)
    meta = document.meta
    who = "、".join(value.text for value in meta.issuers or meta.authors)
    place = library.locate(cited.span)
    where = position(place)
    # The nearest headings tell where; a long path would hide the quote.
    heading = " › ".join(on_one_line(text) for text in path(cited.span, library)[-_HEADINGS:])
    number = meta.doc_number.text if meta.doc_number else ""
    return "，".join(
        part for part in (named(document.title, number), who, day(known_by(meta)), where, heading) if part
    )


def position(place: Location) -> str:
    """Where in its file a quote stands: page, cell, line or paragraph, as far as its format has them."""
    page = f"第{place.page}页" if place.page is not None else ""
    if place.cell:
        return page + place.cell
    paragraph = f"第{place.paragraph}段" if place.paragraph is not None else ""
    return page or paragraph or (f"第{place.line}行" if place.line is not None else "")


def path(span: Span, library: Library) -> tuple[str, ...]:
    """The headings above a span, and the article and 款 of a law that it stands in."""
    where = address(library.document(span.doc_id), span.start)
    heading = library.locate(span).heading
    return (*heading, where) if where else heading


def reported(span: Span, document: Document) -> str:
    """The policy that the text around a span reports, else empty: a bulletin is not the document it names."""
    around = [p for p in document.policies if p.scope.covers(span) and p.title != document.title]
    if not around:
        return ""
    policy = min(around, key=lambda p: p.scope.end - p.scope.start)
    parts = (entry(policy), "、".join(policy.issuers), day(policy.date))
    return "，".join(part for part in parts if part)


def entry(policy: Policy) -> str:
    """A policy by its title; what only tells of a meeting or a step is no document, and takes no 《》."""
    if policy.doc_number or policy.issuers or _DOCUMENT.search(policy.title):
        return named(policy.title, policy.doc_number)
    return on_one_line(policy.title)


def around(span: Span, document: Document) -> tuple[str, str]:
    """The words before and after a quote: the rest of its block, and the blocks next to it."""
    touched = [n for n, block in enumerate(document.blocks) if block.span.overlaps(span)]
    near = document.blocks[max(touched[0] - 1, 0) : touched[-1] + 2] if touched else ()
    start = min([span.start, *(block.span.start for block in near)])
    end = max([span.end, *(block.span.end for block in near)])
    return document.text[start : span.start], document.text[span.end : end]


def named(title: str, number: str = "") -> str:
    """《题名》（文号）; a title inside a title takes 〈〉."""
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    inner = on_one_line(title).replace("《", "〈").replace("》", "〉")
    return f"《{inner}》（{number}）" if number else f"《{inner}》"


def known_by(meta: Meta) -> Dated | None:
    """The date a document is known by: of its making, else of its publication, its coming into force, its meeting."""
    return min(meta.dates, key=lambda dated: _KINDS.index(dated.kind), default=None)


def day(dated: Dated | None) -> str:
    """A date as precise as it is known: 2021年6月10日, 2021年6月, 2021年, or a range of such."""
    return "—".join(_spelled(part) for part in (iso(dated) or "").split("/"))


def iso(dated: Dated | None) -> str | None:
    """The same for programs: 2021-06-10, 2021-06, 2021, or an interval start/end."""
    if dated is None:
        return None
    length = {"year": 4, "period": 4, "month": 7}.get(dated.precision, 10)
    first, last = dated.start[:length], dated.end[:length]
    return first if first == last else f"{first}/{last}"


def on_one_line(text: str) -> str:
    """The same characters with every run of white space as one space."""
    return " ".join(text.split())


def _spelled(date: str) -> str:
    return "".join(
        f"{int(number)}{unit}" for number, unit in zip(date.split("-"), "年月日", strict=False) if number
    )
