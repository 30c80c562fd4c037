"""How a text stands: what later texts of the library say of it, from both sides, and nothing that none says."""

import pytest

from index import Filter
from index.library import Library
from index.load import load
from index.standing import UNKNOWN

OLD = """云溪市人民政府关于印发《云溪市产业链奖补资金管理办法》的通知

云府规〔2019〕3号

第一条 链主企业当年新增投资超过5000万元的，按新增投资额的2%给予奖补。

第二条 本办法自2019年5月1日起施行，有效期5年。

2019年4月10日
"""
NEW = """云溪市人民政府关于印发《云溪市产业链高质量发展扶持办法》的通知

云府规〔2023〕8号

第一条 链主企业当年新增投资超过3000万元的，按新增投资额的3%给予扶持。

第二条 本办法自2023年9月1日起施行。《云溪市产业链奖补资金管理办法》同时废止。

2023年8月15日
"""
DRAFT = (
    "云溪市链长制工作规则（征求意见稿）\n\n第一条 市级链长由市领导担任。\n\n第二条 链长会议每季度召开一次。\n"
)
PLAIN = "云溪市供水条例\n\n第一条 为规范供水，制定本条例。\n\n第二条 供水单位应当保证水质。\n"


@pytest.fixture
def shelf(tmp_path):
    """Adds texts to one library; gives it with the ids by name."""
    with Library.open(tmp_path / "library", create=True) as library:

        def put(**texts):
            for name, text in texts.items():
                (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
            return library, {n: library.add(tmp_path / f"{n}.txt").document_id for n in texts}

        yield put


def test_a_repeal_is_known_from_both_sides_with_the_words_that_say_it(shelf):
    library, ids = shelf(old=OLD, new=NEW)
    (word,) = library.standing.of(ids["old"])
    assert (word.kind, word.earlier, word.later) == ("废止", ids["old"], ids["new"])
    assert library.quote(word.span) == "《云溪市产业链奖补资金管理办法》同时废止。"
    assert library.standing.by(ids["new"]) == (word,)
    assert library.standing.of(ids["new"]) == library.standing.by(ids["old"]) == ()


def test_a_number_alone_is_enough_and_another_number_is_another_text(shelf):
    by_number = NEW.replace("《云溪市产业链奖补资金管理办法》", "云府规〔2019〕3号文")
    library, ids = shelf(old=OLD, new=by_number)
    assert [w.kind for w in library.standing.of(ids["old"])] == ["废止"]
    other = NEW.replace("奖补资金管理办法》同时", "奖补资金管理办法》（云府规〔2016〕1号）同时")
    library, ids = shelf(old=OLD, new=other)
    assert library.standing.of(ids["old"]) == ()


def test_an_older_text_repeals_no_newer_one_of_the_same_title(shelf):
    library, ids = shelf(old=NEW.replace("2023", "2017"), new=OLD)
    assert library.standing.of(ids["new"]) == ()


def test_a_title_without_its_place_is_not_another_places(shelf):
    bare = "《产业链奖补资金管理办法》"
    old = OLD.replace("云溪市人民政府", "深圳市人民政府").replace("《云溪市产业链奖补资金管理办法》", bare)
    new = NEW.replace("云溪市人民政府", "杭州市人民政府").replace("《云溪市产业链奖补资金管理办法》", bare)
    library, ids = shelf(old=old.replace("云府规", "深府规"), new=new.replace("云府规", "杭政函"))
    assert library.standing.of(ids["old"]) == ()
    library, ids = shelf(
        old=old.replace("云府规", "深府规"), new=new.replace("杭州", "深圳").replace("云府规", "深府规")
    )
    assert [w.kind for w in library.standing.of(ids["old"])] == ["废止"]


def test_what_says_a_text_is_repealed_goes_with_its_document(shelf):
    library, ids = shelf(old=OLD, new=NEW)
    assert library.standing.states(ids["old"]) == ("已废止",)
    library.remove("new.txt")
    assert library.standing.states(ids["old"]) == (UNKNOWN,)


def test_a_newer_version_of_the_same_title_is_known(shelf):
    library, ids = shelf(old=OLD, new=OLD.replace("2%", "4%").replace("2019年4月10日", "2021年4月10日"))
    assert [(w.kind, w.later) for w in library.standing.of(ids["old"])] == [("新版", ids["new"])]
    assert library.standing.superseded == {ids["old"]}


def test_states_are_what_texts_say_and_silence_is_unknown(shelf):
    library, ids = shelf(draft=DRAFT, plain=PLAIN, new=NEW)
    assert library.standing.states(ids["draft"]) == ("征求意见稿",)
    assert library.standing.states(ids["plain"]) == library.standing.states(ids["new"]) == (UNKNOWN,)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("已废止", {"old"}),
        ("征求意见稿", {"draft"}),
        ("材料未载", {"plain", "new"}),
        ("非已废止", {"draft", "plain", "new"}),
        ("非征求意见稿", {"old", "plain", "new"}),
    ],
)
def test_a_search_can_be_kept_to_a_status(shelf, wanted, names):
    library, ids = shelf(old=OLD, new=NEW, draft=DRAFT, plain=PLAIN)
    hits = library.search("云溪市 第一条 链主企业 供水 链长", 50, Filter(status=wanted))
    assert {hit.passage.span.doc_id for hit in hits} == {ids[name] for name in names}


