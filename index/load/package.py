"""Whether an Office package may be opened at all: how much it inflates to, passwords, document types."""

import io
import re
import zipfile
import zlib

from index.errors import DamagedFileError, LimitError, ProtectedFileError

_TOTAL, _ENTRY, _ENTRIES = 200 * 2**20, 100 * 2**20, 5_000
_RATIO, _RATIO_ABOVE = 200, 10 * 2**20
_STEP = 2**16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check(data: bytes, name: str) -> None:
    """ProtectedFileError, LimitError or DamagedFileError for bytes that no Office reader should see.

    Every entry is inflated once and counted, for what its header says of its size may be a lie.
    """
    if data.startswith(_OLE):
        raise _old(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if len(entries) > _ENTRIES:
                raise _too_big(name, f"内含 {len(entries)} 个部件，多于 {_ENTRIES} 个")
            total = 0
            for entry in entries:
                if entry.flag_bits & 1:
                    raise ProtectedFileError(f"“{name}”有密码保护。请用原来的软件打开，取消密码后再试。")
                total += _inflated(package, entry, name)
                if total > _TOTAL:
                    raise _too_big(name, f"解压后超过 {_TOTAL // 2**20} MB")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise DamagedFileError(f"“{name}”已损坏，无法打开。请用原来的软件打开检查，另存后再试。") from error


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> int:
    """How many bytes an entry inflates to; LimitError as soon as it is too many."""
    size = 0
    with package.open(entry) as stream:
        tail = b""
        while block := stream.read(_STEP):
            size += len(block)
            if size > _ENTRY:
                raise _too_big(name, f"其中一个部件解压后超过 {_ENTRY // 2**20} MB")
            if size > _RATIO_ABOVE and size > _RATIO * max(entry.compress_size, 1):
                raise _too_big(name, "压缩比异常")
            if entry.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(tail + block):
                raise DamagedFileError(
                    f"“{name}”含有不应有的文档类型声明，为安全起见没有读取。请用原来的软件另存后再试。"
                )
            tail = block[-16:]
    return size


def _too_big(name: str, why: str) -> LimitError:
    return LimitError(f"“{name}”{why}，超出限制。请拆分后再试，或另存为纯文本。")


def _old(data: bytes, name: str) -> ProtectedFileError | DamagedFileError:
    if _ENCRYPTED in data:
        return ProtectedFileError(f"“{name}”有密码保护。请用原来的软件打开，取消密码后再试。")
    return DamagedFileError(
        f"“{name}”其实是旧版 Office 格式，只是后缀改成了新的。请用 Office 或 WPS 打开，另存为新格式后再试。"
    )
