"""A document, or a policy that it reports, in one line; every part of it stands in the cited spans."""

from collections.abc import Iterator, Sequence

from assistant.plain import shown
from index.types import Block, Document, Policy, Span

_HOSTS = "主办"
_DATE_WORDS = {"发布": "发布时间", "会议": "会议时间", "成文": "成文日期", "施行": "施行时间", "时间": "时间"}


def masthead(document: Document) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The document's title, authors, issuers and date with their spans, where its masthead says them."""
    meta = document.meta
    front = "".join(document.at(b.span) for b in document.blocks if b.kind == "furniture")
    people = {"作者": meta.authors, "主办" if _HOSTS in front and not meta.authors else "机构": meta.issuers}
    dated = [d for d in meta.dates if d.span and d.kind == "成文"][:1]
    said = [
        (f"{word}：{'、'.join(v.text for v in values)}", [v.span for v in values])
        for word, values in people.items()
    ]
    said = [(words, spans) for words, spans in said if spans and all(spans)]
    said += [(f"日期：{shown(document.at(d.span))}", [d.span]) for d in dated if d.span]
    named = _title(document)
    if said and named:
        text = f"《{document.title}》，{'，'.join(words for words, _ in said)}。"
        yield text, (*(span for _, spans in said for span in spans if span), *named)


def entry(policy: Policy, document: Document) -> tuple[str, tuple[Span, ...]]:
    """Issuers, title, 文号 and date of a policy."""
    title = f"《{policy.title}》" if policy.issuers or policy.doc_number else policy.title
    number = f"（{policy.doc_number}）" if policy.doc_number else ""
    text = f"{'、'.join(policy.issuers)}{title}{number}"
    spans = [policy.span]
    if policy.date and policy.date.span:
        text += f"，{_DATE_WORDS[policy.date.kind]}：{shown(document.at(policy.date.span))}"
        spans.append(policy.date.span)
    return f"{text}。", tuple(spans)


def _title(document: Document) -> tuple[Span, ...]:
    """The lines of the masthead that the title is made of; empty when they do not give all of it."""
    title = "".join(document.title.split())
    lines = [b.span for b in document.blocks if b.kind == "furniture"]
    parts = [(span, "".join(document.at(span).split()).rstrip("*＊")) for span in lines]
    found = [(span, part) for span, part in parts if part in title]
    return tuple(span for span, _ in found) if "".join(part for _, part in found) == title else ()


def named_only(policies: Sequence[Policy], block: Block) -> bool:
    """Whether a block only names or dates an entry, which its own line says already."""
    return any(
        block.span == p.span
        or (p.date and p.date.span and block.span.covers(p.date.span) and block.kind == "field")
        for p in policies
    )
