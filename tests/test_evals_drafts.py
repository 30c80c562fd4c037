"""Spoilt drafts make the numbers worse, each the one it spoils; the honest draft keeps them."""

import pytest

from evals import drafts
from evals.cases import read_texts, read_topics
from evals.run import fill
from evals.scores import means
from index.library import Library

CHOSEN = ("park-land", "sme-finance", "sand")
SPOILS = {
    "起草时改数字": ("draft_unsupported_rate", 0.0),
    "起草时换地名": ("draft_unsupported_rate", 0.0),
    "起草引别处的话": ("draft_unsupported_rate", 0.0),
    "一律不起草": ("draft_refusal", 1.0),
    "起草不标出处": ("draft_unsupported_rate", 0.0),
    "起草只留一段": ("draft_form", 1.0),
    "什么题都起草": ("draft_refusal", 1.0),
    "照抄已有线索": ("draft_own_words", 1.0),
    "不列相似线索": ("draft_similar", 1.0),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("seeds"), create=True) as library:
        fill(library)
        topics = [topic for topic in read_topics() if topic.id in CHOSEN]
        world = drafts.world(library, read_texts())
        made = drafts.drafted(topics, library)
        spoilt = {name: means({"drafts": values}) for name, values in drafts.spoilt(made, world)}
        yield means({"drafts": drafts.values(made, world)}), spoilt


def test_every_bad_drafter_is_told_from_the_honest_one(found):
    honest, spoilt = found
    assert set(spoilt) == {*SPOILS, "起草别的题"}
    for name, (metric, good) in SPOILS.items():
        assert honest[f"drafts/{metric}"] == good, metric
        assert spoilt[name][f"drafts/{metric}"] != good, name


def test_a_draft_that_leaves_facts_out_uses_fewer(found):
    honest, spoilt = found
    assert honest["drafts/draft_fact_recall"] >= 0.5
    for name in ("起草只留一段", "起草别的题", "一律不起草"):
        assert spoilt[name]["drafts/draft_fact_recall"] < honest["drafts/draft_fact_recall"], name
