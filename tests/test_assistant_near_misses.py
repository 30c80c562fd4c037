"""What a text nearly says is not what it says: a change is no level, another month no date, another thing no name."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from index.library import Library

REPORT = """临江县2023年节能与服务工作报告

2023年11月，临江县修订了养老服务管理办法。

临江县全年能源消耗减少了12.6万吨标准煤，二氧化碳排放量下降了9.5%。

群众满意度从85%提高到了较高水平。

临江县完成债务重组，化解了5亿元债务。

临江县的社会资产收益率为6.2%，民生投资8.4亿元用于改造老旧小区。

临江县为加强风险管理修订了应急预案，并编印了防汛操作手册。

2023年5月，临江县水务公司启动了管网改造。

临江县已建成养老床位5.3万张。

临江县计划三年内培育新增省级农业龙头企业10家。

临江县境内32条公路完成养护，公路通车里程居全市第2位。

临江县城镇新增就业完成年计划的118.2%。

临江县全年常住人口净流入4.5万人。

临江县居民医保和公共卫生人均补助标准分别再提高30元和5元。

临江县12英寸产线投产，新能源汽车产量增长27.7%。

临江县水务公司投资了$2,500,000用于泵站改造。

临江县文化馆成立于2015年，负责群众文化活动的组织管理。
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "报告.txt")
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "临江县的能源消耗是多少？",
        "临江县的二氧化碳排放量是多少？",
        "临江县的群众满意度是多少？",
        "临江县2023年1月修订了什么办法？",
        "临江县的净资产收益率是多少？",
        "临江县为加强风险管理成立了什么小组？",
        "2023年5月，临江县哪个部门启动了管网改造？",
        "临江县的公路通车里程是多少公里？",
        "临江县城镇新增就业多少人？",
        "临江县的常住人口是多少？",
        "临江县2023年要新建多少张养老床位？",
        "临江县有多少家省级农业龙头企业？",
        "临江县的群众文化活动组织管理团队成立于哪一年？",
        "补助提高以后，临江县居民医保人均补助标准是多少元？",
        "临江县新能源汽车生产了多少万辆？",
    ],
)
def test_what_is_only_nearly_told_is_refused(county, question):
    answer = ask(question, county, Extractive())
    assert answer.refusal, [claim.text for claim in answer.claims]
    assert answer.gaps


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("临江县的能源消耗减少了多少？", "12.6万吨"),
        ("临江县的二氧化碳排放量下降了多少？", "9.5%"),
        ("临江县2023年11月修订了什么办法？", "养老服务管理办法"),
        ("临江县的社会资产收益率是多少？", "6.2%"),
        ("临江县的民生投资总额是多少？", "8.4亿元"),
        ("临江县为加强风险管理编印了什么手册？", "防汛操作手册"),
        ("临江县化解了多少债务？", "5亿元"),
        ("临江县计划新增多少家省级农业龙头企业？", "10家"),
        ("临江县的常住人口净流入多少人？", "4.5万人"),
        ("临江县已建成多少张养老床位？", "5.3万张"),
        ("临江县的文化馆成立于哪一年？", "2015年"),
        ("临江县居民医保人均补助标准提高了多少元？", "30元"),
        ("临江县水务公司的泵站改造投资额是多少？", "$2,500,000"),
    ],
)
def test_what_is_told_is_answered(county, question, told):
    answer = ask(question, county, Extractive())
    assert any(told in claim.text for claim in answer.claims), (answer.refusal, answer.gaps)


def test_where_it_is_asked_which_places_each_is_told_once(tmp_path, empty):
    told = "甘肃省建立了河湖长制。\n\n河湖长制在甘肃省建立得较早。\n\n浙江省建立了河湖长制。\n\n江苏省南京市建立了河湖长制。\n\n湖南省建立了河湖长制，由省领导担任河湖长。\n"
    (tmp_path / "各地.txt").write_text(f"各地河湖长制情况\n\n{told}", encoding="utf-8")
    empty.add(tmp_path / "各地.txt")
    claims = [claim.text for claim in ask("哪些省份建立了河湖长制？", empty, Extractive()).claims]
    places = [place for text in claims for place in ("甘肃", "浙江", "湖南", "南京") if place in text]
    assert sorted(places) == sorted(["南京", "浙江", "湖南", "甘肃"])


def test_a_place_that_only_the_title_names_is_said_before_what_is_told_of_it(tmp_path, empty):
    told = {
        "海南省": "大力发展低空经济，拓展应用场景。",
        "青海省": "有序发展低空经济，制定全国推广方案。",
        "河北省": "全面振兴乡村产业。",
    }
    for place, sentence in told.items():
        path = tmp_path / f"{place}.txt"
        path.write_text(f"2026年{place}政府工作报告\n\n{sentence}\n", encoding="utf-8")
        empty.add(path)
    answer = ask("哪些省份提出发展低空经济？", empty, Extractive())
    assert sorted(claim.text for claim in answer.claims) == sorted(
        f"{place}：{told[place]}" for place in ("海南省", "青海省")
    )
    assert any("可能不全" in notice for notice in answer.notices)


def test_what_is_aimed_at_is_of_its_year_and_not_contradicted_by_what_was_reached(tmp_path, empty):
    report = (
        "2026年青海省政府工作报告\n\n一、工作回顾\n\n城镇新增就业14.1万人，地区生产总值增长4.2%。\n\n"
        "二、今后五年的目标\n\n地区生产总值增长目标是年均5.5%左右。\n\n"
        "三、2026年工作\n\n今年主要预期目标是：地区生产总值增长5%左右；城镇新增就业12万人。\n"
    )
    (tmp_path / "报告.txt").write_text(report, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    answer = ask("青海2026年地区生产总值增长目标是多少？", empty, Extractive())
    assert [claim.text for claim in answer.claims] == [
        "今年主要预期目标是：地区生产总值增长5%左右；城镇新增就业12万人。"
    ]
    assert not answer.claims[0].findings
