"""Word files: the layout of official documents, the text with its evidence attached, and back again after an edit."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import lead, outline_text
from assistant.answer import ask
from assistant.audit import audit
from assistant.compare import compare
from assistant.details import details
from assistant.errors import RequestError
from assistant.extractive import Extractive
from assistant.ledger import entries
from assistant.outline import draft
from assistant.types import Claim, Finding
from assistant.word import anchors, contents
from assistant.word.paper import Annex, Paper, Paragraph, Piece, Table
from assistant.word.read_back import Draft, read_back, recheck
from assistant.word.write import as_docx
from index.errors import DamagedFileError, LimitError
from index.types import Span
from tests import printed

TOPIC = "产业链内中小企业融资难问题"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONTS = {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}


@pytest.fixture(scope="module")
def outline(library):
    return draft(TOPIC, library, region="广东")


@pytest.fixture(scope="module")
def exported(outline, library):
    return as_docx(contents.outline(outline, library))


def opened(data):
    return docx.Document(io.BytesIO(data))


def parts(data):
    """Every XML part by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: ElementTree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def claims_of(outline):
    return [*(claim for paragraph in outline.reasons for claim in paragraph), *outline.issues]


def everything(data):
    """All words of a file, tables included."""
    return "\n".join(
        "".join(t.text or "" for t in p.iter(f"{W}t")) for p in parts(data)["word/document.xml"].iter(f"{W}p")
    )


def style(data, name):
    (found,) = (s for s in parts(data)["word/styles.xml"] if s.get(f"{W}styleId") == name)
    return found


