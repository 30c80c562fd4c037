"""Numbers in Chinese text: value, unit and bound, and what only looks like a number."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import quantities
from assistant.numerals import han
from assistant.quantities import Bound, Quantity, equal, find, names, with_unit
from assistant.units import is_measure, unit_of


def read(text):
    """(value, unit, bound, high) of every quantity, numbers as strings."""
    return [
        (str(q.value.normalize().__format__("f")), q.unit, q.bound, None if q.high is None else f"{q.high:f}")
        for q in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("引进企业6038家。", "6038", "家", ""),
        ("引进 5000 家以上创新创业企业", "5000", "家", "以上"),
        ("建成各类标准厂房 3833 万平方米", "38330000", "平方米", ""),
        ("营业收入合计达 1.5 万亿元", "1500000000000", "元", ""),
        ("产值 100 多亿", "10000000000", "", "余"),
        ("需要的1万余个零部件", "10000", "个", "余"),
        ("60多种产品", "60", "种", "余"),
        ("占全球市场的 70%", "70", "%", ""),
        ("占全球市场的７０％", "70", "%", ""),
        ("占比百分之三十", "30", "%", ""),
        ("占比三成以上", "30", "%", "以上"),
        ("下降了 4.77 个百分点", "4.77", "百分点", ""),
        ("增长 1.48倍", "1.48", "倍", ""),
        ("年产值不少于100亿元", "10000000000", "元", "不少于"),
        ("负荷均突破 1 亿千瓦", "100000000", "千瓦", "超"),
        ("每台价格超1亿美金", "100000000", "美元", "超"),
        ("一般指产值 2000 亿元以内", "200000000000", "元", "以内"),
        ("创建5个左右省级园区", "5", "个", "约"),
        ("近二十年来", "20", "年", "近"),
        ("指数为-0.01，", "-0.01", "", ""),
        ("评价范围面积50.07万公顷", "500700", "公顷", ""),
        ("投资强度10,385.93万元/公顷", "103859300", "元/公顷", ""),
        ("聚焦八大产业", "8", "大", ""),
        ("两千三百万元", "23000000", "元", ""),
        ("要重点抓好五个方面", "5", "个", ""),
        ("水质稳定在Ⅲ类", "3", "类", ""),
        ("水质保持在II类及以上", "2", "类", "以上"),
        ("Ⅰ—Ⅲ类水质", "3", "类", "以上"),
        ("好于Ⅲ类水体", "3", "类", "超"),
        ("全面消除劣Ⅴ类水体", "5", "类", "以下"),
        ("启动IV级响应", "4", "级", ""),
        ("30个工作日内办结", "30", "工作日", ""),
    ],
)
def test_value_unit_and_bound_are_read(text, value, unit, bound):
    assert read(text) == [(value, unit, bound, None)]


def test_the_characters_of_a_quantity_are_its_bound_number_and_unit():
    text = "重点扶持，引进 5000 家以上企业"
    (quantity,) = find(text)
    assert text[slice(*quantity.at)] == "5000 家以上"


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("经过3—5年的努力", "3", "5", "年"),
        ("增长2%至3%", "2", "3", "%"),
        ("投资10-20亿元", "1000000000", "2000000000", "元"),
        ("18-19世纪", "18", "19", "世纪"),
    ],
)
def test_a_range_is_one_quantity_with_the_unit_of_its_end(text, low, high, unit):
    assert read(text) == [(low, unit, "", high)]


def test_the_items_of_a_list_share_the_unit_of_the_last():
    assert [(v, u) for v, u, *_ in read("长沙 22、株洲15、湘潭13 条")] == [
        ("22", "条"),
        ("15", "条"),
        ("13", "条"),
    ]
    assert [(v, u) for v, u, *_ in read("投资3、5万元")] == [("30000", "元"), ("50000", "元")]


def test_a_fraction_is_the_same_in_digits_and_in_words():
    (digits,), (words,) = find("占全国的2/3以上"), find("占全国的三分之二以上")
    assert equal(digits, words)
    assert digits.bound == "以上"


@pytest.mark.parametrize(
    "text",
    [
        "实施531计划",
        "园区“135”工程",
        "“1+20”政策文件",
        "构造“4+N”产业合作",
        "部署“五个 100”（重大项目）",
        "做好“九个一”机制",
        "世界500强企业",
        "建设G60科创走廊",
        "5G基站和3D打印",
        "“十四五”开局之年",
        "第三产业",
        "总第 14 期",
        "2021—2025年",
        "2020年12月16日至18日",
        "5月12日发布",
        "粤府函〔2020〕82号",
        "（1）加强领导",
        "1. 内部资源统筹",
        "一、引言",
        "推动产业基础[1]",
        "十几家、数百家、两三家",
        "党的二十大",
        "产业政策2.0",
        "中国制造2025",
    ],
)
def test_names_dates_and_marks_are_no_quantities(text):
    assert read(text) == []


def test_a_number_beside_a_name_is_still_read():
    assert read("引进 100 个 500强企业") == [("100", "个", "", None)]
    assert read("5G等10个新兴产业链") == [("10", "个", "", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("引进500强企业", ["500强"]),
        ("“135”工程和五个 100", ["135", "五个100"]),
        ("5G、G60与1+20", ["5G", "G60", "1+20"]),
        ("第十条和第10条", ["10条", "10条"]),
        ("引进企业6038家", []),
    ],
)
def test_names_that_look_like_numbers_are_found_in_one_form(text, expected):
    assert [name.text for name in names(text)] == expected


def first(text):
    return find(text)[0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("1.5万亿元", "15000亿元"),
        ("5000家", "五千家"),
        ("30%", "百分之三十"),
        ("88人", "88名"),
        ("100亿元以上", "不少于100亿元"),
        ("22条", "22"),
    ],
)
def test_the_same_amount_is_equal_however_it_is_written(a, b):
    assert equal(first(a), first(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5000家", "6038家"),
        ("300元", "1300元"),
        ("5万元", "5亿元"),
        ("27%", "27个百分点"),
        ("1亿元", "1亿美元"),
        ("5000家以上", "5000家以下"),
        ("3—5年", "3年"),
        ("100家", "100人"),
    ],
)
def test_another_value_unit_or_direction_is_not_equal(a, b):
    assert not equal(first(a), first(b))


def test_a_header_gives_a_bare_number_its_unit_and_scale():
    cell = with_unit(first("864.23"), "万元/公顷")
    assert (cell.value, cell.unit) == (Decimal("8642300"), "元/公顷")
    assert equal(cell, first("864.23 万元/公顷"))
    assert with_unit(first("5家"), "万元") == first("5家")


def test_a_word_that_is_no_unit_gives_none():
    assert unit_of("单位：亿元") == (Decimal(10**8), "元")
    assert unit_of("试行") == (1, "")
    assert is_measure("元/公顷")
    assert not is_measure("家")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("一万二千", 12000),
        ("三点五", "3.5"),
        ("二〇二一", 2021),
        ("三亿五千万", 350000000),
    ],
)
def test_chinese_numerals_have_their_value(text, value):
    assert han(text) == Decimal(value)


def test_a_line_break_or_tab_ends_a_quantity():
    assert read("10385.93\t864.23") == [("10385.93", "", "", None), ("864.23", "", "", None)]
    assert [u for _, u, *_ in read("第一行 15\n家庭")] == [""]


@given(
    st.text(
        alphabet="0123456789一二三十百千万亿.,%约近以上下余多个家元年月日第“”（）〔〕号+-—、， 至G",
        max_size=40,
    )
)
def test_any_text_is_read_without_overlap_inside_its_bounds(text):
    ends = 0
    for quantity in find(text):
        assert ends <= quantity.at[0] < quantity.at[1] <= len(text)
        assert quantity.bound in get_args(Bound)
        ends = quantity.at[1]
    assert all(0 <= name.at[0] < name.at[1] <= len(text) for name in names(text))


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["家", "元", "万元", "亿元", "%", "公顷"]))
def test_separators_and_spaces_do_not_change_a_quantity(number, unit):
    plain, spaced = find(f"共{number}{unit}。"), find(f"共 {number:,} {unit}。")
    assert [(q.value, q.unit) for q in plain] == [(q.value, q.unit) for q in spaced]
    assert equal(plain[0], spaced[0])


def test_every_bound_has_a_direction():
    for bound in get_args(Bound):
        assert quantities.bounds_agree(bound, bound)
        assert equal(Quantity((0, 1), Decimal(1), "家", bound), Quantity((0, 1), Decimal(1), "家"))
