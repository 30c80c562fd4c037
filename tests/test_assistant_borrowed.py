"""Where the place's own report gives too little to ask, what other places set out to do is asked, and said to be theirs;
what touches a topic in neither words nor meaning makes no lead longer."""

from dataclasses import replace

import pytest

from assistant.choose import Choice
from assistant.facts import fact_of
from assistant.form import COMMITTEE
from assistant.grow import grow
from assistant.material import gather
from assistant.measures import heading
from assistant.of_topic import means_it, of_topic, pull, strays
from assistant.outline import draft
from assistant.paragraphs import Sentence
from assistant.request import read_request
from assistant.said import remembering
from assistant.traits import traits_of
from assistant.worth_asking import ranked, worth_asking
from index import regions
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


def test_of_another_place_nothing_is_asked_in_its_own_name_and_nothing_it_names_in_passing_is_near(tmp_path):
    short = "民生保障还有不足，养老、托育、就业、残疾人康复服务等领域存在短板弱项。"
    there = THERE.replace("二、2026", f"{short}\n\n二、2026").replace(
        "办好鹿鸣坡残疾人康复医院。", "建设残疾人康复强省，提升康复服务水平。"
    )
    with reports(tmp_path / "made", {"湖南": HERE, "江西": there, "湖北": ALSO}) as library:
        here, elsewhere = (
            {q.text: q for q in gather(read_request(TOPIC, place), library).questions}
            for place in ("江西", "湖南")
        )
    assert any("强省" in text for text in here)
    assert not any("强省" in text for text in elsewhere)
    passing = next(text for text in here if "短板" in text)
    assert elsewhere[passing].elsewhere
    assert elsewhere[passing].near < here[passing].near


def test_what_hardly_touches_the_topic_is_asked_last(material):
    here, there = (
        next(q for q in material.questions if q.measure and q.elsewhere is far) for far in (False, True)
    )
    slight = replace(here, text="如何办好全省运动会", near=0.2)
    order = [q for _, q in ranked(replace(material, questions=(here, slight, there)))]
    assert order == [here, there, slight]


def test_an_example_whose_report_means_something_else_is_worth_less(material):
    fact = next(f for f in material.facts if f.facet == "外地" and f.telling)
    traits = traits_of(fact.telling, regions.get("湖南"))
    worth = [
        fact_of(traits, replace(material.matter, sense=lambda text, by=meant: by)).worth
        for meant in (0.0, 0.3)
    ]
    assert worth[0] < worth[1] / 2


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


def chosen(library, material, facts, aim):
    say = remembering(library)
    choice = Choice(
        replace(material, facts=tuple(facts), questions=()),
        read_request(TOPIC, "湖南"),
        replace(COMMITTEE, aim=aim),
        lambda fact: say(Sentence(fact)),
    )
    choice.make()
    return [fact.body for fact in choice.facts]


def local(material, words):
    return next(f for f in material.facts if f.local and f.body.startswith(words))


def test_only_a_lead_that_is_too_short_tells_what_strays(library, material):
    far = replace(local(material, "残疾人托养机构"), near=0.3, meant=0.0, own=0.3)
    facts = (*(f for f in material.facts if f.local and "托养机构" not in f.body), far)
    assert far.body in chosen(library, material, facts, (400, 700))
    assert far.body not in chosen(library, material, facts, (20, 700))


def test_of_a_report_the_nearer_is_told_first_though_it_says_a_little_less(library, material):
    near = replace(local(material, "残疾人托养机构"), near=0.9, worth=0.9, pairs=frozenset("一"))
    far = replace(
        local(material, "建成残疾人日间照料中心"), near=0.5, worth=1.0, pairs=frozenset("二"), size=near.size
    )
    assert chosen(library, material, (far, near), (1, near.size - 40)) == [near.body]


def test_a_heading_says_of_no_place_that_it_lacks_what_another_sets_out_to_do(library, made):
    full = grow(made, library, region="湖南", length=1500)
    titles = [problem.heading for problem in full.problems]
    *own, borrowed = made.issues
    assert titles[-1] == borrowed.text
    assert heading(borrowed.text) != borrowed.text
    assert titles[:-1] == [heading(item.text) for item in own]
