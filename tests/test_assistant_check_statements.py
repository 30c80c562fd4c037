"""The checks on what is said of what: arithmetic, lists, spans of time, parts, modals, hedges; both ways, by examples."""

import hashlib
import itertools

import pytest

from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Block, Dated, Document, Meta, Place, Span, Value


@pytest.fixture(scope="module")
def says(tmp_path_factory):
    """Check a claim that cites all of a one-paragraph document of 四川, dated 2024-01-18; gives the checked claim."""
    with Library.open(tmp_path_factory.mktemp("says"), create=True) as library:

        def judge(claim, text):
            doc_id = hashlib.sha256(text.encode()).hexdigest()[:16]
            span = Span(doc_id, 0, len(text))
            meta = Meta(dates=(Dated("2024-01-18", "2024-01-18", "day", "成文"),), region=Value("四川"))
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(text), 0),)
            document = Document(doc_id, "文件", text, f"{doc_id}.txt", blocks, places, meta=meta)
            library.add_document(document, f"{doc_id}.txt", doc_id)
            return check([Claim(claim, (Citation(span),))], library)[0]

        yield judge


SECTORS = (
    "2023年，全省地区生产总值60133亿元。其中，第一产业增加值6056亿元，增长4.0%；"
    "第二产业增加值21306亿元，增长5.0%；第三产业增加值32771亿元，增长7.1%。"
)
CITIES = "成都、德阳、绵阳三市分别有专精特新企业1326家、214家和305家。"
RATE = "研发经费投入强度由2020年的2.17%提高到2023年的2.26%，仍低于全国平均水平。"
PLANTS = "截至2023年末，全省累计建成国家级绿色工厂182家，其中当年新增46家。"
SHARES = "制造业占全球份额从2012年的22.5%上升至2021年的30%左右。"
LEADERS = "省长担任领导小组组长，常务副省长担任副组长，领导小组办公室设在经济和信息化厅。"
OFFICES = "规划由省工业和信息化厅牵头组织实施，省发展和改革委员会、省科学技术厅等8个部门配合。"
RULE = "不得向企业摊派费用，鼓励金融机构为链上企业提供中长期贷款，各市应当每季度公布一次办理情况。"
CHEMICALS = "原则上不再新批单体投资3亿元以下的化工项目，确需建设的，须报省人民政府批准。"
REWARD = "对新认定的国家级公共服务平台，一次性奖励300万元，省级平台奖励100万元。"
ADVICE = "课题组建议，允许园区企业自建屋顶光伏，不必另行办理用地手续。"
DRAFT = "《若干措施（征求意见稿）》提出，年产值不少于100亿元的企业作为链主企业重点支持。"
SPENDING = "近三年累计下达技改资金28.6亿元，其中2023年9.8亿元。"
GROWTH = "“十三五”时期，全省工业增加值年均增长6.2%，经费比上年增加94.5亿元。"

