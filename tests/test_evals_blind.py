"""A second answerer sees the questions and nothing else; his sheet is compared with the gold."""

import json
import re
from dataclasses import replace

import pytest

from evals import __main__ as door
from evals import blind
from evals.cases import read_cases, read_texts

CASES, TEXTS = read_cases(), read_texts()
CASE = next(case for case in CASES if case.id == "hunan-135")
REFUSED = next(case for case in CASES if case.refuse)
GOOD = {
    "id": CASE.id,
    "behaviour": "answer",
    "answer": "建成3833万平方米，引进6038家",
    "evidence": [f"000：{CASE.evidence[0].quote}"],
}


def compared(tmp_path, *answers):
    path = tmp_path / "sheet.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in answers), encoding="utf-8")
    return blind.compare([CASE, REFUSED], path, TEXTS)


def test_the_sheet_gives_nothing_away(capsys):
    assert door.main(["blind"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]
    assert sorted(line["question"] for line in lines) == sorted(case.question for case in CASES)
    assert {key for line in lines for key in line} == {"id", "question", "behaviour", "answer", "evidence"}
    assert not any(line["answer"] or line["behaviour"] or line["evidence"] for line in lines)


def test_only_what_nobody_has_answered_is_asked_again(monkeypatch, capsys):
    new = replace(CASE, agreed=None)
    monkeypatch.setattr(door, "read_cases", lambda: (REFUSED, new))
    assert door.main(["blind", "--left"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["question"] == new.question


def test_numbers_are_six_digits_each_its_own_and_set_the_order():
    numbers = [json.loads(line)["id"] for line in blind.sheet(CASES)]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"[0-9]{6}", number) for number in numbers)


def test_a_number_depends_on_the_question_alone():
    other = replace(CASE, id="x", behaviour="refuse", kind="cell", split="heldout", facts=(), evidence=())
    assert blind.number(other) == blind.number(CASE)
    assert blind.number(replace(CASE, question=CASE.question + "呢")) != blind.number(CASE)


def test_the_same_answer_from_the_same_place_agrees(tmp_path):
    found = compared(tmp_path, GOOD, {"id": REFUSED.id, "behaviour": "refuse", "answer": "", "evidence": []})
    assert found == {CASE.id: "agreed", REFUSED.id: "agreed"}


def test_a_sheet_is_read_by_number_as_by_id(tmp_path):
    found = compared(tmp_path, GOOD | {"id": blind.number(CASE)})
    assert found == {CASE.id: "agreed", REFUSED.id: "missing"}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"behaviour": "refuse"}, "behaviour"),
        ({"behaviour": ""}, "missing"),
        ({"answer": "建成3833万平方米，引进5000家"}, "facts"),
        ({"evidence": []}, "evidence"),
        ({"evidence": ["工业机器人增长 12.6%"]}, "evidence"),
    ],
)
def test_what_differs_is_named(tmp_path, change, verdict):
    assert compared(tmp_path, GOOD | change) == {CASE.id: verdict, REFUSED.id: "missing"}


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text(blind.QUESTIONS.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def agreed(path):
    return {case.id: case.agreed for case in read_cases(path)}


def test_agreement_is_recorded_for_what_was_answered_and_nothing_else_changes(questions):
    before = agreed(questions)
    blind.record({CASE.id: "facts"}, questions)
    assert agreed(questions) == before | {CASE.id: False}
    blind.record({CASE.id: "agreed", REFUSED.id: "facts"}, questions)
    assert agreed(questions) == before | {CASE.id: True, REFUSED.id: False}
    blind.record({CASE.id: "missing"}, questions)
    assert agreed(questions)[CASE.id] is True


def test_what_was_settled_is_not_recorded_again(questions):
    before = agreed(questions)
    settled = next(case for case in CASES if case.settled)
    blind.record({settled.id: "agreed"}, questions)
    assert agreed(questions) == before
    assert before[settled.id] is False


def test_every_case_was_answered_and_every_difference_settled():
    assert [case.id for case in CASES if case.agreed is None] == []
    assert [case.id for case in CASES if case.agreed is bool(case.settled)] == []


def test_the_command_counts_agreement(tmp_path, capsys):
    path = tmp_path / "sheet.jsonl"
    path.write_text(json.dumps(GOOD, ensure_ascii=False) + "\n", encoding="utf-8")
    assert door.main(["blind", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"{REFUSED.id}：没有作答" in out
    assert f"一致 1 题，共 {len(CASES)} 题" in out
