"""A question whether a law is still in force is answered by what the library says of its end, or by its coming into force."""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.candidates import Candidate
from assistant.cautions import said
from assistant.evidence import Evidence, Selection
from assistant.in_force import ended
from assistant.statutes import Statutes
from assistant.understand import Ask, Query
from index import Library, laws
from index.articles import KINDS
from index.sentences import sentences
from index.store import Listing
from index.types import Document, Hit, Passage, Span

_ASKED = re.compile(
    "(?:还|仍|是否|现在|目前|现行|哪[一个部]+)[^，。；]{0,6}(?:有效|生效|适用|能用)|有没有(?:效|被?废止|失效)"
    "|(?:废止|失效|作废|取代|代替)了?(?:吗|没有?|么)|是否(?:已经?)?被?(?:废止|失效|作废|取代|代替)|被[^，。；]{0,8}(?:取代|代替|废止)"
)
_APART = "(?!和|与|跟|、|被|还|什么|么|请问|现在|目前|现行)"
_NAME = re.compile(
    rf"《([^《》]+)》|((?:{_APART}[\u4e00-\u9fff]){{1,30}}?(?:{KINDS}))(?!(?:{_APART}[\u4e00-\u9fff]){{0,6}}(?:{KINDS}))"
)
_COMES = re.compile("自.{4,24}起(?:施行|实施|生效)|自公布之日起")


def in_force_asked(query: Query, library: Library) -> Statutes | None:
    """What the library says of each law that such a question names; None for any other question."""
    if not _ASKED.search(query.standalone):
        return None
    named = dict.fromkeys(m[1] or m[2] for m in _NAME.finditer(query.standalone))
    ask = replace(query.asks[0], kind="open", count=0)
    told = [_asked(name, ask, library) for name in named]
    return Statutes(*(tuple(filter(None, part)) for part in zip(*told, strict=True))) if told else None


def _asked(name: str, ask: Ask, library: Library) -> tuple[Selection | None, str]:
    """Of one law: what is told of it, and what to know besides."""
    held = laws.called(name, library.documents())
    if len(held) == 1:
        return _told(held[0], ask, library)
    word = next(iter(library.standing.called(name)), None)
    if not held and word is not None and word.span is not None:
        return _selection(word.span, ask, library), ""
    why = "，请写明是哪一部" if held else "，也没有文件说它已废止、失效或者被代替"
    count = f"可这样称呼的有{len(held)}件" if held else "没有它的文本"
    return Selection(ask, (), None, f"材料未载“{name}”是否有效：资料库中{count}{why}"), ""


def _told(one: Listing, ask: Ask, library: Library) -> tuple[Selection, str]:
    word = ended(one.id, library)
    if word is not None and word.span is not None:
        return _selection(word.span, ask, library), f"《{one.title}》{said(word, library)}"
    document = library.document(one.id)
    if word is not None:
        return Selection(ask, (), None, f"《{one.title}》{said(word, library)}"), ""
    comes = next(_comes(document), None)
    notice = f"资料库中没有文件说《{one.title}》已废止、失效或者被代替，引用前请核实"
    if comes is None:
        return Selection(ask, (), None, notice), ""
    return _selection(comes, ask, library), notice


def _comes(document: Document) -> Iterator[Span]:
    """Where a text says, the last time, from when it holds."""
    found = list(_COMES.finditer(document.text))
    return (Span(document.id, *match.span()) for match in found[-1:])


def _selection(span: Span, ask: Ask, library: Library) -> Selection:
    """The sentence around a span as the answer."""
    document = library.document(span.doc_id)
    block = next(block for block in document.blocks if block.span.covers(span))
    whole = next(
        Span(span.doc_id, *at)
        for at in sentences(document.text, block.span.start, block.span.end)
        if at[0] <= span.start < at[1]
    )
    hit = Hit(Passage(whole, document.heading_path(whole.start)), 1.0, {})
    candidate = Candidate((whole,), document.at(whole), "sentence", hit)
    return Selection(ask, (Evidence(candidate, ask, cover=1.0, covers=True, score=1.0),), None)
