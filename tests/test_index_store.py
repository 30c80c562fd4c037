import sqlite3
import threading
from contextlib import closing
from itertools import pairwise

import pytest

from index import change, schema
from index.change import Incoming
from index.errors import (
    EncoderError,
    NotFoundError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreVersionError,
)
from index.lock import announced, batch_running, writing
from index.schema import MIGRATIONS, NAME
from index.store import Source, Store
from index.types import Document, Meta, Passage, Span, Value


@pytest.fixture
def folder(tmp_path):
    schema.create(tmp_path / "库", wait=0)
    return tmp_path / "库"


@pytest.fixture
def store(folder):
    opened = Store.open(folder)
    yield opened
    opened.close()


def incoming(
    doc_id, text="推动产业链发展。\n加强统筹协调。", path="", digest="1", vectors=(), encoder="", **more
):
    document = Document(doc_id, f"题{doc_id}", text, "", **more)
    cuts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n"), len(text)]
    passages = [Passage(Span(doc_id, a, b), ("总则",)) for a, b in pairwise(cuts) if a < b]
    path = path or f"/夹/{doc_id}.txt"
    return Incoming(document, passages, Source(path.rsplit("/", 1)[-1], path, digest, ""), vectors, encoder)


def put(store, *args, **kwargs):
    return change.put(store.path, incoming(*args, **kwargs))


def kinds(store):
    return [c.kind for c in store.changes()]


def sql(folder, statement, *parameters):
    with closing(sqlite3.connect(folder / NAME)) as db, db:
        db.execute(statement, parameters)


def test_a_document_is_stored_with_its_passages(store):
    given = incoming("d", meta=Meta(region=Value("广东", Span("d", 0, 2))))
    assert change.put(store.path, given) == "added"
    document = store.document("d")
    assert (document.text, document.meta, document.source) == (
        given.document.text,
        given.document.meta,
        "d.txt",
    )
    assert [p for _, p in store.passages_of("d")] == list(given.passages)
    assert store.generation() == 1
    assert [(e.id, e.sources, e.title, e.passages, e.state) for e in store.listings()] == [
        ("d", ("d.txt",), "题d", 2, "可用")
    ]


def test_equal_documents_under_two_names_are_one_with_two_names(store):
    put(store, "d", path="/夹/甲.txt")
    assert put(store, "d", path="/夹/乙.txt") == "unchanged"
    assert store.listings()[0].sources == ("甲.txt", "乙.txt")
    assert store.document("d").source == "甲.txt"
    assert kinds(store) == ["added", "named"]
    assert not change.remove(store.path, "d", store.sources("name = ?", "甲.txt"))
    assert store.document("d").source == "乙.txt"
    assert change.remove(store.path, "d", store.sources("name = ?", "乙.txt"))
    with pytest.raises(NotFoundError, match="已没有这份文献"):
        store.document("d")
    assert store.count("passages") == 0


def test_a_source_that_holds_something_new_replaces_what_it_held(store):
    put(store, "old", path="/夹/甲.txt")
    assert put(store, "new", path="/夹/甲.txt") == "replaced"
    assert store.ids() == ["new"]
    assert [(s.name, s.document) for s in store.sources()] == [("甲.txt", "new")]
    assert kinds(store)[-1] == "replaced"


def test_what_another_source_still_names_is_not_replaced_away(store):
    put(store, "old", path="/夹/甲.txt")
    put(store, "old", path="/夹/乙.txt")
    assert put(store, "new", path="/夹/甲.txt") == "replaced"
    assert store.ids() == ["old", "new"]
    assert kinds(store)[-1] == "added"


def test_the_same_text_with_new_metadata_replaces_the_record(store):
    put(store, "d")
    before = [key for key, _ in store.passages_of("d")]
    assert put(store, "d", digest="2", meta=Meta(rights="版权")) == "replaced"
    assert store.document("d").meta.rights == "版权"
    assert min(key for key, _ in store.passages_of("d")) > max(before)


def test_files_of_one_name_in_two_folders_are_told_apart(store):
    put(store, "a", path="/夹/2020/通知.txt")
    put(store, "b", path="/夹/2021/通知.txt")
    put(store, "c", path="通知.txt")
    assert [s.name for s in store.sources()] == ["通知.txt", "2021/通知.txt", "通知.txt (2)"]
    put(store, "d", path="/夹/2021/通知.txt")
    assert [s.document for s in store.sources("name = ?", "2021/通知.txt")] == ["d"]


