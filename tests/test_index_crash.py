"""Kill, full disk and flipped bits: what was acknowledged is there afterwards, and the library opens by itself."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index import ExpectedError, Library, sidecar
from index.schema import NAME

ROOT = Path(__file__).resolve().parent.parent
GAP = "，推动产业链协同发展，完善园区平台机制，加强资金与人才保障"

# A line is printed before and after each change; what was printed after a commit is acknowledged.
WRITER = """
import os, random, sys
from pathlib import Path
from index import Library
folder, files, seed = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)
def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())
def write(name, version):
    path = files / name
    path.write_text(f"关于事项{version}的通知\\n\\n编号{version}{sys.argv[4]}。\\n" * rng.randint(1, 9), encoding="utf-8")
    return path
say("ready")
with Library.open(folder, create=True, wait=60) as library:
    say("open")
    number = seed * 1000
    while True:
        number += 1
        name, kind = f"{rng.randrange(12)}.txt", rng.choice("aaabr")
        known = {source for listing in library.documents() for source in listing.sources}
        if kind == "r" and name in known:
            say("begin", name, "-")
            library.remove(name)
            say("done", name, "-")
        elif kind == "b":
            names = [f"{n}.txt" for n in rng.sample(range(12), 4)]
            versions = {n: number * 10 + i for i, n in enumerate(names)}
            for n, version in versions.items():
                say("begin", n, version)
            library.add_many(
                [write(n, v) for n, v in versions.items()],
                lambda line: line.endswith(".txt") and say("done", line.split()[1], versions[line.split()[1]]),
            )
        else:
            say("begin", name, number * 10)
            library.add(write(name, number * 10))
            say("done", name, number * 10)
"""


class Expected:
    """What a library may hold, by the lines its writers printed: per name the acknowledged version, and those begun."""

    def __init__(self):
        self.acknowledged = {}
        self.begun = {}

    def read(self, lines):
        for line in lines:
            word, name, version = line.split()
            if word == "begin":
                self.begun.setdefault(name, []).append(version)
            else:
                self.acknowledged[name] = version
                # Whatever was begun before on this name is over.
                self.begun[name] = []

    def check(self, library):
        held = {name: _version(library, d.id) for d in library.documents() for name in d.sources}
        for name in {*self.acknowledged, *self.begun}:
            allowed = {self.acknowledged.get(name, "-"), *self.begun.get(name, ())}
            assert held.get(name, "-") in allowed, f"{name}: {held.get(name)} is none of {allowed}"
        for listing in library.documents():
            hits = library.search(f"编号{_version(library, listing.id)}", 50)
            assert listing.id in {h.passage.span.doc_id for h in hits}
        self.acknowledged = {name: held.get(name, "-") for name in {*self.acknowledged, *self.begun}}
        self.begun = {}
        return len(held)


def _version(library, doc_id):
    return library.document(doc_id).text.split("编号")[1].split("，")[0]


def _run_and_kill(folder, files, seed, lines, delay):
    """Start a writer, kill it `delay` seconds after it printed so many lines, and give all that it printed."""
    command = [sys.executable, "-c", WRITER, str(folder), str(files), str(seed), GAP]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
        printed = b"".join(writer.stdout.readline() for _ in range(lines))
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(delay)
        os.kill(writer.pid, signal.SIGKILL)
        printed += writer.stdout.read()
    # A line without its end was cut by the kill; the first two only say how far it came.
    return printed.decode().split("\n")[:-1][2:]


def _kill_and_look(tmp_path, rounds):
    rng = random.Random(rounds)
    folder, files = tmp_path / "库", tmp_path / "材料"
    files.mkdir()
    expected = Expected()
    done = most = 0
    for seed in range(rounds):
        lines = _run_and_kill(folder, files, seed, rng.randint(1, 16), rng.uniform(0, 0.2))
        expected.read(lines)
        done += sum(line.startswith("done") for line in lines)
        if not lines and not (folder / NAME).exists():
            continue
        with Library.open(folder, create=True, wait=0) as library:
            most = max(most, expected.check(library))
            assert library.verify() == ()
    assert done > rounds
    assert most > 5
    return done


def test_twenty_kills_lose_nothing_that_was_acknowledged(tmp_path):
    _kill_and_look(tmp_path, 20)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path):
    done = _kill_and_look(tmp_path, 100)
    sys.stdout.write(f"\n写入中强行结束 100 次：确认过的 {done} 次改动丢失 0，打不开 0\n")


class KilledError(Exception):
    """Stands for a kill: nothing that was to happen after it does."""


def _stop_before(monkeypatch, countdown):
    """Let the n-th step that changes the disk, and all after it, fail; countdown[0] is n."""
    steps = [
        (os, "fsync"),
        (os, "open"),
        (sidecar.Path, "rename"),
        (sidecar.Path, "replace"),
        (sidecar.shutil, "rmtree"),
        (sidecar.Path, "unlink"),
    ]
    for module, name in steps:
        original = getattr(module, name)

        def counted(*args, original=original, **kwargs):
            if countdown[0] > 0:
                countdown[0] -= 1
                if countdown[0] == 0:
                    raise KilledError
            return original(*args, **kwargs)

        monkeypatch.setattr(module, name, counted)


@pytest.mark.parametrize("kind", ["add", "replace", "remove"])
def test_every_step_of_a_change_can_be_the_last(tmp_path, monkeypatch, kind):
    files = tmp_path / "材料"
    files.mkdir()
    for i in range(3):
        (files / f"{i}.txt").write_text(f"编号{i}{GAP}。\n", encoding="utf-8")
    with Library.open(tmp_path / "库", create=True) as library:
        library.add_folder(files)
    countdown = [0]
    _stop_before(monkeypatch, countdown)
    stopped, finished = 0, False
    for step in range(1, 200):
        folder = tmp_path / f"库{step}"
        shutil.copytree(tmp_path / "库", folder)
        (files / "9.txt").write_text(f"编号9{GAP}{step}。\n", encoding="utf-8")
        with Library.open(folder) as library:
            countdown[0] = step
            try:
                if kind == "remove":
                    library.remove("1.txt")
                else:
                    if kind == "replace":
                        (files / "9.txt").replace(files / "1.txt")
                    library.add(files / ("1.txt" if kind == "replace" else "9.txt"))
            except KilledError:
                stopped += 1
            finished = countdown[0] > 0
            countdown[0] = 0
        with Library.open(folder) as library:
            assert library.verify() == ()
            for listing in library.documents():
                hits = library.search(f"编号{_version(library, listing.id)}", 50)
                assert listing.id in {h.passage.span.doc_id for h in hits}
            names = {name for d in library.documents() for name in d.sources}
            assert {"0.txt", "2.txt"} <= names
        (files / "1.txt").write_text(f"编号1{GAP}。\n", encoding="utf-8")
        if finished:
            break
    assert finished
    assert stopped > 5


ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from index import ExpectedError, Library
folder, files, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with Library.open(folder) as library:
    library.search("产业链")
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for path in sorted(files.iterdir()):
        try:
            print("done", library.add(path).source, flush=True)
        except ExpectedError as error:
            print("error", error, flush=True)
    print("hits", len(library.search("产业链")), flush=True)
"""


