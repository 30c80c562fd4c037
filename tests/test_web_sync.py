"""资料库 as a whole, in a real Chromium: held against a folder, written to a backup and brought back from one."""

import os
import threading
import zipfile
from contextlib import contextmanager
from threading import Event

import pytest

from assistant.errors import RequestError
from assistant.extractive import Extractive
from assistant.web import backup_view, sync_view
from assistant.web.scrub import scrub
from assistant.web.shelf import Shelf
from assistant.web.working import watched
from index.library import Library
from tests.browser import ask, live, open_tab, opened, served

QUESTION = "到2025年甲市全市建成多少家老年食堂？"


def text(number):
    return f"关于做好老年助餐服务的通知（{number}）\n甲市民政局\n2023年5月8日\n一、总体要求\n到2025年，甲市全市建成老年食堂{number}家。\n"


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "材料"
    folder.mkdir()
    for number in (120, 121, 122):
        (folder / f"{number}.txt").write_text(text(number), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("own") / "library", create=True) as built:
        yield built


@pytest.fixture
def own(library):
    """The library, empty again after each test."""
    yield library
    for key in (*(one.id for one in library.documents()), *(one.name for one in library.failures())):
        library.remove(key)


@pytest.fixture
def page(browser, url, own):
    """A page over an empty library; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        open_tab(page, "资料库")
        yield page


def preview(page, folder):
    open_tab(page, "同步文件夹")
    page.locator("#sync-folder textarea, #sync-folder input").first.fill(str(folder))
    page.locator("button#sync-look").click()


def upload(page, path):
    with page.expect_file_chooser() as chooser:
        page.locator("button#import").click()
    chooser.value.set_files(path)


def test_what_would_change_is_shown_first_and_then_done(page, own, given):
    preview(page, given)
    told = page.locator("#sync-told")
    told.filter(has_text="添加 3 个：120.txt、121.txt、122.txt").wait_for()
    assert own.documents() == ()
    page.locator("button#sync-go").click()
    told.filter(has_text="新增 3 份").wait_for()
    page.locator("button#sync-go").wait_for(state="hidden")
    open_tab(page, "文献")
    page.locator("#library-summary").filter(has_text="共 3 份文献").wait_for()

    (given / "120.txt").unlink()
    (given / "121.txt").write_text(text(131), encoding="utf-8")
    (given / "老.doc").write_bytes(b"\xd0\xcf\x11\xe0" * 40)
    preview(page, f' "{given}" ')
    told.filter(has_text="更新 1 个：121.txt").filter(
        has_text="移除文件夹里已没有的 1 个：120.txt"
    ).wait_for()
    told.filter(has_text="不能读入 老.doc").filter(has_text="另存为").wait_for()
    assert len(own.documents()) == 3
    page.locator("button#sync-go").click()
    told.filter(has_text="更新 1 份，未变 1 份，失败 1 份").wait_for()
    told.filter(has_text="已移除文件夹里没有了的 1 个：120.txt").wait_for()
    assert len(own.documents()) == 2
    preview(page, given)
    told.filter(has_text="不用同步").wait_for()
    assert not page.locator("button#sync-go").is_visible()


def test_of_an_empty_folder_it_is_asked_whether_all_is_to_go(page, own, given):
    own.add_folder(given)
    for path in given.iterdir():
        path.unlink()
    preview(page, given)
    told = page.locator("#sync-told")
    told.filter(has_text="请先检查磁盘是否已连接").filter(has_text="已没有的 3 个").wait_for()
    page.locator("button#sync-go").click()
    told.filter(has_text="已移除文件夹里没有了的 3 个").wait_for()
    assert own.documents() == ()


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (" ", "请写明文件夹的完整路径"),
        ("材料/政策", "不是完整路径"),
        ("/", "是整个磁盘"),
        ("/没有/这里", "请检查路径是否写对"),
    ],
)
def test_a_path_that_cannot_be_followed_is_told_with_the_next_step(page, path, told):
    preview(page, path)
    page.locator("#sync-told strong").filter(has_text=told).wait_for()
    assert not page.locator("button#sync-go").is_visible()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="谁都能打开")
def test_a_folder_that_may_not_be_opened_is_told(tmp_path):
    closed = tmp_path / "锁"
    (closed / "里").mkdir(parents=True)
    closed.chmod(0)
    with pytest.raises(RequestError, match="请检查权限"):
        sync_view.folder_of(str(closed / "里"))
    closed.chmod(0o700)


def test_a_sync_can_be_stopped_on_the_page_and_begun_again(page, own, given, monkeypatch):
    go_on = Event()

    def slow(library, folder, tell, **_):
        tell(sync_view.Step(1, 3, "已添加 120.txt"))
        go_on.wait(60)
        tell(sync_view.Step(2, 3, "已添加 121.txt"))

    monkeypatch.setattr(sync_view, "sync", slow)
    preview(page, given)
    page.locator("button#sync-go").click()
    page.locator("#sync-told").filter(has_text="正在同步 1/3").locator("svg").wait_for()
    page.locator("button#sync-look-stop").click()
    page.locator("#sync-told").filter(has_text="再同步一次").wait_for()
    go_on.set()
    monkeypatch.undo()
    preview(page, given)
    page.locator("button#sync-go").click()
    page.locator("#sync-told").filter(has_text="新增 3 份").wait_for()
    assert len(own.documents()) == 3


@contextmanager
def ended():
    """In the end every thread that was begun meanwhile has come to its end."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(60)
        assert not thread.is_alive()


