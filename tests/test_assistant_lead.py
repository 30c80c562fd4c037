"""Reading a lead in plain text, and writing ours as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import lead
from assistant.errors import RequestError
from assistant.types import Claim, Outline

TEXT = """一、科技应用场景

事由：持续的疫情改变了办公习惯[1]。它也改变了商业生态。

  有科技企业反映，应用场景拓展缓慢[2]。

问题点：

1. 政府如何开放、搭台、培育应用场景落地
2. 如何建立开放机制，
鼓励更多中小企业参与
（3）探索仿真模拟

依据与出处：
[1] 《某报》，2021年6月10日：“持续的疫情”
"""


def parts(found):
    return [found.at(part) for part in found.parts()]


def test_the_parts_are_read_without_labels_and_numbers():
    found = lead.read(TEXT)
    assert found.at(found.title) == "科技应用场景"
    assert [[found.at(s) for s in paragraph] for paragraph in found.paragraphs] == [
        ["持续的疫情改变了办公习惯[1]。", "它也改变了商业生态。"],
        ["有科技企业反映，应用场景拓展缓慢[2]。"],
    ]
    assert [found.at(item) for item in found.issues] == [
        "政府如何开放、搭台、培育应用场景落地",
        "如何建立开放机制，\n鼓励更多中小企业参与",
        "探索仿真模拟",
    ]


def test_the_text_is_kept_as_it_came_so_that_offsets_are_the_writers():
    assert lead.read(TEXT).text == TEXT


def test_lengths_leave_out_white_space_and_citation_marks():
    found = lead.read(TEXT)
    assert found.size(*found.paragraphs[0]) == len("持续的疫情改变了办公习惯。它也改变了商业生态。")
    assert found.size(found.issues[1]) == len("如何建立开放机制，鼓励更多中小企业参与")


def test_a_badly_bracketed_document_number_is_no_citation_mark():
    found = lead.read("链长\n事由：见[2021]51号文[12,13]。")
    assert found.size(*found.paragraphs[0]) == len("见[2021]51号文。")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("应用场景\n", "题目"),
        ("它也", "事由第1段"),
        ("拓展缓慢", "事由第2段"),
        ("鼓励更多", "问题点第2条"),
        ("事由", ""),
        ("某报", ""),
    ],
)
def test_an_offset_has_a_place_that_people_understand(words, place):
    assert lead.read(TEXT).where(TEXT.index(words)) == place


def test_reasons_reach_from_the_first_to_the_last_sentence():
    found = lead.read(TEXT)
    start, end = found.reasons()
    assert TEXT[start:].startswith("持续的疫情")
    assert TEXT[:end].endswith("缓慢[2]。")


@pytest.mark.parametrize("label", ["事由：", "事由:", "【事由】", "事由\n"])
def test_the_label_of_reasons_is_known_in_its_forms(label):
    assert parts(lead.read(f"电力供应\n{label}供电偏紧。\n【问题点】如何错峰用电")) == [
        "电力供应",
        "供电偏紧。",
        "如何错峰用电",
    ]


def test_the_title_is_the_line_right_above_the_reasons():
    found = lead.read("【提案线索选登】\n# 题目：电力供应\n事由：供电偏紧。")
    assert found.at(found.title) == "电力供应"


def test_lines_without_numbers_are_an_item_each():
    found = lead.read("电力供应\n事由：供电偏紧。\n问题点：\n如何错峰用电\n如何节能降耗")
    assert [found.at(item) for item in found.issues] == ["如何错峰用电", "如何节能降耗"]


def test_missing_parts_are_empty():
    found = lead.read("事由：\n")
    assert (found.title, found.paragraphs, found.issues, found.reasons()) == ((0, 0), (), (), None)


@pytest.mark.parametrize("text", ["", "\n \n", "电力供应\n供电偏紧。\n问题点：\n1. 如何错峰用电"])
def test_a_text_without_reasons_is_refused_with_what_to_do(text):
    with pytest.raises(RequestError, match="“事由：”"):
        lead.read(text)


SENTENCE = st.text("产业链中小企业融资难，、“”（）《》%0123456789 A", min_size=1, max_size=40).map(
    lambda text: f"据{text}反映。"
)
ITEM = st.text("产业链融资难，“”", min_size=1, max_size=30).map(lambda text: f"如何{text}缓解")
OUTLINES = st.builds(
    lambda title, reasons, issues: Outline(
        topic="",
        title=title,
        profile="committee",
        reasons=tuple(tuple(Claim(text) for text in paragraph) for paragraph in reasons),
        issues=tuple(Claim(text) for text in issues),
    ),
    st.text("产业链链长制", min_size=1, max_size=12),
    st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(ITEM, max_size=5),
)


@given(OUTLINES)
def test_every_claim_of_a_draft_is_one_part_of_its_text(outline):
    found = lead.of(outline)
    assert found.at(found.title) == outline.title
    assert [[found.at(s) for s in paragraph] for paragraph in found.paragraphs] == [
        [claim.text for claim in paragraph] for paragraph in outline.reasons
    ]
    assert [found.at(item) for item in found.issues] == [claim.text for claim in outline.issues]


@given(OUTLINES)
def test_what_is_written_is_read_back_the_same(outline):
    written = lead.of(outline)
    read = lead.read(written.text)
    assert (read.title, read.issues, read.reasons()) == (written.title, written.issues, written.reasons())
    assert len(read.paragraphs) == len(written.paragraphs)


def test_an_empty_paragraph_of_a_draft_is_left_out():
    outline = Outline("", "链长", "committee", ((), (Claim("有据。"),)), ())
    assert lead.of(outline).text == "链长\n事由：有据。\n问题点："
