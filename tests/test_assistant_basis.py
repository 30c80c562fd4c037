"""政策依据表 lists what the library reports of policies, infers nothing, and tells drafts from final texts."""

import csv
import io
import json

import pytest

from assistant.basis import basis
from assistant.basis_text import UNKNOWN, comma_separated, shape, text
from assistant.errors import RequestError
from assistant.word import basis as paper
from assistant.word.markdown import as_markdown
from evals.cases import DATA
from index.library import Library
from index.types import Span
from tests.test_schemas import validate


@pytest.fixture(scope="module")
def more(tmp_path_factory):
    """The library of the further texts: measures of Suzhou, a reading of a plan, and so on."""
    folder = tmp_path_factory.mktemp("more")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(DATA / "texts")
        yield library


def titled(given, words):
    (row,) = [row for row in given.rows if row.policy.title.startswith(words)]
    return row


def test_a_row_has_number_title_issuers_date_and_the_words_that_name_it(library):
    row = titled(basis("供应链金融", library), "关于规范发展供应链金融")
    assert row.policy.doc_number == "银发〔2020〕226号"
    assert row.policy.issuers[0] == "中国人民银行"
    assert len(row.policy.issuers) == 8
    assert row.policy.date.start == "2020-09-18"
    assert "银发〔2020〕226号" in library.quote(row.citation.span)


def test_rows_stand_in_the_order_of_their_dates_and_undated_ones_last(library):
    old, new = (basis("产业链链长制", library, newest=newest) for newest in (False, True))
    days = [row.policy.date.start for row in old.rows if row.policy.date]
    assert days == sorted(days)
    assert len(days) >= 10
    assert [row.policy.date.start for row in new.rows if row.policy.date] == days[::-1]
    for given in (old, new):
        known = [row.policy.date is not None for row in given.rows]
        assert known == sorted(known, reverse=True)
        assert not all(known)


def test_a_draft_for_comment_and_the_final_text_are_two_rows_that_name_each_other(library):
    given = basis("制造业高质量发展", library)
    draft, final = (
        titled(given, "深圳市关于推动制造业"),
        titled(given, "关于推动制造业高质量发展坚定不移打造制造强市的若干措施"),
    )
    assert (draft.policy.status, final.policy.status) == ("征求意见稿", "")
    assert (draft.policy.doc_number, final.policy.doc_number) == ("", "深府规〔2021〕1号")
    assert [f.code for f in draft.findings] == ["draft"]
    assert draft.findings[0].source == final.citation.span
    assert [f.code for f in final.findings] == ["final"]
    assert final.findings[0].source == draft.citation.span