def test_a_sync_that_nobody_watches_any_more_ends_after_the_file_it_is_at(own, given, monkeypatch):
    go_on, add = Event(), own.add

    def second_waits(path, entry=None):
        if path.name != "120.txt":
            go_on.wait(60)
        return add(path, entry)

    monkeypatch.setattr(own, "add", second_waits)
    with ended():
        steps = sync_view.synced(sync_view.Planned(str(given)), own, scrub)
        assert any("正在同步 1/3" in step for step in steps)
        steps.close()
        go_on.set()
    assert len(own.documents()) == 2
    *_, last = sync_view.synced(sync_view.Planned(str(given)), own, scrub)
    assert "新增 1 份，更新 0 份，未变 2 份" in last


def test_a_work_gives_its_steps_then_its_result_or_what_it_raises():
    seen = Event()

    def work(tell):
        tell("一")
        seen.wait(60)
        return 7

    def fails(tell):
        raise RequestError("请重试。")

    with ended():
        steps = watched(work)
        assert next(steps) == "一"
        seen.set()
        assert list(steps)[-1] == 7
        with pytest.raises(RequestError, match="请重试"):
            list(watched(fails))


def test_a_backup_is_saved_and_brings_back_what_was_removed(page, own, given, tmp_path):
    own.add_folder(given)
    open_tab(page, "备份")
    with page.expect_download() as begun:
        page.locator("button#export").click()
    assert begun.value.suggested_filename.startswith("言据资料库 20")
    copy = tmp_path / "备份.zip"
    begun.value.save_as(copy)
    assert sorted(zipfile.ZipFile(copy).namelist()) == ["library.sqlite", "manifest.json"]
    page.locator("button#export:enabled").wait_for()
    for document in own.documents():
        own.remove(document.id)

    upload(page, copy)
    told = page.locator("#import-told")
    told.filter(has_text="备份完好").filter(has_text="3 份文献").wait_for()
    assert own.documents() == ()
    page.locator("button#import-yes").click()
    told.filter(has_text="已导入：资料库现有 3 份文献").wait_for()
    open_tab(page, "文献")
    page.locator("#library-summary").filter(has_text="共 3 份文献").wait_for()
    assert len(own.documents()) == 3
    assert own.verify() == ()
    open_tab(page, "问答")
    ask(page, QUESTION)
    assert "家" in page.locator("#chat .bot").last.inner_text()
    assert page.locator("#chat mark").count()


def test_what_is_to_be_replaced_is_said_and_may_be_kept(page, own, given, tmp_path):
    own.add(given / "120.txt")
    backup_view.export(own.folder, tmp_path / "备份.zip")
    own.add_folder(given)
    open_tab(page, "备份")
    upload(page, tmp_path / "备份.zip")
    page.locator("#import-told").filter(has_text="现有的 3 份文献由它代替").wait_for()
    page.locator("button#import-no").click()
    page.locator("#import-told").filter(has_text="没有改动").wait_for()
    page.locator("button#import-yes").wait_for(state="hidden")
    assert len(own.documents()) == 3


def test_a_backup_that_is_none_or_not_whole_is_refused_by_its_name(page, own, given, tmp_path):
    own.add_folder(given)
    backup_view.export(own.folder, tmp_path / "好.zip")
    whole = (tmp_path / "好.zip").read_bytes()
    (tmp_path / "半.zip").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "别的.zip", "w") as other:
        other.writestr("a.txt", "甲")
    open_tab(page, "备份")
    told = page.locator("#import-told strong")
    for name, words in (("半.zip", "半.zip 不完整或已损坏"), ("别的.zip", "别的.zip 不是言据导出的")):
        upload(page, tmp_path / name)
        told.filter(has_text=words).wait_for()
        assert "/" not in told.inner_text().replace("index/", "")
        page.locator("button#import:enabled").wait_for()
    assert len(own.documents()) == 3


def test_an_uploaded_backup_leaves_no_copy(own, given, tmp_path):
    own.add_folder(given)
    backup_view.export(own.folder, tmp_path / "好.zip")
    *_, (told, path) = backup_view.proved(str(tmp_path / "好.zip"), own, scrub)
    assert "备份完好" in told.replace("\\", "")
    *_, last = backup_view.restored(path, own, scrub)
    assert "已导入" in last
    assert not (tmp_path / "好.zip").exists()
    (tmp_path / "坏.zip").write_bytes(b"PK")
    *_, (told, path) = backup_view.proved(str(tmp_path / "坏.zip"), own, scrub)
    assert path == ""
    assert not (tmp_path / "坏.zip").exists()


def test_a_backup_that_is_too_large_for_the_page_is_told_how_to_be_made(own, given, monkeypatch):
    own.add_folder(given)
    monkeypatch.setattr(backup_view, "LARGEST", 1000)
    *_, told = backup_view.exported(own, Shelf(), scrub)
    assert "yanju index export" in told


@pytest.mark.parametrize("way", ["read", "shared"])
def test_where_others_use_it_or_it_is_only_read_nothing_is_synchronised_or_replaced(browser, own, given, way):
    own.add_folder(given)
    password = "漫山遍野的红杜鹃" if way == "shared" else ""
    with (
        Library.open(own.folder, read_only=way == "read") as held,
        served(held, Extractive(), password=password) as url,
    ):
        page = browser.new_page()
        page.goto(url)
        if way == "shared":
            page.locator("input[type=password]").fill(password)
            page.locator("button").click()
        live(page)
        open_tab(page, "资料库")
        said = "只读" if way == "read" else "凭密码"
        open_tab(page, "同步文件夹")
        page.locator("#sync-told").filter(has_text=said).wait_for()
        assert page.locator("#sync-folder").count() == 0
        open_tab(page, "备份")
        page.locator("#import-told").filter(has_text=said).wait_for()
        assert page.locator("#import").count() == 0
        page.locator("button#export").wait_for()
        page.close()
