"""Questions that name several documents: each is asked what it alone can say, of its own year, and nothing of the others."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.question_kind import kind, measure
from assistant.understand import understand
from index.library import Library

REPORTS = {
    "青河机械有限公司": "# 青河机械有限公司\n\n2019年度，公司实现净利润300万元，营业收入达到2000万元。2019年4月，公司完成了债务重组。\n\n此外，公司的员工满意度为81%。\n\n## 展望\n\n公司的职工培训覆盖率为64%。\n",
    "白山旅游有限公司": "# 白山旅游有限公司\n\n2021年度，公司实现净利润500万元，游客数量明显增加。2021年9月，公司完成了债务重组。\n",
    "江畔出版有限公司": "# 江畔出版有限公司\n\n2020年度，公司出版图书120种，获得省级奖项。\n",
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library") / "reports", create=True) as built:
        built.add_folder(folder)
        yield built


def told(question, library):
    answer = ask(question, library, Extractive())
    return "".join(claim.text for claim in answer.claims), answer.gaps


@pytest.mark.parametrize(
    "question",
    [
        "青河机械有限公司和白山旅游有限公司分别在2019年和2021年的净利润是多少？",
        "2019年青河机械有限公司和2021年白山旅游有限公司的净利润分别是多少？",
        "比较2019年青河机械有限公司和2021年白山旅游有限公司的净利润，哪家公司的净利润更高？",
        "比较青河机械有限公司和白山旅游有限公司的净利润，哪家公司的净利润更高？",
    ],
)
def test_each_of_the_documents_named_is_asked_of_its_own_year(question, reports):
    said, gaps = told(question, reports)
    assert "300万元" in said
    assert "500万元" in said
    assert not gaps


def test_a_year_of_another_document_is_none_of_its_own(reports):
    said, gaps = told("2021年青河机械有限公司和2019年白山旅游有限公司的净利润分别是多少？", reports)
    assert not said
    assert "2021年" in gaps[0]


def test_what_one_of_them_does_not_say_is_named_beside_what_the_other_says(reports):
    said, gaps = told("比较青河机械有限公司和江畔出版有限公司的净利润，哪家公司的净利润更高？", reports)
    assert "300万元" in said
    assert len(gaps) == 1


def test_which_was_earlier_is_asked_of_each_as_a_date(reports):
    said, _ = told("比较青河机械有限公司和白山旅游有限公司的债务重组时间，哪家公司的债务重组更早？", reports)
    assert "2019年4月" in said
    assert "2021年9月" in said


def test_a_year_holds_on_under_its_heading_and_no_further(reports):
    assert "81%" in told("青河机械有限公司2019年的员工满意度是多少？", reports)[0]
    assert not told("青河机械有限公司2021年的员工满意度是多少？", reports)[0]
    assert not told("青河机械有限公司2019年的职工培训覆盖率是多少？", reports)[0]


def test_the_noun_of_the_place_or_amount_asked_for_stands_beside_the_answer():
    where, amount = (
        understand(q).asks[0] for q in ("青河公司的注册地在哪里？", "青河公司的能源消耗量是多少？")
    )
    assert [t.forms[0] for t in where.focus] == ["注册地"]
    assert [t.forms for t in amount.focus][-1] == ("消耗量", "消耗")


def test_a_month_is_no_place_and_an_amount_that_fell_is_no_share():
    assert kind("两家公司分别在哪个月完成了重组？") == "date"
    assert measure("债务重组减少了多少负债？") == ""
    assert measure("比去年下降了多少？") == "%"


def test_a_body_of_the_state_council_calls_for_no_text_of_the_state_council(tmp_path, empty):
    rules = {
        "条例": "专利代理条例\n\n第九条 国务院专利行政部门应当自受理申请之日起20日内作出是否颁发执业许可证的决定。\n",
        "规定": "国务院关于鼓励外商投资的规定\n\n国务院\n\n1986年10月11日\n\n第一条 为了改善投资环境，制定本规定。\n",
    }
    for name, text in rules.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        empty.add(tmp_path / f"{name}.txt")
    shown, _ = told("国务院专利行政部门受理执业许可证的申请后多少日内作出决定？", empty)
    assert "20日内" in shown
