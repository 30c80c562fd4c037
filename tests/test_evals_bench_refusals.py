"""The benches of refusals: what counts as refused, what as held back, and how shares move with the least worth."""

import gzip
import json

import numpy as np

from evals.bench import __main__ as door
from evals.bench.refusals import NAME, Asked, curve, measure, report

CORPUS = [
    {
        "id": "a",
        "title": "青河机械有限公司",
        "text": "2019年度，公司实现净利润300万元。2019年4月，公司更换了董事长。",
    },
    {"id": "b", "title": "白山旅游有限公司", "text": "2021年度，公司接待游客120万人次，获得省级奖项。"},
]
QUERIES = [
    {"text": "青河机械有限公司2019年的净利润是多少？", "answerable": True},
    {"text": "青河机械有限公司2019年的净利润达到多少？", "answerable": True},
    {"text": "青河机械有限公司2019年的员工满意度是多少？", "answerable": False},
    {"text": "2019年青河机械有限公司和2021年白山旅游有限公司的净利润分别是多少？", "answerable": False},
]


def packed(folder):
    folder = folder / NAME
    folder.mkdir(parents=True)
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return folder


def test_what_is_partly_answered_is_held_back_and_what_is_not_at_all_is_refused(tmp_path):
    asked = measure(packed(tmp_path))
    assert [(one.answerable, one.refused, one.held_back) for one in asked] == [
        (True, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert asked[0].best == asked[0].least > asked[2].best
    assert asked[3].best > asked[3].least


def test_all_that_is_unanswerable_is_asked_and_some_of_the_rest(tmp_path):
    assert [one.answerable for one in measure(packed(tmp_path), every=2)] == [True, False, False]


def test_a_curve_counts_what_stays_under_each_worth():
    table = list(
        curve(np.array([0.1, 0.9, -1.0, 0.5]), np.array([True, True, False, False]), [-2.0, 0.5, 0.7])
    )
    assert table[2:] == ["| -2.00 | 0.000 | 0.000 |", "| 0.50 | 0.500 | 0.500 |", "| 0.70 | 1.000 | 0.500 |"]


def test_the_report_tells_questions_with_an_answer_from_those_without():
    asked = [
        Asked(True, False, False, 3.0, 3.0),
        Asked(True, True, False, -5.0, -5.0),
        Asked(False, False, True, 2.0, -20.0),
        Asked(False, True, False, -3.0, -3.0),
    ]
    told = list(report(asked))
    assert "| 材料未载 | 2 | 1（0.500） | 2（1.000） |" in told
    assert "| 材料有载 | 2 | 1（0.500） | 1（0.500） |" in told
    assert [line[-5:] for line in told if "AUROC" in line] == ["0.500", "0.750"]


def test_missing_data_are_told_in_one_sentence(tmp_path, capsys):
    for arguments in (["refusals"], ["refusals", "--data", str(tmp_path)]):
        assert door.main(arguments) == 2
        told = capsys.readouterr().err
        assert told.count("。") == 1
        assert NAME in told
