"""Every format gives the same text back: its sentences, its table with header and unit, and the right places."""

import html
import io
import random
import re
import sys

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from index.library import Library
from index.load import load
from index.sentences import sentences
from index.types import Span
from tests import documents
from tests.printed import as_pdf, needs_office

FORMATS = sorted(documents.ALL)


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    made = {kind: make() for kind, make in documents.ALL.items()}
    for file in made.values():
        (folder / file.name).write_bytes(file.data)
    return folder, made


@pytest.fixture(scope="module")
def read(files):
    folder, made = files
    return {kind: load(folder / file.name) for kind, file in made.items()}


@pytest.fixture(scope="module")
def shelf(files, tmp_path_factory):
    folder, _ = files
    with Library.open(tmp_path_factory.mktemp("shelf") / "library", create=True) as library:
        library.add_folder(folder)
        yield library


def rows(document):
    return [b for b in document.blocks if b.kind == "row" and not b.header]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_sentence_comes_back_whole_in_one_block(read, kind):
    document = read[kind]
    blocks = [squeezed(document.at(block.span)) for block in document.blocks if block.kind != "furniture"]
    wanted = [text[a:b] for text in documents.paragraphs() for a, b in sentences(text, 0, len(text))]
    lost = [words for words in wanted if not any(squeezed(words) in block for block in blocks)]
    assert lost == []


@pytest.mark.parametrize("kind", FORMATS)
def test_the_title_and_its_number_are_known(read, kind):
    assert squeezed(read[kind].title) == documents.TITLE


@pytest.mark.parametrize("kind", FORMATS)
def test_headings_stand_above_their_paragraphs(read, kind):
    document = read[kind]
    for heading, texts in documents.SECTIONS.items():
        for text in texts:
            at = squeezed_find(document.text, text)
            assert heading in document.heading_path(at)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_cell_stands_in_its_row_and_under_its_header(read, kind):
    document = read[kind]
    found = rows(document)
    assert [[document.at(c) if c else "" for c in row.cells] for row in found] == documents.ROWS
    (header,) = [b for b in document.blocks if b.header]
    assert [document.at(c) for c in header.cells] == documents.HEADER


@pytest.mark.parametrize("kind", FORMATS)
def test_a_row_is_found_with_header_and_unit(shelf, kind):
    name = f"方案.{kind}"
    listing = next(d for d in shelf.documents() if name in d.sources)
    document = shelf.document(listing.id)
    hits = [h for h in shelf.search("青石县人民医院 补助资金", k=60) if h.passage.span.doc_id == listing.id]
    row = next(h.passage for h in hits if h.passage.kind == "row" and "402" in document.at(h.passage.span))
    context = "".join(document.at(span) for span in row.context)
    assert "补助资金" in context
    assert "单位：万元" in context


@pytest.mark.parametrize("kind", ["html", "csv", "txt"])
def test_in_a_text_file_every_block_names_the_characters_it_was_read_from(read, files, kind):
    _, made = files
    raw = made[kind].data.decode("utf-16" if kind == "txt" else "gb18030")
    document = read[kind]
    for block in document.blocks:
        place = document.locate(block.span)
        pieces = "".join(html.unescape(raw[a:b]) if kind == "html" else raw[a:b] for a, b in place.raw)
        assert squeezed(pieces) == squeezed(document.at(block.span))
        # A table's cells are told by their own place, so only what begins a line is asked for its line.
        assert place.line == len(re.findall(r"\r\n|\r|\n", raw[: place.raw[0][0]])) + 1


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_paragraph_names_its_page(read, files, kind):
    document, file = read[kind], files[1][kind]
    for words, page in file.pages.items():
        at = squeezed_find(document.text, words)
        assert document.locate(Span(document.id, at, at + 4)).page == page
    assert len(set(file.pages.values())) > 1


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("docx", "表1第3行第4列"),
        ("pptx", "表1第3行第4列"),
        ("html", "表1第3行第4列"),
        ("pdf", "表1第3行第4列"),
        ("csv", "D16"),
    ],
)
def test_a_cell_names_its_row_and_column(read, kind, cell):
    document = read[kind]
    assert document.locate(rows(document)[1].cells[3]).cell == cell


def test_a_cell_of_a_sheet_is_where_its_name_says(read, files):
    document = read["xlsx"]
    book = openpyxl.load_workbook(files[0] / "方案.xlsx")
    for row in rows(document):
        for cell in row.cells:
            sheet, _, name = document.locate(cell).cell.partition("!")
            shown = str(book[sheet][name].value)
            assert document.at(cell) in (shown, shown.removesuffix(".0"))


def test_a_paragraph_of_word_names_its_number(read):
    document = read["docx"]
    numbered = [p for text in documents.SECTIONS.items() for p in (text[0], *text[1])]
    for n, words in enumerate(numbered, 3):
        at = document.text.find(words)
        assert document.locate(Span(document.id, at, at + len(words))).paragraph == n


