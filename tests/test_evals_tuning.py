"""The questions that may be tuned on are apart from those that are measured."""

import gzip
import io
import json
import tarfile

import pytest

from evals.cases import read_cases
from evals.reading import Group
from evals.tuning import LAWS, REPORTS, tuning, written
from index.errors import ExpectedError
from index.tokens import content_pairs


def test_no_held_out_question_is_tuned_on():
    held_out = [content_pairs(case.question) for case in read_cases() if case.split == "heldout"]
    for question in tuning():
        pairs = content_pairs(question.question)
        assert max(len(pairs & other) / max(len(pairs | other), 1) for other in held_out) < 0.9, question


def test_the_texts_that_are_asked_about_are_written_whole(tmp_path):
    names = sorted({question.text for question in tuning()} - {""})
    reports = [name.removesuffix(".txt") for name in names if name.endswith(".txt")]
    kept = [{"title": title, "content": f"{title}的正文"} for title in reports]
    for name, rows in zip(REPORTS, ([], kept), strict=True):
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with tarfile.open(tmp_path / LAWS, "w:gz") as packed:
        for name in names:
            if name.endswith(".md"):
                body = f"# {name}".encode()
                info = tarfile.TarInfo(f"laws/{name}")
                info.size = len(body)
                packed.addfile(info, io.BytesIO(body))
    folder = tmp_path / "texts"
    folder.mkdir()
    assert [path.name for path in written(tmp_path, folder)] == names
    assert (folder / f"{reports[0]}.txt").read_text(encoding="utf-8") == f"{reports[0]}\n{reports[0]}的正文"
    for name in REPORTS:
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8"):
            pass
    with pytest.raises(ExpectedError, match="--data"):
        written(tmp_path, folder)


def test_what_is_right_counts_as_much_in_a_long_list_as_in_a_short_one():
    import numpy as np

    short = Group("", ("a",), np.zeros((2, 1)), np.array([True, False]))
    long = Group("", ("a",), np.zeros((40, 1)), np.array([True] * 2 + [False] * 38))
    assert short.counted()[0] == long.counted()[:2].sum() == 1
    assert long.counted()[2:].sum() == pytest.approx(4 * 38 / 40)
