"""What can be evidence, and what disqualifies it: place, time, kind of value, list, column."""

import pytest

from assistant import fit
from assistant.candidates import candidates
from assistant.evidence import select
from assistant.fit import Sought
from assistant.plain import shown
from assistant.sources import named
from assistant.understand import understand


def found(text, library, k=20):
    return candidates(library.search(text, k), library)


def one(words, text, library):
    return next(c for c in found(text, library) if words in c.text)


def sought(question, candidate, library):
    query = understand(question)
    return Sought(query, query.asks[0], library.document(candidate.span.doc_id))


def test_every_candidate_shows_only_what_its_spans_hold(library):
    for candidate in found("工业用地综合容积率 链长 九个一 粤府函〔2020〕82号", library, 40):
        quoted = "".join(library.quote(s) for s in candidate.spans)
        if candidate.form in ("sentence", "item"):
            assert shown(library.quote(candidate.span)) == candidate.text
        if candidate.form == "cell":
            assert candidate.value.replace(" ", "") in quoted.replace(" ", "").replace("\t", "")
            assert candidate.label.replace(" ", "") in quoted.replace(" ", "").replace("\t", "")


@pytest.mark.parametrize(
    ("question", "words", "lacking"),
    [
        ("江苏省有几位省领导担任链长？", "7位市领导", "地区"),
        ("南京有几位市领导担任链长？", "7位市领导", ""),
        ("2020年浙江高技术产品贸易竞争力指数是多少？", "高技术产品贸易竞争力指数为-0.01", "时间"),
        ("2019年浙江高技术产品贸易竞争力指数是多少？", "高技术产品贸易竞争力指数为-0.01", ""),
        ("粤府函〔2020〕83号是什么文件？", "粤府函〔2020〕82号", "文号"),
        ("河南的10个新兴产业链是哪些？", "按照“一个产业链、一个方案、四个清单", ""),
    ],
)
def test_a_condition_says_what_is_lacking(question, words, lacking, library):
    candidate = one(words, question.replace("83", "82"), library)
    lacks = [
        word
        for condition in fit.CONDITIONS
        if (word := condition(candidate, sought(question, candidate, library)))
    ]
    assert lacks[:1] == ([lacking] if lacking else [])


def test_a_cell_answers_only_for_its_row_and_column(library):
    cell = one("东部地区：工业用地综合容积率 0.99", "东部地区工业用地综合容积率", library)
    assert fit.cell(cell, sought("东部地区的工业用地综合容积率是多少？", cell, library)) == ""
    assert fit.cell(cell, sought("东部地区的职工平均工资是多少？", cell, library)) == "栏目"
    assert fit.cell(cell, sought("海南的工业用地综合容积率是多少？", cell, library)) == "栏目"


def test_an_article_of_one_is_no_count(library):
    candidate = one("确定一条特色明显", "浙江开发区确定一条特色明显的产业链作为试点", library)
    assert fit.value(candidate, sought("浙江一共确定了多少条产业链？", candidate, library)) == "数值"


def test_items_of_a_list_are_counted(library):
    candidate = one("产业链被动脱钩问题", "产业链被动脱钩问题", library)
    assert fit.items(candidate) == 4


def test_a_question_names_its_source_by_author_issuer_or_title(library):
    listings = {listing.title[:6]: listing.id for listing in library.documents()}
    assert named("叶振宇怎么看？", library.documents()) == {listings["中国式现代化"]: 0}
    assert named("赛迪研究院的报告怎么说？", library.documents()) == {listings["产业链政策："]: 0}
    assert named("产业链怎么发展？", library.documents()) == {}
    both = named("赛迪研究院和叶振宇谁说得对？", library.documents())
    assert list(both.items()) == [(listings["产业链政策："], 0), (listings["中国式现代化"], 6)]


def test_leads_of_others_are_never_evidence(library):
    query = understand("佛山“开四停三”错峰用电方案从几月几日起执行？")
    hits = library.search(query.standalone, 20)
    assert any(hit.passage.genre == "提案线索" for hit in hits)
    for selection in select(query, hits, library):
        assert all(e.candidate.hit.passage.genre != "提案线索" for e in selection.chosen)
        assert selection.nearest is not None
        assert "只有提案线索" in selection.gap


def test_the_column_of_a_deputy_is_not_that_of_the_head(library):
    query = understand("南昌新能源汽车产业链的副链长由谁担任？")
    (selection,) = select(query, library.search(query.standalone, 20), library)
    assert selection.chosen[0].candidate.column == "副链长"


def test_whoever_the_question_speaks_of_is_no_answer_to_who(library):
    query = understand("广西的群长、链长分别由谁担任？")
    for selection in select(query, library.search(query.standalone, 20), library):
        assert "设立相应的“群长”“链长”" not in selection.chosen[0].candidate.text
