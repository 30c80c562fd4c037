"""What is told of the whole country is borne out by what is told of it, and not by the report or the rule of one place."""

import pytest

from tests.judged import audited
from tests.texts import library_of

HENAN = """2026年河南省政府工作报告
各位代表：现在，我代表省人民政府报告政府工作。
一年来，生产总值增长5.6%，规上工业增加值增长8.4%，粮食产量1350.97亿斤，主要指标增速居全国前列。
高中阶段毛入学率达到96.9%，高于全国平均水平4.9个百分点。从全国看，县域高中学位仍有缺口。
长期护理保险覆盖5634万人，粮食增量占全国23.6%。
（5）中国人民银行 河南省分行新增贷款860亿元。
"""
RULE = """山东省养老服务条例
第一章 总则
第一条 为了规范养老服务，制定本条例。
第二章 规划
第十一条 新建城镇居住区按照每一百户不低于二十平方米的标准配套建设社区养老服务设施。
第十二条 按照国家规定设立的养老机构应当配备专职护理人员。
"""
LAW = """中华人民共和国粮食安全保障法
第一章 总则
第三条 县级以上地方人民政府应当承担保障本行政区域粮食安全的具体责任。
第四条 粮食经营企业应当建立进货查验记录制度。
"""


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a sentence that finds its source by itself."""
    texts = {"henan.txt": HENAN, "rule.txt": RULE, "law.txt": LAW}
    with library_of(tmp_path_factory.mktemp("nationwide"), texts) as library:
        yield lambda sentence: audited(sentence, library).verdict


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年全国粮食产量达到1350.97亿斤。",
        "我国规上工业增加值增长8.4%。",
        "全国高中阶段毛入学率达到96.9%。",
        "国家规定新建城镇居住区按照每一百户不低于二十平方米的标准配套建设社区养老服务设施。",
        "国家规定，新建城镇居住区按照每一百户不低于二十平方米的标准配套建设社区养老服务设施。",
        "法律规定，新建城镇居住区按照每一百户不低于二十平方米的标准配套建设社区养老服务设施。",
    ],
)
def test_what_one_place_tells_or_lays_down_is_not_told_of_the_country(verdict, sentence):
    assert verdict(sentence) != "supported"


@pytest.mark.parametrize(
    "sentence",
    [
        "河南省粮食产量1350.97亿斤，主要指标增速居全国前列。",
        "河南高中阶段毛入学率高于全国平均水平4.9个百分点。",
        "河南省粮食增量占全国23.6%。",
        "全国县域高中学位仍有缺口。",
        "山东省规定，新建城镇居住区按照每一百户不低于二十平方米的标准配套建设社区养老服务设施。",
        "按照国家规定设立的养老机构应当配备专职护理人员。",
        "国家规定，县级以上地方人民政府应当承担保障本行政区域粮食安全的具体责任。",
        "国家明确规定，粮食经营企业应当建立进货查验记录制度。",
        "法律规定，粮食经营企业应当建立进货查验记录制度。",
        "河南省长期护理保险覆盖5634万人。",
        "中国人民银行新增贷款860亿元。",
    ],
)
def test_what_is_told_of_the_country_or_measured_against_it_is_borne_out(verdict, sentence):
    assert verdict(sentence) == "supported"
