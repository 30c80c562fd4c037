"""A disk that fails, files that rot, and five hundred changes in a row: what is left is what a new library would be.

Kills at random moments and simulated steps are in test_index_crash.py; here the very system calls fail.
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

from index import ExpectedError, Library, parts
from index.archive import export
from index.encoders import EMBEDDED, open_encoder
from index.schema import NAME
from index.sync import sync

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = [
    "产业链",
    "招商引资",
    "养老服务",
    "电力供应",
    "科技创新",
    "生态保护",
    "乡村振兴",
    "数字政府",
    "职业教育",
    "老旧小区",
    "公共交通",
    "食品安全",
]
VERBS = ["推动", "加强", "完善", "统筹", "落实", "建设", "发展", "培育", "协同", "监管", "整治", "扶持"]
THINGS = [
    "标准",
    "平台",
    "机制",
    "资金",
    "试点",
    "企业",
    "人才",
    "园区",
    "项目",
    "设施",
    "数据",
    "队伍",
    "规划",
    "目录",
    "清单",
]
OLD, NEW = "编号1旧", "编号1新"


def text_of(seed, lines=4):
    rng = random.Random(seed)
    subject = rng.choice(SUBJECTS)
    written = [f"关于{rng.choice(VERBS)}{subject}的通知", ""]
    for number in range(1, lines + 1):
        what = "、".join(rng.choice(VERBS) + rng.choice(THINGS) for _ in range(5))
        written.append(
            f"第{number}条 编号{seed}，{subject}方面要{what}，到{rng.randint(2020, 2035)}年达到{rng.randint(2, 900)}亿元。"
        )
    return "\n".join(written) + "\n"


def questions(count):
    rng = random.Random(count)
    return [f"{rng.choice(SUBJECTS)}如何{rng.choice(VERBS)}{rng.choice(THINGS)}？" for _ in range(count)]


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def held(library):
    """Rows and hashes, in terms that do not depend on when a document came in."""
    rows = library._store.rows("SELECT id, hash FROM documents ORDER BY id")
    passages = library._store.rows(
        """SELECT p.document, p.start, p."end", p.body, p.slice, v.vector FROM passages p
           LEFT JOIN vectors v ON v.key = p.key ORDER BY p.document, p.start, p."end", p.body"""
    )
    return rows, passages


def found(library, asked):
    """The first ten passages of each question, and their scores."""
    answers = [[(str(h.passage.span), round(h.score, 3)) for h in library.search(q, 10)] for q in asked]
    assert any(answers)
    return answers


@pytest.fixture
def small_parts(monkeypatch):
    """The lexical index in as many parts as that of a library a hundred times the size."""
    monkeypatch.setattr(parts, "SMALLEST", 4)


# The very system call

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


# Files that rot


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(EMBEDDED)


@pytest.fixture
def whole(tmp_path, encoder):
    """A library with vectors, closed; its folder, and what it holds and finds."""
    for seed in range(6):
        write(tmp_path / "材料", f"{seed}.txt", text_of(seed, 12))
    with Library.open(tmp_path / "库", create=True, encoder=encoder) as library:
        library.add_folder(tmp_path / "材料")
        assert library.encoded
        return library.folder, _shown(library)


def _shown(library):
    documents = [(listing, library.document(listing.id)) for listing in library.documents()]
    return library.digest, documents, held(library), found(library, questions(12))


def _after(folder, encoder, expected, rotten):
    """found, rebuilt (the file is another by now) or harmless; AssertionError when anything is as it was not."""
    data = rotten.read_bytes()
    try:
        with Library.open(folder, wait=0, encoder=encoder) as library:
            if library.verify():
                return "found"
            assert _shown(library) == expected
    except ExpectedError:
        return "found"
    return "harmless" if rotten.exists() and rotten.read_bytes() == data else "rebuilt"


def _files(folder):
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and p.stat().st_size)


def _rot(whole, encoder, places):
    """One flipped bit, or a page of zeros, at so many places of each file of a library, one at a time."""
    folder, expected = whole
    rng = random.Random(places)
    outcomes = {}
    for name in _files(folder):
        told = outcomes[str(name)] = Counter()
        for number in range(places):
            copy = folder.with_name("坏")
            shutil.copytree(folder, copy)
            data = bytearray((copy / name).read_bytes())
            at = rng.randrange(len(data))
            if number % 5:
                data[at] ^= 1 << rng.randrange(8)
            else:
                data[at : at + 4096] = bytes(len(data[at : at + 4096]))
            (copy / name).write_bytes(data)
            told[_after(copy, encoder, expected, copy / name)] += 1
            shutil.rmtree(copy)
    return outcomes


def _is_sidecar(name):
    return not name.startswith(NAME)


def test_rot_in_any_file_is_found_or_harmless(whole, encoder):
    outcomes = _rot(whole, encoder, 2)
    assert {name.split(".")[0] for name in outcomes} == {"library", "lexical", "dense"}
    sidecars = sum((told for name, told in outcomes.items() if _is_sidecar(name)), Counter())
    assert sidecars["rebuilt"] == sidecars.total()


@pytest.mark.long
def test_rot_at_a_hundred_places_of_each_file_is_found_or_harmless(whole, encoder):
    outcomes = _rot(whole, encoder, 100)
    sys.stdout.write("\n")
    for name, told in outcomes.items():
        sys.stdout.write(
            f"损坏 100 处 {name}：发现 {told['found']}，自动重建 {told['rebuilt']}，无影响 {told['harmless']}，未发现 0\n"
        )
    assert all(told.total() == 100 for told in outcomes.values())


def test_nothing_rests_in_the_log_once_a_change_is_done(whole):
    assert (whole[0] / f"{NAME}-wal").stat().st_size == 0


HALF = """
import os, sys
from pathlib import Path
from index import Library
from index.sync import sync
with Library.open(Path(sys.argv[1]), create=True) as library:
    sync(library, Path(sys.argv[2]), lambda step: step.done == 9 and os._exit(9))
