"""The gate turns red when a number is under its floor, falls beyond chance, or vanishes."""

import json

import pytest

from evals import gate
from evals.gated import unguarded, unmoved
from evals.metrics import METRICS
from evals.scores import applying, change, interval, means

FLOORS = {"dev": {"fact_recall": 0.5, "unsupported_rate": 0.2}}


def part(*facts, unsupported=0.0):
    return {
        f"q{n}": {"fact_recall": fact, "unsupported_rate": unsupported, "refusal_recall": None}
        for n, fact in enumerate(facts)
    }


BASE = {"dev": part(*[1.0] * 40)}


@pytest.fixture
def baseline(tmp_path):
    path = tmp_path / "baseline.json"
    gate.write_baseline(BASE, path)
    return path


def judge(now, floors=FLOORS, baseline=BASE, accept=None):
    return gate.judge(now, floors, baseline, accept)


def test_equal_and_better_numbers_pass():
    assert judge(BASE) == (0, ("没有低于底线或基线的指标。",))
    worse = {"dev": part(*[0.9] * 40, unsupported=0.1)}
    assert judge(BASE, baseline=worse)[0] == 0


def test_a_fall_that_chance_explains_passes_and_one_beyond_it_does_not():
    assert judge({"dev": part(0.0, *[1.0] * 39)})[0] == 0
    code, lines = judge({"dev": part(*[0.0] * 8, *[1.0] * 32)})
    assert code == 1
    assert [line.split("：")[0] for line in lines] == ["dev/fact_recall"]
    assert "0.8000，低于基线 1.0000" in lines[0]


def test_a_fall_that_other_cases_make_good_is_none():
    mixed = {"dev": part(*[0.0] * 20, *[1.0] * 20)}
    turned = {"dev": part(*[1.0] * 20, *[0.0] * 20)}
    assert judge(turned, baseline=mixed)[0] == 0


def test_of_a_number_that_should_be_low_a_rise_is_a_fall():
    assert "unsupported_rate" in judge({"dev": part(*[1.0] * 40, unsupported=0.15)})[1][0]
    assert judge(BASE, baseline={"dev": part(*[1.0] * 40, unsupported=0.15)})[0] == 0


def test_what_is_under_its_floor_is_red_even_where_the_baseline_was_no_better():
    low = {"dev": part(*[0.4] * 40)}
    code, lines = judge(low, baseline=low)
    assert code == 1
    assert lines == ("dev/fact_recall：0.4000，低于底线 0.500",)


@pytest.mark.parametrize("gone", ["fact_recall", "unsupported_rate"])
def test_a_metric_that_vanished_counts_as_fallen(gone):
    now = {
        "dev": {case: {n: v for n, v in values.items() if n != gone} for case, values in BASE["dev"].items()}
    }
    lines = judge(now)[1]
    assert [line.startswith(f"dev/{gone}：没有测出来") for line in lines] == [True, True]


def test_a_case_or_a_whole_part_that_vanished_counts_as_fallen():
    fewer = {"dev": {case: values for case, values in BASE["dev"].items() if case != "q7"}}
    assert judge(fewer)[1] == ("dev：少了 q7",)
    assert judge({}, floors={})[0] == 1


def test_new_cases_and_new_metrics_are_no_fall():
    now = {"dev": {**BASE["dev"], "new": {"fact_recall": 0.0, "verbatim_rate": 0.0}}, "claims": {}}
    assert judge(now)[0] == 0


def test_without_a_baseline_nothing_passes():
    code, lines = judge(BASE, baseline={})
    assert code == 1
    assert "还没有基线" in lines[-1]
    assert gate.read_baseline(gate.BASELINE.parent / "nothing.json") == {}


def test_accepting_rewrites_the_baseline_and_prints_the_difference(baseline):
    now = {"dev": {**part(*[0.75] * 40), "new": {"verbatim_rate": 1.0}}}
    code, lines = judge(now, accept=baseline)
    assert code == 0
    assert {"dev/fact_recall：1.0000 → 0.7500", "dev/verbatim_rate：无 → 1.0000", "dev：40 → 41 题"} <= set(
        lines
    )
    assert means(gate.read_baseline(baseline)) == means(now)
    assert judge(now, baseline=gate.read_baseline(baseline))[0] == 0


