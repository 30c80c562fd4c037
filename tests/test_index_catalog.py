"""What a catalogue says of a text stays with it, whatever other file the text comes in."""

import shutil

import pytest

from index.catalog import CatalogEntry
from index.library import Library
from index.original import original
from index.sync import sync
from tests.notices import text_of, write

CATALOGUE = """[[document]]
file = "报告.txt"
title = "2026年某省政府工作报告"
issuers = ["某省人民政府"]
date = "2026-02-05"
genre = "政府工作报告"
region = "湖北省"
rights = "公开"
"""
SPEECH = "政府工作报告\n\n各位代表：过去一年，全省新增就业92万人。\n"
NAMELESS = "\n".join("这一段文字很长而没有题名，" * 4 + f"说到第{n}件事。" for n in range(3))


@pytest.fixture
def described(empty, tmp_path):
    """A library of one report in a folder with a catalogue, and the report's path."""
    write(tmp_path / "源", "catalog.toml", CATALOGUE)
    path = write(tmp_path / "源", "报告.txt", SPEECH)
    empty.add_folder(path.parent)
    return empty, path


def copied(path, tmp_path, name="副本/另存.txt"):
    target = tmp_path / name
    target.parent.mkdir(exist_ok=True)
    return shutil.copy(path, target)


def said(library):
    (listing,) = library.documents()
    meta = listing.meta
    return (
        listing.title,
        [value.text for value in meta.issuers],
        meta.dates[0].start if meta.dates else "",
        meta.dates[0].kind if meta.dates else "",
        *(value and value.text for value in (meta.genre, meta.region)),
        meta.rights,
    )


FULL = ("2026年某省政府工作报告", ["某省人民政府"], "2026-02-05", "发布", "政府工作报告", "湖北省", "公开")


def test_a_copy_without_a_catalogue_takes_nothing_away_and_is_told_as_what_it_is(described, tmp_path):
    library, path = described
    told = []
    library.add_many([copied(path, tmp_path)], told.append)
    assert said(library) == FULL
    assert told == ["已在库中 另存.txt：内容与《2026年某省政府工作报告》相同"]
    assert library.documents()[0].sources == ("报告.txt", "另存.txt")
    assert library.verify() == ()


def test_a_copy_first_and_the_catalogued_file_after_it_add_up_to_the_same(empty, tmp_path):
    first = write(tmp_path / "副本", "另存.txt", SPEECH)
    empty.add(first)
    write(tmp_path / "源", "catalog.toml", CATALOGUE)
    added = empty.add(write(tmp_path / "源", "报告.txt", SPEECH))
    assert (added.status, added.twin) == ("replaced", "政府工作报告")
    assert added.changed == ("题名", "发文机关", "日期", "地区")
    assert said(empty) == FULL
    assert empty.add(first).status == "unchanged"


def test_a_file_added_alone_is_described_by_the_catalogue_beside_it(empty, tmp_path):
    write(tmp_path / "源", "catalog.toml", CATALOGUE)
    path = write(tmp_path / "源", "报告.txt", SPEECH)
    empty.add_many([path])
    assert said(empty) == FULL
    assert empty.add(path).status == "unchanged"
    assert empty.add_folder(path.parent).unchanged == 1
    assert original(empty, empty.documents()[0].id) == path


def test_two_catalogues_add_up_and_the_later_word_holds(described, tmp_path):
    library, path = described
    write(
        tmp_path / "副本", "catalog.toml", '[[document]]\nfile = "另存.txt"\nissuers = ["某省政府办公厅"]\n'
    )
    added = library.add(copied(path, tmp_path))
    assert (added.status, added.changed) == ("replaced", ("发文机关",))
    assert said(library) == (FULL[0], ["某省政府办公厅"], *FULL[2:])


def test_a_catalogue_that_says_less_than_before_is_believed(described):
    library, path = described
    write(path.parent, "catalog.toml", '[[document]]\nfile = "报告.txt"\ntitle = "报告"\n')
    assert library.add(path).changed == ("题名", "发文机关", "日期", "地区", "文种")
    assert said(library) == ("报告", [], "", "", "报告", None, "")


def test_what_a_person_filled_in_is_neither_lost_nor_taken_for_the_catalogue_s(described, tmp_path):
    from index.correction import Correction

    library, path = described
    library.correct("报告.txt", Correction(title="改过的题名"))
    assert library.add(copied(path, tmp_path)).twin == "改过的题名"
    library.correct("报告.txt", Correction(), less=("title",))
    assert said(library) == FULL


def test_a_text_without_a_title_keeps_the_name_of_its_first_file(empty, tmp_path):
    told = []
    first = write(tmp_path, "规划.txt", NAMELESS)
    empty.add_many([first, copied(first, tmp_path)], told.append)
    assert told == ["已添加 规划.txt", "已在库中 另存.txt：内容与《规划》相同"]
    assert empty.documents()[0].title == "规划"


def test_a_file_that_was_renamed_gives_its_text_the_new_name(empty, given):
    write(given, "规划.txt", NAMELESS)
    sync(empty, given)
    (given / "规划.txt").rename(given / "新规划.txt")
    sync(empty, given)
    assert empty.documents()[-1].title == "新规划"


def test_the_vectors_are_those_of_the_kept_title(tmp_path, encoder):
    write(tmp_path / "源", "catalog.toml", CATALOGUE)
    path = write(tmp_path / "源", "报告.txt", SPEECH)
    with Library.open(tmp_path / "库", create=True, encoder=encoder) as library:
        library.add(path)
        before = library._store.rows("SELECT vector FROM vectors ORDER BY key")
        library.add(copied(path, tmp_path))
        assert library._store.rows("SELECT vector FROM vectors ORDER BY key") == before
        assert library.encoded


def test_a_file_that_changed_says_so_without_a_list(full, given):
    told = []
    full.add_many([write(given, "00.txt", text_of(99))], told.append)
    assert told == ["已更新 00.txt"]


def test_what_one_entry_says_fills_what_another_leaves_out():
    whole = CatalogEntry("甲.txt", title="题", authors=("子", "丑"), date="2020", date_kind="成文")
    assert CatalogEntry("乙.txt").over(whole.words) == CatalogEntry(
        "乙.txt", title="题", authors=("子", "丑"), date="2020", date_kind="成文"
    )
    dated = CatalogEntry("乙.txt", date="2021")
    assert dated.over(whole.words).date_kind == "发布"
    assert CatalogEntry("丙.txt").words == ()
