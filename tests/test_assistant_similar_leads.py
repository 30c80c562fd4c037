"""查重 finds the earlier lead that a text words anew, shows what both share, and leaves other matters alone."""

import json

import pytest

from assistant.earlier import any_held, earlier
from assistant.errors import RequestError
from assistant.runs import runs
from assistant.similar import matches, similar
from assistant.similar_text import NONE_FOUND, lines, shape
from evals.cases import DATA, rows
from index.encoders import EMBEDDED, open_encoder
from index.library import Library
from tests.test_schemas import validate

CASES = [*rows(DATA / "similar.jsonl")]
REWORDED = [pytest.param(case, id=case["id"]) for case in CASES if case["lead"]]
OTHERS = [pytest.param(case, id=case["id"]) for case in CASES if not case["lead"]]
PROPOSAL = """关于治理共享单车乱停放的提案

一、情况

全市投放共享单车31万辆，地铁口每天早高峰淤积2400辆，占用盲道和人行道。

二、分析

企业只管投放不管运维，停放区划线不足，信用惩戒没有落实。

三、建议

由市交通运输局核定投放总量，每季度考核企业运维情况，在地铁口增划停放区300处。
"""


@pytest.fixture(scope="module")
def encoder():
    return open_encoder(EMBEDDED)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A library of one proposal, which no catalogue describes, and one paper."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "单车.txt").write_text(PROPOSAL, encoding="utf-8")
    (folder / "论文.txt").write_text("共享单车运维研究\n\n共享单车淤积的成因是投放过量。\n", encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_many([folder / "单车.txt", folder / "论文.txt"])
        yield library


def test_the_yardstick_is_three_leads_in_four_wordings_and_twelve_other_texts():
    assert (len(REWORDED), len(OTHERS)) == (12, 12)
    leads = [case.values[0]["lead"] for case in REWORDED]
    assert {lead: leads.count(lead) for lead in leads} == {
        "科技应用场景": 4,
        "电力供应": 4,
        "砂石行业发展": 4,
    }


@pytest.mark.parametrize("case", REWORDED)
def test_a_lead_in_other_words_is_found_first(case, library, encoder):
    found = matches(case["text"], library, encoder)
    assert [match.earlier.title for match in found] == [case["lead"]]


@pytest.mark.parametrize("case", OTHERS)
def test_a_text_on_another_matter_is_not_flagged(case, library, encoder):
    assert matches(case["text"], library, encoder) == ()


def test_without_an_encoder_words_alone_find_nearly_all_and_flag_nothing(library):
    found = [matches(case["text"], library) for case in CASES]
    first = [bool(m) and m[0].earlier.title == case["lead"] for m, case in zip(found, CASES, strict=True)]
    assert sum(first) >= 11
    assert not any(m for m, case in zip(found, CASES, strict=True) if not case["lead"])


def test_each_lead_is_read_into_its_reasons_and_its_items(library):
    held = {one.title: one for one in earlier("提案线索", library)}
    assert {title: (len(one.reasons), len(one.issues)) for title, one in held.items()} == {
        "科技应用场景": (7, 3),
        "电力供应": (15, 4),
        "砂石行业发展": (9, 4),
    }
    assert library.quote(held["砂石行业发展"].issues[3]) == "如何加快机制砂石行业高质量发展"
    assert library.quote(held["电力供应"].reasons[0]).startswith("今年 4 月")


def test_words_taken_over_stand_beside_their_source(library, encoder):
    (case,) = [case for case in CASES if case["id"] == "sand-edited"]
    (match,) = matches(case["text"], library, encoder)
    copied = {
        case["text"][slice(*p.at)]: library.quote(p.citation.span) for p in match.pairs if p.how == "照录"
    }
    assert copied["大量劣质砂石充斥市场，直接进入混凝土生产"] == "大量劣质砂石充斥市场，直接进入混凝土生产"
    assert "在砂石开采、运输、销售、使用链条中，相关部门行业监管错位缺位问题" in copied.values()
    assert not any("\n" in words or "问题点" in words for words in copied)
    assert min(match.reasons, match.issues) > 0.5


def test_a_lead_like_in_matter_alone_has_no_words_taken_over(library, encoder):
    (case,) = [case for case in CASES if case["id"] == "power-retold"]
    (match,) = matches(case["text"], library, encoder)
    assert {pair.how for pair in match.pairs} == {"相近"}
    assert "限电" in match.words


def test_the_words_both_have_are_words(library, encoder):
    text = (
        "事由：佛山执行错峰用电方案，企业担心无法如期交货。\n问题点：\n1. 如何科学分析研判，精准实施有序用电"
    )
    (match,) = matches(text, library, encoder)
    assert {"错峰", "交货"} <= set(match.words)
    assert not {"学分", "峰用", "期交"} & set(match.words)


def test_a_proposal_is_known_by_its_title_and_a_paper_is_none(own, encoder):
    (match,) = matches("地铁口共享单车乱停乱放，占用盲道", own, encoder)
    assert match.earlier.title == "关于治理共享单车乱停放的提案"
    assert [own.quote(span)[:6] for span in match.earlier.issues] == ["由市交通运输"]
    assert matches("养老服务设施不足", own, encoder) == ()


def test_a_library_without_leads_has_nothing_to_compare_with(tmp_path):
    (tmp_path / "a.txt").write_text("某市统计公报\n\n全市生产总值一千亿元。\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "a.txt")
        assert not any_held(library)
        assert matches("砂石", library) == ()


def test_drafts_get_the_same_leads_with_their_pairs(library):
    (near,) = similar("砂石行业发展", library)
    assert near.title == "砂石行业发展"
    assert all(library.quote(citation.span) for _, citation in near.pairs)
    assert near.pairs


def test_a_run_survives_small_changes_spaces_and_width():
    one = "序言甲。1 月和３月，广东电网的用电负荷均突破1亿千瓦，较往年大幅提前。"
    other = "来自电网：1月和3月，广东电网用电负荷都突破 1 亿千瓦，较往年大幅度提前！"
    (run,) = runs(one, other)
    assert one[slice(*run.one)] == "1 月和３月，广东电网的用电负荷均突破1亿千瓦，较往年大幅"
    assert other[slice(*run.other)].startswith("1月和3月")
    assert run.same == 20


@pytest.mark.parametrize(
    "other", ["如何完善养老服务体系", "用电负荷\n均突破1亿千瓦", "突破1亿千瓦，提前。", ""]
)
def test_a_few_words_in_common_are_no_run(other):
    assert runs("广东电网的用电负荷均突破1亿千瓦，较往年提前。", other) == ()


def test_no_character_stands_in_two_runs():
    text = "由于砂石资源告急，天然建筑用砂开采受限，价格暴涨。"
    found = runs(text + "\n" + text, text)
    assert len(found) == 2
    assert found[0].one[1] <= found[1].one[0]


def test_its_json_has_the_documented_shape_and_its_lines_lead_to_the_source(library, encoder):
    for case in CASES:
        found = matches(case["text"], library, encoder)
        validate("similar", json.loads(json.dumps(shape(case["text"], found, library))))
        shown = lines(case["text"], found, library)
        assert (NONE_FOUND in shown) == (not found)
        assert shown.count("yanju show") == sum(len(match.pairs) for match in found)


def test_far_too_much_is_an_error(library):
    with pytest.raises(RequestError):
        matches("字" * 100_001, library)
