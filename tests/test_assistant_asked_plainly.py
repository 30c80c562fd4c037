"""Questions as people put them: what is only near is not shown for an answer, and plain words are understood."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.missing import unasked
from assistant.question_kind import measure
from assistant.understand import understand
from assistant.words import terms
from index.library import Library
from tests.provincial import reports

REPORTS = {
    "青海": "一、2025年工作回顾\n\n聚焦“一二三”目标任务体系，地区生产总值增长4.6%，粮食总产量21.8亿斤，"
    "顺利完成全年目标任务。\n\n建成村级卫生室360个，人均预期寿命提高到75.6岁。\n\n"
    "PM2.5年均浓度为22.4微克/立方米、下降3.1%，全省不良贷款率1.35%。\n\n"
    "带动商品销售超70亿元，省内旅游总花费增长9.1%。\n\n盐湖产业链拉动作用大、年产值不少于30亿元的企业列为链主。\n\n"
    "二、2026年重点工作\n\n主要预期目标是：地区生产总值增长4.5%左右，城镇新增就业6万人。\n\n"
    "控制孕产妇和5岁以下儿童死亡率，人均预期寿命力争达到76岁。\n",
    "甘肃": "一、2025年工作回顾\n\n地区生产总值增长5.8%、总量连续9年居西北第二位。\n\n"
    "蔬菜总产量再创新高，增量12.5万吨、占西北30%。\n\n药材总产量创新高，占西北40%。\n\n外贸总量连续9年居西北第二位。\n\n外贸出口增长6.3%。\n\n"
    "接待游客、旅游总花费分别增长8.2%、7.4%，文化产值突破90亿元。\n\n"
    "二、2026年重点工作\n\n主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业30万人。\n",
    "宁夏": "一、2025年工作回顾\n\n聚焦“一二三”目标任务体系，地区生产总值增长5.4%，顺利完成全年目标任务。\n\n"
    "控制5岁以下儿童死亡率，人均预期寿命居西部前列。\n\n旅游业加快发展，城镇化率提高到67.8%。\n",
    "陕西": "一、2025年工作回顾\n\n地区生产总值增长5.2%，达到3.7万亿元。\n\n人均预期寿命从77.1岁提高到78.2岁。\n\n"
    "改造老旧小区512个。\n\n外贸出口增速居前，结构改善。\n\n"
    "聚焦13个集群，重点培育40条产业链，做强其中25条，促进半导体、航空等9条产业链提升。\n\n二、2026年重点工作\n\n地区生产总值增长5%左右。\n",
}


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("provinces"), REPORTS) as library:
        yield library


def _told(question, library, *before):
    history = []
    for earlier in before:
        history.append(ask(earlier, library, Extractive(), history=history))
    return ask(question, library, Extractive(), history=history)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青海的人均预期寿命是多少岁？", "提高到75.6岁"),
        ("青海今年的地区生产总值增长目标是多少？", "增长4.5%左右"),
        ("青海去年粮食产量多少亿斤？", "21.8亿斤"),
        ("青海2025年PM2.5浓度是多少微克每立方米？", "22.4微克"),
        ("青海的不良贷款率是百分之多少？", "1.35%"),
        ("青海对链主企业的年产值要求是多少？", "不少于30亿元"),
        ("陕西省GDP总量是多少万亿元？", "3.7万亿元"),
    ],
)
def test_the_figure_asked_for_is_told_and_no_other(question, told, provinces):
    claims = [claim.text for claim in _told(question, provinces).claims]
    assert len(claims) == 1
    assert told in claims[0]


@pytest.mark.parametrize(
    "question",
    [
        "甘肃2025年旅游总花费是多少亿元？",
        "甘肃2025年旅游总花费是多少？",
        "青海2025年旅游总花费是多少亿元？",
        "甘肃省GDP总量是多少？",
        "甘肃去年蔬菜产量是多少？",
        "甘肃去年药材产量是多少？",
        "甘肃的外贸总量是多少？",
        "宁夏的人均预期寿命是多少岁？",
        "宁夏今年的地区生产总值增长目标是多少？",
        "五年前青海的不良贷款率是多少？",
    ],
)
def test_how_fast_how_long_or_of_whom_is_no_amount(question, provinces):
    answer = _told(question, provinces)
    assert answer.refusal, [claim.text for claim in answer.claims]


def test_what_was_done_is_not_held_against_what_is_aimed_at(provinces):
    (claim,) = _told("青海2025年生产总值增长多少？", provinces).claims
    assert "4.6%" in claim.text
    assert not claim.findings


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("粮食产量是多少亿斤", "斤"),
        ("融资规模是多少万亿元", "元"),
        ("吞吐量达到多少万标箱", "标准箱"),
        ("平均年龄是多少岁", "岁"),
        ("投资了多少亿", "元"),
        ("地区生产总值是多少", "元"),
        ("地区生产总值目标是多少", ""),
    ],
)
def test_the_unit_asked_for_is_known(question, unit):
    assert measure(question) == unit


@pytest.mark.parametrize(
    ("name", "also"), [("粮食产量", "粮食总产量"), ("粮食产量", "粮食总产"), ("总产量", "产量")]
)
def test_what_is_grown_is_also_told_in_all(name, also):
    assert also in terms(name)[0].forms


def test_what_asks_for_a_percentage_is_no_word_to_be_found():
    (one,) = understand("青海的不良贷款率是百分之多少？").asks
    assert "百分之" not in {form for term in one.terms for form in term.forms}


def test_several_places_may_be_counted_behind_their_names(provinces):
    answer = _told("青海、甘肃、陕西三省2026年GDP增长目标各是多少？", provinces)
    assert [next(f for f in ("4.5%", "5.5%", "5%") if f in c.text) for c in answer.claims] == [
        "4.5%",
        "5.5%",
        "5%",
    ]


@pytest.mark.parametrize(
    ("question", "said", "given"),
    [
        ("为什么甘肃2025年外贸出口下降了6.3%？", "下降", "增长"),
        ("为什么甘肃2025年地区生产总值增长4.6%？", "4.6%", "5.8%"),
        ("为什么甘肃2025年GDP增速降到了4.6%？", "4.6%", "5.8%"),
        ("陕西为什么要重点培育90条产业链？", "90条", "40条"),
        ("青海今年的经济增长目标是5%吗？", "5%", "4.5%左右"),
    ],
)
def test_why_something_is_so_that_is_not_so_is_corrected(question, said, given, provinces):
    answer = _told(question, provinces)
    assert answer.notices == (f"问题中的“{said}”与材料不符：材料作“{given}”",)


def test_a_bare_unit_is_no_wrong_figure(provinces):
    assert _told("陕西省GDP总量是多少万亿元？", provinces).notices == ()


def test_a_figure_of_another_thing_corrects_nothing(provinces):
    assert _told("为什么宁夏的旅游收入占比提高到了31.5%？", provinces).notices == ()


def test_what_is_told_of_the_place_is_nearer_than_what_is_told_of_another(provinces):
    answer = _told("陕西2025年外贸出口总额是多少亿元？", provinces)
    assert answer.refusal
    assert answer.gaps[1].startswith("资料中最接近的内容：“外贸出口增速居前")


@pytest.mark.parametrize("question", ["青海呢", "今年目标呢", "跟全国比呢", "也是这么多吗"])
def test_a_question_that_asks_nothing_is_told_so(question, provinces):
    answer = _told(question, provinces)
    assert answer.refusal
    assert answer.gaps == (f"没有看出要问什么，请写明要问的事项（所问：{question}）",)


@pytest.mark.parametrize("question", ["主要内容是什么？", "厂房建筑系数东部是多少、东北是多少？"])
def test_what_is_asked_of_a_text_or_beside_something_else_asks_something(question):
    query = understand(question)
    assert not any(unasked(one, query) for one in query.asks)


@pytest.mark.parametrize(("name", "meant"), [("清海", "上海”“青海"), ("湖比省", "湖北”“湖南")])
def test_a_place_that_is_mistyped_is_not_passed_over(name, meant, provinces):
    question = f"{name}的人均预期寿命是多少岁"
    answer = _told(question, provinces)
    assert answer.refusal
    assert answer.gaps == (f"没有认出“{name}”，请核对是不是“{meant}”（所问：{question}）",)


def test_the_aims_of_a_place_are_asked_for_without_a_word_more(provinces):
    assert "预期目标" in _told("青海今年的目标是多少？", provinces).claims[0].text


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        ("青海的不良贷款率是多少？", "这个数是哪里说的？", "青海的不良贷款率是多少？"),
        ("青海的不良贷款率是多少？", "这个数据出自哪份文件", "青海的不良贷款率是多少？"),
        ("青海改造了多少个老旧小区？", "陕西呢，也这么多吗", "陕西改造了多少个老旧小区？"),
        ("陕西人均预期寿命多少岁", "五年前呢", "五年前陕西人均预期寿命多少岁"),
    ],
)
def test_a_follow_up_asks_of_what_was_asked_before(before, question, alone, provinces):
    assert _told(question, provinces, before).standalone == alone


PLAIN = {
    "青海": "一、“十四五”时期和2025年工作回顾\n\n人均收入年均增长6%，城镇新增就业超31万人、总体稳定。\n\n"
    "城镇新增就业6.3万人，总体稳定。\n\n推进新型城镇化建设，城镇化率达到64%。\n\n建成老年助餐点387个，低保最低月标准提高到905元。\n\n"
    "二、2026年主要工作\n\n推进稳岗扩容，城镇新增就业6万人。\n\n推进以县城为载体的城镇化建设，城镇化率达到65%。\n",
    "甘肃": "一、2025年工作回顾\n\n优良天数281天、比2020年增加36天，水质持续改善。\n\n"
    "优良天数比例达到77%，优良天数增加13天，水质持续改善。\n\n"
    "二、2026年主要工作\n\n推进稳岗扩容。\n",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("plain"), PLAIN) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("青海的老年饭堂有几家？", ["老年助餐点387个"]),
        ("青海低保户一个月能领多少钱？", ["905元"]),
        ("青海今年打算新增多少城镇就业岗位？", ["新增就业6万人"]),
    ],
)
def test_what_people_call_otherwise_is_found(question, told, plain):
    claims = [claim.text for claim in _told(question, plain).claims]
    assert len(claims) == len(told)
    assert all(figure in claim for figure, claim in zip(told, claims, strict=True))


def test_what_is_asked_on_is_asked_of_what_was_asked_before():
    *_, second = understand("青海现在的城镇化率多高，今年想做到多少？").asks
    assert [term.forms[0] for term in second.focus] == ["城镇化率"]


@pytest.mark.parametrize("question", ["青海去年城镇新增就业多少万人？", "甘肃2025年优良天数增加了多少天？"])
def test_several_years_and_another_base_contradict_nothing(question, plain):
    claims = _told(question, plain).claims
    assert claims
    assert not any(claim.findings for claim in claims)


CHAINS = """链长制工作参考

