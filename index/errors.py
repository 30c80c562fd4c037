"""
What this project raises on purpose:

* ExpectedError                  its message is written for the user, in Chinese; doors print it bare
  x SourceError                  a file cannot become a document
    + UnsupportedFormatError     no loader for this suffix
    + UnreadableFileError        missing, not a file, no permission, or binary where text was expected
    + EmptyDocumentError         the file holds no text
    + ProtectedFileError         it is locked by a password
    + ScannedFileError           its pages are pictures that could not be read
    + GarbledFileError           its letters cannot be told from what it holds
    + LimitError                 it is too large, or takes too long
    + DamagedFileError           it is broken, or not what its suffix says
    + CatalogError               catalog.toml is malformed or names a file that is not as it says
  x StoreError                   the library on disk cannot be used
    + StoreMissingError          nothing has been built at this folder yet
    + StoreVersionError          written by a newer program
    + StoreDamagedError          the one truth, library.sqlite, cannot be read
    + StoreLockedError           another process is changing the library
    + StoreReadOnlyError         the folder cannot be written
  x NotFoundError                no such document, passage or citation in this library
  x EncoderError                 the vector model cannot be loaded, or is not the one the vectors came from

(`assistant.errors` continues the tree.) Anything else that escapes is a bug and keeps its traceback.
"""


class ExpectedError(Exception):
    """Base class. Says what went wrong and what to do next, in the user's language."""


class SourceError(ExpectedError):
    """A source file cannot be turned into a document. `state` names why, in a word or two for lists."""

    state = "无法读取"


class UnsupportedFormatError(SourceError):
    """No loader for this suffix."""

    state = "格式不支持"


class UnreadableFileError(SourceError):
    """The file is missing, is not a file, may not be read, or is binary where text was expected."""


class EmptyDocumentError(SourceError):
    """The file holds no text."""

    state = "没有文字"


class ProtectedFileError(SourceError):
    """The file is locked by a password."""

    state = "需要密码"


class ScannedFileError(SourceError):
    """The pages are pictures, and could not be read. `pages` is how many of them there are."""

    state = "扫描页未识别"
    pages = 1


class GarbledFileError(SourceError):
    """Which letters the file's characters stand for cannot be told."""

    state = "文字编码异常"


class LimitError(SourceError):
    """The file is too large, inflates to too much, or takes too long."""

    state = "超出限制"


class DamagedFileError(SourceError):
    """The file is broken, or is not what its suffix says."""

    state = "已损坏"


class CatalogError(SourceError):
    """A catalogue is malformed, or names a file that is missing or has other bytes."""


class StoreError(ExpectedError):
    """The library on disk cannot be used."""


class StoreMissingError(StoreError):
    """Nothing has been built at this folder yet."""


class StoreVersionError(StoreError):
    """The library was written by a newer program."""


class StoreDamagedError(StoreError):
    """library.sqlite cannot be read."""


class StoreLockedError(StoreError):
    """Another process is changing the library."""


class StoreReadOnlyError(StoreError):
    """The library's folder cannot be written."""


class NotFoundError(ExpectedError):
    """The library holds no such document, passage or citation."""


class EncoderError(ExpectedError):
    """The vector model cannot be loaded, or is not the one the stored vectors came from."""
