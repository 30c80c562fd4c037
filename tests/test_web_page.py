"""The page as its users meet it, in a real Chromium: ask, open the source, draft; and nothing but Chinese, nothing from elsewhere."""

import re
from threading import Event

import pytest

from assistant.extractive import Extractive
from index import load
from tests.browser import ask, draft, live, open_tab, opened, served, visit

QUESTION = "广东省什么时候印发了培育发展战略性产业集群的意见？"
UNANSWERABLE = "浙江全省链长制试点一共确定了多少条产业链？"
BUG = "程序错误怎么处理"
SLOW = "各地链长由谁担任"
NAMES = {
    "mb",
    "python",
    "sqlite",
    "yanju",
    "toml",
    "word",
    "markdown",
    "csv",
    "zip",
    *(suffix[1:] for suffix in load.VERSIONS),
}
"""What has no Chinese name. Paths and the names of files are not ours."""
REQUEST = "请围绕广东省推行产业链“链长制”起草一份提案线索"


class Fragile(Extractive):
    """The generator without a model, with a bug, and with a question over which it thinks until it may go on."""

    go_on, went_on = Event(), Event()

    def answer(self, query, selections, library):
        if BUG in query.standalone:
            raise ZeroDivisionError(BUG)
        if SLOW in query.standalone:
            self.go_on.wait(60)
            self.went_on.set()
        return super().answer(query, selections, library)


@pytest.fixture(scope="module")
def url(library):
    with served(library, Fragile()) as address:
        yield address


@pytest.fixture
def page(browser, url):
    """A page that has just been opened; in the end nothing may have gone wrong in its console."""
    Fragile.go_on.clear()
    with opened(browser, url) as page:
        yield page
        Fragile.go_on.set()


def test_the_page_says_that_it_is_live_when_what_it_asks_by_itself_was_answered(browser, url):
    page, held, go_on = browser.new_page(), [], Event()
    page.route("**/run/predict*", lambda asked: asked.continue_() if go_on.is_set() else held.append(asked))
    with page.expect_request("**/run/predict*"):
        page.goto(url)
    page.locator("#question textarea").wait_for()
    assert page.locator("html[data-live]").count() == 0
    go_on.set()
    for asked in held:
        asked.continue_()
    live(page)
    page.close()


def without_space(text):
    return re.sub(r"\s", "", text)


def test_a_mark_opens_its_source_with_the_quoted_words_highlighted(page, library):
    ask(page, QUESTION)
    sentence = page.locator("#chat .bot p").filter(has_text="2020年5月18日")
    assert sentence.locator("mark").all_inner_texts() == ["[1]", "[2]"]
    source = page.locator("#ask-source")
    other = page.locator("#chat mark").last
    other.click()
    source.locator("h4").filter(has_text=other.inner_text()).wait_for()
    sentence.locator("mark").first.click()
    source.locator("h4").filter(has_text="[1]").wait_for()
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
    page.locator("#ask-source h4").filter(has_text="[1]").wait_for()
    page.locator("#new").click()
    page.locator("#chat .user").first.wait_for(state="detached")
    assert page.locator("#ask-source h4").count() == 0


def test_a_follow_up_shows_the_question_that_it_stands_for(page):
    ask(page, "浙江的链长由谁担任？")
    ask(page, "那江西呢？")
    said = page.locator("#chat .bot").last.inner_text()
    assert re.search("（按“江西的?链长由谁担任？?”来回答。）", said)
    assert page.locator("#chat .user p").last.inner_text() == "那江西呢？"


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
def test_a_question_that_cannot_be_asked_stays_in_its_field_with_the_next_step(page, question, told):
    page.locator("#question textarea").fill(question)
    page.locator("button#ask").click()
    page.locator("#chat .bot").filter(has_text=told).wait_for()
    assert page.locator("#chat .user").count() == 0
    assert page.locator("#question textarea").input_value() == question
    ask(page, QUESTION)
    assert page.locator("#chat .bot").filter(has_text=told).count() == 0


def test_what_one_session_asked_no_other_sees(page, browser, url):
    ask(page, QUESTION)
    other = browser.new_page()
    visit(other, url)
    ask(other, UNANSWERABLE)
    assert other.locator("#chat .user").all_inner_texts() == [UNANSWERABLE]
    assert page.locator("#chat .user").all_inner_texts() == [QUESTION]
    page.locator("#chat mark").first.click()
    page.locator("#ask-source h4").filter(has_text="[1]").wait_for()
    assert other.locator("#ask-source h4").count() == 0
    other.close()


