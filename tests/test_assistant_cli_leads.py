"""yanju review, similar and basis: what they print, the files they read and write, and their exit codes."""

import io
import json
import sys
from types import SimpleNamespace

import docx
import pytest

from tests.test_schemas import validate

LEAD = "饮水\n事由：2022年，全县农村饮水合格率为76%。\n问题点：\n1. 如何改善农村饮水水质"
PROPOSAL = "关于改善饮水的提案\n情况：合格率76%。\n分析：没有人管。\n建议：由县水利局一年内新建水厂2座。"


@pytest.fixture
def typed(monkeypatch):
    """Give words to standard input."""

    def type_in(words):
        stdin = SimpleNamespace(buffer=io.BytesIO(words.encode()))
        monkeypatch.setattr(sys, "stdin", stdin)

    return type_in


def test_review_reads_a_file_or_standard_input_and_needs_no_library(yanju, folder, typed):
    (folder / "a.txt").write_text(PROPOSAL, encoding="utf-8")
    code, out, _ = yanju("review", folder / "a.txt")
    assert code == 0
    assert "《关于改善饮水的提案》，按提案看" in out
    typed(LEAD)
    code, out, _ = yanju("review", "-", "--json")
    assert code == 0
    validate("review", json.loads(out))
    assert json.loads(out)["kind"] == "线索"


def test_review_reads_a_word_file(yanju, folder):
    document = docx.Document()
    for line in PROPOSAL.split("\n")[:3]:
        document.add_paragraph(line)
    document.save(folder / "a.docx")
    code, out, _ = yanju("review", folder / "a.docx")
    assert code == 0
    assert "【重点提示】没有看到“建议”" in out


def test_review_takes_kind_and_length(yanju, folder):
    (folder / "a.txt").write_text(PROPOSAL * 10, encoding="utf-8")
    assert "超过100字" in yanju("review", folder / "a.txt", "--length", "100")[1]
    assert "按线索看" in yanju("review", folder / "a.txt", "--kind", "线索")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "no.txt"],
        ["review", "-"],
        ["review", "a.txt", "--kind", "诗"],
        ["review", "a.txt", "--length", "多"],
        ["review"],
        ["similar", "no.docx"],
        ["similar", " "],
        ["similar"],
        ["basis", " "],
        ["basis"],
    ],
)
def test_what_the_user_can_put_right_is_2_with_a_chinese_sentence(
    arguments, yanju, asked, typed, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PROPOSAL, encoding="utf-8")
    typed("")
    code, out, err = yanju(*arguments)
    assert (code, out) == (2, "")
    assert err.strip().endswith("。")


def test_similar_takes_a_topic_or_a_file(yanju, asked, tmp_path):
    code, out, _ = yanju("similar", "河砂紧缺涨价，劣质海砂流入建筑工地")
    assert code == 0
    assert "1. 砂石行业发展（" in out
    assert "三、砂石行业发展" in out
    (tmp_path / "a.txt").write_text("限电\n事由：佛山错峰用电，工厂无法如期交货。\n", encoding="utf-8")
    code, out, _ = yanju("similar", tmp_path / "a.txt", "--json")
    assert code == 0
    made = json.loads(out)
    validate("similar", made)
    assert [item["title"] for item in made["items"]] == ["电力供应"]


def test_nothing_similar_is_a_good_result(yanju, asked):
    code, out, _ = yanju("similar", "社区居家养老服务")
    assert code == 0
    assert "没有发现同题的" in out


def test_a_library_without_leads_cannot_compare(yanju, folder):
    (folder / "a.txt").write_text("某市统计公报\n\n全市生产总值一千亿元。\n", encoding="utf-8")
    yanju("index", "add", folder / "a.txt")
    code, out, err = yanju("similar", "砂石")
    assert (code, out) == (3, "")
    assert "无从查重" in err
    assert json.loads(yanju("similar", "砂石", "--json")[1]) == {"items": []}


def test_basis_prints_a_timeline_and_writes_a_table(yanju, asked, tmp_path):
    code, out, _ = yanju("basis", "供应链金融", "--newest")
    assert code == 0
    assert out.index("粤工信融资函〔2021〕4号") < out.index("银发〔2020〕226号")
    code, out, _ = yanju("basis", "供应链金融", "-o", tmp_path / "b.md")
    assert (code, out) == (0, "")
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# 政策依据表：供应链金融\n")
    code, out, _ = yanju("basis", "供应链金融", "--json")
    validate("basis", json.loads(out))


def test_no_basis_is_3_with_what_is_missing(yanju, asked):
    code, out, _ = yanju("basis", "养老服务")
    assert code == 3
    assert "材料未载与“养老服务”有关的政策文件" in out
