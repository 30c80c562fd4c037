"""A true sentence in other words, units or order is not called wrong: of which place, time and thing a figure is told."""

import hashlib

import pytest

from assistant.check import check
from assistant.types import Citation, Claim
from index.library import Library
from index.types import Block, Dated, Document, Meta, Place, Span, Value


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """The verdict on a claim that cites all of a one-paragraph report of 广东."""
    with Library.open(tmp_path_factory.mktemp("retold"), create=True) as library:

        def judge(claim, source):
            doc_id = hashlib.sha256(source.encode()).hexdigest()[:16]
            meta = Meta(dates=(Dated("2026-02-01", "2026-02-01", "day", "成文"),), region=Value("广东"))
            span = Span(doc_id, 0, len(source))
            blocks, places = (Block(span, "paragraph"),), (Place(0, len(source), 0),)
            library.add_document(
                Document(doc_id, "报告", source, f"{doc_id}.txt", blocks, places, meta=meta),
                f"{doc_id}.txt",
                doc_id,
            )
            return check([Claim(claim, (Citation(span),))], library)[0].verdict

        yield judge


@pytest.mark.parametrize(
    "before",
    [
        "湛江核电一期投入商业运行，",
        "佛山“1·24”火灾整改通过国务院安委会评估，",
        "深圳光明、东莞松山湖等7个项目建成运营，",
        "支持珠海横琴加快开放，",
        "以广州科技创新中心建设为牵引，",
        "新建佛山至东莞铁路，",
        "深圳地铁五期项目成功落地，",
    ],
)
def test_a_place_that_another_clause_only_names_does_not_take_the_report_s_own(verdict, before):
    source = f"{before}工业投资增长6.1%，深圳入选试点城市。"
    assert verdict("广东工业投资增长6.1%。", source) == "supported"
    assert verdict("江西工业投资增长6.1%。", source) == "contradicted"


@pytest.mark.parametrize(
    "source",
    [
        "佛山工业投资增长6.1%。",
        "深圳外贸增长5%，佛山工业投资增长6.1%。",
        "佛山加快转型，工业投资增长6.1%。",
        "佛山生产总值增长5%，工业投资增长6.1%。",
        "佛山市政府启动改造，工业投资增长6.1%。",
        "2025年佛山提质增效，工业投资增长6.1%。",
        "佛山、东莞外贸回升，工业投资增长6.1%。",
    ],
)
def test_what_a_city_s_clause_tells_or_goes_on_to_tell_is_not_its_province_s(verdict, source):
    assert verdict("广东工业投资增长6.1%。", source) in ("contradicted", "partial")


def test_examples_of_what_is_counted_stand_for_the_whole_that_they_lie_in(verdict):
    source = "梅州、河源等14个市获批创建示范市。"
    assert verdict("广东14个市获批创建示范市。", source) == "supported"
    assert verdict("湖南14个市获批创建示范市。", source) != "supported"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("“2030启航计划”启动实施，", "supported"),
        ("高质量发展行动计划启动实施，", "supported"),
        ("“英才”计划成效显著，", "supported"),
        ("计划新建平台20个，", "contradicted"),
        ("今年计划实施新一轮改造，", "contradicted"),
    ],
)
def test_a_plan_s_name_makes_no_aim(verdict, before, expected):
    assert verdict("广东技术合同成交额增长19.5%。", f"{before}技术合同成交额增长19.5%。") == expected


ROBOTS = "无人机产量增长39%、占全国9成，工业机器人产量增长31.2%、占全国4成，绿道新增137公里、累计2136公里。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("广东无人机产量增长39%，占全国九成。", "supported"),
        ("广东无人机产量占全国九成。", "supported"),
        ("广东工业机器人产量占全国的40%。", "supported"),
        ("广东工业机器人产量占全国九成。", "contradicted"),
        ("广东无人机产量占全国四成。", "contradicted"),
        ("广东工业机器人产量增长四成。", "contradicted"),
        ("广东绿道新增2136公里。", "contradicted"),
    ],
)
def test_what_follows_a_first_figure_is_told_of_the_same_thing(verdict, claim, expected):
    assert verdict(claim, ROBOTS) == expected