INCOMES = (
    "社会消费品零售额增长4.4%，城镇居民、农村居民人均可支配收入分别增长4.5%、5.7%，"
    "全体居民人均可支配收入增长5%，其中农村居民收入快于经济增速。"
)
FARMING = "新增就业603万人，居民人均可支配收入年均增长6%，改造危房5.2万户，自来水普及率97%。"
PRIVATE = "民间投资占比达65.2%、居全国前列；全国唯一新型显示验证点落地；建成首个深海试验场。"
TRADED_IN = "实施提振消费行动，发放以旧换新补贴121.9亿元、带动销售金额905亿元。"
LARGEST = "研发经费超过百亿元的市有2个，依次为成都（780亿元）、绵阳（120亿元），两市合计占全省的80.6%。"
FLATS = "新建3000万平方米以上统一规划、功能配套的标准厂房，引进企业500家，建成各类标准厂房3833万平方米。"
CHAINS = "“链主”是企业，“链长”是政府，两者各司其职。"
CHARGED = "实行政府担任“链长”、企业担任“链主”的机制。"
HEADED = "省委书记担任总链长，省长担任副总链长，副省长分别担任各条产业链链长，龙头企业担任链主。"
GROWN = "非烟非能工业增加值增长8.1%，装备制造业、高技术制造业增加值分别增长17.7%、17.6%，固定资产投资下降3%。"
BOTH = "城镇、农村居民人均可支配收入分别增长4.5%、5.7%。今年目标是城镇居民人均可支配收入增长5%。"
ALL_OF_THEM = "全体居民人均可支配收入增长5%，其中城镇、农村居民收入分别增长4.5%、5.7%。"
TOGETHER = "城乡居民人均可支配收入分别增长4.4%、5.6%，居民消费价格上涨0.2%。"
POWER = (
    "非化石能源发电装机达到1.39亿千瓦，占比由31%提升至54%；公共服务优质，普惠园覆盖率达到87.9%，“双减”深入。"
)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("2023年四川三次产业增加值合计60133亿元。", SECTORS),
        ("第三产业增加值占地区生产总值的54.5%。", SECTORS),
        ("2023年四川第二产业增加值约2.13万亿元。", SECTORS),
        ("三市共有专精特新企业1845家。", CITIES),
        ("成都的专精特新企业比德阳多1112家。", CITIES),
        ("德阳、绵阳两市的专精特新企业合计519家。", CITIES),
        ("2020年到2023年，四川研发经费投入强度提高了0.09个百分点。", RATE),
        ("四川的国家级绿色工厂超过180家。", PLANTS),
        ("近四成绿色工厂是新增的。", "绿色工厂中新增的占38.8%。"),
        ("从2012年到2021年的九年间，制造业占全球份额上升约7.5个百分点。", SHARES),
        ("领导小组由省长任组长。", LEADERS),
        ("领导小组办公室由省经信厅承担。", LEADERS),
        ("省发展改革委、省科技厅等8个部门配合规划实施。", OFFICES),
        ("任何人不许向企业摊派费用。", RULE),
        ("对省级平台给予100万元奖励。", REWARD),
        ("国家级公共服务平台的奖励是省级平台的3倍。", REWARD),
        ("课题组建议允许园区企业自建屋顶光伏。", ADVICE),
        ("近三年下达的技改资金中，2023年占34.3%。", SPENDING),
        ("农村居民人均可支配收入增速高于城镇居民。", INCOMES),
        ("城镇居民人均可支配收入增速低于农村居民。", INCOMES),
        ("全体居民人均可支配收入增长5%。", INCOMES),
        ("自来水普及率达到97%。", FARMING),
        ("民间投资占全部投资的比重为65.2%。", PRIVATE.replace("民间投资", "全部投资中民间投资")),
        ("全国唯一的新型显示验证点落地。", PRIVATE),
        ("首个深海试验场建成。", PRIVATE),
        ("以旧换新补贴带动销售金额905亿元。", TRADED_IN),
        ("发放以旧换新补贴121.9亿元。", TRADED_IN),
        ("标准厂房的建成面积超过了3000万平方米的目标。", FLATS),
        ("成都研发经费780亿元，居全省首位。", LARGEST),
        ("链长是政府。", CHARGED),
        ("链长由政府担任，链主由企业担任。", CHARGED),
        ("总链长由省委书记担任。", HEADED),
        ("龙头企业是“链主”。", HEADED),
        ("装备制造业增加值增速高于高技术制造业。", GROWN),
        ("固定资产投资增速低于装备制造业。", GROWN),
        ("装备制造业增加值增长17.7%。", GROWN),
        ("城镇居民人均可支配收入增长4.5%。", BOTH),
        ("城镇、农村居民人均可支配收入分别增长4.5%、5.7%。", BOTH),
        ("今年城镇居民人均可支配收入目标增长5%。", BOTH),
        ("非化石能源发电装机占比提升至54%。", POWER),
        ("居民人均可支配收入增长5%，其中城镇、农村居民分别增长4.5%、5.7%。", ALL_OF_THEM),
        ("农村居民收入增长5.7%。", ALL_OF_THEM),
        ("城镇居民收入增长4.5%，农村居民收入增长5.7%。", BOTH),
        ("居民消费价格上涨0.2%。", TOGETHER),
    ],
)
def test_what_follows_from_the_source_is_supported(says, claim, source):
    checked = says(claim, source)
    assert (checked.verdict, checked.findings) == ("supported", ())


