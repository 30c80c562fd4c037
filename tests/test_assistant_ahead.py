"""Where a report looks back and where it plans, by its headings."""

import pytest

from assistant.ahead import ahead, stands_ahead
from index.load import load
from index.types import Span

REPORT = """# 2026年甘肃省政府工作报告

各位代表：

一、“十四五”时期工作回顾

过去五年，建成高标准农田一千万亩。

二、2026年主要工作

全年安排省级重点项目三百个。

（一）加快释放改革开放成效

扩大与航运企业的合作。

三、全面加强政府自身建设

甘肃开通政务服务热线。
"""
BOTH = """2026年广西壮族自治区政府工作报告

一、2025年工作回顾

建成疏堵工程三十项。

二、“十四五”时期发展成就和“十五五”时期主要目标任务

五年来，建成高铁一千公里。

我们编制了“十五五”规划纲要（草案），提请审查。

（一）大力发展人工智能

建设人工智能创新合作中心。
"""


@pytest.fixture(params=[REPORT], ids=["report"])
def report(tmp_path, request):
    (tmp_path / "report.md").write_text(request.param, encoding="utf-8")
    return load(tmp_path / "report.md")


def stands(document, words):
    at = document.text.index(words)
    return stands_ahead(document, Span(document.id, at, at + len(words)))


def test_what_stands_under_a_plan_is_ahead_on_whatever_level_its_headings_are(report):
    assert stands(report, "各位代表") is None
    assert stands(report, "建成高标准农田") is False
    for words in ("全年安排", "扩大与航运企业", "甘肃开通政务服务热线"):
        assert stands(report, words) is True


@pytest.mark.parametrize("report", [BOTH], indirect=True)
def test_under_a_heading_that_tells_of_both_the_plan_begins_where_it_is_named(report):
    assert stands(report, "建成疏堵工程") is False
    assert stands(report, "建成高铁") is False
    assert stands(report, "提请审查") is True
    assert stands(report, "建设人工智能创新合作中心") is True


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        (("三、2026年重点工作", "（五）加快释放改革开放成效"), True),
        (("一、2025年主要工作和“十四五”发展成就",), False),
        (("二、“十五五”发展的主要考虑",), True),
        (("三、2026年主要工作",), None),  # of which year the report is, a passage's headings do not say
        (("第三章 保障措施",), None),
    ],
)
def test_headings_alone(headings, told):
    assert ahead(headings) is told
