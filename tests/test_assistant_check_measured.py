"""What a figure says of its thing: what it came to or by how much it changed, a share, a rank, of one or of both."""

import pytest

from tests.judged import judged

CAME_TO = "农产品加工转化率提升到75.8%，森林覆盖率提高到42.5%，居民人均可支配收入提高到5.4万元、增长4.3%。"
PART = "新能源装机1.69亿千瓦、占全区装机64%，研发投入增长11.2%。"
EACH = "全省生产总值增长5.5%，城镇和农村居民人均可支配收入分别增长4.3%、5.5%，十方面实事圆满完成。"
BOTH = "城乡居民人均可支配收入分别达6.9万元、3.4万元，增长4.2%、5.3%。"
TRADE = "服务业增加值增长6.1%；进出口增长4.5%，高于全国0.7个百分点。"
RANKED = (
    "旅客吞吐量突破9000万人次、居全国第3位，货邮吞吐量达到117万吨、居全国第5位；"
    "运行总体平稳，生产总值增长5.3%、增量保持全国首位，进出口总额5.95万亿元。"
)
PASSED = "生产总值迈上6万亿元台阶，达到62661亿元，增长5.5%。"
NOW = "发挥甲河促进中心作用；新增国家级专精特新“小巨人”企业81家。"


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a claim that cites all of a one-paragraph document."""
    with judged(tmp_path_factory.mktemp("measured")) as judge:
        yield lambda claim, text: judge(claim, text).verdict


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("农产品加工转化率提升75.8%。", CAME_TO),
        ("森林覆盖率提高了42.5%。", CAME_TO),
        ("居民人均可支配收入提高5.4万元。", CAME_TO),
        ("新能源装机增长64%。", PART),
        ("农村居民人均可支配收入增长4.3%。", EACH),
        ("农村居民人均可支配收入达6.9万元。", BOTH),
        ("城镇居民人均可支配收入增长5.3%。", BOTH),
        ("进口增长4.5%。", TRADE),
        ("出口增长4.5%。", TRADE),
        ("旅客吞吐量居全国第5位。", RANKED),
        ("货邮吞吐量居全国第三。", RANKED),
        ("进出口规模居全国第一。", RANKED),
        ("人均生产总值居全国第一。", "生产总值年均增长5.2%，人均生产总值居全国第12位。"),
        ("农村居民收入增速慢于城镇居民。", "农村居民收入增速连续8年快于城镇居民。"),
        ("城镇化率提高57.7%。", "城镇化率从2020年的53.2%提升到2025年的57.7%。"),
        ("货邮吞吐量居全国首位。", RANKED),
    ],
)
def test_a_figure_told_of_something_else_is_found(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("农产品加工转化率提升至75.8%。", CAME_TO),
        ("森林覆盖率为42.5%。", CAME_TO),
        ("居民人均可支配收入达到5.4万元，增长4.3%。", CAME_TO),
        ("新能源装机占全区的64%。", PART),
        ("农村居民人均可支配收入增长5.5%。", EACH),
        ("城镇居民人均可支配收入增长4.3%，农村居民增长5.5%。", EACH),
        ("城镇居民人均可支配收入6.9万元，农村居民3.4万元。", BOTH),
        ("农村居民人均可支配收入增长5.3%。", BOTH),
        ("进出口同比增长4.5%。", TRADE),
        ("旅客吞吐量居全国第三。", RANKED),
        ("农村居民收入增速高于城镇居民。", "农村居民收入增速连续8年快于城镇居民。"),
        ("城镇化率达到57.7%。", "城镇化率从2020年的53.2%提升到2025年的57.7%。"),
        ("货邮吞吐量居全国第五位。", RANKED),
        ("生产总值增量居全国第一。", RANKED),
        ("生产总值达到62661亿元，增长5.5%。", PASSED),
        ("甲河新增国家级专精特新“小巨人”企业81家。", NOW),
    ],
)
def test_the_same_in_other_words_is_let_through(verdict, claim, source):
    assert verdict(claim, source) == "supported"