def begin_slow(page):
    """Ask what is thought about until it may go on."""
    page.locator("#question textarea").fill(SLOW)
    page.locator("#question textarea").press("Enter")
    page.locator("#chat .bot").filter(has_text="正在查阅资料").wait_for()
    page.locator("#question textarea:placeholder-shown").wait_for()


def go_on_and_ask(page):
    """What was thought about goes on, unseen, and the next question is answered as if it had not."""
    Fragile.went_on.clear()
    Fragile.go_on.set()
    assert Fragile.went_on.wait(60)
    ask(page, QUESTION)
    assert page.locator("#chat .user").all_inner_texts() == [SLOW, QUESTION]
    assert page.locator("#chat .bot").filter(has_text="2020年5月18日").count() == 1


def test_the_next_question_can_be_typed_and_waits_while_one_is_answered(page):
    begin_slow(page)
    page.locator("#question textarea").fill(QUESTION)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#question textarea").press("Enter")
    page.locator("button#ask-stop").wait_for()
    page.locator("button#ask").wait_for(state="hidden")
    Fragile.go_on.set()
    page.locator("#chat mark").first.wait_for()
    page.locator("button#ask").wait_for()
    page.locator("button#ask-stop").wait_for(state="hidden")
    assert page.locator("#chat .user").count() == 1
    assert page.locator("#question textarea").input_value() == QUESTION


def test_an_answer_can_be_stopped_and_another_asked(page):
    begin_slow(page)
    page.locator("button#ask-stop").click()
    stopped = page.locator("#chat .bot").filter(has_text="已停止")
    stopped.wait_for()
    page.locator("button#ask").wait_for()
    go_on_and_ask(page)
    assert stopped.count() == 1


def test_a_page_loaded_anew_while_it_answers_says_that_the_answer_never_came_and_takes_the_next(browser, url):
    # Not the fixture's: a page that goes away while it is answered says in its console that it does.
    Fragile.go_on.clear()
    page = browser.new_page()
    visit(page, url)
    begin_slow(page)
    page.reload()
    live(page)
    page.locator("#chat .bot").filter(has_text="没有回答完。请再问一次").wait_for()
    go_on_and_ask(page)
    page.close()


def test_enter_sends_and_with_shift_begins_a_line(page):
    field = page.locator("#question textarea")
    field.fill(QUESTION)
    field.press("Shift+Enter")
    field.press_sequentially("请")
    assert field.input_value() == f"{QUESTION}\n请"
    assert page.locator("#chat .user").count() == 0
    field.press("Enter")
    page.locator("#chat .user").filter(has_text=QUESTION).wait_for()


def test_a_mark_of_an_earlier_answer_brings_back_the_places_of_that_answer(page):
    ask(page, QUESTION)
    first = page.locator("#ask-sources label").all_inner_texts()
    ask(page, "链长制指的是什么？")
    listed = page.locator("#ask-sources label")
    listed.filter(has_text="链主").first.wait_for()
    page.locator("#chat .bot p").filter(has_text="2020年5月18日").locator("mark").first.click()
    listed.filter(has_text="2020年5月18日").first.wait_for()
    assert listed.all_inner_texts() == first
    listed.last.click()
    page.locator("#ask-source h4").filter(has_text=f"[{len(first)}]").wait_for()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_mark_can_be_pressed_by_keyboard(page, key):
    ask(page, QUESTION)
    page.locator("#chat mark").nth(1).press(key)
    page.locator("#ask-source h4").filter(has_text="[2]").wait_for()
    draft(page, REQUEST)
    mark = page.locator("#draft-body .highlighted").nth(2)
    mark.press(key)
    page.locator("#draft-source h4").filter(has_text=mark.inner_text().strip()).wait_for()


def test_on_a_narrow_window_nothing_is_cut_off_and_a_mark_brings_its_source_into_sight(page):
    from playwright.sync_api import expect

    page.set_viewport_size({"width": 420, "height": 800})
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    expect(page.locator("button#ask")).to_be_in_viewport()
    expect(page.locator("#ask-source")).not_to_be_in_viewport(ratio=0.5)
    page.locator("#chat mark").last.click()
    expect(page.locator("#ask-source h4").first).to_be_in_viewport()


def test_a_screen_reader_hears_no_english_and_no_markup(page):
    ask(page, QUESTION)
    page.locator("#chat [role=log][aria-label=问答]").wait_for()
    assert page.locator("#chat [aria-label*=message]").count() == 0


