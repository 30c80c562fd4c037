"""A library made equal to a folder, however often, whatever happened to the folder meanwhile."""

import json
import os
import shutil
import signal
import subprocess
import sys
from importlib.resources import files as files_of
from pathlib import Path

import jsonschema
import pytest

from index import Library, intake, view
from index.errors import CatalogError, NotFoundError, StoreReadOnlyError, UnreadableFileError
from index.sync import sync
from tests.notices import CANARY, held, write

ROOT = Path(__file__).resolve().parent.parent


def text_of(number):
    lines = [
        f"第{n}条 编号{number}，推动产业链协同发展，完善园区平台机制，到{2020 + n}年达到{number}亿元。"
        for n in range(1, 6)
    ]
    return f"关于事项{number}的通知\n\n" + "\n".join(lines) + "\n"


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "材料"
    for number in range(8):
        write(folder, f"{number}.txt", text_of(number))
    return folder


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "库", create=True, wait=0) as opened:
        yield opened


def counted(synced):
    report = synced.report
    return report.added, report.replaced, report.unchanged, len(report.failures), len(synced.removed)


def names(library):
    return sorted(name for listing in library.documents() for name in listing.sources)


def content(folder):
    return b"\n".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def rebuilt(folder, tmp_path):
    with Library.open(tmp_path / "重建", create=True) as fresh:
        fresh.add_folder(folder)
        return held(fresh)


def test_a_folder_becomes_a_library_and_again_nothing_changes(library, given):
    assert counted(sync(library, given)) == (8, 0, 0, 0, 0)
    before = library.digest
    assert counted(sync(library, given)) == (0, 0, 8, 0, 0)
    assert library.digest == before
    assert library.verify() == ()


def test_one_changed_file_is_the_only_one_read_again(library, given, monkeypatch):
    sync(library, given)
    write(given, "3.txt", f"{text_of(3)}另加一句：{CANARY}。\n")
    read = []
    original = intake.load
    monkeypatch.setattr(intake, "load", lambda path, *rest: read.append(path.name) or original(path, *rest))
    assert counted(sync(library, given)) == (0, 1, 7, 0, 0)
    assert read == ["3.txt"]
    assert CANARY in library.quote(library.search(CANARY)[0].passage.span)


