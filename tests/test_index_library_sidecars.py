"""Sidecars are as good as built anew, whatever became of them; what was altered behind the library's back is found."""

import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from index import Library
from index.schema import NAME
from tests.notices import CANARY, QUESTIONS, answers, held, reopen, text_of, write


def damage_delete(path):
    path.unlink()


def damage_truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def damage_empty(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_delete, damage_truncate, damage_flip, damage_empty])
def test_a_damaged_sidecar_is_rebuilt_by_itself(full, damage):
    expected, digest = answers(full), full.digest
    full.close()
    published = [
        p for p in full.folder.rglob("*") if p.is_file() and "lexical" in str(p) and p.suffix != ".lock"
    ]
    assert len(published) > 5
    for path in published:
        if not path.exists() or not path.stat().st_size:
            continue
        damage(path)
        lines = []
        with reopen(full, progress=lines.append) as again:
            assert answers(again) == expected
            assert again.digest == digest
            assert again.verify() == ()
        assert [line for line in lines if "重建" in line], path
        with reopen(full, progress=pytest.fail) as third:
            assert answers(third) == expected


def test_a_sidecar_of_another_library_is_rebuilt(full, given, tmp_path):
    expected = answers(full)
    write(given, "00.txt", "别处的另一份文件。\n")
    with Library.open(tmp_path / "别处", create=True) as other:
        other.add_folder(given)
        assert other.generation == full.generation
        assert answers(other) != expected
    full.close()
    for path in full.folder.glob("lexical*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in other.folder.glob("lexical*"):
        (shutil.copytree if path.is_dir() else shutil.copy)(path, full.folder / path.name)
    with reopen(full) as again:
        assert answers(again) == expected
        assert again.verify() == ()


def test_an_older_copy_of_the_library_does_not_get_the_newer_sidecar(full, given):
    full.close()
    older = (full.folder / NAME).read_bytes()
    with reopen(full) as changed:
        write(given, "00.txt", f"{CANARY}。\n")
        changed.add(given / "00.txt")
    (full.folder / NAME).write_bytes(older)
    with reopen(full) as again:
        assert all(CANARY not in quote for _, _, quote in answers(again, [CANARY])[0])
        assert again.verify() == ()


def test_a_sidecar_left_behind_is_caught_up_and_not_rebuilt(full, given):
    before = {p.name for p in full.folder.glob("lexical.*/*.idx")}
    with pytest.raises(KeyboardInterrupt):
        full.add_many([write(given, "新.txt", f"{CANARY}。\n")], _interrupt)
    with reopen(full, progress=pytest.fail) as again:
        assert {p.name for p in again.folder.glob("lexical.*/*.idx")} > before
        assert CANARY in again.quote(again.search(CANARY)[0].passage.span)
        assert again.verify() == ()


def _interrupt(_):
    raise KeyboardInterrupt


def test_incremental_is_the_same_as_rebuilt(empty, tmp_path):
    """Sixty random additions, changes, copies and removals, then the same files in one go."""
    rng = random.Random(7)
    folder = tmp_path / "材料"
    written = {}
    for _ in range(60):
        name = f"{rng.randrange(15):02}.txt"
        if name in written and rng.random() < 0.4:
            empty.remove(name)
            (folder / name).unlink()
            del written[name]
        else:
            written[name] = rng.randrange(40)
            empty.add(write(folder, name, text_of(written[name])))
    assert len(written) > 5
    with Library.open(tmp_path / "重建", create=True) as rebuilt:
        rebuilt.add_folder(folder)
        assert held(empty) == held(rebuilt)
        assert answers(empty) == answers(rebuilt)
    before = answers(empty)
    empty.rebuild()
    assert answers(empty) == before
    assert empty.verify() == ()


# Verifying


@pytest.mark.parametrize(
    ("kind", "statement"),
    [
        ("document", "UPDATE documents SET text = replace(text, '年达到', '年未达') WHERE rowid = 1"),
        ("document", "UPDATE documents SET meta = '{}x' WHERE rowid = 1"),
        ("document", "DELETE FROM sources WHERE position = 1"),
        ("passage", "UPDATE passages SET start = start + 1 WHERE key = 1"),
        ("passage", "UPDATE passages SET slice = 'x' WHERE key = 1"),
        ("source", "UPDATE sources SET name = 'x' WHERE position = 1"),
        ("log", "UPDATE changes SET content = 'x' WHERE generation = 2"),
        ("log", "DELETE FROM changes WHERE generation = 3"),
        ("sidecar", "DELETE FROM passages WHERE key = 1"),
    ],
)
def test_verify_finds_what_was_altered(full, kind, statement):
    assert full.verify() == ()
    with closing(sqlite3.connect(full.folder / NAME)) as db, db:
        db.execute(statement)
    assert kind in {p.kind for p in full.verify()}
    with reopen(full) as again:
        assert again.search(QUESTIONS[0]) is not None


def test_verify_finds_a_sidecar_that_was_altered_behind_its_back(full):
    assert full.verify() == ()
    (path,) = full.folder.glob("lexical.*/meta.json")
    path.write_bytes(path.read_bytes() + b" ")
    assert [p.kind for p in full.verify()] == ["sidecar"]
