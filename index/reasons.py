"""Why the system refused something, in Chinese where we can."""

import errno

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "路径太长",
}


def reason(error: OSError) -> str:
    """A few words, to stand in a message that says what to do."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
