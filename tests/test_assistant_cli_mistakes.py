"""Every mistake of a user of `yanju` ends in one clear sentence with the next step, and exit code 2."""

import json
import re
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from index.library import Library

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "广东省什么时候印发了培育发展战略性产业集群的意见？"
TEXT = "为推动产业链高质量发展，省人民政府决定设立专项资金，用于支持重点企业的技术改造和设备更新。\n"


def is_one_clear_sentence(message):
    """A line for the user, in Chinese, that says what to do."""
    assert message.count("\n") == 1, message
    assert re.search(r"请|可以|要", message), message
    assert re.search(r"[\u4e00-\u9fff]{4}", message), message
    return True


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("unknown.xyz", TEXT.encode()),
        ("old.doc", TEXT.encode()),
    ],
)
def test_a_file_that_cannot_be_read_ends_in_one_clear_sentence(folder, yanju, name, content):
    if content is not None:
        (folder / name).write_bytes(content)
    yanju("index", "add", ROOT / "seeds" / "004_5ea7f82b29d2333f.txt")
    code, out, err = yanju("index", "add", folder / name)
    assert code == 2
    assert name in err
    assert is_one_clear_sentence(err)
    assert "失败 1 份" in out


def test_a_file_that_cannot_be_read_is_named_once_even_without_progress(folder, yanju, monkeypatch):
    monkeypatch.setenv("YANJU_PROGRESS", "off")
    code, _, err = yanju("index", "add", folder / "missing.txt")
    assert code == 2
    assert is_one_clear_sentence(err)


@pytest.mark.parametrize(
    "command",
    [
        ("serch", "x"),
        ("search",),
        ("search", ""),
        ("search", "a", "b"),
        ("search", "a", "--jsn"),
        ("search", "a", "-k"),
        ("search", "a", "-k", "0"),
        ("search", "a", "-k", "many"),
        ("ask", ""),
        ("ask", "  "),
        ("ask", QUESTION, "-o", "/nonexistent/folder/file"),
        ("ask", QUESTION, "-o", str(ROOT)),
        ("show", "nonsense"),
        ("show", "0123:5-2"),
        ("show", "0123:1-2"),
        ("check", "/nonexistent"),
        ("check", str(ROOT)),
        ("check", "字" * 300),
        ("check", "nothing\udcff"),
        ("index", "remove", "nothing-of-this-name"),
        ("index", "nothing"),
        ("index", "add"),
        ("--library", "", "index", "list"),
        ("--library", "/nonexistent", "ask", QUESTION),
        ("--library", str(ROOT / "LICENSE"), "index", "add", str(ROOT / "LICENSE")),
    ],
    ids=lambda command: " ".join(command)[:40],
)
def test_a_mistake_ends_in_one_clear_sentence_with_the_next_step(asked, yanju, command):
    code, out, err = yanju(*command)
    assert (code, out) == (2, "")
    assert is_one_clear_sentence(err)


@pytest.mark.parametrize("below", ["", "里面"])
@pytest.mark.parametrize("command", [("ask", QUESTION), ("index", "add", "."), ("index", "list")])
def test_a_file_where_the_library_should_be_is_called_a_file(yanju, tmp_path, command, below):
    (tmp_path / "某文件").write_text(TEXT, encoding="utf-8")
    code, _, err = yanju("--library", tmp_path / "某文件" / below, *command)
    assert code == 2
    assert is_one_clear_sentence(err)
    assert f"{tmp_path / '某文件'} 是一个文件" in err


def test_a_backup_that_is_not_there_or_has_no_folder_is_told_so_in_chinese(asked, yanju, tmp_path):
    code, _, err = yanju("index", "import", tmp_path / "nope.zip")
    assert (code, "找不到备份文件" in err) == (2, True)
    assert is_one_clear_sentence(err)
    code, _, err = yanju("index", "export", tmp_path / "无" / "备份.zip")
    assert code == 2
    assert "（文件夹不存在）" in err


def test_a_library_of_a_newer_program_is_left_alone(folder, yanju):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    yanju("index", "add", folder / "a.txt")
    with sqlite3.connect(folder / "library" / "library.sqlite") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    for command in (("ask", QUESTION), ("index", "add", folder / "a.txt"), ("index", "rebuild"), ("doctor",)):
        code, _, err = yanju(*command)
        assert code == 2
        assert command == ("doctor",) or is_one_clear_sentence(err)


def test_a_second_writer_is_told_to_wait(folder, yanju, monkeypatch):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    yanju("index", "add", folder / "a.txt")
    monkeypatch.setenv("YANJU_PROGRESS", "off")
    monkeypatch.setattr(Library, "open", partial(Library.open, wait=0.05))
    with FileLock(folder / "library" / "writer.lock"):
        code, out, err = yanju("index", "remove", "a.txt")
        assert (code, out) == (2, "")
        assert is_one_clear_sentence(err)
        assert yanju("search", "专项资金")[0] == 0
    assert yanju("index", "remove", "a.txt")[0] == 0


def test_bytes_that_are_no_text_are_searched_for_without_a_crash(asked, yanju):
    code, out, _ = yanju("search", "产业链\udcff", "--json")
    assert code == 0
    assert json.loads(out)["hits"]


def test_a_file_name_cannot_command_the_terminal(folder, yanju):
    (folder / "a\x1b[2J.txt").write_text(TEXT, encoding="utf-8")
    _, out, err = yanju("index", "add", folder / "a\x1b[2J.txt")
    _, listed, _ = yanju("index", "list")
    assert "\x1b" not in out + err + listed
    assert "a[2J.txt" in listed
