"""Sentences about one year, held against a library of the reports of several: each report looks back on the year before
its own and plans for its own."""

import pytest

from tests.judged import verdict
from tests.provincial import reports, yearly
from tests.yearly import REPORTS


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with yearly(tmp_path_factory.mktemp("yearly"), REPORTS) as library:
        yield library


@pytest.mark.parametrize(
    "claim",
    [
        "2019年城镇新增就业完成1110万人以上。",
        "2018年全国城镇新增就业1100万人以上，居民消费价格上涨2.9%左右。",
        "2015年城镇新增就业实现1010万人以上。",
    ],
)
def test_an_aim_of_a_list_is_not_told_as_come_to(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2018年城镇新增就业目标为1361万人。",
        "2015年，城镇新增就业的预期目标定为1312万人。",
        "2017年国内生产总值增长目标是6.8%。",
    ],
)
def test_what_was_come_to_is_not_told_as_an_aim(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize(
    "claim", ["2018年城镇登记失业率平均为4.9%。", "2015年城镇调查失业率目标为4.6%以内。"]
)
def test_unemployment_surveyed_is_none_registered(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2017年全国城镇新增就业1351万人，国内生产总值增长6.8%。",
        "2017年居民收入增长7.3%，增速比上年加快。",
        "2014年国内生产总值为60.2万亿元，比上年增长7.3%。",
        "2014年国内生产总值比2013年增长7.3%。",
        "2015年国内生产总值达66.1万亿元，比2014年增长6.9%。",
    ],
)
def test_the_year_before_is_that_before_the_year_looked_back_on(library, claim):
    assert verdict(claim, library) == "supported"


@pytest.mark.parametrize(
    "claim",
    ["2018年国内生产总值增长6.8%。", "2014年国内生产总值比2012年增长7.3%。", "2016年城镇新增就业1351万人。"],
)
def test_no_other_year_is_that_looked_back_on(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize(
    "claim", ["2013年至2017年，城镇新增就业6600万人以上。", "2013—2017年国内生产总值年均增长7.1%。"]
)
def test_the_years_that_a_report_looks_back_on_are_told_by_their_numbers(library, claim):
    assert verdict(claim, library) == "supported"


@pytest.mark.parametrize(
    "claim", ["2012年至2017年，城镇新增就业6600万人以上。", "2014年至2018年国内生产总值年均增长7.1%。"]
)
def test_no_other_run_of_years_is(library, claim):
    assert verdict(claim, library) != "supported"


def test_what_came_about_when_aims_were_met_is_no_aim(library):
    assert verdict("2017年居民消费价格涨幅回落到1.6%。", library) == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2019年安排的赤字率为2.8%，比上年预算高0.2个百分点。",
        "2015年安排财政赤字1.6万亿元，赤字率由上年的2.1%提高到2.3%。",
    ],
)
def test_what_is_budgeted_is_told_as_budgeted(library, claim):
    assert verdict(claim, library) == "supported"


def test_each_clause_is_held_against_the_report_of_its_year(tmp_path):
    texts = {
        2017: "一、2016年工作回顾\n\n城镇新增就业1244万人，城镇调查失业率平均为5.2%。居民消费价格上涨0.4%。\n",
        2018: "一、2017年工作回顾\n\n就业、物价平稳，城镇新增就业1256万人、城镇调查失业率平均为5.1%，居民消费价格上涨0.4%。\n",
    }
    with yearly(tmp_path, texts) as library:
        for claim in (
            "2016年城镇调查失业率平均为5.2%，居民消费价格上涨0.4%。",
            "2017年城镇调查失业率平均为5.1%，居民消费价格上涨0.4%。",
        ):
            assert verdict(claim, library) == "supported"
        assert verdict("2017年城镇调查失业率平均为5.2%，居民消费价格上涨0.4%。", library) != "supported"


def test_a_heading_may_say_that_the_year_before_is_looked_back_on(tmp_path):
    texts = {
        year: f"一、过去一年工作回顾\n\n粮食产量1.{year % 100}万亿斤，再创新高。\n" for year in (2017, 2018)
    }
    with yearly(tmp_path, texts) as library:
        assert verdict("2016年粮食产量达到1.17万亿斤。", library) == "supported"
        assert verdict("2017年粮食产量达到1.17万亿斤。", library) != "supported"


PLAN = """一、“十四五”时期及2025年工作回顾

“十四五”时期，综合实力显著增强。生产总值达14.2万亿元、年均增长5.7%。城镇化率达到67.5%。

2025年工作成效明显。粮食总产量760亿斤，改造老旧小区812个。
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("planned"), {"江苏": PLAN}) as library:
        yield library


@pytest.mark.parametrize(
    "claim",
    [
        "2021年江苏生产总值达14.2万亿元。",
        "2021年江苏城镇化率达到67.5%。",
        "江苏2021年粮食总产量为760亿斤。",
        "2021年，江苏改造老旧小区812个。",
    ],
)
def test_what_a_plan_came_to_is_not_told_of_its_first_year(planned, claim):
    assert verdict(claim, planned) != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2025年江苏生产总值达14.2万亿元。",
        "2021年以来，江苏生产总值年均增长5.7%。",
        "2021年至2025年，江苏生产总值年均增长5.7%。",
        "“十四五”时期江苏城镇化率达到67.5%。",
        "2026年江苏省政府工作报告指出，江苏城镇化率达到67.5%。",
        "江苏2025年粮食总产量为760亿斤。",
    ],
)
def test_what_a_plan_came_to_is_told_of_all_of_it_and_of_its_end(planned, claim):
    assert verdict(claim, planned) == "supported"


@pytest.mark.parametrize("claim", ["2019年生产总值超过98万亿元。", "2018年粮食总产量达到13160亿斤。"])
def test_another_figure_of_another_time_refutes_nothing(planned, claim):
    assert verdict(claim, planned) == "unsupported"
