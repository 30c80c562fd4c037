"""A comparison, a rank, a fate and an extent are told of the very things that the source tells them of."""

import pytest

from tests.judged import judged

POOR = "脱贫地区农村居民收入增长6.3%、高于全体居民和农村居民收入增速，群众满意度明显提升。"
YEARS = "每个脱贫县发展特色主导产业，脱贫地区农民收入增速连续5年高于全省平均水平。"
ROW = "居民收入增速高于经济增速、高于全国平均水平，城镇新增就业40万人以上。"
INVESTED = "民间投资增速高于全国3.7个百分点，民生支出占比75%。"
EXPECTED = (
    "地区生产总值增长5.5%左右；城镇调查失业率5.5%左右；居民收入增长和经济增长基本同步，为主要预期目标。"
)
CARS = "新能源汽车市场渗透率全国第一，保有量突破50万辆、占比居全国第二。"
COAL = "油气当量连续5年稳居全国第一；原煤产量增速连续4年居全国主要产煤省区首位，疆煤外运增长33.7%。"
GREW = "地区生产总值增长5.3%、增量保持全国第一，农产品出口额保持西部第1位。"
ALLOWANCE = "开展养老服务消费补贴，高龄津贴惠及130万老年人，为390万老年人免费体检。"
DEPOSIT = "医疗机构门诊预交金全面取消，基层医疗机构居民门诊报销比例达到65%。"
DEBTS = "债务化解有序推进，到期债务本息全部按时足额兑付，全面完成清欠企业账款年度任务。"
EASING = "积极有效化解政府债务风险，坚决遏制新增隐性债务。"


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a claim that cites all of a one-paragraph document."""
    with judged(tmp_path_factory.mktemp("told_of")) as judge:
        yield lambda claim, text: judge(claim, text).verdict


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("脱贫地区农村居民收入增速低于全体居民。", POOR),
        ("全体居民收入增速高于脱贫地区农村居民。", POOR),
        ("脱贫地区农民收入增速连续5年低于全省平均水平。", YEARS),
        ("全省农民收入增速高于脱贫地区平均水平。", YEARS),
        ("脱贫地区农民收入增速接近全省平均水平。", YEARS),
        ("经济增速快于居民收入增速。", ROW),
        ("居民收入增速低于全国平均水平。", ROW),
        ("民间投资增速比全国低3.7个百分点。", INVESTED),
        ("民生支出增速高于民间投资。", INVESTED),
        ("经济增长不及预期。", EXPECTED),
        ("居民收入增长快于经济增长。", EXPECTED),
    ],
)
def test_a_comparison_that_the_source_does_not_make_or_turns_round_is_found(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("脱贫地区农村居民收入增速快于全体居民。", POOR),
        ("全体居民收入增速低于脱贫地区农村居民。", POOR),
        ("脱贫地区农民收入增速快于全省平均水平。", YEARS),
        ("全省农民收入平均增速慢于脱贫地区。", YEARS),
        ("居民收入增速跑赢经济增速。", ROW),
        ("居民收入增速高于全国平均水平。", ROW),
        ("经济增速低于居民收入增速。", ROW),
        ("民间投资增速比全国高3.7个百分点。", INVESTED),
        ("城镇居民收入增速连续8年低于农村居民。", "农村居民收入增速连续8年快于城镇居民。"),
    ],
)
def test_a_comparison_may_be_told_from_either_end(verdict, claim, source):
    assert verdict(claim, source) == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("新能源汽车保有量居全国第一。", CARS),
        ("新能源汽车居全国第一。", CARS),
        ("原煤产量居全国主要产煤省区首位。", COAL),
        ("原煤产量居全国首位。", COAL),
        ("地区生产总值居全国第一。", GREW),
        ("地区生产总值增速居全国第一。", GREW),
        ("农产品出口增速保持西部第1位。", GREW),
    ],
)
def test_a_first_rank_is_of_its_own_measure(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("新能源汽车渗透率居全国首位。", CARS),
        ("原煤产量增幅居全国主要产煤省区首位。", COAL),
        ("地区生产总值增量居全国第一。", GREW),
        ("农产品出口居西部第一。", GREW),
        ("数字经济居全国第一。", "数字经济规模稳居全国首位。"),
        ("国家现代农业产业园数量居全国第一。", "国家现代农业产业园增至21个、居全国第1位。"),
        ("防沙治沙面积居全国首位。", "防沙治沙6688万亩、居全国首位。"),
        ("贷款余额居中部第一。", "贷款余额达到9.38万亿元，居中部第1位。"),
    ],
)
def test_a_rank_of_a_thing_may_be_told_of_how_much_there_is(verdict, claim, source):
    assert verdict(claim, source) == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("高龄津贴已取消。", ALLOWANCE),
        ("取消高龄津贴。", ALLOWANCE),
        ("撤销养老服务消费补贴。", ALLOWANCE),
        ("基层医疗机构居民门诊报销已取消。", DEPOSIT),
        ("存量隐性债务部分化解。", EASING),
        ("政府债务风险全部化解。", EASING),
        ("完成部分清欠企业账款年度任务。", DEBTS),
    ],
)
def test_a_fate_or_an_extent_is_not_taken_from_beside_a_thing(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("取消了医疗机构门诊预交金。", DEPOSIT),
        ("医疗机构门诊预交金已经取消。", DEPOSIT),
        ("到期债务本息已全部兑付。", DEBTS),
        ("到期债务本息均按时兑付。", DEBTS),
        ("高龄津贴惠及130万老年人。", ALLOWANCE),
    ],
)
def test_what_has_come_of_a_thing_itself_is_let_through(verdict, claim, source):
    assert verdict(claim, source) == "supported"


MADE = "《养鸽条例》经修订后重新公布，自2025年1月1日起施行。《家禽办法》同时废止。"
CLOSED = "养老机构暂停、终止养老服务的，应当在终止服务六十日前，向备案的民政部门提交老年人安置方案。"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("《养鸽条例》自2025年1月1日起施行，《家禽办法》同时废止。", MADE),
        ("养老机构应当在终止服务六十日前向备案的民政部门提交老年人安置方案。", CLOSED),
    ],
)
def test_a_fate_is_told_of_the_title_or_in_the_part_of_a_clause_that_it_stands_in(verdict, claim, source):
    assert verdict(claim, source) == "supported"


def test_a_title_that_came_into_force_was_not_repealed(verdict):
    assert verdict("《家禽办法》自2025年1月1日起施行，同时取消养鸽补贴。", MADE) != "supported"


CARS_AND_STEEL = "新能源汽车年产量增至82万辆、占比达到45%，优特钢产能占比超过72%，高铁通车里程进至全国第5位。"
RATIO = "收入比值由3.27缩小至2.93，新增卓越级智能工厂10家，消费品以旧换新带动销售额762亿元。"
PILOT = "开展专项债券项目“自审自发”试点。"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("新能源汽车年产量增至82万辆、占比超过72%。", CARS_AND_STEEL),
        ("高铁通车里程居中部第5位。", CARS_AND_STEEL),
        ("收入比值由2.93扩大至3.27。", RATIO),
        ("卓越级智能工厂达到10家。", RATIO),
        ("消费品以旧换新销售额增长762亿元。", RATIO),
        ("专项债券项目“自审自发”全面推开。", PILOT),
    ],
)
def test_a_share_a_rank_a_change_a_stock_and_a_reach_are_those_of_the_source(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("优特钢产能占比超过72%。", CARS_AND_STEEL),
        ("高铁通车里程居全国第五位。", CARS_AND_STEEL),
        ("收入比由3.27缩小到2.93。", RATIO),
        ("卓越级智能工厂新增10家。", RATIO),
        ("新增卓越级智能工厂达到10家。", RATIO),
        ("消费品以旧换新销售额达762亿元。", RATIO),
        ("专项债券项目试点“自审自发”。", PILOT),
        ("链长制在全省推行。", "全面推行链长制。"),
        ("新能源装机增长3000万千瓦。", "新能源装机新增3000万千瓦。"),
    ],
)
def test_the_same_told_in_other_words_is_let_through(verdict, claim, source):
    assert verdict(claim, source) == "supported"


ITEMS = "7个盟市接通高铁、所有盟市互通高速，高龄津贴惠及130万老年人，为390万65岁以上老年人免费体检。"
CAME_OUT = "新退出政府融资平台346家、超计划19家，汽车产量从全国第8位跃居第1位。"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("7个盟市互通高速。", ITEMS),
        ("为130万65岁以上老年人免费体检。", ITEMS),
        ("政府融资平台累计退出346家。", CAME_OUT),
        ("政府融资平台共346家。", CAME_OUT),
        ("汽车产量居全国第8位。", CAME_OUT),
    ],
)
def test_a_figure_is_of_its_own_item_and_of_its_own_time(verdict, claim, source):
    assert verdict(claim, source) != "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("7个盟市接通了高铁。", ITEMS),
        ("为390万65岁以上老年人免费体检。", ITEMS),
        ("高龄津贴惠及130万名老年人。", ITEMS),
        ("政府融资平台新退出346家。", CAME_OUT),
        ("汽车产量由全国第8位跃居第1位。", CAME_OUT),
    ],
)
def test_what_an_item_itself_tells_is_let_through(verdict, claim, source):
    assert verdict(claim, source) == "supported"


def test_a_rank_that_was_left_is_shown_as_left(tmp_path):
    with judged(tmp_path) as judge:
        (finding,) = judge("汽车产量居全国第8位。", CAME_OUT).findings
    assert "所引原文作“从全国第8" in finding.message
