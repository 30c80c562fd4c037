"""What a text means counts beside its words, and only as far as it is more of the topic than the library is."""

import pytest

from assistant.meaning import far, nearness
from assistant.relevance import Matter
from index.library import Library
from index.tokens import normalise


def test_what_means_the_same_in_other_words_is_nearer(library):
    near = nearness("养老", library)
    assert near(normalise("老年人护理")) > 0.3
    assert near(normalise("加强湿地和候鸟的保护")) == 0


def test_what_the_whole_library_is_near_to_says_nothing(library, tmp_path):
    with Library.open(tmp_path / "empty", create=True) as empty:
        among, alone = (nearness("产业链", held) for held in (library, empty))
        text = normalise("产业链协同发展")
        assert 0 <= among(text) < alone(text)


def test_a_draft_weighs_alike_whatever_the_library_searches_by(library):
    assert not library.encoder
    assert nearness("外资撤离", library)(normalise("跨国公司外迁")) > 0.1


def test_meaning_lifts_what_words_do_not_reach_and_leaves_what_they_do(library):
    matter = Matter.of("外资撤离", library)
    blind = Matter(matter.sides, matter.first, far)
    words, meant = normalise("外资撤离"), normalise("跨国公司外迁")
    assert matter.asks(words) == blind.asks(words) == pytest.approx(1)
    assert matter.asks(meant) > blind.asks(meant)
    assert matter.near(meant, meant) > blind.near(meant, meant)
