"""Scrubbing: what Markdown shows of a scrubbed text is the text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.marks import Marks
from assistant.types import Citation, Claim
from assistant.web.scrub import scrub
from index.types import Span

PIECES = (
    *("![", "](", ")", "[r]", "[r]: ", "<img src=x>", "<b>", "&amp;", "&#60;", "**", "__", "`", "~~", "|"),
    *("\n| - |", "http://", "www.", "a@b.example", "# ", "- ", "1. ", "> ", "    ", "\t", "\n", "---", "$$"),
    *("\\", "\\(", "！", "链长制", "2020年", "3.5%", "a.example/x"),
)
texts = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=20).map("".join)


def shown(markdown):
    """The text that a reader of rendered Markdown sees; anything that is no plain paragraph fails."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)
    if not rendered:
        return ""
    inner = re.fullmatch(r"<p>([^<>]*)</p>\n", rendered)
    assert inner, rendered
    return html.unescape(inner[1])


def without_space(text):
    return "".join(text.split())


@given(texts)
def test_a_scrubbed_text_is_shown_as_it_stands_and_nothing_comes_of_it(text):
    seen = without_space(shown(scrub(text)))
    rest = iter(without_space(text))
    assert all(char in rest for char in seen)
    visible = [char for char in without_space(text) if char.isprintable()]
    assert [char for char in seen if char.isprintable()] == visible


@given(texts)
def test_a_scrubbed_text_names_no_address_that_a_page_could_link(text):
    assert not re.search(r"(?i)[a-z]+://|www\.|\w@\w|\]\(|(?<!\\)[<\[]", scrub(text))


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\x1b", "\U000e0041"])
def test_characters_that_are_not_seen_are_dropped(unseen):
    assert scrub(f"链{unseen}长制") == "链长制"


def test_several_lines_become_one():
    assert scrub(" 第一行 \n\n  第二行\t末 ") == "第一行 第二行 末"


def test_marks_number_places_by_their_first_use():
    a, b, c = (Citation(Span("d", n, n + 1)) for n in range(3))
    first, second = Claim("甲。", (b, a)), Claim("乙。", (a, c))
    marks = Marks.of([first, second])
    assert marks.numbered() == (("[1]", b), ("[2]", a), ("[3]", c))
    assert marks.of_claim(second) == (("[2]", a), ("[3]", c))
    with pytest.raises(ValueError, match="not in"):
        Marks.of([first]).mark(c)
