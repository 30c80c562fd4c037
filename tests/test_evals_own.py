"""A library of one's own, in any format: its texts, the questions over it, and a model whose replies were recorded."""

import json
import re
import shutil

import docx
import pytest

from evals import __main__ as door
from evals import originals
from evals.cases import DATA, DataError, read_cases
from evals.run import evaluate
from evals.scores import means
from index.errors import SourceError
from index.library import Library
from tests.llm_server import Server

CARE = "某市养老服务情况\n\n截至2024年底，全市有养老机构128家，床位2.3万张。\n护理型床位占比58%。\n"
NURSERY = "截至2024年底，全市有托育机构312家，提供托位1.86万个。"


def question(name, asked, fact, source, quote, place):
    evidence = [{"source": source, "raw": [place], "quote": quote}]
    return {
        "id": name,
        "question": asked,
        "kind": "number",
        "behaviour": "answer",
        "facts": [[fact]],
        "evidence": evidence,
    }


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A text file, a Word file, a library of both, and a question about each."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "docs").mkdir()
    (folder / "docs" / "养老.txt").write_text(CARE, encoding="utf-8")
    word = docx.Document()
    word.add_heading("某市托育服务情况", 1)
    word.add_paragraph(NURSERY)
    word.save(folder / "docs" / "托育.docx")
    with Library.open(folder / "library", create=True) as library:
        library.add_folder(folder / "docs")
    care = "截至2024年底，全市有养老机构128家，床位2.3万张。"
    rows = [
        question(
            "beds", "全市有多少家养老机构？", "128家", "养老.txt", care, [CARE.index(care), len(CARE) - 12]
        ),
        question("nursery", "全市托育机构有多少家？", "312家", "托育.docx", NURSERY, [9, 9 + len(NURSERY)]),
    ]
    write(folder / "mine.jsonl", rows)
    return folder


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def command(own, *more, data="mine.jsonl"):
    return ["run", "--library", str(own / "library"), "--data", str(own / data), *more]


def test_evidence_points_into_a_text_file_and_into_what_was_read_off_a_word_file(own):
    found = means(evaluate(own / "library", own / "mine.jsonl"))
    right = ("fact_recall", "citation_precision", "citation_recall", "verbatim_rate", "evidence_recall_at_1")
    assert {name: found[f"dev/{name}"] for name in right} == dict.fromkeys(right, 1.0)
    assert found["dev/unsupported_rate"] == 0.0


def test_the_example_of_the_readme_holds_as_it_stands(tmp_path):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    text = re.search("全文是“([^”]+)”", readme)[1]
    questions = re.search(r"```json\n(.*?)```", readme, re.DOTALL)[1]
    (tmp_path / "养老.txt").write_text(text, encoding="utf-8")
    (tmp_path / "mine.jsonl").write_text(questions, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "养老.txt")
    found = means(evaluate(tmp_path / "library", tmp_path / "mine.jsonl"))
    assert found["dev/fact_recall"] == found["dev/citation_precision"] == found["dev/refusal_recall"] == 1.0
    assert door.main(command(tmp_path)) == 0


def test_places_are_found_and_proved_in_ones_own_library(own, capsys):
    library = ("--library", str(own / "library"))
    assert door.main(["locate", "托育", "托育机构312家", *library]) == 0
    start = NURSERY.index("托育机构312家") + 9
    assert f"托育.docx [[{start}, {start + 8}]]" in capsys.readouterr().out
    assert door.main(["verify", *library, "--data", str(own / "mine.jsonl")]) == 0
    assert "2 题，位置和要点都与原文相符" in capsys.readouterr().out
    assert door.main(["verify", *library]) == 2


