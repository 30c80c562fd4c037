"""What a law says is told from that law, and what one place's text says as that place's."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from tests.texts import library_of

LAW = """中华人民共和国消防法
第一章 总则
第四条 县级以上地方人民政府应急管理部门对本行政区域内的消防工作实施监督管理。
第二十八条 任何单位、个人不得占用、堵塞、封闭疏散通道、安全出口、消防车通道。
"""
BEIJING = """北京市消防条例
第一章 总则
第二十五条 高层建筑的管理单位应当设置安全疏散路线指导图，清除高层建筑周边妨碍登高消防车作业的设施。
"""
HENAN = """河南省消防条例
第一章 总则
第十七条 居住区的物业服务企业应当统一设置电动自行车存放和充电场所，并加强管理。
"""
SHAANXI = """2026年陕西省政府工作报告
各位代表：现在，我代表省人民政府报告政府工作。
贯彻《民营经济促进法》，加大信用贷支持力度，加力清理拖欠中小企业账款，民间投资增长6％。
长期护理保险覆盖563万人。2025年残疾人托养机构达到120家。
"""
TEXTS = {"law.txt": LAW, "beijing.txt": BEIJING, "henan.txt": HENAN, "shaanxi.txt": SHAANXI}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The answer to a question, and the titles of what it rests on."""
    with library_of(tmp_path_factory.mktemp("asked_of"), TEXTS) as library:

        def answered(question):
            answer = ask(question, library, Extractive())
            cited = {c.span.doc_id for claim in answer.claims for c in claim.citations}
            return answer, {library.document(one).title for one in cited}

        yield answered


@pytest.mark.parametrize(
    "question",
    [
        "民营经济促进法对拖欠账款怎么规定？",
        "《民营经济促进法》规定如何清理拖欠中小企业账款？",
        "消防法对高层建筑有什么规定？",
        "根据消防法规定，谁来设置电动自行车充电场所？",
    ],
)
def test_what_a_law_says_is_not_told_from_another_text(told, question):
    answer, _ = told(question)
    assert answer.refusal
    assert "的这一规定" in answer.gaps[0]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("消防法对消防车通道有什么规定？", "中华人民共和国消防法"),
        ("河南消防条例对电动自行车充电有什么规定？", "河南省消防条例"),
        ("消防条例对高层建筑有什么要求？", "北京市消防条例"),
    ],
)
def test_a_law_that_is_held_answers_for_itself(told, question, title):
    assert told(question)[1] == {title}


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("谁应当设置电动自行车充电场所？", "河南省"),
        ("消防条例对高层建筑有什么要求？", "北京市"),
        ("长期护理保险覆盖多少人？", "陕西省"),
    ],
)
def test_what_is_one_places_says_so_where_the_question_names_none(told, question, place):
    answer, _ = told(question)
    assert any(place in notice and "没有写明地方" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question", ["河南省谁应当设置电动自行车充电场所？", "消防法对消防车通道有什么规定？"]
)
def test_a_place_that_is_asked_of_and_the_law_of_the_country_need_no_word(told, question):
    answer, _ = told(question)
    assert answer.claims
    assert not any("没有写明地方" in notice for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    ["全国2025年残疾人托养机构情况", "2025年我国残疾人托养机构有多少家", "残疾人托养机构全国一共有多少家"],
)
def test_what_is_told_of_one_place_in_a_year_answers_for_no_whole_country(told, question):
    answer, _ = told(question)
    assert answer.refusal


def test_how_the_whole_country_does_something_may_be_shown_by_a_place_that_is_named(told):
    answer, titles = told("全国长期护理保险覆盖情况")
    assert titles == {"2026年陕西省政府工作报告"}
    assert any("陕西" in notice and "全国" in notice for notice in answer.notices)
