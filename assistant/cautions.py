"""What a reader should know of the validity of the texts that something rests on, each with the words that say it."""

import re
from collections.abc import Iterable, Iterator

from assistant.references import day, known_by, named, position
from index.library import Library
from index.standing import DRAFTS, WORDS, Word
from index.types import Document, Policy, Span, Value

_COMMAND = re.compile(r"（yanju show [^）]*）")


def cautions(cited: Iterable[Span], library: Library) -> tuple[str, ...]:
    """One Chinese sentence for each thing to know of the documents cited, and of the policies that they report there.

    Repealed, amended, replaced, a draft for comment, of limited validity: only what a text says. A text
    that nobody says anything of gets no word.
    """
    spans = tuple(dict.fromkeys(cited))
    told: list[str] = []
    for doc_id in dict.fromkeys(span.doc_id for span in spans):
        told += _of_document(library.document(doc_id), library)
    for policy in dict.fromkeys(p for span in spans for p in _reported(span, library)):
        told += _of_policy(policy, library)
    return tuple(dict.fromkeys(told))


def said(word: Word, library: Library) -> str:
    """已废止，见《X》（文号），日期，第N行: what another text says, and where."""
    later = library.document(word.later)
    number = later.meta.doc_number.text if later.meta.doc_number else ""
    where = position(library.locate(word.span)) if word.span else ""
    parts = (WORDS[word.kind], f"见{named(later.title, number)}", day(known_by(later.meta)), where)
    return "，".join(part for part in parts if part)


def shown(span: Span | None) -> str:
    return f"（yanju show {span}）" if span else ""


def on_paper(caution: str) -> str:
    """The same for those who read it away from a terminal."""
    return _COMMAND.sub("", caution)


def _of_document(document: Document, library: Library) -> Iterator[str]:
    meta = document.meta
    name = named(document.title, meta.doc_number.text if meta.doc_number else "")
    yield from _own(name, meta.status)
    words = library.standing.of(document.id)
    yield from (_caution(name, word, library) for word in words)
    if meta.validity is not None and not any(word.kind in ("废止", "失效", "代替") for word in words):
        yield f"所引{name}载明“{meta.validity.text}”{shown(meta.validity.span)}，请核实是否仍在有效期内"


def _of_policy(policy: Policy, library: Library) -> Iterator[str]:
    name = named(policy.title, policy.doc_number)
    yield from _own(name, Value(policy.status, policy.span) if policy.status else None)
    for word in library.standing.named(policy):
        yield _caution(name, word, library)


def _caution(name: str, word: Word, library: Library) -> str:
    return f"所引{name}{said(word, library)}{shown(word.span)}，引用前请核实"


def _own(name: str, status: Value | None) -> Iterator[str]:
    """What a text says of itself."""
    if status is not None and status.text in DRAFTS:
        yield f"所引{name}是{status.text}{shown(status.span)}，不是正式文件，请核实是否已正式印发"
    elif status is not None and any(word in status.text for word in ("废止", "失效", "修", "尚未")):
        yield f"所引{name}标明“{status.text}”{shown(status.span)}，引用前请核实"


def _reported(span: Span, library: Library) -> Iterator[Policy]:
    """The policies whose entry, row or sentence a span stands in, less the document itself."""
    document = library.document(span.doc_id)
    yield from (p for p in document.policies if p.scope.covers(span) and p.title != document.title)
