"""What can be done with answers and drafts on the page, in a real Chromium: narrow them down, save them, look up their basis."""

import io

import docx
import pytest

from assistant.answer import ask as answered
from assistant.errors import RequestError
from assistant.extractive import Extractive
from assistant.web.conversation import Talk, as_paper
from assistant.web.filter_fold import chosen
from assistant.web.suggestions import Suggestions
from index.errors import NotFoundError
from index.library import Library
from index.types import Filter
from tests.browser import ask, draft, open_tab, opened, saved, served, visit

QUESTION = "江西有多少位省领导任链长？"
REQUEST = "请围绕广东省推行产业链“链长制”起草一份提案线索"
FOOD = "关于做好老年助餐服务的通知\n甲市民政局\n2023年5月8日\n一、总体要求\n到2025年，甲市全市建成老年食堂120家。\n"

STATUTE = (
    "甲市口岸条例\n（2019年3月1日甲市人民代表大会常务委员会通过）\n第一章 总则\n"
    "第一条 为了规范口岸开放，制定本条例。\n第二条 本条例所称的口岸，是指供人员、货物和交通工具出入国境的港口和车站。\n"
    "第二章 附则\n第三条 本条例自2019年5月1日起施行。\n"
)


@pytest.fixture
def page(browser, url):
    """A page that has just been opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        yield page


def only(page, title):
    """Let one document answer."""
    page.locator("#only-documents input").click()
    page.get_by_role("option").filter(has_text=title).click()
    page.keyboard.press("Escape")
    page.locator("#only").filter(has_text="已限 1 项").wait_for()


def test_an_answer_is_saved_as_word_and_as_markdown_with_its_citations(page, library):
    assert not page.locator("#ask-download-1").is_visible()
    ask(page, QUESTION)
    name, data = saved(page, "#ask-download-1")
    assert name == "江西有多少位省领导任链长？.docx"
    opened = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert text.startswith(QUESTION)
    assert "11位省领导任14个重点产业链链长" in text
    assert "《提案工作研究参考 总第14期》" in text
    name, data = saved(page, "#ask-download-2")
    assert name == "江西有多少位省领导任链长？.md"
    assert "## 依据与出处" in data.decode()
    name, data = saved(page, "#ask-download-3")
    assert name == "江西有多少位省领导任链长？.html"
    assert ">依据与出处</h2>" in data.decode()
    page.locator("#new").click()
    page.locator("#ask-download-1").wait_for(state="hidden")


def test_only_the_chosen_documents_answer_and_it_is_said(page):
    page.locator("#only button").first.click()
    only(page, "推动产业链现代化")
    ask(page, QUESTION)
    answer = page.locator("#chat .bot").last
    assert "（只看：《推动产业链现代化 闯出高质量发展新路子》。）" in answer.inner_text()
    assert "11位省领导" not in answer.inner_text()
    page.locator("#only-documents [title=去掉]").click()
    page.locator("#only").filter(has_text="限定资料").filter(has_not_text="已限").wait_for()
    ask(page, QUESTION)
    assert "11位省领导" in page.locator("#chat .bot").last.inner_text()


def test_a_limit_that_cannot_be_read_is_told_and_the_question_stays(page):
    page.locator("#only button").first.click()
    page.locator("#only-since textarea, #only-since input").fill("去年")
    page.locator("#question textarea").fill(QUESTION)
    page.locator("button#ask").click()
    page.locator("#chat .bot").filter(has_text="看不懂日期“去年”").wait_for()
    assert page.locator("#question textarea").input_value() == QUESTION
    assert page.locator("#chat .user").count() == 0


@pytest.mark.parametrize(
    ("given", "wanted", "words"),
    [
        ((None, "", "", "", "", "", ""), None, ""),
        (([], "", " ", None, "", " ", ""), None, ""),
        (
            ([], "甲市民政局", "广东", "通知", "非已废止", "2020", "2021-06"),
            Filter((), "甲市民政局", "广东", "通知", "2020", "2021-06", "非已废止"),
            "甲市民政局；广东；通知；不看已废止的；2020以后；2021-06以前",
        ),
    ],
)
def test_what_was_chosen_becomes_a_filter_and_its_words(library, given, wanted, words):
    assert chosen(given, library) == (wanted, words)


@pytest.mark.parametrize(("place", "since", "told"), [("火星", "", "没有“火星”"), ("", "20年", "看不懂日期")])
def test_what_cannot_be_chosen_is_refused(library, place, since, told):
    with pytest.raises(RequestError, match=told):
        chosen(([], "", place, "", "", since, ""), library)


def test_a_document_that_was_added_meanwhile_can_be_chosen(browser, tmp_path):
    added = tmp_path / "食堂.txt"
    added.write_text(FOOD, encoding="utf-8")
    with Library.open(tmp_path / "own", create=True) as own, served(own, Extractive()) as address:
        page = browser.new_page()
        visit(page, address)
        own.add(added)
        page.locator("#only button").first.click()
        only(page, "老年助餐")
        ask(page, "到2025年甲市全市建成多少家老年食堂？")
        told = page.locator("#chat .bot").last.inner_text()
        assert "（只看：《关于做好老年助餐服务的通知》。）" in told
        page.close()


def test_each_suggested_question_is_answered_with_a_click(page, library):
    examples = page.locator("#chat .example")
    examples.first.wait_for()
    questions = examples.all_inner_texts()
    assert 2 <= len(questions) <= 4
    assert examples.first.get_attribute("aria-label") == f"提问：{questions[0]}"
    for question in questions:
        assert answered(question, library, Extractive()).claims
    examples.first.click()
    page.locator("#chat mark").first.wait_for()
    assert page.locator("#chat .user").all_inner_texts() == questions[:1]
    assert page.locator("#chat .example").count() == 0


def test_suggestions_are_found_out_once_for_each_state_of_the_library(tmp_path, seeds, monkeypatch):
    from assistant.web import suggestions

    asked = []
    monkeypatch.setattr(suggestions, "ask", lambda *given: asked.append(given[0]) or answered(*given))
    with Library.open(tmp_path / "own", create=True) as own:
        found = Suggestions(own)
        assert found.questions() == ()
        own.add(next(seeds.glob("003_*.txt")))
        first = found.questions()
        assert "“链长制”是什么？" in first
        times = len(asked)
        assert found.questions() == first
        assert len(asked) == times
        ticks = iter(range(0, 1000, 100))
        assert Suggestions(own, lambda: float(next(ticks))).questions() == ()


def test_of_statutes_what_they_define_and_from_when_they_hold_is_suggested(tmp_path):
    path = tmp_path / "甲市口岸条例.txt"
    path.write_text(STATUTE, encoding="utf-8")
    with Library.open(tmp_path / "own", create=True) as own:
        own.add(path)
        assert Suggestions(own).questions() == ("口岸是什么？", "《甲市口岸条例》什么时候施行？")


def test_a_draft_is_saved_as_word_and_as_markdown(page):
    draft(page, REQUEST)
    title = page.locator("#draft-title h3").inner_text()
    name, data = saved(page, "#draft-download-1")
    assert name == f"{title}.docx"
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert texts[0] == title
    assert any(text.startswith("事由：") for text in texts)
    name, data = saved(page, "#draft-download-2")
    assert name == f"{title}.md"
    assert "## 依据与出处" in data.decode()


def test_the_policies_on_a_drafts_matter_are_listed_and_each_opens_its_source(page):
    draft(page, REQUEST)
    fold = page.locator("#draft-basis button").first
    fold.click()
    cells = page.locator("#draft-basis-table [role=gridcell]")
    cells.first.wait_for()
    row = page.locator("#draft-basis-table [role=row]").filter(has_text="赣府厅字〔2020〕33号")
    assert "2020年5月30日" in row.inner_text()
    assert "另一处记为2020年4月28日" in row.inner_text()
    row.locator("[role=gridcell]").nth(2).click()
    page.locator("#draft-source h4").nth(1).wait_for()
    quotes = page.locator("#draft-source blockquote mark").all_inner_texts()
    assert "赣府厅字〔2020〕33号" in quotes[0]
    draft(page, "请围绕产业链内中小企业融资难问题起草一份提案线索")
    page.locator("#draft-basis-table").wait_for(state="hidden")


def test_what_stands_beside_a_long_draft_stays_in_sight(page):
    from playwright.sync_api import expect

    draft(page, REQUEST)
    page.locator("#draft-basis").scroll_into_view_if_needed()
    page.mouse.wheel(0, 2000)
    expect(page.locator("#draft-source h4").first).to_be_in_viewport()


def test_forgotten_results_are_told_instead_of_saved(library):
    from assistant.web import drafted

    with pytest.raises(NotFoundError, match="重新提问"):
        as_paper(Talk(), library)
    for make in (drafted.as_paper, drafted.as_full_paper):
        with pytest.raises(NotFoundError, match="重新起草"):
            make(drafted.Shown(), library)


def test_the_library_is_pictured_by_year_issuer_and_place(page):
    open_tab(page, "资料库")
    open_tab(page, "概览")
    tables = page.locator("#library-picture table")
    tables.nth(2).wait_for()
    years = tables.first.locator("tbody tr")
    assert [row.split() for row in years.all_inner_texts()] == [
        ["2023年", "1"],
        ["2021年", "1"],
        ["未载明", "3"],
    ]
    widths = [int(rect.get_attribute("width")) for rect in years.locator("rect").all()]
    assert widths[0] == widths[1] < widths[2]
    assert "赛迪研究院" in tables.nth(1).inner_text()
