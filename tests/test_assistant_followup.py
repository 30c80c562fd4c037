"""A follow-up becomes a question that can be understood alone; any other question is left as it is."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.followup import standalone
from assistant.types import Answer, Claim
from evals.turns import read_dialogues

DIALOGUES = read_dialogues()


def right(dialogue, library):
    first = ask(dialogue.first, library, Extractive())
    return dialogue.right(standalone(dialogue.question, [first]))


@pytest.mark.parametrize("dialogue", [d for d in DIALOGUES if d.split == "dev"], ids=lambda d: d.id)
def test_a_dialogue_that_was_worked_on_is_understood(dialogue, library):
    assert right(dialogue, library)


def test_most_dialogues_that_were_never_looked_at_are_understood(library):
    heldout = [d for d in DIALOGUES if d.split == "heldout"]
    assert len(heldout) == 12
    assert sum(right(dialogue, library) for dialogue in heldout) >= 10


def test_a_first_question_is_left_as_it_is():
    assert standalone(" 那浙江呢？\n", []) == "那浙江呢？"


def test_the_answer_says_how_the_question_was_read_and_rests_on_that(library):
    first = ask("国家级开发区的工业用地综合容积率，东部地区是多少？", library, Extractive())
    answer = ask("那西部地区呢？", library, Extractive(), history=[first])
    assert answer.question == "那西部地区呢？"
    assert answer.standalone == "国家级开发区的工业用地综合容积率，西部地区是多少？"
    assert [claim.text for claim in answer.claims] == ["西部地区：工业用地综合容积率 0.76"]


def test_an_item_beyond_the_answer_is_asked_as_it_stands(library):
    first = ask("什么是链长制？", library, Extractive())
    assert standalone("第九点展开说说", [first]) == "第九点展开说说"


def test_another_figure_takes_the_place_of_what_was_aimed_at(library):
    first = ask("江苏2026年GDP增长目标是多少？", library, Extractive())
    assert standalone("城镇新增就业呢？", [first]) == "江苏2026年城镇新增就业目标是多少？"


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (
            "江苏2026年GDP增长目标是多少？",
            "它2025年实际增长多少？",
            "江苏GDP2025年实际增长多少？",
        ),
        (
            "长沙今年粮食产量目标是多少？",
            "它去年完成了多少？",
            "长沙粮食产量去年完成了多少？",
        ),
        (
            "长沙2025年计划改造多少个老旧小区？",
            "由哪个部门牵头？",
            "长沙2025年计划改造老旧小区由哪个部门牵头？",
        ),
        (
            "湖南调研发现了哪些问题？",
            "针对这些问题提出了什么建议？",
            "针对湖南调研发现的问题提出了什么建议？",
        ),
        ("古树分几级保护？", "依据是哪一条？", "古树分几级保护，依据是哪一条？"),
        ("长沙2024年地区生产总值是多少？", "人均呢？", "长沙2024年人均地区生产总值是多少？"),
    ],
)
def test_what_was_asked_about_is_kept_whole(before, question, alone):
    assert standalone(question, [Answer(before, before, refusal="资料库中没有足够的依据。")]) == alone


def test_a_point_of_the_only_sentence_may_be_pointed_at():
    said = Claim("短板有两个方面：一是工业软件自给率偏低；二是数据流通机制不健全，尚处试点阶段。", ())
    before = Answer("有哪些短板？", "有哪些短板？", (said,))
    assert standalone("第二点展开讲讲", [before]) == "“数据流通机制不健全，尚处试点阶段”具体有哪些内容？"
