"""What is looked up to the letter: 文号, 《titles》, 《X》第N条 and “phrases”, in a question and in a passage.

A question that names 〔2020〕111号 must never be answered from 〔2020〕112号, however alike the words
are; so these are terms of their own, whole, beside the words.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import repeat

from index import articles, docnumbers
from index.articles import TITLE_WORDS
from index.entries import Row
from index.reports import called
from index.types import Block, Document, Passage, Span

VERSION = 3
"""Raised when `rows` gives other rows for the same document: every index is then rebuilt."""

_TITLE = re.compile(rf"《({TITLE_WORDS})》")
_PHRASE = re.compile(r"“([^“”\n]{4,80})”|\"([^\"\n]{4,80})\"|「([^「」\n]{4,80})」")


def keys(question: str) -> tuple[str, ...]:
    """The 文号 in any form people type, the 《titles》 and the articles of laws that a question names."""
    numbers = (mention.number.key for mention in docnumbers.find(question, loose=True))
    titles = (normal_title(match[1]) for match in _TITLE.finditer(question))
    return tuple(dict.fromkeys((*numbers, *titles, *articles.named(question))))


def phrases(question: str) -> tuple[str, ...]:
    """The quoted phrases of at least four characters in a question."""
    return tuple(next(filter(None, match.groups())) for match in _PHRASE.finditer(question))


def normal_title(title: str) -> str:
    """One spelling of a title: NFKC, no white space, no outer 《》."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", title)).lower()
    return folded.removeprefix("《").removesuffix("》")


def rows(document: Document, passages: Sequence[tuple[int, Passage]]) -> Iterator[Row]:
    """What the lexical index gets of each keyed passage: its words, those around it, and its exact keys."""
    named = sorted(_named(document.text))
    law = articles.articles(document)
    starts = [block.span.start for block in document.blocks]
    # Neighbours share their title and headings, so each is read once.
    held: dict[str, frozenset[str]] = {}
    for key, passage in passages:
        around = [
            called(document.title, document.meta),
            *passage.heading,
            *_context(document, starts, passage),
        ]
        for text in around:
            if text not in held:
                held[text] = frozenset(name for _, name in _named(text))
        span = passage.span
        inside = named[bisect_left(named, (span.start, "")) : bisect_left(named, (span.end, ""))]
        exact = {name for _, name in inside}.union(*(held[text] for text in around))
        exact |= {normal_title(document.title), *_policy_keys(document, span)}
        if article := articles.holding(law, span.start):
            exact.add(articles.key(document.title, article.number))
        context = "\n".join(filter(None, around))
        yield Row(key, document.id, span.start, document.at(span), context, tuple(sorted(exact - {""})))


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Every 文号 and title in a text, each with the offset where it begins."""
    for mention in docnumbers.find(text):
        yield from zip(repeat(mention.at[0]), mention.number.keys(), strict=False)
    yield from ((match.start(), normal_title(match[1])) for match in _TITLE.finditer(text))


def _context(document: Document, starts: Sequence[int], passage: Passage) -> Iterator[str]:
    """Caption and header of a table; for a row also the cells it inherits, which say whose row it is."""
    for span in passage.context:
        block = _block_at(document, starts, span)
        if passage.kind == "row" or (block is not None and (block.header or block.kind == "caption")):
            yield document.at(span)


def _block_at(document: Document, starts: Sequence[int], span: Span) -> Block | None:
    i = bisect_left(starts, span.start + 1) - 1
    return document.blocks[i] if i >= 0 and document.blocks[i].span.overlaps(span) else None


def _policy_keys(document: Document, span: Span) -> Iterator[str]:
    """Names of the policies that the passage reports, wherever in the entry they are named."""
    for policy in document.policies:
        if policy.scope.covers(span):
            yield normal_title(policy.title)
            for mention in docnumbers.find(policy.doc_number):
                yield from mention.number.keys()
