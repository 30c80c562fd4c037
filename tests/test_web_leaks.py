"""Hostile texts on the page: whatever a document says, the browser asks nobody for anything.

Two walls hold, each without the other: scrubbing, and the headers. Without both the browser does ask,
which shows that this test can see it.
"""

from collections.abc import Callable
from types import MappingProxyType

import pytest

from assistant.cite import DraftClaim
from assistant.types import Citation, Claim, Finding, Outline, Similar
from assistant.web.guards import HEADERS
from assistant.web.scrub import scrub
from index.library import Library
from index.types import Block, Document, Place, Policy, Span
from tests.browser import ask, chromium, draft, reached, served

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
    """One document a channel, with the channel in its words and an image in its title."""
    with Library.open(tmp_path_factory.mktemp("hostile"), create=True) as built:
        for number, (name, text) in enumerate(CHANNELS.items(), 1):
            whole = f"{WORDS}{text}{WORDS}"
            block = Block(Span(name, 0, len(whole)), "paragraph")
            places = (Place(0, len(whole), 0, line=number),)
            document = Document(name, TITLE, whole, f"{name}.txt", (block,), places)
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


def look_at_everything(context, url):
    """Ask, open every source, draft, open the copy."""
    page = context.new_page()
    page.goto(url)
    ask(page, f"甲市链长制试点有多少条产业链？{''.join(CHANNELS.values())}"[:900])
    for number in range(len(CHANNELS), 0, -1):
        # The first is open already, and another is chosen by its whole line, wherever the list has moved.
        page.locator("#ask-sources label").nth(number - 1).click()
        page.locator("#ask-source").filter(has_text=f"位置：第{number}行").wait_for()
    draft(page, "链长制")
    page.locator("#draft-sources label").nth(len(CHANNELS) - 1).wait_for()
    page.get_by_role("button", name="复制全文").click()
    page.locator("#draft-copy textarea").wait_for()
    page.get_by_role("tab", name="资料库").click()
    page.locator("#library-table [role=gridcell]").filter(has_text="试点情况").first.click()
    page.locator("#library-about").filter(has_text="已选").wait_for()
    page.locator("#remove").click()
    page.locator("#library-about").filter(has_text="确定移除吗").wait_for()
    page.get_by_role("tab", name="设置与自检").click()
    page.locator("#health li").first.wait_for()


@pytest.fixture
def leaked(library, tmp_path, monkeypatch) -> Callable[..., set[str]]:
    """The hosts that were asked for anything while a page with these walls was looked at."""

    def look(**walls):
        from assistant.web import draft_tab

        monkeypatch.setattr(draft_tab, "draft_stream", lambda *_, **__: iter([outline(library)]))
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
