"""Many documents, one after the other: each is durable before the next is put, and none stops the others."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from index import intake
from index.change import Incoming
from index.errors import SourceError
from index.folder import Listed
from index.intake import Made
from index.results import Added, Report
from index.told import line

Item = TypeVar("Item")


def in_turn(
    items: Iterable[Item], make: Callable[[Item], Made], put: Callable[[Incoming], Added]
) -> Iterator[tuple[Item, Added | SourceError]]:
    """What became of each, in order. While one is put, which is mostly the disk's work, the next is made."""
    with ThreadPoolExecutor(1) as other:
        last: tuple[Item, Incoming, Future[Added]] | None = None
        for item in items:
            made = make(item)
            if last and _concerns(made, last[1]):
                last[2].result()
                made = make(item)
            if last:
                yield last[0], last[2].result()
                last = None
            if isinstance(made, Incoming):
                last = item, made, other.submit(put, made)
            else:
                yield item, made
        if last:
            yield last[0], last[2].result()


def _concerns(made: Made, before: Incoming) -> bool:
    """Whether it might be made otherwise once `before` is put: what a person filled in goes from text to text."""
    if not isinstance(made, Incoming):
        return False
    same = made.document.id == before.document.id or made.source.path == before.source.path
    return same or made.corrected


def add_each(
    listed: Iterable[Listed],
    make: Callable[[Listed], Made],
    put: Callable[[Incoming], Added],
    fail: Callable[[Path, SourceError], None],
    tell: Callable[[str], None],
) -> Report:
    """Put each file, or remember why it failed; `tell` gets one line of Chinese a file."""
    report = Report()
    for (path, _), added in in_turn(listed, make, put):
        if isinstance(added, SourceError):
            fail(path, added)
            report = replace(report, failures=(*report.failures, (intake.shown(path), str(added))))
            tell(f"未能添加 {intake.shown(path.name)}：{added}")
        else:
            report = replace(report, **{added.status: getattr(report, added.status) + 1})
            tell(line(added))
    return report
