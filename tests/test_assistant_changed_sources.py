"""What is shown of an answer after its source was replaced or removed: that it changed, and never other words."""

import pytest

from assistant import answer, audit_table, basis_text, compare_text, render, shapes, similar_text
from assistant.audit import audit
from assistant.basis import basis
from assistant.compare import Comparison, Row
from assistant.extractive import Extractive
from assistant.similar import matches
from assistant.types import Trace
from assistant.word import basis as basis_paper
from assistant.word import contents, write
from assistant.word import similar as similar_paper
from assistant.word.html import as_html
from assistant.word.markdown import as_markdown
from assistant.word.read_back import read_back, recheck
from index.library import Library
from index.sync import sync
from tests.test_schemas import validate

QUESTION = "海州市2022年新建了多少个社区食堂？"
OLD = "海州市民生工作情况\n\n2022年，海州市新建社区食堂230个，新增养老床位1200张，财政支出4.6亿元。\n"
NEW = "海州市民生工作情况\n\n2022年，海州市新建社区食堂260个，新增养老床位1500张，财政支出5.1亿元。\n"


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "海州.txt").write_text(OLD, encoding="utf-8")
    return folder


@pytest.fixture
def held(texts, tmp_path):
    with Library.open(tmp_path / "library", create=True) as library:
        sync(library, texts)
        yield library


@pytest.fixture
def given(held):
    found = answer.ask(QUESTION, held, Extractive())
    assert "230个" in found.claims[0].text
    return found


@pytest.fixture
def bases(texts, held):
    """The policies on community canteens, and the leads on them, as the library has them before it changes."""
    policy = "2021年3月1日，海州市民政局印发《海州市社区食堂管理办法》（海民〔2021〕5号）。"
    (texts / "食堂.txt").write_text(f"社区食堂简讯\n\n{policy}\n", encoding="utf-8")
    lead = "情况：海州市社区食堂数量少，老年人就餐难，排队时间长。\n建议：由市民政局增设社区食堂二十个，方便老年人就餐。"
    (texts / "线索.txt").write_text(f"关于增加社区食堂的提案\n\n{lead}\n", encoding="utf-8")
    sync(held, texts)
    return basis("社区食堂", held), matches(lead, held), lead


def replaced(texts):
    (texts / "海州.txt").write_text(NEW, encoding="utf-8")


def removed(texts):
    (texts / "海州.txt").unlink()
    (texts / "别处.txt").write_text("云州市工作情况\n\n2022年，云州市新增学位300个。\n", encoding="utf-8")


@pytest.mark.parametrize("change", [replaced, removed])
@pytest.mark.parametrize(
    "shown",
    [
        render.text,
        lambda given, held: as_markdown(contents.answer(given, held)),
        lambda given, held: as_html(contents.answer(given, held)),
    ],
)
def test_a_mark_whose_source_is_gone_says_so_and_points_nowhere(held, given, texts, change, shown):
    assert "来源已变更" not in shown(given, held)
    change(texts)
    sync(held, texts)
    now = shown(given, held)
    assert now.count("来源已变更") == len({c for claim in given.claims for c in claim.citations})
    assert "260" not in now
    assert "yanju show" not in now


@pytest.mark.parametrize("change", [replaced, removed])
def test_a_place_that_is_gone_cannot_be_looked_up(held, given, texts, change, tmp_path, yanju):
    place = str(given.claims[0].citations[0].span)
    change(texts)
    sync(held, texts)
    code, out, err = yanju("--library", tmp_path / "library", "show", place)
    assert code == 2
    assert "来源已变更" in err
    assert not out


@pytest.mark.parametrize("change", [replaced, removed])
def test_a_follow_up_is_answered_from_what_the_library_holds_now(held, given, texts, change):
    change(texts)
    sync(held, texts)
    then = answer.ask("那财政支出呢？", held, Extractive(), history=[given])
    assert "4.6" not in " ".join(claim.text for claim in then.claims)


def test_a_document_written_from_the_answer_is_checked_against_what_is_there_now(held, given, texts):
    made = write.as_docx(contents.answer(given, held))
    before = recheck(read_back(made, "回答.docx"), held)
    assert all(item.claim.verdict == "supported" for item in before)
    replaced(texts)
    sync(held, texts)
    items = recheck(read_back(made, "回答.docx"), held)
    assert any("来源已变更" in f.message for item in items for f in item.claim.findings)
    assert any(item.claim.verdict == "contradicted" for item in items)


@pytest.mark.parametrize("change", [replaced, removed])
def test_a_document_written_after_the_change_says_so_at_the_source_and_holds_nothing_against_it(
    held, given, texts, change
):
    change(texts)
    sync(held, texts)
    paper = contents.answer(given, held)
    sources = next(annex for annex in paper.annexes if annex.title == "依据与出处")
    lines = ["".join(piece.text for piece in block.pieces) for block in sources.blocks]
    assert len(lines) == len({c for claim in given.claims for c in claim.citations})
    assert all("来源已变更" in line and "260" not in line for line in lines)
    assert "数据核对表" not in [annex.title for annex in paper.annexes]
    items = recheck(read_back(write.as_docx(paper), "回答.docx"), held)
    assert any("来源已变更" in f.message for item in items for f in item.claim.findings)


@pytest.mark.parametrize("change", [replaced, removed])
def test_a_program_is_told_that_the_source_is_gone(held, given, texts, change):
    (before,) = {c["quote"] for claim in shapes.answer(given, held)["claims"] for c in claim["citations"]}
    assert "230个" in before
    change(texts)
    sync(held, texts)
    shape = shapes.answer(given, held)
    validate("ask", shape)
    (citation,) = shape["claims"][0]["citations"]
    assert citation["title"].startswith("来源已变更")
    assert (citation["source"], citation["quote"], citation["raw"]) == ("", "", [])
    assert citation["id"] == str(given.claims[0].citations[0].span)


def test_tables_say_the_same_of_a_source_that_is_gone(held, given, texts):
    items = audit("2022年，海州市新建社区食堂230个。", held)
    table = Comparison("食堂", ("数量",), (Row("海州", given.claims[:1]),), Trace("", ""))
    replaced(texts)
    sync(held, texts)
    for shown in (
        audit_table.text(items, held),
        audit_table.comma_separated(items, held),
        as_markdown(contents.checked(items, "2022年，海州市新建社区食堂230个。", "稿", held)),
        compare_text.text(table, held),
        compare_text.comma_separated(table, held),
        as_markdown(contents.comparison(table, held)),
    ):
        assert "来源已变更" in shown
        assert "260" not in shown


def test_policies_and_leads_whose_source_is_gone_say_so_too(held, bases, texts):
    policies, leads, lead = bases
    assert (len(policies.rows), len(leads)) == (1, 1)
    for name in ("食堂", "线索"):
        (texts / f"{name}.txt").unlink()
    sync(held, texts)
    for shown in (
        basis_text.text(policies, held),
        basis_text.comma_separated(policies, held),
        as_markdown(basis_paper.basis(policies, held)),
        similar_text.lines(lead, leads, held),
        similar_text.comma_separated(lead, leads, held),
        as_markdown(similar_paper.similar("稿", lead, leads, held)),
    ):
        assert "来源已变更" in shown
    assert validate("basis", dict(basis_text.shape(policies, held))) is None
    assert validate("similar", dict(similar_text.shape(lead, leads, held))) is None
