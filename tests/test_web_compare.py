"""The tab 对照 in a real Chromium: a table by places, each filled cell opens its source, files of it."""

import io

import docx
import pytest

from assistant.web import compare_tab
from tests.browser import compare, open_tab, opened, saved

QUESTION = "浙江、江西、湖南链长制的出台时间、链长"


@pytest.fixture
def page(browser, url):
    """The tab 对照, just opened; in the end nothing may have gone wrong in its console."""
    with opened(browser, url) as page:
        open_tab(page, "对照")
        yield page


def cell(page, row, column):
    return page.locator(f"#compare-table [role=row][data-index='{row}'] [aria-colindex='{column}']")


def test_each_filled_cell_opens_its_source_and_an_empty_one_says_so(page):
    compare(page, QUESTION)
    assert page.locator("#compare-table [role=columnheader]").all_inner_texts()[:3] == [
        "地区",
        "出台时间",
        "链长",
    ]
    assert [cell(page, row, 1).inner_text() for row in range(3)] == ["浙江", "江西", "湖南"]
    assert "2019年8月" in cell(page, 0, 2).inner_text()
    assert "[1]" in cell(page, 0, 2).inner_text()
    filled = cell(page, 1, 3)
    assert "11位省领导任14个重点产业链链长" in filled.inner_text()
    filled.click()
    mark = filled.inner_text().partition("[")[2][0]
    page.locator("#compare-source h4").filter(has_text=f"[{mark}]").wait_for()
    page.locator("#compare-source blockquote mark").filter(
        has_text="11 位省领导任 14 个重点产业链"
    ).wait_for()
    empty = cell(page, 2, 3)
    assert empty.inner_text() == "材料未载"
    empty.click()
    page.locator("#compare-source").filter(has_text="没有可以打开的原文").wait_for()


def test_the_table_is_saved_as_word_and_as_markdown(page):
    compare(page, QUESTION)
    for button, name in (
        ("#compare-download-1", "链长制对照表.docx"),
        ("#compare-download-2", "链长制对照表.md"),
    ):
        told, data = saved(page, button)
        assert told == name
        if name.endswith(".docx"):
            (table, *_) = docx.Document(io.BytesIO(data)).tables
            assert [c.text for c in table.columns[0].cells] == ["对照对象", "浙江", "江西", "湖南"]
        else:
            assert "材料未载" in data.decode()
            assert "## 依据" in data.decode()


@pytest.mark.parametrize(
    ("question", "told"), [("", "请写明要对照"), ("浙江链长制的出台时间", "要对照的地区不足两个")]
)
def test_what_cannot_be_compared_is_told_with_the_next_step(page, question, told):
    page.locator("#compare-question textarea").fill(question)
    page.locator("button#compare").click()
    page.locator("#compare-told strong").filter(has_text=told).wait_for()


def test_where_no_cell_is_filled_there_is_no_table(page):
    page.locator("#compare-question textarea").fill("北京、上海的火星移民人数")
    page.locator("button#compare").click()
    page.locator("#compare-told strong").filter(has_text="没有能填进这张表的内容").wait_for()
    assert page.locator("#compare-table").count() == 0


def test_by_documents_the_rows_are_documents(page):
    page.locator("#compare-by label").filter(has_text="按文件").click()
    compare(page, "链长制的由来")
    rows = page.locator("#compare-table [role=gridcell][aria-colindex='1']").all_inner_texts()
    assert "提案工作研究参考 总第14期" in rows


def test_results_that_were_forgotten_are_told_instead_of_saved(library):
    from index.errors import NotFoundError

    with pytest.raises(NotFoundError, match="重新对照"):
        compare_tab.as_paper(compare_tab.Compared(), library)
