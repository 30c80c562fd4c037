"""Where the place's own report gives too little to ask, what other places set out to do is asked, and said to be theirs;
what touches a topic in neither words nor meaning makes no lead longer."""

from dataclasses import replace

import pytest

from assistant.material import gather
from assistant.of_topic import means_it, of_topic, pull, strays
from assistant.outline import draft
from assistant.request import read_request
from assistant.worth_asking import ranked, worth_asking
from tests.provincial import reports

HERE = """各位代表：

一、2025年工作回顾

建成残疾人日间照料中心62个，残疾人辅助器具适配1.2万人次，残疾人康复服务覆盖率达到93%。

完成困难重度残疾人家庭无障碍改造4300户，残疾人托养机构增加到118家，残疾人专门协会实现县级全覆盖。

新增高速公路里程210公里，粮食总产量达到602亿斤，新认定高新技术企业860家。

二、2026年重点工作

办好残疾人家门口的日间照料服务。改造提升残疾人康复机构30家。

办好全省运动会。
"""
THERE = """各位代表：

一、2025年工作回顾

残疾人康复机构增加到210家，残疾儿童康复救助2.3万人次。

二、2026年重点工作

加强残疾人康复人才队伍建设，健全残疾儿童康复救助制度。

办好鹿鸣坡残疾人康复医院。

推进城市轨道交通建设。
"""
ALSO = THERE.replace(
    "加强残疾人康复人才队伍建设，健全残疾儿童康复救助制度。\n\n办好鹿鸣坡残疾人康复医院。",
    "加强残疾人康复人才培训，推广残疾儿童康复救助。\n\n建设残疾人康复医院。",
)
TOPIC = "残疾人康复服务"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    texts = {"湖南": HERE, "江西": THERE, "湖北": ALSO}
    with reports(tmp_path_factory.mktemp("borrowed"), texts) as made:
        yield made


@pytest.fixture(scope="module")
def material(library):
    return worth_asking(gather(read_request(TOPIC, "湖南"), library))


@pytest.fixture(scope="module")
def made(library):
    return draft(TOPIC, library, region="湖南")


def test_what_other_places_set_out_to_do_is_asked_where_there_is_too_little_here(made):
    *own, borrowed = made.issues
    assert [claim.text for claim in own] == [
        "如何改造提升残疾人康复机构",
        "如何办好残疾人家门口的日间照料服务",
    ]
    assert f"问题点“{borrowed.text}”取自外地的材料，本地是否也有这一问题请核实" in made.gaps
    assert not any(claim.text in gap for claim in own for gap in made.gaps)
    cited = {citation.span for citation in borrowed.citations}
    told = [c.text for part in made.reasons for c in part if cited & {x.span for x in c.citations}]
    assert told
    assert all(text.startswith(("2026年江西省", "2026年湖北省")) for text in told)


def test_what_only_one_place_has_is_not_asked_of_another(material):
    asked = [q.text for q in material.questions if q.measure and q.elsewhere]
    assert asked
    assert not any("鹿鸣坡" in text for text in asked)


def test_what_hardly_touches_the_topic_is_asked_last(material):
    near = {q.text: q.elsewhere for _, q in ranked(material)}
    assert list(near) == sorted(near, key=lambda text: "康复" not in text and "残疾" not in text)


def test_a_report_strays_where_neither_words_nor_meaning_are_near(material):
    fact = next(f for f in material.facts if f.telling)
    assert not strays(replace(fact, near=0.7, meant=0.0))
    assert not strays(replace(fact, near=0.3, meant=0.2))
    assert strays(replace(fact, near=0.3, meant=0.1))
    assert pull(replace(fact, near=0.3)) < pull(replace(fact, near=0.6)) < 1


def test_what_a_fact_means_may_make_it_of_the_topic_without_its_words(material):
    fact = replace(next(f for f in material.facts if f.telling), own=0.0, near=0.2)
    assert means_it(replace(fact, meant=0.3))
    assert of_topic(replace(fact, meant=0.3))
    assert not of_topic(replace(fact, meant=0.1))
    assert not of_topic(replace(fact, near=0.05, meant=0.3))


def test_a_lead_that_is_long_enough_tells_nothing_that_strays(library):
    made = draft(TOPIC, library, region="湖南")
    told = "".join(claim.text for part in made.reasons for claim in part)
    assert "高新技术企业" not in told
