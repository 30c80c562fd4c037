"""Files in, Documents out: one loader a format, chosen by suffix. The only place where text is changed."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from index.catalog import CatalogEntry
from index.errors import EmptyDocumentError, LimitError, UnreadableFileError, UnsupportedFormatError
from index.load import comma, pdf, sandbox, sheet, slides, text, web, word
from index.load.sandbox import Sandbox
from index.reasons import reason
from index.types import Document

Loader = Callable[[bytes, str, CatalogEntry | None], Document]

PLAIN: Mapping[str, Loader] = dict.fromkeys((".txt", ".md", ".markdown"), text.load_text)
VERSIONS: Mapping[str, str] = {
    **dict.fromkeys(PLAIN, text.VERSION),
    ".docx": word.VERSION,
    ".pdf": f"{pdf.VERSION} {sandbox.READER}",
    ".pptx": slides.VERSION,
    ".xlsx": sheet.VERSION,
    ".csv": comma.VERSION,
    ".html": web.VERSION,
    ".htm": web.VERSION,
}
"""What each format is read by: a file that was read by another version is read anew."""

_AS_WORD = "请用 Word 或 WPS 打开，另存为 .docx 后再试"
_CONVERT = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt"), _AS_WORD),
    **dict.fromkeys((".xls", ".et", ".ods", ".xlsb"), "请用 Excel 或 WPS 打开，另存为 .xlsx 后再试"),
    **dict.fromkeys((".ppt", ".dps", ".odp"), "请用 PowerPoint 或 WPS 打开，另存为 .pptx 后再试"),
    **dict.fromkeys((".ofd", ".caj", ".ceb"), "请用它的阅读软件打开，另存或打印为 .pdf 后再试"),
    **dict.fromkeys((".mht", ".mhtml"), "请用浏览器打开，另存为 .html 后再试"),
    **dict.fromkeys((".zip", ".rar", ".7z"), "请先解压，再选其中的文件"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"), "请把图片另存或打印为 .pdf 后再试"),
}
_LIMIT = 64 * 2**20


def load(path: Path, entry: CatalogEntry | None = None, sandbox: Sandbox | None = None) -> Document:
    """Read one file. SourceError, with the next step, for whatever cannot become a document.

    All but plain text is read by another process, that of `sandbox` or one of its own.
    """
    suffix = path.suffix.lower()
    data = read(path)
    refuse_unknown(path)
    if entry is not None:
        entry.verify(data)
    if not data.strip():
        raise EmptyDocumentError(f"“{path.name}”是空文件，没有可用的文字。请确认文件内容后再试。")
    if suffix in PLAIN:
        return PLAIN[suffix](data, path.name, entry)
    if sandbox is not None:
        return sandbox.load(data, path.name, entry)
    with Sandbox() as own:
        return own.load(data, path.name, entry)


def refuse_unknown(path: Path) -> None:
    """UnsupportedFormatError, with what to do, where there is no loader for a file's suffix."""
    if path.suffix.lower() not in VERSIONS:
        advice = _CONVERT.get(path.suffix.lower(), "请另存为 .docx、.pdf 或 .txt 后再试")
        known = "、".join(sorted(VERSIONS))
        raise UnsupportedFormatError(f"暂不支持“{path.name}”的格式（现支持 {known}）。{advice}。")


def read(path: Path) -> bytes:
    """The bytes of a file that may be read, up to 64 MiB."""
    try:
        if not path.exists():
            raise UnreadableFileError(f"找不到文件：{path}。请检查路径是否写对。")
        if not path.is_file():
            what = "一个文件夹" if path.is_dir() else "设备或管道"
            raise UnreadableFileError(f"这不是文件，是{what}：{path}。请给出一个文件。")
        if path.stat().st_size > _LIMIT:
            raise LimitError(f"“{path.name}”超过 64 MB，超出限制。请拆分后再试。")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"无法读取“{path.name}”：{reason(error)}。请检查路径和文件权限。"
        ) from error


def version(suffix: str) -> str:
    """What decides how a file of this suffix is read."""
    return VERSIONS.get(suffix.lower(), "")


def digest(data: bytes) -> str:
    """Names a file by its bytes: the same bytes under two names are one document."""
    return hashlib.sha256(data).hexdigest()
