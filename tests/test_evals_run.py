"""Questions are asked in-process, of the seeds or of any library, and the report says what came out."""

import json
import shutil
from dataclasses import replace

import pytest

from evals import __main__ as door
from evals import gate, report
from evals import run as running
from evals.cases import DATA, SEEDS, read_cases, read_texts, rows
from evals.metrics import LOWER_IS_BETTER, METRICS, Shown
from evals.run import Row, evaluate, fill, measure, run, scores
from evals.scores import means
from index.errors import SourceError
from index.library import Library

CASES, TEXTS = read_cases(), read_texts()


def honest(text, cited):
    return "supported" if cited else "unsupported"


def row(case, *claims, hits=(), gaps=()):
    answer = {
        "question": case.question,
        "standalone": case.question,
        "refusal": None if claims else "材料未载有关内容",
        "gaps": list(gaps),
        "claims": list(claims),
        "rejected": [],
        "trace": None,
        "notices": [],
    }
    what = Shown(answer, hits, TEXTS, honest)
    return Row(case, what, measure(case, what), 0.01)


def claim(item):
    cited = {"source": item.source, "raw": [list(piece) for piece in item.raw], "quote": item.quote}
    return {"text": item.quote, "verdict": "supported", "citations": [cited], "findings": []}


def perfect(case):
    hit = tuple((item.source, item.raw) for item in case.evidence)
    gaps = ("材料说法不一致", *case.said[:1])
    return row(case, *(claim(group[0]) for group in case.required()), hits=(hit,), gaps=gaps)


def by_id(name):
    return next(case for case in CASES if case.id == name)


@pytest.mark.parametrize("split", ["dev", "heldout"])
def test_the_data_allow_full_marks_to_an_answer_that_only_quotes(split):
    found = means(scores(perfect(case) for case in CASES))
    wanted = {name: 0.0 if name in LOWER_IS_BETTER else 1.0 for name in METRICS}
    assert {name: found.get(f"{split}/{name}", wanted[name]) for name in METRICS} == wanted


def test_refusing_everything_or_nothing_shows():
    silent = means(scores(row(case) for case in CASES))
    assert silent["dev/refusal_recall"] == 1.0
    assert silent["dev/refusal_precision"] < 0.5
    assert silent["dev/fact_recall"] == silent["heldout/citation_recall"] == 0.0
    assert "dev/unsupported_rate" not in silent
    words = claim(CASES[0].evidence[0])
    talkative = means(scores(row(case, words) for case in CASES))
    assert talkative["heldout/refusal_recall"] == 0.0
    assert "dev/refusal_precision" not in talkative


def test_splits_are_never_mixed():
    found = scores([row(by_id("eda-share")), row(by_id("h-dc"))])
    assert {part: list(cases) for part, cases in found.items()} == {"dev": ["eda-share"], "heldout": ["h-dc"]}


def test_the_report_puts_the_greatest_loss_first_says_what_was_shown_and_stops_at_the_count():
    wrong, half, good = (by_id(name) for name in ("eda-share", "hunan-135", "lighter"))
    shown = [perfect(good), row(half, claim(half.evidence[0])), row(wrong, claim(half.evidence[0]))]
    text = report.worst(shown, 5)
    assert text.startswith(f"[{wrong.id}]")
    assert wrong.facts[0][0] in text
    assert half.evidence[0].quote in text
    assert f"[{good.id}]" not in text
    assert f"[{half.id}]" not in report.worst(shown, 1)


def test_of_held_out_cases_the_report_gives_no_text():
    lost = [row(by_id("h-dc")), row(by_id("eda-share"))]
    text = report.failing(lost)
    assert "h-dc（应作答，查找）" in text
    assert not any(case.case.question in text for case in lost)


