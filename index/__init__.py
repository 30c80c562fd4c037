"""Policy texts in, ranked passages out. Knows nothing of questions, drafts or models."""

from index.errors import ExpectedError
from index.library import Library
from index.types import Document, Filter, Hit, Passage, Span

__all__ = ["Document", "ExpectedError", "Filter", "Hit", "Library", "Passage", "Span"]
