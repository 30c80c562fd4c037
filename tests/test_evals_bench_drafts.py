"""The bench of drafts: its report on a few rows, and its data."""

import gzip
import json

from evals.bench import drafts
from evals.cases import DATA, rows

REPORT = (
    "各位代表：\n一、2025年工作回顾\n全省新增养老床位3852张。\n二、2026年重点工作\n扩大普惠养老服务供给。\n"
)


def test_every_topic_names_its_place_and_the_facts_of_a_good_lead():
    topics = list(rows(DATA / "reports.jsonl"))
    assert len(topics) >= 6
    assert len({topic["id"] for topic in topics}) == len(topics)
    assert all(topic["region"] and len(topic["facts"]) >= 4 for topic in topics)


def test_what_cannot_be_drafted_is_counted_and_its_facts_are_missed(tmp_path):
    packed, topics = tmp_path / drafts.REPORTS, tmp_path / "topics.jsonl"
    row = {"province": "湖南省", "year": "2026", "publish_date": "2026-02-03", "full_text": REPORT}
    with gzip.open(packed, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"rows": [row]}, ensure_ascii=False))
    topic = {"id": "a", "request": "养老服务", "region": "湖南", "facts": [["3852张"]]}
    topics.write_text(json.dumps(topic, ensure_ascii=False) + "\n", encoding="utf-8")
    one, total = drafts.measure(packed, topics)
    assert one == "a\t未成稿"
    assert "题目 1，成稿 0" in total
    assert "要点 1，用上 0" in total


def test_without_data_it_says_what_it_needs(tmp_path, capsys):
    assert drafts.main(["--data", str(tmp_path)]) == 2
    assert drafts.REPORTS in capsys.readouterr().err
