"""What the terminal door writes: results to standard output or a file, everything else to standard error."""

import io
import sys
from pathlib import Path

import click

from assistant.errors import SettingsError
from index.reasons import reason

# A file name or a text may hold escape sequences, and a terminal would obey them.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def prepare_streams() -> None:
    """UTF-8 for programs that read us, whatever the locale; a character that cannot be shown never ends a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def say(message: str) -> None:
    """One message for the user, beside the result."""
    click.echo(message.translate(_CONTROLS), err=True)


def emit(text: str) -> None:
    """Text to standard output."""
    click.echo(text.translate(_CONTROLS))


def save(data: bytes, output: Path) -> None:
    """A file as it is. SettingsError where it cannot be written."""
    try:
        output.write_bytes(data)
    except OSError as error:
        raise SettingsError(f"无法写入 {output}：{reason(error)}。请换一个可写的位置。") from error
    say(f"已写入 {output}")
