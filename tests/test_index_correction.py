"""What a person fills in wins over what was read, is marked, and stays: through sync, rebuild, export and a new version."""

import dataclasses
import threading
from contextlib import closing

import pytest

from index import Filter, change, intake
from index.archive import export, restore
from index.correction import LABELS, Correction
from index.encoders import EMBEDDED, open_encoder
from index.errors import NotFoundError, StoreDamagedError, StoreReadOnlyError
from index.library import Library
from index.schema import NAME, reader, writer
from index.sync import sync
from index.types import Span

TEXT = "云溪市供水办法\n\n云府〔2020〕5号\n\n第一条 为规范供水，制定本办法。\n\n第二条 供水单位应当保证水质。\n\n2020年5月1日\n"
FULL = Correction(
    title="云溪市城乡供水管理办法", doc_number="云府〔2020〕15号", issuers=("云溪市水务局",), authors=("王工",),
    date="2020-05", date_kind="发布", region="广东", genre="规范性文件", status="试行", validity="有效期3年",
)  # fmt: skip


@pytest.fixture
def given(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "供水.txt").write_text(TEXT, encoding="utf-8")
    (folder / "消防.txt").write_text("云溪市消防规定\n\n第一条 消防车应当停放有序。\n", encoding="utf-8")
    return folder


@pytest.fixture
def library(given, tmp_path):
    with Library.open(tmp_path / "library", create=True) as made:
        sync(made, given)
        yield made


def values(library):
    """What the listing and the document say; they must agree."""
    listing = next(one for one in library.documents() if any(s.endswith("供水.txt") for s in one.sources))
    document = library.document(listing.id)
    assert (document.title, document.meta) == (listing.title, listing.meta)
    meta = document.meta
    return {
        "title": document.title,
        "doc_number": meta.doc_number.text if meta.doc_number else None,
        "issuers": tuple(v.text for v in meta.issuers),
        "authors": tuple(v.text for v in meta.authors),
        "dates": tuple((d.start, d.kind) for d in meta.dates),
        "region": meta.region and meta.region.text,
        "genre": meta.genre and meta.genre.text,
        "status": meta.status and meta.status.text,
        "validity": meta.validity and meta.validity.text,
    }


CORRECTED = {
    "title": "云溪市城乡供水管理办法", "doc_number": "云府〔2020〕15号", "issuers": ("云溪市水务局",), "authors": ("王工",),
    "dates": (("2020-05-01", "发布"),), "region": "广东", "genre": "规范性文件", "status": "试行", "validity": "有效期3年",
}  # fmt: skip


def test_a_persons_word_wins_and_is_marked(library):
    read = values(library)
    assert (read["title"], read["doc_number"]) == ("云溪市供水办法", "云府〔2020〕5号")
    document = library.correct("供水.txt", FULL)
    assert values(library) == CORRECTED
    assert document.meta.filled == (
        "题名",
        "文号",
        "发文机关",
        "作者",
        "日期",
        "地区",
        "文种",
        "状态",
        "有效期",
    )
    assert document.meta.doc_number.span is None
    assert library.verify() == ()


def test_what_is_not_filled_in_stays_as_it_was_read(library):
    library.correct("供水.txt", Correction(genre="规范性文件"))
    meta = library.document(library.documents()[0].id).meta
    assert meta.filled == ("文种",)
    assert meta.doc_number.text == "云府〔2020〕5号"
    assert library.quote(meta.doc_number.span) == "云府〔2020〕5号"


def test_an_empty_value_takes_away_and_a_later_word_joins_an_earlier_one(library):
    library.correct("供水.txt", Correction(doc_number=""))
    library.correct("供水.txt", Correction(title="供水甲"))
    now = values(library)
    assert (now["doc_number"], now["title"]) == (None, "供水甲")
    library.correct("供水.txt", Correction(title="供水乙"))
    assert values(library)["title"] == "供水乙"


def test_a_reset_brings_back_what_was_read(library):
    before = values(library)
    library.correct("供水.txt", FULL)
    assert values(library) != before
    library.correct("供水.txt", Correction(), less=LABELS)
    assert values(library) == before


def test_one_word_is_taken_back_and_the_others_stay(library):
    before = values(library)
    library.correct("供水.txt", FULL)
    filled = values(library)
    library.correct("供水.txt", Correction(), less=("date", "title"))
    assert values(library) == {**filled, "title": before["title"], "dates": before["dates"]}


def test_a_document_is_found_by_what_was_filled_in(library):
    assert not [h for h in library.search("云府〔2020〕15号", 5) if h.parts["exact"]]
    doc_id = library.correct("供水.txt", FULL).id
    (hit, *_) = library.search("云府〔2020〕15号", 5)
    assert (hit.passage.span.doc_id, hit.parts["exact"] > 0) == (doc_id, True)
    (hit, *_) = library.search("《云溪市城乡供水管理办法》", 5)
    assert hit.parts["exact"] > 0
    assert {h.passage.span.doc_id for h in library.search("水", 9, Filter(issuer="水务局"))} == {doc_id}


def test_it_is_kept_through_sync_rebuild_and_opening_again(library, given, tmp_path):
    library.correct("供水.txt", FULL)
    assert sync(library, given).report.unchanged == 2
    library.rebuild()
    assert values(library) == CORRECTED
    with Library.open(tmp_path / "library") as again:
        assert values(again) == CORRECTED
        assert again.verify() == ()


