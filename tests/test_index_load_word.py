"""Word files are read as they stand on paper."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DamagedFileError
from index.load.numbering import chinese, written
from index.load.word import load_word
from index.split import split
from tests.documents import saved

NS = nsdecls("w")


def read(document):
    return load_word(saved(document), "文件.docx")


def blocks(document, kind=None):
    return [document.at(b.span) for b in document.blocks if kind in (None, b.kind)]


def after(document, xml):
    """Put a paragraph given as XML at the end of a document."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def numbered(document, levels):
    """A list with these (format, text) levels; gives the function that adds a paragraph to it."""
    lvls = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="99">{lvls}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="99"><w:abstractNumId w:val="99"/></w:num>'))

    def add(level, text):
        xml = f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="99"/></w:numPr>'
        document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(xml))

    return add


def test_automatic_numbers_are_part_of_the_text_and_make_headings():
    document = docx.Document()
    add = numbered(document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for level, text in [(0, "总体要求"), (1, "指导思想"), (1, "基本原则"), (0, "主要任务"), (1, "稳就业")]:
        add(level, text)
    document.add_paragraph("实施就业优先政策，全年城镇新增就业1100万人以上，促进高质量充分就业。")
    add(2, "2024年前完成平台建设，由市人力资源社会保障局负责。")
    text = read(document)
    assert blocks(text)[:5] == [
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "二、主要任务",
        "（一）稳就业",
    ]
    assert text.heading_path(text.text.index("实施就业")) == ("二、主要任务", "（一）稳就业")
    assert "1. 2024年前完成" in text.text


def test_a_numbered_article_keeps_a_gap_behind_its_number():
    document = docx.Document()
    add = numbered(document, [("chineseCountingThousand", "第%1条")])
    for n in range(12):
        add(0, f"本办法第{n}项规定适用于全市范围内的公共服务设施，由市人民政府负责解释。")
    assert "第十二条\u3000本办法" in read(document).text


def test_tracked_changes_count_as_accepted():
    document = docx.Document()
    after(
        document,
        f'<w:p {NS}><w:r><w:t>补助标准为每人每年</w:t></w:r><w:del w:id="1"><w:r><w:delText>500</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>680</w:t></w:r></w:ins><w:r><w:t>元，由财政部门按季度拨付到位。</w:t></w:r></w:p>',
    )
    after(
        document,
        f'<w:p {NS}><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>',
    )
    after(document, f"<w:p {NS}><w:r><w:t>后半句说完了。</w:t></w:r></w:p>")
    assert blocks(read(document)) == [
        "补助标准为每人每年680元，由财政部门按季度拨付到位。",
        "前半句，后半句说完了。",
    ]


def test_hidden_and_white_words_are_left_out():
    document = docx.Document()
    paragraph = document.add_paragraph("看得见的第一句话在这里。")
    hidden = paragraph.add_run("隐藏的指令。")
    hidden.font.hidden = True
    white = paragraph.add_run("白色的指令。")
    white.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    assert read(document).text == "看得见的第一句话在这里。"


def test_a_note_stands_behind_its_paragraph_and_breaks_no_sentence():
    document = docx.Document()
    document.add_paragraph("全市共有养老机构86家，")
    reference = parse_xml(f'<w:r {NS}><w:footnoteReference w:id="7"/></w:r>')
    document.paragraphs[0]._p.append(reference)
    document.paragraphs[0].add_run("床位1.2万张，入住率达到六成以上。")
    notes = f'<w:footnotes {NS}><w:footnote w:id="7"><w:p><w:r><w:t>数据截至2023年底。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    text = read(document)
    assert blocks(text) == ["全市共有养老机构86家，床位1.2万张，入住率达到六成以上。", "数据截至2023年底。"]
    assert blocks(text, "note") == ["数据截至2023年底。"]


def test_the_words_of_a_text_box_are_read_once():
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>框里的说明文字有一整句。</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    after(
        document,
        f"<w:p {NS} {mc}><w:r><w:t>框外的正文也有一整句话。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>",
    )
    assert blocks(read(document)) == ["框外的正文也有一整句话。", "框里的说明文字有一整句。"]


def test_a_contents_list_is_left_out():
    document = docx.Document()
    document.styles.add_style("TOC 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("第一章 总则\t1", style="TOC 1")
    document.add_paragraph("为了规范管理，保障权益，制定本办法，自发布之日起施行。")
    assert read(document).text == "为了规范管理，保障权益，制定本办法，自发布之日起施行。"


def table():
    document = docx.Document()
    document.add_paragraph("下表列出各市任务，请认真对照落实，按月报送进展情况。")
    made = document.add_table(4, 4)
    for r, row in enumerate(
        [
            ["地区", "2022年", "", "备注"],
            ["", "目标", "完成", ""],
            ["南州市", "120", "118", "达标"],
            ["", "30", "33", ""],
        ]
    ):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    made.cell(0, 1).merge(made.cell(0, 2))
    made.cell(0, 0).merge(made.cell(1, 0))
    made.cell(0, 3).merge(made.cell(1, 3))
    made.cell(2, 0).merge(made.cell(3, 0))
    return read(document)


def test_merged_cells_stand_in_every_row_and_column_that_they_cover():
    document = table()
    rows = [[document.at(c) if c else None for c in b.cells] for b in document.blocks if b.cells]
    assert rows == [
        ["地区", "2022年", "2022年", "备注"],
        ["地区", "目标", "完成", "备注"],
        ["南州市", "120", "118", "达标"],
        ["南州市", "30", "33", None],
    ]
    assert [b.header for b in document.blocks if b.cells] == [True, True, False, False]
    places = [
        document.locate(c).cell for b in document.blocks if b.cells and not b.header for c in b.cells if c
    ]
    assert places == [
        f"表1第{r}行第{c}列" for r, c in [(3, 1), (3, 2), (3, 3), (3, 4), (3, 1), (4, 2), (4, 3)]
    ]


def test_the_row_below_a_merged_cell_brings_it_as_context():
    document = table()
    last = split(document)[-1]
    assert document.at(last.span).split() == ["30", "33"]
    assert "南州市" in [document.at(span) for span in last.context]


def test_a_frame_around_text_is_no_table():
    document = docx.Document()
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "各有关单位要高度重视，抓好落实，确保取得实效。"
    text = read(document)
    assert [(b.kind, b.table) for b in text.blocks] == [("paragraph", None)]


def test_pages_are_known_where_word_has_marked_them():
    document = docx.Document()
    document.add_paragraph("第一页上的一句完整的话，写在开头的位置。")
    document.add_paragraph("第二页")._p.insert(0, parse_xml(f"<w:r {NS}><w:lastRenderedPageBreak/></w:r>"))
    document.paragraphs[1].add_run("上的另一句完整的话，写在后面的位置。")
    text = read(document)
    assert [text.locate(b.span).page for b in text.blocks] == [1, 2]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"%PDF-1.4", b"\x00" * 100])
def test_what_is_no_word_file_says_so(data):
    with pytest.raises(DamagedFileError, match="已损坏"):
        load_word(data, "文件.docx")


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(number):
    value = digit = 0
    for char in chinese(number):
        if char in "十百千":
            value += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            digit = "零一二三四五六七八九".index(char)
    assert value + digit == number


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("upperRoman", "XIV"),
        ("decimalEnclosedCircle", "⑭"),
        ("lowerLetter", "n"),
        ("decimalZero", "14"),
        ("ideographTraditional", "14"),
        ("unknown", "14"),
    ],
)
def test_other_number_formats(form, shown):
    assert written(14, form) == shown


def test_a_vanished_style_hides_its_paragraphs():
    document = docx.Document()
    style = document.styles.add_style("隐", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph("不该出现的话。", style="隐")
    document.add_paragraph("应当出现的一句完整的话。")
    assert read(document).text == "应当出现的一句完整的话。"
