"""What a tab shows can be saved as Word, Markdown and HTML, the policies, earlier leads and hints too."""

import io

import docx
import pytest

from assistant.web import review_view, similar_view
from index.errors import NotFoundError
from tests.browser import draft, open_tab, opened, saved

PROPOSAL = "关于加强老年食堂建设和推动农村公路养护的提案\n情况：河砂紧缺涨价，劣质海砂流入建筑工地，珠海有工地因为砂石价格上涨而停工。\n"


@pytest.fixture
def page(browser, url):
    with opened(browser, url) as page:
        yield page


def every_form(page, name):
    """The title that the three files share, and the words of each."""
    (word, data), (markdown, lines), (html, body) = (
        saved(page, f"#{name}-download-{number}") for number in (1, 2, 3)
    )
    assert (word[-5:], markdown[-3:], html[-5:]) == (".docx", ".md", ".html")
    assert word[:-5] == markdown[:-3] == html[:-5]
    made = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for cell in table._cells]
    written = "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])
    return word[:-5], (written, lines.decode().replace("\\", ""), body.decode())


def test_earlier_leads_and_hints_are_saved_in_every_form(page):
    open_tab(page, "核对")
    page.locator("#manuscript textarea").fill(PROPOSAL)
    open_tab(page, "查重")
    assert not page.locator("#similar-download-1").is_visible()
    page.locator("button#similar").click()
    page.locator("#similar-table [role=gridcell]").first.wait_for()
    name, forms = every_form(page, "similar")
    assert name == "查重：文稿"
    assert all("砂石行业发展" in form and "照录" in form for form in forms)
    open_tab(page, "立案预审")
    page.locator("button#review").click()
    page.locator("#review-body .highlighted .text").first.wait_for()
    name, forms = every_form(page, "review")
    assert name == "立案预审提示"
    assert all("没有看到“建议”" in form and "像是两件事" in form for form in forms)


def test_the_policies_on_a_drafts_matter_are_saved_in_every_form(page):
    draft(page, "请围绕广东省推行产业链“链长制”起草一份提案线索")
    page.locator("#draft-basis button").first.click()
    page.locator("#draft-basis-table [role=gridcell]").first.wait_for()
    name, forms = every_form(page, "draft-basis")
    assert name.startswith("政策依据表：")
    assert all("赣府厅字〔2020〕33号" in form and "另一处记为2020年4月28日" in form for form in forms)


def test_what_was_forgotten_is_told_instead_of_saved(library):
    with pytest.raises(NotFoundError, match="重新预审"):
        review_view.as_paper(review_view.Reviewed())
    with pytest.raises(NotFoundError, match="重新查重"):
        similar_view.as_paper(("", ""), library, lambda: None)
