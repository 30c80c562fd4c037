"""The learned score: which features it weighs, that they point at the sentence that answers, and what it can't outweigh."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import fit, reader
from assistant.answer import ask, search
from assistant.candidates import candidates
from assistant.evidence import Judge, select
from assistant.extractive import Extractive
from assistant.features import Asked, Text, features
from assistant.fit import Sought
from assistant.shares import Shares
from assistant.understand import understand
from assistant.words import terms

HAN = st.text(st.sampled_from("产业链长企业园区投资的了是在，。“”《》0123456789%年a "), max_size=40)


def asked(question, kind="open"):
    return Asked(question, kind, Shares(terms(question)), {})


@given(HAN, st.lists(st.tuples(HAN, HAN, HAN), min_size=1, max_size=5))
def test_every_text_has_a_finite_number_for_every_feature(question, texts):
    table = features(asked(question), [Text(*text) for text in texts])
    assert all(column.shape == (len(texts),) and np.isfinite(column).all() for column in table.values())
    shares = [table[name] for name in ("cover", "cover_around", "local", "pairs", "local_pairs", "clause")]
    assert all((column >= 0).all() and (column <= 1 + 1e-9).all() for column in shares)


def test_a_word_that_every_text_has_tells_none_of_them_apart():
    texts = [Text("产业链由市长负责"), Text("产业链由书记联系"), Text("产业链有七条")]
    table = features(asked("产业链书记"), texts)
    assert table["local"].argmax() == table["local_pairs"].argmax() == 1
    assert table["ahead_local"][1] > 0 > table["ahead_local"][0]


def test_words_before_and_around_count_for_what_they_stand_beside():
    texts = [
        Text("年产值不少于100亿元"),
        Text("年产值不少于100亿元", "链主企业要求如下"),
        Text("年产值不少于100亿元", "", "链主企业"),
    ]
    table = features(asked("链主企业年产值"), texts)
    assert table["cover"][0] == table["cover"][1] == table["cover"][2]
    assert table["cover_before"][1] > table["cover_before"][0] == table["cover_before"][2]
    assert table["cover_around"][2] > table["cover_around"][0]


def test_every_weight_has_its_feature_and_every_feature_its_weight(library):
    weights = reader.weights()
    given_ = features(asked("谁是链长"), [Text("链长由市长担任")])
    assert list(weights["reading"]["weights"]) == list(given_)
    query = understand("什么是链长制？")
    hits = search(query, library)
    judge = Judge(query, hits, library)
    table = judge.table(*reversed(judge.judged(query.asks[0], candidates(hits, library), frozenset())))
    assert list(weights["worth"]["weights"]) == list(table)


def test_the_sentence_that_answers_scores_above_one_that_only_shares_words():
    texts = [
        Text("链长制是一种新的制度安排，需要不断探索。"),
        Text("在南京，链长由7位市领导担任。"),
        Text("南京位于长江下游。"),
    ]
    assert reader.reading(asked("南京有多少位市领导当链长？", "number"), texts).argmax() == 1


def test_a_text_is_like_itself_and_less_like_another():
    same, other = reader.likeness("降低企业用地成本", ["降低企业用地成本", "校园食品安全"])
    assert same == pytest.approx(1, abs=1e-5)
    assert other < 0.6


def test_the_score_cannot_outweigh_a_condition(library):
    question = "江苏省有几位省领导担任链长？"
    query = understand(question)
    (selection, *_) = select(query, search(query, library), library)
    assert not any("7位市领导" in e.candidate.text for e in selection.chosen)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("廣東省的「總鏈長」是誰", "省长"),
        ("专门骗补贴的企业和高管怎么处理", "黑名单"),
        ("EUV光刻机全世界哪家能做", "ASML"),
        ("东部和西部的综合容积率相比哪个高", "0.99 0.76"),
        ("吸引客商，什么东西该摆在头一位来抓", "营商环境"),
    ],
)
def test_a_question_in_everyday_words_or_traditional_characters_is_answered(question, said, library):
    answer = ask(question, library, Extractive())
    shown = "".join(claim.text for claim in answer.claims)
    assert answer.refusal is None
    assert all(words in shown for words in said.split())


@pytest.mark.parametrize(
    "question",
    [
        "灯塔工厂是什么意思？",
        "江西十一位当链长的省领导都叫什么名字？",
        "江西由省领导挂帅的14个重点产业链分别是哪14个？",
        "东北地区国家级开发区的土地闲置率是多少？",
        "叶振宇的文章发表在哪本期刊第几期？",
    ],
)
def test_what_only_touches_the_matter_is_no_answer(question, library):
    answer = ask(question, library, Extractive())
    assert answer.refusal
    assert answer.gaps
    assert not answer.claims


def test_what_only_repeats_the_question_is_no_answer_to_it(library):
    question = "链长制的工作机制"
    short = next(
        c
        for c in candidates(library.search(question, 40), library)
        if c.form in ("item", "sentence") and 8 < len(c.text) < 20
    )
    for asked_, lacking in ((f"{short.text}是什么？", "答案"), ("沿海省份为何限电？", "")):
        query = understand(asked_)
        sought = Sought(query, query.asks[0], library.document(short.span.doc_id))
        assert fit.news(short, sought) == lacking
