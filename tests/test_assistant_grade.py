"""How far a text bears a phrase out: only the order of the numbers means anything."""

import pytest

from assistant.grade import grade, prepared

TEXT = prepared("2021年，浙江省商务厅发布意见，引进企业6349家，投资1136.4亿美元。广东建设工业园区。")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("6349家", "6394家"),
        ("1136.4亿美元", "136.4亿美元"),
        ("浙江", "江西"),
        ("发布意见", "张三丰"),
        ("引进企业", "三千人"),
        ("引进企业", "引入公司"),
        ("引入公司", "李四光"),
    ],
)
def test_what_stands_in_the_text_outranks_what_does_not(better, worse):
    assert grade(better, TEXT) > grade(worse, TEXT)


def test_what_stands_beside_the_phrase_counts():
    assert grade("浙江", TEXT, "浙江省商务厅发布意见") > grade("浙江", TEXT, "浙江建设工业园区")


def test_a_number_is_compared_whole():
    assert grade("349", TEXT) < grade("6349", TEXT)


def test_nothing_is_borne_out_by_nothing():
    assert grade("", TEXT) == 0
    assert grade("6349家", prepared("")) <= 0
