"""Questions about a law by a short name, by 款, whether it still holds, whether it says so; and what it no longer bears out."""

import pytest

from assistant.answer import ask
from assistant.basis import basis
from assistant.extractive import Extractive
from index import laws
from tests.judged import audited
from tests.texts import library_of

PIGEONS = """# 青岛市信鸽饲养管理条例

2021年3月1日 青岛市第八届人民代表大会常务委员会第五次会议通过

第一条 为了规范信鸽饲养行为，制定本条例。

第二条 体育部门是信鸽饲养管理工作的主管部门。

每户限养信鸽二十只。

禁止在候车室放飞信鸽。

养鸽人不得有下列行为：

（一）在楼道内搭建鸽笼或者堆放饲料和其他易燃物品；

（二）丢弃病死信鸽。

第三条 养鸽人应当遵守公约。FILLER

本条例所称饲养人，是指饲养信鸽的二十周岁以上的公民。

体育部门为七十周岁以上饲养人发放饲料补贴。

第四条 本条例自2021年6月1日起施行。《青岛市信鸽竞翔管理条例》同时废止。
""".replace("FILLER", "饲养信鸽的人应当爱护信鸽，保持鸽舍清洁。" * 60)
OLD = """# 青岛市信鸽竞翔管理条例

2001年3月1日 青岛市第三届人民代表大会常务委员会第五次会议通过

第一条 为了规范信鸽竞翔，制定本条例。

第二条 信鸽竞翔的空距不得少于六十公里。
"""
MINORS = """# 中华人民共和国未成年人保护法

2020年10月17日 第十三届全国人民代表大会常务委员会第二十二次会议修订

第一条 为了保护未成年人身心健康，制定本法。

第二条 本法所称未成年人是指未满十八周岁的公民。
"""
MACHINES = MINORS.replace("未成年人保护法", "农业机械化促进法")
PROVINCE = PIGEONS.replace("青岛市", "山东省").replace("2021年3月1日", "2022年3月1日")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts = {"鸽.md": PIGEONS, "竞翔.md": OLD, "未.md": MINORS, "农机.md": MACHINES, "山东.md": PROVINCE}
    with library_of(tmp_path_factory.mktemp("laws"), texts) as library:
        yield library


def told(question, library):
    answer = ask(question, library, Extractive())
    return [claim.text for claim in answer.claims], answer


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("未保法", "中华人民共和国未成年人保护法"),
        ("青岛信鸽饲养条例", "青岛市信鸽饲养管理条例"),
        ("青岛市鸽饲条例", "青岛市信鸽饲养管理条例"),
        ("农机化促进法", "中华人民共和国农业机械化促进法"),
    ],
)
def test_a_short_name_has_something_of_each_word_of_the_title(name, title, library):
    assert [one.title for one in laws.called(name, library.documents())] == [title]


@pytest.mark.parametrize("name", ["农业法", "烟台信鸽饲养条例", "未成年人保护条例", "教育法", "法"])
def test_a_name_that_may_be_another_laws_is_no_short_one(name, library):
    assert laws.called(name, library.documents()) == ()


def test_an_article_is_found_by_the_short_name_of_its_law_and_the_reader_is_told(library):
    texts, answer = told("未保法第二条怎么规定", library)
    assert texts == ["第二条 本法所称未成年人是指未满十八周岁的公民。"]
    assert answer.notices == ("问题中的“未保法”按《中华人民共和国未成年人保护法》作答",)


def test_the_part_of_an_article_that_is_asked_for_is_told_alone(library):
    assert told("《青岛市信鸽饲养管理条例》第二条第二款", library)[0] == ["每户限养信鸽二十只。"]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("《道路交通安全法》第九十一条", "资料库中没有这部法规"),
        ("农业法第二条", "资料库中没有这部法规"),
        ("《青岛市信鸽饲养管理条例》第三十八条", "到第四条为止"),
        ("《青岛市信鸽饲养管理条例》第二条第五款", "第二条只有4款"),
        ("信鸽饲养条例第二条", "《山东省信鸽饲养管理条例》"),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason(question, why, library):
    texts, answer = told(question, library)
    assert not texts
    assert answer.refusal
    assert why in answer.gaps[0]


