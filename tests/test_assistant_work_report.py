"""What a government's work report says is told in its own name, and of its own place."""

import re

import pytest

from assistant.facets import region_of, states_shortcoming
from assistant.material import gather
from assistant.measures import measures
from assistant.relevance import FIELD
from assistant.request import read_request
from assistant.speaker import voice_of
from assistant.statements import is_paper, is_work_report, statements
from assistant.types import Claim
from assistant.wording import worded
from assistant.worth_asking import worth_asking
from index.library import Library
from index.tokens import normalise

REPORT = """{year}年{place}政府工作报告

各位代表：

一、{last}年工作回顾

全省新增养老床位3852张，建成社区食堂57家。

实施疏堵工程30项，打通断头路53条，新建城区立体停车场12座；引进龙头项目20个，中联重科建成投产，新增就业岗位2万个；累计创建示范区23个，建成国家级绿色工厂136家；长沙地铁公司开通新线3条，新增车站21座。

开展城乡居民节约用水示范行动，基本医保参保率超98%。

持续实施农村学生营养改善计划，营养餐质量明显提升。深入实施学前教育普及行动计划。

统筹推进节能减排，森林覆盖率达到60%，优良天数比例提高到92.5%；某造纸公司技改投产，产能达到20万吨。

同时也要看到，养老服务供给不足，护理人员短缺。

二、{year}年重点工作

治理城区停车秩序乱象，新增公共停车泊位3万个，培育智慧停车服务企业8家。

扩大普惠养老服务供给，新增养老床位5000张。

五要实施养老机构护理能力提升工程，新建护理院12家。

十一是实施送戏下乡1万场。

民营经济“77789”贡献格局持续巩固，新增经营主体3万户。

优化营商环境，民营经济增加值增至3万亿元。

支持民营经济发展壮大，出台26条措施。

加强旅游市场诚信建设，推动景区提质升级。

［1］“1+5+N”：

“5”即依托岳阳、常德等5家护理中心，建设五大区域护理中心，发挥区域辐射支援作用。

名词解释

1.“养老双千计划”：2024年民政部提出启动以“千家机构、千名院长”为目标的养老服务人才培训计划。
"""
CATALOGUE = """
[[document]]
file = "{name}.txt"
title = "2026年{place}政府工作报告"
issuers = ["{place}人民政府"]
date = "2026-02-03"
date_kind = "发布"
region = "{place}"
genre = "政府工作报告"
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    places = {"a": "湖南省", "b": "江西省"}
    for name, place in places.items():
        (folder / f"{name}.txt").write_text(
            REPORT.format(place=place, year=2026, last=2025), encoding="utf-8"
        )
    catalogue = "".join(CATALOGUE.format(name=name, place=place) for name, place in places.items())
    (folder / "catalog.toml").write_text(catalogue, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder)
        yield library


def told(library, words):
    """(statement, how it is told first) of every statement with these words."""
    found = [s for s in statements(library.search(words, 20), library) if words in s.text]
    return [(s, next(iter(worded(s, None)), None)) for s in found]


def test_a_work_report_is_no_paper():
    assert is_work_report("政府工作报告")
    assert not is_paper("政府工作报告")
    assert is_paper("研究报告")


def test_what_was_done_is_pointed_out_and_what_is_planned_proposed(reports):
    for words, says in (("3852张", "指出，"), ("5000张", "提出，")):
        found = told(reports, words)
        assert len(found) == 2
        for statement, telling in found:
            title = statement.document.title
            assert telling.text().startswith(f"{title}{says}")


def test_no_report_goes_on_in_the_name_of_another(reports):
    voices = {s.document.title: voice_of(s) for s, _ in told(reports, "3852张")}
    assert len({voice.spans for voice in voices.values()}) == 2
    for title, voice in voices.items():
        assert title in re.sub(r"\s", "", reports.quote(voice.spans[0]))


def test_it_speaks_of_its_own_place(reports):
    places = {region_of(telling).name for _, telling in told(reports, "5000张")}
    assert places == {"湖南", "江西"}


def test_employment_keeps_its_first_character():
    assert read_request("促进群众就业和增收", "江西").topic == "促进群众就业和增收"
    assert read_request("请就产业链链长制起草一份提案线索").topic == "产业链链长制"


@pytest.mark.parametrize("words", ["千名院长", "五大区域护理中心"])
def test_what_the_glossary_explains_is_not_told_as_the_reports(words, reports):
    found = told(reports, words)
    assert found
    assert all(telling is None for _, telling in found)


def test_a_nickname_of_many_digits_is_not_told_by_itself(reports):
    found = told(reports, "77789")
    assert found
    for statement, _ in found:
        assert not any("77789" in telling.body for telling in worded(statement, None))


def test_what_came_of_it_is_no_measure_on_a_problem(reports):
    item = Claim("如何增强民营经济发展活力")
    texts = [s.text for part in measures((item,), "民营经济", "福建", reports) for s in part]
    assert any("26条措施" in text for text in texts)
    assert not any("3万亿元" in text for text in texts)


def test_words_of_the_field_count_in_what_is_proposed_as_they_do_in_a_fact(reports):
    found = gather(read_request("文旅市场", "湖南"), reports)
    asked = next(q for q in found.questions if q.text == "如何加强旅游市场诚信建设")
    assert asked.measure
    assert asked.near == pytest.approx(0.6 * found.matter.asks(normalise(asked.text), FIELD))
    assert asked.near > 0.65 * found.matter.asks(normalise(asked.text))


def test_the_number_before_a_task_is_left_out(reports):
    texts = [telling.text() for _, telling in told(reports, "新建护理院12家") if telling]
    texts += [telling.text() for _, telling in told(reports, "送戏下乡") if telling]
    assert len(texts) == 4
    assert not any("五要" in text or "十一是" in text for text in texts)


def test_what_a_report_counts_up_is_told_one_by_one_unless_somebody_else_did_it(reports):
    statement = next(s for s, _ in told(reports, "打通断头路53条"))
    bodies = [telling.body for telling in worded(statement, None)]
    assert "新建城区立体停车场12座" in bodies
    assert any(body.startswith("打通断头路53条") for body in bodies)
    for whose in ("新增车站21座", "新增就业岗位", "建成国家级绿色工厂"):
        assert not any(body.startswith(whose) for body in bodies)


def test_what_is_planned_in_one_breath_is_asked_thing_by_thing_where_questions_are_few(reports):
    texts = [q.text for q in worth_asking(gather(read_request("停车难", "湖南"), reports)).questions]
    assert {"如何培育智慧停车服务企业", "如何进一步增加公共停车泊位"} <= {*texts}
    assert not any("泊位" in text and "企业" in text for text in texts)


def test_a_measure_is_told_without_the_others_but_not_of_whom_the_words_before_it_name(reports):
    found = told(reports, "森林覆盖率")[0][0]
    bodies = [telling.body for telling in worded(found, None)]
    assert "优良天数比例提高到92.5%" in bodies
    assert not any(body.startswith("产能") for body in bodies)


def test_a_short_sentence_with_a_figure_is_told_and_what_was_done_needs_none(reports):
    found = told(reports, "基本医保参保率")[0][0]
    bodies = [telling.body for telling in worded(found, None)]
    assert {"基本医保参保率超98%", "开展城乡居民节约用水示范行动"} <= {*bodies}


def test_what_was_done_is_told_with_what_came_of_it(reports):
    ((_, done), *_) = told(reports, "营养餐质量明显提升")
    assert done.text().endswith("指出，持续实施农村学生营养改善计划，营养餐质量明显提升。")
    assert {telling for _, telling in told(reports, "深入实施学前教育普及行动计划")} == {None}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("招商并不注重可持续发展", True),
        ("重建设轻管理", True),
        ("重引进、轻服务", True),
        ("重工业、轻工业协调发展", False),
        ("注重可持续发展", False),
    ],
)
def test_what_is_not_minded_is_wrong(text, wrong):
    assert states_shortcoming(text) is wrong


def test_our_region_is_named_where_it_is_an_autonomous_one(tmp_path):
    text = "2026年{}政府工作报告\n\n一、2025年工作回顾\n\n我区新增养老床位3852张，全区建成护理院57家。\n"
    for name, place in (("a", "宁夏回族自治区"), ("b", "湖南省")):
        (tmp_path / f"{name}.txt").write_text(text.format(place), encoding="utf-8")
    catalogue = "".join(
        CATALOGUE.format(name=n, place=p) for n, p in (("a", "宁夏回族自治区"), ("b", "湖南省"))
    )
    (tmp_path / "catalog.toml").write_text(catalogue, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as own:
        own.add_folder(tmp_path)
        texts = [telling.text() for _, telling in told(own, "3852张") if telling]
    (only,) = texts  # nobody knows whose district 我区 is in a province's report
    assert "宁夏回族自治区新增养老床位3852张，宁夏全区建成护理院57家" in only
