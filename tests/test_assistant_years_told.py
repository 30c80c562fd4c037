"""Of which years a work report tells: what five have brought is told of no single one, nor a goal of 2030; a draft says
of which it is, and a plan's own review is no plan."""

import pytest

from assistant.check import check
from assistant.facts import fact_of
from assistant.paragraphs import Sentence
from assistant.relevance import Matter
from assistant.statements import statements
from assistant.traits import traits_of
from assistant.types import Citation, Claim
from assistant.wording import worded
from assistant.years_told import years_at, years_told
from index import regions
from tests.judged import verdict
from tests.provincial import reports

TEXT = """一、“十四五”时期和2025年工作回顾

“十四五”时期是极不平凡的五年，全省上下团结奋斗。

（一）经济实力显著增强。城镇新增就业超690万人，建设高标准农田1739万亩，森林覆盖率提高到42.5%。

刚刚过去的2025年，是“十四五”收官之年，我们奋力攻坚。

（一）消费稳步扩大。接待游客1.2亿人次，新增上市公司5家，甲江铁路建成通车。

二、“十五五”时期的主要目标

过去五年，居民收入年均增长5.2%，改造提升农村公路8200公里。

“十五五”时期，全省要奋力开创新局面。

到2030年，森林覆盖率达到45%，改造老旧小区3100个。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with reports(tmp_path_factory.mktemp("years"), {"江苏": TEXT}) as library:
        yield library


@pytest.mark.parametrize(
    "claim",
    [
        "江苏城镇新增就业超690万人。",
        "江苏五年城镇新增就业超690万人。",
        "江苏“十四五”期间建设高标准农田1739万亩。",
        "江苏5年建设高标准农田1739万亩。",
        "2025年江苏森林覆盖率提高到42.5%。",
        "截至2025年底，江苏建设高标准农田1739万亩。",
        "2025年江苏接待游客1.2亿人次。",
        "江苏去年新增上市公司5家。",
        "江苏居民收入年均增长5.2%。",
        "江苏五年改造提升农村公路8200公里。",
        "“十四五”时期江苏改造提升农村公路8200公里。",
        "到2030年江苏森林覆盖率达到45%。",
        "“十五五”时期江苏改造老旧小区3100个。",
    ],
)
def test_what_is_told_of_its_own_time_is_let_through(library, claim):
    assert verdict(claim, library) == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "2025年江苏城镇新增就业超690万人。",
        "去年江苏建设高标准农田1739万亩。",
        "江苏五年接待游客1.2亿人次。",
        "江苏五年新增上市公司5家。",
        "2025年江苏改造提升农村公路8200公里。",
        "江苏森林覆盖率达到45%。",
        "2026年江苏改造老旧小区3100个。",
        "今年江苏森林覆盖率要达到45%。",
        "“十四五”时期江苏接待游客1.2亿人次。",
        "“十五五”时期江苏改造提升农村公路8200公里。",
        "“十三五”时期江苏建设高标准农田1739万亩。",
    ],
)
def test_what_is_told_of_another_time_is_found(library, claim):
    assert verdict(claim, library) != "supported"


@pytest.mark.parametrize("claim", ["江苏乙沪铁路建成通车。", "江苏甲浦入沪工程建成通车。"])
def test_a_name_that_no_dictionary_has_must_stand_in_the_source(library, claim):
    assert verdict("江苏甲江铁路建成通车。", library) == "supported"
    assert verdict(claim, library) != "supported"


def test_a_report_tells_of_one_year_and_of_five_in_turn(library):
    (listed,) = library.documents()
    document = library.document(listed.id)

    def years(words):
        told = years_at(years_told(document), document.text.index(words))
        return told and (told.first, told.last, told.ahead)

    assert years("城镇新增就业") == (2021, 2025, False)
    assert years("接待游客") == (2025, 2025, False)
    assert years("农村公路") == (2021, 2025, False)
    assert years("奋力开创") == years("老旧小区") == (2026, 2030, True)


def test_a_year_amid_what_five_brought_is_of_its_sentence_alone(tmp_path):
    text = (
        "一、回顾\n\n五年来，林业产值翻番。2025年林下面积202万亩。新增花卉基地31个。\n\n"
        "二、2026年工作\n\n今年新建苗圃12个。\n"
    )
    with reports(tmp_path, {"海南": text}) as library:
        document = library.document(library.documents()[0].id)
    told = years_told(document)
    found = [years_at(told, document.text.index(words)) for words in ("翻番", "202万亩", "31个", "12个")]
    assert [(one.first, one.last) for one in found] == [
        (2021, 2025),
        (2025, 2025),
        (2021, 2025),
        (2026, 2026),
    ]


def test_a_draft_says_of_which_five_years_it_tells_and_calls_no_review_a_plan(library):
    found = statements(library.search("城镇新增就业、农村公路、接待游客", 20), library)
    told = [telling for statement in found for telling in worded(statement, regions.get("江苏"))]
    texts = [telling.text() for telling in told]
    assert any("指出，“十四五”时期，城镇新增就业超690万人" in text for text in texts)
    assert any("指出，“十四五”时期，居民收入年均增长5.2%，改造提升农村公路" in text for text in texts)
    assert not any("“十四五”" in text for text in texts if "接待游客" in text)
    assert not any("提出" in text for text in texts if "农村公路8200公里" in text)
    for telling in told:
        drafted = [Claim(draft.text, tuple(map(Citation, draft.spans))) for draft in telling.drafts()]
        assert any(claim.verdict == "supported" for claim in check(drafted, library)), telling.text()


def test_of_which_years_is_said_once_a_sentence_and_of_no_other_fact(library):
    found = statements(library.search("城镇新增就业、农村公路、接待游客", 20), library)
    place, matter = regions.get("江苏"), Matter.of("农村公路和城镇就业", library)
    facts = [fact_of(traits_of(t, place), matter) for s in found for t in worded(s, place)]
    first, second, other = (
        next(f for f in facts if f.body == body)
        for body in ("城镇新增就业超690万人", "建设高标准农田1739万亩", "接待游客1.2亿人次")
    )
    assert (first.when, second.when, other.when) == ("“十四五”时期，", "“十四五”时期，", "")
    assert not Sentence(first).goes_on(other)
    assert Sentence(first).goes_on(second)
    assert Sentence(first, more=(second,)).text.count("“十四五”时期") == 1


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    text = (
        "一、2025年工作回顾\n\n2025年，全省上下团结奋斗。\n\n新建良种苗圃12个、林下种植基地31个。深入实施“数据进山”行动，算力调度平台接入国家平台。"
        "\n\n2025年，经济稳中有进。民营经济活力增强，进出口总额增长 8%。\n\n"
        "五年来，林业持续发展，产值翻番。\n\n认真落实“四个不摘”要求，及时消除返贫风险，林区群众持续增收。\n\n"
        "二、2026年工作安排\n\n今年深入实施苗木进城行动，改造旧苗圃3个。\n"
    )
    with reports(tmp_path_factory.mktemp("reviewed"), {"海南": f"“十四五”收官之年。\n\n{text}"}) as library:
        yield library


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("数据进山", "指出，2025年，深入实施“数据进山”行动，算力调度平台接入国家平台。"),
        ("进出口总额", "指出，2025年，民营经济活力增强，进出口总额增长8%。"),
        ("四个不摘", "指出，“十四五”时期，认真落实“四个不摘”要求，及时消除返贫风险，林区群众持续增收。"),
        ("良种苗圃", "指出，新建良种苗圃12个、林下种植基地31个。"),
    ],
)
def test_what_nobody_is_said_to_have_done_is_told_of_the_years_that_a_report_reviews(reviewed, words, told):
    found = [s for s in statements(reviewed.search(words, 20), reviewed) if words in s.text]
    telling = next(worded(found[0], regions.get("海南")))
    assert telling.text().endswith(told)
    drafted = [Claim(draft.text, tuple(map(Citation, draft.spans))) for draft in telling.drafts()]
    assert any(claim.verdict == "supported" for claim in check(drafted, reviewed))


def test_a_plan_is_told_as_one_and_of_no_year_that_is_reviewed(reviewed):
    found = [s for s in statements(reviewed.search("苗木进城", 20), reviewed) if "苗木进城" in s.text]
    texts = [telling.text() for telling in worded(found[0], regions.get("海南"))]
    assert texts
    assert all("提出，" in text and "2025年" not in text for text in texts)
