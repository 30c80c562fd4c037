"""Two places that give different values for one thing are both shown, with a warning; mere differences are not."""

import pytest

from assistant.answer import ask
from assistant.conflicts import CODE
from assistant.extractive import Extractive
from evals.turns import read_disagreements

CASES = read_disagreements()
REFUSED = {"output"}
"""Cases that are refused for another reason, so that nothing is shown that could be compared."""


def warnings(answer):
    return [f for claim in answer.claims for f in claim.findings if f.code == CODE]


@pytest.mark.parametrize("case", [c for c in CASES if c.values], ids=lambda case: case.id)
def test_both_values_are_shown_and_the_reader_is_warned(case):
    if case.id in REFUSED:
        pytest.xfail("the question is refused")
    answer = case.asked()
    shown = "".join(claim.text for claim in answer.claims)
    assert all(value in shown for value in case.values)
    assert all(claim.verdict == "supported" for claim in answer.claims)
    assert warnings(answer)
    assert all(finding.level == "warning" and finding.source for finding in warnings(answer))


@pytest.mark.parametrize("case", [c for c in CASES if not c.values], ids=lambda case: case.id)
def test_another_year_place_unit_or_thing_is_no_conflict(case):
    answer = case.asked()
    assert answer.claims
    assert warnings(answer) == []


def test_a_warning_names_the_other_value_at_its_place(library):
    answer = ask("江西《关于实施产业链链长制的工作方案》是哪一天出台的？", library, Extractive())
    (one, *_), (other, *_) = (claim.findings for claim in answer.claims)
    assert one.message == "另一处材料作“2020年4月28日”，与此不一致，请核对口径"
    assert library.quote(one.source).startswith("2020 年 4 月 28 日")
    assert other.message == "另一处材料作“2020年5月30日”，与此不一致，请核对口径"
    assert library.quote(other.source) == "2020年5月30日"


def test_a_draft_and_what_became_of_it_have_days_of_their_own(library):
    answer = ask("深圳推动制造业高质量发展的若干措施是什么时候出台的？", library, Extractive())
    assert answer.claims
    assert warnings(answer) == []
