"""The bench of documents counts a cell as right only in the row and column that the question asks for."""

import gzip
import json

import pytest

from evals.bench import documents

FEES = (("专业", "学制", "学费"), ("护理学", "四年", "5000元"), ("法学", "五年", "6000元"))
LISTED = (("序号", "学校"), ("1", "甲中学"), ("2", "乙中学"), ("3", "丙中学"))


def told(tmp_path, rows, question, *answers):
    """The line that the bench prints of one page with one table."""
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><h1>招生简章</h1><p>下表说明各项安排。</p><table>{table}</table></body></html>"
    row = {"positive_html": page, "question": question, "answers": [[answer] for answer in answers]}
    path = tmp_path / documents.PAGES
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    (line,) = documents.pages(path)
    return line


@pytest.mark.parametrize(
    ("rows", "question", "answers", "row", "both"),
    [
        (FEES, "法学专业的学费是多少？", ("6000元",), 1, 1),
        (FEES, "护理学专业的学费是多少？", ("6000元",), 0, 0),
        (FEES, "法学专业的学制是几年？", ("6000元",), 1, 0),
        (LISTED, "第二所学校是哪所？", ("乙中学",), 1, 1),
        (LISTED, "第三所学校是哪所？", ("乙中学",), 0, 0),
        (LISTED, "名单包括哪些学校？", ("甲中学", "乙中学", "丙中学"), 1, 1),
        (LISTED, "名单包括哪些学校？", ("甲中学", "乙中学"), 0, 0),
    ],
)
def test_a_row_must_be_the_one_asked_for(tmp_path, rows, question, answers, row, both):
    assert told(tmp_path, rows, question, *answers).endswith(f"表中有答案 1，行对 {row}，行列都对 {both}")


def test_without_data_it_says_what_it_needs(capsys):
    assert documents.main([]) == 2
    assert "请用 --data" in capsys.readouterr().err
