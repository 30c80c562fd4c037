"""Bad systems turn the gate red, each in what it spoils; the honest one passes."""

import json
from dataclasses import replace

import pytest

from evals import __main__ as door
from evals import claims, gate, gated, mutants, report
from evals import run as running
from evals.cases import read_cases, read_texts, read_topics
from evals.judge import judge
from evals.metrics import METRICS
from evals.mutants import MUTANTS, spoilt
from evals.mutate import kind_of
from evals.run import fill, run, scores
from evals.scores import means
from index.library import Library

CHOSEN = [case for case in read_cases() if case.split == "dev"][::4]
CHOSEN += [case for case in read_cases() if case.behaviour == "conflict" and case.split == "dev"]
# What each bad system must make worse; it may spoil more.
SPOILS = {
    "引别处的话": ("citation_precision", "citation_recall", "sentence_covered"),
    "位置错一字": ("verbatim_rate", "unsupported_rate"),
    "改句中数字": ("number_accuracy", "unsupported_rate", "sentence_covered"),
    "改句中和引文数字": ("verbatim_rate", "number_accuracy"),
    "丢“不”字": ("sentence_covered",),
    "换地名": ("sentence_covered",),
    "无据也答": ("refusal_recall",),
    "一律拒答": ("refusal_precision", "fact_recall", "unsupported_rate"),
    "什么都引": ("citation_precision", "citation_needed"),
    "整篇照抄": ("conciseness", "citation_precision"),
    "不看表格": ("evidence_recall_at_5", "fact_recall"),
    "用旧版位置": ("verbatim_rate", "citation_recall"),
    "不引出处": ("unsupported_rate", "citation_recall", "verbatim_rate"),
    "检索倒序": ("evidence_recall_at_1", "evidence_recall_at_5", "evidence_recall_at_10", "reciprocal_rank"),
    "只说一面": ("conflict_reported", "fact_recall"),
    "夹带别的话": ("conciseness", "citation_precision"),
}
MISJUDGES = {
    "核对一律放行": ("checker_catches",),
    "核对一律拦下": ("checker_passes",),
    "核对不看数字": ("figures_caught", "checker_catches"),
    "核对不看主语": ("swaps_caught", "checker_catches"),
    "核对不看口径": ("shifts_caught", "checker_catches"),
    "核对不看出处": ("absent_caught", "checker_catches"),
    "核对只认原文": ("paraphrases_passed", "checker_passes"),
    "核对拦下原文": ("verbatim_passed", "checker_passes"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds"), create=True) as library:
        fill(library)
        rows = run(CHOSEN, library, read_texts())
        return scores(rows), dict(spoilt(rows, library)), rows


@pytest.fixture(scope="module")
def checkers(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds"), create=True) as library:
        fill(library)
        found = claims.judged(claims.read_claims()[::5], judge(library))
        return claims.values(found), dict(claims.spoilt(found))


def test_there_is_a_bad_system_for_each_way_of_failing():
    assert len(MUTANTS) >= 12
    assert {str(mutant.__doc__) for mutant in MUTANTS} == set(SPOILS)
    assert set(claims.CHECKERS) == set(MISJUDGES)


@pytest.mark.parametrize("name", SPOILS)
def test_a_bad_system_is_worse_in_what_it_spoils(world, name):
    honest, bad, _ = world
    before, after = means(honest), means(bad[name])
    for metric in SPOILS[name]:
        old, new = before[f"dev/{metric}"], after.get(f"dev/{metric}")
        assert new is None or (new > old if metric == "unsupported_rate" else new < old), metric


@pytest.mark.parametrize("name", MISJUDGES)
def test_a_bad_checker_falls_beyond_chance_in_what_it_does_not_see_and_in_nothing_else(checkers, name):
    honest, bad = ({"claims": checkers[0]}, {"claims": checkers[1][name]})
    fell = {fall.name.partition("/")[2] for fall in gate.fallen(bad, honest)}
    assert set(MISJUDGES[name]) <= fell
    assert ("checker_catches" in fell) is not ("checker_passes" in fell)


def test_every_kind_of_wrong_claim_is_watched_by_a_number_of_its_own():
    wrong = {kind_of(claim) for claim in claims.read_claims() if claim.label != "supported"}
    groups = (claims.FIGURES, claims.SWAPS, claims.SHIFTS, claims.ABSENT)
    assert wrong == frozenset().union(*groups)
    assert sum(map(len, groups)) == len(wrong)


def test_one_side_of_a_question_with_several_readings_is_not_all_of_them(world):
    row = next(row for row in world[2] if len(row.shown.answer["claims"]) > 1)
    told = tuple((claim["text"],) for claim in row.shown.answer["claims"])
    case = replace(row.case, behaviour="readings", facts=told)
    world = mutants.World((row,), frozenset())
    shown = row.shown, mutants.one_sided(row, world)
    assert [METRICS["readings_listed"](case, each) for each in shown] == [1.0, 0.0]


@pytest.mark.parametrize("name", [n for n in SPOILS if n not in ("丢“不”字", "换地名", "只说一面")])
def test_even_on_a_few_cases_a_bad_system_falls_beyond_chance(world, name):
    honest, bad, _ = world
    assert list(gate.fallen(bad[name], honest)) != []


def test_the_honest_system_passes(world):
    honest, _, _ = world
    assert list(gate.fallen(honest, honest)) == []


def test_bad_systems_leave_the_cases_as_they_are(world):
    honest, bad, _ = world
    assert all(found["dev"].keys() == honest["dev"].keys() for found in bad.values())


def test_a_bad_system_that_passes_and_a_number_that_nothing_fells_are_named():
    floors = {"dev": {"fact_recall": 0.5, "verbatim_rate": 1.0}}
    fall = gate.Fall("dev/fact_recall", "")
    assert gated.unmoved({"甲": (fall,), "乙": ()}, floors) == (
        "坏系统“乙”没有让任何指标变坏",
        "没有坏系统能让 dev/verbatim_rate 变坏",
    )
    assert gated.unmoved({"甲": (fall, gate.Fall("dev/verbatim_rate", ""))}, floors) == ()
    assert gated.unmoved({}, floors) == ()


def test_what_the_honest_system_lacks_is_not_counted_against_a_bad_one():
    honest, floors = (
        {"dev": {"a": {"fact_recall": 0.4, "conciseness": 1.0}}},
        {"dev": {"fact_recall": 0.5, "conciseness": 0.9}},
    )
    worse = {"dev": {"a": {"fact_recall": 0.4, "conciseness": 0.0}}}
    assert gated.caused(honest, honest, floors) == ()
    assert {fall.name for fall in gated.caused(worse, honest, floors)} == {"dev/conciseness"}
    lower = {"dev": {"a": {"fact_recall": 0.0, "conciseness": 1.0}}}
    assert {fall.name for fall in gated.caused(lower, honest, floors)} == {"dev/fact_recall"}


def test_a_measured_number_without_a_floor_is_named():
    now = {"dev": {"a": {"fact_recall": 1.0, "conciseness": None}}}
    assert gated.unguarded(now, {"dev": {"fact_recall": 0.5}}) == ()
    assert gated.unguarded(now, {}) == ("dev/fact_recall 没有底线，请写进 evals/floors.json",)


def test_the_table_marks_what_fell():
    fall = gate.Fall("heldout/fact_recall", "")
    text = report.mutants(("甲", "乙"), {"甲": (fall,), "乙": ()}, ["dev/fact_recall", "dev/verbatim_rate"])
    assert "| 坏系统 | 要点召回 | 引文逐字相符 |" in text
    assert "| 甲 | ● |  |" in text
    assert "| 乙 |  |  |" in text


@pytest.fixture
def few(monkeypatch):
    """Six questions, a few claims, and of two topics one that is refused: what a command prints, not what it measures."""
    monkeypatch.setattr(running, "read_cases", lambda: tuple(CHOSEN[:6]))
    some = claims.read_claims()[::20]
    two = [topic for topic in read_topics() if topic.id in ("sme-finance", "sand")]
    monkeypatch.setattr(claims, "read_claims", lambda: some)
    monkeypatch.setattr(gated, "read_topics", lambda: two)


def test_the_command_writes_both_reports_and_is_red_when_cases_are_gone(few, tmp_path, capsys):
    assert door.main(["--out", str(tmp_path), "--no-mutants"]) == 1
    assert "dev：少了" in capsys.readouterr().out
    text = (tmp_path / "evals.md").read_text(encoding="utf-8")
    assert "## 按题型" in text
    assert "| 应为＼判为 |" in text
    found = json.loads((tmp_path / "evals.json").read_text(encoding="utf-8"))
    assert found["metrics"]["dev/verbatim_rate"] == 1.0
    assert found["cases"]["dev"].keys() == {case.id for case in CHOSEN[:6]}


def test_the_report_prints_nothing_that_was_shown_for_held_out_cases(world):
    case = next(case for case in read_cases() if case.split == "heldout")
    # A refusal of a question that has an answer loses most, so that it would come first.
    row = next(row for row in world[2] if not row.shown.answer["claims"])
    row = replace(row, values={**row.values, "fact_recall": 0.0})
    found = gated.Evaluation((replace(row, case=case), row), (), world[0], {})
    assert "失分最多的开发题" in gated.markdown(found, {}, {}, 9, ())
    assert case.question not in gated.markdown(found, {}, {}, 9, ())


def test_the_command_sets_bad_systems_against_metrics(few, capsys):
    assert door.main(["mutants"]) == 1
    out = capsys.readouterr().out
    assert "| 一律拒答 | " in out
    assert "| 一律不起草 | " in out
    assert "诚实的系统：heldout/fact_recall：没有测出来" in out
