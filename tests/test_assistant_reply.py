"""A reply is read line by line and strictly: what is of another form stays visible with its reason."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cite import DraftClaim, Quote
from assistant.reply import LONGEST_LINE, LONGEST_SAY, MOST_QUOTES, Line, Refused, read, visible

GOOD = '{"say": "甲。", "quotes": [{"p": 1, "q": "原文里的话"}]}'
READ = Line(DraftClaim("甲。", quotes=(Quote(1, "原文里的话"),)))


def only(text, parts=()):
    (item,) = read([text], parts)
    return item


def refused_as_unreadable(item):
    return [f.code for f in item.draft.findings] == ["unreadable"] and not item.draft.quotes


def test_a_claim_has_its_words_and_its_quotes():
    assert only(GOOD) == READ
    assert only('{"quotes": [], "say": " 甲。 "}') == Line(DraftClaim("甲。"))


def test_a_refusal_is_no_claim():
    assert only('{"refuse": "没有写明日期"}') == Refused("没有写明日期")


def test_a_line_is_read_as_soon_as_it_is_whole():
    def pieces():
        for piece in (GOOD[:9], GOOD[9:] + "\n", GOOD[:20]):
            sent.append(piece)
            yield piece

    sent = []
    assert next(read(pieces())) == READ
    assert len(sent) == 2


@given(st.lists(st.integers(1, 30)))
def test_where_a_reply_is_cut_into_pieces_changes_nothing(sizes):
    text, pieces = f"{GOOD}\n不是 JSON\n\n{GOOD}", []
    for size in sizes:
        pieces.append(text[:size])
        text = text[size:]
    items = list(read([*pieces, text]))
    assert items[0] == items[2] == READ
    assert refused_as_unreadable(items[1])
    assert len(items) == 3


def test_blank_lines_and_code_fences_say_nothing():
    assert list(read([f"\n```json\n{GOOD}\r\n \n```\n"])) == [READ]


@pytest.mark.parametrize(
    "text",
    [
        "您好！以下是回答。",
        "- " + GOOD,
        GOOD + GOOD,
        GOOD[:-1],
        "[]",
        "null",
        "[" * LONGEST_LINE,
        "{}",
        '{"say": "甲。"}',
        '{"say": "甲。", "quotes": [], "verdict": "supported"}',
        '{"say": "甲。", "say": "乙。", "quotes": []}',
        '{"say": "", "quotes": []}',
        '{"say": 5, "quotes": []}',
        '{"say": "甲。", "quotes": {}}',
        '{"say": "甲。", "quotes": ["原文里的话"]}',
        '{"say": "甲。", "quotes": [{"p": "1", "q": "原文里的话"}]}',
        '{"say": "甲。", "quotes": [{"p": true, "q": "原文里的话"}]}',
        '{"say": "甲。", "quotes": [{"p": 1.0, "q": "原文里的话"}]}',
        '{"say": "甲。", "quotes": [{"p": 1, "q": "原文里的话", "ok": 1}]}',
        '{"say": "甲。", "quotes": [{"p": 1' + "0" * 5000 + ', "q": "原文里的话"}]}',
        '{"say": "甲\\u202e乙", "quotes": []}',
        '{"say": "甲\\ud800", "quotes": []}',
        '{"say": "甲\\n\\n# 乙", "quotes": []}',
        '{"say": "甲。", "quotes": [{"p": 1, "q": "原文\\u200b里的话"}]}',
        '{"refuse": ""}',
        '{"refuse": "缺", "say": "甲。"}',
        '{"part": "事由1", "say": "甲。", "quotes": []}',
        json.dumps({"say": "甲" * (LONGEST_SAY + 1), "quotes": []}),
        json.dumps({"say": "甲。", "quotes": [{"p": 1, "q": "原文里的话"}] * (MOST_QUOTES + 1)}),
        GOOD + " " * 0 + "x" * LONGEST_LINE,
    ],
)
def test_any_other_line_is_shown_as_it_came_with_the_reason(text):
    item = only(text)
    assert refused_as_unreadable(item)
    assert item.draft.text[:100] == text[:100]
    assert len(item.draft.text) < 250
    assert item.draft.findings[0].message.startswith("模型的这一行不合约定的格式：")


def test_what_cannot_be_seen_is_made_visible():
    assert only("甲\u202e乙\x1b[31m").draft.text == "甲\ufffd乙\ufffd[31m"
    assert visible("甲 乙") == "甲 乙"


def test_a_quote_may_hold_the_white_space_of_a_table():
    item = only('{"say": "甲。", "quotes": [{"p": 1, "q": "地区\\t数值\\n东部"}]}')
    assert item.draft.quotes == (Quote(1, "地区\t数值\n东部"),)


def test_a_line_of_an_outline_names_its_part():
    parts = ("事由1", "问题点")
    assert only('{"part": "问题点", "say": "如何甲", "quotes": []}', parts) == Line(
        DraftClaim("如何甲"), "问题点"
    )
    for text in (
        GOOD,
        '{"part": "建议", "say": "甲", "quotes": []}',
        '{"part": ["问题点"], "say": "甲", "quotes": []}',
    ):
        assert refused_as_unreadable(only(text, parts))


@given(st.text())
def test_no_text_breaks_the_reader(text):
    for item in read([text]):
        assert isinstance(item, Line)
        assert visible(item.draft.text) == item.draft.text