def rewritten(data, change):
    """The file with the text of its main part changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(written, "w") as other:
        for name in package.namelist():
            body = package.read(name)
            if name == "word/document.xml":
                before = body.decode()
                body = change(before).encode()
                assert body.decode() != before
            other.writestr(name, body)
    return written.getvalue()


# The page


def test_the_page_is_a4_with_the_margins_and_the_lines_of_official_documents(exported):
    (section,) = opened(exported).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [m.twips if hasattr(m, "twips") else round(m.pt * 20) for m in margins] == [2098, 1984, 1587, 1474]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "578")
    height = 16838 - 2098 - 1984
    assert height // 578 == 22


def test_the_text_is_of_28_characters_a_line_justified_and_indented_by_two(exported):
    normal = style(exported, "Normal")
    spacing, indent = normal.find(f"{W}pPr/{W}spacing"), normal.find(f"{W}pPr/{W}ind")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("578", "exact")
    assert indent.get(f"{W}firstLineChars") == "200"
    assert normal.find(f"{W}pPr/{W}jc").get(f"{W}val") == "both"
    size = parts(exported)["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    assert size.get(f"{W}val") == "32"
    pitch = int(size.get(f"{W}val")) * 10 + int(normal.find(f"{W}rPr/{W}spacing").get(f"{W}val"))
    assert (11906 - 1587 - 1474) // pitch == 28


@pytest.mark.parametrize(
    ("name", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", None),
        ("Heading2", "楷体_GB2312", None),
        ("Footer", "宋体", "28"),
    ],
)
def test_each_style_names_its_east_asian_font_and_size(exported, name, font, half_points):
    look = style(exported, name).find(f"{W}rPr")
    assert look.find(f"{W}rFonts").get(f"{W}eastAsia") == font
    size = look.find(f"{W}sz")
    assert (size is not None and size.get(f"{W}val")) == (half_points or False)
    assert look.find(f"{W}b") is None or look.find(f"{W}b").get(f"{W}val") == "0"


def test_fonts_are_only_named_with_what_stands_in_for_them_and_nothing_is_loaded(exported):
    found = parts(exported)
    named = {
        value
        for part in found.values()
        for f in part.iter(f"{W}rFonts")
        for k, value in f.items()
        if "hint" not in k
    }
    assert named <= FONTS
    assert "仿宋_GB2312" in named
    table = {f.get(f"{W}name"): f.find(f"{W}altName").get(f"{W}val") for f in found["word/fontTable.xml"]}
    assert table.keys() == FONTS
    assert (table["方正小标宋简体"], table["仿宋_GB2312"], table["楷体_GB2312"]) == ("宋体", "仿宋", "楷体")
    assert not [e.tag for e in found["word/fontTable.xml"].iter() if "embed" in e.tag]
    names = zipfile.ZipFile(io.BytesIO(exported)).namelist()
    assert not [n for n in names if not n.endswith((".xml", ".rels"))]
    relations = [r for name, part in found.items() if name.endswith(".rels") for r in part]
    assert relations
    assert not [r for r in relations if r.get("TargetMode") == "External"]


def test_the_page_number_is_a_field_to_the_right_on_odd_and_to_the_left_on_even_pages(exported):
    document = opened(exported)
    assert document.settings.odd_and_even_pages_header_footer
    (section,) = document.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        element = paragraph._p
        assert paragraph.text == "— 1 —"
        assert [i.text.strip() for i in element.iter(qn("w:instrText"))] == ["PAGE"]
        kinds = [f.get(qn("w:fldCharType")) for f in element.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert element.pPr.find(qn("w:jc")).get(qn("w:val")) == side


# The text and its evidence


def test_the_words_of_the_file_are_those_of_the_outline(exported, outline, library):
    read = read_back(exported, "线索.docx")
    assert read.text == lead.of(outline).text
    told = [claim for paragraph in outline.reasons for claim in paragraph]
    assert [s.spans for s in read.sentences] == [tuple(c.span for c in claim.citations) for claim in told]
    assert list(read.unstated) == [claim.text.rstrip("；") for claim in outline.issues]
    shown = "\n".join(p.text for p in opened(exported).paragraphs)
    for part in list(outline_text.parts(outline, library))[:2]:
        assert all(line in shown for line in part.lines)


def test_every_mark_is_superscript_and_leads_to_its_quote_word_for_word(exported, outline, library):
    body = parts(exported)["word/document.xml"]
    names = [b.get(f"{W}name") for b in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(len(name) <= 40 for name in names)
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    assert set(links) <= set(names)
    marks = [link for link in body.iter(f"{W}hyperlink") if link.find(f"{W}r/{W}rPr/{W}rStyle") is not None]
    assert len(marks) == sum(len(claim.citations) for claim in claims_of(outline))
    assert {m.find(f"{W}r/{W}rPr/{W}rStyle").get(f"{W}val") for m in marks} == {"Mark"}
    assert style(exported, "Mark").find(f"{W}rPr/{W}vertAlign").get(f"{W}val") == "superscript"
    entries = {}
    for paragraph in body.iter(f"{W}p"):
        words = "".join(t.text for t in paragraph.iter(f"{W}t"))
        for start in paragraph.iter(f"{W}bookmarkStart"):
            entries[start.get(f"{W}name")] = words
    for mark in marks:
        name, number = mark.get(f"{W}anchor"), mark.find(f"{W}r/{W}t").text
        entry = entries[name]
        assert entry.startswith(f"{number} 《")
        assert f"：“{' '.join(library.quote(anchors.source(name)).split())}”" in entry


def test_the_annexes_are_named_below_the_text_and_hold_what_it_rests_on(exported, outline, library):
    shown = [p.text for p in opened(exported).paragraphs]
    titles = ["依据与出处", "数据核对表", "政策依据表", "待核事项"]
    assert [t for t in shown if t in titles] == titles
    assert [s.strip().removeprefix("附件：") for s in shown if re.search(r"\d\. \S+[表处项]$", s)] == [
        f"{n}. {title}" for n, title in enumerate(titles, 1)
    ]
    ledger, basis = opened(exported).tables
    stated = [(d.text, c) for c in claims_of(outline) for d in details(c)]
    assert [row.cells[2].text for row in ledger.rows[1:]] == [text for text, _ in stated]
    assert {row.cells[5].text for row in ledger.rows[1:]} == {"一致"}
    assert all(row.cells[3].text and row.cells[4].text for row in ledger.rows[1:])
    assert [row.cells[0].text for row in basis.rows[1:]] == [policy.doc_number for policy in outline.basis]
    assert outline.gaps
    assert all(any(line.endswith(gap) for line in shown) for gap in outline.gaps)
    for table in (ledger, basis):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_ledger_gives_the_source_sentence_that_has_the_figure(outline, library):
    found = [(c, e) for c in claims_of(outline) for e in entries(c, library)]
    assert len(found) >= 6
    for claim, entry in found:
        source = re.sub(r"\s", "", library.quote(entry.source))
        assert entry.source.doc_id in {c.span.doc_id for c in claim.citations}
        assert all(number in source for number in re.findall(r"\d+", entry.detail.text))
        assert entry.detail.kind != "title" or re.sub(r"\s", "", entry.detail.text.strip("《》")) in source


def test_findings_are_seen_in_the_margin_and_in_the_list_of_open_points(outline, library):
    first, *others = outline.reasons[0]
    doubted = replace(first, findings=(Finding("x", "warning", "另一处材料作别的数"),), verdict="partial")
    form = Finding("T1", "error", "题目太长", (0, 3))
    given = replace(outline, reasons=((doubted, *others), *outline.reasons[1:]), form=(form,))
    data = as_docx(contents.outline(given, library))
    (comment,) = opened(data).comments
    assert comment.text == "部分有据；另一处材料作别的数"
    shown = everything(data)
    assert "1. 事由第1段第1句：部分有据；另一处材料作别的数" in shown
    assert "1. 应改：题目，题目太长（T1）" in shown
    assert read_back(data, "x.docx").text == lead.of(outline).text


def test_a_refusal_is_exported_with_its_reason_and_gaps(library):
    made = draft("砂石行业发展", library, region="广东")
    shown = everything(as_docx(contents.outline(made, library)))
    assert made.refusal in shown
    assert all(gap in shown for gap in made.gaps)
    assert made.similar[0].title in shown


def test_an_answer_is_exported_with_its_sources_and_gaps(library):
    given_answer = ask("江西的链长制是什么时候出台的？", library, Extractive())
    data = as_docx(contents.answer(given_answer, library))
    assert opened(data).paragraphs[0].text == given_answer.question
    read = read_back(data, "x.docx")
    assert [read.text[s.start : s.end] for s in read.sentences] == [c.text for c in given_answer.claims]
    assert [s.spans for s in read.sentences] == [
        tuple(c.span for c in x.citations) for x in given_answer.claims
    ]
    rejected = Claim("火星上有三条运河。", (), (Finding("uncited", "error", "这句话没有可核对的出处"),))
    more = replace(given_answer, rejected=(rejected,), gaps=("材料未载火星的情况",), notices=("回答不完整",))
    data = as_docx(contents.answer(more, library))
    shown = everything(data)
    assert "1. 火星上有三条运河。（这句话没有可核对的出处）" in shown
    assert "1. 材料未载火星的情况" in shown
    assert "（回答不完整）" in shown
    # What was rejected and what is only said about the answer are no part of it.
    assert read_back(data, "x.docx") == read


def test_a_comparison_is_one_table_with_a_mark_in_every_filled_cell(library):
    table = compare("浙江、江西、广东链长制的出台时间和链长", library)
    data = as_docx(contents.comparison(table, library))
    shown, *_ = opened(data).tables
    assert [c.text for c in shown.rows[0].cells] == ["对照对象", *table.columns]
    for row, written in zip(table.rows, shown.rows[1:], strict=True):
        assert written.cells[0].text == row.key
        for cell, there in zip(row.cells, written.cells[1:], strict=True):
            links = [h.get(qn("w:anchor")) for h in there._tc.iter(qn("w:hyperlink"))]
            assert (
                [anchors.source(a) for a in links] == [c.span for c in cell.citations] if cell else not links
            )
            assert cell is not None or there.text == "材料未载"
    ledger = opened(data).tables[1]
    row = next(r for r in ledger.rows if r.cells[2].text == "2019年8月")
    assert row.cells[3].text.startswith("浙江 2019年8月 浙江省商务厅")
    filled = [cell for row in table.rows for cell in row.cells if cell]
    assert [s.spans for s in read_back(data, "x.docx").sentences] == [
        tuple(c.span for c in x.citations) for x in filled
    ]


def test_a_checked_text_is_exported_with_its_verdicts(library):
    text = "2020年4月29日，江西出台《关于实施产业链链长制的工作方案》。\n火星上有三条运河。"
    data = as_docx(contents.checked(audit(text, library), text, "样稿", library))
    document = opened(data)
    assert document.paragraphs[0].text == "样稿"
    assert read_back(data, "x.docx").text == f"样稿\n{text}"
    sentences, ledger = document.tables
    assert [row.cells[2].text for row in sentences.rows[1:]] == ["与原文不符", "未见依据"]
    results = {row.cells[2].text: row.cells[5].text for row in ledger.rows[1:]}
    assert results["2020年4月29日"] == "不一致"
    originals = {row.cells[2].text: row.cells[3].text for row in ledger.rows[1:]}
    assert "2020 年 4 月 28 日，江西出台" in originals["2020年4月29日"]
    assert len(list(document.comments)) == 2


# What XML cannot hold


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_no_character_breaks_the_file(words):
    pieces = (Piece(words, notes=(words,)), Piece(words, "Mark", link="yj_sentence_1"))
    annex = Annex(words, (Paragraph((Piece(words),), "Source"),))
    table = Table((words,), (1,), (((Piece(words),),),), words)
    data = as_docx(Paper(words, (Paragraph(pieces), table), (annex,)))
    for part in parts(data).values():
        assert part is not None
    expected = "".join(c if c.isprintable() or c.isspace() else "" for c in words)
    kept = [c for c in expected if c not in "\t\r\n" and c.isalnum()]
    assert all(c in opened(data).paragraphs[1].text for c in kept)


def test_control_characters_show_as_boxes(outline, library):
    given = replace(outline, title="产业\x00链\x0b<b>&\ud800\ufffe", gaps=("缺\x1b[31m数据",))
    shown = everything(as_docx(contents.outline(given, library)))
    assert "产业□链□<b>&□□" in shown
    assert "缺□[31m数据" in shown


# Back again


def test_an_unedited_file_is_all_supported(exported, library):
    items = recheck(read_back(exported, "线索.docx"), library)
    assert {item.claim.verdict for item in items} == {"supported"}
    assert [item.text for item in items] == [
        read_back(exported, "x.docx").text[item.start : item.end] for item in items
    ]


@pytest.mark.parametrize("kind", ["date", "doc-number", "title"])
def test_one_edited_figure_is_marked_as_against_the_source_and_nothing_else(exported, outline, library, kind):
    claim, was = stated(outline, kind)
    now = altered(was)
    document = opened(exported)
    words = claim.text.removesuffix("。")
    (run,) = (r for p in document.paragraphs for r in p.runs if r.text == words)
    run.text = words.replace(was, now)
    written = io.BytesIO()
    document.save(written)
    items = recheck(read_back(written.getvalue(), "改过的线索.docx"), library)
    (wrong,) = (item for item in items if item.claim.verdict != "supported")
    assert wrong.claim.verdict == "contradicted"
    (detail,) = (d for d in wrong.details if d.verdict != "supported")
    assert (detail.text, detail.verdict) == (now, "contradicted")
    changed = set(re.findall(r"\d+", now)) - set(re.findall(r"\d+", was))
    assert changed <= set(re.findall(r"\d+", detail.finding.message))
    assert library.quote(detail.finding.source)


def stated(outline, kind):
    """The first claim with a detail of a kind and a digit, and that detail's words."""
    return next(
        (claim, detail.text)
        for claim in claims_of(outline)
        for detail in details(claim)
        if detail.kind == kind and re.search(r"\d", detail.text)
    )