"""


def _rot_in_the_log(tmp_path, places):
    """Rot in the log that a killed sync left: how often it cost changes, which SQLite then does not know of."""
    folder, files = tmp_path / "库", tmp_path / "材料"
    for seed in range(12):
        write(files, f"{seed:02}.txt", text_of(seed))
    command = [sys.executable, "-c", HALF, str(folder), str(files)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 9
    with Library.open(tmp_path / "重建", create=True) as rebuilt:
        rebuilt.add_folder(files)
        expected = held(rebuilt)
    log = (folder / f"{NAME}-wal").read_bytes()
    rng, told = random.Random(places), Counter()
    for _ in range(places):
        copy = tmp_path / "坏"
        shutil.copytree(folder, copy)
        at = rng.randrange(len(log))
        (copy / f"{NAME}-wal").write_bytes(
            log[:at] + bytes([log[at] ^ 1 << rng.randrange(8)]) + log[at + 1 :]
        )
        try:
            with Library.open(copy, wait=0, create=True) as library:
                assert library.verify() == ()
                kept = [name for listing in library.documents() for name in listing.sources]
                assert kept == [f"{seed:02}.txt" for seed in range(len(kept))]
                told["whole" if len(kept) == 9 else "fewer"] += 1
                sync(library, files)
                assert held(library) == expected
        except ExpectedError:
            told["found"] += 1
        shutil.rmtree(copy)
    return told


def test_rot_in_the_log_of_a_killed_sync_costs_its_last_changes_at_most_until_the_next(tmp_path):
    assert _rot_in_the_log(tmp_path, 6).total() == 6


@pytest.mark.long
def test_rot_at_a_hundred_places_of_the_log_of_a_killed_sync_costs_its_last_changes_at_most(tmp_path):
    told = _rot_in_the_log(tmp_path, 100)
    sys.stdout.write(
        f"\n强行结束后留下的日志损坏 100 处：发现 {told['found']}，一份不少 {told['whole']}，"
        f"少了最后几份、再同步即补齐 {told['fewer']}，写坏 0\n"
    )


def swap_the_pointers(folder):
    one, other = folder / "lexical.json", folder / "dense.json"
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def swap_two_files_of_the_index(folder):
    one, other, *_ = sorted(
        (p for p in folder.glob("lexical.*/*") if p.suffix != ".lock"), key=lambda p: -p.stat().st_size
    )
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def swap_the_vectors(folder):
    """The vectors of another library, with their own pointer."""
    for path in folder.glob("dense*"):
        path.unlink()
    for path in folder.with_name("另").glob("dense*"):
        shutil.copy(path, folder)


def swap_the_vectors_under_the_pointer(folder):
    """The vectors of another library under the name that our pointer gives."""
    ours, theirs = (next(f.glob("dense.*.*")) for f in (folder, folder.with_name("另")))
    shutil.copy(theirs, ours)


def delete_the_vectors(folder):
    next(folder.glob("dense.*.*")).unlink()


def truncate_the_vectors(folder):
    path = next(folder.glob("dense.*.*"))
    path.write_bytes(path.read_bytes()[:-1])


def delete_every_sidecar(folder):
    for path in [*folder.glob("dense*"), *folder.glob("lexical*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize(
    "spoil",
    [
        swap_the_pointers,
        swap_two_files_of_the_index,
        swap_the_vectors,
        swap_the_vectors_under_the_pointer,
        delete_the_vectors,
        truncate_the_vectors,
        delete_every_sidecar,
    ],
)
def test_sidecars_that_are_swapped_cut_or_gone_come_back_by_themselves(whole, encoder, spoil):
    folder, expected = whole
    for seed in range(20, 26):
        write(folder.with_name("别的材料"), f"{seed}.txt", text_of(seed, 12))
    with Library.open(folder.with_name("另"), create=True, encoder=encoder) as other:
        other.add_folder(folder.with_name("别的材料"))
    before = (folder / NAME).read_bytes()
    spoil(folder)
    with Library.open(folder, wait=0, encoder=encoder) as library:
        assert _shown(library) == expected
        assert library.verify() == ()
    assert (folder / NAME).read_bytes() == before
    with Library.open(folder, wait=0, encoder=encoder, progress=pytest.fail) as again:
        assert _shown(again) == expected


# Five hundred changes


def _change(rng, folder, number):
    """One thing that people do to a folder."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    place = folder / rng.choice(["", "甲", "乙/丙"])
    name = f"{rng.randrange(60):02}.txt"
    kind = rng.choice("wwwwccmmddrt") if len(paths) > 3 else "w"
    one = rng.choice(paths) if paths else None
    if kind == "w":
        write(place, name, text_of(number))
    elif kind == "c":
        place.mkdir(parents=True, exist_ok=True)
        if one != place / name:
            shutil.copy(one, place / name)
    elif kind == "m":
        place.mkdir(parents=True, exist_ok=True)
        one.replace(place / name)
    elif kind == "d":
        one.unlink()
    elif kind == "r":
        one.write_text(one.read_text(encoding="utf-8") + f"第9条 另加编号{number}。\n", encoding="utf-8")
    else:
        os.utime(one, (number, number))


