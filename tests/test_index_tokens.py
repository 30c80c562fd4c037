"""Index terms: what is alike in meaning is alike in terms, and nothing whole is ever cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import (
    chars,
    chars_and_words,
    content_pairs,
    each_chars_and_words,
    normalise,
    only_asks,
    words,
)

HAN = st.sampled_from("推动产业链现代化高质量发展省市年号第一二三的了和")
CHINESE = st.text(
    HAN | st.sampled_from("，。、《》（）〔〕 \n\t0123456789.%abcGＡ０５％\u200bé"), max_size=60
)


def contiguous(phrase, terms):
    return any(terms[i : i + len(phrase)] == phrase for i in range(len(terms) - len(phrase) + 1))


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Ｇ６０科创走廊", "g60科创走廊"),
        ("2020 年 3 月", "2020年3月"),
        ("链\u200b长\ufeff制", "链长制"),
        ("第\u3000十\u30005 条", "第 十5条"),
        ("New  Energy 2030", "new  energy 2030"),
        ("增长\n5 家", "增长\n5家"),
        ("J\u030c", "\u01f0"),
    ],
)
def test_spellings_of_one_thing_become_one(written, normal):
    assert normalise(written) == normal


@given(st.text(max_size=40) | CHINESE)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFKC", once)


def test_characters_and_pairs_take_turns():
    assert chars("推动链长制") == ["推", "推动", "动", "动链", "链", "链长", "长", "长制", "制"]


def test_no_pair_crosses_punctuation():
    assert chars("产业，链长") == ["产", "产业", "业", "链", "链长", "长"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("推广3D打印", "3d"),
        ("沿G60走廊", "g60"),
        ("达10385.93亿元", "10385.93"),
        ("达10,385.93亿元", "10385.93"),
        ("增长40.55%。", "40.55%"),
        ("增长４０．５５％。", "40.55%"),
        ("每月100元", "100"),
        ("建设IPv6网络", "ipv6"),
    ],
)
def test_numbers_and_latin_words_stay_whole(text, whole):
    assert whole in chars(text)
    assert whole in words(text)
    assert whole in content_pairs(text)


def test_a_number_is_no_part_of_a_longer_one():
    assert "300" not in chars("1300元")
    assert "5000" not in words("15000家")


@pytest.mark.parametrize(
    "written",
    ["粤府函〔2020〕82号", "粤府函[2020]82号", "粤府函（2020） 82 号", "粤府函【2020】82号"],
)
def test_a_document_number_is_one_term_however_it_is_written(written):
    terms = chars(f"依据{written}文件")
    assert "粤府函〔2020〕82号" in terms
    assert "82" not in terms
    assert terms == chars("依据粤府函〔2020〕82号文件")
    assert {"粤府函〔2020〕82号", "粤府函", "2020", "82"} <= {*words(f"依据{written}文件")}


def test_two_document_numbers_share_no_whole_term():
    assert not {*chars("粤府函〔2020〕111号")} & {*chars("粤府函〔2020〕112号")}


def test_words_are_words():
    assert {"产业链", "现代化"} <= {*words("推动产业链现代化")}
    assert "业链" not in words("推动产业链现代化")
    assert "，" not in words("推动，产业链")


@given(CHINESE, st.data())
def test_a_stretch_of_whole_runs_is_a_phrase_of_terms(text, data):
    """Cut at characters that end every term, any slice of a text is found again in its terms."""
    ends = [0, *(i + 1 for i, c in enumerate(text) if c in "，。、《》\n"), len(text)]
    start = data.draw(st.sampled_from(ends))
    stop = data.draw(st.sampled_from([e for e in ends if e >= start]))
    terms = chars(text[start:stop])
    if "号" not in text:  # a document number may reach over a bracket
        assert contiguous(terms, chars(text))


@given(st.text(HAN.filter(lambda c: c != "号"), min_size=2, max_size=30), st.data())
def test_any_part_of_a_han_run_is_a_phrase_of_terms(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    assert contiguous(chars(text[start:stop]), chars(text))


@given(st.text(max_size=40) | CHINESE)
def test_terms_hold_no_white_space_and_are_never_empty(text):
    both = chars(text), words(text)
    assert chars_and_words(text) == tuple(map(" ".join, both))
    assert all(term and not any(map(str.isspace, term)) for terms in both for term in terms)


@given(st.lists(CHINESE, max_size=4))
def test_words_do_not_depend_on_what_else_is_in_the_text(texts):
    """All runs of a text are cut in one call."""
    assert words("。".join(texts)) == [word for text in texts for word in words(text)]


@given(st.lists(st.text(max_size=40) | CHINESE, max_size=6))
def test_many_texts_at_once_give_the_terms_of_each(texts):
    assert [*each_chars_and_words(texts)] == [chars_and_words(text) for text in texts]


@given(CHINESE)
def test_width_and_case_make_no_difference(text):
    assert chars(text.upper()) == chars(text)
    assert words(unicodedata.normalize("NFKC", text)) == words(text)


def test_content_pairs_leave_out_grammar_and_asking():
    assert content_pairs("养老的服务") == {"养老", "服务"}
    assert content_pairs("养老服务有哪些问题是多少") >= {"养老", "老服", "服务", "问题"}
    assert not {"多少", "哪些", "有哪"} & content_pairs("养老服务有哪些问题是多少")
    assert content_pairs("") == frozenset()


@pytest.mark.parametrize("term", ["多少", "哪些", "什么", "如何", "些", "为什么"])
def test_what_only_asks(term):
    assert only_asks(term)


@pytest.mark.parametrize(
    "term", ["是", "问题", "多元", "养老", "2020", "有限", "目的地", "g60", "粤府函〔2020〕82号"]
)
def test_what_does_not_only_ask(term):
    assert not only_asks(term)
