"""What cannot be opened as a library is left alone, and told in a sentence with the next step."""

import sqlite3

import pytest

from index import Library, Span
from index.errors import (
    NotFoundError,
    StoreDamagedError,
    StoreError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
)
from index.schema import NAME
from tests.notices import reopen, write


def test_a_missing_library_says_what_to_run(tmp_path):
    with pytest.raises(StoreMissingError, match="请先运行 yanju index add 文件或文件夹"):
        Library.open(tmp_path / "无")
    with pytest.raises(StoreMissingError):
        Library.open(tmp_path / "无", create=True, read_only=True)
    assert not (tmp_path / "无").exists()


def test_a_library_from_a_newer_program_is_left_alone(full):
    full.close()
    with sqlite3.connect(full.folder / NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = {p: p.read_bytes() for p in full.folder.rglob("*") if p.is_file()}
    for options in ({}, {"create": True}, {"read_only": True}):
        with pytest.raises(StoreVersionError, match="请升级言据"):
            reopen(full, **options)
    assert {p: p.read_bytes() for p in before} == before


@pytest.mark.parametrize(
    ("place", "error", "told"),
    [
        ("文件", StoreError, "文件 是一个文件，资料库要放在文件夹里"),
        ("文件/库", StoreError, "文件 是一个文件，资料库要放在文件夹里"),
        ("/proc/库", StoreReadOnlyError, "请检查路径与权限"),
    ],
)
def test_a_folder_that_cannot_be_made_says_so(tmp_path, place, error, told):
    write(tmp_path, "文件", "甲")
    with pytest.raises(error, match=told):
        Library.open(tmp_path / place, create=True)


def test_a_damaged_library_is_set_aside_only_on_request_and_built_anew(full, given):
    full.close()
    damaged = b"\x00" * 4096 + (full.folder / NAME).read_bytes()[4096:]
    (full.folder / NAME).write_bytes(damaged)
    with pytest.raises(StoreDamagedError, match="yanju index rebuild"):
        reopen(full, create=True)
    assert (full.folder / NAME).read_bytes() == damaged
    aside = Library.set_aside(full.folder)
    assert aside.read_bytes() == damaged
    with reopen(full, create=True) as anew:
        assert anew.documents() == ()
        assert anew.add_folder(given).added == 12
        assert anew.verify() == ()


def test_a_message_is_one_chinese_sentence_or_two_on_one_line(full, tmp_path):
    (tmp_path / "文件").touch()
    for use in (
        lambda: Library.open(tmp_path / "无"),
        lambda: Library.open(tmp_path / "文件", create=True),
        lambda: full.remove("无"),
        lambda: full.quote(Span("无", 0, 1)),
        lambda: full.add_folder(tmp_path / "无"),
    ):
        with pytest.raises((StoreError, NotFoundError)) as caught:
            use()
        message = str(caught.value)
        assert message.endswith("。")
        assert "\n" not in message
        assert "请" in message
