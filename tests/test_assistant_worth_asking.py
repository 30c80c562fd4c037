"""Questions that a lead may ask: of the topic, told by a fact, each once."""

import pytest

from assistant.asking import Question
from assistant.material import gather
from assistant.relevance import Matter
from assistant.request import read_request
from assistant.told import Told
from assistant.worth_asking import FEWEST_ITEMS, OF_TOPIC, TOUCHES, worth_asking
from index.tokens import normalise
from index.types import Span


def asked(topic, library, region="广东"):
    return worth_asking(gather(read_request(topic, region), library)).questions


def test_every_question_touches_the_topic_and_has_a_fact_that_tells_it(library):
    found = asked("产业链内中小企业融资难问题", library)
    assert found
    for question in found:
        assert question.near >= TOUCHES or not question.roots
        assert all(root.telling is not None for root in question.roots)
    assert not any("创新能力" in question.text for question in found)


@pytest.mark.parametrize(
    ("topic", "proposals"), [("产业链人才培养和引进", False), ("推进我省产业链数字化升级", True)]
)
def test_proposals_are_asked_for_only_where_problems_are_too_few(topic, proposals, library):
    found = asked(topic, library)
    problems = [q for q in found if not q.measure and q.near >= OF_TOPIC]
    assert any(q.measure for q in found) == proposals == (len(problems) < FEWEST_ITEMS)


def test_what_a_paragraph_opens_with_is_what_its_problems_are_about(library):
    found = {q.text: q for q in asked("战略性新兴产业集群", library)}
    assert found["如何进一步促进产业链紧密耦合"].near >= OF_TOPIC


def test_one_of_several_problems_says_nothing_of_the_next(library):
    assert not any("技术熟练工人" in q.text for q in asked("龙头企业带动作用不强", library))


def test_an_aim_that_the_fact_does_not_tell_is_left_out(library):
    found = next(q for q in asked("产业链人才培养和引进", library) if "招工难" in q.text)
    short = min(
        (r for r in found.roots if "新兴产业" not in r.body and "招工难" in r.body), key=lambda r: r.size
    )
    assert "新兴产业" in found.text
    assert found.of(short).text == "如何增加高技能人才供给，缓解企业落地面临的招工难问题"


def test_a_text_without_the_head_of_the_topic_is_half_as_near(library):
    matter = Matter.of("中小企业融资难", library)
    assert [word.own.forms[0] for word in matter.words if word.head] == ["融资难"]
    whose = normalise("建设完善“专精特新”中小企业梯度培育体系")
    assert matter.asks(normalise("鼓励银行为产业链提供融资")) > 1.5 * matter.asks(whose) > 0


def test_what_a_source_asks_itself_is_asked_only_where_a_fact_tells_more_of_it_than_the_topic(library):
    material = gather(read_request("产业链链长制", "广东"), library)
    assert any("确保广东“链长制”有效推进" in q.text for q in material.questions)
    assert not any("确保广东“链长制”有效推进" in q.text for q in worth_asking(material).questions)


def test_a_word_made_of_words_that_say_nothing_says_nothing(library):
    matter = Matter.of("健全养老服务体系", library)
    assert [word.own.forms[0] for word in matter.words] == ["养老"]
    assert matter.asks(normalise("健全现代公共法律服务体系")) == 0


def test_what_a_matter_is_to_serve_is_none_of_its_sides(library):
    matter = Matter.of("规范发展供应链金融，服务产业链上下游", library)
    assert len(matter.sides) == 1
    assert matter.asks(normalise("推动产业链上下游协同绿色化发展")) < 0.3
    assert len(Matter.of("扩大内需，提振消费", library).sides) == 2


def test_a_noun_of_doing_is_not_what_a_topic_is_about(library):
    heads = [
        [word.own.forms[0] for word in Matter.of(topic, library).words if word.head]
        for topic in ("水污染治理", "自然灾害防御", "夯实粮食安全根基")
    ]
    assert heads == [["水污染"], ["自然灾害"], ["粮食安全"]]


def test_the_short_sentence_that_a_paragraph_opens_with_says_what_the_rest_is_about(library):
    matter = Matter.of("粮食安全", library)
    told, opening = "新增病险水库除险加固12座", "提升粮食安全保障能力。"
    near = matter.near(told, told, opening=opening)
    assert near > matter.near(told, told, before=opening)
    assert near > 1.3 * matter.near(told, told, opening=f"{opening[:-1]}，加快农业农村现代化建设步伐。")


def test_who_says_it_and_what_is_named_in_passing_are_not_what_it_is_about(library):
    facts = gather(read_request("高技能人才短缺问题"), library).facts
    assert facts
    assert not any("汪斌" in f.text and f.own for f in facts)
    assert not any("“择良木而栖”" in f.body and f.own for f in facts)


def test_what_was_told_of_another_place_is_left_to_people_to_judge():
    asked = [
        Question("如何增强县域经济发展活力", Span("d", 0, 9), 0.6, elsewhere=far) for far in (True, False)
    ]
    (gap,) = Told((), tuple(asked)).strayed()
    assert "取自外地的材料" in gap
