"""What the staff of a county or a city ask of its own papers: reports titled alike, yearly tables, notices, minutes."""

import openpyxl
import pytest

from assistant.answer import ask
from assistant.compare import compare
from assistant.extractive import Extractive
from assistant.followup import standalone
from assistant.types import Answer, Claim
from index.library import Library

REPORT = """政府工作报告

——2025年1月{day}日在{county}第十八届人民代表大会第五次会议上

{county}人民政府县长　赵启明

各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
2024年，全县地区生产总值完成{size}亿元，增长{grown}%；一般公共预算收入18.7亿元，增长4.1%。
新增城镇就业{jobs}人，新建公办幼儿园3所。
{own}
二、2025年主要目标和重点工作
2025年全县经济社会发展的主要预期目标是：地区生产总值增长{aim}%以上，城镇新增就业3500人。
"""
COUNTIES = (
    {"county": "北湖县", "day": 9, "size": 312.6, "grown": 6.3, "jobs": 3800, "aim": 6, "own": "茶叶种植面积达到15.2万亩。"},
    {"county": "南溪县", "day": 14, "size": 276.4, "grown": 5.7, "jobs": 3200, "aim": 7, "own": "森林覆盖率提高到61.5%。"},
)  # fmt: skip
STATE = """政府工作报告

——202{n}年3月5日在第十四届全国人民代表大会第{n}次会议上

国务院总理　李某

各位代表：
现在，我代表国务院，向大会报告政府工作。
一、202{before}年工作回顾
国内生产总值增长{grown}%，城镇新增就业12{n}4万人。
二、202{n}年工作任务
今年发展主要预期目标是：国内生产总值增长{aim}%左右。
赤字率比上年提高1个百分点，赤字规模{aim}.06万亿元。
"""
MINUTES = """政协泸州市委员会提案委员会会议纪要

〔2025〕第6号

时间：2025年6月12日

会议确定年度重点提案。第15号提案由陈立新副主任督办，承办单位为市民政局，7月底前完成；第87号提案由许慧敏副主任督办，承办单位为市教育局，9月10日前完成。
"""
RULE = """保障中小企业款项支付条例

第一条 为了保障中小企业款项支付，制定本条例。

第二条 机关、事业单位从中小企业采购货物，应当自货物交付之日起30日内支付款项。

大型企业从中小企业采购货物，应当自货物交付之日起60日内支付款项。
"""
YEARLY = [
    ["泸州市2022—2024年主要经济指标"],
    ["年份", "地区生产总值（亿元）", "同比增长（%）", "一般公共预算收入（亿元）", "进出口总额（亿元）", "其中：出口（亿元）"],
    [2022, 3602.7, 3.1, 252.4, 1088.9, 671.3],
    [2023, 3815.4, 5.6, 271.9, 1043.6, 640.2],
    [2024, 4021.8, 5.2, 283.5, 1126.7, 702.4],
]  # fmt: skip
TASKS = [
    ["泸州市养老服务重点任务分工表"],
    ["重点任务", "牵头单位", "完成时限"],
    ["新增社区食堂60家", "市民政局", "2025年12月"],
    ["家庭适老化改造9000户", "市残联", "2027年12月"],
    ["设立银发经济产业基金", "市财政局", "2025年9月"],
]
PARKING = """泸州市机动车停车条例

第一条 区人民政府负责统筹协调本行政区域内停车设施的管理工作，监督有关部门开展停车执法。

第二条 市交通主管部门统筹本市机动车停车管理工作。
"""
CITY = """2026年陕西省政府工作报告

一、2025年工作回顾
中欧班列开行6037列，带动陕西进出口415.4亿元、增长11.7%。
全省进出口总值创历史新高，达到5379亿元、增长18.5%。
万人高价值发明专利拥有量达34.2件。
民营经济增长5.4%，城乡居民人均可支配收入分别增长4.6%、6.1%。
二、2026年重点工作
主要预期目标是：经济增长5.5%左右，进出口稳量提质。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    texts = {one["county"]: REPORT.format(**one) for one in COUNTIES}
    texts["国务院2024"] = STATE.format(n=4, before=3, grown=5.2, aim=4)
    texts["国务院2025"] = STATE.format(n=5, before=4, grown=5, aim=6)
    texts |= {"纪要": MINUTES, "条例": RULE, "停车": PARKING, "陕西": CITY}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    for name, rows in (("泸州市主要经济指标", YEARLY), ("泸州市养老服务分工", TASKS)):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(folder / f"{name}.xlsx")
    with Library.open(folder / "library", create=True) as library:
        for path in sorted(p for p in folder.iterdir() if p.is_file()):
            library.add(path)
        yield library


def told(question, library):
    return "\n".join(claim.text for claim in ask(question, library, Extractive()).claims)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("北湖县2024年地区生产总值是多少？", "312.6亿元"),
        ("南溪县2024年地区生产总值是多少？", "276.4亿元"),
        ("南溪县2025年地区生产总值增长目标是多少？", "增长7%以上"),
        ("2024年国务院政府工作报告提出的国内生产总值增长目标是多少？", "增长4%左右"),
    ],
)
def test_reports_titled_alike_answer_each_for_its_own(question, answer, office):
    assert answer in told(question, office)


@pytest.mark.parametrize("question", ["南溪县茶叶种植面积有多少？", "北湖县森林覆盖率是多少？"])
def test_one_county_does_not_answer_for_another(question, office):
    assert ask(question, office, Extractive()).refusal


def test_each_report_says_whose_it_is_and_none_is_a_newer_version_of_another(office):
    told_of = {one.meta.region.text: one.meta for one in office.documents() if one.meta.region}
    assert told_of["南溪县"].issuers[0].text == "南溪县人民政府"
    whose = [value.text for one in office.documents() for value in one.meta.issuers]
    assert sorted(whose) == ["北湖县人民政府", "南溪县人民政府", "国务院", "国务院"]
    assert not office.standing.superseded


def test_what_was_reached_in_a_year_comes_before_what_was_aimed_at(office):
    assert told("2024年我国国内生产总值增长多少？", office).startswith("国内生产总值增长5%")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("泸州2024年地区生产总值同比增长多少？", "年份 2024：地区生产总值同比增长 5.2%"),
        ("泸州2024年GDP增速是多少？", "年份 2024：地区生产总值同比增长 5.2%"),
        ("泸州2023年出口多少？", "年份 2023：其中：出口 640.2 亿元"),
        ("家庭适老化改造由哪个部门牵头？", "家庭适老化改造9000户：牵头单位 市残联"),
        ("银发经济产业基金归谁管？", "设立银发经济产业基金：牵头单位 市财政局"),
    ],
)
def test_a_cell_answers_by_its_own_head(question, answer, office):
    assert told(question, office) == answer


@pytest.mark.parametrize(
    "question",
    [
        "泸州2024年进出口总额同比增长多少？",
        "泸州2024年一般公共预算支出是多少？",
        "泸州2024年进口多少？",
        "第16号提案由谁督办？",
    ],
)
def test_another_head_or_number_is_refused(question, office):
    answer = ask(question, office, Extractive())
    assert answer.refusal
    assert not answer.notices


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("陕西2026年地区生产总值增长目标是多少？", "经济增长5.5%左右"),
        ("陕西每万人高价值发明专利有多少件？", "34.2件"),
        ("陕西2025年进出口增长多少？", "增长18.5%"),
        ("陕西2025年城镇居民人均可支配收入增长多少？", "分别增长4.6%、6.1%"),
        ("2024年政府工作报告里赤字规模是多少？", "赤字规模4.06万亿元"),
    ],
)
def test_a_figure_is_of_the_whole_in_whatever_words(question, answer, office):
    given = ask(question, office, Extractive())
    assert any(answer in claim.text for claim in given.claims)
    assert not any(claim.findings for claim in given.claims)


def test_who_has_charge_in_a_city_is_not_who_has_it_in_a_district(office):
    assert told("泸州市停车管理由哪个部门统筹？", office).startswith("第二条 市交通主管部门")


def test_a_gap_names_the_place_with_the_year(office):
    answer = ask("陕西2035年地区生产总值增长目标是多少？", office, Extractive())
    assert answer.gaps[0].startswith("材料未载陕西省2035年的这一情况")


def test_a_comparison_has_a_row_for_each_county_or_year(office):
    table = compare("北湖县、南溪县2024年地区生产总值、城镇新增就业", office)
    assert [row.key for row in table.rows] == ["北湖县", "南溪县"]
    assert ["312.6" in table.rows[0].cells[0].text, "3200" in table.rows[1].cells[1].text] == [True, True]
    table = compare("泸州2023年、2024年地区生产总值、出口", office)
    assert [row.key for row in table.rows] == ["泸州2023年", "泸州2024年"]
    assert table.columns == ("地区生产总值", "出口")
    assert table.rows[0].cells[1].text == "年份 2023：其中：出口 640.2 亿元"


def follow(before, question, *said):
    claims = tuple(Claim(text, ()) for text in said)
    return standalone(question, [Answer(before, before, claims, refusal=None if claims else "没有依据。")])


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("重庆2025年新能源汽车产量是多少？", "社会消费品零售总额增长多少？", "重庆2025年社会消费品零售总额增长多少？"),
        ("重庆去年新能源汽车产量是多少？", "今年要新建多少公里轨道？", "重庆今年要新建多少公里轨道？"),
        ("泸州2024年常住人口多少万人？", "一般公共预算收入多少？", "泸州2024年一般公共预算收入多少？"),
        ("泸州2022年地区生产总值是多少？", "增速呢？", "泸州2022年地区生产总值增速是多少？"),
        ("机关从中小企业采购货物，多少日内付款？", "大型企业呢？", "大型企业从中小企业采购货物，多少日内付款？"),
        ("广东对中小企业有哪些支持？", "大型企业呢？", "广东对大型企业有哪些支持？"),
        ("广西外贸进出口增长多少？", "其中对东盟呢？", "广西外贸进出口，其中对东盟增长多少？"),
        ("广东高铁运营里程是多少？", "全国排第几？", "广东高铁运营里程全国排第几？"),
        ("四川去年进出口总额是多少？", "新能源汽车产量呢？", "四川去年新能源汽车产量是多少？"),
        ("新疆农村居民人均可支配收入增长多少？", "城镇呢？", "新疆城镇居民人均可支配收入增长多少？"),
        ("新疆城镇新增就业去年多少万人？", "今年呢？", "新疆城镇新增就业今年多少万人？"),
    ],
)  # fmt: skip
def test_a_question_that_leans_on_the_turn_before_takes_its_place_and_year(before, question, alone):
    assert follow(before, question) == alone


@pytest.mark.parametrize(
    "question",
    ["全国社会消费品零售总额增长多少？", "哪些省份产量更高？", "什么是食品浪费？", "逾期利息应当按多少算？"],
)
def test_a_question_of_no_one_place_is_left_as_it_is(question):
    assert follow("重庆2025年新能源汽车产量是多少？", question) == question


def test_then_is_the_day_and_the_place_that_the_answer_told():
    said = "“链长制”最早出现在湖南长沙，2017年11月23日，长沙召开全市产业链工作动员部署会。"
    asked = follow("“链长”最早在哪里出现？", "当时有多少位市领导担任链长？", said)
    assert asked == "长沙2017年11月23日有多少位市领导担任链长？"
