"""Quotes become citations only where their characters stand in the passage they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cite import MIN_QUOTE, DraftClaim, Quote, cite
from assistant.types import Citation
from assistant.verbatim import folded, occurrences
from index.types import Hit, Span


@pytest.fixture(scope="module")
def hits(library):
    return library.search("创新创业园 标准厂房 引进创新创业型企业", k=5)


def citing(library, hits, *quotes, spans=()):
    (claim,) = cite([DraftClaim("一句话。", spans, quotes)], library, hits)
    return claim


def quote_from(library, hits, n=0, start=0, length=30):
    return library.quote(hits[n].passage.span)[start : start + length]


def test_a_verbatim_quote_becomes_a_citation_of_exactly_those_characters(library, hits):
    words = quote_from(library, hits, start=4)
    claim = citing(library, hits, Quote(1, words))
    assert [library.quote(c.span) for c in claim.citations] == [words]
    assert claim.findings == ()


def test_white_space_and_width_may_differ(library, hits):
    words = quote_from(library, hits, start=4)
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in words)
    claim = citing(library, hits, Quote(1, " ".join(wide)))
    assert [folded(library.quote(c.span)).text for c in claim.citations] == [folded(words).text]


def test_a_citation_never_begins_or_ends_with_the_white_space_around_it(library, hits):
    claim = citing(library, hits, Quote(1, f"  {quote_from(library, hits)}\n"))
    quoted = library.quote(claim.citations[0].span)
    assert quoted == quoted.strip()


def test_an_altered_quote_is_not_a_citation(library, hits):
    text = library.quote(hits[0].passage.span)
    at = next(i for i, c in enumerate(text) if c.isdigit())
    words = text[max(at - 10, 0) : at] + ("8" if text[at] != "8" else "9") + text[at + 1 : at + 10]
    claim = citing(library, hits, Quote(1, words))
    assert claim.citations == ()
    assert [f.code for f in claim.findings] == ["quote-not-found"]
    assert words in claim.findings[0].message


def test_a_quote_is_not_looked_for_in_another_passage(library, hits):
    words = quote_from(library, hits, n=0)
    assert not any(occurrences(words, library.quote(hits[1].passage.span)))
    assert [f.code for f in citing(library, hits, Quote(2, words)).findings] == ["quote-not-found"]


@pytest.mark.parametrize("number", [0, -1, 6, 99])
def test_a_passage_that_was_not_given_is_a_finding(library, hits, number):
    claim = citing(library, hits, Quote(number, quote_from(library, hits)))
    assert [f.code for f in claim.findings] == ["no-such-passage"]


def test_a_quote_under_six_characters_is_a_finding(library, hits):
    words = quote_from(library, hits, length=MIN_QUOTE - 1)
    assert [f.code for f in citing(library, hits, Quote(1, words + "   ")).findings] == ["quote-too-short"]
    assert citing(library, hits, Quote(1, quote_from(library, hits, length=MIN_QUOTE + 2))).citations


def test_the_header_of_a_table_row_may_be_quoted_with_the_row(library):
    row = next(
        h.passage for h in library.search("东部地区 工业用地综合容积率", k=20) if h.passage.kind == "row"
    )
    claim = citing(library, [Hit(row, 1.0)], Quote(1, "工业用地地均税收（万元/公顷）"))
    assert [library.quote(c.span) for c in claim.citations] == ["工业用地地均税收（万元/公顷）"]


def test_a_span_of_the_library_is_a_citation_and_any_other_a_finding(library, hits):
    known = hits[0].passage.span
    claim = citing(library, hits, spans=(known, Span("nowhere", 0, 9), Span(known.doc_id, 0, 10**9)))
    assert claim.citations == (Citation(known),)
    assert [f.code for f in claim.findings] == ["no-such-passage"] * 2


def test_what_fails_stays_beside_what_holds(library, hits):
    good = quote_from(library, hits)
    claim = citing(library, hits, Quote(1, good), Quote(1, good), Quote(1, "这句话哪里也没有写过"))
    assert len(claim.citations) == 1
    assert [f.code for f in claim.findings] == ["quote-not-found"]
    assert all(f.level == "error" for f in claim.findings)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("00亿元以上的企业", "年产值不少于100亿元以上的企业", []),
        ("100亿元以上的企业", "年产值不少于100亿元以上的企业", [(6, 16)]),
        ("投资额达到1136", "投资额达到1136.4亿美元", []),
        ("136.4亿美元", "投资额1,136.4亿美元", []),
        ("引进企业", "引进企业，再引进企业", [(0, 4), (6, 10)]),
        ("", "任何文字", []),
    ],
)
def test_a_quote_is_found_everywhere_but_never_inside_a_number(quote, text, found):
    assert list(occurrences(quote, text)) == found


@given(st.text(alphabet="企业０1２ 　\n，,（(Ａa…㎡ﬁ", min_size=1, max_size=30), st.data())
def test_folded_text_points_back_at_its_characters(text, data):
    fold = folded(text)
    assert len(fold.text) == len(fold.offsets)
    if fold.text:
        start = data.draw(st.integers(0, len(fold.text) - 1))
        end = data.draw(st.integers(start + 1, len(fold.text)))
        low, high = fold.original(start, end)
        assert fold.text[start:end] in folded(text[low:high]).text