def test_the_tables_name_every_metric_kind_and_behaviour_in_chinese():
    every = [perfect(case) for case in CASES]
    assert set(report.NAMES) > set(METRICS)
    assert {case.kind for case in CASES} == set(report.KINDS)
    assert {case.behaviour for case in CASES} == set(report.BEHAVIOURS)
    count = sum(not case.refuse and case.split == "dev" for case in CASES)
    base = {"dev": {"a": {"fact_recall": 0.25}}}
    line = f"| 开发题 | 要点召回 fact_recall | {count} | 1.000 | 1.000–1.000 | 0.250 | 0.200 |"
    assert line in report.overview(scores(every), base, {"dev": {"fact_recall": 0.2}})
    assert "| 留出题 | 文号 |" in report.by_kind(every)
    assert "| 留出题 | 纠正前提 | 10 | 10 | 0 | 0 |" in report.outcomes(every)


def test_of_drafts_and_follow_ups_the_losing_ones_are_listed():
    part = {
        "good": {"draft_form": 1.0, "draft_unsupported_rate": 0.0, "draft_similar": None},
        "poor": {"draft_form": 1.0, "draft_unsupported_rate": 0.25, "draft_fact_recall": 0.5},
    }
    assert report.losing(part) == "- poor：无据句占比 0.25，用上应有的要点 0.50"


def test_a_refusal_and_a_part_of_the_facts_are_counted_apart():
    half = by_id("hunan-135")
    part = replace(
        claim_row := row(half, claim(half.evidence[0])), values={**claim_row.values, "fact_recall": 0.5}
    )
    assert "| 开发题 | 作答 | 2 | 0 | 1 | 1 |" in report.outcomes([part, row(half)])


def test_the_json_report_keeps_latency_apart():
    found = json.loads(report.as_json(scores(shown := [perfect(CASES[0])]), shown, {}))
    assert found["latency"] == {CASES[0].id: 0.01}
    assert "latency" not in json.dumps(found["metrics"])
    assert found["shown"][CASES[0].id]["claims"][0]["text"] == CASES[0].evidence[0].quote


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A copy of the seeds, a library of it, and three questions."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(SEEDS, folder / "texts")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder / "texts")
    chosen = [
        r for r in rows(DATA / "questions.jsonl") if r["id"] in ("eda-share", "cell-rail", "no-yuefuhan-83")
    ]
    lines = (json.dumps({k: v for k, v in r.items() if k != "split"}, ensure_ascii=False) for r in chosen)
    (folder / "mine.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_three_lines_of_pytest_gate_a_library_of_ones_own(seeded):
    found = evaluate(seeded / "library", seeded / "mine.jsonl", seeded / "texts")
    floors = {
        "dev": {"fact_recall": 1.0, "verbatim_rate": 1.0, "unsupported_rate": 0.0, "refusal_recall": 1.0}
    }
    assert list(gate.below(found, floors)) == []
    assert list(gate.below(found, {"dev": {"fact_recall": 1.1}})) != []


def test_the_command_evaluates_any_library_and_fails_under_a_floor(seeded, capsys):
    command = [
        "run",
        "--library",
        str(seeded / "library"),
        "--data",
        str(seeded / "mine.jsonl"),
        "--texts",
        str(seeded / "texts"),
    ]
    assert door.main(command) == 0
    out = capsys.readouterr().out
    assert "| 开发题 | 要点召回 fact_recall | 2 | 1.000 | 1.000–1.000 | — | — |" in out
    assert "| 开发题 | 表格 | 1 |" in out
    (seeded / "floors.json").write_text('{"dev": {"fact_recall": 1.1}}', encoding="utf-8")
    assert door.main([*command, "--floors", str(seeded / "floors.json")]) == 1
    assert "低于底线" in capsys.readouterr().out


def test_two_runs_agree_in_everything_but_latency(seeded):
    cases = [case for case in CASES if case.kind in ("cell", "policy")][:12]
    with Library.open(seeded / "library", read_only=True) as library:
        first, second = (run(cases, library, TEXTS) for _ in range(2))
    assert scores(first) == scores(second)
    assert [r.shown.answer for r in first] == [r.shown.answer for r in second]


def test_a_seed_that_cannot_be_added_stops_the_run(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "000.txt").write_bytes(b"")
    monkeypatch.setattr(running, "SEEDS", tmp_path / "seeds")
    with (
        Library.open(tmp_path / "library", create=True) as library,
        pytest.raises(SourceError, match=r"000\.txt"),
    ):
        fill(library)
