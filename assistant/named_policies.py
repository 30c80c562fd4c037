"""Policies that running text names: 某月某日，某机关印发《某办法》（文号）."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.references import known_by
from index import dates, docnumbers, regions
from index.sentences import sentences
from index.types import Block, Dated, Document, Policy, Span

STATUS = re.compile("[（(](试行|暂行|征求意见稿|公开征求意见稿|草案|修订草案)[）)]")
_KIND = "通知|通报|意见|办法|规定|条例|细则|方案|规划|纲要|公告|通告|决定|决议|批复|指引|措施|要点|计划|机制|目录|清单|声明|法案|法"
_TITLE = re.compile(
    rf"《((?:[^《》]|《[^《》]*》){{3,80}}?(?:{_KIND}|政府工作报告)(?:[（(][^（）()]{{1,24}}[）)])*)》"
)
_OF_KIND = re.compile(rf"(?:{_KIND}|政府工作报告)(?:[（(][^（）()]{{1,24}}[）)])*$")
_ISSUED = re.compile(
    r"(?P<who>[\u4e00-\u9fff、 ]{0,40}?)(?:印发|发布|出台|公布|制定|下发|推出|批复|颁布|通过|联合|正式|的|了)+$"
)
_TOLD = re.compile(r"^[^\u4e00-\u9fff“]*|^(?:.*?(?:方面|规定|要求|根据|按照|落实|日前|近日|其中)[，,]?)")
_AGENCY = re.compile("(?:政府|委员会|办公厅|办公室|厅|局|部|委|院|会|署|行|组|国务院|人大|中心)$")
_JOINT = re.compile("会同|联合|[、 ]+")
_BEFORE = 48


def entries(document: Document) -> Iterator[Policy]:
    """The entries and rows of `Document.policies`, with the issuer that the line names where they have none."""
    own = itself(document)
    for policy in document.policies:
        if own is None or policy.scope != own.scope:
            before = document.at(policy.span).partition("《")[0]
            who = policy.issuers or _agencies(_issuer(before))
            yield replace(policy, issuers=who)


def named(document: Document) -> Iterator[Policy]:
    """The policies that sentences name, outside the entries and rows that `Document.policies` holds."""
    for block, at in _prose(document):
        for found in _TITLE.finditer(document.text, *at):
            inside = Span(document.id, *found.span())
            if not any(
                p.scope.covers(inside) and not p.scope.covers(_all(document)) for p in document.policies
            ):
                yield _policy(document, block, Span(document.id, *at), found)


def itself(document: Document) -> Policy | None:
    """The policy that a document is, by its title or its document number; None for papers, news and bulletins."""
    meta = document.meta
    if not document.blocks or not (_OF_KIND.search(document.title) or meta.doc_number):
        return None
    return Policy(
        document.title,
        (meta.doc_number and meta.doc_number.span) or document.blocks[0].span,
        _all(document),
        meta.doc_number.text if meta.doc_number else "",
        tuple(value.text for value in meta.issuers),
        known_by(meta),
        meta.region.text if meta.region else "",
        meta.status.text if meta.status else "",
    )


def _prose(document: Document) -> Iterator[tuple[Block, tuple[int, int]]]:
    for block in document.blocks:
        if block.kind in ("paragraph", "list", "field", "note") and block.lang == "zh":
            for at in sentences(document.text, block.span.start, block.span.end):
                yield block, at


def _policy(document: Document, block: Block, sentence: Span, found: re.Match[str]) -> Policy:
    title = found[1]
    start = found.start()
    before = document.text[max(sentence.start, start - _BEFORE) : start]
    when = _dated(document, start - len(before), before)
    who = _issuer(before)
    end = found.end()
    number = docnumbers.find(document.text[end : end + 40])
    follows = bool(number) and not re.search("[，。；]", document.text[end : end + number[0].at[0]])
    status = STATUS.search(title)
    return Policy(
        title,
        Span(document.id, start, end + number[0].at[1] if follows else end),
        sentence,
        number[0].number.canonical if follows else "",
        _agencies(who),
        when,
        _region(who, title, before),
        status[1] if status else "",
    )


def _dated(document: Document, start: int, before: str) -> Dated | None:
    """The last date before the title, where what stands between says that it was issued then."""
    for mention in reversed(dates.find(before)):
        between = before[mention.at[1] :]
        if re.search("[。；]", between) or not _ISSUED.search(between):
            return None
        at = Span(document.id, start + mention.at[0], start + mention.at[1])
        return Dated(mention.start, mention.end, mention.precision, "发布", at)
    return None


def _issuer(before: str) -> str:
    """Who issued it: the words between the last comma or date and 印发, 出台 and the like."""
    clause = re.split(r"[，。；：,;]|[\d年月日]+\s*(?=[\u4e00-\u9fff])", before)[-1]
    found = _ISSUED.search(clause)
    return _TOLD.sub("", found["who"]).strip().removeprefix("在") if found else ""


def _agencies(who: str) -> tuple[str, ...]:
    return tuple(name for name in _JOINT.split(who) if _AGENCY.search(name))


def _region(who: str, title: str, before: str) -> str:
    # A province and its city stand together in this order: 河南驻马店.
    issuers = tuple(reversed(regions.find(who)))
    for mention in (*issuers, *regions.find(title), *regions.find(re.split("[，。；]", before)[-1])):
        if mention.region.level in ("province", "city"):
            return mention.region.name
    return ""


def _all(document: Document) -> Span:
    return Span(document.id, document.blocks[0].span.start, document.blocks[-1].span.end)