def _changed_at_random(tmp_path, encoder, operations, asked):
    """Operations on a folder with a sync after every few, a library reopened now and then; then the same at once."""
    rng = random.Random(operations)
    folder = tmp_path / "材料"
    folder.mkdir()
    library = Library.open(tmp_path / "库", create=True, wait=0, encoder=encoder)
    done = 0
    while done < operations:
        few = min(rng.randint(1, 6), operations - done)
        for number in range(done, done + few):
            _change(rng, folder, number)
        done += few
        sync(library, folder)
        if rng.random() < 0.1:
            library.close()
            library = Library.open(tmp_path / "库", wait=0, encoder=encoder)
    with library, Library.open(tmp_path / "重建", create=True, encoder=encoder) as rebuilt:
        rebuilt.add_folder(folder)
        assert rebuilt.counts.documents > 5
        assert held(library) == held(rebuilt)
        assert found(library, questions(asked)) == found(rebuilt, questions(asked))
        assert library.verify() == ()
        files = sorted(os.path.abspath(p) for p in folder.rglob("*") if p.is_file())
        assert sorted(source.path for source in library.sources()) == files
        return library.counts


@pytest.mark.usefixtures("small_parts")
def test_sixty_random_changes_end_in_what_a_new_library_would_be(tmp_path, encoder):
    _changed_at_random(tmp_path, encoder, 60, 30)


@pytest.mark.long
@pytest.mark.usefixtures("small_parts")
def test_five_hundred_random_changes_end_in_what_a_new_library_would_be(tmp_path, encoder):
    counts = _changed_at_random(tmp_path, encoder, 500, 200)
    sys.stdout.write(
        f"\n随机改动 500 次后与重建相比：{counts.documents} 份文献、{counts.passages} 段、{counts.vectors} 个向量，"
        "段落与校验值全部相同，200 题前十段全部相同\n"
    )
