"""The labelled claims are what the rules make, and the checker is measured on them both ways."""

import json
from collections import Counter
from dataclasses import replace

import jsonschema
import pytest

from evals import __main__ as door
from evals import claims as claimed
from evals.cases import DATA, read_texts, rows
from evals.claims import (
    confusion,
    judged,
    misses,
    problems,
    read_claims,
    regenerated,
    tables,
    values,
    write_claims,
)
from evals.gate import read_floors
from evals.mutate import RULES, Labelled, kind_of, mutations
from evals.scores import means

CLAIMS, TEXTS = read_claims(), read_texts()
JUDGED_ALL = [(claim, "supported") for claim in CLAIMS]
ORIGINAL = next(claim for claim in CLAIMS if claim.mutation == "原句")


def test_claims_follow_their_schema():
    schema = json.loads((DATA / "claims.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft202012Validator(schema)
    assert [e.message for row in rows(DATA / "claims.jsonl") for e in checker.iter_errors(row)] == []
    row = next(iter(rows(DATA / "claims.jsonl")))
    for change in ({"label": "maybe"}, {"evidence": []}, {"mutation": "别的"}, {"label": "partial"}):
        assert not checker.is_valid(row | change)


def test_every_claim_stands_at_its_place_and_the_rules_make_the_same_today():
    assert list(problems(CLAIMS, TEXTS)) == []


def test_there_are_enough_claims_by_rule_and_by_hand_right_and_wrong():
    rules = Counter(claim.mutation for claim in CLAIMS)
    kinds = Counter(kind_of(claim) for claim in CLAIMS)
    by_hand = [claim for claim in CLAIMS if claim.mutation == "手写"]
    assert len(CLAIMS) - len(by_hand) >= 400
    assert len(by_hand) >= 300
    assert set(rules) >= set(RULES)
    assert {claim.label for claim in CLAIMS} == {"supported", "partial", "contradicted", "unsupported"}
    assert sum(claim.label == "supported" for claim in by_hand) >= 150
    assert sum(claim.split == "heldout" for claim in by_hand) >= 80
    assert all(claim.split == "dev" for claim in CLAIMS if claim not in by_hand)
    assert {"subject", "period", "modality", "target", "arithmetic", "bound", "title"} <= set(kinds)
    assert min(kinds.values()) >= 5


def test_every_claim_has_a_kind_that_fits_its_label():
    right = {"verbatim", "paraphrase"}
    assert [c.id for c in CLAIMS if (kind_of(c) in right) != (c.label == "supported")] == []


def test_a_floor_is_set_for_every_number_of_the_claims():
    wanted = {name for scores in values(JUDGED_ALL).values() for name, v in scores.items() if v is not None}
    assert set(read_floors()["claims"]) == wanted


@pytest.mark.parametrize(
    ("rule", "text", "altered"),
    [
        ("改数字", "2021年引进企业6038家。", "2021年引进企业6031家。"),
        ("改数字", "粤府函〔2020〕82号", "粤府函〔2020〕82号"),
        ("改数字", "2020年10月12日印发", "2020年10月12日印发"),
        ("颠倒数字", "贸易竞争力指数为27.5%", "贸易竞争力指数为72.5%"),
        ("颠倒数字", "共有20家", "共有20家"),
        ("改单位", "营业收入15 万亿元", "营业收入15 亿亿元"),
        ("改年份", "2019 年增长", "2018 年增长"),
        ("改文号", "粤府函〔2020〕82号", "粤府函〔2020〕83号"),
        ("换地名", "湖南与广东", "湖北与广东"),
        ("反义", "产量下降0.6%", "产量增长0.6%"),
        ("改界限", "增长10%以上", "增长10%以下"),
        ("改界限", "不少于100亿元", "不超过100亿元"),
        ("换职务", "由市委书记担任", "由市长担任"),
        ("改否定", "一直没有一家", "一直已有一家"),
        ("改否定", "允许转让", "不允许转让"),
        ("改否定", "已有四家", "已没有四家"),
        ("目标说成完成", "力争到2025年建成", "已于2025年建成"),
        ("改日期", "12月28日印发", "1月28日印发"),
        ("改日期", "2021年印发", "2021年印发"),
        ("对调数字", "甲5家，占3%，乙8家", "甲8家，占3%，乙5家"),
        ("对调数字", "甲5家，占3%", "甲5家，占3%"),
        ("改时段", "累计建成5家", "当年建成5家"),
        ("换机构", "省工业和信息化厅牵头", "省财政厅牵头"),
        ("改情态", "应当公开", "可以公开"),
        ("丢界限", "增长10%以上", "增长10%"),
        ("丢界限", "不少于100亿元", "100亿元"),
        ("改题名", "《关于促进发展的意见》促进", "《关于规范发展的意见》促进"),
    ],
)
def test_a_rule_alters_one_thing(rule, text, altered):
    assert RULES[rule](text) == altered


def test_each_original_is_mixed_or_led_astray():
    other = replace(ORIGINAL, id="other", text="别的话。", evidence=())
    made = {claim.id: claim for claim in mutations([ORIGINAL, other])}
    assert made[f"{ORIGINAL.id}-astray"].evidence == ()
    assert made[f"{ORIGINAL.id}-astray"].label == "unsupported"
    assert made["other-mixed"].text == f"别的话，{ORIGINAL.text}"
    assert made["other-mixed"].label == "partial"


def test_a_claim_edited_by_hand_is_noticed_and_made_anew(tmp_path, monkeypatch, capsys):
    path = tmp_path / "claims.jsonl"
    at = next(n for n, claim in enumerate(CLAIMS) if claim.mutation == "改数字")
    edited = [*CLAIMS[:at], replace(CLAIMS[at], text="改过的句子。"), *CLAIMS[at + 1 :]]
    write_claims(edited, path)
    assert list(problems(read_claims(path), TEXTS)) == [
        "claims.jsonl 与变异规则不符，请运行 python -m evals claims --write"
    ]
    monkeypatch.setattr(claimed, "read_claims", lambda: read_claims(path))
    monkeypatch.setattr(claimed, "write_claims", lambda claims: write_claims(claims, path))
    assert door.main(["claims"]) == 1
    assert regenerated(read_claims(path)) == CLAIMS
    write_claims(regenerated(read_claims(path)), path)
    assert read_claims(path) == CLAIMS
    assert f"{len(CLAIMS)} 句" in capsys.readouterr().out


def test_a_slipped_place_and_a_repeated_id_are_reported():
    item = ORIGINAL.evidence[0]
    slipped = replace(item, raw=tuple((a + 1, b + 1) for a, b in item.raw))
    assert "位置与引文不符" in next(problems([replace(ORIGINAL, evidence=(slipped,))], TEXTS))
    assert next(problems([ORIGINAL, ORIGINAL], TEXTS)) == f"编号重复 {ORIGINAL.id}"


def given(label, verdict, name):
    return Labelled(name, f"{name}的话", label, "手写", ()), verdict


JUDGED = [
    given("supported", "supported", "a"),
    given("supported", "partial", "b"),
    given("contradicted", "supported", "c"),
    given("contradicted", "contradicted", "d"),
    given("partial", "unsupported", "e"),
]


def test_errors_caught_and_truths_passed_are_counted_apart():
    found = means({"claims": values(JUDGED)})
    assert found == {"claims/checker_passes": 0.5, "claims/checker_catches": round(2 / 3, 4)}
    kinds = ("paraphrase", "verbatim", "date", "office", "target")
    sorted_out = [(replace(c, kind=k), v) for (c, v), k in zip(JUDGED, kinds, strict=True)]
    found = means({"claims": values(sorted_out)})
    assert {name.partition("/")[2]: value for name, value in found.items()} == {
        "checker_passes": 0.5,
        "checker_catches": round(2 / 3, 4),
        "paraphrases_passed": 1.0,
        "verbatim_passed": 0.0,
        "figures_caught": 0.0,
        "swaps_caught": 1.0,
        "shifts_caught": 1.0,
    }


def test_the_matrix_counts_each_label_and_verdict():
    assert confusion(JUDGED)["contradicted", "supported"] == 1
    text = tables(JUDGED)
    assert "| 与原文不符 | 1 | 0 | 1 | 0 |" in text
    assert "| 手写 | 2 | 1 | 3 | 2 |" in text
    assert [line[:3] for line in misses(JUDGED)] == ["[b]", "[c]"]
    unseen = [(replace(claim, split="heldout"), verdict) for claim, verdict in JUDGED]
    assert misses(unseen) == ()
    assert "| 留出 | 2 | 1 | 3 | 2 |" in tables(unseen)


def test_claims_on_texts_of_their_own_are_judged_on_those_texts():
    own = [c for c in CLAIMS if c.evidence[0].source.startswith("t") and c.split == "dev"]
    sample = [next(c for c in own if c.label == label) for label in ("supported", "contradicted")]
    found = judged(sample, lambda text, places: "unsupported")
    assert [verdict for _, verdict in found] == ["supported", "contradicted"]
    assert judged([ORIGINAL], lambda text, places: "partial") == [(ORIGINAL, "partial")]
