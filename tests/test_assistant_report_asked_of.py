"""Whose report is asked of, and of which year: 国务院2025年 is its report of that year, and 全国 is not the place asked of before."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from tests.texts import library_of


def _report(year, aim, houses):
    return f"""{year}年中华人民共和国国务院政府工作报告
各位代表：现在，我代表国务院，向大会报告政府工作。
一、{year - 1}年工作回顾
城镇新增就业{aim + 56}万人、城镇调查失业率平均为5.{year % 10}%。
二、{year}年经济社会发展总体要求和政策取向
今年赤字率拟按{year % 10}.8%安排。
三、{year}年政府工作任务
{houses}
"""


TEXTS = {
    "2023.txt": _report(2023, 1100, "促进房地产业平稳发展，改善资产负债状况。"),
    "2024.txt": _report(2024, 1150, "优化房地产政策，一视同仁支持合理融资需求。"),
    "2025.txt": _report(2025, 1200, "调减房地产限制性措施，实施城中村和危旧房改造。"),
    "rule.txt": "国务院关于鼓励外商投资的规定\n第一条 为了改善投资环境，制定本规定。\n第二条 国家鼓励外国投资者举办企业。\n",
    "guangdong.txt": "2026年广东省政府工作报告\n各位代表：现在，我代表省人民政府报告政府工作。\n一、2025年工作回顾\n城镇新增就业149.4万人，城镇调查失业率平均值为5.9%。\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with library_of(tmp_path_factory.mktemp("report_of"), TEXTS) as library:
        yield lambda question: ask(question, library, Extractive())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("国务院2025年对房地产提出了什么措施？", "调减房地产限制性措施"),
        ("国务院2023年对房地产提出了什么措施？", "促进房地产业平稳发展"),
        ("国务院报告中2024年的赤字率是多少？", "4.8%"),
        ("国务院对房地产提出了什么措施？", "调减房地产限制性措施"),
    ],
)
def test_the_government_means_its_report_of_the_year_or_the_newest(told, question, said):
    answer = told(question)
    assert any(said in claim.text for claim in answer.claims)
    assert len(answer.claims) == 1


@pytest.mark.parametrize(
    "question", ["广东的城镇调查失业率是多少？全国是多少？", "广东的城镇调查失业率是多少？我国是多少？"]
)
def test_the_whole_country_is_asked_of_after_a_place(told, question):
    texts = " ".join(claim.text for claim in told(question).claims)
    assert "5.9%" in texts
    assert "5.5%" in texts
