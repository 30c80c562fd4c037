"""A disk that fails, and kills, at the very system calls that write: what is left is the old library or the new one.

Kills at random moments and simulated steps are in test_index_crash.py.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from index import Library
from index.archive import export
from tests.notices import text_of, write

ROOT = Path(__file__).resolve().parent.parent
OLD, NEW = "编号1旧", "编号1新"


STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(STRACE is None, reason="strace 未安装，系统调用一级的故障无法注入")
WRITING = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "mkdir", "link", "rename", "unlink")
# What is said goes through a socket, for every write may fail.
CHANGE = """
import os, socket, sys
from pathlib import Path
from index import ExpectedError, Library, parts
parts.SMALLEST = 4
said = socket.socket(fileno=int(sys.argv[3]))
with Library.open(Path(sys.argv[1])) as library:
    library.search("产业链")
    try:
        os.rename("no-such-file-begin", "nowhere")
    except OSError:
        pass
    try:
        library.add(Path(sys.argv[2]))
        said.send(b"done\\n")
    except ExpectedError as error:
        said.send(f"error {error}\\n".encode())
    hits = library.search("编号1")
    said.send(f"hits {len(hits)}\\n".encode())
"""
IMPORT = """
import os, socket, sys
from pathlib import Path
from index.archive import restore
said = socket.socket(fileno=int(sys.argv[3]))
try:
    os.rename("no-such-file-begin", "nowhere")
except OSError:
    pass
restore(Path(sys.argv[2]), Path(sys.argv[1]), replace=True)
said.send(b"done\\n")
"""


def _prepared(tmp_path, script):
    """A library of four files, and what changes it: a file that replaces one of them, or a backup with that file."""
    files = tmp_path / "材料"
    for seed in range(4):
        write(files, f"{seed}.txt", text_of(seed))
    write(files, "1.txt", f"{text_of(1)}{OLD}。\n")
    with Library.open(tmp_path / "库", create=True) as library:
        library.add_folder(files)
    write(files, "1.txt", f"{text_of(1)}{NEW}。\n")
    if script == CHANGE:
        return tmp_path / "库", files / "1.txt"
    with Library.open(tmp_path / "新", create=True) as library:
        library.add_folder(files)
    export(tmp_path / "新", tmp_path / "新.zip")
    return tmp_path / "库", tmp_path / "新.zip"


def _traced(folder, path, *options, script=CHANGE, log="/dev/null"):
    """Run the change under strace; its exit status and what it said."""
    import socket

    ours, theirs = socket.socketpair()
    command = [
        STRACE,
        "-f",
        "-qq",
        "-o",
        str(log),
        "-e",
        f"trace={','.join(WRITING)}",
        *options,
    ]
    command += [sys.executable, "-c", script, str(folder), str(path), str(theirs.fileno())]
    with ours, theirs:
        run = subprocess.run(
            command,
            cwd=ROOT,
            # What a killed import leaves must not outlive the test.
            env={**os.environ, "TMPDIR": str(folder.parent)},
            pass_fds=[theirs.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        theirs.close()
        said = b"".join(iter(lambda: ours.recv(4096), b"")).decode()
    return run.returncode, said


def _points(tmp_path, folder, path, script):
    """Every (system call, n) after the change began: the n-th call of its kind by one thread, whichever comes first."""
    copy = tmp_path / "量"
    shutil.copytree(folder, copy)
    code, said = _traced(copy, path, script=script, log=tmp_path / "log")
    assert (code, said.split()[0]) == (0, "done")
    before, counts = Counter(), Counter()
    begun = False
    for line in (tmp_path / "log").read_text(encoding="utf-8", errors="replace").split("\n"):
        if match := re.match(r"(\d+)\s+(\w+)\(", line):
            counts[match.groups()] += 1
            before |= Counter() if begun else counts
            begun = begun or "no-such-file-begin" in line
    calls = {call for _, call in counts}
    ends = {call: max(n for (_, c), n in counts.items() if c == call) for call in calls}
    starts = {call: max((n for (_, c), n in before.items() if c == call), default=0) for call in calls}
    return [(call, n) for call in sorted(calls) for n in range(starts[call] + 1, ends[call] + 1)]


def _state(folder):
    """Old or new, never half; sound, and searched without anybody's help."""
    with Library.open(folder, wait=0) as library:
        assert library.verify() == ()
        assert library.counts.documents == 4
        texts = [library.document(d.id).text for d in library.documents()]
        old, new = (sum(word in text for text in texts) for word in (OLD, NEW))
        assert old + new == 1
        assert len({h.passage.span.doc_id for h in library.search("第1条", 50)}) == 4
        return "new" if new else "old"