@pytest.mark.parametrize("limit", [0, 1_000, 8_000, 60_000, 90_000, 150_000])
def test_a_disk_that_takes_no_more_loses_nothing(tmp_path, limit):
    """No file may grow beyond a limit: writing fails as it does on a full disk, at another place for each limit."""
    first, more, folder = tmp_path / "先", tmp_path / "后", tmp_path / "库"
    for files, count in ((first, 3), (more, 8)):
        files.mkdir()
        for i in range(count):
            text = "".join(f"第{n}条 编号{files.name}{i}{GAP}{n * 7919 + i}。\n" for n in range(60))
            (files / f"{files.name}{i}.txt").write_text(text, encoding="utf-8")
    with Library.open(folder, create=True) as library:
        library.add_folder(first)
    command = [sys.executable, "-c", ON_A_FULL_DISK, str(folder), str(more), str(limit)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.strip().split("\n")
    assert int(lines[-1].split()[1]) > 0
    errors = [line for line in lines if line.startswith("error")]
    assert errors
    assert all("请检查" in line for line in errors)
    with Library.open(folder) as library:
        names = {name for d in library.documents() for name in d.sources}
        assert {line.split()[1] for line in lines if line.startswith("done")} <= names
        assert {"先0.txt", "先1.txt", "先2.txt"} <= names
        assert library.verify() == ()
        assert library.add_folder(more).failures == ()
        assert library.verify() == ()
        assert library.counts.documents == 11


def _facts(library):
    documents = [library.document(d.id) for d in library.documents()]
    hits = [h for q in ("产业链", "编号3", "园区平台") for h in library.search(q, 10)]
    return documents, library.documents(), hits


def _flip_and_look(tmp_path, places):
    """Each flipped bit is reported, or changes nothing that anybody could see."""
    files = tmp_path / "材料"
    files.mkdir()
    for i in range(6):
        text = "".join(f"第{n}条 编号{i}{GAP}{n}。\n" for n in range(20))
        (files / f"{i}.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "库"
    with Library.open(folder, create=True) as library:
        library.add_folder(files)
        expected = _facts(library)
    whole = (folder / NAME).read_bytes()
    rng = random.Random(places)
    reported = 0
    for _ in range(places):
        data = bytearray(whole)
        at = rng.randrange(len(data))
        if rng.random() < 0.2:
            at -= at % 4096
            data[at : at + 4096] = bytes(4096)
        else:
            data[at] ^= 1 << rng.randrange(8)
        (folder / NAME).write_bytes(data)
        try:
            with Library.open(folder) as library:
                if library.verify():
                    reported += 1
                else:
                    assert _facts(library) == expected, f"bit at {at} went unnoticed"
        except ExpectedError:
            reported += 1
    assert reported > places // 3


def test_flipped_bits_are_reported_or_harmless(tmp_path):
    _flip_and_look(tmp_path, 30)


@pytest.mark.long
def test_many_flipped_bits_are_reported_or_harmless(tmp_path):
    _flip_and_look(tmp_path, 300)
