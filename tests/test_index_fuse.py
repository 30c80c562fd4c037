"""Two rankings become one: convex, normalised for the query, and pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fuse import fuse

RANKING = st.dictionaries(
    st.integers(0, 20), st.integers(-50, 500).map(lambda tenths: tenths / 10), max_size=12
).map(lambda scores: sorted(scores.items(), key=lambda item: (-item[1], item[0])))
WEIGHT = st.floats(0, 1)


def keys(ranking):
    return [key for key, _ in ranking]


def test_the_weight_decides_between_two_arms():
    lexical, dense = [(1, 9.0), (2, 5.0), (3, 1.0)], [(3, 0.9), (2, 0.8), (1, 0.1)]
    assert keys(fuse(lexical, dense, 0.1)) == [1, 2, 3]
    assert keys(fuse(lexical, dense, 0.9)) == [3, 2, 1]
    assert fuse(lexical, dense, 0.5) == [(2, pytest.approx(0.6875)), (1, 0.5), (3, 0.5)]


def test_how_sure_an_arm_is_counts_and_not_only_its_ranks():
    """By ranks alone these two queries would be the same."""
    dense = [(2, 0.9), (1, 0.6), (3, 0.1)]
    assert keys(fuse([(1, 30.0), (2, 8.0), (3, 5.0)], dense, 0.3))[0] == 1
    assert keys(fuse([(1, 30.0), (2, 29.0), (3, 5.0)], dense, 0.3))[0] == 2


@given(RANKING, RANKING)
def test_weight_zero_is_the_lexical_ranking_alone(lexical, dense):
    assert keys(fuse(lexical, dense, 0)) == keys(lexical)


@given(RANKING, RANKING)
def test_weight_one_puts_the_dense_ranking_first(lexical, dense):
    told = dict(dense)
    ordered = [told[key] for key in keys(fuse(lexical, dense, 1)) if key in told]
    assert ordered == sorted(told.values(), reverse=True)


@given(RANKING, RANKING, WEIGHT)
def test_every_key_appears_once_with_a_score_between_0_and_1(lexical, dense, weight):
    fused = fuse(lexical, dense, weight)
    assert sorted(keys(fused)) == sorted({*keys(lexical), *(keys(dense) if weight else ())})
    assert all(-1e-9 <= score <= 1 + 1e-9 for _, score in fused)
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(RANKING, RANKING, WEIGHT, st.floats(0.01, 100), st.integers(-100, 100))
def test_the_scale_of_an_arm_does_not_matter(lexical, dense, weight, factor, shift):
    moved = [(key, score * factor + shift) for key, score in dense]
    assert dict(fuse(lexical, moved, weight)) == pytest.approx(dict(fuse(lexical, dense, weight)), abs=1e-6)


def test_ties_keep_the_order_given():
    assert keys(fuse([(7, 2.0), (3, 2.0)], [(5, 1.0), (1, 1.0)], 0.5)) == [7, 3, 5, 1]


def test_one_empty_arm_leaves_the_other():
    assert keys(fuse([], [(2, 0.5), (1, 0.4)], 0.3)) == [2, 1]
    assert fuse([], [], 0.3) == []


@pytest.mark.parametrize("weight", [-0.1, 1.1, float("nan")])
def test_a_weight_outside_0_to_1_is_a_mistake(weight):
    with pytest.raises(ValueError, match="weight"):
        fuse([(1, 1.0)], [], weight)