@pytest.mark.parametrize(
    ("code", "claim", "source"),
    [
        ("arithmetic", "三市合计有专精特新企业1945家。", CITIES),
        ("number", "第三产业增加值占地区生产总值的45.5%。", SECTORS),
        ("arithmetic", "研发经费投入强度提高了0.19个百分点。", RATE),
        ("subject", "2023年四川第三产业增加值为21306亿元。", SECTORS),
        ("polarity", "2023年四川第一产业增长5.0%。", SECTORS),
        ("subject", "绵阳有专精特新企业1326家。", CITIES),
        ("period", "2023年四川当年新建成国家级绿色工厂182家。", PLANTS),
        ("period", "2023年四川下达技改资金28.6亿元。", SPENDING),
        ("period", "“十三五”时期，全省工业增加值增长6.2%。", GROWTH),
        ("period", "全省经费94.5亿元。", GROWTH),
        ("date", "2021年制造业占全球份额为22.5%。", SHARES),
        ("date", "“十四五”时期，全省工业增加值年均增长6.2%。", GROWTH),
        ("frequency", "各市应当每月公布一次办理情况。", RULE),
        ("office", "常务副省长担任领导小组组长。", LEADERS),
        ("agency", "领导小组办公室设在发展改革委。", LEADERS),
        ("agency", "规划由省发展和改革委员会牵头组织实施。", OFFICES),
        ("modality", "金融机构必须为链上企业提供中长期贷款。", RULE),
        ("bound", "不再新批单体投资3亿元以下的化工项目。", CHEMICALS),
        ("scope", "单体投资3亿元以下的化工项目全部不再新批。", CHEMICALS),
        ("polarity", "对新认定的省级公共服务平台，一次性奖励300万元。", REWARD),
        ("status", "四川规定，园区企业自建屋顶光伏不必另行办理用地手续。", ADVICE),
        ("status", "四川已经规定年产值不少于100亿元的企业作为链主企业重点支持。", DRAFT),
        ("negation", "成都、德阳、绵阳三市没有1326家专精特新企业。", CITIES),
        ("subject", "高等学校对增长的贡献超过八成。", "高等学校经费增长7.0%。企业对增长的贡献超过八成。"),
        (
            "subject",
            "全省规模以上工业产值约占西安市的四分之一。",
            "西安市规模以上工业产值约占全省的四分之一。",
        ),
        ("comparison", "城镇居民人均可支配收入增速高于农村居民。", INCOMES),
        ("comparison", "农村居民人均可支配收入增长低于城镇居民。", INCOMES),
        ("period", "居民人均可支配收入累计增长6%。", FARMING),
        ("period", "自来水普及率提高97%。", FARMING),
        ("period", "民间投资达65.2%。", PRIVATE),
        ("rank", "民间投资占比居全国首位。", PRIVATE),
        ("rank", "全国首个新型显示验证点落地。", PRIVATE),
        ("rank", "建成全国唯一深海试验场。", PRIVATE.replace("唯一", "")),
        ("subject", "以旧换新补贴带动销售金额121.9亿元。", TRADED_IN),
        ("subject", "“链主”是政府，“链长”是企业。", CHAINS),
        ("subject", "链主是政府。", CHARGED),
        ("subject", "链长由企业担任。", CHARGED),
        ("subject", "政府是“链主”，企业是“链长”。", CHAINS),
        ("subject", "总链长由省长担任。", HEADED),
        ("subject", "龙头企业担任链长。", HEADED),
        ("comparison", "高技术制造业增加值增速高于装备制造业。", GROWN),
        ("subject", "农村居民人均可支配收入增长5%。", INCOMES),
        ("subject", "全体居民人均可支配收入增长5.7%。", INCOMES),
        ("period", "非化石能源发电装机占比提升54%。", POWER),
        ("period", "普惠园覆盖率提高87.9%。", POWER),
        ("rank", "装机居全国首位。", "装机居全国前列，排放强度全国最低。"),
        ("polarity", "高端产品已实现国产化。", "中低端产品已实现国产化，高端产品仍被垄断。"),
        ("polarity", "居民人均可支配收入增长4.5%。", BOTH),
        ("polarity", "全体居民人均可支配收入增长5.7%。", ALL_OF_THEM),
        ("polarity", "居民人均可支配收入增长4.4%。", TOGETHER),
    ],
)
def test_what_is_told_of_something_else_is_not_supported_and_both_sides_are_named(says, code, claim, source):
    checked = says(claim, source)
    found = [finding for finding in checked.findings if finding.code == code]
    assert checked.verdict in ("contradicted", "partial")
    assert found, checked.findings
    start, end = found[0].at
    assert 0 <= start < end <= len(claim)
    assert found[0].source is not None
    assert 0 <= found[0].source.start < found[0].source.end <= len(source)
    assert "所引" in found[0].message


def test_a_body_that_the_source_does_not_name_did_not_say_it(says):
    checked = says("国务院要求不得向企业摊派费用，鼓励金融机构提供中长期贷款。", RULE)
    assert [f.message for f in checked.findings] == ["所引原文中没有“国务院”"]
    assert checked.verdict != "supported"


def test_a_wrong_sum_is_put_right_with_its_parts(says):
    (finding,) = says("三市合计有专精特新企业1945家。", CITIES).findings
    assert finding.message == ("句中“1945家”，按所引原文的数字计算应为1845家（1326家 + 214家 + 305家）")


def test_a_rounding_that_does_not_say_so_is_supported_with_a_warning(says):
    checked = says("2023年四川第二产业增加值为2.13万亿元。", SECTORS)
    assert checked.verdict == "supported"
    assert [(f.code, f.level) for f in checked.findings] == [("rounded", "warning")]
    assert says("2023年四川第二产业增加值为2.14万亿元。", SECTORS).verdict == "contradicted"


def test_a_figure_that_is_vague_in_the_source_is_not_made_vaguer(says):
    source = "产业集群产值有5000亿元以上。"
    assert says("产业集群产值有4800亿元以上。", source).verdict != "supported"
    assert says("产业集群产值有5000亿元以上。", source).verdict == "supported"


def test_who_signs_below_a_paragraph_said_it(tmp_path):
    text = "要处理好链长和链主的关系。\n（刘志彪，研究院院长）\n产业链应当更加开放。"
    ends = [0, 13, 25, len(text)]
    doc_id = "signed"
    blocks = tuple(Block(Span(doc_id, a + (a > 0), b), "paragraph") for a, b in itertools.pairwise(ends))
    assert [text[b.span.start : b.span.end] for b in blocks] == text.split("\n")
    document = Document(doc_id, "建议", text, "a.txt", blocks, (Place(0, len(text), 0),))
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_document(document, "a.txt", doc_id)
        verdicts = [
            check([Claim("刘志彪认为要处理好链长和链主的关系。", (Citation(b.span),))], library)[0].verdict
            for b in blocks
        ]
    assert verdicts[0] == "supported"
    assert verdicts[2] != "supported"
