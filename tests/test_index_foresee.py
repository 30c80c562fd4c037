"""What a sync would do is told beforehand, nothing is changed by that, and the sync then does it."""

import pytest

from index.errors import NotFoundError
from index.foresee import Foreseen, foresee
from index.library import Library
from index.sync import sync


def text(number):
    return f"云溪市第{number}号办法\n\n第一条 本办法第{number}次发布。\n"


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "texts"
    (folder / "下级").mkdir(parents=True)
    for number in (1, 2, 3):
        (folder / f"{number}.txt").write_text(text(number), encoding="utf-8")
    (folder / "下级" / "4.txt").write_text(text(4), encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library", create=True) as made:
        yield made


def test_an_unknown_folder_is_all_new_and_nothing_is_changed(library, given):
    steps = []
    found = foresee(library, given, steps.append)
    assert found == Foreseen(4, added=("1.txt", "2.txt", "3.txt", "下级/4.txt"))
    assert [(step.done, step.total) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert library.documents() == ()


def test_what_is_told_is_what_the_sync_does(library, given, tmp_path):
    elsewhere = tmp_path / "别处.txt"
    elsewhere.write_text(text(9), encoding="utf-8")
    library.add(elsewhere)
    sync(library, given)
    assert foresee(library, given) == Foreseen(4)
    assert foresee(library, given).unchanged == 4
    (given / "1.txt").unlink()
    (given / "2.txt").write_text(text(22), encoding="utf-8")
    (given / "5.txt").write_text(text(5), encoding="utf-8")
    (given / "老.doc").write_bytes(b"\xd0\xcf\x11\xe0" * 40)
    found = foresee(library, given)
    assert (found.total, found.unchanged) == (5, 2)
    assert (found.added, found.changed, found.gone, found.kept) == (("5.txt",), ("2.txt",), ("1.txt",), ())
    ((name, message),) = found.unreadable
    assert name == "老.doc"
    assert "另存为 .docx" in message
    done = sync(library, given)
    assert (done.report.added, done.report.replaced, done.report.unchanged) == (1, 1, 2)
    assert (done.removed, len(done.report.failures)) == (("1.txt",), 1)


def test_of_an_empty_folder_all_is_told_to_go(library, given):
    sync(library, given)
    for path in [*given.rglob("*.txt")]:
        path.unlink()
    found = foresee(library, given)
    assert (found.total, len(found.gone)) == (0, 4)


def test_a_link_that_leads_to_itself_is_left_out(library, given):
    (given / "圈.txt").symlink_to(given / "圈.txt")
    assert foresee(library, given).total == 4
    assert sync(library, given).report.added == 4


def test_a_folder_that_is_not_there_is_said(library, tmp_path):
    with pytest.raises(NotFoundError, match="请检查路径"):
        foresee(library, tmp_path / "没有")
