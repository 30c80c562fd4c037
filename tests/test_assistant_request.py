"""A request as people write it becomes a topic, a title, a place, a length and a number of items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import RequestError
from assistant.form import PROFILES
from assistant.request import LIMIT, read_request


@pytest.mark.parametrize(
    ("text", "topic", "title"),
    [
        ("产业链链长制", "产业链链长制", "产业链链长制"),
        ("电力、供水和燃气保障", "电力、供水和燃气保障", "电力与供水和燃气保障"),
        ("围绕我省推行产业链“链长制”，起草一份提案线索", "产业链“链长制”", "产业链链长制"),
        ("请帮我写一篇关于园区集约用地方面的提案线索", "园区集约用地", "园区集约用地"),
        (
            "请就广东省中小企业融资难问题拟一份提案提纲，每个数据都要注明出处",
            "中小企业融资难问题",
            "中小企业融资难",
        ),
        ("不少田块靠天吃水，灌区和农田水利跟得上吗？", "灌区和农田水利，不少田块靠天吃水", "灌区和农田水利"),
        ("帮我看看文物和大遗址保护利用有什么可提的", "文物和大遗址保护利用", "文物和大遗址保护利用"),
        ("离岛免税购物怎样再提质扩容", "离岛免税购物", "离岛免税购物"),
        ("医保报销能不能再提高一点", "医保报销", "医保报销"),
        ("高原特色农业怎么做出附加值", "高原特色农业，做出附加值", "高原特色农业"),
        ("外贸企业怎么稳住订单", "外贸企业稳住订单", "外贸企业稳住订单"),
        ("电动自行车火灾频发", "电动自行车火灾频发", "电动自行车火灾"),
        ("推动产业链供应链安全稳定", "推动产业链供应链安全稳定", "产业链供应链安全稳定"),
        ("进一步加强和完善知识产权保护", "进一步加强和完善知识产权保护", "知识产权保护"),
        ("核心零部件对外依存度高", "核心零部件对外依存度高", "核心零部件对外依存度高问题"),
        ("高技能人才供给不足，招工难", "高技能人才供给不足，招工难", "高技能人才供给不足问题"),
        ("砂石", "砂石", "砂石情况"),
        ("关于加强湖泊水污染治理的几点建议", "加强湖泊水污染治理", "湖泊水污染治理"),
        ("海洋经济怎么做大做强", "海洋经济", "海洋经济"),
        ("如何破解物流成本高", "破解物流成本高", "物流成本高问题"),
        ("促进产业链区域协作，避免同质化竞争", "促进产业链区域协作，避免同质化竞争", "产业链区域协作"),
        ("绿电这么多，算力产业怎么做", "算力产业，绿电这么多", "算力产业"),
        ("堵车、停车难的问题怎么进一步治理", "堵车、停车难", "堵车和停车难"),
        ("缺水，怎么把有限的水资源管好用好", "水资源，缺水", "水资源"),
        (
            "新技术研发出来了却没地方用，政府怎么开放应用场景",
            "开放应用场景，新技术研发出来了却没地方用",
            "开放应用场景",
        ),
        ("想提一件稳就业的提案，主要讲群众怎么在家门口找到活干", "稳就业，群众在家门口找到活干", "稳就业"),
        ("抵押物不够，银行不敢贷，这个结怎么解", "抵押物不够，银行不敢贷", "抵押物不够"),
        ("货款长期拖欠，怎么清、怎么防", "货款长期拖欠", "货款长期拖欠"),
        ("旧改能不能再快一点", "旧改", "旧改情况"),
        ("能源化工产业怎样往高端走、往绿色走", "能源化工产业", "能源化工产业"),
        ("重复建设的老毛病怎么治", "重复建设", "重复建设"),
        ("我省怎么稳住外贸基本盘（一千字左右即可）", "稳住外贸基本盘", "外贸基本盘"),
        ("写给省政协，能源化工产业", "能源化工产业", "能源化工产业"),
        ("发展普惠托育、减轻养娃负担", "发展普惠托育、减轻养娃负担", "普惠托育"),
        ("用数字化手段提升城市治理水平", "用数字化手段提升城市治理水平", "城市治理水平"),
        ("高技能人才怎么培养", "高技能人才培养", "高技能人才培养"),
        ("粮食供应怎么保障", "粮食供应", "粮食供应"),
        ("农民怎么增收", "农民增收", "农民增收"),
        ("房地产怎么去库存", "房地产去库存", "房地产去库存"),
        ("居家养老问题如何破解", "居家养老", "居家养老"),
        ("残疾人就业难，企业能不能多招一些", "残疾人就业难，企业多招一些", "残疾人就业难"),
        ("红十字会应急救护培训", "红十字会应急救护培训", "红十字会应急救护培训"),
        ("老旧小区改造怎么把维修资金用好", "老旧小区改造维修资金", "老旧小区改造维修资金"),
        ("低保申请难", "低保申请难", "低保申请难"),
        ("医养结合服务", "医养结合服务", "医养结合服务"),
        ("抓好安全生产、防范重特大事故", "抓好安全生产、防范重特大事故", "安全生产"),
        (
            "双城经济圈建设：两地交通怎样联得更紧，产业怎样融得更深",
            "双城经济圈建设，两地交通，产业",
            "双城经济圈建设",
        ),
        ("双城经济圈建设:两地交通怎样联得更紧", "双城经济圈建设，两地交通", "双城经济圈建设"),
        ("写给省政协：能源化工产业怎样往高端走", "能源化工产业", "能源化工产业"),
        ("毕业生留下来就业创业，政府还能再帮些什么？", "毕业生留下来就业创业", "毕业生留下来就业创业"),
        ("毕业生就业，有关部门可以出台哪些措施", "毕业生就业", "毕业生就业"),
        ("园区税收怎么分", "园区税收", "园区税收"),
        ("给市政协写一份小区充电桩的线索", "小区充电桩", "小区充电桩"),
        ("冷链仓储环节薄弱，怎么补上", "冷链仓储环节，冷链仓储环节薄弱", "冷链仓储环节"),
        (
            "传统渔业集镇一年不如一年，怎么转型",
            "传统渔业集镇转型，传统渔业集镇一年不如一年",
            "传统渔业集镇转型",
        ),
        (
            "像羊毛衫这样的传统产业集群一年不如一年，怎么转型",
            "传统产业集群转型，传统产业集群一年不如一年，羊毛衫",
            "传统产业集群转型",
        ),
        (
            "三地文旅项目雷同，各搞各的，怎么错位发展",
            "三地文旅项目错位发展，三地文旅项目雷同",
            "三地文旅项目错位发展",
        ),
        (
            "运河就要通航了，沿线的港口怎么跟上",
            "运河沿线的港口，运河要通航了",
            "运河沿线的港口",
        ),
        (
            "孩子近视的越来越多，学校、家庭、社会怎么一起管好儿童视力",
            "儿童视力，孩子近视的越来越多",
            "儿童视力",
        ),
        (
            "环卫工、护林员、保洁员这些人的工资和社保怎么保障",
            "环卫工、护林员、保洁员这些人的工资和社保",
            "环卫工等工资和社保",
        ),
    ],
)
def test_the_topic_is_what_is_left_of_a_request_and_the_title_a_noun_phrase(text, topic, title):
    asked = read_request(text)
    assert (asked.topic, asked.title) == (topic, title)


@pytest.mark.parametrize(
    ("text", "given", "region"),
    [
        ("广东省产业链链长制", "", "广东"),
        ("佛山市产业链链长制", "", "佛山"),
        ("产业链链长制", "广东", "广东"),
        ("湖南产业链链长制", "广东", "广东"),
        ("产业链链长制", "", ""),
        ("像温州打火机这样的产业集群怎么转型", "", ""),
        ("湖南像温州打火机这样的产业集群怎么转型", "", "湖南"),
    ],
)
def test_the_place_is_given_apart_or_stands_in_the_request(text, given, region):
    assert read_request(text, given).region == region


@pytest.mark.parametrize(
    ("text", "given", "profile"),
    [
        ("产业链链长制", "", "committee"),
        ("产业链链长制，500字以内", "", "public500"),
        ("产业链链长制，300字左右", "", "public300"),
        ("公开征集：产业链链长制", "", "public500"),
        ("产业链链长制，800字", "", "committee"),
        ("产业链链长制，500字以内", "committee", "committee"),
    ],
)
def test_the_length_wished_names_the_profile_unless_one_is_given(text, given, profile):
    asked = read_request(text, profile=given)
    assert asked.profile == profile
    assert asked.topic == "产业链链长制"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("产业链链长制，问题点列3条", 3),
        ("产业链链长制，列五条问题点", 5),
        ("产业链链长制，4个问题点", 4),
        ("产业链链长制的3条经验", 0),
        ("产业链链长制", 0),
    ],
)
def test_the_number_of_items_is_read_where_it_is_said(text, items):
    assert read_request(text).items == items


@pytest.mark.parametrize("text", ["", "。", "起草一份提案线索", "请帮我写一篇提案线索，300字以内", "广东省"])
def test_a_request_without_a_topic_is_an_error(text):
    with pytest.raises(RequestError, match="主题"):
        read_request(text)


def test_a_request_that_is_too_long_or_of_no_known_profile_is_an_error():
    assert read_request("链" * LIMIT)
    with pytest.raises(RequestError, match=str(LIMIT)):
        read_request("链" * (LIMIT + 1))
    with pytest.raises(RequestError, match="长篇"):
        read_request("产业链链长制", profile="长篇")


def test_a_place_that_is_none_is_an_error():
    with pytest.raises(RequestError, match="没有“火星”这个地区"):
        read_request("产业链链长制", "火星")


@given(st.text("产业链人才高低难，。；：、“”《》（）3条五百字请写我省广东问题推动 \n", max_size=60))
def test_whatever_is_asked_gives_a_short_title_or_an_error(text):
    try:
        asked = read_request(text)
    except RequestError:
        return
    assert 2 <= len(asked.topic) <= len(text)
    assert 3 <= len(asked.title) <= 20
    assert asked.profile in PROFILES
