"""The text that a command is given to look at: a file of any format, or standard input."""

import sys
from pathlib import Path

from index.load import PLAIN, VERSIONS, load, read
from index.load.decode import decode

STDIN = "-"


def given_text(name: str) -> str:
    """Plain text as it was written, so that offsets count its characters; other formats as their loader reads them.

    SourceError when it cannot be read.
    """
    if name == STDIN:
        return decode(sys.stdin.buffer.read(), "标准输入")[0]
    path = Path(name)
    if path.suffix.lower() in PLAIN or not path.suffix:
        return decode(read(path), name)[0]
    return load(path).text


def names_a_file(given: str) -> bool:
    """Whether words name a file rather than a topic: standard input, a file that exists, or a name with a known suffix."""
    return given == STDIN or Path(given).suffix.lower() in VERSIONS or _exists(given)


def named(given: str) -> str:
    """What to call such a text in a title."""
    return "文稿" if given == STDIN else Path(given).stem


def _exists(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        # A long topic is too long for a file's name.
        return False
