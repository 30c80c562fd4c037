import sqlite3
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import Filter, Library, lookup
from index.catalog import CatalogEntry
from index.errors import EncoderError
from index.lexical import EXACT
from index.schema import NAME
from index.types import Block, Document, Passage, Policy, Span
from tests.notices import SUBJECTS, reopen, write

EIGHT = SUBJECTS[:8]
QUESTIONS = [f"{subject}如何推动？" for subject in EIGHT]


class Hashed:
    """Counts characters in a few bins, after putting one spelling for another: enough to be near or far."""

    name = "hashed"
    dim = 1024

    def __init__(self, fingerprint="h1", same=("土豆", "马铃薯")):
        self.fingerprint = fingerprint
        self._same = same

    def encode_queries(self, texts):
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dim)

    def encode_passages(self, texts, progress=None):
        return self.encode_queries(texts)

    def _vector(self, text):
        vector = np.zeros(self.dim)
        for char in text.replace(*self._same):
            vector[zlib.crc32(char.encode()) % self.dim] += 1
        return vector / max(np.linalg.norm(vector), 1e-9)


@pytest.fixture
def given(tmp_path):
    """Eight files in a folder, one a subject."""
    folder = tmp_path / "材料"
    for n, subject in enumerate(EIGHT):
        text = f"关于{subject}的通知\n\n一、{subject}的园区平台\n推动{subject}与人才、项目协同，完善机制。\n"
        write(folder, f"{n}.txt", text + f"{subject}方面，到{2020 + n}年达到{n + 3}亿元。\n")
    return folder


def answers(library):
    found = [[(h.passage.span, round(h.score, 3)) for h in library.search(q, 10)] for q in QUESTIONS]
    assert all(found)
    return found


def test_a_document_number_in_any_form_comes_before_any_likeness(library):
    for typed in ("粤府函〔2020〕82号", "粤府函2020年82号", "粤府函[2020]82号"):
        (hit, *_) = library.search(f"{typed}说了什么")
        assert "粤府函〔2020〕82号" in library.quote(hit.passage.span)
        assert hit.parts["exact"] >= 1


def test_a_title_and_a_quoted_phrase_come_before_any_likeness(empty, given):
    empty.add_folder(given)
    empty.add(write(given, "甲.txt", "名录\n\n一、附件\n其中《园区管理办法》已经废止。\n"))
    for question in (
        "园区、平台、人才和项目的发展机制，《园区管理办法》",
        "园区平台建设发展“办法》已经废止”",
    ):
        (hit, *_) = empty.search(question)
        assert "《园区管理办法》" in empty.quote(hit.passage.span)


def test_the_context_of_a_passage_finds_it(empty, given):
    path = write(given, "报告.txt", "海南省蓝鲸保护年度报告\n\n一、财政投入\n全年投入合计300万元。\n")
    empty.add_many([path, *sorted(given.glob("0*.txt"))])
    assert "300万元" in empty.quote(empty.search("海南省蓝鲸投入多少")[0].passage.span)


def test_english_does_not_answer_a_question_in_chinese(library):
    english = [h for h in library.search("industrial chain modernization", 50) if h.passage.lang == "en"]
    assert english
    words = library.quote(english[0].passage.span)[:80]
    hits = library.search(f"产业链 {words}", 50)
    assert len(hits) == 50
    assert all(h.passage.lang != "en" for h in hits)


def test_more_hits_never_reorder_the_first_ones(library):
    question = "链长制有哪些做法"
    longest = library.search(question, 60)
    assert len(longest) == 60
    for k in (1, 5, 20):
        assert library.search(question, k) == longest[:k]


def test_nothing_to_find_is_an_empty_list(full):
    assert full.search("") == full.search("？！") == full.search("zzz") == []
    assert full.search(QUESTIONS[0], 0) == []


@pytest.fixture(scope="module")
def catalogued(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogued")
    known = {
        "甲": CatalogEntry("甲.txt", issuers=("广东省商务厅",), date="2020-06-01"),
        "乙": CatalogEntry("乙.txt", region="浙江省", date="2021", genre="调研报告"),
        "丙": None,
    }
    with Library.open(folder / "库", create=True) as library:
        for name, entry in known.items():
            path = write(folder, f"{name}.txt", f"园区建设情况{name}\n\n园区建设进展顺利。\n")
            library.add(path, entry)
        yield library


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), {"甲", "乙", "丙"}),
        (Filter(issuer="广东"), {"甲"}),
        (Filter(region="浙江省"), {"乙"}),
        (Filter(genre="报告"), {"乙"}),
        (Filter(date_from="2021-01-01"), {"乙"}),
        (Filter(date_to="2020"), {"甲"}),
        (Filter(date_from="2020-05", date_to="2021-12-31"), {"甲", "乙"}),
        (Filter(documents=("丙.txt",)), {"丙"}),
        (Filter(documents=("无",)), set()),
        (Filter(issuer="广东", region="浙江省"), set()),
    ],
)
def test_a_filter_says_which_documents_may_answer(catalogued, wanted, expected):
    ids = {d.id: d.sources[0][0] for d in catalogued.documents()}
    hits = catalogued.search("园区建设", filter=wanted)
    assert {ids[h.passage.span.doc_id] for h in hits} == expected


