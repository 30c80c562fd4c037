"""Files that rot, or are swapped, cut or gone: it is found, or the library is again what it was."""

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from index import ExpectedError, Library
from index.schema import NAME
from index.sync import sync
from tests.notices import answers, delete_every_sidecar, questions, stored, text_of, write

ROOT = Path(__file__).resolve().parent.parent


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
    return library.digest, documents, stored(library), answers(library, questions(12))


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
        expected = stored(rebuilt)
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
                assert stored(library) == expected
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
