"""Readers of a library that others change, or that may only be read: one generation at a time, and nothing written."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from index import Document, Library
from index.errors import (
    StoreLockedError,
    StoreReadOnlyError,
)
from index.lock import announced, writing
from index.schema import NAME
from tests.notices import CANARY, QUESTIONS, answers, reopen, write


def test_a_reader_picks_up_a_new_generation_between_two_questions(full, given):
    with reopen(full, read_only=True) as reader:
        assert not [h for h in reader.search(CANARY) if CANARY in reader.quote(h.passage.span)]
        full.add(write(given, "新.txt", f"{CANARY}。\n"))
        assert CANARY in reader.quote(reader.search(CANARY)[0].passage.span)
        assert (reader.generation, reader.digest) == (full.generation, full.digest)


def test_readers_keep_serving_while_a_batch_is_added_and_see_it_at_its_end(full, given):
    new = [write(given, f"新{i}.txt", f"{CANARY}{i}。\n") for i in range(3)]
    with reopen(full) as reader:
        expected = (reader.generation, answers(reader))
        seen = []
        full.add_many(new, lambda _: seen.append((reader.generation, answers(reader))))
        assert seen == [expected] * 3
        assert len([h for h in reader.search(CANARY) if CANARY in reader.quote(h.passage.span)]) == 3


@pytest.mark.parametrize(("swaps", "readers"), [(12, 4), pytest.param(300, 8, marks=pytest.mark.long)])
def test_readers_in_other_threads_see_one_generation_at_a_time(full, given, swaps, readers):
    """One document is replaced again and again while readers ask; the others are there in every answer."""
    for i in range(3):
        full.add(write(given, f"不变{i}.txt", f"{CANARY}，第{i}份。\n"))
    full.add(write(given, "变.txt", f"{CANARY}。\n{CANARY}，一版。\n"))
    ids = {d.sources[0]: d.id for d in full.documents()}
    unchanged = {ids[f"不变{i}.txt"] for i in range(3)}
    others = set(ids.values())
    stop, wrong, reads = threading.Event(), [], []

    def read(library):
        while not stop.is_set():
            found = {h.passage.span.doc_id for h in library.search(CANARY)}
            reads.append(1)
            if not unchanged <= found or len(found - others | found & {ids["变.txt"]}) > 1:
                wrong.append(found)

    with ExitStack() as opened:
        asked = [
            full,
            *(opened.enter_context(reopen(full, read_only=n % 2 == 0)) for n in range(readers - 1)),
        ]
        threads = [threading.Thread(target=read, args=(library,)) for library in asked]
        for thread in threads:
            thread.start()
        for version in range(swaps):
            write(given, "变.txt", f"{CANARY}。\n{CANARY}，{version}版。\n")
            with reopen(full, wait=60) as writer:
                writer.add(given / "变.txt")
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(reads) > swaps
    assert full.verify() == ()
    if swaps > 100:
        sys.stdout.write(f"\n{readers} 个读者、替换 {swaps} 次：查询 {len(reads)} 次，前后不一 0 次\n")


def test_what_was_removed_is_not_served_from_an_older_view(full):
    with reopen(full) as reader:
        (first, *_) = reader.search(QUESTIONS[0])
        with announced(full.folder), sqlite3.connect(full.folder / NAME) as db:
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("DELETE FROM documents WHERE id = ?", (first.passage.span.doc_id,))
            db.execute(
                "INSERT INTO changes VALUES (99, 'removed', ?, '', '', '')", (first.passage.span.doc_id,)
            )
        db.close()
        with announced(full.folder):
            for k in (1, 20):
                hits = reader.search(QUESTIONS[0], k)
                assert hits
                assert all(h.passage.span.doc_id != first.passage.span.doc_id for h in hits)


def test_equal_digests_give_equal_hits_and_any_change_another_digest(given, tmp_path):
    seen = {}
    for name in ("一", "二"):
        with Library.open(tmp_path / name, create=True) as library:
            for path in sorted(given.iterdir()):
                seen.setdefault(library.digest, []).append(answers(library) if library.generation else None)
                library.add(path)
    assert len(seen) == 12
    assert all(first == second for first, second in seen.values())


def test_another_writer_means_a_clear_sentence_and_an_undisturbed_reader(full, given):
    expected = answers(full)
    new = write(given, "新.txt", f"{CANARY}。\n")
    with writing(full.folder, 0), reopen(full) as second:
        for change in (lambda: second.add(new), lambda: second.remove("00.txt"), second.rebuild):
            with pytest.raises(StoreLockedError, match="等它结束后再试"):
                change()
        assert answers(second) == expected
    full.add(new)


def test_a_read_only_library_refuses_every_change(full, given):
    with reopen(full, read_only=True) as reader:
        for change in (
            lambda: reader.add(given / "00.txt"),
            lambda: reader.add_folder(given),
            lambda: reader.add_document(Document("d", "题", "文。", ""), "n", "1"),
            lambda: reader.remove("00.txt"),
            reader.rebuild,
        ):
            with pytest.raises(StoreReadOnlyError, match="只读"):
                change()


def test_a_read_only_library_without_sidecars_searches_a_copy_and_writes_nothing(full):
    expected = answers(full)
    full.close()
    for path in full.folder.glob("lexical*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    before = sorted(p.name for p in full.folder.iterdir() if not p.name.endswith(("-wal", "-shm")))
    with reopen(full, read_only=True) as reader:
        assert answers(reader) == expected
        assert reader.verify() == ()
    assert sorted(p.name for p in full.folder.iterdir() if not p.name.endswith(("-wal", "-shm"))) == before


READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from index import ExpectedError, Library
import tempfile
import threading
with tempfile.TemporaryDirectory() as warm, Library.open(Path(warm), create=True) as library:
    library.add(Path(sys.argv[3]))  # whatever is imported or read late must be there before the rights go
    library.search(sys.argv[2])
if os.getuid() == 0:
    os.setuid(65534)
with Library.open(Path(sys.argv[1]), wait=0, progress=lambda _: sys.exit("built an index, where a copy does")) as library:
    hits = library.search(sys.argv[2])
    print(len(hits), library.quote(hits[0].passage.span).replace(chr(10), ""))
    try:
        library.add(Path(sys.argv[3]))
    except ExpectedError as error:
        print(type(error).__name__, error)
"""


def test_a_folder_that_cannot_be_written_can_still_be_asked(full):
    """As a user without permission; root drops its own rights first."""
    full.close()
    with tempfile.TemporaryDirectory() as place:
        new = write(Path(place), "新.txt", f"{CANARY}。\n")
        folder = Path(shutil.copytree(full.folder, Path(place) / "库"))
        for path in [*Path(place).rglob("*"), Path(place)]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", READ_AS_NOBODY, str(folder), QUESTIONS[0], str(new)]
        root = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
        for path in (Path(place), folder, *folder.glob("lexical.*")):
            path.chmod(0o755)
    assert done.returncode == 0, done.stderr
    found, refused = done.stdout.strip().split("\n")
    assert int(found.split()[0]) > 0
    assert refused.startswith("StoreReadOnlyError 无法写入资料库文件夹")