def altered(words):
    """The same with another last digit."""
    return re.sub(r"\d(?=\D*$)", lambda m: str(int(m[0]) % 9 + 1), words)


def test_tracked_changes_count_as_accepted_and_hidden_words_are_left_out(exported, outline):
    claim, day = stated(outline, "date")
    digit = re.search(r"\d(?=\D*$)", day).start()

    def track(xml):
        start = xml.index(claim.text[:-1]) + claim.text.index(day) + digit
        kept = '<w:t xml:space="preserve">'
        moved = f"<w:moveFrom><w:r>{kept}旧</w:t></w:r></w:moveFrom>"
        shown = "<w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
        changed = (
            f"</w:t></w:r>{moved}<w:del><w:r><w:delText>{xml[start]}</w:delText></w:r></w:del>"
            f"<w:ins><w:r>{shown}{kept}7</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>{kept}密</w:t></w:r><w:r>{kept}"
        )
        return xml[:start] + changed + xml[start + 1 :]

    read = read_back(rewritten(exported, track), "x.docx")
    assert read.text == lead.of(outline).text.replace(
        claim.text, claim.text.replace(day, f"{day[:digit]}7{day[digit + 1 :]}", 1)
    )


def test_a_new_sentence_without_marks_is_looked_up_in_the_library(exported, library):
    new = "2020年4月28日，江西出台《关于实施产业链链长制的工作方案》，12位省领导任14个重点产业链链长。"

    def insert(xml):
        first = xml.index("<w:p>", xml.index("</w:p>"))
        return f"{xml[:first]}<w:p><w:r><w:t>{new}</w:t></w:r></w:p>{xml[first:]}"

    items = recheck(read_back(rewritten(exported, insert), "x.docx"), library)
    assert items[0].text == new
    assert items[0].claim.verdict == "contradicted"
    assert {item.claim.verdict for item in items[1:]} == {"supported"}


