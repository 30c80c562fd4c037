"""The bench of drafts: its report on a few rows, and its data."""

import gzip
import json
import re

import pytest

from evals.bench import drafts
from evals.cases import DATA, rows

REPORT = (
    "各位代表：\n一、2025年工作回顾\n全省新增养老床位3852张。\n二、2026年重点工作\n扩大普惠养老服务供给。\n"
)


@pytest.mark.parametrize("name", ["reports.jsonl", "later.jsonl", "blind.jsonl"])
def test_every_topic_has_the_facts_of_a_good_lead(name):
    topics = list(rows(DATA / name))
    assert len(topics) >= 8
    assert len({topic["id"] for topic in topics}) == len(topics)
    assert all("facts" not in topic if topic.get("refuse") else len(topic["facts"]) >= 4 for topic in topics)
    assert all(topic["region"] for topic in topics if topic.get("over") != "seeds")


def test_what_cannot_be_drafted_is_counted_and_its_facts_are_missed(tmp_path):
    packed = tmp_path / drafts.REPORTS
    row = {"province": "湖南省", "year": "2026", "publish_date": "2026-02-03", "full_text": REPORT}
    with gzip.open(packed, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"rows": [row]}, ensure_ascii=False))
    topic = {"id": "a", "request": "养老服务", "region": "湖南", "facts": [["3852张"]]}
    seeds = (DATA / "drafts.jsonl").read_text(encoding="utf-8").splitlines()
    data = {
        "reports": json.dumps(topic, ensure_ascii=False),
        "drafts": next(line for line in seeds if '"chain-talent"' in line),
        "later": "\n".join(
            json.dumps(topic | {"id": name, "over": "reports"} | more, ensure_ascii=False)
            for name, more in (("b", {}), ("c", {"refuse": True}))
        ),
        "blind": "\n".join(
            json.dumps(topic | {"id": name, "over": "reports"} | more, ensure_ascii=False)
            for name, more in (("d", {"seen": True}), ("e", {}))
        ),
    }
    for name, text in data.items():
        (tmp_path / f"{name}.jsonl").write_text(f"{text}\n", encoding="utf-8")
    made, _, *none, _, total, apart, seen, blind, refused = drafts.measure(packed, tmp_path)
    assert none == [f"{name}\t未成稿" for name in "abcde"]
    assert re.search(
        r"形式 合格\t\d+ 句，不成立 0\t要点 8，用上 [5-8]、[5-8]、[5-8]\t提案 .*不成立 0，预审 合格", made
    )
    assert "题目 2，成稿 1；形式错误 0" in total
    assert "要点 9：线索用上 " in total
    assert all("题目 1，成稿 0" in line for line in (apart, seen, blind))
    assert refused == "资料库没有讲到的：题目 1，不成稿 1"


def test_without_data_it_says_what_it_needs(tmp_path, capsys):
    assert drafts.main(["--data", str(tmp_path)]) == 2
    assert drafts.REPORTS in capsys.readouterr().err
