"""A sentence that several sources are held against: each of the place told of, a comparison of both, few words of one."""

import pytest

from assistant.audit import audit
from assistant.details import details
from tests.provincial import reports

JIANGSU = """一、2025年工作回顾

全社会研发投入强度达3.38%左右，新能源汽车产量增长31.7%，三号厂全球首套氢冶金中试线贯通。

电力总装机规模3.1亿千瓦，新能源装机1.7亿千瓦，电力外送量连续21年居全国首位。

优化政府服务流程，外部环境变化加深，有效需求仍显不足，一些行业缺资金买设备、研发能力不强。

电子信息产业增加值增长40.9%，人均预期寿命83.6岁、居各省区首位，国家级绿色工厂、工业园区数量均居东部首位。

现代服务业加快发展，高技术服务业投资增长16.4%，徐州、淮安获批国家物流枢纽承载城市。

6家组织获得中国质量奖提名奖，居全国第4位。

加强黑土地保护，分区分类建设高标准农田980万亩以上，一体推进侵蚀沟治理和农田防护林更新修复，强化建后管护。
"""
ZHEJIANG = """一、2025年工作回顾

研发投入强度从2.77%提高到3.3%左右，汽车、新能源汽车产量跃居全国首位。

新能源装机1.69亿千瓦、居全国第一，油气当量3.25亿吨、连续5年稳居全国第一。

高标准农田建设扎实，农业增产890万亩以上。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("joined"), {"江苏": JIANGSU, "浙江": ZHEJIANG}) as library:
        yield library


def checked(text, library):
    (item,) = audit(text, library)
    return item.claim


@pytest.mark.parametrize(
    "claim",
    [
        "江苏新能源汽车产量增长31.7%，居全国首位。",
        "江苏新能源汽车产量增长31.7%，居全国第一。",
        "江苏新能源装机1.7亿千瓦，居全国首位。",
        "江苏新能源装机1.7亿千瓦，居全国第一。",
        "江苏新能源装机1.7亿千瓦，居各省区第一。",
        "江苏电力外送量居西部首位。",
        "江苏电力外送量居西部第一。",
        "江苏国家级绿色工厂、工业园区数量均居中部第一。",
        "江苏国家级绿色工厂、工业园区数量均居全国第一。",
        "江苏电子信息产业增加值增长40.9%，慢于高技术服务业投资的16.4%。",
        "浙江研发投入强度3.3%左右，高于江苏的3.38%左右。",
        "江苏研发投入强度3.38%左右，低于浙江省的3.3%左右。",
        "江苏研发投入强度3.38%左右，比浙江省的3.3%左右低。",
        "江苏研发投入强度3.38%左右，高于浙江省的3.6%左右。",
        "浙江研发投入强度3.38%左右，高于江苏的3.3%左右。",
        "一是服务不足。",
        "二是资金不足。",
        "服务能力不足。",
        "设备服务加深。",
    ],
)
def test_what_no_one_source_says_of_the_place_is_not_supported(library, claim):
    assert checked(claim, library).verdict != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "浙江新能源汽车产量跃居全国首位。",
        "浙江新能源汽车产量居全国第一。",
        "江苏电力外送量居全国第一。",
        "浙江新能源装机1.69亿千瓦，居全国首位。",
        "浙江油气当量连续5年居全国首位。",
        "江苏研发投入强度3.38%左右，高于浙江省的3.3%左右。",
        "浙江研发投入强度3.3%左右，低于江苏省的3.38%左右。",
        "江苏研发投入强度3.38%左右，比浙江省的3.3%左右高。",
        "江苏研发投入强度3.38%左右，高于浙江（3.3%左右）。",
        "江苏研发投入强度3.38%左右，高于浙江省的3.3%。",
        "江苏新能源装机1.7亿千瓦，浙江新能源装机1.69亿千瓦。",
        "江苏人均预期寿命83.6岁，居各省区第一。",
        "江苏国家级绿色工厂、工业园区数量均居东部第一。",
        "江苏电子信息产业增加值增长40.9%，高技术服务业投资增长16.4%。",
        "江苏电子信息产业增加值增长40.9%，快于高技术服务业投资的16.4%。",
        "一是有效需求不足。",
        "研发能力不强。",
        "优化政府服务。",
    ],
)
def test_what_sources_of_the_places_told_of_say_is_supported(library, claim):
    assert checked(claim, library).verdict == "supported"


def test_a_sentence_changed_twice_is_held_against_the_sentence_that_it_was(library):
    claim = checked(
        "加强黑土地保护，不分区分类建设高标准农田890万亩以上，一体推进侵蚀沟治理和农田防护林更新修复，强化建后管护。",
        library,
    )
    assert claim.verdict == "contradicted"
    assert {f.code for f in claim.findings} == {"number", "negation"}


def test_a_rank_is_a_detail_with_a_verdict_of_its_own(library):
    claim = checked("江苏6家组织获得中国质量奖提名奖，居全国第5位。", library)
    assert [(d.kind, d.text, d.verdict) for d in details(claim)] == [
        ("figure", "6家", "supported"),
        ("rank", "第5位", "contradicted"),
    ]


def test_a_figure_of_another_place_refutes_nothing(library):
    assert checked("浙江电力总装机规模3.6亿千瓦。", library).verdict == "unsupported"
    assert checked("浙江电力总装机规模3.1亿千瓦。", library).verdict == "contradicted"


def test_what_a_figure_has_lost_is_named(library):
    (finding,) = checked("江苏研发投入强度达3.38%。", library).findings
    assert finding.message == "句中“3.38%”少了“左右”，所引原文作“3.38%左右”"