def test_a_draft_without_its_final_text_says_so(tmp_path):
    words = "2022年3月1日，青州市水务局发布《青州市节水管理办法（征求意见稿）》，提出阶梯水价。"
    (tmp_path / "a.txt").write_text(f"青州节水简讯\n\n{words}\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "a.txt")
        (row,) = basis("节水管理", library).rows
        assert row.policy.issuers == ("青州市水务局",)
        assert row.policy.date.start == "2022-03-01"
        assert [f.code for f in row.findings] == ["draft"]
        assert "没有正式文件" in row.findings[0].message


def test_an_older_version_names_the_newer_one_and_keeps_its_status_open(tmp_path):
    for year, price in (("2019", "三元"), ("2023", "四元")):
        words = f"青州市节水管理办法\n\n{year}年3月1日\n\n第一条 居民用水每吨{price}。\n"
        (tmp_path / f"{year}.txt").write_text(words, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_many([tmp_path / "2019.txt", tmp_path / "2023.txt"])
        old, new = basis("节水管理", library).rows
        assert [row.policy.date.start for row in (old, new)] == ["2019-03-01", "2023-03-01"]
        assert [f.code for f in old.findings] == ["newer"]
        assert old.findings[0].source == new.citation.span
        assert (old.policy.status, new.findings) == ("", ())


def test_what_one_city_repeals_stays_valid_in_another(tmp_path):
    words = "苏州市节水管理办法\n\n第九条 《苏州市节约用水办法》同时废止。\n"
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    words = "用水简讯\n\n2018年5月，南京市水务局印发《南京市节约用水办法》。2017年，苏州市水利局印发《苏州市节约用水办法》。\n"
    (tmp_path / "b.txt").write_text(words, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_many([tmp_path / "a.txt", tmp_path / "b.txt"])
        rows = {row.policy.title: row.policy.status for row in basis("节约用水", library).rows}
    assert rows["苏州市节约用水办法"] == "已废止"
    assert rows["南京市节约用水办法"] == ""


def test_a_draft_of_one_city_is_no_draft_of_anothers_rules(tmp_path):
    words = "2022年3月，苏州市水务局发布《苏州市节水管理办法（征求意见稿）》。2023年5月，南京市水务局印发《南京市节水管理办法》。"
    (tmp_path / "a.txt").write_text(f"节水简讯\n\n{words}\n", encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "a.txt")
        draft, other = basis("节水管理", library).rows
    assert "没有正式文件" in draft.findings[0].message
    assert other.findings == ()


def test_two_dates_for_one_policy_are_both_shown(library):
    row = titled(basis("江西产业链链长制", library), "关于实施产业链链长制的工作方案")
    assert row.policy.doc_number == "赣府厅字〔2020〕33号"
    assert row.policy.date.start == "2020-05-30"
    (found,) = [f for f in row.findings if f.code == "date"]
    assert "2020年4月28日" in found.message
    assert "2020 年 4 月 28 日" in library.quote(found.source)


def test_policies_of_two_places_with_one_title_are_two_rows(library):
    rows = [row for row in basis("链长制", library).rows if "实施产业链" in row.policy.title]
    assert {(row.policy.region, row.policy.doc_number) for row in rows} == {
        ("江西", "赣府厅字〔2020〕33号"),
        ("南京", "宁委办发〔2020〕23号"),
    }


def test_a_place_is_a_condition_and_the_whole_country_counts_for_each(library):
    places = {row.policy.region for row in basis("广东供应链金融", library).rows}
    assert places == {"广东", "全国"}
    assert {row.policy.region for row in basis("深圳", library).rows} == {"深圳"}


@pytest.mark.parametrize("written", ["粤府函2020年82号", "粤府函[2020]82号", "粤府函〔2020〕82号的依据"])
def test_a_document_number_in_any_form_gives_its_row(written, library):
    (row,) = basis(written, library).rows
    assert row.policy.doc_number == "粤府函〔2020〕82号"


def test_a_status_is_what_a_text_says_and_else_unknown(more, library):
    given = basis("产业链发展引导资金", more)
    own = titled(given, "苏州市产业链协同发展专项资金管理办法（试行）")
    assert own.policy.status == "试行，有效期3年"
    assert more.quote(own.findings[0].source) == "有效期3年"
    old = titled(given, "苏州市产业链发展引导资金管理办法")
    assert old.policy.status == "已废止"
    assert "同时废止" in more.quote(old.findings[0].source)
    rows = basis("链长制", library).rows
    assert {row.policy.status for row in rows} == {""}


def test_what_only_a_lead_names_is_a_gap_and_no_row(library):
    given = basis("砂石", library)
    assert given.rows == ()
    assert "材料未载与“砂石”有关的政策文件" in given.gaps
    assert any("粤办函〔2021〕51号" in gap and "线索不作依据" in gap for gap in given.gaps)


def test_a_topic_that_the_library_does_not_know_has_no_rows(library):
    given = basis("养老服务", library)
    assert given.rows == ()
    assert given.gaps == ("材料未载与“养老服务”有关的政策文件",)


def test_a_relative_date_is_no_date(library):
    row = titled(basis("湖北链长制", library), "湖北省制造业产业链链长制实施方案")
    assert row.policy.date is None


def test_unknown_is_said_in_the_table_and_null_in_json(library):
    given = basis("产业链链长制", library)
    made = json.loads(json.dumps(shape(given, library)))
    validate("basis", made)
    assert {row["status"] for row in made["rows"]} == {None}
    assert None in {row["date"] for row in made["rows"]}
    rows = list(csv.DictReader(io.StringIO(comma_separated(given, library).removeprefix("\ufeff"))))
    assert [row["文号"] for row in rows] == [row.policy.doc_number or UNKNOWN for row in given.rows]
    titles = [row["题名"] for row in rows]
    assert "《关于实施产业链链长制的工作方案》" in titles
    assert "成立市先进制造业强市建设领导小组" in titles  # a step that was taken is no document
    assert {row["状态"] for row in rows} == {UNKNOWN}
    assert all("：“" in row["出处"] and Span.parse(row["引文编号"]) for row in rows)
    assert f"状态：{UNKNOWN}" in text(given, library)
    assert text(given, library).count("查看原文：yanju show") == len(given.rows)


def test_an_empty_topic_is_an_error(library):
    with pytest.raises(RequestError):
        basis(" ", library)


def test_a_decision_has_no_status_from_the_title_of_what_it_repeals_and_its_place_is_told_once(tmp_path):
    trial = "青州市节水管理办法（试行）\n\n青政发〔2019〕3号\n\n2019年3月1日\n\n第一条 居民用水每吨三元。\n"
    decision = "青州市人民政府关于废止《青州市节水管理办法（试行）》的决定\n\n青政发〔2022〕9号\n\n2022年5月6日\n\n经研究，决定废止《青州市节水管理办法（试行）》（青政发〔2019〕3号）。\n"
    for name, words in (("a", trial), ("b", decision)):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_folder(tmp_path)
        given = basis("节水管理", library)
        assert [row.policy.status for row in given.rows] == ["试行，已废止", ""]
        (warned,) = [line for line in text(given, library).split("\n") if "材料载明已废止" in line]
        assert warned.count("yanju show") == 1
        assert "yanju show" not in as_markdown(paper.basis(given, library))
