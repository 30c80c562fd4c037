"""What a table with a column of units says: each figure in the unit of its row, growth in per cent, of the file's place."""

import openpyxl
import pytest

from assistant.audit import audit
from index.library import Library

ROWS = (
    ("指标", "单位", "2025年", "增速"),
    ("地区生产总值", "亿元", 33182.9, 3.7),
    ("粮食产量", "万吨", 2500.3, 1.2),
    ("城镇居民人均可支配收入", "元", 49123, 4.4),
    ("进出口总额", "亿美元", 1034.5, 4.3),
    ("高速公路通车里程", "公里", 4711, 0.9),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "辽宁省2025年主要指标.xlsx")
    with Library.open(folder / "library", create=True) as opened:
        opened.add(folder / "辽宁省2025年主要指标.xlsx")
        yield opened


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("2025年，辽宁省地区生产总值33182.9亿元，同比增长3.7%。", "supported"),
        ("2025年辽宁粮食产量2500.3万吨，比上年增长1.2%。", "supported"),
        ("2025年辽宁粮食产量250.03亿公斤。", "supported"),
        ("2025年辽宁城镇居民人均可支配收入49123元，增长4.4%。", "supported"),
        ("辽宁高速公路通车里程4711公里。", "supported"),
        ("2025年辽宁进出口总额1034.5亿美元。", "supported"),
        ("2025年，辽宁省地区生产总值33182.9万元。", "contradicted"),
        ("2025年辽宁粮食产量2500.3亿吨。", "contradicted"),
        ("2025年辽宁进出口总额1034.5亿元。", "contradicted"),
        ("2025年辽宁地区生产总值33182.9亿元，增长4.4%。", "contradicted"),
        ("2025年辽宁地区生产总值下降3.7%。", "contradicted"),
        ("2025年吉林地区生产总值33182.9亿元。", "contradicted"),
    ],
)
def test_a_row_s_figure_is_of_the_unit_that_its_row_names(library, sentence, verdict):
    (item,) = audit(sentence, library)
    if verdict == "supported":
        assert (item.claim.verdict, item.claim.findings) == ("supported", ())
    else:
        assert item.claim.verdict != "supported"
