"""Files in, Documents out: one loader a format, chosen by suffix. The only place where text is changed."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from index.catalog import CatalogEntry
from index.errors import EmptyDocumentError, UnreadableFileError, UnsupportedFormatError
from index.load.text import load_text
from index.types import Document

Loader = Callable[[bytes, str, CatalogEntry | None], Document]

LOADERS: Mapping[str, Loader] = {".txt": load_text, ".md": load_text, ".markdown": load_text}
_CONVERT = {
    ".doc": "请用 Word 或 WPS 打开，另存为 .docx 或纯文本 .txt 后再添加",
    ".wps": "请用 WPS 打开，另存为 .docx 或纯文本 .txt 后再添加",
}
_LIMIT = 64 * 2**20


def load(path: Path, entry: CatalogEntry | None = None) -> Document:
    """Read one file. SourceError, with the next step, for whatever cannot become a document."""
    data = read(path)
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        advice = _CONVERT.get(path.suffix.lower(), "请另存为 .txt 或 .md 后再添加")
        known = "、".join(sorted(LOADERS))
        raise UnsupportedFormatError(f"暂不支持“{path.name}”的格式（现支持 {known}）。{advice}。")
    if entry is not None:
        entry.verify(data)
    if not data.strip():
        raise EmptyDocumentError(f"“{path.name}”是空文件，没有可用的文字。请确认文件内容后再添加。")
    return loader(data, path.name, entry)


def read(path: Path) -> bytes:
    """The bytes of a file that may be read, up to 64 MiB."""
    try:
        if not path.exists():
            raise UnreadableFileError(f"找不到文件：{path}。请检查路径是否写对。")
        if not path.is_file():
            raise UnreadableFileError(f"这不是一个文件：{path}。请给出文件，或用文件夹路径整体添加。")
        if path.stat().st_size > _LIMIT:
            raise UnreadableFileError(f"“{path.name}”超过 64 MB，超出限制。请拆分后再添加。")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"无法读取“{path.name}”：{error.strerror}。请检查路径和文件权限。"
        ) from error


def digest(data: bytes) -> str:
    """Names a file by its bytes: the same bytes under two names are one document."""
    return hashlib.sha256(data).hexdigest()
