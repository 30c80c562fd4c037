"""`yanju index describe` shows where each value was read, takes corrections, and says what is wrong with them."""

import json

import pytest

from tests.test_index_standing import DRAFT, NEW, OLD
from tests.test_schemas import validate


@pytest.fixture
def shelf(folder, yanju):
    for name, text in {"旧.txt": OLD, "新.txt": NEW, "稿.txt": DRAFT}.items():
        (folder / name).write_text(text, encoding="utf-8")
        assert yanju("index", "add", folder / name)[0] == 0
    return yanju


def shape(yanju, *arguments):
    code, out, _ = yanju("index", "describe", *arguments, "--json")
    assert code == 0
    given = json.loads(out)
    validate("index_describe", given)
    return given


def test_every_value_shows_the_words_it_was_read_from(shelf):
    given = shape(shelf, "旧.txt")
    values = {(v["name"], v["value"]): v for v in given["values"]}
    for name, value, words in (
        ("doc_number", "云府规〔2019〕3号", "云府规〔2019〕3号"),
        ("validity", "有效期5年", "有效期5年"),
        ("date", "2019-05-01", "2019年5月1日"),
        ("genre", "通知", "通知"),
    ):
        code, out, _ = shelf("show", values[name, value]["source"])
        assert code == 0
        assert f"▶{words}◀" in out
    assert given["unknown"] == ["authors", "region", "status"]
    assert [word["words"] for word in given["standing"]] == ["已废止"]


def test_what_is_corrected_is_shown_as_filled_in_by_hand(shelf):
    code, out, _ = shelf(
        "index", "describe", "旧.txt", "--title", "奖补办法", "--number", "云府规2019年4号", "--place", "无"
    )
    assert code == 0
    assert "题名：奖补办法（人工填写）" in out
    assert "文号：云府规〔2019〕4号（人工填写）" in out
    given = shape(shelf, "旧.txt")
    assert {v["name"] for v in given["values"] if v["filled"]} == {"title", "doc_number"}
    _, out, _ = shelf("index", "list")
    assert "人工填写：题名、文号" in out
    code, out, _ = shelf("index", "describe", "旧.txt", "--reset")
    assert "人工填写" not in out


def test_the_list_says_how_each_text_stands(shelf):
    _, out, _ = shelf("index", "list", "--json")
    given = json.loads(out)
    validate("index_list", given)
    status = {one["source"]: one["status"] for one in given["documents"]}
    assert status == {"旧.txt": "已废止", "新.txt": None, "稿.txt": "征求意见稿"}
    _, out, _ = shelf("index", "list")
    assert "已废止：见《云溪市人民政府关于印发〈云溪市产业链高质量发展扶持办法〉的通知》（yanju show " in out
    assert "废止了：《云溪市人民政府关于印发〈云溪市产业链奖补资金管理办法〉的通知》（yanju show " in out
    assert "现行有效" not in out


def test_a_search_keeps_to_a_status(shelf):
    _, out, _ = shelf("search", "链主企业 链长", "--status", "非已废止", "--json")
    assert {hit["source"] for hit in json.loads(out)["hits"]} == {"新.txt", "稿.txt"}
    code, _, err = shelf("ask", "链主企业是什么？", "--status", "现行有效")
    assert (code, err) == (2, "没有一份文献符合这些条件。请放宽条件，或用 yanju index list 查看资料库。\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--status", "现行有效"), "状态不能人工填写为“现行有效”"),
        (("--number", "abc"), "看不懂文号“abc”。"),
        (("--date", "去年"), "看不懂日期“去年”。"),
        (("--date-kind", "发布"), "写了 --date-kind，没有写 --date。"),
        (("--date", "2020", "--date-kind", "出版"), "日期的种类没有“出版”。"),
        (("--title", "无"), "题名不能为空。"),
        (("--issuer", " "), "填写的内容是空的。"),
        (("--genre", "长" * 201), "“长长长"),
        (("--colour", "红"), "没有 --colour 这个选项。"),
    ],
)
def test_what_cannot_be_is_refused_in_chinese_and_changes_nothing(shelf, options, message):
    before = shape(shelf, "旧.txt")
    code, out, err = shelf("index", "describe", "旧.txt", *options)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert "请" in err
    assert shape(shelf, "旧.txt") == before


def test_a_document_that_is_not_there_is_said(shelf):
    code, _, err = shelf("index", "describe", "没有.txt")
    assert code == 2
    assert err.startswith("资料库中没有“没有.txt”。")