def test_it_is_kept_when_the_file_moves_and_when_it_gets_a_new_version(library, given):
    library.correct("供水.txt", FULL)
    (given / "水").mkdir()
    (given / "供水.txt").rename(given / "水" / "供水.txt")
    sync(library, given)
    assert values(library) == CORRECTED
    (given / "水" / "供水.txt").write_text(TEXT.replace("水质", "水量与水质"), encoding="utf-8")
    assert sync(library, given).report.replaced == 1
    assert values(library) == CORRECTED
    assert library.verify() == ()


def test_it_goes_with_its_document(library, tmp_path):
    doc_id = library.correct("供水.txt", dataclasses.replace(FULL, title="只有人写过的题名")).id
    library.remove(doc_id)
    held = [p for p in (tmp_path / "library").rglob("*") if p.is_file()]
    assert not [p for p in held if "只有人写过的题名".encode() in p.read_bytes()]


def test_it_travels_with_a_backup(library, tmp_path):
    library.correct("供水.txt", FULL)
    export(tmp_path / "library", tmp_path / "lib.zip", lambda _: None)
    restore(tmp_path / "lib.zip", tmp_path / "other", lambda _: None)
    with Library.open(tmp_path / "other") as other:
        assert values(other) == CORRECTED


def test_quotes_and_passages_stay_what_they_were(library):
    listing = library.documents()[0]
    before = [(h.passage, library.quote(h.passage.span)) for h in library.search("供水单位保证水质", 9)]
    library.correct(listing.id, FULL)
    after = [(h.passage, library.quote(h.passage.span)) for h in library.search("供水单位保证水质", 9)]
    assert sorted(before, key=str) == sorted(after, key=str)
    assert library.quote(Span(listing.id, 0, 7)) == "云溪市供水办法"


def test_a_record_that_was_altered_is_reported_and_can_be_reset(library):
    doc_id = library.correct("供水.txt", FULL).id
    with writer(library.folder / NAME) as db:
        db.execute("UPDATE corrections SET body = replace(body, '水务', '财政')")
    with Library.open(library.folder) as again:
        assert [p.where for p in again.verify()] == [doc_id]
        with pytest.raises(StoreDamagedError, match="--reset"):
            again.document(doc_id)
        assert {one.state for one in again.documents()} == {"可用", "已损坏"}
        again.correct("供水.txt", Correction(), less=LABELS)
        assert again.verify() == ()
        assert values(again)["title"] == "云溪市供水办法"


def test_who_may_not_write_may_not_correct(library, given):
    with pytest.raises(NotFoundError):
        library.correct("没有.txt", FULL)
    with Library.open(library.folder, read_only=True) as reading, pytest.raises(StoreReadOnlyError):
        reading.correct("供水.txt", FULL)


@pytest.mark.parametrize("body", ["[]", '{"title": 5}', '{"issuers": [1]}', '{"more": "x"}', "{}!"])
def test_what_no_correction_wrote_is_not_read(body):
    with pytest.raises((ValueError, TypeError, AttributeError)):
        Correction.read(body)
    assert Correction.read(FULL.written()) == FULL


def test_vectors_are_those_that_a_new_library_would_have(given, tmp_path):
    encoder = open_encoder(EMBEDDED)
    with Library.open(tmp_path / "first", create=True, encoder=encoder) as one:
        sync(one, given)
        one.correct("供水.txt", FULL)
        (given / "供水.txt").write_text(TEXT.replace("水质", "水量与水质"), encoding="utf-8")
        sync(one, given)
        assert one.encoded
    with Library.open(tmp_path / "second", create=True, encoder=encoder) as two:
        sync(two, given)
        two.correct("供水.txt", FULL)
        assert two.encoded
    assert vectors(tmp_path / "first") == vectors(tmp_path / "second")


def test_a_text_that_comes_back_in_another_file_is_not_encoded_with_what_went_to_the_next_version(
    given, tmp_path, monkeypatch
):
    """The second file is read before the first is stored, and the first takes the correction with it."""
    read, encoder = threading.Event(), open_encoder(EMBEDDED)
    put, made = change.put, intake.of_file

    def late(path, incoming):
        assert read.wait(30)
        return put(path, incoming)

    def seen(file, **others):
        try:
            return made(file, **others)
        finally:
            if file[0].name == "移来.txt":
                read.set()

    monkeypatch.setattr(intake, "of_file", seen)
    with Library.open(tmp_path / "first", create=True, encoder=encoder) as one:
        one.add(given / "供水.txt")
        one.correct("供水.txt", FULL)
        (given / "移来.txt").write_text(TEXT, encoding="utf-8")
        (given / "供水.txt").write_text(TEXT.replace("水质", "水量与水质"), encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(change, "put", late)
            one.add_many([given / "供水.txt", given / "移来.txt"])
        assert one.document(one.find("移来.txt")).title == "云溪市供水办法"
    with Library.open(tmp_path / "second", create=True, encoder=encoder) as two:
        two.add(given / "移来.txt")
    assert {*vectors(tmp_path / "second")} <= {*vectors(tmp_path / "first")}


def test_without_the_encoder_stale_vectors_go(given, tmp_path):
    with Library.open(tmp_path / "first", create=True, encoder=open_encoder(EMBEDDED)) as one:
        sync(one, given)
    with Library.open(tmp_path / "first") as one:
        one.correct("供水.txt", Correction(genre="办法"))
        assert one.counts.vectors == one.counts.passages
        one.correct("供水.txt", Correction(title="另一个题名"))
        assert one.counts.vectors == 1


def vectors(folder):
    sql = """SELECT p.document, p.start, v.vector FROM vectors AS v JOIN passages AS p ON p.key = v.key
             ORDER BY p.document, p.start"""
    with closing(reader(folder / NAME)) as db:
        return db.execute(sql).fetchall()