def test_what_is_under_a_floor_is_never_accepted(baseline):
    before = baseline.read_text(encoding="utf-8")
    code, lines = judge({"dev": part(*[0.4] * 40)}, accept=baseline)
    assert code == 1
    assert "低于底线，不能作为基线" in lines[-1]
    assert baseline.read_text(encoding="utf-8") == before


def test_what_the_baseline_rounds_off_is_no_fall(tmp_path):
    thirds = {"dev": part(*[2 / 3] * 40, unsupported=1 / 7)}
    gate.write_baseline(thirds, tmp_path / "baseline.json")
    kept = gate.read_baseline(tmp_path / "baseline.json")
    assert judge(thirds, baseline=kept)[0] == 0
    assert judge({"dev": part(*[2 / 3 - 1e-3] * 40, unsupported=1 / 7)}, baseline=kept)[0] == 1


def test_a_baseline_has_a_line_for_each_case(baseline):
    text = baseline.read_text(encoding="utf-8")
    assert '\n"q7": {"fact_recall": 1.0, "unsupported_rate": 0.0}' in text
    assert json.loads(text)["dev"].keys() == BASE["dev"].keys()


def test_the_committed_baseline_is_not_under_the_floors():
    accepted, floors = gate.read_baseline(), gate.read_floors()
    assert list(gate.below(accepted, floors)) == []


def test_floors_are_not_far_under_what_was_accepted():
    measured = means(gate.read_baseline())
    far = [
        name
        for part, limits in gate.read_floors().items()
        for metric, floor in limits.items()
        if abs(measured[name := f"{part}/{metric}"] - floor) > 0.1
    ]
    assert far == []


def test_every_metric_of_the_questions_has_a_floor_in_both_splits():
    floors = gate.read_floors()
    assert set(floors["heldout"]) == set(floors["dev"]) == set(METRICS)


def test_an_interval_holds_the_mean_and_is_the_same_each_time():
    mixed = part(*[0.0] * 10, *[1.0] * 30)
    low, high = interval(mixed, "fact_recall")
    assert low < 0.75 < high
    assert interval(mixed, "fact_recall") == (low, high)
    assert interval(BASE["dev"], "fact_recall") == (1.0, 1.0)


def test_cases_to_which_a_metric_does_not_apply_are_left_out_of_its_mean_and_of_its_change():
    some = {"a": {"x": 1.0}, "b": {"x": None}, "c": {"x": 0.0}}
    assert applying(some, "x") == [1.0, 0.0]
    assert means({"p": some}) == {"p/x": 0.5}
    assert change(some, some, "x") == (0.0, 0.0)
    assert change({"a": {"x": None}}, {"a": {"x": 1.0}}, "x") == (0.0, 0.0)


def test_cases_to_which_a_metric_does_not_apply_do_not_move_its_interval():
    now, before = part(*[0.0] * 5, *[1.0] * 15), part(*[1.0] * 20)
    others = {f"r{n}": {"fact_recall": None} for n in range(50)}
    assert change({**now, **others}, {**before, **others}, "fact_recall") == change(
        now, before, "fact_recall"
    )


def test_every_gated_number_is_felled_by_a_bad_system_and_every_bad_system_fells_one():
    floors = {"dev": {"fact_recall": 0.9, "unsupported_rate": 0.0}}
    assert unmoved({"bad": ()}, floors) == (
        "坏系统“bad”没有让任何指标变坏",
        "没有坏系统能让 dev/fact_recall 变坏",
        "没有坏系统能让 dev/unsupported_rate 变坏",
    )


def test_what_is_measured_and_more_than_nothing_has_a_floor():
    now = {"dev": {"a": {"fact_recall": 0.5, "readings_listed": 0.0}}}
    assert unguarded(now, {"dev": {}}) == ("dev/fact_recall 没有底线，请写进 evals/floors.json",)
    assert unguarded(now, {"dev": {"fact_recall": 0.4}}) == ()
