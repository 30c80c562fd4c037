"""第N条 of a law: a passage of its own, an address with 款, and found by name, in its newest version."""

import pytest

from assistant.answer import ask
from assistant.extractive import Extractive
from index.articles import address, articles, key, named
from index.library import Library

LAW = """# 青州市园区管理条例

2019年3月1日 青州市人民代表大会常务委员会第五次会议通过

2022年6月30日 青州市人民代表大会常务委员会第二十次会议修订

<!-- 正文 -->

## 第一章 总则

第一条 为了规范园区管理，促进产业发展，制定本条例。

第二条 本条例所称园区，是指经批准设立的产业园区。

市人民政府负责园区的统筹规划。

园区应当具备下列条件：

（一）有明确的四至范围；

（二）有专门的管理机构。

## 第二章 用地

第三条 园区工业用地容积率不低于1.2。

第三条之一 闲置两年以上的工业用地，依法收回。
"""
OLD = LAW.replace("2022年6月30日 青州市人民代表大会常务委员会第二十次会议修订\n\n", "").replace("1.2", "0.8")


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    folder = tmp_path_factory.mktemp("law")
    (folder / "new.md").write_text(LAW, encoding="utf-8")
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    with Library.open(folder / "library", create=True) as library:
        library.add_many([folder / "old.md", folder / "new.md"])
        yield library


def newest(law):
    return law.document(next(one.id for one in law.documents() if one.sources == ("new.md",)))


def test_each_article_is_a_passage_and_none_shares_one(law):
    document = newest(law)
    found = articles(document)
    assert [a.number for a in found] == ["1", "2", "3", "3-1"]
    for article in found:
        passage = law.passage(article.span)
        assert passage.span == article.span
    assert document.at(found[1].span).endswith("（二）有专门的管理机构。")


def test_the_address_counts_paragraphs_not_items(law):
    document = newest(law)
    for words, where in [
        ("是指经批准设立", "第二条第一款"),
        ("统筹规划", "第二条第二款"),
        ("下列条件", "第二条第三款"),
        ("四至范围", "第二条第三款"),
        ("不低于1.2", "第三条"),
        ("依法收回", "第三条之一"),
        ("第二章", ""),
        ("第五次会议", ""),
    ]:
        assert address(document, document.text.index(words)) == where


def test_the_history_below_the_title_dates_the_version(law):
    document = newest(law)
    dated = {d.kind: d for d in document.meta.dates}
    assert (dated["成文"].start, document.at(dated["成文"].span)) == ("2022-06-30", "2022年6月30日")
    assert "正文" not in document.text


def test_a_history_in_brackets_over_several_lines_dates_the_version(tmp_path):
    told = "（2019年3月1日 青州市人民政府令第7号公布\n\n2022年6月30日 青州市人民政府令第9号修订）"
    first, _, rest = LAW.partition("2019年")
    text = f"{first}{told}\n\n<!--{rest.partition('<!--')[2]}"
    (tmp_path / "law.md").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "law.md")
        (one,) = library.documents()
    dated = {d.kind: d.start for d in one.meta.dates}
    assert (dated["发布"], dated["成文"]) == ("2019-03-01", "2022-06-30")


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("《青州市园区管理条例》第三条怎么规定？", ["青州市园区管理条例第3条"]),
        ("请问青州市园区管理条例第3条之一的内容", ["青州市园区管理条例第3-1条"]),
        ("《中华人民共和国公司法》第一百二十一条", ["公司法第121条"]),
        (
            "《北京市实施《中华人民共和国矿山安全法》办法》第十二条",
            ["北京市实施《中华人民共和国矿山安全法》办法第12条"],
        ),
        ("第三条产业链的链长是谁？", []),
    ],
)
def test_an_article_is_named_with_or_without_brackets_in_any_numerals(question, keys):
    assert list(named(question)) == keys


def test_a_laws_name_goes_with_or_without_the_states():
    assert key("中华人民共和国公司法", "3") == key("公司法", "3")


@pytest.mark.parametrize(
    "question", ["《青州市园区管理条例》第三条", "青州市园区管理条例第3条是怎么规定的？"]
)
def test_the_article_of_the_newest_version_comes_first_and_is_the_answer(question, law):
    hit = law.search(question, 3)[0]
    assert law.quote(hit.passage.span) == "第三条 园区工业用地容积率不低于1.2。"
    answer = ask(question, law, Extractive())
    assert [claim.text for claim in answer.claims] == ["第三条 园区工业用地容积率不低于1.2。"]
    assert answer.notices == ()


def test_an_article_is_shown_whole_and_one_that_is_not_there_is_a_gap(law):
    whole = ask("青州市园区管理条例第二条的内容是什么？", law, Extractive())
    assert len(whole.claims) == 5
    missing = ask("《青州市园区管理条例》第九十条", law, Extractive())
    assert missing.refusal
    assert missing.gaps[0].startswith("材料未载青州市园区管理条例第90条")
