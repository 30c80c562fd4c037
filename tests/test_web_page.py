"""The page as its users meet it, in a real Chromium: ask, open the source, draft; and nothing but Chinese, nothing from elsewhere."""

import re
from threading import Event

import pytest

from assistant.extractive import Extractive
from tests.browser import chromium, reached, served

QUESTION = "广东省什么时候印发了培育发展战略性产业集群的意见？"
UNANSWERABLE = "浙江全省链长制试点一共确定了多少条产业链？"
BUG = "程序错误怎么处理"
SLOW = "各地链长由谁担任"
REQUEST = "请围绕广东省推行产业链“链长制”起草一份提案线索"


class Fragile(Extractive):
    """The generator without a model, with a bug, and with a question over which it thinks until it may go on."""

    go_on = Event()

    def answer(self, query, selections, library):
        if BUG in query.standalone:
            raise ZeroDivisionError(BUG)
        if SLOW in query.standalone:
            self.go_on.wait(60)
        return super().answer(query, selections, library)


@pytest.fixture(scope="module")
def url(library):
    with served(library, Fragile()) as address:
        yield address


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def browser(folder):
    with chromium(folder) as context:
        yield context
    assert reached(folder) == set()


@pytest.fixture
def page(browser, url):
    """A page that has just been opened; in the end nothing may have gone wrong in its console."""
    opened = browser.new_page()
    wrong = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(url)
    opened.locator("#question textarea").wait_for()
    yield opened
    opened.close()
    assert wrong == []


def ask(page, question):
    """Ask, and wait until the answer is whole: the button can be pressed again."""
    before = page.locator("#chat .bot").count()
    page.locator("#question textarea").fill(question)
    page.locator("button#ask").click()
    page.locator("#chat .bot").nth(before).wait_for()
    page.locator("button#ask:enabled").wait_for()


def draft(page):
    page.get_by_role("tab", name="起草").click()
    page.locator("#request textarea").fill(REQUEST)
    page.locator("#draft-button").click()
    page.locator("#draft-title h3").wait_for()
    page.locator("#draft-button:enabled").wait_for()


def without_space(text):
    return re.sub(r"\s", "", text)


def test_a_mark_opens_its_source_with_the_quoted_words_highlighted(page, library):
    ask(page, QUESTION)
    sentence = page.locator("#chat .bot p").filter(has_text="2020年5月18日")
    assert sentence.locator("mark").all_inner_texts() == ["［1］", "［2］"]
    source = page.locator("#ask-source")
    other = page.locator("#chat mark").last
    other.click()
    source.locator("h4").filter(has_text=other.inner_text()).wait_for()
    sentence.locator("mark").first.click()
    source.locator("h4").filter(has_text="［1］").wait_for()
    text = source.inner_text()
    assert "提案工作研究参考 总第14期" in text
    assert "发文机关：广东省政协提案委员会" in text
    assert re.search(r"位置：第\d+行", text)
    quoted = [without_space(mark) for mark in source.locator("blockquote mark").all_inner_texts()]
    documents = [without_space(library.document(listing.id).text) for listing in library.documents()]
    assert len(quoted) == 2
    assert "2020年5月18日" in quoted[1]
    assert all(any(mark in text for text in documents) for mark in quoted)
    assert without_space(source.locator("blockquote").first.inner_text()) != quoted[0]


def test_every_source_of_an_answer_is_listed_and_can_be_chosen(page):
    ask(page, QUESTION)
    marks = page.locator("#chat mark").all_inner_texts()
    listed = page.locator("#ask-sources label")
    listed.nth(len(marks) - 1).wait_for()
    assert [label[:3] for label in listed.all_inner_texts()] == marks
    listed.last.click()
    page.locator("#ask-source h4").filter(has_text=marks[-1]).wait_for()
    assert page.locator("#ask-source h4").count() == 1


def test_a_refusal_says_what_is_missing_and_claims_nothing(page):
    ask(page, UNANSWERABLE)
    answer = page.locator("#chat .bot").last.inner_text()
    assert "资料库中没有足够的依据" in answer
    assert page.locator("#chat .bot li").count() >= 1
    assert page.locator("#chat mark").count() == 0
    assert not page.locator("#ask-sources").is_visible()


def test_a_conversation_goes_on_and_can_be_cleared(page):
    ask(page, QUESTION)
    ask(page, UNANSWERABLE)
    assert page.locator("#chat .user p").all_inner_texts() == [QUESTION, UNANSWERABLE]
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").filter(has_text="［1］").wait_for()
    page.locator("#clear").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    assert page.locator("#ask-source h4").count() == 0


