"""Sidecars that are gone come back from the store, with the same answers, in seconds."""

import sys
import time

import pytest

from index.library import Library
from tests.notices import answers, delete_every_sidecar, questions, text_of, write


def rebuilt(tmp_path, encoder, documents, lines):
    """Seconds that opening took without sidecars, and how many passages there are."""
    for seed in range(documents):
        write(tmp_path / "材料", f"{seed}.txt", text_of(seed, lines))
    asked = questions(20)
    with Library.open(tmp_path / "库", create=True, encoder=encoder) as library:
        library.add_folder(tmp_path / "材料")
        expected, counts = answers(library, asked), library.counts
        assert library.encoded
    delete_every_sidecar(tmp_path / "库")
    started = time.monotonic()
    with Library.open(tmp_path / "库", encoder=encoder) as library:
        seconds = time.monotonic() - started
        assert answers(library, asked) == expected
        assert library.counts == counts
        assert library.verify() == ()
    return seconds, counts.passages


def test_sidecars_that_are_gone_come_back_with_the_same_answers(tmp_path, encoder):
    _, passages = rebuilt(tmp_path, encoder, 10, 40)
    assert passages >= 400


@pytest.mark.long
def test_fifty_thousand_passages_come_back_within_a_minute(tmp_path, encoder):
    seconds, passages = rebuilt(tmp_path, encoder, 250, 200)
    dimension = len(encoder.encode_passages(["字"])[0])
    sys.stdout.write(
        f"\n索引全部删除后重建：{passages} 段 × {dimension} 维，{seconds:.1f} 秒，前十段全部相同\n"
    )
    assert passages >= 50_000
    assert seconds <= 60
