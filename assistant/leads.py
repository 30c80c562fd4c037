"""Which text is an earlier 提案 or 提案线索: shown as similar, never evidence, for it is somebody's wording of a wish."""

import re

from index.types import Document

LEADS = frozenset({"提案", "提案线索"})
TITLED = re.compile("关于.+的提案$")
"""The title of a document that no catalogue describes."""


def genre_at(document: Document, genre: str) -> str:
    """The genre of a part of a document, `genre` being the part's own (empty for none): a lead is one in all its parts."""
    own = document.meta.genre.text if document.meta.genre else ""
    if own in LEADS and genre not in LEADS:
        return own
    return genre or ("提案" if TITLED.search(document.title) else "")


def is_lead(document: Document, genre: str) -> bool:
    """Whether a part of a document is, or belongs to, an earlier 提案 or 提案线索."""
    return genre_at(document, genre) in LEADS