GROWTH = "全省地区生产总值达到5.53万亿元、增长4.8%，规上工业增加值年均增长7%，进口环比增长3%。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("2025年，广东地区生产总值同比增长4.8%。", "supported"),
        ("广东地区生产总值5.53万亿元，同比增长4.8%。", "supported"),
        ("广东地区生产总值环比增长4.8%。", "contradicted"),
        ("广东规上工业增加值同比增长7%。", "contradicted"),
        ("广东进口同比增长3%。", "contradicted"),
    ],
)
def test_growth_is_a_year_s_unless_it_is_told_otherwise(verdict, claim, expected):
    source = f"2025年，{GROWTH}" if "2025" in claim else GROWTH
    assert verdict(claim, source) == expected


HARVEST = "粮食总产量稳定在550亿斤左右，高标准农田达到4808万亩，高速公路通车里程突破1万公里。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("广东粮食总产量稳定在275亿公斤左右。", "supported"),
        ("广东粮食总产量稳定在2750万吨左右。", "supported"),
        ("广东高标准农田达到320.53万公顷。", "supported"),
        ("广东高标准农田约3.2万平方公里。", "supported"),
        ("广东高速公路通车里程突破2万里。", "supported"),
        ("广东粮食总产量稳定在550亿公斤左右。", "contradicted"),
        ("广东粮食总产量稳定在275亿斤左右。", "contradicted"),
        ("广东高标准农田达到4808万公顷。", "contradicted"),
        ("广东高标准农田约3.4万平方公里。", "contradicted"),
        ("广东高速公路通车里程突破1万里。", "contradicted"),
    ],
)
def test_a_figure_may_be_told_in_another_unit_of_what_it_measures(verdict, claim, expected):
    assert verdict(claim, HARVEST) == expected


TOWNS = "人口城镇化率从2012年的53.10%上升至2021年的64.72%。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("到2021年，广东城镇化率接近65%。", "supported"),
        ("2021年广东人口城镇化率约65%。", "supported"),
        ("2012年，广东城镇化率超过53%。", "supported"),
        ("到2021年，广东城镇化率接近54%。", "contradicted"),
        ("2012年广东城镇化率约65%。", "contradicted"),
        ("2021年，广东城镇化率超过65%。", "contradicted"),
    ],
)
def test_a_rounding_is_held_against_the_figure_of_its_own_year(verdict, claim, expected):
    assert verdict(claim, TOWNS) == expected


INTENSITY = "全社会研发投入强度达3.38%左右，地区生产总值60199.45亿元、增长5%。"
INCOMES = (
    "城镇和农村居民人均可支配收入分别超过8万元、4.5万元，人均地区生产总值从10.5万元提高到2025年的14万元左右。"
)


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("广东地区生产总值增长约5%。", INTENSITY, "supported"),
        ("广东地区生产总值增长5%左右。", INTENSITY, "supported"),
        ("广东地区生产总值增长约6%。", INTENSITY, "contradicted"),
        ("广东地区生产总值增长近5%。", INTENSITY, "partial"),
        ("广东地区生产总值增长5%以上。", INTENSITY, "partial"),
        ("广东研发投入强度达3.38%。", INTENSITY, "partial"),
        ("广东城镇居民可支配收入超过8万元。", INCOMES, "supported"),
        ("广东农村居民可支配收入超过4.5万元。", INCOMES, "supported"),
        ("广东农村居民可支配收入4.5万元。", INCOMES, "partial"),
        ("广东城镇居民可支配收入总额超过8万元。", INCOMES, "contradicted"),
        ("广东人均地区生产总值约14万元。", INCOMES, "supported"),
        ("广东地区生产总值约14万元。", INCOMES, "contradicted"),
    ],
)
def test_a_rounding_word_and_a_head_may_go_without_saying_where_no_other_figure_is_meant(
    verdict, claim, source, expected
):
    assert verdict(claim, source) == expected