# To the letter


def test_a_question_names_numbers_titles_and_phrases():
    question = "《关于 加快发展的通知》（粤府函[2020] 82号）和226号文里“有序用电”“电”指什么"
    assert lookup.keys(question) == ("粤府函〔2020〕82号", "226号", "关于加快发展的通知")
    assert lookup.phrases(question) == ("有序用电",)
    assert lookup.keys("链长制是什么") == lookup.phrases("链长制是什么") == ()


def test_a_row_holds_what_its_passage_its_context_and_its_policy_name():
    text = "表1 名录\n文件\t文号\n《办法》\t省府〔2020〕1号\n来源：某报\n细则见后。"
    cuts = [(0, 5), (6, 11), (12, 16), (17, 26), (27, 32), (33, 38)]
    caption, header, _, _, source, rest = (Span("d", *cut) for cut in cuts)
    row = Span("d", 12, 26)
    blocks = (
        Block(caption, "caption", table=1),
        Block(header, "row", table=1, header=True),
        Block(row, "row", table=1),
        Block(source, "note"),
        Block(rest, "paragraph"),
    )
    policy = Policy("实施细则", rest, rest, doc_number="省府〔2021〕9号")
    document = Document("d", "总题", text, "s", blocks, policies=(policy,))
    passages = [
        (1, Passage(row, ("一、表",), "row", (caption, header))),
        (2, Passage(rest, (), "paragraph", (source, caption))),
    ]
    first, second = lookup.rows(document, passages)
    assert (first.key, first.doc_id, first.start, first.text) == (1, "d", 12, document.at(row))
    assert first.context == "总题\n一、表\n表1 名录\n文件\t文号"
    assert {"办法", "省府〔2020〕1号", "总题"} <= set(first.exact)
    assert "实施细则" not in first.exact
    assert second.context == "总题\n表1 名录"
    assert {"实施细则", "省府〔2021〕9号", "总题"} <= set(second.exact)
    assert "办法" not in second.exact


# Vectors


@pytest.fixture
def near(tmp_path, given):
    write(given, "土豆.txt", "种植要点\n\n马铃薯宜在三月播种。\n")
    with Library.open(tmp_path / "向量库", create=True, encoder=Hashed(), wait=0) as opened:
        opened.add_folder(given)
        yield opened


def test_vectors_find_what_shares_no_word(near, full):
    assert near.counts.vectors == near.counts.passages
    hits = near.search("土豆")
    assert "马铃薯" in near.quote(hits[0].passage.span)
    assert hits[0].parts["dense"] > 0
    assert full.search("土豆") == []
    assert all("dense" not in hit.parts for hit in full.search(QUESTIONS[0]))


def test_what_is_asked_to_the_letter_comes_before_what_is_near(near, given):
    near.add(
        write(
            given,
            "名录.txt",
            "名录\n\n一、附件\n其中《园区管理办法》已经废止，粤府函〔2020〕82号同时废止。\n",
        )
    )
    for question in ("土豆土豆土豆种植《园区管理办法》", "马铃薯三月播种 粤府函2020年82号"):
        (hit, *others) = near.search(question)
        assert "园区管理办法" in near.quote(hit.passage.span)
        assert hit.score > max(other.score for other in others)


def test_behind_what_is_asked_to_the_letter_words_still_count_more_than_likeness(near, given):
    near.add(write(given, "名录.txt", "名录\n\n一、附件\n其中《园区管理办法》已经废止。\n"))
    hits = near.search("《园区管理办法》 电力供应 土豆土豆土豆土豆土豆土豆")
    found = [near.quote(hit.passage.span) for hit in hits]
    assert "园区管理办法" in found[0]
    assert "电力供应" in found[1]
    assert any("马铃薯" in text for text in found)


def test_without_its_encoder_a_library_searches_by_words(near):
    with reopen(near) as plain:
        assert plain.search("土豆") == []
        assert plain.search(QUESTIONS[0])
        assert plain.digest != near.digest
    assert near.search("土豆")


def test_a_hit_says_what_each_arm_gave(full, near):
    question = f"{QUESTIONS[0]} 《园区管理办法》"
    for hit, plain in zip(full.search(question, explain=True), full.search(question), strict=True):
        assert {*hit.parts} == {"chars", "words", "exact"}
        assert plain == replace(hit, parts=plain.parts)
        assert {*plain.parts} == {"bm25", "exact"}
        assert hit.parts["chars"] + hit.parts["words"] == pytest.approx(plain.parts["bm25"])
        assert plain.parts["bm25"] + EXACT * plain.parts["exact"] == pytest.approx(hit.score)
    (best, *_) = near.search("马铃薯", explain=True)
    assert {*best.parts} == {"chars", "words", "exact", "dense"}
    assert min(best.parts[arm] for arm in ("chars", "words", "dense")) > 0


