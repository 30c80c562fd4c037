"""What a draft over work reports tells and asks is of its topic, and cites no more than it rests on."""

import pytest

from assistant.form import COMMITTEE
from assistant.gaps import gaps
from assistant.material import gather
from assistant.outline import draft
from assistant.relevance import Matter
from assistant.request import read_request
from assistant.speaker import voice_of
from assistant.statements import statements
from assistant.wording import worded
from assistant.worth_asking import worth_asking
from index.tokens import normalise
from tests.provincial import reports

DONE = """各位代表：

一、2025年工作回顾

完成农村公路养护2600公里，农村公路优良路率达到91%。

实施农村公路安全防护工程1200公里，新增公益性公墓墓位3万个，建成体育公园36个，新建社区食堂57家。

从风险挑战看，农村公路管养资金缺口较大，县乡公路养护力量薄弱。

二、2026年重点工作

深化“四好农村路”建设，改造农村公路危桥120座。推进农村公路管养体制改革，健全县乡村三级路长制。

加强农村公路养护。办好全国农业博览会。

推广农村公路灾毁保险，实现县乡公路全覆盖。

组建农村公路养护合作社，聘用农村公路护路员3000名。

扩大公益性公墓供给，规范墓地价格。

加快佛江港集装箱码头一期、汕北铁路支线复线等重大项目建设进度。

“2+3+N”农贸园区承接能力提升，“三个一”农村公交线路增加到600条。推动出台农村公交票价补贴政策。

建成750千伏输变电工程3项，开工建设330千伏变电站5座。

加强高等学校基础学科建设。
"""
OTHER = "各位代表：\n\n一、2025年工作回顾\n\n全省整体实力还不够强，新质生产力培育不快。\n\n推进移风易俗示范县建设。\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("topic"), {"湖南": DONE, "江西": OTHER}) as made:
        yield made


@pytest.fixture(scope="module")
def roads(library):
    return worth_asking(gather(read_request("农村道路养护", "湖南"), library))


def statement(library, words):
    return next(s for s in statements(library.search(words, 20), library) if words in s.text)


def test_what_two_words_name_alike_is_one_thing_to_a_draft(library):
    (word,) = (w for w in Matter.of("农村道路养护", library).words if w.own.forms[0] == "道路")
    assert word.held(normalise("农村公路养护"))[0] > 0.8 > word.held(normalise("城市桥梁养护"))[0]


def test_where_something_is_says_less_than_what_it_is(library):
    def weights(topic):
        return {w.own.forms[0]: w.weight for w in Matter.of(topic, library).words}

    assert weights("苏北墓园")["苏北"] < weights("苏北墓园")["墓园"]
    assert weights("美国墓园")["美国"] == weights("美国墓园")["墓园"]


def test_words_of_the_field_do_not_stand_for_what_no_text_speaks_of(library):
    told = normalise("新增公益性公墓墓位3万个")
    known, unknown = (Matter.of(topic, library).words[0] for topic in ("公墓", "殡葬"))
    assert known.told(told)
    assert "公墓" in unknown.field.forms
    assert not unknown.told(told)


def test_figures_of_other_matters_make_a_sentence_worth_no_more(roads):
    worth = {fact.body: fact.worth for fact in roads.facts if fact.body.startswith("实施农村公路安全防护")}
    assert len(worth) > 2
    assert max(worth, key=worth.get) == "实施农村公路安全防护工程1200公里"


def test_neither_a_plan_nor_a_problem_of_elsewhere_is_asked_about_without_a_word_of_the_topic(library, roads):
    planned = worth_asking(gather(read_request("港口建设", "湖南"), library)).questions
    assert [q.text for q in planned if q.measure and "农村路" in q.text] == []
    texts = [question.text for question in roads.questions]
    assert any("农村公路" in text for text in texts)
    assert not any("整体实力" in text or "墓" in text or "学科" in text or "博览会" in text for text in texts)


def test_what_a_report_sees_as_a_risk_is_a_problem_of_its_place(library, roads):
    assert statement(library, "管养资金缺口").admitted
    assert any(not q.measure and "养护力量" in q.text for q in roads.questions)


def test_how_many_kilovolts_a_line_has_is_no_nickname(library):
    bodies = [telling.body for telling in worded(statement(library, "750千伏"), None)]
    assert any(body.startswith("建成750千伏输变电工程3项") for body in bodies)


def test_a_quotation_is_never_most_of_a_document(tmp_path):
    done = "".join(f"建成第{n}批城市书房{n}家，举办全民阅读活动{n}场。\n\n" for n in range(20, 60))
    with reports(tmp_path, {"湖南": DONE.replace("完成农村", f"{done}完成农村")}) as library:
        told = statement(library, "码头一期")
        spans = [s for telling in worded(told, None) for d in telling.drafts() for s in d.spans]
    assert voice_of(told).kind == "文件"
    assert told.span.start > 1000
    assert spans
    assert all(span.end - span.start < 200 for span in spans)


def test_what_one_report_plans_in_one_paragraph_goes_on_in_one_sentence(library):
    made = draft("农村道路养护", library, region="湖南")
    (planned,) = (c.text for part in made.reasons for c in part if "危桥" in c.text)
    assert "改造农村公路危桥120座；推进农村公路管养体制改革" in planned
    assert "报告还提出" not in planned


def test_what_a_place_tells_only_in_words_of_the_field_is_said_to_be_near(library):
    matter = Matter.of("公墓", library)
    assert matter.nearly([normalise("推进移风易俗")]) == ("公墓",)
    assert matter.nearly([normalise("扩大公墓供给")]) == ()
    assert matter.nearly([normalise("加强农村公路养护")]) == ()
    near, told = (draft(topic, library, region="湖南").gaps for topic in ("移风易俗", "公墓"))
    assert any(gap.startswith("湖南的材料没有直接讲到“移风易俗”") for gap in near)
    assert not any("没有直接讲到" in gap for gap in told)


def test_the_plans_of_two_paragraphs_do_not_go_on_in_one_sentence(library):
    made = draft("农村道路养护", library, region="湖南")
    told = [
        c.text for part in made.reasons for c in part if "工作报告提出，" in c.text or "报告还提出" in c.text
    ]
    assert [text.count("灾毁保险") for text in told if "危桥" in text or "灾毁" in text] == [0, 1]


def test_no_three_sentences_of_one_report_begin_alike(library):
    made = draft("农村道路养护", library, region="湖南")
    told = [c.text.split("提出，")[0] for part in made.reasons for c in part if "提出，" in c.text]
    assert told == ["2026年湖南省政府工作报告", "报告还", "报告同时"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("农村公交线路", "“三个一”农村公交线路增加到600条"),
        ("票价补贴", "推动出台农村公交票价补贴政策"),
    ],
)
def test_a_report_may_tell_what_its_place_calls_its_own_plans(library, words, told):
    assert any(told in telling.body for telling in worded(statement(library, words), None))


@pytest.mark.parametrize(
    ("topic", "said"), [("公墓", "本稿没有写到“公墓”"), ("宠物", "可用的材料没有讲到“宠物”")]
)
def test_what_the_library_has_is_not_said_to_be_missing_from_it(library, topic, said):
    asked = read_request(topic, "湖南")
    first, *_ = gaps((), 0, gather(asked, library), asked, COMMITTEE)
    assert first.startswith(said)