def test_after_a_bug_the_page_can_go_on_and_says_nothing_in_english(page):
    page.locator("#question textarea").fill(BUG)
    page.locator("button#ask").click()
    told = page.locator("#chat span.error")
    told.wait_for()
    assert told.evaluate("element => getComputedStyle(element).fontSize") == "0px"
    assert "程序出错" in told.evaluate("element => getComputedStyle(element, '::after').content")
    page.locator("button#ask:enabled").wait_for()
    ask(page, QUESTION)
    assert page.locator("#chat mark").count() > 0


@pytest.mark.parametrize(("question", "told"), [("", "问题"), ("链" * 5000, "字的上限")])
def test_a_question_that_cannot_be_asked_is_answered_with_the_next_step(page, question, told):
    ask(page, question)
    assert told in page.locator("#chat .bot").last.inner_text()


def test_what_one_session_asked_no_other_sees(page, browser, url):
    ask(page, QUESTION)
    other = browser.new_page()
    other.goto(url)
    ask(other, UNANSWERABLE)
    assert other.locator("#chat .user").all_inner_texts() == [UNANSWERABLE]
    assert page.locator("#chat .user").all_inner_texts() == [QUESTION]
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").filter(has_text="［1］").wait_for()
    assert other.locator("#ask-source h4").count() == 0
    other.close()


def test_the_next_question_can_be_typed_while_one_is_answered(page):
    page.locator("#question textarea").fill(SLOW)
    page.locator("button#ask").click()
    page.locator("#chat .user").wait_for()
    page.locator("button#ask:disabled").wait_for()
    page.locator("#question textarea:placeholder-shown").wait_for()
    page.locator("#question textarea").fill(QUESTION)
    Fragile.go_on.set()
    page.locator("button#ask:enabled").wait_for()
    assert page.locator("#chat mark").count() > 0
    assert page.locator("#question textarea").input_value() == QUESTION


def test_a_draft_has_a_mark_after_every_sentence_and_each_opens_its_source(page):
    draft(page)
    body = page.locator("#draft-body")
    text = body.inner_text()
    assert text.startswith("事由：")
    assert "问题点：" in text
    marks = body.locator(".highlighted .text")
    assert marks.count() >= 5
    for number in (1, marks.count() - 1, 0):
        marks.nth(number).click()
        mark = marks.nth(number).inner_text().strip()
        page.locator("#draft-source h4").filter(has_text=mark).wait_for()
        assert page.locator("#draft-source blockquote mark").count() == 1
    assert "形式检查" in page.locator("#draft-notes").inner_text()
    listed = page.locator("#draft-sources label").count()
    assert listed == len(set(marks.all_inner_texts()))


def test_of_several_quick_clicks_the_last_is_shown(page):
    draft(page)
    marks = page.locator("#draft-body .highlighted .text")
    for number in (3, 1, 4, 1, 5, 2):
        marks.nth(number).click()
    page.locator("#draft-source h4").filter(has_text=marks.nth(2).inner_text()).wait_for()
    assert page.locator("#draft-source h4").count() == 1


def test_a_draft_can_be_copied_as_markdown(page):
    draft(page)
    page.get_by_role("button", name="复制全文").click()
    text = page.locator("#draft-copy textarea").input_value()
    assert text.startswith("# ")
    assert "## 依据与出处" in text
    assert r"\[1\]" in text


@pytest.mark.parametrize(
    ("request_", "region", "told"), [("", "", "主题"), (REQUEST, "火星", "没有“火星”这个地区")]
)
def test_a_draft_that_cannot_be_written_says_why(page, request_, region, told):
    page.get_by_role("tab", name="起草").click()
    page.locator("#request textarea").fill(request_)
    page.locator("#region textarea, #region input").fill(region)
    page.locator("#draft-button").click()
    page.locator("#draft-title strong").wait_for()
    assert told in page.locator("#draft-title").inner_text()


def latin(page):
    """Every Latin word that a user can read, in the title, in empty fields and behind the pointer too."""
    shown = [page.locator("body").inner_text(), page.title()]
    for name in ("placeholder", "title"):
        for element in page.locator(f"[{name}]").all():
            if element.is_visible():
                shown.append(element.get_attribute(name))
    return re.findall(r"[A-Za-z]{2,}", "\n".join(shown))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_only_chinese_is_shown_in_any_tab_and_scheme(page, url, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(url)
    page.locator("#question textarea").wait_for()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert latin(page) == []
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    draft(page)
    assert latin(page) == []
    page.get_by_role("tab", name="问答").click()
    ask(page, QUESTION)
    assert latin(page) == []


def test_the_page_says_that_it_stays_on_this_machine(page):
    assert "仅在本机运行" in page.locator("#heading").inner_text()
