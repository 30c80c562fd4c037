"""What a question supposes, and in what words: a figure to be borne out, points, ranks, this year, the country, a kind."""

import pytest

from assistant.answer import ask
from assistant.candidates import Candidate
from assistant.evidence import Evidence
from assistant.extractive import Extractive
from assistant.fit_figure import measured, of_another_count, ranked
from assistant.posed import posed
from assistant.preferred import kept
from assistant.understand import understand
from tests.provincial import reports

REPORTS = {
    "青海": "一、2025年工作回顾\n\n过去一年很不平凡。地区生产总值4215亿元、增长4.6%。\n\n全年原煤产量1320万吨、增长2.4%。\n\n"
    "研发投入强度从0.8%提高到1.1%，枸杞产量居全国首位。\n\n粮食产量突破23亿斤。\n\n新增养老床位1850张。\n\n"
    "光伏组件产量增长21%。\n\n2个项目获得科学技术奖，居全国第9位。\n\n"
    "二、2026年重点工作\n\n主要预期目标是：地区生产总值增长4.5%左右，努力跑赢全国。\n\n"
    "发展会展经济，办好各类展会，把会展场馆用起来，搞好配套服务，带动住宿餐饮。发展冰雪经济，建设滑雪场地和冰雪装备产业。\n\n"
    "抓好粮食生产，实现粮食播种面积460万亩、产量23亿斤以上。\n\n"
    "实施“数据要素×”行动，建设数据流通设施。\n",
    "甘肃": "一、2025年工作回顾\n\n地区生产总值14210亿元，增长5.8%，总量居全国第27位。\n\n"
    "二、2026年重点工作\n\n深入实施“数据要素×”行动，支持兰州打造数据产业园。\n\n"
    "深化与上海等地协作，共建数据产业园。\n\n发展数据产业，壮大数据企业。\n",
}


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("provinces"), REPORTS) as library:
        yield library


def sentence(text):
    return Candidate((), text, "sentence", None)


def told(question, library):
    return [claim.text for claim in ask(question, library, Extractive()).claims]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("听说青海去年GDP突破5千亿元，对吗", "青海去年GDP多少元"),
        ("甘肃研发投入强度达到3.5%，这个数字对吗？", "甘肃研发投入强度百分之多少"),
        ("有人说甘肃2025年进出口超过600亿元，是不是真的？", "甘肃2025年进出口多少元"),
        ("青海产量增长了几个点？", "青海产量增长了百分之多少？"),
        ("青海设了几个点？", "青海设了几个点？"),
        ("23条产业链的链长都是厅领导，对不对？", "23条产业链的链长都是厅领导，对不对？"),
        ("青海的增长目标是5%吗？", "青海的增长目标是5%吗？"),
    ],
)
def test_a_figure_to_be_borne_out_is_asked_for(question, asked):
    assert posed(question) == asked


@pytest.mark.parametrize(
    ("question", "answer", "notice"),
    [
        ("听说青海去年GDP突破5千亿元，对吗", "4215亿元", "问题中的“突破5千亿元”与材料不符：材料作“4215亿元”"),
        (
            "青海2025年研发投入强度1.4%，这个数据准确吗？",
            "1.1%",
            "问题中的“1.4%”与材料不符：材料作“1.1%”",
        ),
        ("据说青海去年粮食产量超过20亿斤，是真的吗", "23亿斤", ""),
        ("青海去年煤炭产量1320万吨，增长了几个点？", "增长2.4%", ""),
        ("青海2025年煤炭产量多少万吨？", "1320万吨", ""),
    ],
)
def test_it_is_answered_and_corrected_by_what_was_reached(provinces, question, answer, notice):
    given = ask(question, provinces, Extractive())
    assert answer in given.claims[0].text
    assert list(given.notices) == ([notice] if notice else [])


@pytest.mark.parametrize(
    "question",
    [
        "青海光伏组件产量居全国第几？",
        "全国2026年地区生产总值增长目标是多少？",
        "我国2025年原煤产量是多少？",
        "青海今年新增养老床位多少张？",
    ],
)
def test_the_rank_of_another_thing_another_place_or_the_year_before_is_no_answer(provinces, question):
    assert not told(question, provinces)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("甘肃GDP居全国第几位？", "总量居全国第27位"),
        ("青海枸杞产量居全国第几？", "枸杞产量居全国首位"),
        ("青海去年新增养老床位多少张？", "1850张"),
        ("青海2026年粮食产量目标是多少？", "产量23亿斤以上"),
        ("冰雪经济今年青海打算怎么搞？", "发展冰雪经济"),
    ],
)
def test_the_thing_itself_is_told(provinces, question, answer):
    assert answer in told(question, provinces)[0]


def test_a_report_answers_for_its_own_place_by_name_and_only_with_what_is_quoted(provinces):
    found = told("哪些省提出实施“数据要素×”行动？", provinces)
    assert sorted(text[:4] for text in found) == ["甘肃省：", "青海省："]
    assert all("数据要素×" in text for text in found)
    assert not any(text.startswith("上海") for text in told("哪些地方要建数据产业园？", provinces))


@pytest.mark.parametrize(
    ("text", "is_of_it"),
    [
        ("光伏组件产量增长21%，2个项目获得科学技术奖，居全国第9位。", False),
        ("光伏组件产量居全国第9位。", True),
        ("光伏组件产量12万套，增长21%，总量稳居全国第9位。", True),
    ],
)
def test_a_rank_is_of_what_its_clause_names_or_goes_on_about(text, is_of_it):
    (asked,) = understand("青海光伏组件产量居全国第几？").asks
    assert ranked(sentence(text), asked) is is_of_it


def test_what_is_counted_is_of_the_kind_asked_for():
    (asked,) = understand("青海2026年新增养老床位多少张？").asks
    assert of_another_count(sentence("深化养老服务改革，改建300张认知障碍照护床位。"), asked)
    assert not of_another_count(sentence("深化养老服务改革，新增300张养老床位。"), asked)
    assert not of_another_count(sentence("加强养老服务，新增床位300张。"), asked)


def test_what_is_sown_is_what_is_harvested():
    (asked,) = understand("青海油料产量是多少？").asks
    assert measured(sentence("油料播种面积210万亩、产量31万吨。"), asked)
    assert "油料产量31万吨" in sentence("油料播种面积210万亩、产量31万吨。").words
    assert "油料产量" not in sentence("油料播种面积210万亩，蔬菜产量31万吨。").words


def test_the_thing_asked_for_comes_before_one_that_is_called_alike():
    (asked,) = understand("青海数字经济打算怎么搞？").asks
    alike = Evidence(sentence("发展会展经济，办好各类展会。"), asked, 0.6, True, score=2.0)
    itself = Evidence(sentence("发展数字经济，建设算力设施。"), asked, 0.7, True, score=1.5)
    assert kept([alike, itself], asked) == [itself]
    assert kept([alike], asked) == [alike]