def test_a_figure_put_into_a_question_is_checked(exported, library):
    changed = rewritten(exported, lambda xml: re.sub("如何(?=[^<]*<)", "如何就9527家企业", xml, count=1))
    (wrong,) = (i for i in recheck(read_back(changed, "x.docx"), library) if i.claim.verdict != "supported")
    assert "9527家" in wrong.text


def test_a_source_that_is_gone_is_told_and_the_sentence_looked_up(exported, outline, library):
    ours = {c.span.doc_id for claim in claims_of(outline) for c in claim.citations}

    def forget(xml):
        for doc_id in ours:
            xml = xml.replace(doc_id, "0123456789abcdef")
        return xml

    items = recheck(read_back(rewritten(exported, forget), "x.docx"), library)
    assert items
    assert all(any("已不在资料库中" in f.message for f in item.claim.findings) for item in items)
    assert any(item.claim.citations for item in items)


def test_a_foreign_file_has_no_marks_and_an_empty_one_is_refused(library):
    document = docx.Document()
    document.add_paragraph("浙江是国内最早在全省范围推行“链长制”的省份。")
    written = io.BytesIO()
    document.save(written)
    read = read_back(written.getvalue(), "x.docx")
    assert not read.ours
    assert [item.claim.verdict for item in recheck(read, library)] == ["supported"]
    with pytest.raises(RequestError, match="没有可核对的文字"):
        recheck(Draft("", ()), library)
    with pytest.raises(RequestError, match="上限"):
        recheck(Draft("字" * 100_001, ()), library)


