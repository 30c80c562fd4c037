"""The bench beside LlamaIndex: places are those of the files, shares count half-covered places, the table has every way."""

import gzip
import json

import pytest

from evals.bench import __main__ as door
from evals.bench import llama, rivals, scale
from evals.bench.placed import SEED, Question, placed
from evals.cases import read_cases
from evals.spans import words
from evals.train.pairs import digest
from index.encoders import EMBEDDED, open_encoder
from index.library import Library

CORPUS = [
    {"id": "a1", "title": "养老法第一条", "text": "社区应当设置养老服务站。"},
    {"id": "a2", "title": "养老法第二条", "text": "每个街道至少设置3个助餐点。"},
    {"id": "b", "title": "甲市报告", "text": "全市引进企业6349家，投资额1136亿元。"},
    {"id": "c", "title": "", "text": "产业链链长由市领导担任。"},
]
QUERIES = [
    {"id": "1", "text": "街道要有几个助餐点？", "pos": ["a2"], "answers": ["3个"]},
    {
        "id": "2",
        "text": "引进多少企业，投资多少？",
        "pos": ["b"],
        "refs": ["引进企业6349家", "投资额1136亿元"],
    },
    {"id": "3", "text": "谁担任链长？", "pos": ["c"]},
    {"id": "4", "text": "没有答案", "pos": []},
]


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "retrieval" / "some"
    folder.mkdir(parents=True)
    for name, rows in (("corpus", CORPUS), ("queries", QUERIES)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return tmp_path


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def said(question, texts):
    """What stands in the files where the evidence is said to stand."""
    return [
        ["".join(texts[name][start:end] for start, end in raw) for name, raw in group]
        for group in question.evidence
    ]


def test_evidence_is_where_it_is_said_to_be(data, files):
    given = placed("some", data / "retrieval", files, 10)
    assert set(given.texts) == {"养老法.txt", "甲市报告.txt", "c.txt"}
    found = {question.text: said(question, given.texts) for question in given.questions}
    assert found == {
        "街道要有几个助餐点？": [["3个"]],
        "引进多少企业，投资多少？": [["引进企业6349家"], ["投资额1136亿元"]],
        "谁担任链长？": [["产业链链长由市领导担任。"]],
    }


def test_what_an_encoder_has_seen_is_not_asked(data, files):
    seen = frozenset({digest("谁担任链长？"), digest(CORPUS[1]["text"])})
    (left,) = placed("some", data / "retrieval", files, 10, seen).questions
    assert left.text == QUERIES[1]["text"]


def test_the_seeds_are_asked_what_may_be_tuned_on_alone(tmp_path, files):
    given = placed(SEED, tmp_path, files, 1000)
    assert len(given.texts) == 5
    asked = {case.question: case.split for case in read_cases()}
    assert {asked[question.text] for question in given.questions} == {"dev"}
    assert all(any(said(question, given.texts)) for question in given.questions)


def test_what_is_found_is_cut_after_so_many_characters():
    ranked = [(("x/a.txt", ((0, 4), (10, 12))),), (("b.txt", ((5, 9),)),)]
    assert llama.first(ranked, 5) == (("a.txt", ((0, 4),)), ("a.txt", ((10, 11),)))
    assert llama.first(ranked, 99)[-1] == ("b.txt", ((5, 9),))
    assert llama.first([], 5) == ()


@pytest.mark.parametrize(("end", "share"), [(1, 0.0), (3, 0.5), (10, 1.0)])
def test_a_place_counts_when_half_of_it_is_there_and_any_of_a_group_will_do(end, share):
    texts = {"a.txt": "一二三四五六七八九十"}
    question = Question("？", ((("a.txt", ((0, 4),)), ("none.txt", ((0, 1),))), (("a.txt", ((6, 10),)),)))
    assert llama.share(question, (("a.txt", ((0, end),)),), texts) == share


def test_their_passages_stand_where_they_say(data, files):
    given = placed("some", data / "retrieval", files, 10)
    search = rivals.way(rivals.Stack(files, open_encoder(EMBEDDED), 2).vectors())
    hits = search.ask("谁担任链长？")
    assert len(hits) == 2
    for hit in hits:
        ((name, raw),) = search.places(hit)
        assert "".join(given.texts[name][start:end] for start, end in raw) == hit.node.text


def test_our_passages_stand_where_they_say(data, files, tmp_path):
    given = placed("some", data / "retrieval", files, 10)
    with Library.open(tmp_path / "library", create=True) as library:
        library.add_folder(files)
        ((source, raw), *_) = llama._ours(library).places(library.search("街道助餐点", 1)[0])
        citation = {"source": source, "raw": raw}
        assert "每个街道至少设置3个助餐点" in words(citation, given.texts)


def result(name):
    numbers = {"recall": [0.5, 0.75, 1.0], "query": 2.0, "build": 1.0, "memory": 30}
    ways = {way: {**numbers, "query": float(n)} for n, way in enumerate(llama.WAYS)}
    return {"set": name, "questions": 3, "files": 2, "characters": 99, "ways": ways}


@pytest.mark.parametrize("chinese", [True, False])
def test_the_table_has_three_lines_a_set_and_a_column_a_way(chinese):
    head, _, *lines = llama.table([result("x"), result("y")], chinese=chinese).split("\n")
    assert len(lines) == 6
    assert {line.count("|") for line in (head, *lines)} == {len(llama.WAYS) + 3}
    assert lines[0].count("0.50 / 0.75 / 1.00") == len(llama.WAYS)
    assert "| 0.0 | 1.0 | 2.0 |" in lines[1]


def test_what_was_accepted_is_whole():
    for kept in llama.accepted():
        assert set(kept["ways"]) == set(llama.WAYS)
        assert kept["set"] in llama.SETS


def test_without_data_it_says_what_it_needs(tmp_path, capsys):
    for arguments in (["llama"], ["llama", "--data", str(tmp_path)], ["scale"]):
        assert door.main(arguments) == 2
        assert "请用 --data" in capsys.readouterr().err


def test_a_package_that_is_not_there_is_told_with_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setattr(rivals, "BM25", "llama_index.retrievers.not_there")
    assert door.main(["llama", "--sets", SEED]) == 2
    told = capsys.readouterr().err
    assert told.count("。") == 1
    assert "pip install llama-index-retrievers-bm25" in told


def test_copies_fill_up_to_the_number_of_passages(data):
    lines = list(scale.measure([data / "retrieval" / "some"], 9))
    assert lines[0].startswith("资料库 ")
    assert lines[2].startswith("9 段：")
    assert [line[:2] for line in (lines[1], *lines[3:])] == ["资料", "编码", "词项", "向量", "融合"]
