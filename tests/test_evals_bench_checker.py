"""The checker's bench: its measure, and its report over sets of a few rows."""

import gzip
import json

import pytest

from evals.bench import __main__ as door
from evals.bench.checker import ANSWERS, KEYWORDS, PAIRS, auroc


@pytest.mark.parametrize(
    ("scores", "labels", "area"),
    [
        ([0.1, 0.4, 0.8, 0.9], [0, 0, 1, 1], 1.0),
        ([0.9, 0.8, 0.4, 0.1], [0, 0, 1, 1], 0.0),
        ([0.5, 0.5, 0.5], [0, 1, 1], 0.5),
        ([0.1, 0.5, 0.5, 0.9], [0, 0, 1, 1], 0.875),
    ],
)
def test_the_area_is_the_chance_of_the_right_order(scores, labels, area):
    assert auroc(scores, labels) == area


def rows(folder, name, *lines):
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def test_the_report_counts_what_was_measured(tmp_path, capsys):
    folder = tmp_path / "claims"
    folder.mkdir()
    text = "甲市引进企业6349家，投资额达到1136.4亿美元。"
    keyword = {"evidence": text, "sent": "甲市引进企业6349家。"}
    rows(
        folder,
        KEYWORDS,
        {**keyword, "claim": "6349家", "label": 1},
        {**keyword, "claim": "6394家", "label": 0},
    )
    answer = {"evidence": text}
    rows(
        folder,
        ANSWERS,
        {**answer, "claim": "引进企业多少：引进企业6349家", "label": 1},
        {**answer, "claim": "引进企业多少：引进企业6394家", "label": 0},
    )
    pairs = [("甲市引进企业6349家。", "entailment"), ("甲市引进企业9999家。", "contradiction")]
    rows(folder, PAIRS, *({"sentence1": text, "sentence2": said, "label": label} for said, label in pairs))
    assert door.main(["checker", "--data", str(tmp_path), "--no-speed"]) == 0
    out = capsys.readouterr().out
    assert "UHGEval 关键词：AUROC 1.000（1 对，1 错）" in out
    assert "RGB 事实，答对 1：有据 1，" in out
    assert "RGB 事实，答错 1：有据 0，部分有据 0，与原文不符 1" in out
    assert "OCNLI，中立 0：" in out


def test_missing_data_is_named(tmp_path, capsys):
    assert door.main(["checker", "--data", str(tmp_path)]) == 2
    assert KEYWORDS in capsys.readouterr().err