第一章 沿革

“链长制”最早出现在湖南长沙，2017年11月23日，长沙召开产业链工作动员部署会，由20位市领导担任“链长”。

好的“链长”需要在产业链发展的不同阶段依靠链主，更要尊重市场。在不同阶段，“链主”具有不同地位。

“链主”是企业，“链长”是政府。

南京明确由7位市领导分别担任8条产业链的“链长”。

第二章 各地做法

各地陆续跟进，上海也有安排。2020年5月，安徽省印发了产业链链长制工作意见。日前发布的《湖北省产业链链长制实施方案（2021—2023年）》提出，由省领导牵头推进产业链发展。

北京某科技开发院院长汪明表示，“一些地区的链长制由企业牵头，成效将逐步显现。”
"""


@pytest.fixture(scope="module")
def chains(tmp_path_factory):
    folder = tmp_path_factory.mktemp("chains")
    (folder / "参考.txt").write_text(CHAINS, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "参考.txt")
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "上海的产业链链长制工作意见是什么时候印发的？",
        "湖北的链长制实施方案是什么时候发布的？",
        "北京的链长制是由谁牵头？",
    ],
)
def test_the_years_of_a_plan_another_place_or_whoever_speaks_are_no_answer(question, chains):
    answer = _told(question, chains)
    assert answer.refusal, [claim.text for claim in answer.claims]


def test_a_comparison_tells_of_one_thing_and_then_of_the_other(chains):
    (claim,) = _told("链长和链主到底有啥不一样？", chains).claims
    assert claim.text == "“链主”是企业，“链长”是政府。"


def test_the_days_of_a_document_are_no_matter_of_how_many_there_are(library):
    answer = _told("江西有几位省领导当链长，管多少条产业链？", library)
    assert "11位" in answer.claims[0].text
    assert not any(claim.findings for claim in answer.claims)


def test_another_place_is_not_asked_of_the_day_that_was_then(chains):
    asked = ("长沙是哪年开始搞链长制的？", "当时有多少位市领导当链长？")
    answer = _told("那南京呢", chains, *asked)
    assert answer.standalone == "南京有多少位市领导当链长？"
    assert "7位市领导" in answer.claims[0].text


def test_what_is_counted_with_the_money_for_it_may_name_it(tmp_path):
    told = "各位代表：\n\n一、2025年工作回顾\n\n省级财政安排1280万元，分两年完成12个远程会诊点的设备采购。\n"
    with reports(tmp_path, {"湖南": told}) as library:
        (claim,) = _told("湖南省级财政安排多少万元用于远程会诊点？", library).claims
    assert "1280万元" in claim.text


@pytest.mark.parametrize(
    "question", ["青海和江苏两省2025年旅客发送量各有多少人？", "青海、江苏两省2025年旅客发送量各有多少人？"]
)
def test_how_many_places_are_asked_of_is_no_word_of_the_matter(question, tmp_path):
    texts = {
        "青海": "一、2025年工作回顾\n\n旅客发送量115.8万人，民航通达城市62个。\n",
        "江苏": "一、2025年工作回顾\n\n旅客发送量1410万人。\n",
    }
    with reports(tmp_path, texts) as library:
        claims = " ".join(claim.text for claim in ask(question, library, Extractive()).claims)
    assert "115.8万人" in claims
    assert "1410万人" in claims


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("青海2025年海水淡化投入占地区生产总值的比重是多少？", ""),
        ("青海2025年清洁能源装机占电力总装机的比例是多少？", "94.5%"),
    ],
)
def test_a_share_is_of_what_it_is_asked_of(question, figure, tmp_path):
    text = (
        "一、2025年工作回顾\n\n落实海水淡化投入扣除政策，将海水淡化企业投入扣除比例提高到100%。\n\n"
        "清洁能源装机占电力总装机的比重达94.5%。\n"
    )
    with reports(tmp_path, {"青海": text}) as library:
        claims = [claim.text for claim in ask(question, library, Extractive()).claims]
    assert bool(claims) == bool(figure)
    assert all(figure in claim for claim in claims)
