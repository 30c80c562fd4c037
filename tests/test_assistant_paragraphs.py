"""Facts as sentences of a draft: who speaks, by when, and what stands in one sentence."""

import pytest

from assistant.material import gather
from assistant.paragraphs import Sentence
from assistant.request import read_request
from assistant.voices import REPRINTED


@pytest.fixture
def told(drafted):
    made = drafted("产业链链长制", "广东")
    return [claim.text for part in made.reasons for claim in part]


def test_the_day_of_the_reprint_is_told_once(told):
    assert sum("报道" in text for text in told) > 1
    assert sum(len(REPRINTED.findall(text)) for text in told) == 1


def test_a_paper_without_a_house_or_a_day_is_named_by_its_title_at_first_only(drafted):
    made = drafted("园区集约用地")
    texts = [claim.text for part in made.reasons for claim in part]
    named = [text for text in texts if text.startswith(("叶振宇", "刘怀德"))]
    for name in ("叶振宇", "刘怀德"):
        first, *later = [text for text in named if text.startswith(name)] or [f"{name}《》一文"]
        assert first.startswith(f"{name}《")
        assert "》一文" in first
        assert not any("一文" in text for text in later)
    assert named


def test_advice_from_two_headings_stands_in_two_sentences(library):
    topics = ("优化重大生产力布局", "制造业企业用地保障", "产业链绿色化转型")
    found = [f for topic in topics for f in gather(read_request(topic, ""), library).facts]
    advice = [f for f in found if f.advises and f.telling and len(f.body) < 40 and "；" not in f.body]
    pairs = [
        (one, other)
        for one in advice
        for other in advice
        if one is not other and one.speaker == other.speaker
    ]
    apart = [p for p in pairs if p[0].telling.statement.near != p[1].telling.statement.near]
    beside = [p for p in pairs if p[0].telling.statement.near == p[1].telling.statement.near]
    assert apart
    assert beside
    assert not any(Sentence(one).goes_on(other) for one, other in apart)
    assert any(Sentence(one).goes_on(other) for one, other in beside)
