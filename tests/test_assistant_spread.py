"""What a report tells of a run of years is not passed off for the figure of one."""

import pytest

from assistant.answer import ask
from assistant.compare import compare
from assistant.extractive import Extractive
from assistant.years_told import run_at, years_told
from index.load import load
from tests.provincial import reports

REPORTS = {
    "青海": "一、“十四五”时期和2025年工作回顾\n\n"
    "过去五年很不平凡。经济总量超过4000亿元。改造农房8.6万户，累计建成驿站320座。常住人口城镇化率64.7%。\n\n"
    "五年来，我们坚持扩大开放。外贸企业增长1.5倍。\n\n"
    "刚刚过去的2025年，地区生产总值4215亿元、增长4.6%，城镇新增就业6.4万人。\n\n"
    "2025年8月，我们办好赛事。改造老旧小区512个。\n\n"
    "二、“十五五”时期主要目标任务\n\n“十五五”时期是关键时期。常住人口城镇化率达到68%左右，城镇新增就业30万人以上。\n\n"
    "三、2026年重点工作\n\n今年是开局之年。主要预期目标是：地区生产总值增长4.5%左右，城镇新增就业6万人。\n",
    "甘肃": "一、2025年工作总结和“十四五”发展成就\n\n过去一年，经济稳中有进。城镇新增就业31.7万人。\n\n"
    "过去的五年，城镇新增就业累计160万人。新建学校410所。研发投入强度从1.2%提高到1.9%。\n\n"
    "二、2026年工作安排\n\n城镇新增就业32万人。\n",
}


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("provinces"), REPORTS) as library:
        yield library


def warned(question, library):
    """What the first claim of an answer says, and its warnings."""
    claim = ask(question, library, Extractive()).claims[0]
    return claim.text, [finding.message for finding in claim.findings if finding.code == "period"]


def years(document, words):
    found = run_at(years_told(document), document.text.index(words))
    return (found.first, found.last) if found else None


def test_a_report_speaks_of_a_run_of_years_until_it_turns_to_one(tmp_path):
    (tmp_path / "report.md").write_text(f"2026年青海省政府工作报告\n\n{REPORTS['青海']}", encoding="utf-8")
    report = load(tmp_path / "report.md")
    assert years(report, "改造农房") == (2021, 2025)
    assert years(report, "外贸企业") == (2021, 2025)
    assert years(report, "地区生产总值4215") is None
    assert years(report, "改造老旧小区") is None
    assert years(report, "68%左右") == (2026, 2030)
    assert years(report, "4.5%左右") is None


def test_another_document_has_no_runs_of_years(tmp_path):
    (tmp_path / "a.md").write_text("# 关于改造农房的通知\n\n五年来，改造农房8.6万户。", encoding="utf-8")
    assert years_told(load(tmp_path / "a.md")) == ()


@pytest.mark.parametrize(
    ("question", "figure", "why"),
    [
        ("青海2025年改造农房多少户？", "8.6万户", "可能是2021至2025年合计，不是2025年一年的数"),
        ("青海去年改造农房多少户？", "8.6万户", "不是去年一年的数"),
        ("2025年青海建成驿站多少座？", "320座", "“过去五年”"),
        ("2025年青海外贸企业增长多少？", "1.5倍", "“五年来”"),
        ("甘肃2025年新建学校多少所？", "410所", "“过去的五年”"),
        ("2026年青海城镇化率目标是多少？", "68%左右", "（到2030年）的目标，不是2026年的数"),
    ],
)
def test_a_figure_of_several_years_says_so_where_one_is_asked_for(provinces, question, figure, why):
    text, warnings = warned(question, provinces)
    assert figure in text
    assert len(warnings) == 1
    assert f"“{figure}”" in warnings[0]
    assert why in warnings[0]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青海2025年城镇新增就业多少人？", "6.4万人"),
        ("甘肃2025年城镇新增就业多少人？", "31.7万人"),
        ("青海2025年GDP是多少？", "4215亿元"),
        ("青海2025年常住人口城镇化率是多少？", "64.7%"),
        ("甘肃2025年研发投入强度是多少？", "1.9%"),
        ("青海2030年城镇化率目标是多少？", "68%左右"),
        ("青海“十五五”城镇化率目标是多少？", "68%左右"),
        ("青海“十四五”改造农房多少户？", "8.6万户"),
        ("青海改造农房多少户？", "8.6万户"),
        ("青海今年城镇新增就业目标是多少？", "6万人"),
    ],
)
def test_a_figure_of_the_time_asked_for_comes_first_and_without_a_warning(provinces, question, figure):
    text, warnings = warned(question, provinces)
    assert figure in text
    assert not warnings


def test_a_cell_of_a_table_is_of_the_year_asked_for(provinces):
    table = compare("青海、甘肃2025年城镇新增就业人数", provinces)
    told = {row.key: row.cells[0].text for row in table.rows}
    assert "6.4万人" in told["青海"]
    assert "31.7万人" in told["甘肃"]


def test_both_times_that_are_asked_for_are_answered_and_a_missing_one_is_said(provinces):
    both = ask("青海2025年城镇化率是多少？2030年目标呢", provinces, Extractive())
    assert [("64.7%" in c.text, "68%" in c.text) for c in both.claims] == [(True, False), (False, True)]
    one = ask("青海2025年城镇化率是多少？今年目标呢", provinces, Extractive())
    assert any("今年目标呢" in gap for gap in one.gaps)


def test_what_was_done_in_five_years_does_not_contradict_what_is_aimed_at_for_one(provinces):
    answer = ask("甘肃2026年城镇新增就业目标是多少？", provinces, Extractive())
    assert [claim.text for claim in answer.claims] == ["城镇新增就业32万人。"]
    assert not answer.claims[0].findings
