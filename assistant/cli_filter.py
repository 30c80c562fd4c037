"""The options that restrict which documents may answer, and the Filter that they make."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from assistant.errors import RequestError
from index import Filter, Library
from index.filter import allowed
from index.store import Listing

F = TypeVar("F", bound=Callable[..., Any])

_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_OPTIONS = (
    ("--doc", "文献", "只看这份文献：编号、题名或文件名的一部分；可写几次"),
    ("--issuer", "机关", "只看这个机关发的文献"),
    ("--place", "地区", "只看这个地区的文献，含其下级"),
    ("--genre", "文种", "只看这个文种的文献，如 规范性文件"),
    ("--since", "日期", "只看这一天以后的文献，如 2020 或 2020-05-18"),
    ("--until", "日期", "只看这一天以前的文献"),
    ("--status", "状态", "只看这种状态的文献，如 试行、已废止、材料未载；非已废止 则不看已废止的"),
)


def filter_options(command: F) -> F:
    """Add the options; `chosen` reads what was given."""
    for name, metavar, words in reversed(_OPTIONS):
        command = click.option(
            name,
            metavar=metavar,
            multiple=name == "--doc",
            help=words,
            expose_value=False,
            callback=_remember,
        )(command)
    return command


def _remember(ctx: click.Context, param: click.Parameter, value: str | tuple[str, ...] | None) -> None:
    ctx.meta[f"only.{param.name}"] = value


def chosen(ctx: click.Context, library: Library) -> Filter | None:
    """The filter, or None when nothing restricts. RequestError when a value is malformed or no document is left."""
    doc, issuer, place, genre, since, until, status = (
        ctx.meta[f"only.{name[2:]}"] for name, _, _ in _OPTIONS
    )
    if not any((doc, issuer, place, genre, since, until, status)):
        return None
    for date in (since, until):
        if date and not _DATE.fullmatch(date):
            raise RequestError(f"看不懂日期“{date}”。请写成 2020、2020-05 或 2020-05-18。")
    listings = library.documents()
    documents = tuple(listing.id for word in doc for listing in _meant(word, listings))
    wanted = Filter(documents, issuer or "", place or "", genre or "", since or "", until or "", status or "")
    if not allowed(listings, wanted, library.standing):
        raise RequestError("没有一份文献符合这些条件。请放宽条件，或用 yanju index list 查看资料库。")
    return wanted


def _meant(word: str, listings: list[Listing] | tuple[Listing, ...]) -> list[Listing]:
    found = [one for one in listings if word in (one.id, *one.sources) or word in one.title]
    found = found or [one for one in listings if any(word in source for source in one.sources)]
    if not found:
        raise RequestError(f"资料库里没有“{word}”这份文献。请用 yanju index list 查看题名和文件名。")
    return found
