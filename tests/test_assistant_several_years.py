"""What several years have brought is not told of one, nor what a year has as of five; a plan's own review is no plan."""

import pytest

from assistant.audit import audit
from tests.provincial import reports

TEXT = """一、“十四五”时期和2025年工作回顾

“十四五”时期是极不平凡的五年，全省上下团结奋斗。

（一）经济实力显著增强。城镇新增就业超690万人，建设高标准农田1739万亩，森林覆盖率提高到42.5%。

刚刚过去的2025年，是“十四五”收官之年，我们奋力攻坚。

（一）消费稳步扩大。接待游客1.2亿人次，新增上市公司5家，甲江铁路建成通车。

二、“十五五”时期的主要目标

过去五年，居民收入年均增长5.2%，改造提升农村公路8200公里。

“十五五”时期，全省要奋力开创新局面。

到2030年，森林覆盖率达到45%，改造老旧小区3100个。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("years"), {"江苏": TEXT}) as library:
        yield library


def verdict(claim, library):
    (item,) = audit(claim, library)
    return item.claim.verdict


@pytest.mark.parametrize(
    "claim",
    [
        "江苏城镇新增就业超690万人。",
        "江苏五年城镇新增就业超690万人。",
        "江苏“十四五”期间建设高标准农田1739万亩。",
        "江苏5年建设高标准农田1739万亩。",
        "2025年江苏森林覆盖率提高到42.5%。",
        "截至2025年底，江苏建设高标准农田1739万亩。",
        "2025年江苏接待游客1.2亿人次。",
        "江苏去年新增上市公司5家。",
        "江苏居民收入年均增长5.2%。",
        "江苏五年改造提升农村公路8200公里。",
    ],
)
def test_what_is_told_of_its_own_time_is_let_through(library, claim):
    assert verdict(claim, library) == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2025年江苏城镇新增就业超690万人。",
        "去年江苏建设高标准农田1739万亩。",
        "江苏五年接待游客1.2亿人次。",
        "江苏五年新增上市公司5家。",
        "2025年江苏改造提升农村公路8200公里。",
        "江苏森林覆盖率达到45%。",
    ],
)
def test_what_is_told_of_another_time_is_found(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize("claim", ["江苏乙沪铁路建成通车。", "江苏甲浦入沪工程建成通车。"])
def test_a_name_that_no_dictionary_has_must_stand_in_the_source(library, claim):
    assert verdict("江苏甲江铁路建成通车。", library) == "supported"
    assert verdict(claim, library) != "supported"