@pytest.mark.parametrize(
    ("line", "status"),
    [("时效性：现行有效", "现行有效"), ("有效性：废止", "废止"), ("效力状态：已失效", "已失效")],
)
def test_only_words_of_the_text_make_a_status_and_it_points_at_them(tmp_path, line, status):
    (tmp_path / "a.txt").write_text(PLAIN.replace("\n\n第一条", f"\n\n{line}\n\n第一条"), encoding="utf-8")
    document = load(tmp_path / "a.txt")
    assert document.meta.status.text == document.at(document.meta.status.span) == status


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("云溪市供水办法（试行）", "试行"),
        ("云溪市供水办法（暂行）", "暂行"),
        ("关于《云溪市供水办法（征求意见稿）》公开征求意见的公告", "征求意见稿"),
        ("云溪市供水办法【已废止】", "已废止"),
    ],
)
def test_a_title_says_the_status(tmp_path, title, status):
    (tmp_path / "a.txt").write_text(PLAIN.replace("云溪市供水条例", title), encoding="utf-8")
    document = load(tmp_path / "a.txt")
    assert document.meta.status.text == document.at(document.meta.status.span) == status


def test_a_paper_on_a_trial_rule_is_none_itself(tmp_path):
    title = "云溪市人民政府关于废止《云溪市供水办法（试行）》的决定"
    (tmp_path / "a.txt").write_text(PLAIN.replace("云溪市供水条例", title), encoding="utf-8")
    assert load(tmp_path / "a.txt").meta.status is None


@pytest.mark.parametrize(
    ("sentence", "validity"),
    [
        ("本办法自2023年9月1日起施行，有效期5年。", "有效期5年"),
        ("本办法自印发之日起施行，有效期至2028年8月31日。", "有效期至2028年8月31日"),
        ("本办法自2023年9月1日起实施，有效期三年。", "有效期三年"),
        ("本通知自印发之日起执行，试行期为1年。", "试行期为1年"),
        ("供水许可证有效期5年，期满应当换发。", ""),
        ("本市供水单位的许可证有效期为5年。", ""),
    ],
)
def test_how_long_a_paper_is_valid_is_read_where_it_speaks_of_itself(tmp_path, sentence, validity):
    (tmp_path / "a.txt").write_text(f"{PLAIN}\n第三条 {sentence}\n", encoding="utf-8")
    document = load(tmp_path / "a.txt")
    found = document.meta.validity
    assert (found.text if found else "") == validity
    assert found is None or document.at(found.span) == validity