def test_a_question_whose_evidence_slipped_is_not_measured(own, capsys):
    rows = [json.loads(line) for line in (own / "mine.jsonl").read_text(encoding="utf-8").split("\n") if line]
    rows[0]["evidence"][0]["raw"] = [[1, 5]]
    write(own / "slipped.jsonl", rows)
    with pytest.raises(DataError, match="beds：位置与引文不符"):
        evaluate(own / "library", own / "slipped.jsonl")
    assert door.main(command(own, data="slipped.jsonl")) == 2
    assert "共 1 处" in capsys.readouterr().err


def test_files_that_were_moved_are_found_by_the_folder_that_is_named(own, tmp_path, capsys):
    shutil.copytree(own, moved := tmp_path / "moved")
    shutil.rmtree(moved / "docs")
    with Library.open(moved / "library", create=False) as library:
        assert originals.read(library, own / "docs").keys() == {"养老.txt", "托育.docx"}
        with pytest.raises(SourceError, match=r"养老\.txt"):
            originals.read(library, moved)
    assert door.main(command(moved, "--texts", str(moved))) == 2
    assert "请用 --texts 指出原文件所在的目录" in capsys.readouterr().err


def test_two_documents_of_one_name_are_refused(tmp_path):
    with Library.open(tmp_path / "library", create=True) as library:
        for name, text in (("a", CARE), ("b", NURSERY)):
            (tmp_path / name).mkdir()
            (tmp_path / name / "情况.txt").write_text(text, encoding="utf-8")
            library.add(tmp_path / name / "情况.txt")
        with pytest.raises(SourceError, match=r"有两份材料同名：情况\.txt"):
            originals.read(library)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "第 1 行不合格式"),
        ('{"id": "a"}', "缺少 'kind'"),
        ('{"id": "a", "question": "？", "kind": "essay", "behaviour": "answer"}', "kind 没有 essay"),
        (
            '{"id": "a", "question": "？", "kind": "list", "behaviour": "answer", "facts": ["128家"], "evidence": []}',
            "几种写法",
        ),
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path, line, said):
    (tmp_path / "mine.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_cases(tmp_path / "mine.jsonl")


def test_a_file_that_is_not_there_is_said_so(own, capsys):
    with pytest.raises(SystemExit):
        door.main(command(own, data="nothing.jsonl"))
    assert "没有文件" in capsys.readouterr().err


def test_recorded_replies_are_replayed_and_stale_or_missing_ones_are_named(
    own, tmp_path, monkeypatch, capsys
):
    replies = ("--replies", str(tmp_path / "replies"))
    with Server() as server:
        monkeypatch.setenv("YANJU_LLM_BASE_URL", server.url)
        monkeypatch.setenv("YANJU_LLM_MODEL", "m")
        assert door.main(command(own, "--record", str(tmp_path / "replies"))) == 0
        sent = len(server.requests)
        assert len(list((tmp_path / "replies").iterdir())) == sent == 2
        recorded = capsys.readouterr().out
        assert door.main(command(own, *replies)) == 0
        assert (capsys.readouterr().out, len(server.requests)) == (recorded, sent)
        rows = [
            json.loads(line) for line in (own / "mine.jsonl").read_text(encoding="utf-8").split("\n") if line
        ]
        rows[0]["question"] = "全市的养老机构有几家？"
        write(own / "changed.jsonl", rows)
        assert door.main(command(own, *replies, data="changed.jsonl")) == 1
        out = capsys.readouterr().out
        assert out.count("录音已过期") == 1
        assert "没有录音，改用原文摘录：beds" in out
        assert len(server.requests) == sent


def test_without_recordings_or_a_model_nothing_is_replayed_or_recorded(own, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("YANJU_LLM_BASE_URL", raising=False)
    monkeypatch.delenv("YANJU_LLM_MODEL", raising=False)
    assert door.main(command(own, "--replies", str(tmp_path))) == 2
    assert "没有录音" in capsys.readouterr().err
    assert door.main(command(own, "--record", str(tmp_path))) == 2
    assert "YANJU_LLM_BASE_URL" in capsys.readouterr().err
