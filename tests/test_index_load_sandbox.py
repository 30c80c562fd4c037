"""No file harms whoever asks for it to be read: each ends as a document or in a named state, and leaves nothing behind."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from index import errors
from index.errors import DamagedFileError, LimitError, ProtectedFileError, SourceError
from index.library import Library
from index.load import load
from index.load.sandbox import LIMITS, Limits, Sandbox
from index.sync import sync
from tests import bombs, documents

STATES = {
    "可用",
    *(
        kind.state
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, SourceError)
    ),
}
LONG = {
    "paragraphs.docx", "merged.xlsx", "wide.html", "open.html", "entities.html", "deep.html", "form.pdf", "flate.pdf",
    "text.pdf", "zeros.xlsx", "zeros.pptx", "words.docx", "tables.html", "quote.csv", "commas.csv", "arrays.pdf",
}  # fmt: skip
READ = """
import json, sys, time
from pathlib import Path
from index.errors import SourceError
from index.load import load
from index.load.sandbox import Sandbox

def memory(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name)) / 1024

with Sandbox() as sandbox:
    for path in sorted(Path(sys.argv[1]).iterdir()):
        Path("/proc/self/clear_refs").write_text("5")
        before, started = memory("VmRSS"), time.monotonic()
        try:
            state = load(path, None, sandbox).meta.state
        except SourceError as error:
            state = error.state
        seconds, after = time.monotonic() - started, memory("VmRSS")
        print(json.dumps([path.name, state, seconds, memory("VmHWM") - before, after - before]), flush=True)
"""

needs_proc = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="memory is measured through /proc"
)


def survived(folder, names):
    """What became of each bomb: (name, state, seconds, megabytes at the most, megabytes kept)."""
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(bombs.BOMBS[name]())
    run = subprocess.run(
        [sys.executable, "-c", READ, str(folder)],
        capture_output=True, text=True, timeout=600, check=False, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert run.stderr == ""
    assert run.returncode == 0
    told = [json.loads(line) for line in run.stdout.split("\n") if line]
    assert sorted(name for name, *_ in told) == sorted(names)
    for name, state, seconds, most, kept in told:
        assert state in STATES, name
        assert seconds <= 30, name
        assert kept <= 50, name
        # What became a document may be as large as one; what did not must cost nothing.
        assert most <= 50 or state == "可用", name
    return told


@needs_proc
def test_bombs_and_broken_files_end_in_a_named_state(tmp_path):
    told = survived(tmp_path / "bombs", sorted(bombs.BOMBS.keys() - LONG))
    states = Counter(state for _, state, *_ in told)
    assert {"可用", "超出限制", "已损坏", "需要密码", "没有文字", "无法读取"} <= set(states)


@needs_proc
@pytest.mark.long
def test_every_bomb_ends_in_a_named_state(tmp_path):
    told = survived(tmp_path / "bombs", sorted(bombs.BOMBS))
    assert len(told) >= 40
    states = Counter(state for _, state, *_ in told)
    failed = [most for _, state, _, most, _ in told if state != "可用"]
    sys.stdout.write(
        f"\n有害与损坏的文件 {len(told)} 个：{'、'.join(f'{s} {n}' for s, n in states.most_common())}；"
        f"最慢 {max(t for _, _, t, _, _ in told):.1f} 秒；读不出的最多占主进程 {max(failed):.0f} MB，"
        f"读完后最多留下 {max(k for *_, k in told):.0f} MB\n"
    )


def test_a_file_that_fails_costs_no_other_file_anything(tmp_path):
    good = tmp_path / "好.docx"
    good.write_bytes(documents.in_word().data)
    expected = load(good)
    with Sandbox() as sandbox:
        for name in ("laughs.docx", "loop.pdf", "count.pdf", "locked.docx", "arrays.pdf", "huge.pdf"):
            path = tmp_path / name
            path.write_bytes(bombs.BOMBS[name]())
            with pytest.raises(SourceError):
                load(path, None, sandbox)
            assert load(good, None, sandbox) == expected


def test_a_reader_that_met_its_limits_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setitem(LIMITS, "files", Limits(2**30, 1, 25.0))
    page = tmp_path / "慢.html"
    page.write_bytes(b"<a " * 200_000)
    good = tmp_path / "好.html"
    good.write_bytes(documents.in_web().data)
    with Sandbox() as sandbox:
        with pytest.raises(LimitError, match=r"慢\.html"):
            load(page, None, sandbox)
        assert load(good, None, sandbox).title == documents.TITLE


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are told apart through /proc")
def test_no_file_is_read_by_a_process_that_another_one_brought_to_its_limits(tmp_path):
    good, bad = tmp_path / "好.docx", tmp_path / "坏.docx"
    good.write_bytes(documents.in_word().data)
    bad.write_bytes(bombs.BOMBS["zeros.docx"]())
    others = set(children())
    with Sandbox() as sandbox:
        load(good, None, sandbox)
        first = set(children()) - others
        load(good, None, sandbox)
        assert set(children()) - others == first
        with pytest.raises(LimitError):
            load(bad, None, sandbox)
        load(good, None, sandbox)
        assert not set(children()) & first


def test_a_reader_that_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    monkeypatch.setitem(LIMITS, "files", Limits(2**30, 60, 0.2))
    page = tmp_path / "慢.html"
    page.write_bytes(b"<a " * 1_000_000)
    before = children()
    started = time.monotonic()
    with Sandbox() as sandbox, pytest.raises(LimitError, match="用时过长"):
        load(page, None, sandbox)
    assert time.monotonic() - started < 20
    assert children() == before


def test_nothing_is_left_running_when_a_library_is_closed(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "方案.docx").write_bytes(documents.in_word().data)
    before = children()
    with Library.open(tmp_path / "library", create=True) as library:
        sync(library, tmp_path / "texts")
        assert len(children()) == len(before) + 1
    assert children() == before


def children():
    """The processes that this one started and that still run."""
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    if not task.exists():
        return []
    return [int(number) for number in task.read_text().split()]


@pytest.mark.parametrize(
    ("name", "kind", "advice"),
    [
        ("locked.docx", ProtectedFileError, "取消密码"),
        ("locked.pdf", ProtectedFileError, "没有密码"),
        ("zeros.docx", LimitError, "拆分"),
        ("laughs.docx", DamagedFileError, "另存"),
        ("old.docx", DamagedFileError, "另存为新格式"),
        ("random.pdf", DamagedFileError, "重新下载或另存"),
    ],
)
def test_a_state_comes_with_the_next_step(tmp_path, name, kind, advice):
    (tmp_path / name).write_bytes(bombs.BOMBS[name]())
    with pytest.raises(kind, match=advice) as told:
        load(tmp_path / name)
    assert name in str(told.value)


def test_a_bad_file_stops_no_sync_and_is_listed_with_its_state(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("locked.docx", "loop.pdf", "zeros.docx", "cut.xlsx"):
        (folder / name).write_bytes(bombs.BOMBS[name]())
    (folder / "方案.docx").write_bytes(documents.in_word().data)
    with Library.open(tmp_path / "library", create=True) as library:
        done = sync(library, folder)
        assert (done.report.added, len(done.report.failures)) == (1, 4)
        states = {failure.name: failure.state for failure in library.failures()}
        assert states == {
            "locked.docx": "需要密码",
            "loop.pdf": "超出限制",
            "zeros.docx": "超出限制",
            "cut.xlsx": "已损坏",
        }
