"""Dates as policy texts write them, periods, dates counted from the document's own, and what is no date."""

import calendar
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import DateMention, find, fold, iso, number

BASE = "2021-06-10"


def only(text, base=None):
    """The one date of a text, as (its characters, start, end, precision)."""
    (mention,) = find(text, base)
    return text[slice(*mention.at)], mention.start, mention.end, mention.precision


def written(text, base=None):
    return [text[slice(*mention.at)] for mention in find(text, base)]


def starts(text, base=None):
    return [mention.start for mention in find(text, base)]


@pytest.mark.parametrize(
    "form",
    [
        "2021年3月18日",
        "2021 年 3 月 18 日",
        "2021年 3月18日",
        "2021年03月18日",
        "2021年3月18号",
        "2021-03-18",
        "2021-3-18",
        "2021.3.18",
        "2021/3/18",
        "２０２１年３月１８日",
        "２０２１－０３－１８",
        "2021年3⽉18⽇",
        "二〇二一年三月十八日",
        "二○二一年三月十八日",
        "2021年3\n月18日",
    ],
)
def test_a_day_is_a_day_in_any_form(form):
    text = f"通知于{form}印发，"
    (mention,) = find(text)
    assert mention == DateMention((3, 3 + len(form)), "2021-03-18", "2021-03-18", "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布时间：2020年7月", ("2020年7月", "2020-07-01", "2020-07-31", "month")),
        ("2020年2月份", ("2020年2月份", "2020-02-01", "2020-02-29", "month")),
        ("二〇二〇年十二月召开", ("二〇二〇年十二月", "2020-12-01", "2020-12-31", "month")),
        ("2019年我省进口", ("2019年", "2019-01-01", "2019-12-31", "year")),
        ("2020年度报告", ("2020年度", "2020-01-01", "2020-12-31", "year")),
        ("二〇二〇年", ("二〇二〇年", "2020-01-01", "2020-12-31", "year")),
        ("截至2022年底", ("2022年", "2022-01-01", "2022-12-31", "year")),
        ("1.2021年计划", ("2021年", "2021-01-01", "2021-12-31", "year")),
        ("2020年12月16日至18日", ("2020年12月16日至18日", "2020-12-16", "2020-12-18", "range")),
        ("2020年12月16—18日", ("2020年12月16—18日", "2020-12-16", "2020-12-18", "range")),
        (
            "2020年12月30日至2021年1月3日止",
            ("2020年12月30日至2021年1月3日", "2020-12-30", "2021-01-03", "range"),
        ),
        ("2021年1—4月", ("2021年1—4月", "2021-01-01", "2021-04-30", "range")),
        ("2020年11月至2021年2月", ("2020年11月至2021年2月", "2020-11-01", "2021-02-28", "range")),
        ("2021年上半年", ("2021年上半年", "2021-01-01", "2021-06-30", "range")),
        ("2021年第三季度", ("2021年第三季度", "2021-07-01", "2021-09-30", "range")),
        ("2013—2021年", ("2013—2021年", "2013-01-01", "2021-12-31", "range")),
        ("2012年至2021年", ("2012年至2021年", "2012-01-01", "2021-12-31", "range")),
        ("从2021 年到 2023 年，", ("2021 年到 2023 年", "2021-01-01", "2023-12-31", "range")),
        ("始于1950 年代", ("1950 年代", "1950-01-01", "1959-12-31", "range")),
        ("20世纪90年代", ("20世纪90年代", "1990-01-01", "1999-12-31", "range")),
    ],
)
def test_months_years_and_ranges(text, expected):
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "form", "first", "last"),
    [
        ("行动计划（2021—2025年）的通知", "2021—2025年", 2021, 2025),
        ("三年行动方案(2021\n\n—2023 年)》", "2021\n\n—2023 年", 2021, 2023),
        ("（2021-2025）", "2021-2025", 2021, 2025),
        ("2021—2025年", "2021—2025年", 2021, 2025),
        ("《2021年至2023年工作》", "2021年至2023年", 2021, 2023),
        ("2022—2024年行动方案", "2022—2024年", 2022, 2024),
        ("“十四五”时期产业链", "“十四五”时期", 2021, 2025),
        ("“十四五”开局之年", "“十四五”", 2021, 2025),
        ("十三五期间", "十三五期间", 2016, 2020),
        ("“十五五”规划", "“十五五”", 2026, 2030),
        ("“十五”计划", "“十五”", 2001, 2005),
        ("“七五”时期", "“七五”时期", 1986, 1990),
        ("第一个五年计划", "第一个五年计划", 1953, 1957),
        ("第十四个五年规划", "第十四个五年规划", 2021, 2025),
    ],
)
def test_the_term_of_a_plan_is_a_period_not_a_date(text, form, first, last):
    assert only(text) == (form, f"{first}-01-01", f"{last}-12-31", "period")


