"""Many files, one after the other: each is durable before the next begins, and none stops the others."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from index import intake
from index.catalog import CatalogEntry
from index.change import Status
from index.errors import SourceError
from index.folder import Listed
from index.results import Added, Report

_DONE: Mapping[Status, str] = {"added": "已添加", "unchanged": "没有变化", "replaced": "已更新"}


def add_each(
    listed: Iterable[Listed],
    add: Callable[[Path, CatalogEntry | None], Added],
    tell: Callable[[str], None],
) -> Report:
    """Put each file to `add`; `tell` gets one line of Chinese a file."""
    report = Report()
    for path, entry in listed:
        try:
            added = add(path, entry)
        except SourceError as error:
            report = replace(report, failures=(*report.failures, (intake.shown(path), str(error))))
            tell(f"未能添加 {intake.shown(path.name)}：{error}")
        else:
            report = replace(report, **{added.status: getattr(report, added.status) + 1})
            tell(f"{_DONE[added.status]} {added.source}")
    return report