@pytest.mark.parametrize("kind", FORMATS)
def test_what_is_not_shown_is_not_read(read, kind):
    assert not re.search("首页|看不见|var a|color|公报|—", read[kind].text)


def test_a_question_is_answered_from_word_with_its_place(files, folder, yanju):
    assert yanju("index", "add", files[0] / "方案.docx")[0] == 0
    code, out, _ = yanju("ask", "云溪市青石县的补助资金是多少？")
    assert code == 0
    assert "402" in out.split("依据")[0]
    assert "表1第3行" in out


def squeezed_find(text, words):
    """Where words stand in a text, white space aside."""
    kept = [n for n, char in enumerate(text) if not char.isspace()]
    at = "".join(text[n] for n in kept).find(squeezed(words))
    assert at >= 0, words
    return kept[at]


# The same on a longer text, in figures

WORDS = (
    "县域医共体",
    "远程会诊点",
    "家庭医生签约",
    "药品采购配送",
    "骨干医师下派",
    "影像中心设备",
    "绩效工资核定",
    "慢性病管理",
)


def long_text(rng):
    """Headings with paragraphs, and rows of a table; no sentence and no cell stands twice."""
    numbers = iter(rng.sample(range(100, 9999), 2_000))

    def sentence():
        first, second = rng.sample(WORDS, 2)
        return f"20{rng.randint(15, 30)}年底前，{first}达到{next(numbers)}个，较上年增长{next(numbers) / 100}%，{second}安排{next(numbers)}万元。"

    sections = {
        f"{'一二三四五六七八九十'[n]}、第{n + 1}项任务": [
            "".join(sentence() for _ in range(rng.randint(1, 4))) for _ in range(8)
        ]
        for n in range(10)
    }
    table = [
        [f"第{next(numbers)}号县", f"第{n}中医院", str(next(numbers)), f"{next(numbers)}.25"]
        for n in range(18)
    ]
    return sections, table


def in_place(kind, document, file):
    """How many of the places asked for are right, and of how many."""
    asked = [
        document.locate(Span(document.id, at, at + 4)).page == page
        for words, page in file.pages.items()
        # A line's end such as “万元。” stands on several pages.
        if squeezed(document.text).count(squeezed(words)) == 1
        for at in [squeezed_find(document.text, words)]
    ]
    if kind in {"html", "csv", "txt", "md"}:
        raw = file.data.decode({"txt": "utf-16", "md": "utf-8"}.get(kind, "gb18030"))
        for block in document.blocks:
            pieces = "".join(html.unescape(raw[a:b]) for a, b in document.locate(block.span).raw)
            asked.append(squeezed(pieces) == squeezed(document.at(block.span)))
    named = {"docx", "pptx", "html", "pdf"}
    for n, row in enumerate(rows(document), 2):
        for m, cell in enumerate(row.cells, 1):
            if kind in named:
                asked.append(document.locate(cell).cell == f"表1第{n}行第{m}列")
            if kind in {"xlsx", "csv"}:
                asked.append(document.locate(cell).cell.rpartition("!")[2][0] == " ABCD"[m])
    return sum(asked), len(asked)


@pytest.mark.long
def test_a_long_text_comes_back_from_every_format(tmp_path, monkeypatch):
    sections, table = long_text(random.Random(4))
    monkeypatch.setattr(documents, "SECTIONS", sections)
    monkeypatch.setattr(documents, "ROWS", table)
    wanted = [t[a:b] for t in documents.paragraphs() for a, b in sentences(t, 0, len(t))]
    assert len(wanted) > 150
    sys.stdout.write("\n")
    for kind, make in documents.ALL.items():
        file = make()
        (tmp_path / file.name).write_bytes(file.data)
        document = load(tmp_path / file.name)
        blocks = [squeezed(document.at(b.span)) for b in document.blocks if b.kind != "furniture"]
        found = sum(any(squeezed(words) in block for block in blocks) for words in wanted)
        read = [[document.at(cell) if cell else "" for cell in row.cells] for row in rows(document)]
        cells = sum(
            one == other
            for given, got in zip(table, read, strict=False)
            for one, other in zip(given, got, strict=False)
        )
        right, asked = in_place(kind, document, file)
        total = sum(map(len, table))
        sys.stdout.write(
            f"{kind}：句子 {found}/{len(wanted)}，单元格 {cells}/{total}，位置 {right}/{asked}\n"
        )
        assert found >= 0.99 * len(wanted)
        assert cells == total
        assert right == asked > 0


@needs_office
def test_what_another_font_draws_later_stands_where_it_is_seen(tmp_path):
    text = "近年来大力推进“数字福建”建设，公共数据“跑起来”示范场景，福州、厦门、泉州入选“标注基地”试点，形成“一网通办”“一网统管”经验。"
    word = docx.Document()
    style = word.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    word.add_paragraph(text)
    out = io.BytesIO()
    word.save(out)
    as_pdf(out.getvalue(), tmp_path)
    assert load(tmp_path / "printed.pdf").text == text
