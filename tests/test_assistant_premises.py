"""What a question wrongly takes for granted is corrected, from the source, before it is answered."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive

WRONG = [
    ("江西11位省领导担任了20条重点产业链的链长，是哪一年的事？", "20条", "14 个"),
    ("邵东的打火机占全球50%，产值到了什么规模？", "50%", "70%"),
    ("南昌的虚拟现实产业链是不是市长当链长？", "市长", "市委书记"),
    ("南昌5G产业链由市长担任链长，责任部门是哪家？", "市长", "市委书记"),
    ("江苏产业强链三年行动为什么要重点培育100条产业链？", "100条", "50 条"),
    ("浙江链长制的“八个一”机制都包括什么？", "八个一", "九个一"),
    ("美国《芯片与科学法案》拨了280亿美元，用在什么地方？", "280亿美元", "527亿美元"),
    ("南京安排10位市领导当链长，一共管几条产业链？", "10位", "7 位"),
    ("粤府函〔2020〕82号是2021年发布的，讲的是什么？", "2021年", "2020年5月18日"),
    (
        "深圳把年产值不少于50亿元的制造业企业作为链主重点支持，是真的吗？",
        "不少于50亿元",
        "不少于100亿元",
    ),
    ("2021年中国有8000家企业对外投资，去了多少个国家和地区？", "8000家", "6349家"),
    ("我国制造业增加值是2010年超过美国成为全球第一的吧？", "2010年", "2012年"),
    ("制造业增加值占国民生产总值的比重从2012年到2021年上升了4.77个百分点，对吗？", "上升", "下降"),
]


@pytest.mark.parametrize(("question", "said", "given"), WRONG)
def test_a_wrong_premise_is_named_and_the_source_shown(question, said, given, library):
    answer = ask(question, library, Extractive())
    assert answer.notices == (f"问题中的“{said}”与材料不符：材料作“{given}”",)
    quoted = " ".join(library.quote(c.span) for claim in answer.claims for c in claim.citations)
    assert given in quoted
    assert all(claim.verdict == "supported" for claim in answer.claims)


@pytest.mark.parametrize(
    "question",
    [
        "江西11位省领导担任了14个重点产业链的链长，是哪一年的事？",
        "南京安排7位市领导当链长，一共管几条产业链？",
        "浙江链长制的“九个一”机制都包括什么？",
        "粤府函〔2020〕82号是2020年发布的，讲的是什么？",
        "2022年我国制造业增加值是多少？",
        "江西2020年二季度的生产总值是多少？",
        "江西由省领导挂帅的14个重点产业链分别是哪14个？",
        "豫政办〔2021〕41号讲的是什么？",
        "为什么我国制造业增加值占比从2012年的26.29%上升到2021年的31.06%？",
    ],
)
def test_a_right_premise_or_a_mere_gap_is_not_corrected(question, library):
    assert ask(question, library, Extractive()).notices == ()
