"""Questions that the library answers, made from its own headings, definitions and dates and the documents it names; each was asked first."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.references import day, named, on_one_line
from assistant.types import Answer
from index.errors import ExpectedError
from index.library import Library
from index.types import Document, Span

MOST = 4
_TRIED, _SECONDS = 16, 4.0
_A_DOCUMENT = 6
_DOCUMENTS = 8
_LONGEST = 34
"""Characters of a title that still reads well in a question."""
_NUMBER = re.compile(
    r"^(?:\d+(?:\.\d+)*[.．、]?\s*|第?[一二三四五六七八九十百]+[章节、.．]|[（(][一二三四五六七八九十\d]+[)）]|[①-⑳])\s*"
)
_WHAT = re.compile(r"^什么是(.{2,16})$")
_MEANT = re.compile(r"所称的?([^，。；：、\s“”《》是]{2,14})，?(?:是|系)?指")
_OF = re.compile(
    r"^([^，。；：的]{2,14})的(概念|定义|内涵|特点|特征|作用|目标|原则|做法|职责|意义)(?:[及和与].{1,6})?$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, where the library should answer it, and what the answer must say."""

    question: str
    place: Span
    expected: str


class Suggestions:
    """A few questions for one state of the library, found out when they are first wanted.

    While they are being found out others get none, and wait for nothing.
    """

    def __init__(self, library: Library, clock: Callable[[], float] = time.monotonic) -> None:
        self._library = library
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[str, tuple[str, ...]] = ("", ())

    def questions(self) -> tuple[str, ...]:
        """At most four, fewer where the library answers fewer or takes long to."""
        if not self._lock.acquire(blocking=False):
            return ()
        try:
            now = self._library.digest
            if self._known[0] != now:
                self._known = (now, tuple(self._answered()))
            return self._known[1]
        finally:
            self._lock.release()

    def _answered(self) -> Iterator[str]:
        until, found = self._clock() + _SECONDS, 0
        for number, candidate in enumerate(_candidates(self._library)):
            if found == MOST or number == _TRIED or self._clock() > until:
                return
            try:
                answer = ask(candidate.question, self._library, Extractive())
            except ExpectedError:
                continue
            if _holds(answer, candidate):
                found += 1
                yield candidate.question


def _holds(answer: Answer, candidate: Candidate) -> bool:
    """Whether the first sentence rests on the place that gave the question, and says what is expected."""
    first = answer.claims[0] if answer.claims else None
    return (
        first is not None
        and not first.findings
        and any(cited.span.overlaps(candidate.place) for cited in first.citations)
        and candidate.expected in first.text
    )


def _candidates(library: Library) -> Iterator[Candidate]:
    """Documents take turns, of many those that stand far apart."""
    held = library.documents()
    documents = [library.document(one.id) for one in held[:: max(len(held) // _DOCUMENTS, 1)][:_DOCUMENTS]]
    turns = [list(islice(_in_turn(*(source(one) for source in _SOURCES)), _A_DOCUMENT)) for one in documents]
    for turn in range(_A_DOCUMENT):
        yield from (found[turn] for found in turns if len(found) > turn)


def _in_turn(*sources: Iterator[Candidate]) -> Iterator[Candidate]:
    """One of each, as long as any has one."""
    for found in zip_longest(*sources):
        yield from (one for one in found if one is not None)


def _from_headings(document: Document) -> Iterator[Candidate]:
    """什么是X, and what is the Y of X; the answer is expected below the heading."""
    headings = [block for block in document.blocks if block.kind == "heading" and block.lang == "zh"]
    for block, after in zip_longest(headings, headings[1:]):
        end = after.span.start if after else len(document.text)
        heading = _NUMBER.sub("", on_one_line(document.at(block.span)))
        below = Span(document.id, block.span.start, max(end, block.span.end))
        if what := _WHAT.match(heading):
            yield Candidate(f"{what[1]}是什么？", below, what[1].strip("“”"))
        elif of := _OF.match(heading):
            yield Candidate(f"{of[1]}的{of[2]}是什么？", below, of[1].strip("“”"))


def _from_policies(document: Document) -> Iterator[Candidate]:
    """When a document that is named with its number was issued."""
    for policy in document.policies:
        short = len(policy.title) <= _LONGEST
        if short and policy.doc_number and policy.date and policy.date.precision == "day":
            yield Candidate(f"{named(policy.title)}是什么时候发布的？", policy.scope, day(policy.date))


def _from_definitions(document: Document) -> Iterator[Candidate]:
    """What X is, where the document says what it calls so."""
    for meant in _MEANT.finditer(document.text):
        yield Candidate(f"{meant[1]}是什么？", Span(document.id, *meant.span()), meant[1])


def _from_dates(document: Document) -> Iterator[Candidate]:
    """From when the document itself holds."""
    for date in document.meta.dates:
        if date.kind == "施行" and date.span and date.precision == "day" and len(document.title) <= _LONGEST:
            yield Candidate(f"{named(document.title)}什么时候施行？", date.span, day(date))


_SOURCES = (_from_headings, _from_policies, _from_definitions, _from_dates)
