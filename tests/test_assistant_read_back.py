"""Files of ours read back: what the program wrote and nobody changed is left alone, and all else is checked or named."""

import io
import re

import docx
import pytest

from assistant import full_text, outline_text
from assistant.answer import ask
from assistant.audit import audit, unstated
from assistant.basis import basis
from assistant.compare import compare
from assistant.extractive import Extractive
from assistant.grow import grow
from assistant.outline import draft
from assistant.word import basis as basis_paper
from assistant.word import contents
from assistant.word import full as full_paper
from assistant.word.files import as_file
from assistant.word.read_back import converted, read_back, recheck

FORMS = (".docx", ".md", ".html", ".txt")
FALSE = "2021年我国有6394家企业赴166个国家和地区开展投资"
FIRST = "情况分析"


@pytest.fixture(scope="module")
def outline(library):
    return draft("产业链链长制", library, region="广东")


@pytest.fixture(scope="module")
def whole(library, outline):
    return grow(outline, library, region="广东")


@pytest.fixture(scope="module")
def written(library, outline, whole):
    """The bytes of the lead and of the full 提案 in each form."""
    lead, paper = contents.outline(outline, library), full_paper.full(whole, library)
    return {
        **{("lead", s): as_file(lead, s, lambda: outline_text.text(outline, library)) for s in FORMS},
        **{("full", s): as_file(paper, s, lambda: full_text.text(whole, library)) for s in FORMS},
    }


def checked(data, suffix, library):
    """Its draft, and what is not supported in it."""
    read = read_back(data, f"稿{suffix}")
    return read, [item for item in recheck(read, library) if item.claim.verdict != "supported"]


def edited(data, change):
    opened = docx.Document(io.BytesIO(data))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def line(opened, begins):
    return next(p for p in opened.paragraphs if p.text.startswith(begins))


def say(paragraph, words):
    first, *others = paragraph.runs
    first.text = words
    for run in others:
        run.text = ""


def add_table(opened):
    made = opened.add_table(2, 2)
    for cell, words in zip(made._cells, ("年份", "情况", "2021年", FALSE), strict=True):
        cell.text = words
    line(opened, "二、")._p.addprevious(made._tbl)


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("kind", ["lead", "full"])
def test_an_export_that_nobody_changed_raises_no_doubt_and_nothing_is_left_out(
    written, whole, outline, library, kind, suffix
):
    read, doubts = checked(written[kind, suffix], suffix, library)
    assert read.ours
    assert doubts == []
    stated = {"lead": [c for p in outline.reasons for c in p], "full": [*whole.claims()]}[kind]
    shown = [item.text for item in recheck(read, library)]
    assert shown == [claim.text for claim in stated] or sorted(shown) == sorted(c.text for c in stated)
    assert [words.rstrip("；。") for words in read.unstated] == [
        claim.text.rstrip("；。") for claim in outline.issues if kind == "lead"
    ]


def test_so_do_an_answer_a_comparison_a_list_of_policies_and_a_checked_text(library):
    given = ask("江西的链长制是什么时候出台的？", library, Extractive())
    text = "一、情况\n浙江是国内最早在全省范围推行“链长制”的省份。谁来当链长？\n二、问题"
    papers = (
        contents.answer(given, library),
        contents.comparison(compare("浙江、江西、广东链长制的出台时间和链长", library), library),
        basis_paper.basis(basis("产业链", library), library),
        contents.checked(audit(text, library), text, "样稿", library),
    )
    for paper in papers:
        for suffix in (".docx", ".md", ".html"):
            read, doubts = checked(as_file(paper, suffix), suffix, library)
            assert read.ours, (paper.title, suffix)
            assert [item.text for item in doubts] == [], (paper.title, suffix)
    assert read.text == f"样稿\n{text}"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: line(d, "二、").insert_paragraph_before(f"附件：{FALSE}。"),
        lambda d: line(d, "二、").insert_paragraph_before(f"【待核】{FALSE}。"),
        lambda d: line(d, "二、").insert_paragraph_before(f"依据与出处：{FALSE}。"),
        lambda d: line(d, "二、").insert_paragraph_before(f"数据核对表 {FALSE}。"),
        lambda d: line(d, "二、").insert_paragraph_before(f"（{FALSE}）"),
        lambda d: line(d, "二、").insert_paragraph_before(f"提示：＿＿＿＿{FALSE}"),
        lambda d: say(line(d, "（一）"), f"（一）{FALSE}"),
        lambda d: say(line(d, "一、"), f"一、{FALSE}"),
        lambda d: say(d.paragraphs[0], FALSE),
        lambda d: say(line(d, "（以下建议"), f"（以下建议供斟酌。{FALSE}。）"),
        lambda d: say(line(d, "（一）【建议】"), f"（一）【建议】{FALSE}。"),
        add_table,
        lambda d: say_header(d, FALSE),
        lambda d: d.sections[0].footer.add_paragraph(FALSE),
        lambda d: d.add_paragraph(f"{FALSE}。"),
        lambda d: line(d, "[2]").insert_paragraph_before(f"{FALSE}。"),
        lambda d: setattr(d.tables[0].rows[1].cells[2].paragraphs[0].runs[0], "text", FALSE),
        lambda d: setattr(d.tables[0].add_row().cells[2], "text", FALSE),
    ],
)
def test_whatever_is_put_into_a_word_file_is_found_wherever_it_stands(written, library, change):
    _, doubts = checked(edited(written["full", ".docx"], change), ".docx", library)
    assert ["6394家" in item.text for item in doubts] == [True]


