"""The tabs 资料库 and 设置与自检 in a real Chromium: add, see, ask, remove; what answers and whether it is well."""

import re
from threading import Event

import pytest

from assistant.endpoint import Endpoint
from assistant.extractive import Extractive
from assistant.web.adding import added
from assistant.web.documents_view import removed
from assistant.web.holdings import rows
from assistant.web.scrub import scrub
from assistant.web.settings_tab import Setup, health, settings
from index.library import Library
from tests.browser import ask, open_tab, opened, served, visit

NAME = "关于做好老年助餐服务的通知.txt"
TEXT = "关于做好老年助餐服务的通知\n甲市民政局\n2023年5月8日\n一、总体要求\n到2025年，甲市全市建成老年食堂120家。\n"
QUESTION = "到2025年甲市全市建成多少家老年食堂？"
INNER = {"核对": ["数据核对", "查重", "立案预审"], "资料库": ["文献", "概览", "同步文件夹", "备份"]}
CANARY = "老年食堂120家"


@pytest.fixture(scope="module")
def library(tmp_path_factory, seeds):
    """A library that these tests change."""
    with Library.open(tmp_path_factory.mktemp("own") / "library", create=True) as built:
        built.add(seeds / "003_8dab968f746955f1.txt")
        yield built


@pytest.fixture
def page(browser, url):
    """The tab 资料库, just opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        page.get_by_role("tab", name="资料库").click()
        page.locator("#library-table [role=gridcell]").first.wait_for()
        yield page


def upload(page, *paths):
    with page.expect_file_chooser() as chooser:
        page.locator("button#upload").click()
    chooser.value.set_files(paths)


def written(folder, name=NAME, text=TEXT):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_added_answers_and_is_gone_when_it_is_removed(page, library, tmp_path):
    upload(page, written(tmp_path))
    page.locator("#upload-told li").filter(has_text=f"已添加 {NAME}").wait_for()
    row = page.locator("#library-table [role=row]").filter(has_text="关于做好老年助餐服务的通知")
    row.filter(has_text="2023-05-08").filter(has_text="甲市民政局").filter(has_text="可用").wait_for()
    page.locator("#library-summary").filter(has_text="共 2 份文献").wait_for()

    page.get_by_role("tab", name="问答").click()
    ask(page, QUESTION)
    assert "120家" in page.locator("#chat .bot").last.inner_text()
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").filter(has_text="关于做好老年助餐服务的通知").wait_for()

    page.get_by_role("tab", name="资料库").click()
    row.locator("[role=gridcell]").nth(1).click()
    page.locator("#library-about").filter(has_text="已选：《关于做好老年助餐服务的通知》").wait_for()
    page.locator("#remove").click()
    page.locator("#remove-yes").click()
    page.locator("#library-about").filter(has_text="已移除").wait_for()
    page.locator("#library-summary").filter(has_text="共 1 份文献").wait_for()
    assert len(library.documents()) == 1

    page.get_by_role("tab", name="问答").click()
    ask(page, QUESTION)
    assert "120家" not in page.locator("#chat .bot").last.inner_text()
    page.locator("#chat mark").first.click()
    page.locator("#ask-source").filter(has_text="已从资料库中删除").wait_for()
    kept = [path for path in library.folder.rglob("*") if path.is_file()]
    assert not [path for path in kept if CANARY.encode() in path.read_bytes()]


def test_each_file_that_cannot_be_read_is_told_with_what_to_do_and_the_others_are_added(
    page, library, tmp_path
):
    empty, old = written(tmp_path, "空.txt", ""), tmp_path / "旧.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" * 40)
    upload(page, empty, written(tmp_path, "好.txt", TEXT.replace("120", "121")), old)
    told = page.locator("#upload-told li")
    told.filter(has_text="已添加 好.txt").wait_for()
    told.filter(has_text="未能添加 空.txt").filter(has_text="请确认文件内容").wait_for()
    told.filter(has_text="未能添加 旧.doc").filter(has_text="另存为").wait_for()
    page.locator("#library-table [role=gridcell]").filter(has_text="格式不支持").click()
    page.locator("#library-about").filter(has_text="另存为").wait_for()
    page.locator("#remove").click()
    page.locator("#remove-no").click()
    page.locator("#remove-no").wait_for(state="hidden")
    assert len(library.failures()) == 2
    for row in rows(library)[1:]:
        removed(row.key, library, scrub)


def test_how_far_an_upload_is_can_be_seen_and_it_can_be_stopped(page, library, tmp_path, monkeypatch):
    go_on, real = Event(), library.add

    def slow(path):
        if path.name == "后.txt":
            go_on.wait(60)
        return real(path)

    monkeypatch.setattr(library, "add", slow)
    upload(page, *(written(tmp_path, f"{name}.txt", TEXT.replace("120", f"13{name}")) for name in "先后末"))
    page.locator("#upload-told li").filter(has_text="正在读入 2/3").wait_for()
    assert "已添加 先.txt" in page.locator("#upload-told").inner_text()
    page.locator("button#upload-stop").click()
    page.locator("#upload-told").filter(has_text="已停止；已添加的文献保留").wait_for()
    page.locator("button#upload:enabled").wait_for()
    page.locator("#library-table [role=gridcell]").filter(has_text="先.txt").wait_for()
    go_on.set()
    monkeypatch.undo()
    upload(page, written(tmp_path, "又.txt", TEXT.replace("120", "140")))
    page.locator("#upload-told li").filter(has_text="已添加 又.txt").wait_for()
    names = {row.cells[-1]: row.key for row in rows(library)}
    assert "末.txt" not in names
    for name in names.keys() & {"先.txt", "后.txt", "又.txt"}:
        removed(names[name], library, scrub)


def test_a_file_that_is_too_large_is_refused_in_chinese_before_it_is_sent(page, tmp_path):
    large = tmp_path / "很大.txt"
    with large.open("wb") as file:
        file.truncate(51 * 2**20)
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.accept()))
    sent = []
    page.on("request", lambda request: sent.append(request.url) if "upload" in request.url else None)
    upload(page, large)
    page.locator("button#upload:enabled").wait_for()
    assert "“很大.txt”超过 50 MB" in said[0]
    assert sent == []


def test_a_document_can_be_chosen_by_keyboard(page):
    page.locator("#library-table [role=gridcell]").nth(1).press("Enter")
    page.locator("#library-about").filter(has_text="已选：").wait_for()
    page.locator("button#remove").wait_for()


def test_every_tab_is_there_once(page):
    names = ["问答", "起草", "核对", "对照", "资料库", "设置与自检"]
    for name in names:
        open_tab(page, name)
        inner = INNER.get(name, [])
        page.get_by_role("tab", name=(inner or names)[-1], exact=True).wait_for()
        assert page.get_by_role("tab").all_inner_texts() == names + inner


SHOWN = """() => {
  const seen = element => element.checkVisibility({visibilityProperty: true});
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (seen(parent) && !parent.closest("script, style, title")) found.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    if (seen(element)) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(element.getAttribute(name) ?? "");
    }
  }
  return found;
}"""
NAMES = {
    "MB",
    "Word",
    "CSV",
    "Markdown",
    "Python",
    "SQLite",
    "WPS",
    "zip",
    "yanju",
    "toml",
    "index",
    "import",
}


def test_no_english_is_left_over_for_eyes_or_for_screen_readers(page):
    for tab in ("核对", "查重", "立案预审", "对照", "资料库", "概览", "同步文件夹", "备份", "设置与自检"):
        open_tab(page, tab)
        if tab == "设置与自检":
            page.locator("#health li").first.wait_for()
        texts = [text for text in page.evaluate(SHOWN) if not re.search(r"[/\\]\w|\.\w{2,8}\b|csv、", text)]
        words = {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)}
        assert words - NAMES == set(), tab


def test_settings_say_what_answers_and_what_leaves_and_the_examination_passes(page, library):
    page.get_by_role("tab", name="设置与自检").click()
    page.locator("#health li").filter(has_text="资料库：").wait_for()
    now = page.locator("#settings-now").inner_text()
    assert "仅在本机" in now
    assert str(library.folder) in now
    assert "✗" not in page.locator("#health").inner_text()
    page.locator("#examine").click()
    page.locator("#health h4").filter(has_text="一切正常").wait_for()


def test_nothing_of_an_uploaded_file_stays_outside_the_library(library, tmp_path):
    copy = written(tmp_path, "副本.txt", TEXT.replace("120", "122"))
    *_, last = added([str(copy)], library, scrub)
    assert last == "- 已添加 副本\\.txt"
    assert not copy.exists()
    (row,) = [row for row in rows(library) if row.cells[-1] == "副本.txt"]
    assert "已移除" in removed(row.key, library, scrub)
    assert "没有" in removed(row.key, library, scrub)


def test_stopped_between_two_files_the_first_is_kept_and_no_copy_stays(library, tmp_path):
    first, second = (written(tmp_path, f"{n}.txt", TEXT.replace("120", n)) for n in ("123", "124"))
    steps = added([str(first), str(second)], library, scrub)
    assert "正在读入 1/2" in next(steps)
    assert "正在读入 2/2" in next(steps)
    steps.close()
    names = [row.cells[-1] for row in rows(library)]
    assert "123.txt" in names
    assert "124.txt" not in names
    assert not first.exists()
    assert not second.exists()
    (row,) = [row for row in rows(library) if row.cells[-1] == "123.txt"]
    removed(row.key, library, scrub)


def test_a_library_opened_for_reading_offers_no_change(library, browser):
    with Library.open(library.folder, read_only=True) as reading, served(reading, Extractive()) as url:
        page = browser.new_page()
        visit(page, url)
        page.get_by_role("tab", name="资料库").click()
        page.locator("#upload-hint").filter(has_text="只读").wait_for()
        page.locator("#library-table [role=gridcell]").nth(1).click()
        assert page.locator("#upload").count() == 0
        assert not page.locator("#remove").is_visible()
        page.close()


def test_where_a_model_is_used_its_address_is_said_and_its_key_is_not(tmp_path):
    model = Endpoint("http://models.example:8000/v1", "qwen", "sk-secret-key")
    said = settings(Setup(tmp_path, model, "none"), scrub)
    plain = said.replace("\\", "")
    assert "将发送至 http://models.example:8000/v1" in plain
    assert "未加密" in plain
    assert "仅在本机" not in plain
    assert "secret" not in said
    assert not re.search(r"(?<!\\)[\[<]|://", said)


def test_an_examination_says_what_is_wrong_first(tmp_path):
    from assistant.doctor import examine

    said = health(examine(tmp_path / "none", None, "none"), scrub)
    lines = said.split("\n")
    assert "有问题" in lines[0]
    assert lines[2].startswith("- ✗ **资料库**")
    assert lines[-1].startswith("- ✓")
