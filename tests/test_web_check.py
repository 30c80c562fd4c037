"""The tab 核对 in a real Chromium: a text pasted or opened, its table with the planted error, 查重, 立案预审, files."""

import csv
import io
import re
from threading import Event

import docx
import pytest

from assistant.answer import ask as answered
from assistant.extractive import Extractive
from assistant.web import audit_view, similar_view
from assistant.word import contents, write
from index.types import Span
from tests.browser import audit, open_tab, opened, saved

TRUE = "浙江是国内最早在全省范围推行“链长制”的省份。"
WRONG = "2021年我国有6394家企业赴166个国家和地区开展投资。"
ABSENT = "火星上有三座城市在试点。"
TEXT = f"{TRUE}{WRONG}\n{ABSENT}"
PROPOSAL = "关于加强老年食堂建设和推动农村公路养护的提案\n情况：甲市老年食堂少，村里有三十家。\n建议：请甲市中级人民法院改判某案。"
QUESTION = "广东省什么时候印发了培育发展战略性产业集群的意见？"


@pytest.fixture
def page(browser, url):
    """The tab 核对, just opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        open_tab(page, "核对")
        page.locator("#manuscript textarea").wait_for()
        yield page


def paste(page, text):
    page.locator("#manuscript textarea").fill(text)


def open_file(page, path):
    with page.expect_file_chooser() as chooser:
        page.locator("button#manuscript-file").click()
    chooser.value.set_files(path)
    page.locator("#manuscript-told").filter(has_text=re.compile("已打开|请")).wait_for()


def column(page, number, table="audit-table"):
    return page.locator(f"#{table} [role=gridcell][aria-colindex='{number}']").all_inner_texts()


def test_a_planted_error_stands_in_the_table_with_its_reason_and_opens_what_the_source_says(page):
    audit(page, TEXT)
    assert column(page, 1) == ["1", "2", "2.1 日期", "2.2 数字", "2.3 数字", "3", "3.1 数字"]
    assert column(page, 2)[:2] == [TRUE, WRONG]
    assert column(page, 3)[:4] == ["✓ 一致", "✗ 不一致", "✓ 一致", "✗ 不一致"]
    assert column(page, 4)[3] == "句中“6394家”，所引原文作“6349家”"
    assert column(page, 5)[3] == "6349家"
    assert "《中国式现代化新征程中优化重…》第133行" in column(page, 6)[3]
    page.locator("#audit-table [role=gridcell]").filter(has_text="6394").first.click()
    quote = page.locator("#audit-source blockquote mark")
    quote.filter(has_text="6349家企业赴166个国家和地区").wait_for()
    page.locator("#audit-table [role=gridcell]").filter(has_text="火星").first.click()
    page.locator("#audit-source").filter(has_text="没有可以打开的原文").wait_for()
    assert "一致 1，不一致 1，未找到 1" in page.locator("#audit-told").inner_text()


def test_the_table_can_be_narrowed_to_one_result_and_widened_again(page):
    audit(page, TEXT)
    only = page.locator("#audit-only label")
    assert only.all_inner_texts() == ["全部 7", "不一致 2", "未找到 2", "一致 3"]
    only.filter(has_text="不一致").click()
    page.locator("#audit-table [role=gridcell]").filter(has_text="火星").first.wait_for(state="detached")
    assert column(page, 1) == ["2", "2.2 数字"]
    page.locator("#audit-table [role=gridcell]").filter(has_text="6394").last.click()
    page.locator("#audit-source mark").filter(has_text="6349家").wait_for()
    only.filter(has_text="全部").click()
    page.locator("#audit-table [role=gridcell]").filter(has_text="火星").first.wait_for()
    assert len(column(page, 1)) == 7


def test_the_table_is_saved_as_word_and_as_csv(page, library):
    audit(page, TEXT)
    name, data = saved(page, "#audit-download-1")
    assert name == "文稿 数据核对.docx"
    cells = [cell.text for table in docx.Document(io.BytesIO(data)).tables for cell in table._cells]
    assert "句中“6394家”，所引原文作“6349家”" in cells
    assert "与原文不符" in cells
    name, data = saved(page, "#audit-download-4")
    assert name == "文稿 数据核对表.csv"
    rows = [*csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]
    (wrong,) = [row for row in rows if row["文稿中的文字"] == "6394家"]
    assert wrong["核对结果"] == "不一致"
    assert "6349家" in library.quote(Span.parse(wrong["引文编号"]))
    assert page.locator("#audit-download-made a").inner_text() == name


def test_a_word_file_is_opened_checked_and_kept_nowhere(page, tmp_path):
    path = tmp_path / "稿.docx"
    written = docx.Document()
    written.add_paragraph(TRUE)
    written.add_paragraph(WRONG)
    written.save(path)
    open_file(page, path)
    assert page.locator("#manuscript textarea").input_value() == f"{TRUE}\n{WRONG}"
    audit(page)
    assert column(page, 3)[:2] == ["✓ 一致", "✗ 不一致"]
    name, _ = saved(page, "#audit-download-1")
    assert name == "稿 数据核对.docx"
    audit(page, TRUE)
    page.locator("#audit-told").filter(has_text="共 1 句：一致 1").wait_for()


def test_a_file_that_yanju_wrote_is_checked_against_the_places_it_names(page, library, tmp_path):
    answer = answered(QUESTION, library, Extractive())
    path = tmp_path / "答.docx"
    path.write_bytes(write.as_docx(contents.answer(answer, library)))
    opened = docx.Document(str(path))
    for paragraph in opened.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("2020年5月18日", "2020年5月19日")
    opened.save(path)
    open_file(page, path)
    page.locator("#manuscript-told").filter(has_text="按其中标注的出处核对").wait_for()
    audit(page)
    page.locator("#audit-table [role=gridcell]").filter(has_text="2020年5月18日").first.wait_for()
    assert "✗ 不一致" in column(page, 3)


def test_a_file_that_cannot_be_read_is_told_with_what_to_do_and_nothing_of_another_text_stays(page, tmp_path):
    from playwright.sync_api import expect

    audit(page, WRONG)
    open_tab(page, "立案预审")
    page.locator("button#review").click()
    page.locator("#review-body").filter(has_text="6394").wait_for()
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    open_file(page, broken)
    assert "坏.docx" in page.locator("#manuscript-told strong").inner_text()
    assert page.locator("#manuscript textarea").input_value() == ""
    expect(page.locator("#review-body")).to_be_hidden()
    open_tab(page, "数据核对")
    expect(page.locator("#audit-table")).to_be_hidden()
    page.locator("button#audit").click()
    page.locator("#audit-told strong").filter(has_text="请先在上面粘贴文稿").wait_for()
    expect(page.locator("#audit-table")).to_be_hidden()


def test_in_a_file_that_yanju_wrote_an_added_line_is_found_whatever_it_looks_like(page, library, tmp_path):
    path = tmp_path / "答.docx"
    path.write_bytes(write.as_docx(contents.answer(answered(QUESTION, library, Extractive()), library)))
    opened = docx.Document(str(path))
    opened.paragraphs[1].insert_paragraph_before(f"附件：{WRONG}")
    opened.add_paragraph("广东有多少家链主企业？")
    opened.save(path)
    open_file(page, path)
    audit(page)
    page.locator("#audit-table [role=gridcell]").filter(has_text="6349家").first.wait_for()
    assert "未作核对的 1 处：“广东有多少家链主企业？”" in page.locator("#audit-told").inner_text()


@pytest.mark.parametrize("view", ["audit", "similar", "review"])
def test_without_a_text_it_is_said_what_to_do(page, view):
    tabs = {"audit": "数据核对", "similar": "查重", "review": "立案预审"}
    open_tab(page, tabs[view])
    page.locator(f"button#{view}").click()
    page.locator(f"#{view}-told strong").filter(has_text="请先在上面粘贴文稿").wait_for()


def test_a_check_can_be_stopped_and_begun_again(page, monkeypatch):
    go_on = Event()

    def slow(*_):
        go_on.wait(60)
        yield from ()

    monkeypatch.setattr(audit_view, "audit_stream", slow)
    paste(page, TEXT)
    page.locator("button#audit").click()
    page.locator("button#audit-stop").click()
    page.locator("#audit-told").filter(has_text="已停止").wait_for()
    page.locator("button#audit").wait_for()
    go_on.set()
    monkeypatch.undo()
    audit(page)
    assert "✗ 不一致" in column(page, 3)


def test_looking_for_earlier_ones_can_be_stopped(page, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(similar_view, "matches", lambda *_: go_on.wait(60) and [])
    paste(page, TEXT)
    open_tab(page, "查重")
    page.locator("button#similar").click()
    page.locator("#similar-told").filter(has_text="正在查重").wait_for()
    page.locator("button#similar-stop").click()
    page.locator("#similar-told").filter(has_text="已停止查重").wait_for()
    page.locator("button#similar:enabled").wait_for()
    go_on.set()


def test_a_row_can_be_opened_by_keyboard_and_the_arrows_go_on(page):
    audit(page, TEXT)
    page.locator("#audit-table [role=gridcell][aria-colindex='2']").nth(1).press("Enter")
    page.locator("#audit-source mark").filter(has_text="6349家").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.locator("#audit-source mark").filter(has_text="浙江是国内最早").wait_for()


def test_a_lead_like_an_earlier_one_is_shown_beside_it(page, seeds):
    (held,) = seeds.glob("003_*.txt")
    text = held.read_text(encoding="utf-8")
    begun = text.index("事由：")
    paste(page, text[begun : text.index("二、", begun)])
    open_tab(page, "查重")
    page.locator("button#similar").click()
    page.locator("#similar-table [role=gridcell]").first.wait_for()
    assert "科技应用场景" in page.locator("#similar-told li strong").first.inner_text()
    assert "照录" in column(page, 2, "similar-table")
    page.locator("#similar-table [role=gridcell]").nth(3).click()
    page.locator("#similar-source h4").filter(has_text="提案工作研究参考").wait_for()
    ours, theirs = column(page, 3, "similar-table")[0], column(page, 4, "similar-table")[0]
    assert ours[:20] == theirs[:20]
    paste(page, "家长陪读的孩子多，住校生宿舍不足。")
    page.locator("button#similar").click()
    page.locator("#similar-told").filter(has_text="没有发现同题的").wait_for()
    page.locator("#similar-table").wait_for(state="hidden")


def test_what_gave_rise_to_a_hint_is_marked_and_a_click_finds_the_hint(page):
    paste(page, PROPOSAL)
    open_tab(page, "立案预审")
    page.locator("button#review").click()
    marked = page.locator("#review-body .highlighted .text")
    marked.filter(has_text="改判").wait_for()
    hints = page.locator("#review-hints")
    assert hints.locator("mark").count() == 0
    assert "是否立案由提案委员会审定" in hints.inner_text()
    marked.filter(has_text="改判").click()
    hints.locator("mark").filter(has_text="已进入诉讼").wait_for()
    assert hints.locator("mark").count() == 1
    marked.filter(has_text="老年食堂建设和推动").click()
    hints.locator("mark").filter(has_text="像是两件事").wait_for()
    assert page.locator("#review-body").inner_text().replace("\n\n", "\n").count("情况：") == 1
    page.locator("#length input").fill("5")
    page.locator("button#review").click()
    page.locator("#review-told strong").filter(has_text="字数上限应是").wait_for()


def test_on_a_narrow_window_nothing_is_cut_off_and_a_row_brings_its_source_into_sight(page):
    from playwright.sync_api import expect

    page.set_viewport_size({"width": 420, "height": 800})
    audit(page, TEXT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 420
    page.locator("#audit-table [role=gridcell]").filter(has_text="6394").first.click()
    expect(page.locator("#audit-source h4")).to_be_in_viewport()
