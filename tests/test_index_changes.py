"""Many changes of a folder in a row: a library kept equal to it is in the end what a new one would be."""

import os
import random
import shutil
import sys

import pytest

from index import Library
from index.sync import sync
from tests.notices import answers, questions, stored, text_of, write


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
        assert stored(library) == stored(rebuilt)
        assert answers(library, questions(asked)) == answers(rebuilt, questions(asked))
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
