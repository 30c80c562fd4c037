"""`yanju check`: what it reads, in which forms it writes, and its exit codes."""

import csv
import json
import re
import zipfile

import docx
import pytest

WRONG = "2021年我国有6394家企业赴166个国家和地区开展投资。"


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_the_table_goes_to_a_spreadsheet(asked, yanju, draft, tmp_path):
    code, out, err = yanju("check", draft, "-o", tmp_path / "table.csv")
    assert (code, out) == (0, "")
    assert "已写入" in err
    data = (tmp_path / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [(row["类别"], row["核对结果"]) for row in rows] == [
        ("句子", "不一致"),
        ("日期", "一致"),
        ("数字", "不一致"),
        ("数字", "一致"),
    ]
    assert (rows[2]["文稿中的文字"], rows[2]["原文"]) == ("6394家", "6349家")


def test_the_text_goes_to_markdown_with_its_tables(asked, yanju, draft, tmp_path):
    assert yanju("check", draft, "-o", tmp_path / "table.md")[0] == 0
    text = (tmp_path / "table.md").read_text(encoding="utf-8").replace("\\", "")
    assert text.startswith("# draft\n\n2021年我国有6394家")
    assert "共 1 句：与原文不符 1。" in text
    assert "共 3 项：一致 2 项，不一致 1 项" in text


def test_json_lists_the_details_of_each_sentence(asked, yanju, draft, tmp_path):
    _, shown, _ = yanju("check", draft, "--json")
    yanju("check", draft, "-o", tmp_path / "table.json")
    written = (tmp_path / "table.json").read_text(encoding="utf-8")
    assert json.loads(written) == json.loads(shown)
    (item,) = json.loads(shown)["items"]
    wrong = item["details"][1]
    assert (wrong["kind"], wrong["verdict"]) == ("figure", "contradicted")
    assert WRONG[wrong["start"] : wrong["end"]] == "6394家"
    assert wrong["finding"]["source"]["quote"] == "6349家"


def test_a_word_file_is_checked_like_any_other(asked, yanju, tmp_path):
    document = docx.Document()
    document.add_paragraph("关于对外投资的情况")
    document.add_paragraph(WRONG)
    document.save(str(tmp_path / "draft.docx"))
    code, out, _ = yanju("check", tmp_path / "draft.docx")
    assert code == 0
    assert "句中“6394家”，所引原文作“6349家”" in out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.txt", " \n", "没有可核对的文字"), ("a.exe", "x", "暂不支持"), (None, "", "找不到文件")],
)
def test_what_cannot_be_checked_says_what_to_do(asked, yanju, tmp_path, name, content, said):
    path = tmp_path / (name or "missing.txt")
    if name:
        path.write_text(content, encoding="utf-8")
    code, out, err = yanju("check", path)
    assert (code, out) == (2, "")
    assert said in err
    assert "请" in err


def test_an_exported_draft_that_was_edited_is_checked_against_the_places_it_names(asked, yanju, tmp_path):
    draft = tmp_path / "线索.docx"
    assert yanju("draft", "产业链链长制", "--region", "广东", "-o", draft)[0] == 0
    code, out, _ = yanju("check", draft, "--json")
    assert code == 0
    before = json.loads(out)["items"]
    assert before
    assert {item["verdict"] for item in before} == {"supported"}
    figure = re.search(r"(?<!\d)\d{2,3}(?![\d年月日号.])", "".join(item["text"] for item in before))[0]
    edited = docx.Document(str(draft))
    run = next(r for paragraph in edited.paragraphs for r in paragraph.runs if figure in r.text)
    run.text = run.text.replace(figure, str(int(figure) + 1), 1)
    edited.save(str(draft))
    _, out, _ = yanju("check", draft, "--json")
    assert [item["verdict"] for item in json.loads(out)["items"]].count("contradicted") == 1


def test_a_table_of_checks_can_be_a_word_file(asked, yanju, tmp_path):
    text = tmp_path / "稿.txt"
    text.write_text(WRONG, encoding="utf-8")
    table = tmp_path / "核对表.docx"
    assert yanju("check", text, "-o", table)[0] == 0
    with zipfile.ZipFile(table) as opened:
        assert "数据核对表" in opened.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("command", ["check", "review"])
def test_what_cannot_be_read_is_told_in_words_that_fit_the_command(asked, yanju, tmp_path, command):
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    for given in (tmp_path, broken, tmp_path / "没有.xls"):
        code, _, err = yanju(command, given)
        assert code == 2
        assert "请" in err
        assert "添加" not in err


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".txt"])
def test_what_yanju_wrote_is_checked_without_a_doubt(asked, yanju, tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    yanju("ask", "链长制指的是什么？", "-o", path)
    code, out, err = yanju("check", path)
    assert (code, err) == (0, "")
    assert re.fullmatch(r"共 (\d+) 句：有据 \1。", out.strip().splitlines()[-1])


def test_what_was_not_checked_is_named_and_a_printed_export_is_pointed_out(asked, yanju, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("依据与出处：\n[1] 《甲》，第1行：“链长制”\n谁来当链长？\n", encoding="utf-8")
    _, out, err = yanju("check", path)
    assert "未作核对的 2 处：“依据与出处：”、“谁来当链长？”" in out
    assert "请改为核对导出的" in err
