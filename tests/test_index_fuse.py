"""Two rankings become one: likeness adds to BM25's score, by a weight that the question decides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import MOST, fuse, trust

RANKING = st.dictionaries(st.integers(0, 20), st.integers(1, 500).map(lambda n: n / 10), max_size=12).map(
    lambda scores: sorted(scores.items(), key=lambda item: (-item[1], item[0]))
)
LIKENESS = st.dictionaries(st.integers(0, 20), st.integers(1, 100).map(lambda n: n / 100), max_size=12).map(
    lambda scores: sorted(scores.items(), key=lambda item: (-item[1], item[0]))
)
WEIGHT = st.floats(0, 2)
DEPTH = 100


def keys(ranking):
    return [key for key, _ in ranking]


def test_likeness_counts_as_a_share_of_the_best_lexical_score():
    lexical, dense = [(1, 10.0), (2, 9.0), (3, 2.0)], [(3, 0.9), (2, 0.8), (1, 0.1)]
    assert fuse(lexical, dense, 0.5, DEPTH) == [
        (2, pytest.approx(13.0)),
        (1, pytest.approx(10.5)),
        (3, pytest.approx(6.5)),
    ]
    assert keys(fuse(lexical, dense, 0.1, DEPTH)) == [1, 2, 3]


def test_how_sure_an_arm_is_counts_and_not_only_its_ranks():
    """By ranks alone these two queries would be the same."""
    dense = [(2, 0.9), (1, 0.6), (3, 0.1)]
    assert keys(fuse([(1, 30.0), (2, 8.0), (3, 5.0)], dense, 0.3, DEPTH))[0] == 1
    assert keys(fuse([(1, 30.0), (2, 29.0), (3, 5.0)], dense, 0.3, DEPTH))[0] == 2


def test_what_a_full_ranking_lacks_is_taken_for_its_last_and_what_a_short_one_lacks_for_nothing():
    lexical, dense = [(1, 10.0), (2, 4.0)], [(3, 0.5), (2, 0.2)]
    assert dict(fuse(lexical, dense, 1, 2)) == pytest.approx({1: 12.0, 2: 6.0, 3: 9.0})
    assert dict(fuse(lexical, dense, 1, 3)) == pytest.approx({1: 10.0, 2: 6.0, 3: 5.0})


@given(RANKING, LIKENESS)
def test_weight_zero_is_the_lexical_ranking_alone(lexical, dense):
    assert fuse(lexical, dense, 0, DEPTH) == lexical


@given(RANKING, LIKENESS, WEIGHT)
def test_every_key_appears_once_best_first(lexical, dense, weight):
    fused = fuse(lexical, dense, weight, DEPTH)
    assert sorted(keys(fused)) == sorted({*keys(lexical), *(keys(dense) if weight else ())})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(RANKING, LIKENESS, WEIGHT, st.floats(0.01, 100))
def test_the_scale_of_bm25_does_not_matter(lexical, dense, weight, factor):
    if lexical:
        larger = [(key, score * factor) for key, score in lexical]
        expected = {key: score * factor for key, score in fuse(lexical, dense, weight, DEPTH)}
        assert dict(fuse(larger, dense, weight, DEPTH)) == pytest.approx(expected)


def test_ties_keep_the_order_given():
    assert keys(fuse([(7, 2.0), (3, 2.0)], [], 0.5, DEPTH)) == [7, 3]
    assert keys(fuse([], [(5, 1.0), (1, 1.0)], 0.5, DEPTH)) == [5, 1]


def test_one_empty_arm_leaves_the_other():
    assert keys(fuse([], [(2, 0.5), (1, 0.4)], 0.3, DEPTH)) == [2, 1]
    assert fuse([], [], 0.3, DEPTH) == []


@pytest.mark.parametrize("weight", [-0.1, float("nan")])
def test_a_negative_weight_is_a_mistake(weight):
    with pytest.raises(ValueError, match="weight"):
        fuse([(1, 1.0)], [], weight, DEPTH)


def margin(share):
    """A ranking whose tenth is behind its first by this share."""
    return [(0, 10.0), *((n, 10.0 * (1 - share)) for n in range(1, 12))]


def test_likeness_is_trusted_less_the_clearer_bm25_is():
    shares = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)
    weights = [trust("邻居家的空调吵得睡不着怎么办", margin(share)) for share in shares]
    assert weights[0] == MOST
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 3
    assert min(weights) > 0


def test_a_question_with_a_number_is_for_the_words():
    assert trust("2026年的目标", margin(0.1)) < trust("今年的目标", margin(0.1)) / 2


def test_where_no_word_is_found_likeness_is_all_there_is():
    assert trust("土豆", []) == MOST
