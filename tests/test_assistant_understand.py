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