def test_years_are_all_that_a_mention_touches():
    (mention,) = find("行动计划（2021—2025年）")
    assert mention.years == (2021, 2022, 2023, 2024, 2025)
    assert find("2021年3月18日")[0].years == (2021,)


@pytest.mark.parametrize(
    "text",
    [
        "2000亿日元",
        "2025个",
        "2021",
        "12021年级",
        "近日发布",
        "日前发布的方案",
        "日前现货市场出清价格",
        "目前",
        "3个月内",
        "10多年来",
        "5年",
        "第三十五条",
        "十四五个人",
        "十四五天内",
        "3月龄幼苗",
        "三五成群",
        "“八五”普法",
        "实施“135”工程",
        "十月革命",
        "192.168.2021.3",
        "2021.3.18.1",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert find(text) == ()
    assert find(text, BASE) == ()


@pytest.mark.parametrize("text", ["2020年2月30日", "2021年2月29日", "2020-02-30", "2021年4月31日"])
def test_an_impossible_day_is_not_a_day(text):
    assert all(mention.precision != "day" for mention in find(text, BASE))


def test_the_leap_day_exists_in_leap_years_only():
    assert only("2020年2月29日") == ("2020年2月29日", "2020-02-29", "2020-02-29", "day")
    assert only("2021年2月29日")[3] == "month"


def test_a_range_that_runs_backwards_is_not_a_range():
    assert [m.precision for m in find("2020年12月18日至16日")] == ["day"]
    assert [m.precision for m in find("2019—2018年")] == ["year"]


def test_a_day_without_year_takes_the_year_before_it_else_the_documents():
    text = "2019年11月，长沙一楼盘拆除。11月20日通报"
    assert [(m.start, m.relative) for m in find(text, BASE)] == [("2019-11-01", False), ("2019-11-20", True)]
    assert only("佛山从5月23日起", BASE) == ("5月23日", "2021-05-23", "2021-05-23", "day")
    assert find("佛山从5月23日起") == ()


def test_years_that_are_only_compared_with_or_stand_in_titles_are_not_taken_over():
    assert starts("比2019年增长3%。5月10日批复", BASE)[-1] == "2021-05-10"
    assert starts("《2019年有序用电方案》5月10日批复", BASE)[-1] == "2021-05-10"
    assert starts("同比去年增长。5月10日批复", BASE)[-1] == "2021-05-10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年5月，广州", ("今年5月", "2021-05-01", "2021-05-31", "month")),
        ("今年 5 月\n12 日", ("今年 5 月\n12 日", "2021-05-12", "2021-05-12", "day")),
        ("去年 9 月，", ("去年 9 月", "2020-09-01", "2020-09-30", "month")),
        ("去年下半年", ("去年下半年", "2020-07-01", "2020-12-31", "range")),
        ("今年一季度的盈利", ("今年一季度", "2021-01-01", "2021-03-31", "range")),
        ("今年以来", ("今年", "2021-01-01", "2021-12-31", "year")),
        ("前年", ("前年", "2019-01-01", "2019-12-31", "year")),
        ("明年将", ("明年", "2022-01-01", "2022-12-31", "year")),
        ("本月", ("本月", "2021-06-01", "2021-06-30", "month")),
        ("上月", ("上月", "2021-05-01", "2021-05-31", "month")),
        ("1-4月用电量", ("1-4月", "2021-01-01", "2021-04-30", "range")),
    ],
)
def test_relative_words_count_from_the_documents_date(text, expected):
    assert only(text, BASE) == expected
    assert find(text, BASE)[0].relative
    assert find(text) == ()


def test_months_of_other_years_are_found_around_the_turn_of_the_year():
    assert only("上月", "2021-01-15") == ("上月", "2020-12-01", "2020-12-31", "month")
    assert only("下月", "2021-12-15") == ("下月", "2022-01-01", "2022-01-31", "month")


def test_a_year_word_that_cannot_be_resolved_does_not_let_an_older_year_through():
    text = "2019年11月通报。今年4月起错峰，5月23日起停三天"
    assert starts(text) == ["2019-11-01"]
    assert starts(text, BASE) == ["2019-11-01", "2021-04-01", "2021-05-23"]