@pytest.mark.parametrize(
    "body",
    [
        b"<w:document",
        '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'.encode("utf-16"),
        b"",
    ],
)
def test_a_damaged_file_is_refused_in_words(exported, body):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", body)
    for data in (written.getvalue(), b"PK\x03\x04 no zip", exported[:2000]):
        with pytest.raises(DamagedFileError, match="“线索"):
            read_back(data, "线索.docx")


def test_a_text_beyond_the_limit_is_refused():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("word/document.xml", b"<d>" + b" " * 2**24 + b"</d>")
    with pytest.raises(LimitError, match="超出限制"):
        read_back(written.getvalue(), "线索.docx")


def test_a_name_of_a_source_is_read_back_and_any_other_name_is_not():
    span = Span("d348ee542c6de92a", 9131, 9280)
    assert anchors.source(anchors.of_source(span)) == span
    for name in ("yj_end", "yj_sentence_1", "yj_d348ee542c6de92a_5_5", "_Toc1234", ""):
        assert anchors.source(name) is None
    with pytest.raises(ValueError, match="no bookmark"):
        anchors.of_source(Span("x y", 1, 2))


# The doors


def test_the_doors_write_word_files(asked, yanju, tmp_path):
    for code, command in (
        (0, ["draft", TOPIC, "--region", "广东"]),
        (3, ["draft", "砂石行业发展", "--region", "广东"]),
        (0, ["ask", "链长制指的是什么？"]),
        (0, ["compare", "浙江、江西链长制的出台时间"]),
    ):
        target = tmp_path / f"{command[0]}{code}.DOCX"
        result, out, err = yanju(*command, "-o", target)
        assert (result, out) == (code, "")
        assert "已写入" in err
        assert opened(target.read_bytes()).paragraphs[0].style.name == "Title"
    result, _, err = yanju("ask", "链长制指的是什么？", "-o", tmp_path / "没有" / "a.docx")
    assert result == 2
    assert "无法写入" in err


