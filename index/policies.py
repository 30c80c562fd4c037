"""The policy documents that a text reports, entry by entry: what a proposal's 政策依据 is made of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import dates, docnumbers, regions
from index.types import Block, Dated, DateKind, Document, Meta, Policy, Span

_ENUMERATION = re.compile(r"^\s*[（(]?\s*\d{1,2}\s*[)）.、]\s*")
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_LEAD = re.compile(r"(?:关于)?(?:印发|转发|发布|公布|关于)")
_WORDS = re.compile(r"(?:办公厅|办公室)?(?:印发|发布|出台|制定)?(?:关于印发)?$")
_FIELD_DATE = re.compile(r"(发布时间|印发时间|会议时间|成文日期|施行时间|发布日期)\s*[：:]\s*")
_FIELD_KIND: dict[str, DateKind] = {
    "发布时间": "发布", "印发时间": "发布", "发布日期": "发布",
    "会议时间": "会议", "成文日期": "成文", "施行时间": "施行",
}  # fmt: skip
_STATUS = re.compile(r"[（(](试行|暂行|征求意见稿|草案)[）)]")


def find_policies(document: Document, meta: Meta) -> tuple[Policy, ...]:
    """Every policy that an entry, a table row or the document as a whole stands for, in text order."""
    found = [*_entries(document), *_rows(document)]
    if meta.doc_number is not None and document.blocks:
        whole = Span(document.id, document.blocks[0].span.start, document.blocks[-1].span.end)
        found.insert(0, _whole(document, meta, whole))
    return tuple(found)


def _whole(document: Document, meta: Meta, whole: Span) -> Policy:
    return Policy(
        title=document.title,
        span=(meta.doc_number and meta.doc_number.span) or document.blocks[0].span,
        scope=whole,
        doc_number=meta.doc_number.text if meta.doc_number else "",
        issuers=tuple(v.text for v in meta.issuers),
        date=meta.dates[0] if meta.dates else None,
        region=meta.region.text if meta.region else "",
        status=meta.status.text if meta.status else "",
    )


def _entries(document: Document) -> Iterator[Policy]:
    """A title, a date field under it, and what follows up to the next entry or heading."""
    blocks = document.blocks
    for i, block in enumerate(blocks[:-1]):
        match = _FIELD_DATE.match(document.at(blocks[i + 1].span))
        if block.kind != "field" or match is None:
            continue
        last = i + 1
        while (
            last + 1 < len(blocks)
            and blocks[last + 1].kind == "field"
            and not _titles_entry(document, last + 1)
        ):
            last += 1
        at = blocks[i + 1].span
        date = _dated(document, Span(document.id, at.start + match.end(), at.end), _FIELD_KIND[match[1]])
        scope = Span(document.id, block.span.start, blocks[last].span.end)
        yield _named(document, block.span, scope, date)


def _titles_entry(document: Document, i: int) -> bool:
    after = document.blocks[i + 1 : i + 2]
    return bool(after) and bool(_FIELD_DATE.match(document.at(after[0].span)))


def _rows(document: Document) -> Iterator[Policy]:
    """A table row whose header names a document column (文件…) and a time column."""
    header: Sequence[Span | None] = ()
    for block in document.blocks:
        if block.header:
            header = block.cells
        elif block.kind == "row" and header and block.table is not None:
            columns = {document.at(cell): n for n, cell in enumerate(header) if cell}
            named = next((n for title, n in columns.items() if "文件" in title), None)
            if named is not None and named < len(block.cells) and block.cells[named]:
                yield _row(document, block, columns, named)


def _row(document: Document, block: Block, columns: dict[str, int], named: int) -> Policy:
    def cell(word: str) -> Span | None:
        return next(
            (block.cells[n] for title, n in columns.items() if word in title and n < len(block.cells)), None
        )

    name, when, where = block.cells[named], cell("时间"), cell("地区")
    assert name is not None
    date = _dated(document, when, "时间") if when else None
    policy = _named(document, name, block.span, date)
    place = regions.get(policy.region)
    # A city's file in its province's row stays the city's.
    return (
        policy
        if (place and place.level == "city") or not where
        else replace(policy, region=document.at(where))
    )


def _dated(document: Document, span: Span, kind: DateKind) -> Dated | None:
    for mention in dates.find(document.at(span)):
        at = Span(span.doc_id, span.start + mention.at[0], span.start + mention.at[1])
        return Dated(mention.start, mention.end, mention.precision, kind, at)
    return None


def _named(document: Document, span: Span, scope: Span, date: Dated | None) -> Policy:
    text = document.at(span)
    numbers = docnumbers.find(text)
    number = numbers[-1].number.canonical if numbers else ""
    title, issuers = title_and_issuers(text)
    status = _STATUS.search(title)
    return Policy(
        title,
        span,
        scope,
        number,
        issuers,
        date,
        _region(number, issuers, title),
        status[1] if status else "",
    )


def title_and_issuers(text: str) -> tuple[str, tuple[str, ...]]:
    """The title of a policy and those who issued it, out of the line that names it.

    Issuers stand before 《, 关于 or 印发, separated by spaces; a title in 《》 is taken as it stands.
    """
    body = _ENUMERATION.sub("", text).strip()
    for mention in reversed(docnumbers.find(body)):
        if not body[mention.at[1] :].strip(" ）)〕】]"):
            body = body[: mention.at[0]].rstrip(" （(〔【[")
    quoted = _TITLE.search(body)
    lead = _LEAD.search(body)
    if quoted and (lead is None or quoted.start() <= lead.start()):
        before = _WORDS.sub(lambda m: m[0].replace("印发", "").replace("发布", ""), body[: quoted.start()])
        return quoted[1], _names(before)
    if (
        lead
        and lead.start() >= 2
        and re.search(r"(?:通知|意见|办法|方案|决定|函|公告|措施|规划|计划)$", body)
    ):
        return body[lead.start() :], _names(body[: lead.start()])
    return (quoted[1], ()) if quoted else (body, ())


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[\s、]+", text.strip()) if len(name) >= 2)


def _region(number: str, issuers: Sequence[str], title: str) -> str:
    for text in (*issuers, title):
        for mention in regions.find(text):
            if mention.region.level in ("province", "city"):
                return mention.region.name
    return docnumbers.issuing_place(number.split("〔")[0]) if number else ""
