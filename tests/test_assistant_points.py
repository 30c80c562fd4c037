"""What a text counts off: headings below a heading, and paragraphs that count on."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from assistant.points import points
from index.library import Library

TEXT = """# 甲市产业链调研

## 一、甲市产业链存在的问题

调研发现，甲市产业链建设面临一些困难，有以下几个方面：

第一，龙头企业不强。全市年营业收入过百亿的企业只有2家。

各县情况不一，其中：

一是乙县以农产品加工为主。二是丙县刚刚起步。

第二，要素保障不足。企业用地指标缺口较大。

第三，服务跟不上。多头管理的情况还较多。

## 二、甲市产业链的几点打算

### （一）做强龙头

每年培育一批。

### （二）保障要素

用地优先。

## 三、甲市产业链发展历经3个阶段

### 起步期

2010年以前。

### 成长期

2010年到2020年。

### 成熟期

2020年以后。

### 余论

数据来自统计部门。
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("points")
    (folder / "调研.md").write_text(TEXT, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add(folder / "调研.md")
        yield library


def told(library):
    document = library.document(library.documents()[0].id)
    return {
        tuple(document.at(s) for s in one.title): [document.at(s) for s in one.points]
        for one in points(document)
    }


def test_paragraphs_that_count_on_are_points_of_what_announces_them(report):
    title = ("一、甲市产业链存在的问题", "调研发现，甲市产业链建设面临一些困难，有以下几个方面：")
    assert told(report)[title] == ["龙头企业不强。", "要素保障不足。", "服务跟不上。"]


def test_numbered_headings_are_points_of_the_heading_above(report):
    assert told(report)[("二、甲市产业链的几点打算",)] == ["做强龙头", "保障要素"]


def test_a_heading_that_states_how_many_has_so_many_points_and_no_more(report):
    assert told(report)[("三、甲市产业链发展历经3个阶段",)] == ["起步期", "成长期", "成熟期"]


def test_paragraphs_that_count_within_another_series_do_not_break_it(report):
    assert len(told(report)) == 4
    assert told(report)[("甲市产业链调研",)][0] == "甲市产业链存在的问题"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("甲市产业链存在哪些问题？", ["龙头企业不强。", "要素保障不足。", "服务跟不上。"]),
        ("甲市产业链建设面临什么困难？", ["龙头企业不强。", "要素保障不足。", "服务跟不上。"]),
        ("甲市产业链发展经历了哪几个阶段？", ["起步期", "成长期", "成熟期"]),
    ],
)
def test_a_question_for_a_list_is_answered_by_the_points_each_cited_where_it_stands(report, question, answer):
    given = ask(question, report, Extractive())
    assert [claim.text for claim in given.claims] == answer
    for claim in given.claims:
        assert claim.verdict == "supported"
        assert report.quote(claim.citations[0].span) == claim.text
