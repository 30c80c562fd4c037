import pytest

from assistant import render
from assistant.references import around, day, iso, known_by, named, reference, reported
from assistant.types import Answer, Citation, Claim, Finding
from index.load.text import load_text
from index.types import Dated, Meta, Span

BULLETIN = "003_8dab968f746955f1.txt"


@pytest.fixture
def bulletin(library):
    (listing,) = [d for d in library.documents() if BULLETIN in d.sources]
    return library.document(listing.id)


def span_of(document, words):
    start = document.text.index(words)
    return Span(document.id, start, start + len(words))


def test_each_sentence_carries_the_marks_of_its_sources_and_each_mark_is_explained_once(library, bulletin):
    first, second = (Citation(span_of(bulletin, words)) for words in ("2020年5月18日", "粤府函〔2020〕82号"))
    answer = Answer("问", "问", (Claim("甲。", (first, second)), Claim("乙。", (second,))))
    shown = render.text(answer, library)
    assert "甲。[1][2]\n乙。[2]\n" in shown
    assert shown.count("\n[1] ") == shown.count("\n[2] ") == 1
    assert f"yanju show {first.span}" in shown
    assert f"yanju show {second.span}" in shown
    assert "“粤府函〔2020〕82号”" in shown


def test_a_reference_names_title_issuers_date_line_and_headings(library, bulletin):
    shown = reference(Citation(span_of(bulletin, "2020年5月18日")), library)
    assert shown.startswith(
        "《提案工作研究参考 总第14期》，广东省政协提案委员会、广东省政协提案工作研究会，2021年6月10日，第109行"
    )


def test_what_a_bulletin_reports_is_named_apart_from_the_bulletin(bulletin):
    told = reported(span_of(bulletin, "落实“强核”"), bulletin)
    assert "粤府函〔2020〕82号" in told
    assert bulletin.title not in told


def test_a_refusal_shows_what_is_missing_and_cites_nothing(library):
    answer = Answer(
        "问",
        "问",
        refusal="依据不足。",
        gaps=("材料未载：火星",),
        rejected=(Claim("甲。", findings=(Finding("x", "error", "理由"),)),),
    )
    shown = render.text(answer, library)
    assert shown.startswith("依据不足。\n")
    assert "- 材料未载：火星" in shown
    assert "- 甲。（理由）" in shown
    assert "[1]" not in shown


def test_a_warning_stands_beside_its_sentence(library, bulletin):
    cited = (Citation(span_of(bulletin, "2020年5月18日")),)
    answer = Answer(
        "问", "问", (Claim("甲。", cited, (Finding("x", "warning", "两处数字不同"),), "supported"),)
    )
    assert "甲。[1]（注意：两处数字不同）" in render.text(answer, library)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("通知", "《通知》"),
        ("《通知》", "《通知》"),
        ("关于印发《办法》的通知", "《关于印发〈办法〉的通知》"),
        ("《甲》与《乙》", "《〈甲〉与〈乙〉》"),
    ],
)
def test_a_title_inside_a_title_takes_single_marks(title, shown):
    assert named(title) == shown
    assert named(title, "国发〔2020〕1号") == f"{shown}（国发〔2020〕1号）"


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown", "machine"),
    [
        ("2021-06-10", "2021-06-10", "day", "2021年6月10日", "2021-06-10"),
        ("2021-06-01", "2021-06-30", "month", "2021年6月", "2021-06"),
        ("2021-01-01", "2021-12-31", "year", "2021年", "2021"),
        ("2020-12-16", "2020-12-18", "range", "2020年12月16日—2020年12月18日", "2020-12-16/2020-12-18"),
        ("2021-01-01", "2025-12-31", "period", "2021年—2025年", "2021/2025"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(start, end, precision, shown, machine):
    dated = Dated(start, end, precision, "发布")
    assert (day(dated), iso(dated)) == (shown, machine)


def test_an_unknown_date_is_not_shown():
    assert (day(None), iso(None)) == ("", None)
    assert known_by(Meta()) is None


def test_a_document_is_known_by_the_date_it_was_made():
    dates = tuple(
        Dated(d, d, "day", kind)
        for d, kind in (("2021-03-01", "施行"), ("2021-01-01", "成文"), ("2021-02-01", "发布"))
    )
    assert known_by(Meta(dates=dates)).start == "2021-01-01"


def test_the_words_around_a_quote_are_its_block_and_the_next_ones():
    document = load_text("第一段。\n\n第二段甲，第二段乙。\n\n第三段。\n\n第四段。\n".encode(), "a.txt", None)
    before, after = around(span_of(document, "第二段乙"), document)
    assert "第一段" in before
    assert before.endswith("第二段甲，")
    assert "第三段" in after
    assert "第四段" not in after