def test_a_file_changed_without_a_trace_in_size_or_time_is_read_again(library, given):
    sync(library, given)
    before = (given / "3.txt").stat()
    text = (given / "3.txt").read_text(encoding="utf-8")
    write(given, "3.txt", text.replace("编号3", "编号9"))
    os.utime(given / "3.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (given / "3.txt").stat().st_size == before.st_size
    assert counted(sync(library, given)) == (0, 1, 7, 0, 0)


def test_what_is_gone_from_the_folder_is_gone_from_every_file(library, given):
    write(given, "机密.txt", f"关于{CANARY}的通知\n\n{CANARY}，特此通知。\n")
    sync(library, given)
    assert CANARY.encode() in content(library.folder)
    (given / "机密.txt").unlink()
    synced = sync(library, given)
    assert (synced.removed, synced.kept) == (("机密.txt",), ())
    assert CANARY.encode() not in content(library.folder)
    assert "机密".encode() not in content(library.folder)
    assert names(library) == [f"{n}.txt" for n in range(8)]


def test_what_came_from_elsewhere_is_left_alone(library, given, tmp_path):
    library.add(write(tmp_path, "另处.txt", text_of(50)))
    library.add(write(tmp_path, "材料二/邻.txt", text_of(51)))
    sync(library, given)
    for number in range(7):
        (given / f"{number}.txt").unlink()
    assert len(sync(library, given).removed) == 7
    assert names(library) == ["7.txt", "另处.txt", "邻.txt"]


def test_the_same_bytes_twice_are_one_document_with_two_names(library, given):
    sync(library, given)
    shutil.copy(given / "2.txt", given / "副本.txt")
    assert counted(sync(library, given)) == (0, 0, 9, 0, 0)
    assert [d.sources for d in library.documents() if len(d.sources) > 1] == [("2.txt", "副本.txt")]
    (given / "2.txt").unlink()
    assert sync(library, given).removed == ("2.txt",)
    assert library.counts.documents == 8


def test_a_moved_file_keeps_its_document(library, given):
    sync(library, given)
    before = held(library)
    (given / "子").mkdir()
    (given / "2.txt").rename(given / "子" / "二.txt")
    synced = sync(library, given)
    assert (synced.removed, synced.report.added) == (("2.txt",), 0)
    assert held(library) == before
    assert "二.txt" in names(library)


def test_many_changes_at_once_end_in_what_a_new_library_would_hold(library, given, tmp_path):
    sync(library, given)
    (given / "0.txt").unlink()
    (given / "1.txt").rename(given / "甲.txt")
    write(given, "2.txt", text_of(22))
    write(given, "子/新.txt", text_of(30))
    shutil.copy(given / "3.txt", given / "子" / "3.txt")
    sync(library, given)
    assert held(library) == rebuilt(given, tmp_path)
    assert library.verify() == ()


def test_an_empty_folder_is_taken_for_a_missing_drive_until_it_is_confirmed(library, given):
    sync(library, given)
    for path in given.iterdir():
        path.unlink()
    with pytest.raises(UnreadableFileError, match="--empty"):
        sync(library, given)
    assert library.counts.documents == 8
    assert len(sync(library, given, empty=True).removed) == 8
    assert library.counts.documents == 0
    assert counted(sync(library, given)) == (0, 0, 0, 0, 0)


def test_a_folder_that_is_not_there_changes_nothing(library, given):
    sync(library, given)
    shutil.rmtree(given)
    with pytest.raises(NotFoundError, match="找不到文件夹"):
        sync(library, given)
    assert library.counts.documents == 8


def test_what_lies_in_a_folder_that_cannot_be_listed_is_kept_and_named(library, given, monkeypatch):
    write(given, "锁/内.txt", text_of(40))
    sync(library, given)
    original = os.scandir

    def refused(path="."):
        if str(path).endswith("锁"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", refused)
    synced = sync(library, given)
    assert (synced.removed, synced.kept) == ((), ("内.txt",))
    monkeypatch.undo()
    assert counted(sync(library, given)) == (0, 0, 9, 0, 0)


def test_a_file_that_turned_unreadable_is_not_answered_from(library, given):
    sync(library, given)
    (given / "3.txt").write_bytes(bytes(range(256)) * 20)
    synced = sync(library, given)
    assert synced.outdated == ("3.txt",)
    assert synced.removed == ()
    assert [f.name for f in library.failures()] == ["3.txt"]
    assert names(library) == [f"{n}.txt" for n in range(8) if n != 3]
    assert sync(library, given).outdated == ()
    (given / "3.txt").unlink()
    sync(library, given)
    assert library.failures() == ()


def test_a_file_that_cannot_be_opened_keeps_what_is_known_of_it(library, given, monkeypatch):
    sync(library, given)
    original = Path.read_bytes

    def refused(path):
        if path.name == "3.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    synced = sync(library, given)
    assert (synced.removed, synced.outdated) == ((), ())
    assert [path for path, _ in synced.report.failures] == [str(given / "3.txt")]
    assert "3.txt" in names(library)


def test_a_file_that_the_catalogue_still_names_is_gone_all_the_same(library, given):
    write(given, "catalog.toml", '[[document]]\nfile = "3.txt"\ntitle = "三"\n')
    sync(library, given)
    (given / "3.txt").unlink()
    synced = sync(library, given)
    assert synced.removed == ("3.txt",)
    assert len(synced.report.failures) == 1


def test_a_malformed_catalogue_stops_it_before_anything_is_changed(library, given):
    sync(library, given)
    before = library.digest
    (given / "0.txt").unlink()
    write(given, "子/catalog.toml", "[[document]\n")
    write(given, "子/新.txt", text_of(30))
    with pytest.raises(CatalogError):
        sync(library, given)
    assert library.digest == before


def test_what_is_found_is_brought_up_to_date_once_at_the_end(library, given, monkeypatch):
    sync(library, given)
    for number in range(3):
        (given / f"{number}.txt").unlink()
        write(given, f"新{number}.txt", text_of(60 + number))
    published = []
    original = view.publish
    monkeypatch.setattr(
        view, "publish", lambda *given, **more: published.append(1) or original(*given, **more)
    )
    assert counted(sync(library, given)) == (3, 0, 5, 0, 3)
    assert len(published) == 1
    assert library.search("编号62")[0].score > 0


def test_a_read_only_library_refuses(library, given):
    with Library.open(library.folder, read_only=True) as reader, pytest.raises(StoreReadOnlyError):
        sync(reader, given)


def test_each_file_is_one_step_of_the_whole(library, given):
    steps = []
    sync(library, given, steps.append)
    assert [(s.done, s.total) for s in steps[:8]] == [(n, 8) for n in range(1, 9)]
    assert steps[0].line == "已添加 0.txt"
    assert all(s.done == 8 for s in steps[8:])


@pytest.mark.parametrize("stop", [1, 4, 8])
def test_an_interrupted_sync_goes_on_where_it_was(library, given, tmp_path, stop):
    def interrupt(step):
        if step.done == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(library, given, interrupt)
    with Library.open(library.folder, wait=0) as again:
        assert again.counts.documents == stop
        assert len(again.search("产业链", 50)) > 0
        assert counted(sync(again, given)) == (8 - stop, 0, stop, 0, 0)
        assert held(again) == rebuilt(given, tmp_path)


SYNC = """
import os, sys
from pathlib import Path
from index import Library
from index.sync import sync
with Library.open(Path(sys.argv[1]), create=True, wait=60) as library:
    sync(library, Path(sys.argv[2]), lambda step: os.write(1, f"{step.line}\\n".encode()))
"""


def _kill_and_resume(tmp_path, kills):
    """Kill a sync again and again while the folder changes; whatever it said is there, and the end is as rebuilt."""
    folder, files = tmp_path / "库", tmp_path / "材料"
    for number in range(40):
        write(files, f"{number}.txt", text_of(number))
    for kill in range(kills):
        write(files, f"{kill % 40}.txt", text_of(1000 + kill))
        (files / f"{(kill * 7 + 3) % 40}.txt").unlink(missing_ok=True)
        write(files, f"新{kill}.txt", text_of(2000 + kill))
        command = [sys.executable, "-c", SYNC, str(folder), str(files)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:
            printed = [process.stdout.readline() for _ in range(1 + kill * 5 % 36)]
            os.kill(process.pid, signal.SIGKILL)
            printed += process.stdout.read().split(b"\n")[:-1]
        with Library.open(folder, create=True, wait=0) as library:
            known = set(names(library))
            said = [line.decode().split() for line in printed]
            assert {name for word, name in said if word != "未能添加" and "重建" not in word} <= known
            assert library.verify() == ()
    with Library.open(folder, wait=0) as library:
        sync(library, files)
        assert held(library) == rebuilt(files, tmp_path)
        assert names(library) == sorted(path.name for path in files.iterdir())
        return library.counts.documents


def test_a_killed_sync_loses_nothing_and_can_be_resumed(tmp_path):
    assert _kill_and_resume(tmp_path, 4) > 30


@pytest.mark.long
def test_a_hundred_killed_syncs_lose_nothing(tmp_path):
    documents = _kill_and_resume(tmp_path, 100)
    sys.stdout.write(
        f"\n同步中强行结束 100 次：已确认的修改丢失 0，打开失败 0，最后与重建相同（{documents} 份文献）\n"
    )


def test_the_command_says_what_it_did(folder, yanju):
    files = folder / "材料"
    for number in range(3):
        write(files, f"{number}.txt", text_of(number))
    code, out, err = yanju("index", "sync", files)
    assert (code, out) == (0, "新增 3 份，更新 0 份，未变 0 份。\n")
    assert "正在同步 3/3" in err
    (files / "0.txt").unlink()
    write(files, "坏.txt", "")
    code, out, err = yanju("index", "sync", files)
    assert code == 2
    assert "删除的 1 个文件：0.txt" in out
    assert "坏.txt" in err
    write(files, "1.txt", "\0" * 99)
    code, out, _ = yanju("index", "sync", files, "--json")
    schema = json.loads(
        files_of("assistant").joinpath("schemas/index_sync.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.validate(json.loads(out), schema)
    assert json.loads(out)["outdated"] == ["1.txt"]
    code, _, err = yanju("index", "sync", folder / "无")
    assert (code, err.count("\n")) == (2, 1)