def test_a_draft_can_be_stopped(page, monkeypatch):
    from assistant.web import drafted

    def slow(*_, **__):
        Fragile.go_on.wait(60)
        yield from ()

    monkeypatch.setattr(drafted, "draft_stream", slow)
    page.get_by_role("tab", name="起草").click()
    page.locator("#request textarea").fill(REQUEST)
    page.locator("#request textarea").press("Enter")
    page.locator("button#draft-button-stop").click()
    page.locator("#draft-title").filter(has_text="已停止").wait_for()
    page.locator("button#draft-button").wait_for()
    Fragile.go_on.set()
    monkeypatch.undo()
    draft(page, REQUEST)


def test_a_draft_has_a_mark_after_every_sentence_and_each_opens_its_source(page):
    draft(page, REQUEST)
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
        assert "形式检查" in page.locator("#draft-notes").inner_text()
    listed = page.locator("#draft-sources label").count()
    assert listed == len(set(marks.all_inner_texts()))


def test_of_several_quick_clicks_the_last_is_shown(page):
    draft(page, REQUEST)
    marks = page.locator("#draft-body .highlighted .text")
    for number in (3, 1, 4, 1, 5, 2):
        marks.nth(number).click()
    page.locator("#draft-source h4").filter(has_text=marks.nth(2).inner_text()).wait_for()
    assert page.locator("#draft-source h4").count() == 1


def copied(page, name):
    """What is there to be copied, once it is."""
    from playwright.sync_api import expect

    field = page.locator(f"#{name} textarea")
    expect(field).to_have_value(re.compile("."))
    return field.input_value()


def test_an_answer_can_be_copied_with_its_citations(page):
    ask(page, QUESTION)
    page.get_by_role("button", name="复制回答").click()
    text = copied(page, "ask-copy")
    assert text.startswith(f"# {QUESTION}")
    assert "2020年5月18日" in text
    assert "## 依据与出处" in text
    page.locator("#ask-copy button").wait_for()
    ask(page, UNANSWERABLE)
    page.locator("#ask-copy").wait_for(state="hidden")


def test_a_draft_can_be_copied_as_markdown(page):
    draft(page, REQUEST)
    page.get_by_role("button", name="复制全文").click()
    text = copied(page, "draft-copy")
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


# Asked of all elements at once: one by one they may be drawn anew in between.
VISIBLE = """names => names.flatMap(name => [...document.querySelectorAll(`[${name}]`)].filter(element => {
    const {width, height} = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== "hidden";
}).map(element => element.getAttribute(name)))"""


UP = """async log => {
  while (!document.querySelector("#chat .scroll-down-button-container")) {
    log.scrollTo(0, 0);
    await new Promise(drawn => setTimeout(drawn, 50));
  }
}"""


def labels(page):
    return page.evaluate(VISIBLE, ["placeholder", "title", "aria-label"])


def latin(page):
    """Every Latin word that a user can read, in the title, in empty fields and behind the pointer too."""
    shown = [page.locator("body").inner_text(), page.title(), *labels(page)]
    text = re.sub(r"/\S+|\S+\.txt", "", "\n".join(shown))
    found = re.findall(r"[A-Za-z]{2,}", text)
    return [word for word in found if word.lower() not in NAMES]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_only_chinese_is_shown_in_any_tab_and_scheme(page, url, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page, url)
    page.locator("#only button").first.click()
    page.locator("#only-documents input").click()
    page.get_by_role("option").first.click()
    page.locator("#only-documents [title=全部去掉]").wait_for()
    assert "全部去掉" in labels(page)
    names = page.get_by_role("tab").all_inner_texts()
    for name in names:
        open_tab(page, name)
        assert latin(page) == []
        for inner in [one for one in page.get_by_role("tab").all_inner_texts() if one not in names]:
            open_tab(page, inner)
            assert latin(page) == []
    open_tab(page, "设置与自检")
    page.locator("#health li").first.wait_for()
    assert latin(page) == []
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    draft(page, REQUEST)
    assert latin(page) == []
    page.get_by_role("tab", name="问答").click()
    page.set_viewport_size({"width": 1000, "height": 600})
    ask(page, QUESTION)
    ask(page, UNANSWERABLE)
    # An answer that has just come takes the conversation to its end once more.
    page.locator("#chat [role=log]").evaluate(UP)
    assert latin(page) == []


def test_the_page_says_that_it_stays_on_this_machine(page):
    assert "仅在本机运行" in page.locator("#heading").inner_text()