def test_vectors_take_part_only_when_every_passage_has_one(near, given):
    with reopen(near) as plain:
        plain.add(write(given, "新.txt", "没有向量的一份文件。\n"))
    with reopen(near, encoder=Hashed()) as again:
        assert again.counts.vectors == again.counts.passages - 1
        assert again.search("土豆") == []
        again.rebuild()
        assert again.counts.vectors == again.counts.passages
        assert "马铃薯" in again.quote(again.search("土豆")[0].passage.span)
        assert again.verify() == ()


def test_another_encoders_vectors_are_never_mixed_or_searched(near, given):
    other = Hashed("h2", same=("洋芋", "马铃薯"))
    with reopen(near, encoder=other) as changed:
        assert changed.search("土豆") == changed.search("洋芋") == []
        before = changed.digest
        with pytest.raises(EncoderError, match="yanju index rebuild"):
            changed.add(write(given, "新.txt", "另一份文件。\n"))
        assert changed.digest == before
        changed.rebuild()
        assert "马铃薯" in changed.quote(changed.search("洋芋")[0].passage.span)
    with reopen(near, encoder=Hashed()) as first:
        assert first.search("土豆") == []


class Mortal(Hashed):
    """Encodes so many texts, and is killed."""

    def __init__(self, fingerprint, lives=10**9):
        super().__init__(fingerprint)
        self.lives = lives
        self.encoded = 0

    def encode_passages(self, texts, progress=None):
        self.encoded += len(texts)
        if self.encoded > self.lives:
            raise KeyboardInterrupt
        return super().encode_passages(texts)


def test_a_killed_re_encoding_is_searched_by_words_and_goes_on_where_it_was(near, monkeypatch):
    monkeypatch.setattr("index.reencode._BATCH", 1)
    total = near.counts.passages
    by_words = [hit.passage.span for hit in near.search("电力供应 园区平台", 3)]
    with reopen(near, encoder=Mortal("h2", total // 2)) as killed:
        with pytest.raises(KeyboardInterrupt):
            killed.rebuild()
        assert 0 < killed.counts.vectors < total
        assert killed.search("土豆") == []
        assert killed.search("电力供应 园区平台", 3)[0].passage.span == by_words[0]
    again = Mortal("h2")
    with reopen(near, encoder=again) as resumed:
        left = total - resumed.counts.vectors
        assert resumed.search("土豆") == []
        resumed.rebuild()
        assert again.encoded == left < total
        assert resumed.counts.vectors == total
        assert "马铃薯" in resumed.quote(resumed.search("土豆")[0].passage.span)
        assert resumed.verify() == ()
        resumed.rebuild()
        assert again.encoded == left


def test_a_damaged_vector_is_made_anew(near):
    with sqlite3.connect(near.folder / NAME) as db:
        db.execute("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE key = 2")
    db.close()
    assert [problem.kind for problem in near.verify()] == ["vector"]
    near.rebuild()
    assert near.verify() == ()


def test_a_lost_or_damaged_vector_index_is_rebuilt_by_itself(near):
    expected = answers(near)
    near.close()
    for damage in (Path.unlink, lambda p: p.write_bytes(p.read_bytes()[:-1] + b"\x00")):
        for pattern in ("dense.*.????????", "dense.json"):
            (path,) = near.folder.glob(pattern)
            damage(path)
            with reopen(near, encoder=Hashed()) as again:
                assert answers(again) == expected
                assert again.verify() == ()


def test_a_removed_document_is_not_near_any_more(near):
    with reopen(near) as plain:
        plain.remove("土豆.txt")
    assert list(near.folder.glob("dense*")) == []
    assert near.search("土豆") == []
    with reopen(near, encoder=Hashed()) as again:
        assert list(near.folder.glob("dense*"))
        assert all("马铃薯" not in again.quote(h.passage.span) for h in again.search("土豆"))
        assert again.verify() == ()


def test_a_filter_holds_for_vectors_too(near):
    hits = near.search("土豆", filter=Filter(documents=("0.txt",)))
    names = {d.id: d.sources[0] for d in near.documents()}
    assert {names[h.passage.span.doc_id] for h in hits} == {"0.txt"}


def test_vectors_added_one_by_one_give_the_hits_of_a_rebuilt_library(near, given, tmp_path):
    with Library.open(tmp_path / "逐份", create=True, encoder=Hashed()) as single:
        for path in sorted(given.iterdir(), reverse=True):
            single.add(path)
        single.remove("0.txt")
        single.add(given / "0.txt")
        assert answers(single) == answers(near)


COLD = """
import sys
from pathlib import Path
from index import Library
with Library.open(Path(sys.argv[1])) as library:
    assert library.search(sys.argv[2])
    assert library.quote(library.search(sys.argv[2])[0].passage.span)
print(sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_a_cold_question_loads_nothing_heavy(full):
    command = [sys.executable, "-c", COLD, str(full.folder), QUESTIONS[0]]
    root = Path(__file__).resolve().parent.parent
    run = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stdout
    assert "'tantivy'" in loaded
    for heavy in ("faiss", "numpy", "torch", "llama_index", "sentence_transformers", "filelock", "gradio"):
        assert f"'{heavy}'" not in loaded
