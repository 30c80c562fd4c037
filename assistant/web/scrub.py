"""Text of documents and people made harmless for Markdown: shown as it stands, and nothing comes of it."""

import re
from collections.abc import Callable

from assistant.word.markdown import escape

Scrub = Callable[[str], str]

# Control, zero-width, bidirectional and tag characters: unseen, or turning what is seen around.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")


def scrub(text: str) -> str:
    """The text on one line of Markdown: no image, link, HTML, formula, list or definition can come of it."""
    return escape(bare(text))


def bare(text: str) -> str:
    """The text on one line for what shows it as it stands: nothing unseen is in it."""
    return _LINES.sub(" ", _SPACES.sub(" ", _UNSEEN.sub("", text))).strip()
