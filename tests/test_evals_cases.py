"""The questions and topics are well formed, and every offset of them stands in the seeds."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest

from evals import __main__ as door
from evals import hardness
from evals.cases import (
    DATA,
    Case,
    Evidence,
    TopicFact,
    find,
    joined,
    problems,
    read_cases,
    read_texts,
    read_topics,
    rows,
    squeezed,
    states,
)

CASES, TOPICS, TEXTS = read_cases(), read_topics(), read_texts()
ANSWERABLE = [case for case in CASES if not case.refuse]
BULLETIN = next(name for name in TEXTS if name.startswith("003"))
SLIDES = next(name for name in TEXTS if name.startswith("002"))

# One stretch of each table, from its first row to its last.
TABLES = {
    "000 表1": ("000", "序号 链条名称 重点基地", "20 农业机械产业链"),
    "001 表1": ("001", "区域东部地区中部地区", "49.70"),
    "002 南昌链长": ("002", "产业链链长副链长", "铝型材"),
    "002 政策对照": ("002", "具体产业链政策产业政策", "产业布局政策"),
    "002 美国五动作": ("002", "摸底加强对关键供应链", "关于全球供应链合作的联合声明"),
    "003 表1": ("003", "表 1：广东部分地市", "重点发展方向。"),
    "003 表2": ("003", "表 2：全国部分地区", "广西2019年11月"),
}


def errors(schema, path):
    checker = jsonschema.Draft202012Validator(json.loads((DATA / schema).read_text(encoding="utf-8")))
    return [f"{row.get('id')}: {error.message}" for row in rows(path) for error in checker.iter_errors(row)]


def found(case=None, topic=None):
    return list(problems([case] if case else [], [topic] if topic else [], TEXTS))


def a_case(**changes):
    return replace(ANSWERABLE[0], **changes)


def moved(item, by):
    return replace(item, raw=tuple((start + by, end + by) for start, end in item.raw))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_file_of_cases_follows_its_schema(path):
    assert errors(f"{path.stem}.schema.json", path) == []
    names = [row["id"] for row in rows(path)]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize(
    "change",
    [
        {"behaviour": "maybe"},
        {"facts": []},
        {"evidence": []},
        {"kind": "essay"},
        {"extra": 1},
        {"behaviour": "refuse"},
        {"behaviour": "premise"},
        {"said": ["5000家"]},
        {"split": "test"},
        {"agreed": "yes"},
        {"agreed": True, "settled": "改了一个要点"},
        {"agreed": False, "settled": ""},
    ],
)
def test_the_schema_refuses_a_malformed_question(change):
    schema = json.loads((DATA / "questions.schema.json").read_text(encoding="utf-8"))
    row = next(iter(rows(DATA / "questions.jsonl"))) | change
    assert not jsonschema.Draft202012Validator(schema).is_valid(row)


def test_every_offset_and_every_fact_stands_in_the_seeds():
    assert list(problems(CASES, TOPICS, TEXTS)) == []


@pytest.mark.parametrize("split", ["dev", "heldout"])
def test_there_are_enough_questions_of_every_kind(split):
    kinds = {"number", "list", "cell", "definition", "comparison", "timeline", "lookup", "policy"}
    assert len(CASES) >= 120
    assert len(ANSWERABLE) >= 90
    assert len(CASES) - len(ANSWERABLE) >= 30
    assert {case.kind for case in ANSWERABLE if case.split == split} == kinds


def test_every_behaviour_is_held_out_too():
    behaviours = {"answer", "conflict", "premise", "readings", "refuse"}
    assert {case.behaviour for case in CASES if case.split == "heldout"} == behaviours
    assert {case.split for case in CASES} == {"dev", "heldout"}


def test_forty_answerable_questions_share_less_than_half_their_words_with_the_evidence():
    assert len(hardness.hard(CASES)) >= 40
    assert f"不足一半字对的 {len(hardness.hard(CASES))}（" in hardness.line(CASES)


def test_a_question_in_the_words_of_its_evidence_is_not_hard():
    one = a_case(question=ANSWERABLE[0].evidence[0].quote)
    assert hardness.shared(one) == 1
    assert hardness.hard([one]) == ()
    assert hardness.hard([replace(one, question="咱们工厂去年挣了多少钱？")]) != ()


def test_every_seed_answers_some_question():
    assert {item.source for case in ANSWERABLE for group in case.required() for item in group} == set(TEXTS)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_answers_some_question(table):
    prefix, first, last = TABLES[table]
    source = next(name for name in TEXTS if name.startswith(prefix))
    start = next(find(TEXTS[source], first))[0]
    end = next(place[1] for place in find(TEXTS[source], last) if place[0] > start)
    required = [item for case in ANSWERABLE for group in case.required() for item in group]
    assert any(e.source == source and start <= e.raw[0][0] < end for e in required)


def test_some_questions_need_two_documents():
    def sources(case):
        return {item.source for group in case.required() if len(group) == 1 for item in group}

    assert any(len(sources(case)) > 1 for case in ANSWERABLE)


def test_document_numbers_of_unanswerable_questions_are_in_no_seed():
    numbers = {
        squeezed(number)
        for case in CASES
        if case.refuse and case.kind == "policy" and not re.search("有效期|失效", case.question)
        for number in re.findall(r"[一-鿿]+〔\d{4}〕\d+号", case.question)
    }
    assert len(numbers) >= 3
    assert not [n for n in numbers for text in TEXTS.values() if n in squeezed(text)]


def test_a_broken_line_and_a_page_break_are_bridged_by_one_evidence():
    case = next(case for case in CASES if case.id == "lookup-henan-41")
    title = case.evidence[0]
    assert len(title.raw) == 2
    assert "建立新兴产业链工作推进机制" in squeezed(joined(TEXTS[title.source], title.raw))


@pytest.mark.parametrize("by", [-1, 1])
def test_an_offset_that_slipped_by_one_is_reported(by):
    first, *others = a_case().evidence
    assert "位置与引文不符" in found(a_case(evidence=(moved(first, by), *others)))[0]


def test_an_altered_digit_in_a_quote_is_reported():
    first, *others = a_case().evidence
    altered = replace(first, quote=first.quote.replace("316581", "316518"))
    assert "位置与引文不符" in found(a_case(evidence=(altered, *others)))[0]


def test_offsets_outside_the_file_are_reported():
    length = len(TEXTS[BULLETIN])
    for raw in ((), ((5, 5),), ((-3, 2),), ((length - 1, length + 1),)):
        assert "位置为空或越界" in found(a_case(facts=(), evidence=(Evidence(BULLETIN, raw, "。"),)))[0]


def test_an_unknown_source_is_reported():
    assert "没有来源文件" in found(a_case(facts=(), evidence=(Evidence("x.txt", ((0, 1),), "。"),)))[0]


def test_a_fact_that_no_evidence_states_is_reported():
    assert found(a_case(facts=(("三百亿元",),)))[0].endswith("依据里没有要点 三百亿元")
    topic = next(topic for topic in TOPICS if topic.facts)
    wrong = replace(topic, facts=(TopicFact(("三百亿元",), topic.facts[0].evidence),))
    assert found(topic=wrong)[0].endswith("依据里没有要点 三百亿元")


def test_a_repeated_id_is_reported():
    assert list(problems([ANSWERABLE[0], ANSWERABLE[0]], [], TEXTS)) == [f"编号重复 {ANSWERABLE[0].id}"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (BULLETIN, "砂石是工程建设中不可或缺的建筑材料"),
        (BULLETIN, "如何加快机制砂石行业高质量发展"),
        (BULLETIN, "各地“链长制”政策聚焦前沿科技....."),
        (SLIDES, "我国产业链政策需要解决的核心问题"),
    ],
)
def test_leads_and_tables_of_contents_are_never_evidence(source, words):
    place = next(find(TEXTS[source], words))
    assert "目录或提案线索" in found(a_case(facts=(), evidence=(Evidence(source, (place,), words),)))[0]


def test_topics_outside_the_sources_are_marked_and_the_known_lead_is_named():
    assert sum(not topic.refuse for topic in TOPICS) >= 16
    assert sum(topic.refuse and not topic.similar for topic in TOPICS) >= 3
    assert {topic.profile for topic in TOPICS} == {"committee", "public500", "public300"}
    assert ("砂石行业发展",) in [topic.similar for topic in TOPICS if topic.refuse]
    assert all(6 <= len(topic.facts) <= 10 for topic in TOPICS if not topic.refuse)


@pytest.mark.parametrize(
    ("text", "wording", "stated"),
    [
        ("引进创新创业型企业 6038家", "6038家", True),
        ("共15000家", "5000家", False),
        ("合计达 1.5 万亿元", "1.5万亿元", True),
        ("合计达 11.5 万亿元", "1.5万亿元", False),
        ("合计达1.5万亿元", "5万亿元", False),
        ("387.99 297.76 0.76 50.91", "0.76", True),
        ("0.765", "0.76", False),
        ("0.76。", "0.76", True),
        ("占比２７．５％", "27.5%", True),
        ("产业链政策 需要\n解决", "产业链政策需要解决", True),
        ("", "0.76", False),
    ],
)
def test_facts_are_found_by_whole_numbers_whatever_the_white_space(text, wording, stated):
    assert states(text, (wording,)) is stated


def test_any_wording_of_a_fact_will_do():
    assert states("约四成", ("40%", "四成"))
    assert not states("约三成", ("40%", "四成"))


def test_evidence_that_says_the_same_thing_is_one_requirement():
    one, two, three = (Evidence("a", ((i, i + 1),), "x", either=e) for i, e in enumerate(("p", "", "p")))
    context = Evidence("a", ((9, 10),), "x", context=True)
    case = Case("c", "？", "list", False, (), (one, two, context, three))
    assert case.required() == ((one, three), (two,))


def test_find_gives_every_place_across_line_breaks():
    assert list(find("产业\n\n链，产业链", "产 业链")) == [(0, 5), (6, 9)]
    assert list(find("产业链", "")) == []


def test_verify_succeeds_on_the_data_and_fails_on_a_slip(monkeypatch, capsys):
    assert door.main(["verify"]) == 0
    assert "位置和要点都与原文相符" in capsys.readouterr().out
    slipped = a_case(evidence=tuple(moved(item, 1) for item in a_case().evidence))
    monkeypatch.setattr(door, "read_cases", lambda: (slipped,))
    assert door.main(["verify"]) == 1
    assert f"{slipped.id}：位置与引文不符" in capsys.readouterr().out


def test_verify_counts_what_a_second_reader_agreed_to_and_what_was_settled(monkeypatch, capsys):
    ways = ((True, ""), (True, ""), (False, "改了一个要点"), (False, ""), (None, ""))
    cases = tuple(replace(CASES[at], agreed=yes, settled=why) for at, (yes, why) in enumerate(ways))
    monkeypatch.setattr(door, "read_cases", lambda: cases)
    assert door.main(["verify"]) == 0
    assert "盲答：一致 2，分歧已议定 1，未议定 1，尚未核对 1。" in capsys.readouterr().out


def test_a_settled_difference_follows_the_schema():
    schema = json.loads((DATA / "questions.schema.json").read_text(encoding="utf-8"))
    row = next(iter(rows(DATA / "questions.jsonl"))) | {"agreed": False, "settled": "改了一个要点"}
    assert jsonschema.Draft202012Validator(schema).is_valid(row)


def test_a_cell_of_a_table_broken_into_columns_is_required_with_its_row_and_the_row_is_context():
    case = next(case for case in CASES if case.id == "cell-far")
    assert [item.quote for group in case.required() for item in group] == [
        "西部地区",
        "0.76",
        "东部地区",
        "0.99",
    ]
    assert "西部地区 7944.47 387.99 297.76 0.76 50.91" in [
        item.quote for item in case.evidence if item.context
    ]


def test_locate_prints_the_offsets_of_a_wording(capsys):
    item = ANSWERABLE[0].evidence[0]
    assert door.main(["locate", item.source[:3], item.quote]) == 0
    assert f"[[{item.raw[0][0]}, {item.raw[0][1]}]]" in capsys.readouterr().out
    assert door.main(["locate", item.source[:3], "没有这句话"]) == 1
