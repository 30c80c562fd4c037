"""What is shown of an answer after its source was replaced or removed: that it changed, and never other words."""

import pytest

from assistant import answer, render, shapes
from assistant.extractive import Extractive
from assistant.word import contents, write
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


def replaced(texts):
    (texts / "海州.txt").write_text(NEW, encoding="utf-8")


def removed(texts):
    (texts / "海州.txt").unlink()
    (texts / "别处.txt").write_text("云州市工作情况\n\n2022年，云州市新增学位300个。\n", encoding="utf-8")


@pytest.mark.parametrize("change", [replaced, removed])
@pytest.mark.parametrize("shown", [render.text, render.markdown])
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