def test_a_key_is_never_used_twice(store):
    put(store, "a")
    keys = {key for key, _ in store.passages_of("a")}
    change.remove(store.path, "a", store.sources())
    put(store, "b")
    assert keys.isdisjoint(key for key, _ in store.passages_of("b"))


def test_equal_histories_have_equal_digests_and_others_have_others(tmp_path):
    digests = []
    for i, ids in enumerate((("a", "b"), ("a", "b"), ("b", "a"), ("a", "c"))):
        schema.create(tmp_path / str(i), wait=0)
        with closing(Store.open(tmp_path / str(i))) as store:
            assert (store.generation(), store.digest(0)) == (0, "")
            for doc_id in ids:
                put(store, doc_id)
            digests.append(store.digest(2))
            assert store.digest(3) == ""
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_which_document_a_replacement_removed_is_part_of_the_digest(tmp_path):
    digests = []
    for name in ("甲.txt", "乙.txt"):
        schema.create(tmp_path / name, wait=0)
        with closing(Store.open(tmp_path / name)) as store:
            put(store, "a", path="/夹/甲.txt")
            put(store, "b", path="/夹/乙.txt")
            put(store, "c", path=f"/夹/{name}")
            digests.append(store.digest(3))
    assert digests[0] != digests[1]


def test_nothing_is_changed_by_a_document_that_cannot_be_stored(store):
    put(store, "a")
    bad = incoming("b")
    with pytest.raises(ValueError, match="does not belong"):
        change.put(store.path, Incoming(bad.document, [Passage(Span("a", 0, 1))], bad.source))
    with pytest.raises(sqlite3.IntegrityError):
        change.put(store.path, Incoming(bad.document, bad.passages, Source("b", "b", None, "")))
    assert (store.ids(), store.generation()) == (["a"], 1)


def test_vectors_of_two_encoders_are_never_mixed(store):
    put(store, "a", vectors=(b"11", b"22"), encoder="e1")
    with pytest.raises(EncoderError, match="另一个向量模型"):
        put(store, "b", vectors=(b"33", b"44"), encoder="e2")
    assert (store.ids(), store.count("vectors"), store.setting("encoder")) == (["a"], 2, "e1")
    keys = [key for key, _ in store.passages_of("a")]
    change.encode(store.path, [(key, b"55") for key in keys], "e2")
    assert store.setting("encoder") == "e2"
    assert kinds(store) == ["added", "encoded"]
    change.remove(store.path, "a", store.sources())
    assert store.count("vectors") == 0


def test_the_passage_that_covers_a_span_is_found(store):
    put(store, "d")
    assert store.covering(Span("d", 9, 11)).span == Span("d", 9, 16)
    with pytest.raises(NotFoundError, match="没有包含"):
        store.covering(Span("d", 7, 11))


def test_a_damaged_row_is_noticed_when_it_is_read(folder, store):
    put(store, "d")
    key = store.passages_of("d")[0][0]
    sql(folder, "UPDATE passages SET start = start + 1 WHERE key = ?", key)
    with pytest.raises(StoreDamagedError, match="verify"):
        store.passages([key])
    sql(folder, "UPDATE documents SET text = replace(text, '产业', '产亚')")
    with pytest.raises(StoreDamagedError, match="题d"):
        store.document("d")


def test_a_snapshot_does_not_see_later_changes(store):
    put(store, "a")
    with store.snapshot() as before:
        assert before.ids() == ["a"]
        put(store, "b")
        assert (before.ids(), store.ids()) == (["a"], ["a", "b"])


def test_a_missing_library_says_what_to_run(tmp_path):
    with pytest.raises(StoreMissingError, match="yanju index add"):
        Store.open(tmp_path / "无")


def test_a_library_that_was_never_finished_is_a_missing_one(tmp_path):
    (tmp_path / NAME).touch()
    with pytest.raises(StoreMissingError):
        Store.open(tmp_path)
    schema.create(tmp_path, wait=0)
    with closing(Store.open(tmp_path)) as store:
        assert store.ids() == []


def test_creating_over_a_library_keeps_it(folder, store):
    put(store, "a")
    schema.create(folder, wait=0)
    assert store.ids() == ["a"]


