"""The BM25 index on disk: what is found, in which order, and that the order never depends on chance."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entries import Row
from index.errors import StoreError
from index.lexical import EXACT, Lexical, fingerprint
from index.tokens import chars

TEXTS = [
    ("粤", "广东省出台《广东省推进新型基础设施建设三年实施方案》，推动产业链现代化。"),
    ("粤", "广东省数字经济增加值达到5.2万亿元，占地区生产总值的比重为46%。"),
    ("粤", "建立省领导担任链长的链长制，推行链长加链主的双链式工作机制。"),
    ("浙", "浙江省数字经济核心产业增加值达到7020亿元，增长13%。"),
    ("浙", "浙江省印发《浙江省实施制造业产业基础再造和产业链提升工程行动方案（2020—2025年）》。"),
    ("赣", "江西省实施产业链链长制，由省领导担任14条重点产业链的链长。"),
    ("国", "国务院办公厅印发《关于推进养老服务发展的意见》（国办发〔2019〕5号），提出28条举措。"),
    ("国", "《关于推进养老服务发展的意见》提出，到2022年每个街道建成一个综合养老服务中心。"),
    ("国", "依据国办发〔2020〕15号文件，加快推进新型城镇化建设，支持老旧小区改造。"),
    ("国", "依据国办发〔2020〕16号文件，加快推进新型城镇化建设，支持老旧小区改造。"),
]
TITLES = {"粤": "广东省产业政策", "浙": "浙江省产业政策", "赣": "江西省产业政策", "国": "国家政策汇编"}
EXACTS = {6: ("国办发〔2019〕5号", "关于推进养老服务发展的意见"), 7: ("关于推进养老服务发展的意见",)}
EXACTS |= {8: ("国办发〔2020〕15号",), 9: ("国办发〔2020〕16号",)}
ROWS = [Row(i + 1, doc, i * 100, text, TITLES[doc], EXACTS.get(i, ())) for i, (doc, text) in enumerate(TEXTS)]


def built(folder, rows):
    Lexical.build(folder, rows)
    return Lexical.open(folder)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return built(tmp_path_factory.mktemp("lexical") / "index", ROWS)


def keys(hits):
    return [hit.key for hit in hits]


def test_a_row_comes_back_as_it_was_named(index):
    best = index.search("双链式工作机制", 3)[0]
    assert (best.key, best.doc_id, best.start) == (3, "粤", 200)
    assert index.count == len(ROWS)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("浙江数字经济核心产业增加值是多少？", 4),
        ("数字经济占GDP的比重46%", 2),
        ("５.２万亿元", 2),
        ("江西有多少条重点产业链？", 6),
        ("7,020 亿元", 4),
    ],
)
def test_a_question_finds_its_row(index, question, key):
    assert keys(index.search(question, 1)) == [key]


def test_the_title_finds_every_row_of_a_document_and_tells_alike_ones_apart(tmp_path):
    text = "地区生产总值增长5%左右，城镇新增就业110万人以上。"
    rows = [
        Row(i, name, 0, text, f"2026年{name}政府工作报告")
        for i, name in enumerate(["甘肃省", "青海省", "海南省"])
    ]
    index = built(tmp_path, rows)
    assert [index.search(f"{row.doc_id}2026年生产总值增长目标", 1)[0].key for row in rows] == [0, 1, 2]


def test_a_year_in_the_question_outweighs_wording(tmp_path):
    rich = "主要预期目标是：国内生产总值增长5%左右。"
    plain = "今年预计增速为5%左右，在实际工作中力争取得更好的结果，并与各方面的要求相衔接。"
    rows = [
        Row(year, f"{year}", 0, rich if year % 4 else plain, f"{year}年政府工作报告")
        for year in range(2010, 2026)
    ]
    question = "2024年国内生产总值增长的主要预期目标是多少？"
    assert keys(built(tmp_path, rows).search(question, 1)) == [2024]


def test_a_score_is_of_characters_words_and_what_is_held(index):
    question = "推动产业链现代化的链长制"
    hits = index.search(question, 10, exact=["国办发〔2020〕15号"])
    shares = index.shares(question, keys(hits))
    assert {*shares} == {*keys(hits)}
    for hit in hits:
        assert hit.score == hit.bm25 + EXACT * hit.held
        assert 0 <= shares[hit.key] <= hit.bm25 + 2e-3
    first = index.search("链长制", 1)[0]
    assert 0 < index.shares("链长制", [first.key])[first.key] < first.bm25


def test_asking_words_find_nothing_of_their_own(tmp_path):
    index = built(tmp_path, [Row(1, "a", 0, "什么？哪些？多少？"), Row(2, "b", 0, "养老服务。")])
    assert keys(index.search("养老服务什么？哪些？多少？", 5)) == [2]
    assert keys(index.search("什么？", 5)) == [1]


# Exact keys and phrases


def test_a_row_that_holds_the_document_number_comes_before_all_that_do_not(index):
    alike = "依据国办发〔2020〕15号文件，加快推进新型城镇化建设，支持老旧小区改造"
    hits = index.search(alike, 10, exact=["国办发〔2020〕16号"])
    assert keys(hits)[:2] == [10, 9]
    assert [hit.held for hit in hits][:2] == [1, 0]
    assert hits[0].score > EXACT > hits[1].score


def test_an_exact_key_needs_no_word_of_the_text(index):
    assert keys(index.search("？", 5, exact=["国办发〔2019〕5号"])) == [7]
    assert keys(index.search("", 5, exact=["关于推进养老服务发展的意见"])) == [7, 8]


def test_width_and_spaces_of_a_key_make_no_difference(index):
    assert keys(index.search("", 5, exact=["国办发〔２０１９〕 5号"])) == [7]


def test_the_more_keys_a_row_holds_the_earlier_it_comes(index):
    exact = ["关于推进养老服务发展的意见", "国办发〔2019〕5号", "国办发〔2020〕15号"]
    hits = index.search("到2022年每个街道建成一个综合养老服务中心", 4, exact=exact)
    assert keys(hits)[:3] == [7, 8, 9]
    assert [hit.held for hit in hits][:3] == [2, 1, 1]


def test_a_phrase_must_stand_unbroken(tmp_path):
    index = built(
        tmp_path,
        [
            Row(
                1,
                "a",
                0,
                "链长制，现代化，产业，产业链，推动产业，现代产业链长，链，现代产业链长制，现代化产业。",
            ),
            Row(2, "b", 0, "各省推行产业链链长制，成效初显，其余从略。"),
            Row(3, "c", 0, "另有一项工作从略。", "产业链链长制"),
        ],
    )
    hits = index.search("产业链的链长与现代产业链长制", 5, phrases=["产业链链长制"])
    assert keys(hits) == [2, 1, 3]
    assert [hit.held for hit in hits] == [1, 0, 0]


@pytest.mark.parametrize("phrase", ["5.2万亿元", "担任链长的链长制", "链", "推行链长加链主的双链式工作机制"])
def test_a_phrase_of_any_kind_is_found(index, phrase):
    holding = {row.key for row in ROWS if phrase in row.text}
    hits = index.search("国办发", 20, phrases=[phrase])
    assert {hit.key for hit in hits if hit.held} == holding
    assert {*keys(hits)[: len(holding)]} == holding


def test_empty_keys_and_phrases_are_no_condition(index):
    plain = index.search("链长制", 5)
    assert index.search("链长制", 5, exact=["", " "], phrases=["", "，。"]) == plain


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_stretch_of_han_in_a_row_is_found_there_as_a_phrase(index, data):
    row = data.draw(st.sampled_from(ROWS))
    run = data.draw(
        st.sampled_from([r for r in re.findall(r"[一-鿿]+", row.text) if "号" not in r and "发" not in r])
    )
    start = data.draw(st.integers(0, len(run) - 1))
    phrase = run[start : data.draw(st.integers(start + 1, len(run)))]
    found = index.search("无关", 20, phrases=[phrase])
    assert row.key in {hit.key for hit in found if hit.held}


# What is asked is only text


@pytest.mark.parametrize(
    "text",
    [
        'chars:"链长" AND words:*',
        "链长 OR (数字",
        "+链长 -制",
        '"',
        "链长^99",
        "[a TO z]",
        "\\",
        "链长\x00制",
        "😀",
        "/.*/",
    ],
)
def test_query_syntax_is_only_text(index, text):
    hits = index.search(text, 20, phrases=[text], exact=[text])
    assert ({3, 6} <= {*keys(hits)}) == ("链长" in text)


@pytest.mark.parametrize("text", ["", " \n", "。？！", "\u200b"])
def test_nothing_asked_nothing_found(index, text):
    assert index.search(text, 5) == []


def test_no_row_wanted_none_given(index):
    assert index.search("链长制", 0) == []


def test_a_long_question_still_finds_its_row(index):
    noise = "".join(chr(0x4E00 + 7 * i) for i in range(1500))
    assert keys(index.search(noise + ROWS[2].text, 1)) == [3]
    assert index.search("，" * 100_000 + "链长制", 1) == []


def test_of_a_long_question_the_rarest_terms_count(tmp_path, monkeypatch):
    monkeypatch.setattr("index.lexical._TERMS", 1)
    rows = [Row(i, f"d{i}", 0, "养老服务中心建设。") for i in range(5)]
    index = built(tmp_path, [*rows, Row(9, "e", 0, "氢。")])
    assert keys(index.search("养老服务中心建设与氢", 9)) == [9]
    assert keys(index.search("养老服务中心建设与氪", 9)) == [0, 1, 2, 3, 4]


def test_the_frequency_of_a_word_is_that_of_its_rarest_pair(index):
    asked = ["数字经济", "链长制", "46%", "氢能", "链", "。"]
    assert index.frequency(asked) == {"数字经济": 2, "链长制": 2, "46%": 1, "氢能": 0, "链": 4, "。": 0}


# Filters


def test_only_the_documents_asked_for_are_searched(index):
    assert {hit.doc_id for hit in index.search("产业链链长制", 10, documents={"浙", "赣"})} <= {"浙", "赣"}
    assert keys(index.search("产业链链长制", 1, documents=["赣"])) == [6]
    assert keys(index.search("双链式", 1, exact=["国办发〔2019〕5号"], documents=["粤"])) == [3]


def test_no_document_allowed_is_not_every_document(index):
    assert index.search("产业链", 5, documents=[]) == []
    assert len(index.search("产业链", 5, documents=None)) > 1


def test_a_filter_does_not_shorten_the_list(tmp_path):
    """Filtering after ranking would leave none of the rows that rank below the others."""
    rows = [Row(i, "多", i, "养老服务中心建设") for i in range(300)]
    rows.append(Row(999, "少", 0, "养老服务中心建设，以及许许多多别的事情，一并说明如下。"))
    assert keys(built(tmp_path, rows).search("养老服务中心建设", 3, documents=["少"])) == [999]


# Order


def test_ties_are_broken_by_document_and_place(tmp_path):
    places = [("b", 5), ("a", 9), ("c", 0), ("a", 2), ("b", 1)]
    rows = [Row(i, doc, start, "同一句话", "同一标题") for i, (doc, start) in enumerate(places)]
    hits = built(tmp_path, rows).search("同一句话", 5)
    assert [(hit.doc_id, hit.start) for hit in hits] == sorted(places)
    assert len({hit.score for hit in hits}) == 1


def test_which_of_many_equal_rows_is_shown_is_not_chance(tmp_path):
    rows = [Row(i, f"d{(i * 37) % 200:03}", i, "同一句话") for i in range(200)]
    hits = built(tmp_path, rows).search("同一句话", 3)
    assert [hit.doc_id for hit in hits] == ["d000", "d001", "d002"]


def test_scores_fall_and_a_longer_list_begins_like_a_shorter_one(index):
    long = index.search("产业链链长制与数字经济", 10)
    assert [hit.score for hit in long] == sorted((hit.score for hit in long), reverse=True)
    assert index.search("产业链链长制与数字经济", 4) == long[:4]


# On disk


def test_rows_that_fail_half_way_leave_nothing_in_the_index(tmp_path):
    def failing():
        yield ROWS[4]
        raise KeyError("source")

    with pytest.raises(KeyError):
        Lexical.build(tmp_path, failing())
    assert Lexical.open(tmp_path).count == 0


def test_an_index_may_be_empty(tmp_path):
    index = built(tmp_path, [])
    assert index.count == 0
    assert index.search("链长制", 5, exact=["国办发〔2019〕5号"], phrases=["链长"]) == []


@pytest.mark.parametrize(
    "damage", [lambda f: (f / "meta.json").write_text("{"), lambda f: (f / "meta.json").unlink()]
)
def test_a_folder_without_an_index_is_an_error_that_says_what_to_do(tmp_path, damage):
    Lexical.build(tmp_path, ROWS)
    damage(tmp_path)
    with pytest.raises(StoreError, match="yanju index rebuild"):
        Lexical.open(tmp_path)


def test_the_fingerprint_changes_with_the_analyser(monkeypatch):
    before = fingerprint()
    monkeypatch.setattr("index.lexical.chars_and_words", lambda text: (" ".join(chars(text)), ""))
    assert fingerprint.__wrapped__() != before
