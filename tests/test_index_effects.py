"""What a text says of the validity of others is read where it is said outright, and nowhere else."""

import pytest

from index.effects import effects
from index.load import load


def said(tmp_path, text, name="a.txt"):
    """(kind, title, number) of every effect of a text."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return [(e.kind, e.title, e.doc_number) for e in load(tmp_path / name).meta.effects]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("《甲市节水办法》同时废止。", [("废止", "甲市节水办法", "")]),
        ("本办法自2024年1月1日起施行，原《甲市节水办法》（甲府〔2010〕5号）即行废止。", [("废止", "甲市节水办法", "甲府〔2010〕5号")]),
        ("2010年5月1日甲市人民政府发布的《甲市节水办法》停止执行。", [("停止执行", "甲市节水办法", "")]),
        ("《甲市节水办法》有效期届满，自行失效。", []),
        ("《甲市节水办法》现已失效。", [("失效", "甲市节水办法", "")]),
        ("自本办法施行之日起，《甲市节水办法》《乙市用水规定》和1998年公布的《丙市供水条例》同时废止。",
         [("废止", "丙市供水条例", ""), ("废止", "乙市用水规定", ""), ("废止", "甲市节水办法", "")]),
        ("根据《立法程序规定》，《甲市节水办法》予以废止。", [("废止", "甲市节水办法", "")]),
        ("市政府决定废止《甲市节水办法》（甲府令第12号）、《乙市用水规定》。",
         [("废止", "甲市节水办法", "甲府令第12号"), ("废止", "乙市用水规定", "")]),
        ("本办法代替《甲市节水办法》。", [("代替", "甲市节水办法", "")]),
        ("《甲市节水办法》第五条、第六条同时废止。", [("部分废止", "甲市节水办法", "")]),
        ("《甲市节水办法》已被《甲市节水条例》废止。", [("废止", "甲市节水办法", "")]),
        ("甲府〔2010〕5号文同时废止。", [("废止", "", "甲府〔2010〕5号")]),
    ],
)  # fmt: skip
def test_what_is_said_outright(tmp_path, sentence, expected):
    assert (
        said(tmp_path, f"甲市节约用水条例\n\n第一条 为节约用水，制定本条例。\n\n第二条 {sentence}\n")
        == expected
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "《甲市节水办法》不予废止，继续有效。",
        "建议废止《甲市节水办法》。",
        "拟于明年废止《甲市节水办法》。",
        "及时修改或者废止《甲市节水办法》等不适应形势的规定。",
        "《甲市节水办法》施行后，有关规定同时废止。",
        "《甲市节水办法》规定，许可证逾期未换发的自行废止。",
        "《取水许可证》有效期满，《取水许可证》自行废止。",
        "推动修订《甲市节水办法》。",
        "根据关于修改《甲市节水办法》的决定第二次修正。",
        "落实《甲市节水办法》，原规定同时废止。",
        "会议研究了是否废止《甲市节水办法》的问题。",
    ],
)
def test_what_is_denied_planned_or_said_of_something_else_is_nothing(tmp_path, sentence):
    assert said(tmp_path, f"甲市用水简讯\n\n第一段话说明情况，供各处参考使用。\n\n{sentence}\n") == []


def test_a_decision_to_amend_says_so_in_its_title_or_its_words(tmp_path):
    title = "甲市人民政府关于修改《甲市节水办法》的决定"
    assert said(tmp_path, f"{title}\n\n市政府决定，作如下修改：将第三条删去。\n") == [
        ("修订", "甲市节水办法", "")
    ]
    words = "关于修改部分规章的决定\n\n一、对《甲市节水办法》作如下修改：将第三条删去。\n"
    assert said(tmp_path, words, "b.txt") == [("修订", "甲市节水办法", "")]


def test_a_list_is_what_its_heading_says_until_another_heading(tmp_path):
    text = """甲市人民政府关于公布规范性文件清理结果的决定

一、决定废止的规范性文件

1. 《甲市节水办法》（甲府〔2010〕5号）

2. 关于加强用水管理的通知（甲府办〔2011〕7号）

二、继续有效的规范性文件

1. 《甲市供水办法》（甲府〔2012〕8号）
"""
    assert said(tmp_path, text) == [
        ("废止", "甲市节水办法", "甲府〔2010〕5号"),
        ("废止", "关于加强用水管理的通知", "甲府办〔2011〕7号"),
    ]


def test_a_row_of_a_table_is_what_its_caption_or_its_own_cell_says(tmp_path):
    rows = [
        ("序号", "文件名称", "文号", "清理结果"),
        ("1", "关于加强用水管理的通知", "甲府办〔2011〕7号", "废止"),
        ("2", "甲市供水办法", "甲府〔2012〕8号", "继续有效"),
        ("3", "甲市节水办法", "甲府〔2010〕5号", "失效"),
    ]
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<h1>关于公布清理结果的公告</h1><p>附件 废止和失效的文件目录</p><table>{table}</table>"
    assert said(tmp_path, page, "a.html") == [
        ("废止", "关于加强用水管理的通知", "甲府办〔2011〕7号"),
        ("失效", "甲市节水办法", "甲府〔2010〕5号"),
    ]


def test_each_effect_points_at_the_words_that_say_it(tmp_path):
    text = "甲市节约用水条例\n\n第一条 本条例自2024年1月1日起施行。《甲市节水办法》同时废止。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    document = load(tmp_path / "a.txt")
    (effect,) = effects(document)
    assert document.at(effect.span) == "《甲市节水办法》同时废止。"