def test_a_newer_library_is_refused_and_left_alone(folder, store):
    put(store, "a")
    sql(folder, f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    before = (folder / NAME).read_bytes()
    with pytest.raises(StoreVersionError, match="升级"):
        Store.open(folder)
    with pytest.raises(StoreVersionError, match="升级"):
        schema.create(folder, wait=0)
    assert (folder / NAME).read_bytes() == before


def test_an_older_library_is_migrated_in_order_and_keeps_its_content(folder, store, monkeypatch):
    put(store, "a")
    later = ("ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT '无'", "CREATE TABLE extra (x)")
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, later))
    schema.migrate(folder / NAME)
    schema.migrate(folder / NAME)
    assert store.rows("SELECT note FROM documents") == [("无",)]
    assert store.rows("PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]


def test_a_migration_that_fails_leaves_the_library_as_it_was(folder, store, monkeypatch):
    put(store, "a")
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE extra (x)", "CREATE TABLE documents (x)"))
    )
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        schema.migrate(folder / NAME)
    assert store.rows("SELECT count(*) FROM sqlite_master WHERE name = 'extra'") == [(0,)]
    assert (store.ids(), store.rows("PRAGMA user_version")) == (["a"], [(len(MIGRATIONS),)])


@pytest.mark.parametrize("content", [b"no database at all " * 400, b"SQLite format 3\x00" + b"\xff" * 8000])
def test_a_file_that_is_no_database_is_called_damaged(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(StoreDamagedError):
        Store.open(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_a_damaged_table_definition_is_a_damaged_library(folder, store):
    put(store, "a")
    with closing(sqlite3.connect(folder / NAME)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'places', 'plaqes')")
    with pytest.raises(StoreDamagedError):
        Store.open(folder)


def test_another_programs_database_is_not_touched(tmp_path):
    sql(tmp_path, "CREATE TABLE theirs (x)")
    before = (tmp_path / NAME).read_bytes()
    for use in (Store.open, lambda folder: schema.create(folder, wait=0)):
        with pytest.raises(StoreDamagedError, match="不是言据的资料库"):
            use(tmp_path)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("x")
    for impossible in (tmp_path / "file", tmp_path / "file" / "库"):
        with pytest.raises(StoreReadOnlyError, match="权限"):
            schema.create(impossible, wait=0)


def test_a_second_writer_is_told_to_wait(folder):
    with writing(folder, 0):
        with pytest.raises(StoreLockedError, match="另一个程序"), writing(folder, 0):
            pytest.fail("two writers at once")
        seen = []
        other = threading.Thread(target=lambda: seen.append(_is_locked(folder)))
        other.start()
        other.join()
        assert seen == [True]
    with writing(folder, 0):
        pass


def _is_locked(folder):
    try:
        with writing(folder, 0):
            return False
    except StoreLockedError:
        return True


def test_the_lock_is_free_again_after_an_error(folder):
    with pytest.raises(KeyError), writing(folder, 0):
        raise KeyError
    assert not _is_locked(folder)


def test_a_batch_is_announced_while_it_runs(folder):
    assert not batch_running(folder)
    with announced(folder):
        assert batch_running(folder)
        with announced(folder):
            assert batch_running(folder)
        assert batch_running(folder)
        assert not _is_locked(folder)
    assert not batch_running(folder)


def test_a_busy_database_is_a_locked_library(folder, store, monkeypatch):
    monkeypatch.setattr(schema, "_BUSY_MS", 1)
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLockedError):
            put(store, "a")


def test_no_read_of_one_thread_keeps_another_at_an_older_state(store, monkeypatch):
    """A statement begun and not fetched yet holds its state for everything that is read meanwhile."""
    put(store, "a")
    begun, fetch = threading.Event(), threading.Event()

    def slowly(db):
        cursor = db.execute("PRAGMA user_version")
        begun.set()
        assert fetch.wait(30)
        return cursor.fetchone()[0]

    monkeypatch.setattr("index.store.version", slowly)
    other = threading.Thread(target=store.correction, args=("x",))
    other.start()
    assert begun.wait(30)
    put(store, "b")
    # Nobody else may read before it is over: out of turn, others would be answered at once, and wrongly.
    assert store._turn.locked()
    fetch.set()
    assert [source.name for source in store.sources()][-1].startswith("b")
    other.join()


def test_a_damaged_library_is_set_aside_and_never_deleted(folder, store):
    put(store, "a")
    store.close()
    content = (folder / NAME).read_bytes()
    aside = schema.set_aside(folder)
    assert aside.name.startswith(f"{NAME}.damaged-")
    assert aside.read_bytes() == content
    assert not (folder / NAME).exists()
    with pytest.raises(StoreMissingError):
        schema.set_aside(folder)
