"""The table in README.md is what the accepted baseline says."""

import pytest

from evals import gate
from evals.__main__ import tables
from evals.metrics import METRICS
from evals.table import LINES, OTHERS, README, marks, rewrite, table, written

START, END = marks("evals")
ACCEPTED = {
    "dev": {"a": {"fact_recall": 1.0}, "b": {"fact_recall": 0.5}},
    "heldout": {"c": {"fact_recall": 0.25, "refusal_recall": None}},
    "claims": {"d": {"checker_catches": 1.0}},
    "drafts": {"e": {"draft_fact_recall": 0.5}, "f": {"draft_refusal": 1.0}},
}


def test_the_readme_shows_the_accepted_numbers():
    text = README.read_text(encoding="utf-8")
    assert written(text, tables()) == text, "run: python -m evals readme"


def test_the_table_gives_both_splits_with_their_numbers_of_cases():
    text = table(ACCEPTED)
    assert "| | dev (2 questions) | held out (1 questions) |" in text
    assert "| facts found | 0.75 (2) | 0.25 (1) |" in text
    assert "| unanswerable questions refused | — | — |" in text
    assert "| altered claims caught by the checker | 1.00 of 1 claims | |" in text
    assert "| facts of a good lead that drafts use | 0.50 of 1 topics | |" in text


def test_only_what_is_measured_is_in_the_table():
    assert set(LINES) <= set(METRICS)
    floors = gate.read_floors()
    assert set(OTHERS) <= {f"{part}/{metric}" for part, limits in floors.items() for metric in limits}


def test_only_what_is_between_the_marks_is_rewritten(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(f"before\n{START}\nold\n{END}\nafter\n", encoding="utf-8")
    assert rewrite({"evals": table(ACCEPTED)}, path)
    assert path.read_text(encoding="utf-8") == f"before\n{START}\n{table(ACCEPTED)}\n{END}\nafter\n"
    assert not rewrite({"evals": table(ACCEPTED)}, path)


@pytest.mark.parametrize("text", ["", START, f"{END}\n{START}"])
def test_a_readme_without_the_marks_is_an_error(text):
    with pytest.raises(ValueError, match="README"):
        written(text, {"evals": table(ACCEPTED)})
