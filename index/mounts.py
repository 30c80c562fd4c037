"""Where a library must not lie: on a drive that another machine serves.

SQLite's write-ahead log needs memory that is shared, and locks that hold, among all who have the file
open. Network file systems promise neither, and a library there can be torn by two machines that each
think themselves alone. So it is refused, and nothing overrides that; texts may well be read from there.
"""

import os
import re
import sys
from pathlib import Path

from index.errors import StoreError

_NETWORK = re.compile(
    r"9p|afs|beegfs|ceph|cifs|coda|davfs|gfs2|gpfs|lustre|ncpfs|nfs\d?|ocfs2|orangefs|pvfs2|smb.*|vboxsf|vmhgfs"
    r"|fuse\.(beegfs|ceph(fs)?|curlftpfs|davfs2?|gcsfuse|glusterfs|goofys|gvfsd-fuse|juicefs|lustre|mfs|moosefs"
    r"|nfs|rclone|s3fs|s3ql|seaweedfs|smb.*|sshfs|vmhgfs-fuse)"
)
_TABLE = Path("/proc/self/mounts")
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse(folder: Path) -> None:
    """StoreError when a folder, or the place where it would be made, lies on a network drive."""
    if kind := network(folder):
        raise StoreError(
            f"{folder} 在网络盘上（{kind}），资料库放在那里会损坏，不能使用。"
            "请用 --library 换到本机磁盘上的文件夹；那里已有资料库时，请把整个文件夹复制到本机后再打开。"
        )


def network(folder: Path) -> str:
    """The kind of network drive that a folder lies on; empty when it lies on none that can be told."""
    path = Path(os.path.realpath(folder))
    if sys.platform == "win32":
        import ctypes

        return "Windows 网络驱动器" if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _REMOTE else ""
    try:
        table = _TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        # Neither Linux nor Windows: there is no such table to look into.
        return ""
    return served(path, table)


def served(path: Path, table: str) -> str:
    """The network file system that a path lies on by a mount table, written as /proc/self/mounts is; empty for none."""
    deepest, source, kind = 0, "", ""
    for line in table.split("\n"):
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescaped(fields[1]))
        # Of two mounts on one point the later hides the earlier.
        if path.is_relative_to(point) and len(point.parts) >= deepest:
            deepest, source, kind = len(point.parts), fields[0], fields[2].lower()
    over_http = kind == "fuse" and "://" in source
    return kind if over_http or _NETWORK.fullmatch(kind) else ""


def _unescaped(point: str) -> str:
    """Spaces, tabs, line ends and backslashes stand in a mount table as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)
