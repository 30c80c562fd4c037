"""Two places that give different values for one thing are both shown, with a warning; mere differences are not."""

import pytest

from assistant.answer import ask
from assistant.conflicts import CODE
from assistant.extractive import Extractive
from evals.turns import read_disagreements

CASES = read_disagreements()
REFUSED = {"output"}
"""Cases that are refused for another reason, so that nothing is shown that could be compared."""


def warnings(answer):
    return [f for claim in answer.claims for f in claim.findings if f.code == CODE]


@pytest.mark.parametrize("case", [c for c in CASES if c.values], ids=lambda case: case.id)
def test_both_values_are_shown_and_the_reader_is_warned(case):
    if case.id in REFUSED:
        pytest.xfail("the question is refused")
    answer = case.asked()
    shown = "".join(claim.text for claim in answer.claims)
    assert all(value in shown for value in case.values)
    assert all(claim.verdict == "supported" for claim in answer.claims)
    assert warnings(answer)
    assert all(finding.level == "warning" and finding.source for finding in warnings(answer))


@pytest.mark.parametrize("case", [c for c in CASES if not c.values], ids=lambda case: case.id)
def test_another_year_place_unit_or_thing_is_no_conflict(case):
    answer = case.asked()
    assert answer.claims
    assert warnings(answer) == []


def test_a_warning_names_the_other_value_at_its_place(library):
    answer = ask("江西《关于实施产业链链长制的工作方案》是哪一天出台的？", library, Extractive())
    (one, *_), (other, *_) = (claim.findings for claim in answer.claims)
    assert one.message == "另一处材料作“2020年4月28日”，与此不一致，请核对口径"
    assert library.quote(one.source).startswith("2020 年 4 月 28 日")
    assert other.message == "另一处材料作“2020年5月30日”，与此不一致，请核对口径"
    assert library.quote(other.source) == "2020年5月30日"


def test_a_draft_and_what_became_of_it_have_days_of_their_own(library):
    answer = ask("深圳推动制造业高质量发展的若干措施是什么时候出台的？", library, Extractive())
    assert answer.claims
    assert warnings(answer) == []


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        (
            "江苏的全社会研发投入强度是多少？",
            {
                "2026年江苏省政府工作报告": "区域创新能力升至全国第二，全社会研发投入强度达3.38%左右，万人高价值发明专利拥有量达34.2件。",
                "2026年安徽省政府工作报告": "全社会研发投入强度从全国第10位升至第7位，每万人高价值发明专利拥有量增长28%，区域创新能力稳居全国第一方阵。",
            },
        ),
        (
            "辽宁城镇居民人均可支配收入增长多少？",
            {
                "2026年辽宁省政府工作报告": "城镇居民人均可支配收入增长4.3%。\n\n城镇居民人均可支配收入年均增长5.6%。"
            },
        ),
        (
            "贵州新增五星级饭店多少家？",
            {
                "2026年贵州省政府工作报告": "一、2025年工作回顾\n\n新增五星级饭店16家。\n\n三、2026年重点工作\n\n新增五星级饭店30家。"
            },
        ),
        (
            "贵州2026年城镇新增就业目标是多少？",
            {
                "2026年贵州省政府工作报告": "一、2025年工作回顾\n\n实施岗位扩容计划，全省城镇新增就业66万人。\n\n"
                "二、2026年重点工作\n\n今年预期目标是：财政收入增长2%左右；城镇新增就业60万人。"
            },
        ),
        (
            "贵州今年常住人口城镇化率目标是多少？",
            {
                "2026年贵州省政府工作报告": "一、“十五五”时期主要目标\n\n“十五五”时期是关键时期。城乡面貌改善，常住人口城镇化率达63%左右。\n\n"
                "二、2026年重点工作\n\n今年预期目标是：财政收入增长2%左右；常住人口城镇化率达59%左右。"
            },
        ),
        (
            "2014年国务院政府工作报告提出的居民消费价格涨幅目标是多少？",
            {
                "2014年国务院政府工作报告": "今年的主要预期目标是：居民消费价格涨幅控制在3.5%左右。",
                "2012年国务院政府工作报告": "今年的主要预期目标是：居民消费价格涨幅控制在4%左右。",
            },
        ),
    ],
)
def test_another_place_year_an_average_and_a_plan_are_no_conflict(tmp_path, empty, question, reports):
    for title, told in reports.items():
        path = tmp_path / f"{title}.txt"
        path.write_text(f"{title}\n\n{told}\n", encoding="utf-8")
        empty.add(path)
    answer = ask(question, empty, Extractive())
    assert answer.claims
    assert warnings(answer) == []
