"""What a table says beside a cell, what says the meaning of a thing, and what belongs to a sentence: over the seeds."""

import pytest

from assistant.answer import ask
from assistant.definitions import defines
from assistant.extractive import Extractive

SHARES = ("东部地区", "中部地区", "西部地区", "东北地区")


def told(question, library):
    return [claim.text for claim in ask(question, library, Extractive()).claims]


def test_where_no_row_is_named_every_row_is_shown_in_the_order_of_the_table(library):
    lines = told("园区容积率要求", library)
    assert [line.split("：")[0] for line in lines] == list(SHARES)
    assert all("容积率" in line for line in lines)


def test_a_named_row_is_shown_alone(library):
    assert told("西部地区工业用地综合容积率是多少？", library) == ["西部地区：工业用地综合容积率 0.76"]


@pytest.mark.parametrize(("most", "order"), [("低", "西中北东"), ("高", "东北中西")])
def test_the_most_and_the_least_of_a_column_come_first(most, order, library):
    lines = told(f"综合地均税收最{most}的是哪个地区", library)
    assert "".join(line[1] if line.startswith("东北") else line[0] for line in lines) == order


def test_columns_that_are_compared_stand_side_by_side_in_every_row(library):
    lines = told("产业链政策和产业政策有什么区别", library)
    rows = [line.split("：")[0] for line in lines]
    assert rows[::2] == rows[1::2]
    assert len(set(rows)) == 5
    assert all("：产业链政策 " in line for line in lines[::2])
    assert all("：产业政策 " in line for line in lines[1::2])


def test_only_the_row_that_is_named_is_compared(library):
    lines = told("产业链政策用的政策工具，跟传统产业政策有什么不一样？", library)
    assert [line[:9] for line in lines] == ["政策工具：产业链政", "政策工具：产业政策"]


def test_what_the_rows_of_a_table_are_of_is_a_list_with_a_mark_each(library):
    answer = ask("湖南20条产业链都是哪些", library, Extractive())
    assert len(answer.claims) == 20
    assert answer.claims[1].text == "工程机械产业链"
    assert all(len(claim.citations) == 1 for claim in answer.claims)


def test_no_count_of_rows_answers_for_another_count(library):
    assert all("工程机械产业链" not in line for line in told("湖南18条产业链都是哪些", library))


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        ("东莞“4+5”指什么", "形成“4+5”的战略性集群培育体系", "即4个战略性支柱产业"),
        ("粤府〔2021〕21号主要内容", "粤府〔2021〕21号", "招好商、招大商"),
        ("豫政办〔2020〕41号讲了什么", "豫政办〔2020〕41号", "按照“较好基础、一定基础、起步阶段”三个层次"),
    ],
)
def test_a_sentence_comes_with_the_one_that_explains_it(question, first, then, library):
    lines = told(question, library)
    assert first in lines[0]
    assert then in lines[1]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("什么是产业链招商？", "产业链招商是指围绕主导产业"),
        ("产业链政策如何定义？", "各类产业政策的总和"),
        ("链主指的是什么？", "由市场自发形成的"),
    ],
)
def test_a_meaning_is_what_says_it_and_not_what_names_the_thing(question, meant, library):
    assert meant in told(question, library)[0]


def test_a_thing_that_is_only_named_has_no_meaning_in_the_library(library):
    answer = ask("“专精特新”是什么意思？", library, Extractive())
    assert answer.refusal
    assert "材料没有说明“专精特新”的含义" in answer.gaps[0]


def test_the_kind_of_thing_may_be_left_out_of_its_name(library):
    hits = library.search("“链主”指企业，是在产业链发展过程中由市场自发形成的", 10)
    from assistant.candidates import candidates

    candidate = next(c for c in candidates(hits, library) if "“链主”指企业" in c.text)
    assert defines(candidate, "链主企业") == defines(candidate, "链主") == 0.8
    assert defines(candidate, "龙头企业") == 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("粤府〔2021〕21号的有效期到什么时候？", ""),
        ("粤府〔2021〕21号什么时候发布？", "2021年3月18日"),
    ],
)
def test_one_date_of_a_document_does_not_answer_for_another(question, words, library):
    answer = ask(question, library, Extractive())
    assert bool(answer.refusal) != bool(words)
    assert all(words in claim.text for claim in answer.claims)


def test_another_ordinal_is_another_thing(library):
    assert ask("2021年1到4月广东第一产业用电量同比增幅", library, Extractive()).refusal
