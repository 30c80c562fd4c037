"""What is asked of one year, or of several, of a library of the reports of one government from year to year: a report looks
back on the year before its own and plans for its own."""

from types import SimpleNamespace

import pytest

from assistant.answer import ask
from assistant.compare import compare
from assistant.each_year import apart
from assistant.extractive import Extractive
from assistant.preferred import kept
from assistant.spoken_years import dated
from assistant.understand import understand
from tests.provincial import reports, yearly
from tests.yearly import REPORTS


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with yearly(tmp_path_factory.mktemp("asked"), REPORTS) as library:
        yield library


@pytest.fixture(scope="module")
def single(tmp_path_factory):
    texts = {
        "江苏": "一、2025年工作回顾\n\n粮食产量760亿斤。\n",
        "浙江": "一、2025年工作回顾\n\n粮食产量130亿斤。\n",
    }
    with reports(tmp_path_factory.mktemp("single"), texts) as library:
        yield library


def told(question, library, history=()):
    return [claim.text for claim in ask(question, library, Extractive(), history=history).claims]


def years_cited(question, library):
    answer = ask(question, library, Extractive())
    return [library.document(c.span.doc_id).title[:4] for claim in answer.claims for c in claim.citations]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("去年粮食产量是多少？", "1.32万亿斤"),
        ("今年的GDP增长目标是多少？", "增长6%左右"),
        ("今年赤字率安排多少？", "2.8%"),
        ("去年城镇新增就业多少人？", "1361万人"),
        ("最新的赤字率目标是多少？", "2.8%"),
        ("城镇新增就业目标是多少？", "1110万人以上"),
        ("粮食产量是多少？", "1.32万亿斤"),
    ],
)
def test_last_year_is_that_before_the_newest_report(library, question, figure):
    claims = told(question, library)
    assert claims
    assert all(figure in claim for claim in claims)


def test_how_a_spoken_year_was_read_is_shown(library):
    assert ask("去年粮食产量是多少？", library, Extractive()).standalone == "2018年粮食产量是多少？"


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("近三年的GDP增长目标分别是多少", "2017年至2019年的GDP增长目标分别是多少"),
        ("最近两年赤字率是多少", "2017年至2018年各年的赤字率是多少"),
        ("近三年粮食产量", "2016年至2018年各年的粮食产量"),
        ("过去五年城镇新增就业年均多少人", "2014年至2018年的城镇新增就业年均多少人"),
        ("历年的赤字率目标", "2015年至2019年各年的赤字率目标"),
        ("2016年比去年多多少", "2016年比去年多多少"),
        ("12月31日前要做什么", "12月31日前要做什么"),
    ],
)
def test_the_last_years_end_with_the_newest_report(library, question, read):
    assert dated(question, library.documents()) == read


def test_a_library_of_one_year_leaves_the_question_as_it_is(single):
    assert dated("去年粮食产量是多少", single.documents()) == "去年粮食产量是多少"


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("2015年和2018年的赤字率分别是多少？", (2015, 2018)),
        ("2015、2016和2018年的赤字率是多少？", (2015, 2016, 2018)),
        ("2015年、2018年的城镇新增就业目标各是多少？", (2015, 2018)),
        ("2016年和2019年GDP增长目标哪个更高？", (2016, 2019)),
        ("2018年城镇新增就业比2015年多多少？", (2019, 2016)),
    ],
)
def test_each_of_several_years_is_asked_for_and_no_year_between(library, question, years):
    assert sorted(set(years_cited(question, library))) == sorted(map(str, years))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2016年到2018年各年的赤字率", ["2016年赤字率", "2017年赤字率", "2018年赤字率"]),
        ("2016年到2018年新增就业多少人", []),
        ("2016年到2017年的GDP增长目标", ["2016年的GDP增长目标", "2017年的GDP增长目标"]),
        ("2016年至2020年的GDP增长目标", []),
        ("2018年GDP比2010年增长多少", []),
        ("2016年和2018年的工作重点有什么不同", []),
        ("2016年的赤字率是多少", []),
    ],
)
def test_a_run_of_years_is_taken_apart_where_each_is_asked_for(text, parts):
    assert [part.replace("是多少", "") for part in apart(text)] == parts


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2015年城镇新增就业多少人？", "1312万人"),
        ("2018年城镇调查失业率是多少？", "4.9%"),
        ("2017年GDP增长了多少？", "6.8%"),
        ("2014年国内生产总值是多少？", "60.2万亿元"),
        ("2019年的财政赤字率是多少？", "2.8%"),
        ("2016年CPI涨幅目标是多少？", "3%左右"),
        ("“十三五”时期城镇新增就业目标多少人？", "5000万人以上"),
    ],
)
def test_the_report_that_tells_of_the_year_answers(library, question, figure):
    claims = told(question, library)
    assert claims
    assert all(figure in claim for claim in claims)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2019年城镇新增就业多少人？", "这里说的是2019年的目标或安排"),
        ("2016年的财政赤字是多少？", "这里说的是2016年的目标或安排"),
        ("2015年赤字率是多少？", "这里说的是2015年的目标或安排"),
    ],
)
def test_an_aim_that_answers_is_told_as_one(library, question, said):
    answer = ask(question, library, Extractive())
    assert said in "".join(f.message for claim in answer.claims for f in claim.findings)


