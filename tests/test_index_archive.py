"""A library as a zip and back: what comes in is what went out, proved, and nothing is lost by trying."""

import hashlib
import json
import os
import random
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing

import pytest

from index import ExpectedError, Library, archive
from index.archive import export, restore
from index.errors import NotFoundError, StoreDamagedError, StoreError, StoreMissingError, StoreVersionError
from index.schema import MIGRATIONS, NAME

CANARY = "蓝鲸栖息于青藏高原"


def fill(folder, numbers, text="推动产业链协同发展，完善园区平台机制"):
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        lines = [f"第{n}条 编号{number}，{text}，到{2020 + n}年达到{number}亿元。" for n in range(1, 6)]
        (folder / f"{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def full(tmp_path):
    with Library.open(tmp_path / "库", create=True, wait=0) as library:
        library.add_folder(fill(tmp_path / "材料", range(6)))
        yield library


@pytest.fixture
def saved(full, tmp_path):
    export(full.folder, tmp_path / "备份.zip")
    return tmp_path / "备份.zip"


def held(library):
    """Everything a library holds and finds."""
    documents = [(d, library.document(d.id)) for d in library.documents()]
    found = [library.search(question, 10) for question in ("产业链", "编号3", "园区平台机制")]
    return library.digest, documents, library.sources(), found


def content(folder):
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def rewritten(saved, target, change=lambda entries: None, manifest=None):
    """The same zip with its entries or its manifest altered, and its hash made to fit."""
    with zipfile.ZipFile(saved) as bundle:
        entries = {name: bundle.read(name) for name in bundle.namelist()}
    change(entries)
    said = json.loads(entries["manifest.json"]) if "manifest.json" in entries else {}
    if NAME in entries and said:
        said |= {"sha256": hashlib.sha256(entries[NAME]).hexdigest(), "size": len(entries[NAME])}
        entries["manifest.json"] = json.dumps(said | (manifest or {})).encode()
    with zipfile.ZipFile(target, "w") as bundle:
        for name, data in entries.items():
            bundle.writestr(name, data)
    return target


def altered(saved, target, statement):
    """The same zip, its database changed by somebody who also made the manifest fit."""

    def change(entries):
        path = target.with_suffix(".sqlite")
        path.write_bytes(entries[NAME])
        with closing(sqlite3.connect(path)) as db, db:
            db.executescript(statement)
        entries[NAME] = path.read_bytes()

    return rewritten(saved, target, change)


# There and back


def test_what_comes_in_is_what_went_out(full, saved, tmp_path):
    manifest = restore(saved, tmp_path / "新库")
    with Library.open(tmp_path / "新库", wait=0) as moved:
        assert held(moved) == held(full)
        assert moved.verify() == ()
        assert (manifest.documents, manifest.passages) == (moved.counts.documents, moved.counts.passages)
    with zipfile.ZipFile(saved) as bundle:
        assert set(bundle.namelist()) == {"manifest.json", NAME}
        # Bytes 18 and 19 tell a file that needs a log beside it (2) from one that is whole alone (1).
        assert bundle.read(NAME)[18:20] == bytes([1, 1])


def test_an_imported_library_can_be_changed(full, saved, tmp_path):
    restore(saved, tmp_path / "新库")
    with Library.open(tmp_path / "新库", wait=0) as moved:
        assert moved.add_folder(tmp_path / "材料").unchanged == 6
        moved.add_folder(fill(tmp_path / "再", [40]))
        moved.remove("0.txt")
        assert moved.verify() == ()
        assert moved.generation == full.generation + 2


def test_a_library_is_exported_while_it_is_being_changed(full, tmp_path, monkeypatch):
    original = archive.schema.copy

    def copy(path, to):
        full.add_folder(fill(tmp_path / "前", [10]))
        original(path, to)
        full.add_folder(fill(tmp_path / "后", [11]))

    monkeypatch.setattr(archive.schema, "copy", copy)
    assert export(full.folder, tmp_path / "a.zip").documents == 7
    assert full.counts.documents == 8
    with pytest.raises(StoreError), full.batch():
        export(full.folder, tmp_path / "a.zip")


def test_a_backup_holds_nothing_that_was_deleted(full, tmp_path):
    (tmp_path / "机密.txt").write_text(f"{CANARY}，特此通知。\n" * 40, encoding="utf-8")
    full.add(tmp_path / "机密.txt")
    full.remove("机密.txt")
    export(full.folder, tmp_path / "a.zip")
    assert CANARY.encode() not in zipfile.ZipFile(tmp_path / "a.zip").read(NAME)


def test_a_file_that_is_there_is_not_overwritten_unasked(full, saved):
    before = saved.read_bytes()
    with pytest.raises(StoreError, match="--replace"):
        export(full.folder, saved)
    assert saved.read_bytes() == before
    full.remove("0.txt")
    assert export(full.folder, saved, replace=True).documents == 5


def test_an_export_that_fails_leaves_no_file_and_no_trace(full, tmp_path, monkeypatch):
    def fails(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", fails)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match="磁盘空间"):
        export(full.folder, tmp_path / "a.zip")
    monkeypatch.undo()
    with pytest.raises(StoreError, match="请检查文件夹"):
        export(full.folder, tmp_path / "无此文件夹" / "a.zip")
    assert sorted(tmp_path.iterdir()) == before


def test_a_damaged_library_gives_no_backup(full, tmp_path):
    with closing(sqlite3.connect(full.folder / NAME)) as db, db:
        db.execute("UPDATE passages SET body = replace(body, 'paragraph', 'pxragraph'), start = start + 1")
    with pytest.raises(StoreDamagedError, match="yanju index verify"):
        export(full.folder, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_there_is_nothing_to_export_where_there_is_no_library(tmp_path):
    with pytest.raises(StoreMissingError):
        export(tmp_path / "无", tmp_path / "a.zip")


def test_what_a_kill_left_behind_long_ago_is_cleared_away(full, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.tempfile, "tempdir", str(tmp_path))
    old, fresh, other = (tmp_path / name for name in ("yanju-archive-old", "yanju-archive-new", "someone"))
    for folder in (old, fresh, other):
        fill(folder, [1])
        if folder != fresh:
            os.utime(folder, (1, 1))
    export(full.folder, tmp_path / "a.zip")
    assert [folder.exists() for folder in (old, fresh, other)] == [False, True, True]


# What is there is not lost


def test_a_library_that_holds_something_is_not_overwritten_unasked(full, saved, tmp_path):
    full.add_folder(fill(tmp_path / "再", [40]))
    before = held(full)
    with pytest.raises(StoreError, match=r"已有 7 份文献.*--replace"):
        restore(saved, full.folder)
    assert held(full) == before


def test_asked_to_it_replaces_everything_and_whoever_is_searching_sees_it(full, saved, tmp_path):
    expected = held(full)
    with Library.open(tmp_path / "别处", create=True, wait=0) as other:
        other.add_folder(fill(tmp_path / "机密", range(6), CANARY))
        assert other.generation == full.generation
        assert any(CANARY in other.quote(hit.passage.span) for hit in other.search(CANARY))
        restore(saved, other.folder, replace=True)
        assert held(other) == expected
        assert other.verify() == ()
        with pytest.raises(StoreError):
            restore(saved, other.folder)
    assert CANARY.encode() not in content(other.folder)


def test_what_it_replaced_is_gone_from_every_file_before_it_is_opened_again(saved, tmp_path):
    with Library.open(tmp_path / "别处", create=True, wait=0) as other:
        other.add_folder(fill(tmp_path / "机密", range(6), CANARY))
    assert CANARY.encode() in content(other.folder)
    assert "栖息".encode() in content(other.folder)
    restore(saved, other.folder, replace=True)
    assert CANARY.encode() not in content(other.folder)
    assert "栖息".encode() not in content(other.folder)
    assert not [*other.folder.glob("lexical*")]


def test_what_is_added_while_the_zip_is_proved_is_not_lost(saved, tmp_path, monkeypatch):
    original = archive._prove

    def prove(*given):
        original(*given)
        with Library.open(tmp_path / "新库", create=True, wait=0) as library:
            library.add_folder(fill(tmp_path / "再", [40]))

    monkeypatch.setattr(archive, "_prove", prove)
    with pytest.raises(StoreError, match="已有 1 份文献"):
        restore(saved, tmp_path / "新库")
    with Library.open(tmp_path / "新库", wait=0) as library:
        assert library.counts.documents == 1


def test_an_empty_library_may_be_imported_into(saved, tmp_path, full):
    with Library.open(tmp_path / "空", create=True, wait=0) as empty:
        restore(saved, empty.folder)
        assert held(empty) == held(full)


def test_a_damaged_library_is_renamed_when_a_backup_takes_its_place(full, saved):
    expected = held(full)
    full.close()
    (full.folder / NAME).write_bytes(b"no database at all " * 400)
    with pytest.raises(StoreDamagedError, match="--replace"):
        restore(saved, full.folder)
    restore(saved, full.folder, replace=True)
    assert [p.read_bytes()[:11] for p in full.folder.glob(f"{NAME}.damaged-*")] == [b"no database"]
    with Library.open(full.folder, wait=0) as again:
        assert held(again) == expected


# What is no backup of ours


@pytest.mark.parametrize("keep", [0, 1, 100, 0.5, 0.99, -1])
def test_a_truncated_zip_is_told_from_a_whole_one(saved, tmp_path, keep):
    data = saved.read_bytes()
    cut = tmp_path / "断.zip"
    cut.write_bytes(data[: int(len(data) * keep) if isinstance(keep, float) else keep])
    with pytest.raises(StoreDamagedError, match="不完整或已损坏"):
        restore(cut, tmp_path / "新库")
    assert not (tmp_path / "新库").exists()


def _flip(saved, tmp_path, places):
    """Each altered byte of a zip is reported, or what comes in is what went out."""
    data = saved.read_bytes()
    rng = random.Random(places)
    reported = 0
    with zipfile.ZipFile(saved) as bundle:
        whole = bundle.read(NAME)
    for number in range(places):
        # Half of them among the few bytes that describe the rest.
        at = rng.randrange(len(data)) if number % 2 else len(data) - 1 - rng.randrange(400)
        broken = tmp_path / "坏.zip"
        broken.write_bytes(data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :])
        try:
            manifest = archive._unpack(broken, tmp_path / "copy")
        except ExpectedError:
            reported += 1
        else:
            assert (tmp_path / "copy").read_bytes() == whole
            assert manifest.sha256 == hashlib.sha256(whole).hexdigest()
    return reported


def test_flipped_bits_of_a_zip_are_reported_or_harmless(saved, tmp_path):
    assert _flip(saved, tmp_path, 60) > 30


@pytest.mark.long
def test_many_flipped_bits_of_a_zip_are_reported_or_harmless(saved, tmp_path):
    reported = _flip(saved, tmp_path, 2000)
    sys.stdout.write(f"\n备份文件翻转一位 2000 处：发现 {reported}，其余 {2000 - reported} 处无影响\n")


def test_a_foreign_zip_is_called_foreign(saved, tmp_path):
    with zipfile.ZipFile(tmp_path / "别的.zip", "w") as bundle:
        bundle.writestr("readme.txt", "hello")
    other_kind = rewritten(saved, tmp_path / "b.zip", manifest={"kind": "other"})
    no_object = tmp_path / "c.zip"
    with zipfile.ZipFile(no_object, "w") as bundle:
        bundle.writestr("manifest.json", "[]")
        bundle.writestr(NAME, b"")
    for path in (tmp_path / "别的.zip", other_kind, no_object):
        with pytest.raises(StoreDamagedError, match="不是言据导出的资料库"):
            restore(path, tmp_path / "新库")
    with pytest.raises(NotFoundError, match="找不到备份文件"):
        restore(tmp_path / "无.zip", tmp_path / "新库")
    with pytest.raises(NotFoundError):
        restore(tmp_path, tmp_path / "新库")
    assert not (tmp_path / "新库").exists()


def test_a_newer_zip_asks_for_a_newer_program(saved, tmp_path):
    newer = [
        rewritten(saved, tmp_path / "a.zip", manifest={"format": archive.FORMAT + 1, "more": "x"}),
        rewritten(saved, tmp_path / "b.zip", manifest={"schema": len(MIGRATIONS) + 1}),
        altered(saved, tmp_path / "c.zip", f"PRAGMA user_version={len(MIGRATIONS) + 1}"),
    ]
    for path in newer:
        with pytest.raises(StoreVersionError, match="请升级"):
            restore(path, tmp_path / "新库")
    assert not (tmp_path / "新库").exists()


def test_an_older_zip_is_brought_up_to_date(full, saved, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.schema, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE later (x)",)))
    restore(saved, tmp_path / "新库")
    with closing(sqlite3.connect(tmp_path / "新库" / NAME)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (6,)
        assert db.execute("SELECT count(*) FROM later").fetchone() == (0,)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "C:\\evil.txt", "library.sqlite-wal"]
)
def test_no_zip_writes_outside_or_beside(saved, tmp_path, name):
    bad = rewritten(saved, tmp_path / "坏.zip", lambda entries: entries.update({name: b"evil"}))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreDamagedError, match="不该有"):
        restore(bad, tmp_path / "新库")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_name_that_stands_twice_is_refused(saved, tmp_path):
    bad = tmp_path / "坏.zip"
    shutil.copy(saved, bad)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(bad, "a") as bundle:
        bundle.writestr(NAME, b"another")
    with pytest.raises(StoreDamagedError, match="重复"):
        restore(bad, tmp_path / "新库")


def test_a_zip_that_says_another_size_is_not_unpacked(saved, tmp_path):
    bad = rewritten(saved, tmp_path / "坏.zip", manifest={"size": 10})
    with pytest.raises(StoreDamagedError):
        restore(bad, tmp_path / "新库")
    huge = rewritten(saved, tmp_path / "大.zip", manifest={"size": 2**60})
    with pytest.raises(StoreDamagedError):
        restore(huge, tmp_path / "新库")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET text = replace(text, '产业链', '产业练')",
        "UPDATE changes SET content = 'x' WHERE generation = 2",
        "DELETE FROM sources WHERE name = '3.txt'",
        "PRAGMA application_id=7",
        "CREATE TRIGGER t AFTER INSERT ON sources BEGIN DELETE FROM documents; END",
        "CREATE VIEW v AS SELECT * FROM documents",
        "DELETE FROM documents; DELETE FROM sources; DELETE FROM passages",
    ],
)
def test_a_library_altered_by_somebody_who_made_the_hash_fit_is_refused(saved, tmp_path, statement):
    bad = altered(saved, tmp_path / "坏.zip", statement)
    with pytest.raises(StoreDamagedError, match=r"坏\.zip"):
        restore(bad, tmp_path / "新库")
    assert not (tmp_path / "新库").exists()


def test_a_disk_without_room_is_said_before_anything_is_written(saved, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))
    with pytest.raises(StoreError, match="TMPDIR"):
        restore(saved, tmp_path / "新库")


# The door


def test_the_commands_take_a_library_to_another_place(folder, yanju, seeds, monkeypatch):
    assert yanju("index", "add", seeds)[0] == 0
    code, out, _ = yanju("index", "export", folder / "lib.zip")
    assert code == 0
    assert "已导出 5 份文献" in out
    assert yanju("index", "export", folder / "lib.zip")[0] == 2
    code, _, err = yanju("index", "import", folder / "lib.zip")
    assert code == 2
    assert "--replace" in err
    monkeypatch.setenv("YANJU_LIBRARY", str(folder / "另"))
    code, out, _ = yanju("index", "import", folder / "lib.zip")
    assert code == 0
    assert "已导入 5 份文献" in out
    assert yanju("index", "verify")[0] == 0
