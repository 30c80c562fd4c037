"""Conversations in the browser: there again after a reload, listed, opened, deleted; and never another's."""

import io
import re
import zipfile

import pytest

from assistant.extractive import Extractive
from assistant.kept import FOLDER
from index.library import Library
from tests.browser import ask, live, opened, saved, served, visit

NAME = "关于做好老年助餐服务的通知.txt"
TEXT = "关于做好老年助餐服务的通知\n甲市民政局\n2023年5月8日\n一、总体要求\n到2025年，甲市全市建成老年食堂{}家。\n"
QUESTION = "到2025年甲市全市建成多少家老年食堂？"
LEADERS = "链长制指的是什么？"
UNANSWERABLE = "浙江全省链长制试点一共确定了多少条产业链？"


@pytest.fixture
def own(tmp_path, seeds):
    """A library that the test changes."""
    (tmp_path / NAME).write_text(TEXT.format(120), encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as built:
        built.add(tmp_path / NAME)
        built.add(seeds / "003_8dab968f746955f1.txt")
        yield built


@pytest.fixture
def url(own):
    with served(own, Extractive()) as address:
        yield address


@pytest.fixture
def page(browser, url):
    with opened(browser, url) as page:
        yield page


def shown(page):
    """What the chat says, message by message."""
    return page.locator("#chat .message").all_inner_texts()


def listed(page):
    """The conversations in the fold, which is opened first."""
    if not page.locator("#talks-list").is_visible():
        page.locator("#talks button").first.click()
    page.locator("#talks-told").filter(has_not_text="还没有对话").wait_for()
    return page.locator("#talks-list label")


def reload(page, question):
    page.reload()
    live(page)
    page.locator("#chat .user").filter(has_text=question).first.wait_for()


def test_after_a_reload_the_conversation_is_the_same_and_goes_on(page):
    ask(page, QUESTION)
    ask(page, UNANSWERABLE)
    before = shown(page)
    assert re.search(r"[?]talk=[0-9a-f]{16}$", page.url)
    reload(page, UNANSWERABLE)
    assert shown(page) == before
    page.locator("#chat mark").first.click()
    page.locator("#ask-source blockquote mark").filter(has_text="120家").wait_for()
    assert page.locator("#ask-source h4").inner_text().startswith("[1]")
    ask(page, "那湖南的链长由谁担任？")
    assert page.locator("#chat .user").count() == 3
    reload(page, "那湖南的链长由谁担任？")
    assert shown(page)[: len(before)] == before


def test_a_new_conversation_leaves_the_old_one_in_the_list_from_which_it_opens(page):
    ask(page, QUESTION)
    first = shown(page)
    page.locator("#new").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    page.wait_for_url(re.compile(r"^[^?]*$"))
    ask(page, LEADERS)
    names = listed(page).all_inner_texts()
    assert [name.split("　")[1] for name in names] == [LEADERS, QUESTION]
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d　", names[0])
    listed(page).nth(1).click()
    page.locator("#chat .user").filter(has_text=QUESTION).wait_for()
    assert shown(page) == first
    page.reload()
    live(page)
    page.locator("#chat .user").filter(has_text=QUESTION).wait_for()


def test_a_deleted_conversation_is_gone_from_the_page_and_from_the_disk(page, own):
    ask(page, QUESTION)
    address = page.url
    listed(page)
    page.locator("#talks-delete").click()
    page.locator("#talks-no").click()
    page.locator("#talks-yes").wait_for(state="hidden")
    page.locator("#talks-delete").click()
    page.locator("#talks-yes").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    assert [path for path in (own.folder / FOLDER).rglob("*") if path.is_file()] == []
    visit(page, address)
    page.locator("#chat .bot").filter(has_text="可能已经删除").wait_for()
    assert page.locator("#chat .user").count() == 0


def test_all_conversations_can_be_deleted_at_once(page, own):
    ask(page, QUESTION)
    page.locator("#new").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    ask(page, LEADERS)
    listed(page)
    page.locator("#talks-delete-all").click()
    page.locator("#talks-yes").click()
    page.locator("#talks-told").filter(has_text="已彻底删除").wait_for()
    assert page.locator("#talks-list label").count() == 0
    assert not [path for path in (own.folder / FOLDER).rglob("*") if path.is_file()]


def test_an_answer_whose_document_has_changed_says_so_and_points_nowhere_else(page, own, tmp_path):
    ask(page, QUESTION)
    (tmp_path / NAME).write_text(TEXT.format(150), encoding="utf-8")
    own.add(tmp_path / NAME)
    reload(page, QUESTION)
    answer = page.locator("#chat .bot p").filter(has_text="120家")
    assert "来源已变更" in answer.inner_text()
    answer.locator("mark").first.click()
    page.locator("#ask-source").filter(has_text="来源已变更").wait_for()
    assert page.locator("#ask-source mark").count() == 0
    (_, word), (_, markdown) = saved(page, "#ask-download-1"), saved(page, "#ask-download-2")
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        paragraphs = package.read("word/document.xml")
    for text in (paragraphs.decode(), markdown.decode()):
        assert "120家" in text
        assert "来源已变更" in text
        assert "150家" not in text
    ask(page, QUESTION)
    assert "150家" in page.locator("#chat .bot").last.inner_text()


def test_what_is_removed_from_the_library_is_in_no_conversation(page, own):
    ask(page, QUESTION)
    own.remove(NAME)
    reload(page, QUESTION)
    assert "120家" not in page.locator("#chat").inner_text()
    page.locator("#chat .bot").filter(has_text="已从资料库移除").wait_for()
    kept = [path for path in own.folder.rglob("*") if path.is_file()]
    assert not [path for path in kept if "老年食堂120家".encode() in path.read_bytes()]


def test_the_demonstration_keeps_nothing(browser, own):
    with Library.open(own.folder, read_only=True) as reading, served(reading, Extractive()) as url:
        page = browser.new_page()
        visit(page, url)
        ask(page, QUESTION)
        assert not page.locator("#talks").is_visible()
        assert "talk=" not in page.url
        assert not (own.folder / FOLDER).exists()
        page.close()