@pytest.mark.parametrize(
    "question",
    ["2019年城镇新增就业目标是多少？", "2018年城镇新增就业多少人？", "今年城镇新增就业要达到多少？"],
)
def test_what_was_asked_for_as_an_aim_or_came_about_needs_no_such_word(library, question):
    answer = ask(question, library, Extractive())
    assert answer.claims
    assert not [f for claim in answer.claims for f in claim.findings]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("2017年GDP增长目标是多少？", "没有2017年的《国务院政府工作报告》"),
        ("2020年GDP增长目标是多少？", "没有2020年的《国务院政府工作报告》"),
        ("2016年城镇新增就业实际完成了多少？", "没有2017年的《国务院政府工作报告》"),
        ("哪一年的赤字率最高？", "没有把各年的数字放在一起比较"),
        ("“十四五”时期城镇新增就业多少人？", "材料未载2021年、2025年"),
        ("2018年出生人口是多少？", "材料未载"),
    ],
)
def test_what_no_report_tells_is_refused_with_the_reason(library, question, reason):
    answer = ask(question, library, Extractive())
    assert answer.refusal
    assert any(reason in gap for gap in answer.gaps)


def test_what_came_about_better_than_expected_is_no_aim(tmp_path):
    texts = {2020: "一、2019年工作回顾\n\n恢复好于预期，全年国内生产总值增长2.3%。\n", 2021: REPORTS[2019]}
    with yearly(tmp_path, texts) as library:
        assert not told("2019年GDP增长目标是多少？", library)


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        ("有人说2018年城镇新增就业1312万人，对吗？", "材料作“1361万人”"),
        ("听说2019年赤字率是2.6%，对不对？", "材料作“2.8%”"),
        ("据说2019年城镇新增就业目标是1361万人，是吗？", "材料作“1110万人以上”"),
    ],
)
def test_the_figure_of_another_year_does_not_bear_out_a_premise(library, question, notice):
    assert notice in "".join(ask(question, library, Extractive()).notices)


def test_an_aim_and_what_came_of_it_are_each_asked_of_the_same(library):
    for question in (
        "2018年城镇新增就业目标和实际完成各是多少？",
        "2018年城镇新增就业目标是多少，实际完成多少？",
    ):
        answer = ask(question, library, Extractive())
        said = "".join(claim.text for claim in answer.claims)
        assert "1100万人以上" in said
        assert "1361万人" in said
        assert not [f for claim in answer.claims for f in claim.findings]


def test_a_follow_up_asks_what_came_of_an_aim(library):
    first = ask("2018年的城镇新增就业目标是多少？", library, Extractive())
    assert told("实际完成了多少？", library, [first]) == ["城镇新增就业1361万人，城镇调查失业率平均为4.9%。"]


@pytest.mark.parametrize("question", ["近三年的赤字率目标", "2017年到2019年的赤字率目标"])
def test_a_comparison_has_a_row_for_each_year_of_a_run(library, question):
    assert [row.key for row in compare(question, library).rows] == ["2017年", "2018年", "2019年"]


@pytest.mark.parametrize(("cover", "first"), [(0.6, "planned"), (0.9, "done")])
def test_what_was_done_comes_before_what_was_planned_as_far_as_it_covers_the_question(cover, first):
    def evidence(name, ahead, cover):
        candidate = SimpleNamespace(ahead=ahead, told={2018})
        return SimpleNamespace(
            name=name, candidate=candidate, cover=cover, covers=True, misgiving="", score=cover
        )

    (asked,) = understand("2018年的五万亿投资里中央投多少？").asks
    found = kept([evidence("planned", True, 1.0), evidence("done", False, cover)], asked)
    assert found[0].name == first
    (asked,) = understand("“十二五”时期投资多少？").asks
    found = kept([evidence("planned", True, 1.0), evidence("done", False, cover)], asked)
    assert found[0].name == "done"


def test_a_difference_is_not_the_figure_asked_for(tmp_path):
    texts = {
        2018: "一、2018年重点工作\n\n城镇新增就业预期目标比去年多100万人，突出就业优先。\n\n今年预期目标是：城镇新增就业1100万人以上。\n",
        2019: REPORTS[2019],
    }
    with yearly(tmp_path, texts) as library:
        (claim,) = ask("2018年城镇新增就业目标是多少？", library, Extractive()).claims
        assert "1100万人以上" in claim.text
        assert not claim.findings


def test_a_named_document_stays_the_only_one_searched(library):
    assert set(years_cited("2018年政府工作报告提出的赤字率是多少？", library)) == {"2018"}
