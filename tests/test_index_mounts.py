"""A library never lies on a drive that another machine serves."""

from pathlib import Path

import pytest

from index import Library, mounts
from index.errors import StoreError
from index.mounts import network, served

TABLE = """\
/dev/vda / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /mnt/share nfs4 rw,vers=4.2 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
//nas/public /mnt/公共\\040盘 cifs rw 0 0
//nas/other /mnt/smb smb3 rw 0 0
drvfs /mnt/c 9p rw 0 0
me@host:/home /home/me/remote fuse.sshfs rw 0 0
https://dav.example.org/dav/ /mnt/dav fuse rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
/dev/fuse /mnt/ntfs fuse.ntfs-3g rw 0 0
overlay /var/lib/box overlay rw 0 0
server:/a /mnt/over nfs rw 0 0
/dev/sdd1 /mnt/over ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/share", "nfs4"),
        ("/mnt/share/库", "nfs4"),
        ("/mnt/share/还没有/库", "nfs4"),
        ("/mnt/公共 盘/库", "cifs"),
        ("/mnt/smb/库", "smb3"),
        ("/mnt/c/Users/库", "9p"),
        ("/home/me/remote/库", "fuse.sshfs"),
        ("/mnt/dav/库", "fuse"),
        ("/mnt/share/local/库", ""),
        ("/mnt/share2/库", ""),
        ("/mnt/usb/库", ""),
        ("/mnt/ntfs/库", ""),
        ("/var/lib/box/库", ""),
        ("/mnt/over/库", ""),
        ("/tmp/库", ""),
        ("/home/me/库", ""),
    ],
)
def test_a_network_drive_is_told_from_a_disk(path, kind):
    assert served(Path(path), TABLE) == kind


@pytest.mark.parametrize("table", ["", "\n", "one two\n", "/dev/vda /elsewhere ext4 rw 0 0\n"])
def test_a_table_that_says_nothing_refuses_nothing(table):
    assert served(Path("/tmp"), table) == ""


def test_this_machines_own_table_can_be_read(tmp_path):
    assert network(tmp_path / "还没有") == ""


def test_a_library_on_a_network_drive_is_neither_made_nor_opened(tmp_path, monkeypatch):
    disk, drive = tmp_path / "盘", tmp_path / "网络盘"
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\n//nas/a {drive} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(mounts, "_TABLE", table)
    with pytest.raises(StoreError, match=r"网络盘上（cifs）.*--library"):
        Library.open(drive / "库", create=True)
    assert not drive.exists()
    Library.open(disk, create=True).close()
    disk.rename(drive)
    for options in ({}, {"read_only": True}, {"create": True}):
        with pytest.raises(StoreError, match="复制到本机"):
            Library.open(drive, **options)
    # A link does not lead around it.
    (tmp_path / "链接").symlink_to(drive)
    with pytest.raises(StoreError, match="网络盘"):
        Library.open(tmp_path / "链接" / "库", create=True)


def test_texts_may_be_read_from_a_network_drive(tmp_path, monkeypatch):
    (tmp_path / "网络盘").mkdir()
    (tmp_path / "网络盘" / "a.txt").write_text("推动产业链发展，完善工作机制。\n", encoding="utf-8")
    table = tmp_path / "mounts"
    table.write_text(f"/dev/vda / ext4 rw 0 0\n//nas/a {tmp_path / '网络盘'} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(mounts, "_TABLE", table)
    with Library.open(tmp_path / "库", create=True) as library:
        assert library.add_folder(tmp_path / "网络盘").added == 1
