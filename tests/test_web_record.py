"""资料库 in a real Chromium: where each thing known of a document was read, corrected and taken back; its standing."""

from threading import Event

import pytest

from assistant.extractive import Extractive
from assistant.web import documents_view
from assistant.web.holdings import matching
from assistant.web.scrub import scrub
from assistant.web.timeline import MOST, of_library, timeline
from index.library import Library
from tests.browser import open_tab, opened, served, visit
from tests.test_index_standing import NEW, OLD

OLD_TITLE = "云溪市人民政府关于印发《云溪市产业链奖补资金管理办法》的通知"
NUMBER = "云府规〔2019〕3号"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A text, the one that repeals it, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("own")
    with Library.open(folder / "library", create=True) as built:
        for name, text in {"旧.txt": OLD, "新.txt": NEW, "空.txt": ""}.items():
            (folder / name).write_text(text, encoding="utf-8")
        built.add_many([folder / name for name in ("旧.txt", "新.txt", "空.txt")])
        yield built


@pytest.fixture(scope="module")
def url(own):
    with served(own, Extractive()) as address:
        yield address


@pytest.fixture
def page(browser, url):
    """The list of documents, just opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        open_tab(page, "资料库")
        page.locator("#library-table [role=gridcell]").first.wait_for()
        yield page


def choose(page, file):
    page.locator("#library-table [role=gridcell]").filter(has_text=file).last.click()
    page.locator("#library-about").filter(has_text="已选：").wait_for()


def value(page, words):
    return page.locator("#library-values label").filter(has_text=words)


def filled(page, words):
    page.locator("#correction-words textarea, #correction-words input").first.fill(words)
    page.locator("button#correction-save").click()


def test_each_value_shows_the_words_it_was_read_from(page):
    choose(page, "旧.txt")
    lines = page.locator("#library-values label").all_inner_texts()
    assert f"文号：{NUMBER}（第3行）" in lines
    assert "日期：2019年5月1日，施行（第7行）" in lines
    assert "有效期：有效期5年（第7行）" in lines
    assert "状态：材料未载" in lines
    source = page.locator("#library-source")
    for words, quoted in ((NUMBER, NUMBER), ("施行", "2019年5月1日"), ("有效期5年", "有效期5年")):
        value(page, words).click()
        source.locator("mark").filter(has_text=quoted).wait_for()
        assert source.locator("mark").inner_text() == quoted
    value(page, "状态：材料未载").click()
    source.filter(has_text="文中没有写明").wait_for()


def test_a_repeal_is_shown_from_both_sides_and_leads_to_the_other_text(page):
    row = page.locator("#library-table [role=row]").filter(has_text="旧.txt")
    assert "可用，已废止" in row.inner_text()
    choose(page, "旧.txt")
    value(page, "已废止，见").click()
    page.locator("#library-source mark").filter(has_text="同时废止").wait_for()
    page.locator("#library-other").click()
    page.locator("#library-about").filter(has_text="扶持办法").wait_for()
    value(page, "废止了").click()
    page.locator("#library-source mark").filter(has_text="同时废止").wait_for()
    page.locator("#library-other").click()
    page.locator("#library-about").filter(has_text="奖补资金").wait_for()


def test_a_value_is_corrected_marked_as_such_and_taken_back(page, own):
    choose(page, "旧.txt")
    value(page, "文号：").click()
    filled(page, "云府规2019年4号")
    page.locator("#library-about").filter(has_text="已更正文号").wait_for()
    value(page, "文号：云府规〔2019〕4号（人工填写）").wait_for()
    page.locator("#library-source").filter(has_text="文中不一定有").wait_for()
    page.locator("#library-table [role=gridcell]").filter(has_text="云府规〔2019〕4号").wait_for()
    assert own.documents()[0].meta.filled == ("文号",)
    page.locator("button#correction-withdraw").click()
    page.locator("#library-about").filter(has_text="已撤销人工填写的文号").wait_for()
    value(page, f"文号：{NUMBER}（第3行）").wait_for()
    assert own.documents()[0].meta.filled == ()


def test_several_issuers_and_another_kind_of_date_can_be_filled_in(page, own):
    choose(page, "旧.txt")
    value(page, "发文机关：").click()
    filled(page, "云溪市财政局、云溪市工信局")
    value(page, "发文机关：云溪市工信局（人工填写）").wait_for()
    value(page, "日期：2019年4月10日").click()
    page.locator("#correction-kind input").click()
    page.get_by_role("option", name="发布").click()
    filled(page, "2019-04")
    value(page, "日期：2019年4月，发布（人工填写）").wait_for()
    meta = own.documents()[0].meta
    assert [issuer.text for issuer in meta.issuers] == ["云溪市财政局", "云溪市工信局"]
    assert (meta.dates[0].start[:7], meta.dates[0].kind) == ("2019-04", "发布")
    for words in ("日期：2019年4月", "发文机关：云溪市财政局"):
        value(page, words).click()
        page.locator("button#correction-withdraw").click()
        page.locator("#library-about").filter(has_text=f"人工填写的{words[:2]}").wait_for()
    assert own.documents()[0].meta.filled == ()


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("文号：", "没有", "看不懂文号“没有”。请写成"),
        ("日期：2019年4月10日", "去年", "看不懂日期“去年”。请写成"),
        ("状态：", "现行有效", "请把写明它有效的文件添加到资料库"),
        ("题名：", "无", "题名不能为空。请写明题名"),
    ],
)
def test_what_cannot_be_is_refused_with_the_next_step_and_stays_in_the_field(page, own, name, words, told):
    choose(page, "旧.txt")
    value(page, name).click()
    page.locator("#correction").wait_for()
    filled(page, words)
    page.locator("#library-about strong").filter(has_text=told).wait_for()
    assert page.locator("#correction-words").locator("textarea, input").first.input_value() == words
    assert own.documents()[0].meta.filled == ()


def test_a_file_that_could_not_be_read_says_what_to_do_in_the_list_and_leaves_it(page, own):
    row = page.locator("#library-table [role=row]").filter(has_text="空.txt")
    assert "没有文字" in row.inner_text()
    assert "请确认文件内容" in row.inner_text()
    choose(page, "空.txt")
    page.locator("#library-values").wait_for(state="hidden")
    page.locator("#remove").click()
    page.locator("#remove-yes").click()
    page.locator("#library-about").filter(has_text="已移除").wait_for()
    assert own.failures() == ()


def test_the_list_is_narrowed_to_the_rows_in_which_all_words_stand(page):
    files = page.locator("#library-table [role=gridcell][aria-colindex='8']")
    page.locator("#library-words textarea, #library-words input").first.fill("云溪 2023")
    files.filter(has_text="旧.txt").wait_for(state="detached")
    assert files.all_inner_texts() == ["新.txt"]
    choose(page, "新.txt")
    page.locator("#library-words textarea, #library-words input").first.fill("")
    files.filter(has_text="旧.txt").wait_for()


def test_a_slow_answer_never_takes_the_place_of_a_later_one(page, monkeypatch):
    narrowed = Event()

    def slow(rows, words):
        if words:
            narrowed.set()
        else:
            narrowed.wait(0.5)
        return matching(rows, words)

    monkeypatch.setattr(documents_view, "matching", slow)
    files = page.locator("#library-table [role=gridcell][aria-colindex='8']")
    open_tab(page, "问答")
    with page.expect_response(lambda answer: answer.url.endswith("/predict")):
        page.get_by_role("tab", name="资料库").click()
        page.locator("#library-words textarea, #library-words input").first.fill("云溪 2023")
    files.filter(has_text="旧.txt").wait_for(state="detached")
    monkeypatch.undo()
    with page.expect_response(lambda answer: answer.url.endswith("/predict")):
        choose(page, "新.txt")
    assert files.all_inner_texts() == ["新.txt"]


def test_the_documents_stand_along_the_time_the_repealed_struck_out_and_joined_to_what_repeals_it(page):
    open_tab(page, "概览")
    strip = page.locator("svg.timeline")
    strip.wait_for()
    assert strip.locator("circle").count() == 2
    assert strip.locator("circle.over").count() == 1
    assert strip.locator("line.link").count() == 3
    assert page.locator("#timeline del").all_inner_texts() == [f"《{inner(OLD_TITLE)}》（{NUMBER}）"]
    rows = page.locator("#timeline tbody tr").all_inner_texts()
    assert "2019年4月10日" in rows[0]
    assert "已废止，见第 2 件" in rows[0]
    assert "2023年8月15日" in rows[1]


def inner(title):
    return title.replace("《", "〈").replace("》", "〉")


def test_the_policies_on_a_matter_stand_along_the_time(browser, library):
    with served(library, Extractive()) as address:
        page = browser.new_page()
        visit(page, address)
        open_tab(page, "资料库")
        open_tab(page, "概览")
        field = page.locator("#timeline-matter textarea, #timeline-matter input").first
        field.fill("产业链链长制")
        page.locator("button#timeline-look").click()
        row = page.locator("#timeline tbody tr").filter(has_text="赣府厅字〔2020〕33号")
        row.filter(has_text="2020年5月30日").wait_for()
        page.locator("#timeline-told").filter(has_text="没有载明日期的").wait_for()
        field.fill("火星移民")
        field.press("Enter")
        page.locator("#timeline-told").filter(has_text="请换个说法").wait_for()
        page.close()


def test_of_many_the_newest_are_drawn_and_every_dot_keeps_within_the_strip(own):
    (old,) = [event for event in of_library(own.standing) if event.over]
    drawn = timeline([old] * (MOST + 3), scrub)
    assert drawn.count("<circle") == MOST
    assert "更早的 3 件没有列出" in drawn
    assert timeline([], scrub) == ""


def test_what_is_only_read_can_be_looked_at_and_not_changed(own, browser):
    with Library.open(own.folder, read_only=True) as reading, served(reading, Extractive()) as address:
        page = browser.new_page()
        visit(page, address)
        open_tab(page, "资料库")
        choose(page, "旧.txt")
        value(page, "文号：").click()
        page.locator("#library-source mark").wait_for()
        assert not page.locator("#correction").is_visible()
        assert not page.locator("#remove").is_visible()
        page.close()


def test_on_a_narrow_window_the_card_of_a_chosen_row_comes_into_sight(page):
    from playwright.sync_api import expect

    page.set_viewport_size({"width": 420, "height": 800})
    choose(page, "新.txt")
    expect(page.locator("#library-about")).to_be_in_viewport()
    value(page, "文号：").click()
    page.locator("#library-source mark").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    open_tab(page, "概览")
    page.locator("svg.timeline").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
