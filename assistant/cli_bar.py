"""One line on the terminal that says how far long work is."""

import shutil
import sys
import time
import unicodedata
from types import TracebackType
from typing import Self

import click

_CELLS = 20
_PAUSE = 0.05


class Bar:
    """A context manager. On a terminal it rewrites its line; in a log it writes one at every tenth of the way.

    `shown` is false where the user wants no progress.
    """

    def __init__(self, title: str, shown: bool) -> None:
        self._title = title
        self._shown = shown
        self._rewrites = sys.stderr.isatty()
        self._drawn = 0.0
        self._tenth = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._rewrites and self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True)

    def step(self, done: int, total: int, line: str) -> None:
        """So much of the total is done; `line` is what was done last."""
        if not self._shown:
            return
        if self._rewrites:
            self._draw(done, total, line)
            return
        tenth = 10 * done // max(total, 1)
        if tenth > self._tenth:
            self._tenth = tenth
            click.echo(f"{self._title} {done}/{total}", err=True)

    def _draw(self, done: int, total: int, line: str) -> None:
        now = time.monotonic()
        if done < total and now - self._drawn < _PAUSE:
            return
        self._drawn = now
        filled = _CELLS * done // max(total, 1)
        bar = "#" * filled + "-" * (_CELLS - filled)
        text = _cut(f"{self._title} [{bar}] {done}/{total} {line}", shutil.get_terminal_size().columns - 1)
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _cut(text: str, columns: int) -> str:
    """As much of a text as fits into so many columns; a Han character takes two, and what moves the cursor is left out."""
    kept: list[str] = []
    for character in text:
        if not character.isprintable():
            continue
        columns -= 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if columns < 0:
            break
        kept.append(character)
    return "".join(kept)
