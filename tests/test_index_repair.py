"""The damaged places of the seed texts, and what must hold of every text."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.catalog import read_catalog
from index.load import load
from index.load.text import load_text
from index.split import split
from index.types import Span

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
NAMES = sorted(p.name for p in SEEDS.glob("*.txt"))


@pytest.fixture(scope="module")
def documents():
    catalog = read_catalog(SEEDS)
    return {name[:3]: load(SEEDS / name, catalog[name]) for name in NAMES}


def raw_of(document):
    return (SEEDS / document.source).read_text(encoding="utf-8")


def line_of(document, words):
    at = document.text.index(words)
    return document.locate(Span(document.id, at, at + len(words))).line


def squeezed(text):
    return re.sub(r"\s+", "", text)


def holds(document, raw):
    """Every canonical character stands in its place, and text with furniture accounts for the raw file."""
    seen = [0] * len(raw)
    for place in document.places:
        size = place.end - place.start
        assert document.text[place.start : place.end] == raw[place.raw_start : place.raw_start + size]
        for k in range(place.raw_start, place.raw_start + size):
            seen[k] += 1
    for start, end in document.furniture:
        for k in range(start, end):
            seen[k] += 1
    assert [raw[k] for k in range(len(raw)) if not raw[k].isspace() and seen[k] != 1] == []
    placed = {k for place in document.places for k in range(place.start, place.end)}
    assert all(document.text[k].isspace() for k in range(len(document.text)) if k not in placed)


def accounted(document):
    """Passages, headings and furniture account for every character of the text; none stands in two passages."""
    passages = split(document)
    seen = [0] * len(document.text)
    for passage in passages:
        assert document.at(passage.span) == document.text[passage.span.start : passage.span.end]
        for k in range(passage.span.start, passage.span.end):
            seen[k] += 1
    assert max(seen) <= 1
    for block in document.blocks:
        if block.kind in ("heading", "furniture"):
            for k in range(block.span.start, block.span.end):
                seen[k] = 1
    assert [
        document.text[k] for k in range(len(seen)) if not seen[k] and not document.text[k].isspace()
    ] == []


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_text_and_furniture_account_for_every_character_of_a_seed(documents, number):
    holds(documents[number], raw_of(documents[number]))
    accounted(documents[number])


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_sentence_maps_to_raw_pieces_of_the_same_characters(documents, number):
    document = documents[number]
    raw = raw_of(document)
    rng = random.Random(7)
    for _ in range(400):
        start = rng.randrange(len(document.text) - 1)
        span = Span(document.id, start, min(start + rng.randint(1, 300), len(document.text)))
        pieces = "".join(raw[a:b] for a, b in document.locate(span).raw)
        assert squeezed(pieces) == squeezed(document.at(span))


PIECES = [
    "一、总体要求\n", "（一）主要目标\n", "第一条　", "特此通知，请认真贯彻执行。", "\n", "\n\n", "　　", "1. 加快建设；",
    "到2025年，产值达到5000亿元以上，", "表1 主要指标\n", "指标\t2020年\t2021年\n", "产值\t100\t\n", "\t50\t60\n", "- 要点\n",
    "30%", "A b c.", "”）", "“链长制”", "——", "12\n", "目 录\n", "<b>加粗</b>", "[3]", "①。", "😀", "发布时间：2021年3月\n",
    "（来源：某报）\n", "【政策】\n", "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "attrac-\ntion", "\ufeff", "\u200b", "\r\n",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=80))
def test_any_text_is_accounted_for(pieces):
    raw = "正文开始了。" + "".join(pieces)
    raw = raw.lstrip("\ufeff")
    document = load_text(raw.encode(), "t.txt")
    holds(document, raw)
    accounted(document)


def test_a_column_by_column_table_is_rebuilt_with_its_units(documents):
    rows = [documents["001"].at(b.span) for b in documents["001"].blocks if b.table is not None]
    assert rows[0].startswith("表1 我国四大区域板块")
    assert rows[1].split("\t") == [
        "区域",
        "工业用地固定资产投资强度（万元/公顷）",
        "工业用地地均税收（万元/公顷）",
        "综合地均税收（万元/公顷）",
        "工业用地综合容积率",
        "工业用地建筑系数（%）",
    ]
    assert rows[2].split("\t") == ["东部地区", "10385.93", "864.23", "734.30", "0.99", "53.24"]
    assert rows[5].split("\t") == ["东北地区", "5307.24", "547.51", "350.37", "0.75", "49.70"]


def test_the_sentence_a_table_interrupts_reads_on_as_one_quote_of_two_pieces(documents):
    document = documents["001"]
    words = "但制造业增加值占国民生产总值的比重却持续下降"
    at = document.text.index(words)
    location = document.locate(Span(document.id, at, at + len(words)))
    assert location.line == 359
    raw = raw_of(document)
    lines = [raw.count("\n", 0, start) + 1 for start, _ in location.raw]
    assert lines == [359, 423]


def test_rows_cut_by_a_page_are_one_row_and_keep_their_number(documents):
    document = documents["003"]
    rows = {document.at(b.span) for b in document.blocks if b.kind == "row"}
    (nanjing,) = [r for r in rows if "推动产业链高质量发展" in r]
    assert "《南京市推动产业链高质量发展工作方案》（宁委办发〔2020〕27号）" in nanjing
    assert "集成电路、人工智能、智能电网" in nanjing
    (henan,) = [r for r in rows if r.startswith("河南")]
    assert "《关于建立新兴产业链工作推进机制的通知》（豫政办〔2020〕41号）" in henan
    (jiangmen,) = [r for r in rows if r.startswith("江门")]
    assert "产业集群产值超1000 亿元" in jiangmen.replace("\n", "")


def test_an_empty_first_cell_is_the_one_above_but_an_empty_figure_is_not(documents):
    document = documents["003"]
    row = next(
        b for b in document.blocks if b.kind == "row" and "宁委办发〔2020〕23号" in document.at(b.span)
    )
    assert document.at(row.cells[0]) == "江苏"
    assert not row.span.covers(row.cells[0])
    table = load_text(
        "表1 产值\n地区\t2020年\t2021年\n甲市\t10\t11\n乙市\t\t12\n\t3\t\n结束了。".encode(), "t.txt"
    )
    rows = [b for b in table.blocks if b.kind == "row" and not b.header]
    assert rows[1].cells[1] is None
    assert table.at(rows[2].cells[0]) == "乙市"
    assert rows[2].cells[2] is None


def test_rows_broken_over_lines_are_whole(documents):
    document = documents["000"]
    rows = [document.at(b.span).split("\t") for b in document.blocks if b.kind == "row" and not b.header]
    assert len(rows) == 20
    assert [r[0] for r in rows] == [str(n) for n in range(1, 21)]
    assert rows[0][1:] == ["先进轨道交通装备（含磁浮）产业链", "株洲高新区，轨道交通产业基地（园）"]
    assert rows[8][1] == "先进储能材料及电动汽车产业链"
    assert rows[8][2].endswith("雨花经开区•节能与新能源汽车产业基地")
    assert all(len(r) == 3 and all(r) for r in rows)


def test_merged_cells_of_slides_are_filled(documents):
    document = documents["002"]
    rows = {
        document.at(b.cells[0]): [document.at(c) if c else None for c in b.cells]
        for b in document.blocks
        if b.kind == "row" and b.cells[0] and not b.header
    }
    assert rows["5G"] == ["5G", "市委书记", "市委 秘书长", "市科技局"]
    assert rows["新材料"][1:] == ["市长", "市政协 副主席", "市工信局"]
    assert rows["铝型材"][1:] == ["副市长 (分管市科技局、工信局等)", "市政府副秘书长", "市投促局"]


def test_furniture_is_what_it_should_be(documents):
    def out(number):
        raw = raw_of(documents[number])
        return [raw[a:b] for a, b in documents[number].furniture]

    assert [x for x in out("000") if not re.fullmatch(r"\[\d\]", x)] == ["3"]
    assert sorted(out("001")) == sorted(
        ["【", "】", "①", "②", "③", "④", "14", *["中国式现代化新征程中优化重大生产力布局的战略思考"] * 2]
    )
    assert all(re.fullmatch(r"\[\d+\]|-", x) for x in out("004"))
    contents = [x for x in out("003") if re.search(r"\(\d+\)$", x)]
    assert len(contents) == 19
    assert contents[0].startswith("- ◆ 中央相关会议")
    slides = [x.strip() for x in out("002")]
    assert slides[:13:2] == ["目 录", "从产业政策到产业链政策", "发达经济体产业链政策新动向", "我国各地产业链政策典型模式",
                             "产业链政策的理论探讨", "我国产业链政策需要解决的核心问题", "加快构建我国产业链政策体系"]  # fmt: skip
    assert all(re.fullmatch(r"[-◆▶* ]+|\d{1,2}|</?ul.*>", x) for x in slides[13:])


def test_words_and_dates_cut_by_a_page_are_joined(documents):
    text = documents["003"].text
    assert "2017年11月23日，长沙召开全市产业链工作动员部署会" in text
    assert "今年 5 月12 日，广东省人民政府办公厅发布" in text
    assert "行动计划（2021—2025 年）的通知（粤工信数字产业〔2020〕134 号）" in text
    assert "industrial chain investment attraction. Therefore" in documents["004"].text


def test_the_page_shows_where_a_sentence_stood(documents):
    assert line_of(documents["003"], "“链长制”最早出现在湖南长沙") == 275
    assert line_of(documents["000"], "一次性打火机占全球市场的 70%") == 289


def test_languages_are_told_apart(documents):
    for number in ("001", "004"):
        english = [b for b in documents[number].blocks if b.lang == "en"]
        assert len(english) >= 2
        assert not any("\u4e00" <= c <= "\u9fff" for b in english for c in documents[number].at(b.span))


def test_genres_tell_a_lead_and_an_opinion_from_a_rule(documents):
    document = documents["003"]
    by_words = lambda words: next(p.genre for p in split(document) if words in document.at(p.span))  # noqa: E731
    assert by_words("新冠病毒疫情的爆发") == "提案线索"
    assert by_words("敬畏市场，不搞拉郎配") == "专家观点"
    assert by_words("银发〔2020〕226号") == "政策文件"
    assert by_words("极紫外光刻机") == "委员反映"
    assert by_words("全力摸排") == "新闻"


def test_headings_with_nothing_under_them_are_kept_as_passages(documents):
    document = documents["002"]
    alone = [document.at(p.span) for p in split(document) if p.kind == "heading"]
    assert "湖北" in alone
    assert "① 加强发达地区与欠发达地区的产业链协作" in alone


def test_an_entry_is_one_passage_with_its_number_title_and_date(documents):
    document = documents["003"]
    passages = split(document)
    for policy in document.policies:
        if policy.doc_number and "\n" in document.at(policy.scope):
            (passage,) = [p for p in passages if p.span.covers(policy.span)]
            assert passage.span.covers(policy.date.span)