def test_nothing_of_word_is_loaded_before_it_is_wanted():
    code = "import sys, assistant.cli; sys.exit('docx' in sys.modules or 'assistant.word' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


# On paper


@printed.needs_office
def test_the_printed_pages_have_the_margins_the_lines_and_the_page_numbers(outline, library, tmp_path):
    more_than_a_page = replace(outline, reasons=outline.reasons * 3)
    pdf = printed.as_pdf(as_docx(contents.outline(more_than_a_page, library)), tmp_path)
    assert len(pdf) > 1
    printed.assert_pages_of_an_official_document(pdf)
    lines = printed_lines(pdf[0])
    # A title, a line left empty, twenty lines of text.
    assert len(lines) == 21
    assert all(abs(above[0] - below[0] - 28.9) < 1 for above, below in pairwise(lines[1:]))
    assert abs(lines[1][0] - lines[-1][0] - 19 * 28.9) < 1
    assert max(count for _, count in lines) in (27, 28, 29)


def printed_lines(page):
    """(height in points, number of characters as wide as a Chinese one) of each line of text, from the top."""
    words = page.get_textpage()
    lines = []
    for n in range(words.count_chars()):
        char = words.get_text_range(n, 1)
        if char and ("\u4e00" <= char <= "\u9fff" or char in "，。、；：《》（）〔〕“”"):
            _, bottom, _, _ = words.get_charbox(n, loose=True)
            if not lines or abs(lines[-1][0] - bottom) > 10:
                lines.append([bottom, 0])
            lines[-1][1] += 1
    return lines


@pytest.mark.parametrize(
    ("title", "least"), [("产业链链长制", 0), ("关于加强广东省战略性新兴产业集群工作的提案", 6)]
)
def test_a_title_of_two_lines_has_no_line_of_a_single_character(title, least):
    first = docx.Document(io.BytesIO(as_docx(Paper(title, (), ())))).paragraphs[0]
    assert first.text == title
    indents = first.paragraph_format
    assert indents.left_indent == indents.right_indent
    line = (8845 / 20 - 2 * (indents.left_indent or Pt(0)).pt) // 22
    assert (len(title) % line or line) >= least
