"""The FAISS file: nearest vectors, equal ones in order, only what is allowed."""

import numpy as np
import pytest

from index.dense import Dense, build
from index.errors import EncoderError, StoreError

DIM = 24


def unit(count, seed=0):
    vectors = np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def written(path, vectors, keys=None, **options):
    build(path, np.arange(len(vectors)) * 3 + 7 if keys is None else np.array(keys), vectors)
    return Dense.open(path, **options)


@pytest.fixture(params=["few", "many"])
def options(request):
    return {} if request.param == "few" else {"many": 100}


@pytest.fixture
def vectors():
    return unit(2500)


def test_a_vector_finds_itself_under_its_key(tmp_path, vectors, options):
    dense = written(tmp_path / "d", vectors, **options)
    assert (dense.count, dense.dim) == (2500, DIM)
    for row in (0, 17, 2499):
        key, score = dense.search(vectors[row], 1)[0]
        assert key == row * 3 + 7
        assert score == pytest.approx(1, abs=0.02)


def test_scores_are_inner_products_best_first(tmp_path, vectors):
    found = written(tmp_path / "d", vectors).search(vectors[5], 50)
    exact = vectors @ vectors[5]
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert all(score == pytest.approx(exact[(key - 7) // 3], abs=0.02) for key, score in found)
    best = {int(row) * 3 + 7 for row in np.argsort(-exact)[:50]}
    assert len(best & {key for key, _ in found}) >= 45


@pytest.mark.parametrize("dim", [DIM, DIM - 1])
def test_a_first_pass_changes_nothing(tmp_path, vectors, dim):
    vectors = vectors[:, :dim] / np.linalg.norm(vectors[:, :dim], axis=1, keepdims=True)
    one, other = written(tmp_path / "d", vectors), Dense.open(tmp_path / "d", many=0)
    for k in (1, 10, 100, 2000, 5000):
        for row in range(0, 2500, 50):
            assert other.search(vectors[row], k) == one.search(vectors[row], k)


def test_only_allowed_keys_are_found_wherever_they_stand(tmp_path, vectors, options):
    """An allowed vector far from the question must be found too, though the first pass would not hand it on."""
    dense = written(tmp_path / "d", vectors, **options)
    worst = int(np.argmin(vectors @ vectors[5])) * 3 + 7
    found = dense.search(vectors[5], 10, allowed={worst, 7, 999_999})
    assert {key for key, _ in found} == {worst, 7}
    assert dense.search(vectors[5], 10, allowed=[]) == []


def test_equal_vectors_come_in_the_order_of_their_keys(tmp_path, options):
    vectors = unit(300)
    vectors[:200] = vectors[0]
    keys = [(i * 77) % 300 for i in range(300)]
    expected = sorted(keys[:200])[:5]
    assert [
        key for key, _ in written(tmp_path / "d", vectors, keys, **options).search(vectors[0], 5)
    ] == expected


def test_the_same_vectors_make_the_same_file(tmp_path, vectors):
    for name in "ab":
        written(tmp_path / name, vectors)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_eight_bits_a_dimension(tmp_path, vectors):
    written(tmp_path / "d", vectors)
    assert (tmp_path / "d").stat().st_size < vectors.nbytes * 0.6


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_vectors_or_none(tmp_path, count):
    vectors = unit(count)
    dense = written(tmp_path / "d", vectors)
    assert dense.count == count
    assert [key for key, _ in dense.search(unit(1)[0], 5)] == ([7, 10][:count] if count < 2 else [7, 10])


def test_no_hit_wanted_none_given(tmp_path, vectors):
    assert written(tmp_path / "d", vectors).search(vectors[0], 0) == []


def test_nothing_is_near_a_text_that_the_encoder_knows_nothing_of(tmp_path, vectors, options):
    assert written(tmp_path / "d", vectors, **options).search(np.zeros(DIM, np.float32), 5) == []


def test_more_wanted_than_there_are_gives_all(tmp_path):
    vectors = unit(30)
    found = written(tmp_path / "d", vectors).search(vectors[0], 100)
    assert sorted(key for key, _ in found) == [i * 3 + 7 for i in range(30)]


def test_a_vector_of_another_encoder_is_an_error_that_says_what_to_do(tmp_path, vectors):
    dense = written(tmp_path / "d", vectors)
    with pytest.raises(EncoderError, match=r"8 维.*24 维.*yanju index rebuild"):
        dense.search(np.ones(8, np.float32), 3)


@pytest.mark.parametrize("content", [b"", b"abc", b"\x80\x04K\x01."])
def test_a_file_that_is_no_index_is_an_error_that_says_what_to_do(tmp_path, content):
    (tmp_path / "d").write_bytes(content)
    with pytest.raises(StoreError, match="yanju index rebuild"):
        Dense.open(tmp_path / "d")


def test_a_missing_file_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="yanju index rebuild"):
        Dense.open(tmp_path / "none")
