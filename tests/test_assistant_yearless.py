"""A month and a day without their year are of a year only where that is sure."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.outline import draft
from assistant.yearless import unsure
from index import dates
from index.types import Dated

DAY = Dated("2024-01-20", "2024-01-20", "day", "会议")
YEAR = Dated("2025-01-01", "2025-12-31", "year", "会议")
REPORT = """2024年海南省政府工作报告

——2024年1月20日在海南省人民代表大会上

今年1月8日，省政府召开了供应链金融座谈会。
"""


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("9月26日召开", DAY, True),
        ("1月8日召开", DAY, False),
        ("12月31日前完成", DAY, False),
        ("去年9月26日召开", DAY, False),
        ("2023年9月26日召开", DAY, False),
        ("本月召开", YEAR, True),
        ("今年召开", YEAR, False),
    ],
)
def test_the_year_is_unsure(text, told, expected):
    (mention,) = dates.find(text, told.start)
    assert unsure(mention, text, told) == expected


def test_what_is_surely_of_the_year_answers(tmp_path, empty):
    (tmp_path / "报告.txt").write_text(REPORT, encoding="utf-8")
    empty.add(tmp_path / "报告.txt")
    assert "1月8日" in ask("海南省2024年哪天召开供应链金融座谈会？", empty, Extractive()).claims[0].text


def test_a_lead_says_each_gap_once(library):
    gaps = draft("战略性新兴产业集群", library, region="广东").gaps
    assert len(gaps) == len(set(gaps))
