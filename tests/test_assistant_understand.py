"""What a question asks, of what, where and when."""

import pytest

from assistant.errors import RequestError
from assistant.understand import understand


def only(question):
    (ask,) = understand(question).asks
    return ask


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("昆明护链搞的几个直通车叫啥", "list"),
        ("2021年制造业增加值是多少？", "number"),
        ("南京安排了几位市领导当链长？", "number"),
        ("浙江是哪一年推行链长制的？", "date"),
        ("航空产业链的链长由谁担任？", "who"),
        ("重点基地放在哪儿？", "where"),
        ("什么是链长制？", "definition"),
        ("“九个一”机制包括哪些内容？", "list"),
        ("浙江的做法与全国有什么不同？", "comparison"),
        ("粤工信电子〔2020〕138号是什么文件？", "document"),
        ("广东的委员怎么说？", "open"),
        ("我国产业链存在哪四个问题？", "list"),
    ],
)
def test_the_kind_of_a_question(question, kind):
    assert only(question).kind == kind


def test_a_question_that_asks_twice_is_two_asks_with_one_subject():
    first, second = understand("南昌5G产业链的链长由谁担任，责任部门是哪家？").asks
    assert (first.kind, second.kind) == ("who", "who")
    words = {t.forms[0] for t in second.terms}
    assert {"责任", "部门", "5g", "南昌"} <= words


def test_several_places_are_asked_one_by_one():
    asks = understand("长沙和南京各在什么时间推行链长制？").asks
    assert [[r.name for r in ask.regions] for ask in asks] == [["长沙"], ["南京"]]
    assert not any("南京" in t.forms for t in asks[0].terms)


def test_quoted_things_are_defined_one_by_one():
    assert [ask.named for ask in understand("“延链”“强链”“补链”各指什么？").asks] == ["延链", "强链", "补链"]


@pytest.mark.parametrize(
    "typed", ["粤府函〔2020〕82号", "粤府函[2020]82号", "粤府函（2020）82号", "粤府函2020年82号"]
)
def test_a_document_number_is_canonical_in_any_brackets(typed):
    query = understand(f"{typed}是什么时候发布的？")
    assert [n.canonical for n in query.doc_numbers] == ["粤府函〔2020〕82号"]
    assert query.years == ()


def test_years_places_and_measures():
    ask = only("2019年广东省集成电路进口金额约占全国多大比重？")
    assert ask.years == (2019,)
    assert [r.name for r in ask.regions] == ["广东"]
    assert ask.measure == "%"
    assert only("营业收入有多少？").measure == "元"
    assert only("一共管几条产业链？").measure == "条"
    assert only("河南的10个新兴产业链都是什么？").count == 10


@pytest.mark.parametrize("question", ["", "  \n", "链" * 2001])
def test_an_empty_or_endless_question_says_what_to_do(question):
    with pytest.raises(RequestError, match="请"):
        understand(question)


def test_a_place_told_with_the_one_it_lies_in_is_one_place():
    (ask,) = understand("广东深圳的链长制是哪年开始的？").asks
    assert [region.name for region in ask.regions] == ["深圳"]


def test_a_number_of_things_makes_a_list_of_a_question_for_them_only():
    assert understand("湖南20条新兴优势产业链是哪年定下来的？").asks[0].count == 0
    assert understand("湖南是哪20条新兴优势产业链？").asks[0].count == 20


def test_how_long_is_a_question_of_its_own():
    asks = understand("产业负面清单由哪一级做实施单元、多长时间更新一回？").asks
    assert [ask.kind for ask in asks] == ["list", "date"]


def test_the_figure_by_which_places_are_compared_is_asked_of_each():
    asks = understand("海南和青海2026年的粮食产量目标哪个更高？").asks
    assert [ask.text for ask in asks] == ["海南2026年的粮食产量目标是多少", "青海2026年的粮食产量目标是多少"]
    assert {ask.kind for ask in asks} == {"number"}
    assert all(ask.target and [t.forms[0] for t in ask.focus] == ["粮食产量"] for ask in asks)
    assert [ask.kind for ask in understand("海南和青海的链长制有什么不同？").asks] == ["comparison"] * 2


def test_a_division_of_labour_is_asked_of_each():
    asks = understand("招商部门和发改部门在产业链招商里怎么分工？").asks
    assert [ask.text for ask in asks] == [
        "招商部门在产业链招商里负责什么",
        "发改部门在产业链招商里负责什么",
    ]


def test_the_size_of_a_thing_and_how_fast_it_grows_are_both_of_it():
    asks = understand("重庆2025年GDP总量和增速各是多少？").asks
    assert [ask.text for ask in asks] == [
        "重庆2025年地区生产总值是多少",
        "重庆2025年地区生产总值增速是多少",
    ]


@pytest.mark.parametrize("question", ["多少日内备案", "应当在多少个工作日内答复", "多少小时内接运遗体"])
def test_how_long_something_may_take_is_measured_in_any_unit_of_time(question):
    (ask,) = understand(question).asks
    assert (ask.kind, ask.measure, ask.focus) == ("number", "时长", ())


@pytest.mark.parametrize(
    "question", ["本法所称的噪声是指什么？", "条例所称噪声是指什么？", "噪声指的是什么？"]
)
def test_the_thing_whose_meaning_is_asked_is_named_without_what_calls_it_so(question):
    (ask,) = understand(question).asks
    assert (ask.kind, ask.named) == ("definition", "噪声")
