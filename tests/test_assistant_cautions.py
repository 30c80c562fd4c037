"""Answers, outlines and tables that rest on a repealed, replaced or unfinished text say so, with the words that do."""

import re

import pytest

from assistant import answer
from assistant.basis import basis
from assistant.cautions import cautions
from assistant.extractive import Extractive
from assistant.outline import draft
from index.library import Library
from index.types import Span
from tests.test_index_standing import DRAFT, NEW, OLD, PLAIN


@pytest.fixture
def shelf(tmp_path):
    with Library.open(tmp_path / "library", create=True) as library:
        for name, text in {"old": OLD, "new": NEW, "draft": DRAFT, "plain": PLAIN}.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            library.add(tmp_path / f"{name}.txt")
        yield library


def asked(question, library):
    return answer.ask(question, library, Extractive())


def quoted(notice, library):
    """The words that a notice shows."""
    return [library.quote(Span.parse(found)) for found in re.findall(r"yanju show (\S+?:\d+-\d+)", notice)]


def test_an_answer_from_a_repealed_text_says_what_repealed_it(shelf):
    given = asked("《云溪市产业链奖补资金管理办法》中链主企业当年新增投资超过多少万元给予奖补？", shelf)
    assert "5000万元" in given.claims[0].text
    (notice,) = given.notices
    assert "（云府规〔2019〕3号）已废止，见" in notice
    assert "（云府规〔2023〕8号），2023年8月15日，第" in notice
    assert quoted(notice, shelf) == ["《云溪市产业链奖补资金管理办法》同时废止。"]


def test_an_answer_from_a_draft_for_comment_says_so(shelf):
    given = asked("云溪市的市级链长由谁担任？", shelf)
    (notice,) = given.notices
    assert "是征求意见稿" in notice
    assert quoted(notice, shelf) == ["征求意见稿"]


def test_a_text_that_nobody_speaks_of_gets_no_word(shelf):
    given = asked("云溪市的供水单位应当保证什么？", shelf)
    assert given.claims
    assert given.notices == ()


def test_once_the_repeal_is_removed_the_text_has_only_its_own_words(shelf):
    shelf.remove("new.txt")
    doc_id = next(one.id for one in shelf.documents() if "old.txt" in one.sources)
    (notice,) = cautions([Span(doc_id, 0, 5), Span(doc_id, 50, 60)], shelf)
    assert "载明“有效期5年”" in notice
    assert quoted(notice, shelf) == ["有效期5年"]


def test_a_basis_shows_a_repeal_once_with_its_source(shelf):
    rows = {row.policy.doc_number: row for row in basis("产业链", shelf).rows}
    old = rows["云府规〔2019〕3号"]
    assert old.policy.status == "已废止，有效期5年"
    assert [f.code for f in old.findings] == ["repealed", "validity"]
    assert shelf.quote(old.findings[0].source) == "《云溪市产业链奖补资金管理办法》同时废止。"
    assert rows["云府规〔2023〕8号"].policy.status == ""


def test_an_outline_on_a_reported_policy_names_what_replaced_it(seeds, tmp_path):
    text = "广东省人民政府关于推进产业集群工作的决定\n\n粤府〔2024〕99号\n\n一、《关于培育发展战略性新兴产业集群和战略性新兴产业集群的意见》（粤府函〔2020〕82号）同时废止。\n\n2024年3月1日\n"
    repealed = ("银发〔2020〕226号", "工信厅政法函〔2020〕54号", "粤工信融资函〔2021〕4号")
    text += "".join(f"\n二、{number}文同时废止。\n" for number in repealed)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_folder(seeds)
        before = draft("产业链内中小企业融资难问题", library, region="广东")
        library.add(tmp_path / "a.txt")
        after = draft("产业链内中小企业融资难问题", library, region="广东")
        said = [n for n in after.notices if "已废止，见《广东省人民政府关于推进产业集群工作的决定》" in n]
        assert {number for number in repealed for notice in said if number in notice}
        assert not any("已废止" in notice for notice in before.notices)
        assert all(any("同时废止" in words for words in quoted(notice, library)) for notice in said)