@pytest.mark.parametrize(
    "question",
    [
        "《青岛市信鸽竞翔管理条例》还有效吗",
        "青岛信鸽竞翔条例废止了吗？",
        "青岛市信鸽竞翔管理条例被什么取代了",
    ],
)
def test_whether_a_law_holds_is_told_by_the_text_that_ends_it(question, library):
    texts, answer = told(question, library)
    assert any("《青岛市信鸽竞翔管理条例》同时废止" in text for text in texts)
    assert any("已废止" in notice for notice in answer.notices)


def test_of_a_law_that_nothing_ends_its_beginning_is_told_and_that_no_text_ends_it(library):
    texts, answer = told("青岛信鸽饲养条例现在还有效吗", library)
    assert any("自2021年6月1日起施行" in text for text in texts)
    assert any("没有文件说" in notice for notice in answer.notices)
    assert told("道路交通安全法还有效吗", library)[1].refusal


@pytest.mark.parametrize(
    "question",
    [
        "《青岛市信鸽饲养管理条例》第二条规定每户限养三十只信鸽，对吗",
        "《青岛市信鸽饲养管理条例》第二条规定可以在候车室放飞信鸽，是这样吗？",
    ],
)
def test_what_a_law_does_not_say_is_told_so(question, library):
    assert any("问题中的说法" in notice for notice in told(question, library)[1].notices)


def test_what_a_law_says_is_borne_out_without_a_word(library):
    question = "《青岛市信鸽饲养管理条例》第二条规定，禁止在候车室放飞信鸽，对吗"
    assert told(question, library)[1].notices == ()


def test_a_repealed_law_bears_nothing_out_unless_it_is_told_as_repealed(library):
    def judged(sentence):
        claim = audited(sentence, library)
        return claim.verdict, {finding.code for finding in claim.findings}

    rule = "《青岛市信鸽竞翔管理条例》第二条规定，信鸽竞翔的空距不得少于六十公里。"
    assert judged(rule) == ("partial", {"repealed"})
    assert judged(f"原{rule}") == ("supported", set())


@pytest.mark.parametrize(
    "question",
    ["未成年人是指未满多少周岁", "饲养信鸽要满多少岁", "《青岛市信鸽饲养管理条例》中饲养人是多少周岁以上"],
)
def test_how_old_somebody_must_be_is_told_by_who_it_is(question, library):
    wanted = "十八周岁" if "未成年人" in question else "二十周岁以上的公民"
    assert any(wanted in text for text in told(question, library)[0])


def test_some_of_those_whose_age_is_asked_for_do_not_tell_it(library):
    texts, _ = told("《青岛市信鸽饲养管理条例》规定饲养人是多少周岁以上", library)
    assert texts
    assert not any("七十周岁" in text for text in texts)


def test_an_item_is_told_with_what_stands_over_it(library):
    texts, _ = told("能不能在楼道内搭建鸽笼", library)
    assert [text for text in texts if "楼道" in text]
    assert texts[0] == "养鸽人不得有下列行为："


def test_how_something_is_punished_is_not_told_by_what_only_forbids_it(library):
    texts, answer = told("青岛在候车室放飞信鸽怎么处罚", library)
    assert not texts
    assert answer.gaps[0].startswith("材料没有写明如何处罚")


def test_a_law_is_a_basis_where_its_title_and_one_of_its_articles_are_on_the_topic(library):
    rows = basis("候车室信鸽放飞", library).rows
    assert {row.policy.title for row in rows} == {"青岛市信鸽饲养管理条例", "山东省信鸽饲养管理条例"}
    assert basis("候车室吸烟", library).rows == ()


def test_the_law_of_one_place_is_no_newer_version_of_anothers(library):
    rows = basis("信鸽饲养管理", library).rows
    assert len([row for row in rows if row.whole]) >= 2
    assert not any(finding.code == "newer" for row in rows for finding in row.findings)
