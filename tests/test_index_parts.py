"""An index put together from parts answers as one that is written at once, and a change writes only its part."""

import json
import os
import random
import shutil
import threading
from itertools import count

import pytest

from index import parts
from index.entries import Row
from index.lexical import Lexical

SUBJECTS = ("产业链", "链长制", "养老服务", "数字经济", "老旧小区", "中小企业", "园区平台", "工业用地")
CANARY = "鹦鹉螺"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(parts, "SMALLEST", 12)


class Shelf:
    """Documents as rows, an index of them that follows their changes, and which were read for it last."""

    def __init__(self, folder):
        self.folder, self.rows, self.read = folder, {}, []
        self._keys, self._numbers, self._rng = count(1), count(1), random.Random(5)
        self._path = None

    def write(self, name, words="", length=0):
        length = length or self._rng.randint(1, 6)
        self.rows[name] = [
            Row(next(self._keys), name, n, self._sentence() + words, f"{name}号文件", (f"〔2020〕{n}号",))
            for n in range(length)
        ]

    def _sentence(self):
        said = "，".join(f"{s}{self._rng.randint(1, 40)}项" for s in self._rng.sample(SUBJECTS, 3))
        return f"推动{said}。"

    def sizes(self):
        return {name: len(rows) for name, rows in self.rows.items()}

    def _of(self, names):
        self.read += names
        return (row for name in names for row in self.rows[name])

    def index(self, changed=()):
        """Bring the index up to the documents; the one before goes, as a library's does."""
        path, self.read = self.folder / str(next(self._numbers)), []
        parts.build(path, self.sizes(), self._of, self._path, changed)
        if self._path:
            shutil.rmtree(self._path)
        self._path = path
        return Lexical.open(path)

    def anew(self):
        path = self.folder / "anew"
        shutil.rmtree(path, ignore_errors=True)
        Lexical.build(path, [row for rows in self.rows.values() for row in rows])
        return Lexical.open(path)

    def files(self):
        return {p.name: p.stat().st_ino for p in self._path.iterdir() if p.suffix == ".idx"}

    def parts(self):
        return json.loads((self._path / "parts.json").read_bytes())


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def full(shelf):
    for number in range(60):
        shelf.write(f"d{number}")
    shelf.index()
    return shelf


def answers(index):
    asked = [f"{a}与{b}有多少项" for a in SUBJECTS for b in SUBJECTS] + ["d7号文件", "〔2020〕2号"]
    found = [index.search(q, 10, exact=["〔2020〕3号"], phrases=["养老服务"]) for q in asked]
    return [[(s.key, s.doc_id, s.start, s.held) for s in hits] for hits in found]


def scores(index):
    return [s.score for a in SUBJECTS for s in index.search(a, 20)]


def same(one, other):
    assert one.count == other.count
    assert one.frequency(SUBJECTS) == other.frequency(SUBJECTS)
    assert answers(one) == answers(other)
    assert scores(one) == pytest.approx(scores(other), abs=2e-3)


def test_a_new_index_is_cut_and_answers_as_if_it_were_not(full):
    assert len(full.files()) == parts.SHARES
    same(full.index(), full.anew())


def test_after_any_changes_it_answers_as_one_written_at_once(full):
    rng = random.Random(3)
    for number in range(16):
        changed = set()
        for _ in range(rng.randint(1, 4)):
            name = rng.choice([*full.rows, f"n{number}"])
            if name in full.rows and rng.random() < 0.4:
                del full.rows[name]
            else:
                full.write(name)
            changed.add(name)
        index = full.index(changed)
        if number % 5 == 0:
            same(index, full.anew())
    same(index, full.anew())


def test_a_change_writes_its_own_part_and_no_other(full):
    before = full.files()
    full.write("d7", length=len(full.rows["d7"]))
    full.index({"d7"})
    after = full.files()
    assert len(before.items() - after.items()) == 1
    assert "d7" in full.read
    assert len(full.read) < len(full.rows) / 4
    assert full.index().count == sum(full.sizes().values())
    assert full.read == []
    assert full.files() == after


def test_a_change_that_nobody_told_of_is_seen_by_its_length(full):
    full.write("d7", length=len(full.rows["d7"]) + 1)
    del full.rows["d30"]
    same(full.index(), full.anew())


def test_what_is_gone_is_counted_nowhere_and_named_in_no_file(full):
    full.write("d7", CANARY)
    assert full.index({"d7"}).frequency([CANARY]) == {CANARY: len(full.rows["d7"])}
    assert named_in(full, "d7")
    del full.rows["d7"]
    assert full.index({"d7"}).frequency([CANARY]) == {CANARY: 0}
    assert not named_in(full, "d7")


def named_in(shelf, name):
    return [p for p in shelf.folder.rglob("*.json") if f'"{name}"' in p.read_text(encoding="utf-8")]


def test_additions_one_by_one_write_little_and_leave_few_parts(shelf):
    written = most = 0
    for number in range(100):
        shelf.write(f"d{number}", length=1)
        shelf.index()
        written += len(shelf.read)
        most = max(most, len(shelf.parts()))
    assert most <= 2 * parts.SHARES + 8
    assert written < 100 * 8
    assert sum(len(part["rows"]) for part in shelf.parts()) == 100
    same(shelf.index(), shelf.anew())


def test_without_hard_links_files_are_copied(full, monkeypatch):
    def refused(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refused)
    before = full.files()
    full.write("d7")
    same(full.index({"d7"}), full.anew())
    assert len(before.keys() & full.files().keys()) == len(before) - 1


def test_a_document_none_of_whose_rows_can_be_read_keeps_its_place(full):
    rows = {**full.sizes(), "损坏": 3}
    path = full.folder / "again"
    parts.build(path, rows, lambda names: full._of([n for n in names if n != "损坏"]), full._path)
    assert "损坏" not in full.read
    assert Lexical.open(path).count == sum(full.sizes().values())
    full.read = []
    parts.build(full.folder / "third", rows, full._of, path)
    assert full.read == []


def test_everything_may_go_and_come_back(full):
    known = dict(full.rows)
    full.rows.clear()
    assert full.index(known).count == 0
    assert full.files() == {}
    full.rows.update(known)
    same(full.index(known), full.anew())


def test_what_stops_the_reading_of_rows_stops_the_writing(full):
    def torn(names):
        for row in full._of(names):
            if row.doc_id == "d40":
                raise KeyboardInterrupt
            yield row

    running, path = threading.active_count(), full.folder / "torn"
    # Held as a caller holds it, who removes the folder.
    with pytest.raises(KeyboardInterrupt) as held:
        parts.build(path, full.sizes(), torn)
    assert threading.active_count() == running
    for aside in path.glob("aside*"):
        Lexical.build(aside, ())
    assert held.traceback


def test_a_part_that_cannot_be_ended_is_an_error_and_no_more_are_begun(full):
    def without(names):
        for row in full._of(names):
            shutil.rmtree(full.folder / "torn" / "aside1", ignore_errors=True)
            yield row

    full.read = []
    with pytest.raises((ValueError, OSError)):
        parts.build(full.folder / "torn", full.sizes(), without)
    assert "d7" in full.read
    assert "d59" not in full.read
