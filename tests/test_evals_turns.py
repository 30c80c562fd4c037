"""Bad readers of follow-ups and bad comparers fall, each in what it spoils; the honest one does not."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from evals import turns
from evals.run import fill
from evals.scores import means
from evals.turns import PART, Turns, read_dialogues, read_disagreements
from index.library import Library

# What each bad system must make worse.
SPOILS = {
    "不看上文": "followup",
    "重问上一问": "followup",
    "上文照接": "followup",
    "不提不一致": "conflict_shown",
    "只看一份材料": "conflict_shown",
    "处处说不一致": "conflict_sure",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds"), create=True) as library:
        fill(library)
        dialogues = [d for d in read_dialogues() if d.split == "dev"][::4]
        first = tuple((d, ask(d.first, library, Extractive())) for d in dialogues)
    cases = read_disagreements()
    some = [c for c in cases if c.values][:2] + [c for c in cases if not c.values][:2]
    taken = Turns(first, tuple((c, c.asked()) for c in some))
    bad = {name: means({PART: part}) for name, part in turns.spoilt(taken)}
    return means({PART: turns.values(taken)}), bad


def test_every_metric_of_turns_has_a_bad_system_of_its_own(found):
    honest, bad = found
    assert set(bad) == set(SPOILS)
    assert {f"{PART}/{metric}" for metric in SPOILS.values()} == set(honest)


@pytest.mark.parametrize("name", SPOILS)
def test_a_bad_system_falls_in_what_it_spoils_and_keeps_the_rest(found, name):
    honest, bad = found
    spoilt = f"{PART}/{SPOILS[name]}"
    assert bad[name][spoilt] < honest[spoilt]
    others = [m for m in honest if m != spoilt and "conflict" in m]
    assert [m for m in others if bad[name][m] < honest[m]] == []
