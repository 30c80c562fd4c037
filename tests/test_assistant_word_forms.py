"""A result as Markdown and as HTML: the words of the Word file, marks that lead to their sources, and no markup of others."""

import io
import re
import zipfile
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import ask
from assistant.compare import compare
from assistant.extractive import Extractive
from assistant.review import review
from assistant.types import Answer, Claim
from assistant.word import anchors, contents
from assistant.word import review as reviewed
from assistant.word.files import as_file
from assistant.word.html import as_html
from assistant.word.markdown import as_markdown, escape
from assistant.word.paper import Annex, Paper, Paragraph, Piece, Table, words
from index.types import Span

SPAN = Span("0123456789abcdef", 3, 9)
NAME = anchors.of_source(SPAN)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "h3", "p", "b", "a", "sup"),
    *("small", "span", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}


class Read(HTMLParser):
    """What a document holds: tags with their attributes, ids, links, and the words of its body."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words.append(data)

    def every(self, name):
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def paper_of(text):
    """A paper that has the text in every place that can hold words."""
    pieces = (Piece(text, link=NAME, notes=(text,)), Piece(text, "Mark"), Piece(text, "Warning"))
    table = Table((text, "乙"), (1, 2), ((pieces, (Piece(text, "Label"),)),), text)
    blocks = (Paragraph(pieces), words(text, "Heading1"), Paragraph((Piece(text, "Label"),)), table)
    return Paper(text, blocks, (Annex(text, (Paragraph((Piece(text, name=NAME),), "Source"),)),))


@pytest.fixture(scope="module")
def table(library):
    return contents.comparison(compare("浙江、江西、湖南、江苏链长制的出台时间、链长", library), library)


@pytest.fixture(scope="module")
def answered(library):
    return contents.answer(ask("链长制指的是什么？", library, Extractive()), library)


@pytest.mark.parametrize("which", ["table", "answered"])
def test_every_form_has_the_words_of_the_word_file(which, request):
    paper = request.getfixturevalue(which)
    read = "".join(Read(as_html(paper)).words)
    written = re.sub(r"\\", "", as_markdown(paper))
    for block in (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)):
        rows = block.rows if isinstance(block, Table) else ((block.pieces,),)
        for pieces in (pieces for row in rows for pieces in row):
            for piece in pieces:
                assert piece.text in read
                assert " ".join(piece.text.split()) in written


def test_a_mark_of_a_page_leads_to_its_source(answered):
    read = Read(as_html(answered))
    targets = [link.removeprefix("#") for link in read.every("href")]
    assert targets
    assert set(targets) <= set(read.every("id"))
    assert len(read.every("id")) == len(set(read.every("id")))


def test_a_comparison_is_a_real_table_in_both_forms(table):
    rows = [line for line in as_markdown(table).split("\n## ")[0].split("\n") if line.startswith("|")]
    assert len(rows) == 2 + 4
    assert {row.replace("\\|", "").count("|") for row in rows} == {4}
    tags = [tag for tag, _ in Read(as_html(table).partition("<section>")[0]).tags]
    assert (tags.count("tr"), tags.count("th"), tags.count("td")) == (5, 3, 12)


@pytest.mark.parametrize(
    "hostile",
    [
        "![x](http://a/b.png)",
        "[1]: http://a",
        "<img src=x onerror=alert(1)>",
        "</style></title><script>alert(1)</script>",
        "https://a.cn",
        "www.a.cn",
        "`x`",
        "$x$",
        "# x",
        "1. x",
        "- x",
        "a@b.cn",
        "|a|b|",
        "x\n===\n",
        "&lt;",
        '" onclick="x',
        "\x00\x1b[2J\ufffe",
    ],
)
def test_no_character_of_a_result_acts_as_markup(hostile):
    paper = paper_of(hostile)
    for line in as_markdown(paper).replace("| --- | --- |", "").split("\n"):
        cells = line.removeprefix("| ").removesuffix(" |").split(" | ") if line.startswith("|") else [line]
        for cell in cells:
            bare = re.sub(r"\\.", "", re.sub(r"^#+ |\*\*", "", cell))
            assert not re.search(r"[\[\]<>`$|@&=#!:]|//|www\.|^\s*(?:- |\d+\. )", bare)
    read = Read(as_html(paper))
    assert {tag for tag, _ in read.tags} <= TAGS
    assert {name for _, attributes in read.tags for name in attributes} <= {
        *("lang", "charset", "name", "content", "http-equiv", "style", "class", "id", "href")
    }
    assert set(read.every("href")) == {f"#{NAME}"}
    assert "\x1b" not in as_html(paper)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaping_only_adds_backslashes(text):
    assert escape(text).replace("\\", "") == text.replace("\\", "")


def test_a_page_loads_nothing(answered):
    page = as_html(answered)
    assert "default-src 'none'" in page
    assert not re.search(r"https?:|url\(|@import|src=|<link", page)


def test_what_was_found_stands_behind_its_sentence_and_a_half_of_a_pair_breaks_no_file(library):
    answer = Answer("问\ud800", "问\ud800", (Claim("甲\ud800。", (), (), "contradicted"),))
    paper = contents.answer(answer, library)
    for suffix in (".md", ".html", ".docx"):
        assert as_file(paper, suffix)
    assert "甲\\ud800（注意：与原文不符）。" in as_file(paper, ".md").decode()
    page = re.sub(r" id=\"yj_aside_\w+\"", "", as_file(paper, ".html").decode())
    assert "甲□</span><small>（注意：与原文不符）</small>。" in page


def test_no_line_begins_with_a_mark():
    settings = (
        zipfile.ZipFile(io.BytesIO(as_file(Paper("题", ()), ".docx"))).read("word/settings.xml").decode()
    )
    assert re.search(r'noLineBreaksBefore w:lang="zh-CN" w:val="\[', settings)


def test_the_cautions_of_a_file_name_no_command(library):
    caution = "所引《甲》已废止，见《乙》（yanju show 0123456789abcdef:1-2），引用前请核实"
    answer = Answer("问", "问", refusal="依据不足。", gaps=(caution,), notices=(caution,))
    paper = contents.answer(answer, library)
    assert as_markdown(paper).count("所引《甲》已废止，见《乙》，引用前请核实") == 2
    assert not paper.annexes


def test_a_review_sets_off_what_gave_rise_to_each_hint_and_links_to_it():
    text = "关于加强老年食堂建设和推动农村公路养护的提案\n情况：河砂紧缺涨价。"
    read = Read(as_html(reviewed.review(review(text))))
    shown = "".join(read.words)
    assert "加强老年食堂建设和推动农村公路养护的提案[4]" in shown
    assert read.every("href") == ["#yj_hint_2"]
    assert "yj_hint_2" in read.every("id")