def say_header(opened, words):
    opened.sections[0].header.paragraphs[0].text = words


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
@pytest.mark.parametrize("begins", ["二、存在问题", r"\[2\]", "【待核】", "材料", "（以下建议"])
def test_so_is_what_is_put_into_another_form(written, library, suffix, begins):
    text = written["full", suffix].decode()
    begins = begins.replace("\\", "") if suffix != ".md" else begins.replace("\\", "\\\\")
    plain = re.escape(begins) if suffix != ".md" else begins
    added = f"<p>{FALSE}。</p>\n" if suffix == ".html" else f"{FALSE}。\n\n"
    found = re.search(rf"^.*{plain}", text, re.MULTILINE)
    if found is None:
        pytest.skip("no such line in this form")
    _, doubts = checked(f"{text[: found.start()]}{added}{text[found.start() :]}".encode(), suffix, library)
    assert ["6394家" in item.text for item in doubts] == [True]


@pytest.mark.parametrize("suffix", FORMS[1:])
def test_an_edited_figure_of_another_form_is_held_against_the_place_that_its_mark_names(
    written, whole, library, suffix
):
    claim = next(c for c in whole.claims() if re.search(r"\d{1,3}位省领导", c.text))
    figure = re.search(r"(\d{1,3})位省领导", claim.text)[1]
    text = written["full", suffix].decode()
    _, doubts = checked(text.replace(f"{figure}位省领导", "77位省领导", 1).encode(), suffix, library)
    assert [item.claim.verdict for item in doubts] == ["contradicted"]
    assert "77位" in doubts[0].text


def test_what_states_nothing_is_named_as_not_checked(written, library):
    def change(opened):
        line(opened, "二、").insert_paragraph_before("谁来当链长？")
        say(line(opened, "提案者"), "提案者：张三　界别：经济　联系方式：13800000000")
        say(line(opened, "（一）【建议】"), "（一）【建议】建议把责任写清楚。")

    read, doubts = checked(edited(written["full", ".docx"], change), ".docx", library)
    assert doubts == []
    assert [words[:4] for words in read.unstated] == ["提案者：", "谁来当链", "建议把责"]


def test_a_question_of_which_somebody_made_a_statement_is_checked(written, library):
    def change(opened):
        words = line(opened, "1. ")
        say(words, "1. 火星上的产业链全国领先")

    _, doubts = checked(edited(written["lead", ".docx"], change), ".docx", library)
    assert [item.text for item in doubts] == ["火星上的产业链全国领先"]


@pytest.mark.parametrize(
    "words",
    [
        "湖南粮食产量是多少？",
        "请问，链长由谁担任？",
        "依据：",
        "（二）如何完善链长制",
        "年份\t省份\t链长\n2020\t江西\t省长",
    ],
)
def test_a_question_a_label_and_the_head_of_a_table_get_no_verdict(library, words):
    first = words.partition("\n")[0]
    assert [item.text for item in audit(words, library) if item.text in first] == []
    assert unstated(words)[0] in first


@pytest.mark.parametrize(
    "words",
    [
        f"{FALSE}，怎么办？",
        "如何让6394家企业都有链长",
        "省份\t链长\n江西\t省长"[3:],
        "如何落实链长制是各省都遇到的难题。",
        "注意：浙江是国内最早在全省范围推行“链长制”的省份。",
    ],
)
def test_what_states_something_is_checked_though_it_looks_like_one(library, words):
    assert audit(words, library)


def test_a_text_that_was_made_of_an_export_is_known_by_its_annexes(written):
    assert converted(re.sub("<!-- yanju.*", "", written["full", ".txt"].decode()))
    assert converted(re.sub("<!-- yanju.*", "", written["full", ".md"].decode()))
    assert not converted("依据与出处：见附件。\n[1] 省里的文件")
    assert not read_back("依据与出处：\n[1] 《甲》：“乙”".encode(), "x.txt").ours