@pytest.mark.parametrize(
    "text",
    [
        "每年5月10日前",
        "次年3月31日",
        "应当于每年的12月31日前",
        "令和3年6月",
        "过去年均",
        "过去年代",
        "以上年龄",
        "此前年份",
    ],
)
def test_dates_of_every_year_and_parts_of_words_are_none(text):
    assert find(text, BASE) == ()


def test_what_follows_a_date_counts_even_beyond_punctuation():
    assert written("3月，，去年均值", BASE) == ["3月"]


def test_every_relative_date_of_the_three_real_leads_is_right(seeds):
    text = (seeds / "003_8dab968f746955f1.txt").read_text(encoding="utf-8")
    leads = text[text.index("一、科技应用场景") :]
    found = [
        (re.sub(r"\s", "", leads[slice(*m.at)]), m.start) for m in find(leads, BASE) if m.precision == "day"
    ]
    assert found == [
        ("5月23日", "2021-05-23"),
        ("5月21日", "2021-05-21"),
        ("5月10日", "2021-05-10"),
        ("4月29日", "2021-04-29"),
        ("5月17日", "2021-05-17"),
        ("今年5月12日", "2021-05-12"),
    ]


def test_iso_reads_the_one_date_of_a_short_string():
    assert iso("2021年3月18日").start == "2021-03-18"
    assert iso("发布时间： 2020年9月").end == "2020-09-30"
    assert iso("2021") == DateMention((0, 4), "2021-01-01", "2021-12-31", "year")
    assert iso(" 2021-03 ") == DateMention((1, 8), "2021-03-01", "2021-03-31", "month")
    assert iso("2019年和2021年") is None
    assert iso("没有日期") is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十四", 14),
        ("三十一", 31),
        ("二〇二〇", 2020),
        ("二○○九", 2009),
        ("一百零五", 105),
        ("七十四", 74),
        ("０８", 8),
    ],
)
def test_chinese_numerals(numeral, value):
    assert number(numeral) == value


def test_folding_keeps_every_character_in_its_place():
    text = "２０２１年⽉（ＡＢ）ﬁ①²㎡　豈"
    assert fold(text) == "2021年月(AB)ﬁ①²㎡ 豈"
    assert len(fold(text)) == len(text)


FORMS = st.sampled_from(
    [
        "{0}年{1}月{2}日",
        "{0} 年 {1} 月 {2} 日",
        "{0}-{1:02}-{2:02}",
        "{0}.{1}.{2}",
        "{0}/{1}/{2}",
        "{0}年{1:02}月{2:02}号",
    ]
)


@settings(deadline=None, max_examples=200)
@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    form=FORMS,
    wide=st.booleans(),
    before=st.sampled_from(["", "于", "ﬁ①²", "（", "广东省", "\n"]),
)
def test_every_day_is_read_back_from_every_form(day, form, wide, before):
    text = form.format(day.year, day.month, day.day)
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-./"})
    assert only(f"{before}{text}印发") == (text, day.isoformat(), day.isoformat(), "day")


@settings(deadline=None, max_examples=200)
@given(st.integers(1900, 2098), st.integers(1, 12))
def test_a_month_ends_on_its_last_day(year, month):
    last = calendar.monthrange(year, month)[1]
    assert only(f"{year}年{month}月") == (
        f"{year}年{month}月",
        f"{year}-{month:02}-01",
        f"{year}-{month:02}-{last}",
        "month",
    )


SCRAPS = st.sampled_from(
    [
        *"年月日号至到—-./ \n02十三一〇“”五（）",
        "2020",
        "2021年",
        "12月",
        "31日",
        "今年",
        "去年",
        "本月",
        "十四五",
        "时期",
        "2月30日",
        "３⽉",
    ]
)
TEXT = st.lists(st.one_of(SCRAPS, st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))).map("".join)


@settings(deadline=None, max_examples=400)
@given(TEXT, st.sampled_from([None, "2021-06-10", "2020-02-29"]))
def test_random_text_breaks_nothing_and_offsets_are_of_the_text_given(text, base):
    end = 0
    for mention in find(text, base):
        assert end <= mention.at[0] < mention.at[1] <= len(text)
        end = mention.at[1]
        first, last = date.fromisoformat(mention.start), date.fromisoformat(mention.end)
        assert first <= last
        form = fold(text[slice(*mention.at)])
        assert form == form.strip()
        if mention.precision in ("year", "month", "day") and not mention.relative:
            digits = re.match(r"\d{4}|[一二][〇零○O0一二三四五六七八九]{3}", form)[0]
            assert mention.years == (number(digits),)
        if mention.relative and base is None:
            assert find(text[: mention.at[0]])  # its year came from a date before it
