"""The gate turns red when a number falls or vanishes; the report shows what was shown."""

import json

import pytest

from evals import gate, report
from evals import run as running
from evals.cases import read_cases, read_texts
from evals.metrics import LOWER_IS_BETTER, METRICS, UNGATED, Shown
from evals.run import Row, fill, measure, run, summary
from index.errors import SourceError
from index.library import Library

BASE = {"fact_recall": 0.9, "unsupported_rate": 0.1}


@pytest.fixture
def baseline(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps(BASE), encoding="utf-8")
    return path


def row(case, *claims, hits=()):
    answer = {
        "question": case.question,
        "standalone": case.question,
        "refusal": None if claims else "材料未载有关内容",
        "gaps": [],
        "claims": list(claims),
        "rejected": [],
        "trace": None,
    }
    what = Shown(answer, hits, read_texts())
    return Row(case, what, measure(case, what))


def claim(item):
    cited = {"source": item.source, "raw": [list(piece) for piece in item.raw], "quote": item.quote}
    return {"text": item.quote, "verdict": "supported", "citations": [cited], "findings": []}


def perfect(case):
    hit = tuple((item.source, item.raw) for item in case.evidence)
    return row(case, *(claim(group[0]) for group in case.required()), hits=(hit,))


def test_equal_and_better_numbers_pass(baseline):
    assert gate.judge(dict(BASE), path=baseline)[0] == 0
    assert gate.judge({"fact_recall": 0.95, "unsupported_rate": 0.0}, path=baseline)[0] == 0


@pytest.mark.parametrize(
    ("now", "named"),
    [
        ({"fact_recall": 0.8999, "unsupported_rate": 0.1}, "fact_recall：0.8999，基线 0.9000"),
        ({"fact_recall": 0.9, "unsupported_rate": 0.1001}, "unsupported_rate：0.1001，基线 0.1000"),
        ({"unsupported_rate": 0.1}, "fact_recall：没有测出来"),
        ({"fact_recall": 0.9}, "unsupported_rate：没有测出来"),
    ],
)
def test_a_number_that_fell_or_vanished_turns_the_gate_red(baseline, now, named):
    code, lines = gate.judge(now, path=baseline)
    assert code == 1
    assert len(lines) == 1
    assert named in lines[0]


def test_a_new_metric_is_no_fall(baseline):
    assert gate.judge({**BASE, "verbatim_rate": 0.0}, path=baseline)[0] == 0


def test_an_empty_baseline_says_so(tmp_path):
    path = tmp_path / "baseline.json"
    path.write_text("{}", encoding="utf-8")
    code, lines = gate.judge({"fact_recall": 0.1}, path=path)
    assert code == 0
    assert "还没有基线" in lines[0]


def test_accepting_rewrites_the_baseline_and_prints_the_difference(baseline):
    now = {"fact_recall": 0.5, "verbatim_rate": 1.0, "answer_length": 80.0}
    code, lines = gate.judge(now, accept=True, path=baseline)
    assert code == 0
    assert "fact_recall：0.9000 → 0.5000" in lines
    assert "unsupported_rate：0.1000 → 无" in lines
    assert gate.read_baseline(baseline) == {"fact_recall": 0.5, "verbatim_rate": 1.0}
    assert gate.judge(now, path=baseline)[0] == 0


def test_the_committed_baseline_names_known_metrics_only():
    assert set(gate.read_baseline()) <= set(METRICS)


def test_the_data_allow_full_marks_to_an_answer_that_only_quotes():
    now = summary(perfect(case) for case in read_cases())
    assert {name: 0.0 if name in LOWER_IS_BETTER else 1.0 for name in METRICS if name not in UNGATED} == {
        name: value for name, value in now.items() if name not in UNGATED
    }


def test_refusing_everything_or_nothing_shows():
    cases = read_cases()
    silent = summary(row(case) for case in cases)
    assert silent["refusal_recall"] == 1.0
    assert silent["refusal_precision"] < 0.5
    assert silent["fact_recall"] == silent["citation_recall"] == 0.0
    assert "unsupported_rate" not in silent
    words = claim(cases[0].evidence[0])
    talkative = summary(row(case, words) for case in cases)
    assert talkative["refusal_recall"] == 0.0
    assert "refusal_precision" not in talkative


def test_the_report_lists_the_worst_case_with_what_was_shown():
    good, bad = (case for case in read_cases() if case.id in ("eda-share", "hunan-135"))
    wrong = claim(good.evidence[0])
    text = report.worst([perfect(good), row(bad, wrong)], 5)
    assert text.startswith(f"[{bad.id}]")
    assert bad.facts[0][0] in text
    assert wrong["text"] in text
    assert f"[{good.id}]" not in text


def test_the_report_puts_the_greatest_loss_first_and_stops_at_the_count():
    wrong, half = (case for case in read_cases() if case.id in ("eda-share", "hunan-135"))
    rows = [row(half, claim(half.evidence[0])), row(wrong, claim(half.evidence[0]))]
    assert [row.case.id for row in rows] == [half.id, wrong.id]
    assert report.worst(rows, 2).index(f"[{wrong.id}]") < report.worst(rows, 2).index(f"[{half.id}]")
    assert f"[{half.id}]" not in report.worst(rows, 1)


def test_the_report_names_every_metric_and_kind_in_chinese():
    rows = [perfect(case) for case in read_cases()]
    assert set(report.NAMES) == set(METRICS)
    assert {case.kind for case in read_cases()} == set(report.KINDS)
    overview = report.overview(rows, {"fact_recall": 0.25})
    answerable = sum(not case.refuse for case in read_cases())
    assert f"| 要点召回 fact_recall | {answerable} | 1.000 | 0.250 |" in overview
    assert "| 文号 |" in report.by_kind(rows)


def test_a_case_is_asked_and_measured_end_to_end(tmp_path):
    case = next(case for case in read_cases() if case.id == "eda-share")
    with Library.open(tmp_path / "library", create=True) as library:
        fill(library)
        (asked,) = run([case], library, read_texts())
    assert set(asked.values) == set(METRICS)
    assert asked.values["evidence_recall_at_10"] == 1.0
    assert asked.values["verbatim_rate"] == 1.0


def test_a_seed_that_cannot_be_added_stops_the_run(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "000.txt").write_bytes(b"")
    monkeypatch.setattr(running, "SEEDS", tmp_path / "seeds")
    with (
        Library.open(tmp_path / "library", create=True) as library,
        pytest.raises(SourceError, match=r"000\.txt"),
    ):
        fill(library)