def _kill_at(tmp_path, choose, script=CHANGE):
    """SIGKILL at chosen calls of one change; how many fired, and the states they left."""
    folder, path = _prepared(tmp_path, script)
    states = Counter()
    for number, (call, n) in enumerate(choose(_points(tmp_path, folder, path, script))):
        copy = tmp_path / f"杀{number}"
        shutil.copytree(folder, copy)
        code, said = _traced(copy, path, "-e", f"inject={call}:signal=KILL:when={n}", script=script)
        assert code in (-signal.SIGKILL, 128 + signal.SIGKILL), f"{call} {n} did not fire: {said}"
        state = _state(copy)
        assert state == "new" or "done" not in said
        states[state] += 1
        shutil.rmtree(copy)
    return states


def _fail_from(tmp_path, choose):
    """ENOSPC and EIO from chosen calls on; what was acknowledged is there, nothing is torn, no repair is needed."""
    folder, path = _prepared(tmp_path, CHANGE)
    told = Counter()
    for number, (call, n) in enumerate(choose(_points(tmp_path, folder, path, CHANGE))):
        for error in ("ENOSPC", "EIO"):
            copy = tmp_path / f"满{number}{error}"
            shutil.copytree(folder, copy)
            code, said = _traced(copy, path, "-e", f"inject={call}:error={error}:when={n}+")
            where = f"{error} from {call} {n}: {said}"
            assert code == 0, where
            assert int(re.search(r"hits (\d+)", said)[1]) > 0, where
            state = _state(copy)
            if said.startswith("done"):
                assert state == "new", where
            else:
                assert re.search("请|会自动", said), where
            told["done" if said.startswith("done") else "error"] += 1
            with Library.open(copy, wait=0) as library:
                library.add(path)
            assert _state(copy) == "new", where
            shutil.rmtree(copy)
    return told


def _some(count):
    return lambda points: random.Random(count).sample(points, count)


@pytest.mark.usefixtures("small_parts")
@needs_strace
def test_a_kill_at_some_system_calls_of_a_change_leaves_old_or_new(tmp_path):
    assert _kill_at(tmp_path, _some(4)).total() == 4


@needs_strace
def test_a_kill_at_some_system_calls_of_an_import_leaves_the_old_library_or_the_new_one(tmp_path):
    assert _kill_at(tmp_path, _some(3), IMPORT).total() == 3


@needs_strace
@pytest.mark.long
def test_a_kill_at_every_system_call_of_an_import_leaves_the_old_library_or_the_new_one(tmp_path):
    states = _kill_at(tmp_path, lambda points: points, IMPORT)
    assert set(states) == {"old", "new"}
    sys.stdout.write(
        f"\n在导入的每个写盘系统调用处强行结束：{states.total()} 处全部触发，旧 {states['old']}、新 {states['new']}，坏 0\n"
    )


@pytest.mark.usefixtures("small_parts")
@needs_strace
def test_a_disk_that_fails_from_some_system_call_on_tears_nothing(tmp_path):
    assert _fail_from(tmp_path, _some(2)).total() == 4


@pytest.mark.usefixtures("small_parts")
@needs_strace
@pytest.mark.long
def test_a_kill_at_every_system_call_of_a_change_leaves_old_or_new(tmp_path):
    states = _kill_at(tmp_path, lambda points: points)
    assert states.total() >= 80
    assert set(states) == {"old", "new"}
    sys.stdout.write(
        f"\n在一次更新的每个写盘系统调用处强行结束：{states.total()} 处全部触发，旧 {states['old']}、新 {states['new']}，坏 0\n"
    )


@pytest.mark.usefixtures("small_parts")
@needs_strace
@pytest.mark.long
def test_a_disk_that_fails_from_every_system_call_on_tears_nothing(tmp_path):
    told = _fail_from(tmp_path, lambda points: points)
    assert told["error"] > 0
    sys.stdout.write(
        f"\n从每个写盘系统调用起磁盘满或出错：{told.total()} 次，报错 {told['error']}、仍写成 {told['done']}，损坏 0，手工修复 0\n"
    )
